"""Loaded phrases: whether they are found where people mark them, and nothing where they don't.

Span precision and recall as in SemEval-2020 Task 11 (Da San Martino et al., 2020); articles without gold count.
"""

from evals.labels import Labelled
from evals.scoring import Counts, f1, precision, recall, span_counts
from evals.tasks.task import Figure, Task
from service.findings import Analysis


def counts(label: Labelled, analysis: Analysis) -> Counts:
    """The span sums of one article; voice and technique on the phrases that both sides marked."""
    loaded = label.loaded or ()
    found = analysis.loaded_language
    places = [(phrase.span.start, phrase.span.end) for phrase in found]
    sums = span_counts(gold=[item.span for item in loaded], predicted=places)
    sums["words"] = len(label.text.split())
    sums["distractors"] = len(label.distractors)
    sums["distractors flagged"] = sum(any(start < b and a < end for a, b in places) for start, end in label.distractors)
    for item in loaded:
        beside = [phrase for phrase in found if phrase.span.start < item.span[1] and item.span[0] < phrase.span.end]
        if beside and item.voice is not None:
            sums["voice judged"] += 1
            sums["voice right"] += beside[0].voice == item.voice
        if beside and item.technique is not None:
            sums["technique judged"] += 1
            sums["technique right"] += beside[0].technique == item.technique
    return sums


def _precision(sums: Counts) -> float | None:
    return precision(right=sums["precise"], predicted=sums["predicted"])


def _recall(sums: Counts) -> float | None:
    return recall(right=sums["recalled"], gold=sums["gold"])


def _per_thousand(name: str, sums: Counts) -> float | None:
    return 1000 * sums[name] / sums["words"] if sums["words"] else None


TASK = Task(
    name="loaded",
    suits=lambda label: label.loaded is not None,
    counts=counts,
    figures=(
        Figure("span F1", lambda sums: f1(precision=_precision(sums), recall=_recall(sums))),
        Figure("span precision", _precision),
        Figure("span recall", _recall),
        Figure("flags per 1,000 words", lambda sums: _per_thousand("predicted", sums)),
        Figure("flags that touch no gold, per 1,000 words", lambda sums: _per_thousand("astray", sums)),
        Figure("distractors flagged", lambda sums: recall(right=sums["distractors flagged"], gold=sums["distractors"])),
        Figure("voice right, on matched", lambda sums: recall(right=sums["voice right"], gold=sums["voice judged"])),
        Figure(
            "technique right, on matched",
            lambda sums: recall(right=sums["technique right"], gold=sums["technique judged"]),
        ),
    ),
)

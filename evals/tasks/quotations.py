"""Quotations: whether what was said is found, in full, with its cue, its source and its speaker.

Contents are matched one to one by Jaccard on letters and digits, and cue and source of matched ones are right when they
overlap the gold (Newell et al., LREC 2018; the measure of people's agreement on PolNeAR).
"""

import re
from collections.abc import Callable

from evals.labels import Labelled, QuotationLabel
from evals.scoring import THRESHOLDS, Counts, f1, letters, match_contents, precision, recall
from evals.tasks.task import Figure, Task
from service.findings import Analysis, Quotation

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def counts(label: Labelled, analysis: Analysis) -> Counts:
    """What was found of the quotations people labelled, and what else was."""
    text, quotations = label.text, label.quotations or ()
    gold = [letters(text, item.content) for item in quotations]
    found = analysis.quotations
    predicted = [letters(text, [(span.start, span.end) for span in item.content]) for item in found]
    sums = Counts(float, gold=len(gold), predicted=len(predicted))
    for item in quotations:
        sums[f"gold {item.directness}"] += 1
    for least in THRESHOLDS:
        matched = match_contents(gold=gold, predicted=predicted, least=least)
        sums[f"right {least}"] = len(matched)
        if least == min(THRESHOLDS):
            for mine, other in matched.items():
                _judge(sums, quotations[other], found[mine])
    sums["altered"] = sum(item.chain == "quotations" for item in analysis.unlocated)
    return sums


def _judge(sums: Counts, gold: QuotationLabel, found: Quotation) -> None:
    sums[f"found {gold.directness}"] += 1
    sums["directness right"] += gold.directness == found.directness
    for part, theirs, mine in (("source", gold.source, found.source), ("cue", gold.cue, found.cue)):
        if theirs or mine:
            sums[f"{part} judged"] += 1
            sums[f"{part} right"] += mine is not None and any(a < mine.end and mine.start < b for a, b in theirs)
    if gold.speaker is not None:
        sums["speaker judged"] += 1
        sums["speaker right"] += _name(gold.speaker) == _name(found.speaker or "")
        sums["speaker wrong"] += found.speaker is not None and _name(gold.speaker) != _name(found.speaker)


def _name(speaker: str) -> str:
    return _ARTICLE.sub("", " ".join(speaker.split())).casefold()


def _f1_at(least: float) -> Callable[[Counts], float | None]:
    def compute(sums: Counts) -> float | None:
        right = sums[f"right {least}"]
        return f1(
            precision=precision(right=right, predicted=sums["predicted"]), recall=recall(right=right, gold=sums["gold"])
        )

    return compute


def _share(part: str, whole: str) -> Callable[[Counts], float | None]:
    return lambda sums: recall(right=sums[part], gold=sums[whole])


TASK = Task(
    name="quotations",
    suits=lambda label: label.quotations is not None,
    counts=counts,
    figures=(
        Figure("content F1, Jaccard ≥ .5", _f1_at(0.5)),
        Figure("content F1, Jaccard ≥ .8", _f1_at(0.8)),
        Figure("content F1, exact", _f1_at(1.0)),
        Figure("precision ≥ .5", _share("right 0.5", "predicted")),
        Figure("recall ≥ .5", _share("right 0.5", "gold"), people=".79"),
        Figure("recall ≥ .5, direct", _share("found direct", "gold direct"), people=".98"),
        Figure("recall ≥ .5, mixed", _share("found mixed", "gold mixed"), people=".92"),
        Figure("recall ≥ .5, indirect", _share("found indirect", "gold indirect"), people=".74"),
        Figure("source, on matched", _share("source right", "source judged"), people="≥ .95"),
        Figure("cue, on matched", _share("cue right", "cue judged")),
        Figure("speaker, on matched", _share("speaker right", "speaker judged")),
        Figure("wrong speaker, on matched", _share("speaker wrong", "speaker judged")),
    ),
)

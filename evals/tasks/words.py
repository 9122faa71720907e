"""Biased words in single sentences: BABE's labels (Spinde et al., 2021), by the words and by the sentence."""

import re

from evals.labels import Labelled
from evals.scoring import Counts, f1, macro_f1, precision, recall
from evals.tasks.task import Figure, Task
from service.findings import Analysis


def counts(label: Labelled, analysis: Analysis) -> Counts:
    """The word types flagged and labelled in a sentence, and whether it holds a flag and is called biased."""
    gold = label.words or frozenset[str]()
    found = {word for phrase in analysis.loaded_language for word in re.findall(r"\w+", phrase.span.text.lower())}
    sums = Counts(float, {"right": len(found & gold), "predicted": len(found), "gold": len(gold)})
    sums[f"{'true' if bool(found) == label.biased else 'false'} {'positive' if found else 'negative'}"] += 1
    return sums


def _word_f1(sums: Counts) -> float | None:
    right = sums["right"]
    return f1(
        precision=precision(right=right, predicted=sums["predicted"]), recall=recall(right=right, gold=sums["gold"])
    )


def _sentence_f1(sums: Counts) -> float | None:
    return macro_f1(
        true_positives=sums["true positive"],
        false_positives=sums["false positive"],
        false_negatives=sums["false negative"],
        true_negatives=sums["true negative"],
    )


TASK = Task(
    name="words",
    suits=lambda label: label.words is not None,
    counts=counts,
    figures=(
        Figure("word F1", _word_f1, people=".44–.455"),
        Figure("word precision", lambda sums: precision(right=sums["right"], predicted=sums["predicted"])),
        Figure("word recall", lambda sums: recall(right=sums["right"], gold=sums["gold"])),
        Figure("sentence macro F1", _sentence_f1, people=".785"),
    ),
)

"""Biased words in single sentences: BABE's labels (Spinde et al., 2021), by the words and by the sentence.

A sentence is predicted biased when it holds a flag; its score, for the areas under the curve, is the strength of its
strongest flag, 0 without one. Within outlets, only sentences of one outlet are compared with each other, so that
knowing an outlet's share of biased sentences helps nothing.
"""

import re
from collections.abc import Callable

from evals.labels.label import Labelled
from evals.scoring import Counts, auc, f1, macro_f1, precision, recall
from evals.tasks.cost import COST, cost
from evals.tasks.task import Answers, Figure, Judged, People, Sentences, Task, ratio
from service.findings import Analysis

_SCORE = "score"


def judge(label: Labelled, analysis: Analysis) -> Judged:
    """The word types flagged and labelled in a sentence, and whether it holds a flag and is called biased."""
    gold = label.words or frozenset[str]()
    found = {word for phrase in analysis.loaded_language for word in _words(phrase.span.text)}
    sums = Counts(float, {"right": len(found & gold), "predicted": len(found), "gold": len(gold)})
    if label.biased is not None:
        sums[f"{'true' if bool(found) == label.biased else 'false'} {'positive' if found else 'negative'}"] += 1
        strength = max((phrase.strength for phrase in analysis.loaded_language), default=0.0)
        sums["\t".join((_SCORE, label.outlet, f"{strength:.4f}", "yes" if label.biased else "no"))] += 1
    sentences = Sentences(label.text)
    cases = [
        sentences.case("false alarm", phrase.technique, [(phrase.span.start, phrase.span.end)])
        for phrase in analysis.loaded_language
        if gold.isdisjoint(_words(phrase.span.text))
    ]
    cases += [
        sentences.case("miss", "word", [place.span()])
        for place in re.finditer(r"\w+", label.text)
        if place[0].lower() in gold - found
    ]
    return Judged(sums, tuple(cases))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


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


def _area(*, within_outlets: bool) -> Callable[[Counts], float | None]:
    def compute(sums: Counts) -> float | None:
        parts = [(name.split("\t"), many) for name, many in sums.items() if name.startswith(f"{_SCORE}\t")]
        return auc(
            pairs=(
                (outlet if within_outlets else "", float(strength), biased == "yes", many)
                for (_, outlet, strength, biased), many in parts
            )
        )

    return compute


def _ask(label: Labelled, answers: Answers) -> Judged:
    analysis = answers.analysis("loaded_language")
    judged = judge(label, analysis)
    judged.counts.update(cost([analysis.run], "loaded_language"))
    return judged


TASK = Task(
    name="words",
    about="In single sentences, are the words flagged that experts find biased?",
    suits=lambda label: label.words is not None,
    judge=_ask,
    figures=(
        Figure("word F1", _word_f1, people=People(0.44, 0.455, "BABE")),
        Figure("word precision", ratio("right", "predicted")),
        Figure("word recall", ratio("right", "gold")),
        Figure("sentence macro F1", _sentence_f1, people=People(0.785, 0.785, "BABE")),
        Figure("AUC of the strongest flag, within outlets", _area(within_outlets=True)),
        Figure("AUC of the strongest flag", _area(within_outlets=False)),
        *COST,
    ),
    curve=(("words", "word precision", "word recall"),),
)

"""Fits how the signs of a name that stands wrongly are weighed: ``python -m evals.fitting.names --gold FILE``.

A name in a sentence that people call supported stands rightly; one that code put in another's place stands wrongly.
What is told is measured on articles that the weights weren't fitted on.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import typer
from rapidfuzz.distance import Prefix
from rich.console import Console
from rich.progress import track

from evals.alterations import alterations
from evals.fitting.logistic import solved
from evals.labels import read_gold
from evals.labels.label import Labelled
from evals.runs import half_of
from service.article import Article
from service.errors import WhosewordsError
from service.sentences import sentence_spans
from service.support import Support
from service.support.standing import FILE, weighed

SEEDS = 4
"""So many times is a name put in another's place, where the sentence has one."""
FOLDS = 6
"""Parts of the articles: those of each are judged by weights that the others fit."""
_PENALTY, _FREE = 3.0, 0.0
_CARD = """\
# How the signs of a name that stands wrongly are weighed, written by `python -m evals.fitting.names`; numbers only.
# Fitted on the half of {sources} that is tuned on: {right} names in sentences that people call supported,
# {wrong} that code put in another's place. standing.py says what each sign is. A name is doubted above 0: by weights
# fitted on other articles, {found:.3f} of the wrong names are, and {alarms:.3f} of the right ones.
"""


@dataclass(frozen=True)
class Case:
    """The signs of a name in a sentence about ``article``, how much it counts, and whether it stands wrongly there."""

    signs: Mapping[str, float]
    weight: float
    wrong: bool
    article: str


def cases(label: Labelled) -> Iterator[Case]:
    """The names of the sentences that people call supported, as they are, and with another in the place of one."""
    support = Support(Article.read(label.text))
    for sentence in supported(label):
        for _, standing in support.standings(sentence):
            yield Case(standing.signs, 1.0, wrong=False, article=label.text)
        for seed in range(SEEDS):
            for change in alterations(sentence, label.text, seed=seed):
                if change.kind == "name":
                    at = Prefix.similarity(sentence, change.text)
                    for (start, end), standing in support.standings(change.text):
                        if start <= at <= end:
                            yield Case(standing.signs, 1 / SEEDS, wrong=True, article=label.text)


def supported(label: Labelled) -> list[str]:
    """The sentences of all texts that people call supported, or wrote as a summary, each once."""
    texts = [claim.text for claim in label.claims or () if claim.supported] + list(label.references or ())
    return list(dict.fromkeys(text[start:end] for text in texts for start, end in sentence_spans(text)))


def fitted(found: Sequence[Case], doubted: float) -> dict[str, float]:
    """The weight of each sign, and ``always``, at which the share ``doubted`` of the names that stand rightly is so."""
    names = sorted({name for case in found for name in case.signs})
    rows = np.array([[*(case.signs[name] for name in names), 1.0] for case in found])
    spread = np.append(rows[:, :-1].std(axis=0) + 1e-9, 1.0)
    wrong = np.array([case.wrong for case in found], dtype=float)
    penalties = np.array([*(_PENALTY for _ in names), _FREE])
    counted = np.array([case.weight for case in found])
    weights = solved(rows / spread, wrong, penalties, counted)[:-1] / spread[:-1]
    right = [float(row[:-1] @ weights) for row, case in zip(rows, found, strict=True) if not case.wrong]
    return {"always": -float(np.quantile(right, 1 - doubted)), **dict(zip(names, map(float, weights), strict=True))}


def crossed(found: Sequence[Case], doubted: float) -> tuple[float, float]:
    """The shares of the names that stand wrongly and rightly that are doubted, by weights fitted on other articles."""
    told: dict[bool, list[bool]] = {True: [], False: []}
    for fold in range(FOLDS):
        held = [case for case in found if _fold(case) == fold]
        others = [case for case in found if _fold(case) != fold]
        if held and {case.wrong for case in others} == {True, False}:
            weights = fitted(others, doubted)
            for case in held:
                told[case.wrong].append(weighed(case.signs, weights) > 0)
    wrong, right = (sum(told[which]) / max(1, len(told[which])) for which in (True, False))
    return wrong, right


def _fold(case: Case) -> int:
    """The part of the articles that a case belongs to, by a hash of its article."""
    return sha256(case.article.encode()).digest()[1] % FOLDS


def main(gold: list[Path] | None = None, doubted: float = 0.07, output: Path | None = None) -> None:
    """Fit on the tuned-on half of the --gold sets, so that --doubted of the right names are told as wrong."""
    console = Console()
    try:
        sets = [read_gold(path) for path in gold or ()]
    except WhosewordsError as error:
        console.print(str(error))
        sys.exit(2)
    labels = [label for read in sets for label in read.texts if half_of(label.text) == "tuned on"]
    found = [case for label in track(labels, description="Reading", console=console) for case in cases(label)]
    if not any(case.wrong for case in found):
        console.print("No name to fit on; give claims or summaries with --gold.")
        sys.exit(2)
    wrong = sum(case.wrong for case in found)
    told, alarms = crossed(found, doubted)
    console.print(f"On articles not fitted on: {told:.3f} of the wrong names told, {alarms:.3f} of the right ones.")
    sources = ", ".join(read.name for read in sets)
    card = _CARD.format(sources=sources, right=len(found) - wrong, wrong=wrong, found=told, alarms=alarms)
    lines = [card, "[weights]", *(f"{name} = {value:.3f}" for name, value in fitted(found, doubted).items())]
    path = output or Path(str(files("service.support") / FILE))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    console.print(f"Written to {path}")


if __name__ == "__main__":
    typer.run(main)

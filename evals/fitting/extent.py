"""Fits how far a flag reaches over its phrase: ``python -m evals.fitting.extent --whole FILE --gold FILE``.

A case is a step that the flag on a loaded word may take to the words beside it; it is marked when people's label, which
the word lies in, holds those words too. A logistic regression weighs its signs. On a fifth of the texts at a time, by
the fit on the others, it is counted how often a step that would be taken is right.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from evals.fitting.loaded import labelled_texts
from evals.fitting.logistic import solved
from evals.labels.label import Labelled
from evals.scoring import merged, overlap
from service.article import Article
from service.builtin.loaded_language import THRESHOLD, weighed
from service.builtin.loaded_language.extent import FILE, SURE, Flags, Step, chance, grown
from service.builtin.loaded_language.matches import Match
from service.builtin.reading import read
from service.errors import WhosewordsError

_FOLDS = 5
_LEAST = 0.2
"""The least strength of a word whose steps are cases."""
_PENALTY, _FREE = 2.0, 0.05
_CARD = """\
# How far a flag reaches over the phrase its word stands in, written by `python -m evals.fitting.extent`; numbers only.
#
# signs: the weight of each sign of a step from the word to those beside it, in log odds: what joins them, how dense the
#        article's flags are and how much of it is reported, what the step's head ends with and does in its clause. No
#        sign names a word or a subject.
#
# Fitted on {sources}: {cases} steps in {texts} texts; of sets that are measured on, too, only
# the half that is tuned on. On texts not fitted on, {taken} of them would be taken (chance {sure} and over), of which
# people marked {right:.2f}; of the others, {left:.2f}.
# Meant for English articles. Annotators differ in how much they mark: PTC's mark phrases, ours words.
"""


@dataclass(frozen=True)
class Case:
    """A step that a flag may take: its signs, and whether the label that its word lies in holds it."""

    text: int
    signs: Mapping[str, float]
    marked: bool


def cases(text: int, label: Labelled) -> Iterator[Case]:
    """The steps from the words that lie in a text's labels; a step that is marked leads to the next."""
    if not label.loaded:
        return
    reading = read(Article.read(label.text))
    found = weighed(reading)
    flags = Flags.of(reading, [match for match, strength in found if strength >= THRESHOLD])
    labels = merged(item.span for item in label.loaded)
    for match, strength in found:
        within = [span for span in labels if overlap((match.start, match.end), span)]
        if within and strength >= _LEAST:
            yield from _steps(text, match, flags, (within[0][0], within[-1][1]))


def _steps(text: int, match: Match, flags: Flags, label: tuple[int, int]) -> Iterator[Case]:
    doc, offset = match.paragraph.doc, match.paragraph.start
    found: list[Case] = []

    def joins(signs: Mapping[str, float], step: Step) -> bool:
        first, last = doc[step.first], doc[step.last]
        marked = label[0] <= offset + first.idx and offset + last.idx + len(last) <= label[1]
        found.append(Case(text, signs, marked))
        return marked

    grown(match, flags, joins)
    yield from found


def fit(learnt_from: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign."""
    import numpy as np

    names = sorted({name for case in learnt_from for name in case.signs})
    rows = np.array([[case.signs.get(name, 0.0) for name in names] for case in learnt_from])
    marked = np.array([case.marked for case in learnt_from], dtype=float)
    penalty = np.array([_FREE if name == "always" else _PENALTY for name in names])
    return dict(zip(names, map(float, solved(rows, marked, penalty)), strict=True))


def unseen(found: Sequence[Case]) -> list[float]:
    """For each case its chance by the fit on the texts of the other folds."""
    fits = [fit([case for case in found if case.text % _FOLDS != fold]) for fold in range(_FOLDS)]
    return [chance(fits[case.text % _FOLDS], case.signs) for case in found]


def text_of(weights: Mapping[str, float], sources: Sequence[str], found: Sequence[Case]) -> str:
    """The data file: the card, and the numbers."""
    told = [(value >= SURE, case.marked) for value, case in zip(unseen(found), found, strict=True)]
    taken, left = ([marked for sure, marked in told if sure is which] for which in (True, False))
    card = _CARD.format(
        sources=", ".join(sources),
        cases=len(found),
        texts=len({case.text for case in found}),
        taken=len(taken),
        sure=SURE,
        right=sum(taken) / max(1, len(taken)),
        left=sum(left) / max(1, len(left)),
    )
    return "\n".join([card, "[signs]", *(f'"{name}" = {value:.3f}' for name, value in weights.items())]) + "\n"


def main(whole: list[Path] | None = None, gold: list[Path] | None = None, output: Path | None = None) -> None:
    """Fit on all texts of the --whole sets and the tuned-on half of the --gold sets, and write the data file."""
    console = Console()
    try:
        chosen = labelled_texts(whole or (), every=True) + labelled_texts(gold or (), every=False)
    except WhosewordsError as error:
        console.print(str(error))
        sys.exit(2)
    found = [
        case
        for number, (_, label) in enumerate(track(chosen, description="Reading", console=console))
        for case in cases(number, label)
    ]
    if not found:
        console.print("No labelled phrase to fit on; give labelled sets with --whole or --gold.")
        sys.exit(2)
    path = output or Path(str(files("service.builtin") / "data" / FILE))
    path.write_text(text_of(fit(found), sorted({source for source, _ in chosen}), found), encoding="utf-8")
    console.print(f"Written to {path}")


if __name__ == "__main__":
    typer.run(main)

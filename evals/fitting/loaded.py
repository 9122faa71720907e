"""Fits the weights of loaded phrases' strength: a logistic regression on signs that judge, over labelled texts.

A phrase of the word tables is a case; it is marked when a label touches it. All sets are one: that plain news is marked
less than heated pages is for the signs of heat to tell, and an intercept for each set would hide it from them. Each
word of the tables also gets how much more often it is marked than phrases are at large, shrunk to nothing for rare
words, and learnt without the article a case stands in; and a word that ordinary news uses often is weaker, whoever
marked it. Reliability is shown on articles that the weights have not seen, fold by fold.
"""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from evals.fitting.logistic import solved
from evals.labels import read_gold
from evals.labels.label import Labelled
from evals.runs import half_of
from evals.scoring import overlap
from service.article import Article
from service.builtin.loaded_language.matches import matches
from service.builtin.loaded_language.strength import FILE, signs_of
from service.builtin.reading import read
from service.errors import WhosewordsError

_FOLDS, _FIFTHS = 5, 5
_SHRINK = 2.0
"""So many marks, as expected, are added to those of each word."""
_PENALTY, _FREE = 3.0, 0.05
_ALONE = "alone"
"""Single sentences are chosen to be judged and marked far more often; this sign is free to take that up."""
_TELLS = 0.1
"""A word whose offset is nearer to 0 than this is left out of the file."""
_EACH = 100_000
"""Words of ordinary news in which a table's word is counted."""
_ELSEWHERE = {"PTC": ("Doubt", "Flag-Waving", "Slogans", "Loaded_Attribution")}
"""Techniques that a set labels by other names than those read, or not at all: their phrases are no cases there."""
_CARD = """\
# The fitted weights of loaded phrases' strength, written by `python -m evals.fitting.loaded`; numbers only.
#
# signs: the weight of each sign of a phrase, in log odds: what its table says, whom it is said of, what stands beside
#        it, how heated the rest of the article is, how the word is built. No sign names a subject.
# words: for words of the tables, what more (above 0) or less people marked them than phrases at large, and how usual
#        they are in ordinary news, add to it.
#
# Fitted on {sources}: {cases} phrases in {texts} texts that hold any; of sets that are measured on,
# too, only the half that is tuned on. How usual words are was counted in {news}.
# strength is the chance that annotators mark the phrase. On articles not fitted on:
{reliability}
# Meant for English news. Its annotators were few and their guidelines differ; a strength says how plainly a phrase is
# loaded, nothing about whether its article is right.
"""


@dataclass(frozen=True)
class Case:
    """A phrase of the tables in a labelled text: its signs, and whether people marked it."""

    source: str
    text: int
    word: str
    signs: Mapping[str, float]
    marked: bool


def cases(source: str, text: int, label: Labelled) -> Iterator[Case]:
    """The phrases of the tables that a text holds."""
    reading = read(Article.read(label.text))
    found = matches(reading)
    for match, signs in zip(found, signs_of(reading, found), strict=True):
        if match.entry.technique not in _ELSEWHERE.get(source, ()):
            yield Case(source, text, match.entry.word, signs, _is_marked(label, match.start, match.end))


def _is_marked(label: Labelled, start: int, end: int) -> bool:
    if label.words is not None:
        return not label.words.isdisjoint(re.findall(r"\w+", label.text[start:end].lower()))
    return any(overlap((start, end), item.span) for item in label.loaded or ())


class Fit:
    """The weights that some cases give."""

    def __init__(self, learnt_from: Sequence[Case], usual: Mapping[str, float]) -> None:
        """Learn from the cases, the sets weighing by their number of cases; ``usual`` is what `how_usual` says."""
        import numpy as np

        self._in_news = usual
        sources = sorted({case.source for case in learnt_from})
        shares = {source: np.mean([case.marked for case in learnt_from if case.source == source]) for source in sources}
        self._usual = {source: float(share) for source, share in shares.items()}
        self._count(learnt_from)
        self.names = sorted({name for case in learnt_from for name in case.signs} - {"always"})
        rows = [[*self._row(case, apart=True), 1.0] for case in learnt_from]
        penalties = [_PENALTY] * (len(self.names) + 3)
        if _ALONE in self.names:
            penalties[self.names.index(_ALONE)] = _FREE
        marked = np.array([case.marked for case in learnt_from], dtype=float)
        *weights, self.always = map(float, solved(np.array(rows), marked, np.array([*penalties, _FREE])))
        *signs, self.marked, self.usual, self.both = weights
        self.weights = dict(zip(self.names, signs, strict=True))

    def _count(self, learnt_from: Sequence[Case]) -> None:
        self._marks: Counter[str] = Counter()
        self._expected: defaultdict[str, float] = defaultdict(float)
        self._own: defaultdict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for case in learnt_from:
            own = self._own[case.word, case.text]
            self._marks[case.word] += case.marked
            self._expected[case.word] += self._usual[case.source]
            own[0] += case.marked
            own[1] += self._usual[case.source]

    def offset(self, word: str, without: int | None = None) -> float:
        """How much more a word is marked than expected, in log odds; ``without`` is a text to leave out."""
        marks, expected = float(self._marks[word]), self._expected.get(word, 0.0)
        if without is not None:
            own = self._own[word, without]
            marks, expected = marks - own[0], expected - own[1]
        return math.log((marks + _SHRINK) / (expected + _SHRINK))

    def words(self) -> dict[str, float]:
        """What each word adds in log odds, where it is enough to tell."""
        own = [self.marked, self.usual, self.both]
        weights = {
            word: sum(weight * value for weight, value in zip(own, self._own_signs(word), strict=True))
            for word in sorted({*self._expected, *self._in_news})
        }
        return {word: weight for word, weight in weights.items() if abs(weight) >= _TELLS}

    def _row(self, case: Case, *, apart: bool) -> list[float]:
        signs = [case.signs.get(name, 0.0) for name in self.names]
        return [*signs, *self._own_signs(case.word, case.text if apart else None)]

    def _own_signs(self, word: str, without: int | None = None) -> list[float]:
        """How much more a word is marked than expected, how usual it is, and both: usual words' marks tell more."""
        offset, usual = self.offset(word, without), self._in_news.get(word, 0.0)
        return [offset, usual, offset * usual]

    def chance(self, case: Case) -> float:
        """The chance that a case it hasn't seen is marked."""
        weights = [*self.weights.values(), self.marked, self.usual, self.both]
        total = sum(weight * value for weight, value in zip(weights, self._row(case, apart=False), strict=True))
        return 1 / (1 + math.exp(-self.always - total))


def how_usual(texts: Sequence[str]) -> dict[str, float]:
    """For each word of the tables in ordinary news: the logarithm of one more than its times in 100,000 words."""
    times: Counter[str] = Counter()
    for text in texts:
        times.update(match.entry.word for match in matches(read(Article.read(text))))
    words = sum(len(text.split()) for text in texts)
    return {word: math.log1p(many * _EACH / words) for word, many in times.items()}


def unseen(found: Sequence[Case], usual: Mapping[str, float]) -> list[float]:
    """For each case its chance by the fit on the texts of the other folds."""
    chances = [0.0] * len(found)
    for fold in range(_FOLDS):
        fit = Fit([case for case in found if case.text % _FOLDS != fold], usual)
        for place, case in enumerate(found):
            if case.text % _FOLDS == fold:
                chances[place] = fit.chance(case)
    return chances


def reliability(found: Sequence[Case], chances: Sequence[float]) -> Iterator[tuple[str, int, float, float]]:
    """For each fifth of strength: where it begins, its cases, their mean strength, and the share marked."""
    for low in range(_FIFTHS):
        pairs = zip(chances, found, strict=True)
        chosen = [(chance, case) for chance, case in pairs if low == min(int(chance * _FIFTHS), _FIFTHS - 1)]
        if many := len(chosen):
            mean = sum(chance for chance, _ in chosen) / many
            yield f"from {low / _FIFTHS:.1f}", many, mean, sum(case.marked for _, case in chosen) / many


def text_of(
    fit: Fit, sources: Sequence[str], news: str, found: Sequence[Case], rows: Sequence[tuple[str, int, float, float]]
) -> str:
    """The data file: the card, and the numbers; ``news`` says what ordinary news the words were counted in."""
    told = "\n".join(
        f"#   strength {low}: {many} phrases, mean {mean:.2f}, marked {share:.2f}" for low, many, mean, share in rows
    )
    texts = len({case.text for case in found})
    card = _CARD.format(sources=", ".join(sources), cases=len(found), texts=texts, news=news, reliability=told)
    signs = {"always": fit.always, **fit.weights}
    lines = [card, "[signs]", *(f'"{name}" = {value:.3f}' for name, value in signs.items())]
    lines += ["", "[words]", *(f'"{word}" = {value:.2f}' for word, value in fit.words().items())]
    return "\n".join(lines) + "\n"


def labelled_texts(paths: Sequence[Path], *, every: bool) -> list[tuple[str, Labelled]]:
    """The texts of some sets, each with its set's name: ``every`` one, or only the half that is tuned on."""
    return [
        (gold.name, label)
        for gold in map(read_gold, paths)
        for label in gold.texts
        if every or half_of(label.text) == "tuned on"
    ]


def main(
    whole: list[Path] | None = None,
    gold: list[Path] | None = None,
    news: list[Path] | None = None,
    output: Path | None = None,
) -> None:
    """Fit on all texts of the --whole sets and the tuned-on half of the --gold sets, and write the data file.

    In the tuned-on half of the --news sets, whose labels aren't looked at, the tables' words are counted.
    """
    console = Console()
    try:
        chosen = labelled_texts(whole or (), every=True) + labelled_texts(gold or (), every=False)
        ordinary = labelled_texts(news or (), every=False)
    except WhosewordsError as error:
        console.print(str(error))
        sys.exit(2)
    if not chosen:
        console.print("No text to fit on; give labelled sets with --whole or --gold.")
        sys.exit(2)
    found = [
        case
        for number, (source, label) in enumerate(track(chosen, description="Reading", console=console))
        for case in cases(source, number, label)
    ]
    usual = how_usual([label.text for _, label in track(ordinary, description="Counting", console=console)])
    rows = list(reliability(found, unseen(found, usual)))
    table = Table("strength", "phrases", "mean strength", "share marked", title="On articles not fitted on")
    for low, many, mean, share in rows:
        table.add_row(low, str(many), f"{mean:.2f}", f"{share:.2f}")
    console.print(table)
    path = output or Path(str(files("service.builtin") / "data" / FILE))
    counted = f"{len(ordinary)} articles of {', '.join(sorted({source for source, _ in ordinary})) or 'no set'}"
    sources = sorted({source for source, _ in chosen})
    path.write_text(text_of(Fit(found, usual), sources, counted, found, rows), encoding="utf-8")
    console.print(f"Written to {path}")


if __name__ == "__main__":
    typer.run(main)

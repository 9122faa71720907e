"""How strong a loaded phrase is: the tables' word for it, weighed by what stands around it.

The weights are fitted (evals/fitting/loaded.py) on signs that judge, never on what a text is about: how heated the
article and the words close by are, whom the word is said of, how it is built, how often people
marked the same word elsewhere, and how usual it is in ordinary news. They are a plain data file, and without it a
phrase is as strong as its table says.
"""

import math
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from service.builtin.loaded_language.matches import Match
from service.builtin.reading import Reading
from service.marks import Run, quoted_runs

if TYPE_CHECKING:
    from spacy.tokens import Token

FILE = "strength.toml"
_PARTIES = {"PERSON", "ORG", "NORP", "GPE"}
_PUSHING = {
    "so", "very", "most", "more", "such", "too", "utterly", "truly", "totally", "completely", "absolutely", "deeply",
    "really", "quite", "incredibly", "extremely", "increasingly", "even", "simply", "just", "downright", "particularly",
}  # fmt: skip
_DENYING = {"not", "n't", "no", "never", "hardly", "without", "nor"}
_US = {"i", "we", "us", "our", "ours", "my", "me", "mine"}
_YOU = {"you", "your", "yours"}
_PITCHED = {"!", "?"}
_PERSONAL = _US | _YOU | _PITCHED
_PLACES = {"amod", "acomp", "attr", "dobj", "pobj", "appos", "nsubj", "ROOT", "compound", "advmod", "relcl"}
_JOINED = {"compound", "appos", "amod", "poss", "dobj"}
_SUBJECTS = {"nsubj", "nsubjpass"}
SAYING = {"said", "says", "told", "according"}
"""Words that tell whose words a report gives."""
_SUFFIXES = ("ly", "ist", "ism", "ous", "ful", "less", "ic", "ing", "ed", "er", "ive", "able", "y", "al", "ish")
_PREFIXES = ("un", "dis", "mis", "over", "anti", "in", "im", "self", "ill", "out", "de", "re")
_STEM = 4
"""The least letters of a word after what counts as its prefix."""
_SCARE_WORDS = 4
_NEAR, _CLOSE = 1200, 2
"""How far the heat near a phrase reaches, in code points, and what stands close beside it, in words."""
_MANY = 3
_MILD = 0.3
_FEW = 2
_LONG_SENTENCE, _LONG_ARTICLE = 25, 150.0
"""The words that an article's rates are smoothed by, so that one sentence tells little."""


class Weights(BaseModel):
    """The fitted parameters in log odds: a weight for each sign, and what each word adds by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    signs: dict[str, float]
    words: dict[str, float]


@cache
def fitted() -> Weights | None:
    """The weights that come with the engine; None when their file is not there."""
    file = files("service.builtin") / "data" / FILE
    return Weights.model_validate(tomllib.loads(file.read_text("utf-8"))) if file.is_file() else None


def is_alone(reading: Reading) -> bool:
    """Whether the text is a sentence or two, looked at by themselves."""
    return sum(1 for paragraph in reading.paragraphs for _ in paragraph.doc.sents) <= _FEW


def strengths(reading: Reading, found: Sequence[Match], weights: Weights | None) -> list[float]:
    """The strength of each match, from 0 to 1, rounded to hundredths."""
    if weights is None:
        return [match.entry.strength for match in found]
    return [
        round(max(_chance(weights, match, signs), match.entry.least), 2)
        for match, signs in zip(found, signs_of(reading, found), strict=True)
    ]


def _chance(weights: Weights, match: Match, signs: Mapping[str, float]) -> float:
    total = sum(weights.signs.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-total - weights.words.get(match.entry.word, 0.0)))


def signs_of(reading: Reading, found: Sequence[Match]) -> list[dict[str, float]]:
    """What speaks for and against each match, by the sign's name."""
    article = _Surroundings.of(reading, found)
    return [dict(_signs(article, match)) for match in found]


@dataclass(frozen=True)
class _Surroundings:
    """What an article is like as a whole: quoted runs, its matches and their heat by place, and rates in its words.

    ``upto`` is the heat of the matches before each of ``starts``, and after the last; ``times`` counts them by the
    tables' word, and ``length`` is the article's in code points.
    """

    runs: tuple[Run, ...]
    alone: bool
    words: int
    heat: float
    saying: float
    us: float
    you: float
    pitch: float
    in_sentence: Mapping[int, Sequence[Match]]
    starts: Sequence[int]
    upto: Sequence[float]
    times: Mapping[str, int]
    length: int

    @classmethod
    def of(cls, reading: Reading, found: Sequence[Match]) -> "_Surroundings":
        runs = quoted_runs(reading.article.text)
        words = saying = us = you = pitch = 0
        for paragraph in reading.paragraphs:
            for token in paragraph.doc:
                words += token.is_alpha
                lower = token.lower_
                if lower in SAYING:
                    saying += 1
                elif lower in _PERSONAL and _run_around(runs, paragraph.start + token.idx) is None:
                    us += lower in _US
                    you += lower in _YOU
                    pitch += lower in _PITCHED
        in_sentence: dict[int, list[Match]] = {}
        for match in found:
            in_sentence.setdefault(id(match.sentence), []).append(match)
        upto = list(accumulate(map(_heat, found), initial=0.0))
        return cls(
            runs,
            is_alone(reading),
            words,
            upto[-1],
            saying,
            us,
            you,
            pitch,
            in_sentence,
            [match.start for match in found],
            upto,
            Counter(match.entry.word for match in found),
            len(reading.article.text),
        )

    def rate(self, count: float, usual: float) -> float:
        """The logarithm of how often something is found, smoothed by what is usual in a hundred words."""
        return math.log((count + usual * _LONG_ARTICLE / 100) / (self.words + _LONG_ARTICLE) * 100 / usual)

    def heat_near(self, match: Match) -> float:
        """The heat of the other matches that begin near this one."""
        first = bisect_left(self.starts, match.start - _NEAR)
        last = bisect_right(self.starts, match.start + _NEAR)
        return self.upto[last] - self.upto[first] - _heat(match)


def _heat(match: Match) -> float:
    """What a match adds to the heat of its sentence and its article; mild words add nothing."""
    return max(0.0, match.entry.strength - _MILD)


def _signs(article: _Surroundings, match: Match) -> Iterator[tuple[str, float]]:
    entry, first, last = match.entry, match.tokens[0], match.tokens[-1]
    yield "always", 1.0
    yield "table", math.log(entry.strength / (1.001 - entry.strength))
    yield "mild", float(entry.strength <= _MILD)
    yield entry.technique, 1.0
    yield entry.part, 1.0
    yield "several words", float(len(match.form.words) > 1 or match.form.compound)
    run = _run_around(article.runs, match.start)
    yield "quoted", float(run is not None)
    if run:
        offset = match.paragraph.start
        words = first.doc.text[run.start - offset : run.end - offset].split()
        yield "few words quoted", float(len(words) <= _SCARE_WORDS)
    yield "title", float(match.paragraph.role == "title")
    yield "capitals", float(first.is_upper and len(first) > 1)
    yield from _built(entry.word)
    before = [token.lower_ for token in match.sentence.tokens[max(0, match.first - _MANY) : match.first]]
    yield "pushed", float(bool(before) and before[-1] in _PUSHING)
    yield "denied", float(not _DENYING.isdisjoint(before))
    yield from _said_of(first, last)
    yield from _in_sentence(article, match)
    yield "heat", article.rate(article.heat - _heat(match), 0.2)
    yield "heat near", math.log(0.1 + article.heat_near(match))
    yield "saying", article.rate(article.saying, 1.0)
    yield "us", article.rate(article.us, 0.5)
    yield "you", article.rate(article.you, 0.2)
    yield "repeated", math.log(article.times[entry.word])
    yield "far down", match.start / article.length
    yield "alone", float(article.alone)
    yield "pitch", article.rate(article.pitch, 0.2)


def _built(word: str) -> Iterator[tuple[str, float]]:
    """What a word begins and ends with, where that tells something of it."""
    yield from ((f"…{suffix}", 1.0) for suffix in _SUFFIXES if word.endswith(suffix))
    yield from (
        (f"{prefix}…", 1.0) for prefix in _PREFIXES if word.startswith(prefix) and len(word) >= len(prefix) + _STEM
    )


def _said_of(first: "Token", last: "Token") -> Iterator[tuple[str, float]]:
    """Whom or what the word is said of, by its place in the clause."""
    head = last.head
    yield f"as {last.dep_ if last.dep_ in _PLACES else 'other'}", 1.0
    joined = [head, *(child for child in last.children if child.dep_ in _JOINED)]
    told = [child for child in head.children if child.dep_ in _SUBJECTS] if last.dep_ in {"acomp", "attr"} else []
    yield "of a party", float(any(token.ent_type_ in _PARTIES for token in joined) or any(map(_is_party, told[:1])))
    own = [child for child in last.children if child.dep_ in _SUBJECTS]
    yield "by a party", float(any(map(_is_party, own[:1])))
    yield "possessed", float(any(child.dep_ == "poss" for child in last.children))
    yield "plain article", float(any(child.lower_ in {"a", "an"} for child in last.children))
    yield "modified", float(any(child.dep_ in {"amod", "compound"} for child in last.children))
    yield "joined", float(last.dep_ == "conj" or any(child.dep_ == "conj" for child in last.children))
    yield "opens", float(first.is_sent_start is True)


def _is_party(subject: "Token") -> bool:
    return subject.ent_type_ in _PARTIES or subject.pos_ == "PRON"


def _in_sentence(article: _Surroundings, match: Match) -> Iterator[tuple[str, float]]:
    others = [other for other in article.in_sentence[id(match.sentence)] if other is not match]
    yield "beside others", min(_MANY, sum(map(_heat, others)))
    yield "close to others", sum(_heat(other) for other in others if abs(other.first - match.first) <= _CLOSE)
    lower = set(match.sentence.lower)
    yield "exclaimed", float("!" in lower)
    yield "asked", float("?" in lower)
    yield "us here", float(not _US.isdisjoint(lower))
    yield "you here", float(not _YOU.isdisjoint(lower))
    yield "said here", float(not SAYING.isdisjoint(lower))
    yield "long sentence", math.log(len(lower) / _LONG_SENTENCE)
    yield "figures here", float(any(token.like_num for token in match.sentence.tokens))


def _run_around(runs: Sequence[Run], offset: int) -> Run | None:
    """The quoted run that holds ``offset``."""
    at = bisect_right(runs, offset, key=lambda run: run.start) - 1
    return runs[at] if at >= 0 and offset < runs[at].end else None

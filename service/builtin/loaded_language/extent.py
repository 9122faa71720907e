"""How far a flag reaches: from the loaded word over the phrase it stands in, where people mark the phrase as one.

“Vicious” in “a vicious campaign”, “utterly” beside “ludicrous”: what joins is told by the parse, and whether it is
marked too is weighed by a few fitted signs (evals/fitting/extent.py), of which how dense the article's flags are tells
most, and how much of the article is told as what somebody said: where judgement is heaped on judgement, or the writer
argues, the phrase is the charge; in a report the word is. The weights are a plain data file, and without it a flag is
its word.
"""

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from service.builtin.loaded_language.matches import HYPHENS, Match
from service.builtin.loaded_language.strength import SAYING
from service.builtin.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FILE = "extent.toml"
SURE = 0.65
"""How likely the next words must be marked too for a flag to reach over them."""
_MOST = 4
"""The most steps that a flag takes beyond its word."""
_FAR = 4
"""How far off the noun may stand that an adjective belongs to."""
_JOINING = re.compile(r"^[\s‐‑-]*(?:(?:and|or|but|nor|yet)\b)?\s*")
_MODIFYING = {"amod", "compound", "nmod"}
_NAMES = {"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT"}
_SUFFIXES = ("tion", "ment", "ness", "ity", "ism", "er", "ist", "ing", "ence", "ance")
_STEM = 3
_PUSHING = {
    "so", "very", "most", "more", "such", "too", "utterly", "truly", "totally", "completely", "absolutely", "deeply",
    "really", "quite", "incredibly", "extremely", "increasingly", "downright", "particularly",
}  # fmt: skip
_POINTING = {"own", "other", "same", "such", "many", "few", "several", "more", "most", "first", "last", "next", "only"}
"""Adjectives that point or count and so charge nothing, as those that say whose it is (“Swiss”) don't either."""
_PLAIN = {
    "again", "already", "also", "here", "just", "later", "not", "now", "once", "only", "soon", "still", "then", "there",
}  # fmt: skip
"""Adverbs that link, deny or tell when and where, and so charge nothing either."""
_ROLES = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "attr": "object", "pobj": "after a preposition"}


class Step(NamedTuple):
    """Words beside a flag that may belong to its phrase: tokens ``[first, last]``, what joins them, and their head."""

    kind: str
    head: "Token"
    first: int
    last: int


class Extent(NamedTuple):
    """The tokens ``[first, last]`` of a match's paragraph that its flag reaches over."""

    first: int
    last: int

    @classmethod
    def of(cls, match: Match) -> "Extent":
        """The tokens of the match alone."""
        return cls(match.first_token, match.tokens[-1].i)


@dataclass(frozen=True)
class Flags:
    """The flags of an article: how dense they are, how often it tells who said what, and which tokens they stand on.

    Both rates are logarithms; ``taken`` are tokens by the paragraph.
    """

    density: float
    saying: float
    taken: Mapping[int, frozenset[int]]

    @classmethod
    def of(cls, reading: Reading, shown: Sequence[Match]) -> "Flags":
        """The flags that an article shows."""
        tokens = [token for paragraph in reading.paragraphs for token in paragraph.doc]
        saying = sum(token.lower_ in SAYING for token in tokens)
        taken: dict[int, set[int]] = {}
        for match in shown:
            taken.setdefault(id(match.paragraph), set()).update(token.i for token in match.tokens)
        return cls(
            math.log((len(shown) + 0.5) / (len(tokens) + 150) * 100),
            math.log((saying + 1.5) / (len(tokens) + 150) * 100),
            {key: frozenset(places) for key, places in taken.items()},
        )


@cache
def fitted() -> Mapping[str, float] | None:
    """The weights that come with the engine, by sign; None when their file is not there."""
    file = files("service.builtin") / "data" / FILE
    if not file.is_file():
        return None
    return {name: float(weight) for name, weight in tomllib.loads(file.read_text("utf-8"))["signs"].items()}


def widened(match: Match, flags: Flags, weights: Mapping[str, float]) -> Extent:
    """How far the flag on a match reaches."""
    return grown(match, flags, lambda signs, _: chance(weights, signs) >= SURE)


def grown(match: Match, flags: Flags, joins: Callable[[Mapping[str, float], Step], bool]) -> Extent:
    """The tokens of a match and those beside it that join, step by step; never another flag's."""
    doc = match.paragraph.doc
    first, last = Extent.of(match)
    others = flags.taken.get(id(match.paragraph), frozenset()) - {token.i for token in match.tokens}
    for taken in range(_MOST):
        before = first, last
        for look in (_after, _before):
            step = look(doc, first, last)
            if (
                step
                and others.isdisjoint(range(step.first, step.last + 1))
                and joins(dict(_signs(match, flags, step, taken)), step)
            ):
                first, last = min(first, step.first), max(last, step.last)
        if before == (first, last):
            break
    return Extent(first, last)


def reworded(match: Match, extent: Extent) -> str | None:
    """The neutral wording of a flag that reaches over its phrase: the other words stay, adverbs before it go.

    None where leaving out the match leaves nothing that it was said of. A participle said of a noun is left out.
    """
    doc, neutral = match.paragraph.doc, match.form.neutral
    right = doc.text[match.end - match.paragraph.start : doc[extent.last].idx + len(doc[extent.last])]
    if not neutral or (match.entry.part == "verb" and right and match.tokens[-1].dep_ == "amod"):
        neutral, right = "", _JOINING.sub("", right)
    if not neutral + right:
        return None
    left = [token.text_with_ws for token in doc[extent.first : match.first_token] if token.dep_ != "advmod"]
    return "".join([*left, neutral, right])


def chance(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """How likely a step of these signs belongs to the flag."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in signs.items())))


def _before(doc: "Doc", first: int, last: int) -> Step | None:
    """What stands before these tokens and belongs to one of them."""
    if first <= doc[first].sent.start:
        return None
    token = doc[first - 1]
    if token.text in HYPHENS and first - 2 >= token.sent.start:
        return Step("hyphen before", doc[first - 2], first - 2, first - 1)
    if first <= token.head.i <= last:
        if token.dep_ == "advmod" and token.lower_ not in _PLAIN:
            return Step("adverb before", token, token.i, token.i)
        if token.dep_ == "amod" and token.lower_ not in _POINTING and token.ent_type_ not in _NAMES:
            return Step("adjective before", token, token.i, token.i)
    return None


def _after(doc: "Doc", _: int, last: int) -> Step | None:
    """What stands after these tokens and they belong to, or is joined to them by a conjunction."""
    end, head = doc[last], doc[last].head
    if last + 1 >= end.sent.end:
        return None
    token = doc[last + 1]
    if token.text in HYPHENS and last + 2 < end.sent.end:
        return Step("hyphen after", doc[last + 2], last + 1, last + 2)
    if end.dep_ in _MODIFYING and last < head.i <= last + _FAR and head.pos_ in {"NOUN", "PROPN"}:
        between = doc[last + 1 : head.i + 1]
        if all(word.is_alpha or word.text in HYPHENS for word in between):
            return Step("noun after", head, last + 1, head.i)
    # A verb that an adverb judges is the fact, and no part of the judgement.
    if end.dep_ == "advmod" and head.i == last + 1 and head.pos_ == "ADJ":
        return Step("after an adverb", head, head.i, head.i)
    if token.pos_ == "CCONJ":
        joined = next((other for other in end.conjuncts if last < other.i <= last + 3), None)
        if joined:
            return Step("joined", joined, last + 1, joined.i)
    return None


def _signs(match: Match, flags: Flags, step: Step, taken: int) -> Iterator[tuple[str, float]]:
    """What speaks for and against a step, by the sign's name."""
    kind, head = step.kind, step.head
    yield "always", 1.0
    yield kind, 1.0
    yield f"{kind}, {match.entry.part}", 1.0
    yield f"{kind}, density", flags.density
    yield "density", flags.density
    yield f"{kind}, saying", flags.saying
    yield "saying", flags.saying
    yield match.entry.technique, 1.0
    yield "several words", float(len(match.form.words) > 1)
    yield "step", float(taken)
    yield "words", float(step.last - step.first)
    yield "name", float(head.ent_type_ in _NAMES)
    yield "pushing", float(head.lower_ in _PUSHING)
    yield f"as {_ROLES.get(head.dep_, 'other')}", 1.0
    if head.pos_ == "NOUN":
        yield "plural", float(head.tag_ == "NNS")
        word = head.lemma_.lower()
        yield from (
            (f"…{suffix}", 1.0) for suffix in _SUFFIXES if word.endswith(suffix) and len(word) >= len(suffix) + _STEM
        )

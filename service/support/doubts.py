"""Doubts about what a sentence says: numbers, names and words that the article has not, or has of something else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from service.support.evidence import Evidence, Index, Place
from service.support.quantities import stands_for
from service.support.terms import Term, opposites, senses_of
from service.support.wordtables import words

DoubtKind = Literal[
    "number", "date", "unit", "name", "word", "opposite", "negation", "modal", "hedge", "quotation", "attribution", "roles", "passage"
]  # fmt: skip


@dataclass(frozen=True)
class Doubt:
    """Why a sentence may not keep to its article, in words."""

    kind: DoubtKind
    message: str


_NEIGHBOURS = 2
_LEADING = 4
_WINDOW = 5
_SLOT = 4


def number_doubts(index: Index, evidence: Evidence) -> Iterator[Doubt]:
    """Numbers and dates the article has not, has of something else, or counts other things with."""
    for at, term in enumerate(evidence.terms):
        if term.kind == "date" and not evidence.here(at):
            if evidence.held[at]:
                if slot := _slot(evidence, at, ("date",)):
                    yield Doubt("date", f"“{term.word}”: the article has “{slot.word}” here")
                elif not evidence.near(at):
                    yield Doubt("date", f"“{term.word}” is in the article, but of something else")
            else:
                yield Doubt("date", f"“{term.word}” is not in the article")
        elif term.kind == "number":
            yield from _number_doubts(index, evidence, at)


def _number_doubts(index: Index, evidence: Evidence, at: int) -> Iterator[Doubt]:
    term = evidence.terms[at]
    leading = [before.plain for before in evidence.terms[max(0, at - _LEADING) : at]]
    places = list(evidence.held[at]) or [
        place for place in index.numbers() if stands_for(term.value or 0, evidence.term(place).value or 0, leading)
    ]
    if not places:
        slot = _slot(evidence, at, ("number",))
        where = f": the article has “{slot.word}” here" if slot else " is not in the article"
        yield Doubt("number", f"the number “{term.word}”{where}" if not slot else f"“{term.word}”{where}")
        return
    counted = _counted(evidence.terms, at)
    unit = _unit(evidence.terms, at)
    theirs = [(place, _unit(evidence.passages[place[0]].terms, place[1])) for place in places]
    if unit and all(other and not _same_unit(unit, other) for _, other in theirs):
        other = next(other for _, other in theirs if other)
        yield Doubt("unit", f"“{term.word} {unit.word}”: the article has “{other.word}” with this number")
    elif not any(_of_the_same(evidence, place, counted) for place in places):
        yield Doubt("number", f"“{term.word}” is in the article, but of something else")


def _counted(terms: Sequence[Term], at: int) -> list[int]:
    """The terms that say what a number is of: the nearest that carry something, after it and before it."""
    after = [i for i in range(at + 1, min(len(terms), at + _WINDOW)) if terms[i].carries][:_NEIGHBOURS]
    before = [i for i in range(at - 1, max(-1, at - _WINDOW), -1) if terms[i].carries][:_NEIGHBOURS]
    return after + before


def _of_the_same(evidence: Evidence, place: Place, counted: Sequence[int]) -> bool:
    """Whether a number stands in the article with one of the words it is ``counted`` with."""
    if not counted:
        return True
    return any(
        abs(other[1] - place[1]) <= 3 * _WINDOW
        for index in counted
        for other in evidence.held.get(index, ())
        if other[0] == place[0]
    )


def _unit(terms: Sequence[Term], at: int) -> Term | None:
    """The unit that a number counts in: before it a currency's sign, or one of the two words after it."""
    around = [*terms[at + 1 : at + 3], *terms[max(0, at - 1) : at]]
    return next((term for term in around if term.plain in "$£€¥%" or term.stem in _units()), None)


def _units() -> frozenset[str]:
    from service.support.stems import stem

    return frozenset(map(stem, words("units")))


def _same_unit(one: Term, other: Term) -> bool:
    return one.stem == other.stem or not senses_of(one.plain).isdisjoint(senses_of(other.plain))


def name_doubts(index: Index, evidence: Evidence) -> Iterator[Doubt]:
    """Names the article has not, or not of this."""
    for at, term in enumerate(evidence.terms):
        if term.kind != "name" or evidence.here(at) or term.plain in words("titles"):
            continue
        if not evidence.held[at]:
            if not _initials(index, term):
                yield Doubt("name", f"the name “{term.word}” is not in the article")
        elif slot := _slot(evidence, at, ("name",)):
            yield Doubt("name", f"“{term.word}”: the article has “{slot.word}” here")
        elif not evidence.near(at):
            yield Doubt("name", f"“{term.word}” is in the article, but not of this")


def _initials(index: Index, term: Term) -> bool:
    """Whether an abbreviation is the initials of names the article has in a row."""
    letters = term.word.replace(".", "")
    if not letters.isupper() or len(letters) < 2:
        return False
    return any(
        letters in "".join(other.word[0] for other in passage.terms if other.word[0].isupper())
        for passage in index.passages
    )


def word_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Words that say the opposite of the article's, or that it has not."""
    for at, term in enumerate(evidence.terms):
        if term.kind not in {"word", "light"} or evidence.here(at):
            continue
        if opposite := _opposite(evidence, at):
            yield Doubt("opposite", f"“{term.word}”: the article says “{opposite.word}”")
        elif term.kind == "word" and _matters(term):
            slot = _slot(evidence, at, ("word", "name"))
            if slot:
                yield Doubt("word", f"“{term.word}”: the article has “{slot.word}” here")
            elif not evidence.held[at]:
                yield Doubt("word", f"nothing in the article says “{term.word}”")


def _matters(term: Term) -> bool:
    return len(term.plain) > 2 and not term.plain.endswith("ly") and term.stem not in _said()


def _said() -> frozenset[str]:
    from service.support.stems import stem

    return frozenset(map(stem, words("says")))


def _opposite(evidence: Evidence, at: int) -> Term | None:
    """The word of a chosen passage that says the opposite of a term, beside words that say the same."""
    others = opposites(evidence.terms[at])
    around = {i for i in range(at - _WINDOW, at + _WINDOW + 1) if i != at}
    for (passage, index), term in evidence.chosen_terms():
        if term.stem not in others or (passage, index) in evidence.matched:
            continue
        near = range(index - _WINDOW, index + _WINDOW + 1)
        if any(evidence.matched.get((passage, i)) in around for i in near):
            return term
    return None


def _slot(evidence: Evidence, at: int, kinds: tuple[str, ...]) -> Term | None:
    """The word that a chosen passage has where the sentence has a term, between words that say the same."""
    before = _beside(evidence, at, -1)
    after = _beside(evidence, at, 1)
    for passage, left in before:
        for other, right in after:
            if passage == other and left < right <= left + _SLOT:
                between = [
                    evidence.passages[passage].terms[i]
                    for i in range(left + 1, right)
                    if (passage, i) not in evidence.matched
                ]
                if found := next((term for term in between if term.kind in kinds), None):
                    return found
    return None


def _beside(evidence: Evidence, at: int, step: int) -> list[Place]:
    """Where the chosen passages say the same as the next term that carries something, in one direction."""
    index = at + step
    while 0 <= index < len(evidence.terms) and not evidence.terms[index].carries:
        index += step
    return evidence.here(index) if abs(index - at) <= _SLOT else []

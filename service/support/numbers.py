"""Doubts about numbers and dates: those the article has not, has of something else, or counts other things with."""

from collections.abc import Iterator, Sequence

from service.support.doubt import Doubt
from service.support.evidence import Evidence, Place, is_within
from service.support.quantities import DOWNWARDS, UPWARDS, is_year
from service.support.slots import NEAR, SLOT, in_slot, slot
from service.support.terms import Term, senses_of, stems

_WINDOW = 5


def number_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Numbers and dates the article has not, has of something else, or counts other things with."""
    for at, term in enumerate(evidence.terms):
        if term.kind == "date":
            yield from _date_doubts(evidence, at)
        elif term.kind == "number":
            yield from _number_doubts(evidence, at)


def _date_doubts(evidence: Evidence, at: int) -> Iterator[Doubt]:
    word = evidence.terms[at].word
    if evidence.here(at):
        return
    if not evidence.held[at]:
        yield Doubt("date", f"“{word}” is not in the article")
    elif slot := in_slot(evidence, at, "date"):
        yield Doubt("date", f"“{word}”: the article has “{slot.word}” here")
    elif not evidence.near(at):
        yield Doubt("date", f"“{word}” is in the article, but of something else")


def _number_doubts(evidence: Evidence, at: int) -> Iterator[Doubt]:
    term = evidence.terms[at]
    places = evidence.held[at]
    other = _other_number(evidence, at, places)
    if not places or other:
        where = f": the article has “{other.word}” here" if other else ": the article has no such number"
        yield Doubt("number", f"“{term.word}”{where}")
        return
    unit = _unit(evidence.terms, at)
    theirs = [(place, _unit(evidence.passages[place[0]].terms, place[1])) for place in places]
    if unit and all(other and not _same_unit(unit, other) for _, other in theirs):
        other = next(other for _, other in theirs if other)
        yield Doubt("unit", f"“{term.word} {unit.word}”: the article has “{other.word}” with this number")
    elif not any(_of_the_same(evidence, at, place) or _are_ages(evidence, at, place) for place in places):
        yield Doubt("number", f"“{term.word}” is in the article, but of something else")
    elif (bound := _bound(evidence.terms, at)) and all(_is_unbound(evidence, place, term, bound) for place in places):
        yield Doubt("number", f"“{bound} {term.word}”: the article doesn't have this number as a limit")


def _other_number(evidence: Evidence, at: int, places: Sequence[Place]) -> Term | None:
    """The number that a chosen passage has where the sentence has another one: before the same word, or between."""
    if _is_age(evidence.terms, at) and places:
        return None
    head = _head(evidence.terms, at)
    others: list[Place] = []
    for passage, index in evidence.beside(head, but=at) if head is not None else ():
        before = range(max(0, index - NEAR + 1), index)
        if is_within(places, (passage, index), NEAR - 1) and any((passage, i) in places for i in before):
            return None
        others += [(passage, i) for i in before if _may_replace(evidence, at, (passage, i))]
    if others and head is not None:
        by_head = any(is_within(evidence.here(head), place, SLOT) for place in places)
        return None if by_head else _unless_as_near(evidence, at, others[0])
    between = slot(evidence, at, "number")
    if between is None or not _may_replace(evidence, at, between) or is_within(places, between, SLOT):
        return None
    return _unless_as_near(evidence, at, between)


def _unless_as_near(evidence: Evidence, at: int, other: Place) -> Term | None:
    """The other number, unless the article has the sentence's own beside as much of what stands around it.

    Or where most of the sentence is told, and the other elsewhere.
    """
    own = max((evidence.worth(at, place) for place in evidence.here(at)), default=0)
    if own and own >= evidence.worth(at, other):
        return None
    in_best = any(place[0] == evidence.chosen[0] for place in evidence.here(at))
    return None if in_best and other[0] != evidence.chosen[0] else evidence.term(other)


def _may_replace(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether the article has a number at a place that may stand for the sentence's: no year for a count."""
    other = evidence.term(place)
    return other.kind == "number" and _is_told_as_year(other) == _is_told_as_year(evidence.terms[at])


def _is_told_as_year(term: Term) -> bool:
    """Whether a number is written as a year is: 1,800 is none."""
    return term.word.isdecimal() and is_year(term.value or 0)


def _is_age(terms: Sequence[Term], at: int) -> bool:
    """Whether a number is somebody's age, which an article may tell in many ways: 55-year-old, 20 years old."""
    return [term.stem for term in terms[at + 1 : at + 3]] == ["year", "old"]


def _are_ages(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether a number is an age in the sentence, and may be one in the article: 55-year-old, a name and 55."""
    theirs, index = evidence.passages[place[0]].terms, place[1]
    alone = index > 0 and [term.plain for term in (theirs[index - 1], *theirs[index + 1 : index + 2])] == [",", ","]
    return _is_age(evidence.terms, at) and (alone or _is_age(theirs, index))


def _head(terms: Sequence[Term], at: int) -> int | None:
    """The word that a number counts, or for a year what it is the year of: the next that carries something."""
    for index in range(at + 1, min(len(terms), at + NEAR + 2)):
        if terms[index].carries:
            return index
        if terms[index].plain in ".,;:!?" and not is_year(terms[at].value or 0):
            return None
    return None


def _of_the_same(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether a number stands in the article with what it stands with in the sentence."""
    around = [i for i in range(at - _WINDOW, at + _WINDOW + 1) if i != at and evidence.held.get(i)]
    if not around or (place[0] in evidence.chosen and is_year(evidence.terms[at].value or 0)):
        return True
    if place[0] == evidence.chosen[0]:
        return True
    return any(is_within(evidence.held[i], place, 3 * _WINDOW) for i in around)


def _bound(terms: Sequence[Term], at: int) -> str:
    """The word before a number that makes it a limit from above or below; empty when none does."""
    leading = [term.plain for term in terms[max(0, at - 2) : at] if term.plain != "than"]
    return leading[-1] if leading and leading[-1] in UPWARDS | DOWNWARDS else ""


def _is_unbound(evidence: Evidence, place: Place, claimed: Term, bound: str) -> bool:
    """Whether the article has the very number, and not with that limit: "over" may be said of what is the number."""
    if evidence.term(place).value != claimed.value:
        return False
    theirs = _bound(evidence.passages[place[0]].terms, place[1])
    return theirs not in DOWNWARDS if bound in DOWNWARDS else theirs in DOWNWARDS


def _unit(terms: Sequence[Term], at: int) -> Term | None:
    """The unit that a number counts in: before it a currency's sign, or one of the two words after it."""
    around = [*terms[at + 1 : at + 3], *terms[max(0, at - 1) : at]]
    return next((term for term in around if term.plain in "$£€¥%" or term.stem in stems("units")), None)


def _same_unit(one: Term, other: Term) -> bool:
    return one.stem == other.stem or not senses_of(one.plain).isdisjoint(senses_of(other.plain))

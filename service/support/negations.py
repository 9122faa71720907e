"""Doubts about negations: what a sentence takes back and its article doesn't, and the other way round."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from service.support.clauses import HEADS, heads, phrase
from service.support.doubt import Doubt
from service.support.evidence import Evidence, Place, is_within
from service.support.negatives import clause, is_negative, is_taken_back
from service.support.slots import SLOT
from service.support.terms import are_opposites

_LEAST_BESIDE = 2
"""So many of the words around it must be the article's, for a sentence to say again what the article negates."""
_AROUND = 5
"""Terms around a negation that tell what it bears on."""
_OF_WHOLE_CLAUSES = frozenset({"no", "none", "nobody", "nothing", "neither", "nor", "never"})
"""Negations that take back whatever their clause says: "none of them came" is "they did not come"."""
_REACH = 6
"""Terms that an article's negation may stand before what a sentence takes back as well."""


def negation_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Negations that the sentence has and the article has not, then those of the article that are lost."""
    for at, term in enumerate(evidence.terms):
        if term.kind == "negation":
            taken = heads(evidence.terms, at)
            if not _is_held(evidence, at, taken):
                yield Doubt("negation", f"the negation “{phrase(evidence.terms, at, taken)}” is not in the article")
    yield from _lost(evidence)


def _is_held(evidence: Evidence, at: int, taken: Sequence[int]) -> bool:
    """Whether the article takes back the same; or, beside the same words, takes back another or says the opposite."""
    places = _places_of(evidence, taken)
    # "not the only one" isn't what an article says with "the only one"
    told = {term.stem for term in evidence.terms}
    if any(_is_taken_back(evidence, place, told) for place in places):
        return True
    beside = [term for term in evidence.chosen_terms() if _is_beside(evidence, at, term[0])]
    if not places and any(is_negative(evidence.passages[number].terms, i, told) for (number, i), _ in beside):
        return True
    if evidence.terms[at].plain in _OF_WHOLE_CLAUSES and _is_borne(evidence, at, told):
        return True
    others = [evidence.terms[index] for index in taken if not evidence.here(index)]
    return any(are_opposites(other, term) for other in others for _, term in beside)


def _is_borne(evidence: Evidence, at: int, but: AbstractSet[str]) -> bool:
    """Whether something of the article bears on another word of the clause that a negation opens."""
    ours = {place for index in clause(evidence.terms, at) for place in evidence.here(index)}
    return any(
        is_negative(terms, index, but) and any((number, head) in ours for head in heads(terms, index))
        for number in evidence.chosen
        if (terms := evidence.passages[number].terms)
        for index in range(len(terms))
    )


def _is_beside(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether a place in the article stands among the words that stand around a term of the sentence."""
    around = range(at - _AROUND, at + _AROUND + 1)
    return any(is_within(evidence.here(index), place, SLOT) for index in around)


def _places_of(evidence: Evidence, taken: Sequence[int]) -> Sequence[Place]:
    """Where the article says what a negation takes back: the first of ``taken`` by the second, or else the second."""
    places = [_told_at(evidence, at) for at in taken]
    if len(places) < HEADS or not places[1]:
        return [place for found in places for place in found]
    passages = {place[0] for place in places[1]}
    return [place for place in places[0] if place[0] in passages] or [*places[0], *places[1]]


def _told_at(evidence: Evidence, at: int) -> list[Place]:
    """Where the chosen passages say a term among most of what it stands by, and where they have the very word."""
    stem = evidence.terms[at].stem
    very = [place for place in evidence.here(at) if evidence.term(place).stem == stem]
    return list(dict.fromkeys([*evidence.beside(at), *very]))


def _lost(evidence: Evidence) -> Iterator[Doubt]:
    for (number, at), term in evidence.chosen_terms():
        passage = evidence.passages[number].terms
        taken = heads(passage, at) if term.kind == "negation" else []
        told = next((index for index in taken if (number, index) in evidence.matched), None)
        if told is None or passage[told].kind == "name":
            continue
        claimed = evidence.matched[number, told]
        if _is_told_otherwise(evidence, (number, at)):
            continue
        if is_taken_back(evidence.terms, claimed) or not _is_told_again(evidence, claimed, (number, told)):
            continue
        stems_here = {passage[told].stem, evidence.terms[claimed].stem}
        same = [place for place in evidence.beside(claimed) if evidence.term(place).stem in stems_here]
        if all(_is_taken_back(evidence, place) for place in same):
            yield Doubt("negation", f"the article's negation “{phrase(passage, at, taken)}” is lost")


def _is_told_otherwise(evidence: Evidence, negation: Place) -> bool:
    """Whether the sentence takes back another word of the clause that a negation opens, or says its opposite.

    So "none of them passed" is told by "all of them failed" and "they didn't pass".
    """
    number, at = negation
    theirs = clause(evidence.passages[number].terms, at)
    told = {evidence.matched[number, index] for index in theirs if (number, index) in evidence.matched}
    for index in range(len(evidence.terms)):
        if is_negative(evidence.terms, index) and not told.isdisjoint(heads(evidence.terms, index)):
            return True
    untold = [evidence.term((number, index)) for index in theirs if (number, index) not in evidence.matched]
    return any(are_opposites(term, other) for term in evidence.terms if term.carries for other in untold)


def _is_told_again(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether enough of what stands around a term of the sentence stands around a place of the article."""
    around = [i for i in range(at - _AROUND, at + _AROUND + 1) if i != at and i in evidence.held]
    return evidence.worth(at, place) >= min(_LEAST_BESIDE, len(around))


def _is_taken_back(evidence: Evidence, place: Place, but: AbstractSet[str] = frozenset()) -> bool:
    return is_taken_back(evidence.passages[place[0]].terms, place[1], _REACH, but)

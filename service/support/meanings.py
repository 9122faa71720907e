"""Doubts about words that say the opposite of the article's.

That the article has another word, or none, says little: writers who keep to an article use words of their own.
"""

from collections.abc import Iterator

from service.support.doubt import Doubt
from service.support.evidence import Evidence, Place
from service.support.negatives import is_taken_back
from service.support.roles import are_exchanged
from service.support.slots import SLOT, slot
from service.support.terms import are_opposites

_LEAST_BESIDE = 2
"""So many of the words around it must be the article's, for a word to stand where its opposite does."""


def opposite_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Words that stand where the article has their opposites, among the same words.

    Unless one of the two is taken back, or who does it to whom is exchanged as well.
    """
    for at, term in enumerate(evidence.terms):
        if term.kind not in {"word", "light"} or (place := _opposite(evidence, at)) is None:
            continue
        passage, index = place
        if are_exchanged(evidence, at, place):
            continue
        if is_taken_back(evidence.terms, at) == is_taken_back(evidence.passages[passage].terms, index):
            yield Doubt("opposite", f"“{term.word}”: the article says “{evidence.term(place).word}”")


def _opposite(evidence: Evidence, at: int) -> Place | None:
    if evidence.terms[at].kind == "light":
        return _opposite_of_light(evidence, at)
    own = max((evidence.worth(at, place) for place in evidence.here(at)), default=0)
    best: Place | None = None
    most = max(own, _LEAST_BESIDE - 1)
    for place, term in evidence.chosen_terms():
        if place not in evidence.matched and are_opposites(evidence.terms[at], term):
            worth = evidence.worth(at, place)
            if worth > most:
                best, most = place, worth
    return best


def _opposite_of_light(evidence: Evidence, at: int) -> Place | None:
    """Where the opposite of a word of no matter stands in its place, if the word itself stands nowhere near."""
    term, place = evidence.terms[at], slot(evidence, at, "light")
    if place is None or not are_opposites(term, evidence.term(place)):
        return None
    around = evidence.passages[place[0]].terms[max(0, place[1] - SLOT) : place[1] + SLOT + 1]
    return None if any(other.plain == term.plain for other in around) else place

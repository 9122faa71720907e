"""Doubts about words that say the opposite of the article's.

That the article has another word, or none, says little: writers who keep to an article use words of their own.
"""

from collections.abc import Iterator

from service.support.doubt import Doubt
from service.support.evidence import Evidence
from service.support.slots import in_slot
from service.support.terms import Term, are_opposites

_LEAST_BESIDE = 2
"""So many of the words around it must be the article's, for a word to stand where its opposite does."""


def opposite_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Words that stand where the article has their opposites, among the same words."""
    for at, term in enumerate(evidence.terms):
        if term.kind in {"word", "light"} and (opposite := _opposite(evidence, at)):
            yield Doubt("opposite", f"“{term.word}”: the article says “{opposite.word}”")


def _opposite(evidence: Evidence, at: int) -> Term | None:
    if evidence.terms[at].kind == "light":
        other = in_slot(evidence, at, "light")
        return other if other and are_opposites(evidence.terms[at], other) else None
    own = max((evidence.worth(at, place) for place in evidence.here(at)), default=0)
    best: Term | None = None
    most = max(own, _LEAST_BESIDE - 1)
    for place, term in evidence.chosen_terms():
        if place not in evidence.matched and are_opposites(evidence.terms[at], term):
            worth = evidence.worth(at, place)
            if worth > most:
                best, most = term, worth
    return best

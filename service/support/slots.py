"""What a passage has in the place where a sentence has something else: between, after or before the same words."""

from collections.abc import Sequence

from service.support.evidence import Evidence, Place, is_within
from service.support.terms import Kind, Term

NEAR = 4
"""Terms between two that belong together, as a number and what it counts."""
SLOT = 6
"""Terms on either side among which the words stand that tell a slot."""
_BESIDES = 2
"""Words of matter that may stand in a slot beside what is looked for."""


def in_slot(evidence: Evidence, at: int, *kinds: Kind) -> Term | None:
    """The term of one of these kinds that a chosen passage has between the words that stand around a term."""
    place = slot(evidence, at, *kinds)
    return None if place is None else evidence.term(place)


def slot(evidence: Evidence, at: int, *kinds: Kind) -> Place | None:
    """Where that term stands."""
    run = name_run(evidence.terms, at)
    after = _next_to(evidence, run.stop - 1, 1)
    for passage, left in _next_to(evidence, run.start, -1):
        for other, right in after:
            if passage == other and left < right <= left + 2 * SLOT:
                between = [(passage, i) for i in range(left + 1, right) if (passage, i) not in evidence.matched]
                if sum(evidence.term(place).kind not in {"name", "light"} for place in between) > _BESIDES:
                    continue
                if found := next((place for place in between if evidence.term(place).kind in kinds), None):
                    return found
    return None


def name_run(terms: Sequence[Term], at: int) -> range:
    """The terms of the name that a term is part of; of another term, itself."""
    first = last = at
    while terms[at].kind == "name" and first > 0 and terms[first - 1].kind == "name":
        first -= 1
    while terms[at].kind == "name" and last + 1 < len(terms) and terms[last + 1].kind == "name":
        last += 1
    return range(first, last + 1)


def are_near(evidence: Evidence, one: int, other: int, most: int) -> bool:
    """Whether the article has two terms so near one another, at any place."""
    return any(is_within(evidence.held[other], place, most) for place in evidence.held[one])


def _next_to(evidence: Evidence, at: int, step: int) -> list[Place]:
    """Where the chosen passages say the same as the next term that carries something, in one direction."""
    index = at + step
    while 0 <= index < len(evidence.terms) and not evidence.terms[index].carries:
        index += step
    return evidence.here(index) if abs(index - at) <= SLOT else []

"""What a passage has in the place where a sentence has something else: between, after or before the same words."""

from collections.abc import Sequence

from service.support.evidence import Evidence, Place
from service.support.terms import Kind, Term

NEAR = 4
"""Terms between two that belong together, as a number and what it counts."""
SLOT = 6
"""Terms on either side among which the words stand that tell a slot."""
_BESIDES = 2
"""Words of matter that may stand in a slot beside what is looked for."""
_LEADING_IN = frozenset({"in", "at", "from", "to", "of", "by", "with", "on", "for", "against", "near", "into"})


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


def name_after(evidence: Evidence, at: int) -> Place | None:
    """The other name after the word that leads up to a name: the article's "outbreak in Hong Kong".

    None where the article has the name itself by that word, at any place.
    """
    terms = evidence.terms
    before = next((i for i in range(at - 1, max(-1, at - SLOT), -1) if terms[i].carries), None)
    if before is None or terms[before].kind == "name" or are_near(evidence, at, before, SLOT):
        return None
    if not any(term.plain in _LEADING_IN for term in terms[before:at]):
        return None
    for passage, index in evidence.here(before):
        names = _other_names(evidence, passage, range(index + 1, index + NEAR))
        if names and names[0] not in evidence.matched:
            return names[0]
    return None


def name_before(evidence: Evidence, at: int) -> Place | None:
    """The other name before the word that follows a name: the article's "Welsh government".

    None where the article has the name itself by that word, at any place.
    """
    head = at + 1
    if head >= len(evidence.terms) or evidence.terms[head].kind != "word" or are_near(evidence, at, head, NEAR):
        return None
    for passage, index in evidence.beside(head, but=at):
        names = _other_names(evidence, passage, range(max(0, index - 2), index))
        if found := next((place for place in names if place not in evidence.matched), None):
            return found
    return None


def are_near(evidence: Evidence, one: int, other: int, most: int) -> bool:
    """Whether the article has two terms so near one another, at any place."""
    return any(p == q and abs(i - j) <= most for p, i in evidence.held[one] for q, j in evidence.held[other])


def _other_names(evidence: Evidence, passage: int, indices: range) -> list[Place]:
    terms = evidence.passages[passage].terms
    return [(passage, i) for i in indices if i < len(terms) and terms[i].kind == "name"]


def _next_to(evidence: Evidence, at: int, step: int) -> list[Place]:
    """Where the chosen passages say the same as the next term that carries something, in one direction."""
    index = at + step
    while 0 <= index < len(evidence.terms) and not evidence.terms[index].carries:
        index += step
    return evidence.here(index) if abs(index - at) <= SLOT else []

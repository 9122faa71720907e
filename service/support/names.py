"""Doubts about names: those the article has not, has not of this, or puts together otherwise."""

from collections.abc import Iterator

from service.support.doubt import Doubt
from service.support.evidence import Evidence, Index
from service.support.slots import NEAR, SLOT, are_near, name_after, name_before, slot
from service.support.terms import Term
from service.support.wordtables import words

_FAR_MORE = 3


def name_doubts(index: Index, evidence: Evidence) -> Iterator[Doubt]:
    """Names the article has not, or not of this."""
    for at, term in enumerate(evidence.terms):
        if term.kind != "name" or term.plain in words("titles"):
            continue
        if not evidence.held[at]:
            if not _initials(index, term):
                yield Doubt("name", f"the name “{term.word}” is not in the article")
        elif _is_torn(evidence, at):
            yield Doubt("name", f"“{evidence.terms[at - 1].word} {term.word}”: the article has no such name")
        elif (other := _other_name(evidence, at)) or (other := _better_named(evidence, at)):
            yield Doubt("name", f"“{term.word}”: the article has “{other.word}” here")
        elif not evidence.near(at):
            yield Doubt("name", f"“{term.word}” is in the article, but not of this")


def _other_name(evidence: Evidence, at: int) -> Term | None:
    """The name that a chosen passage has where the sentence has another, which doesn't stand there."""
    place = slot(evidence, at, "name") or name_after(evidence, at) or name_before(evidence, at)
    if place is None:
        return None
    passage, index = place
    stands_there = any(p == passage and abs(i - index) <= SLOT for p, i in evidence.here(at))
    return None if stands_there else evidence.term(place)


def _better_named(evidence: Evidence, at: int) -> Term | None:
    """A name of the chosen passages, and not of the sentence, that has far more of the words around the sentence's."""
    own = max(evidence.worth(at, place, among=evidence.held) for place in evidence.held[at])
    others = [place for place, term in evidence.chosen_terms() if term.kind == "name" and place not in evidence.matched]
    worths = {place: evidence.worth(at, place) for place in others}
    best = max(worths, key=lambda place: worths[place], default=None)
    return evidence.term(best) if best is not None and worths[best] >= own + _FAR_MORE else None


def _is_torn(evidence: Evidence, at: int) -> bool:
    """Whether a name stands after another in the sentence, and never near it in the article: Ana Ruiz, Ana Hale."""
    if at == 0 or evidence.terms[at].plain in words("titles"):
        return False
    before = evidence.terms[at - 1]
    if before.kind != "name" or before.plain in words("titles") or not evidence.held[at - 1]:
        return False
    if before.word.endswith(("'s", "’s", "s'", "s’")):
        return False
    return before.end + 1 == evidence.terms[at].start and not are_near(evidence, at - 1, at, NEAR)


def _initials(index: Index, term: Term) -> bool:
    """Whether an abbreviation is the initials of names the article has in a row."""
    letters = term.word.replace(".", "")
    if not letters.isupper() or len(letters) == 1:
        return False
    return any(
        letters in "".join(other.word[0] for other in passage.terms if other.word[0].isupper())
        for passage in index.passages
    )

"""Doubts about names: those the article has not, has not of this, or puts together otherwise."""

from collections.abc import Iterator

from service.support.doubt import Doubt
from service.support.evidence import Evidence, Index, Place
from service.support.slots import NEAR, SLOT, are_near, name_after, name_before, name_run, slot
from service.support.terms import Term
from service.support.wordtables import words

_LEAST_TOLD = 0.5
"""The share of the sentence, without the name, that one passage must hold to be the one it tells again."""
_LEAST_BESIDE = 2
"""So many of the sentence's words beside a name are reason enough to put it there."""
_SPOKEN_OF = 0.15
"""The share of the article's sentences with a name from which any of the others may be of it."""
_LEADING_UP = 3
"""Sentences before a passage that may hold who its pronouns are."""


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
        elif (other := _other_name(evidence, at)) or (other := _named_instead(evidence, at)):
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


def _named_instead(evidence: Evidence, at: int) -> Term | None:
    """The name in the passage that says all the rest, where neither it nor what leads up to it has the sentence's."""
    run = name_run(evidence.terms, at)
    best = evidence.best_without(run)
    if best is None or best[1] < _LEAST_TOLD:
        return None
    passage, _ = best
    around = {0, *range(passage - _LEADING_UP, passage + 1)}
    if any(place[0] in around or _belongs(evidence, index, place) for index in run for place in evidence.held[index]):
        return None
    if max(len({place[0] for place in evidence.held[index]}) for index in run) >= _SPOKEN_OF * len(evidence.passages):
        return None
    places = ((passage, index) for index in range(len(evidence.passages[passage].terms)))
    others = (place for place in places if evidence.term(place).kind == "name")
    known = {evidence.terms[index].stem for index in range(len(evidence.terms))}
    return next((term for place in others if (term := evidence.term(place)).stem not in known), None)


def _belongs(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether the article has a name, at ``place``, beside other words of the sentence."""
    return evidence.worth(at, place, among=evidence.held) >= _LEAST_BESIDE


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

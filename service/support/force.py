"""Doubts about the force of a sentence: what it takes back, leaves open, gives to a source, and who does what to whom."""

from collections.abc import Iterator, Sequence
from functools import cache

from service.support.doubts import Doubt
from service.support.evidence import Evidence, Place
from service.support.stems import stem
from service.support.terms import Term, opposites
from service.support.wordtables import words

_SCOPE = 5
_HEADS = 2
_LEAST_REPORTED = 3
_STOPS = frozenset(".,:;!?…()[]—–") | {"but"}


@cache
def _stems(section: str) -> frozenset[str]:
    return frozenset(map(stem, words(section)))


def negation_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Negations that the sentence has and the article has not, and the other way round."""
    for at, term in enumerate(evidence.terms):
        if term.kind == "negation":
            heads = _heads(evidence.terms, at)
            places = [place for head in heads[:1] for place in evidence.here(head)]
            terms = [evidence.passages[number].terms for number in evidence.chosen]
            if places and any(_taken_back(evidence, place) for place in places):
                continue
            if not places and any(_is_negative(other) for passage in terms for other in passage):
                continue
            if heads and any(_has_opposite(evidence, head) for head in heads):
                continue
            yield Doubt("negation", f"the negation “{_phrase(evidence.terms, at, heads)}” is not in the article")
    yield from _lost_negations(evidence)


def _lost_negations(evidence: Evidence) -> Iterator[Doubt]:
    for place, term in evidence.chosen_terms():
        if term.kind != "negation":
            continue
        passage = evidence.passages[place[0]].terms
        heads = _heads(passage, place[1])
        claimed = evidence.matched.get((place[0], heads[0])) if heads else None
        if claimed is None or _negated(evidence.terms, claimed):
            continue
        if all(_taken_back(evidence, other) for other in evidence.here(claimed)):
            phrase = _phrase(passage, place[1], heads)
            yield Doubt("negation", f"the article's negation “{phrase}” is lost")


def _heads(terms: Sequence[Term], at: int) -> list[int]:
    """The terms that a negation takes back first."""
    found: list[int] = []
    for index in range(at + 1, min(len(terms), at + 1 + _SCOPE)):
        if terms[index].plain in _STOPS:
            break
        if terms[index].carries:
            found.append(index)
    return found[:_HEADS]


def _negated(terms: Sequence[Term], at: int) -> bool:
    """Whether something in the same stretch takes a term back: before it, or right after it as in "found no"."""
    for index in range(at - 1, max(-1, at - 1 - _SCOPE), -1):
        if terms[index].plain in _STOPS:
            break
        if _is_negative(terms[index]):
            return True
    return any(_is_negative(term) for term in terms[at : at + 3])


def _taken_back(evidence: Evidence, place: Place) -> bool:
    return _negated(evidence.passages[place[0]].terms, place[1])


def _is_negative(term: Term) -> bool:
    return term.kind == "negation" or term.stem in _stems("refusals")


def _has_opposite(evidence: Evidence, at: int) -> bool:
    others = opposites(evidence.terms[at])
    return any(term.stem in others for _, term in evidence.chosen_terms())


def _phrase(terms: Sequence[Term], at: int, heads: Sequence[int]) -> str:
    return " ".join(term.word for term in terms[at : (heads[0] if heads else at) + 1])


def certainty_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Modals and hedges lost, added, or made firm, and a source's contested claim told as a fact."""
    ours, theirs = evidence.terms, [term for _, term in evidence.chosen_terms()]
    open_here, open_there = _openness(ours), _openness(theirs)
    reported = any(term.stem in _stems("says") for term in ours)
    if not open_here and not reported:
        for place, term in evidence.chosen_terms():
            heads = _heads(evidence.passages[place[0]].terms, place[1])
            if not heads or (place[0], heads[0]) not in evidence.matched:
                continue
            phrase = _phrase(evidence.passages[place[0]].terms, place[1], heads)
            if term.plain in words("open_modals") and term.kind == "modal":
                yield Doubt("modal", f"the article leaves it open: “{phrase}”")
            elif term.plain in words("doubtful"):
                yield Doubt("hedge", f"the article's “{phrase}” is told without its hedge")
    for at, term in enumerate(ours):
        heads = _heads(ours, at)
        if heads and evidence.here(heads[0]) and not open_there:
            phrase = _phrase(ours, at, heads)
            if term.plain in words("open_modals") and term.kind == "modal":
                yield Doubt("modal", f"“{phrase}”: the article doesn't leave it open")
            elif term.plain in words("doubtful") and not any(t.stem in _stems("says") for t in theirs):
                yield Doubt("hedge", f"“{phrase}”: the article says it without the hedge")
    if not reported and not open_here:
        yield from _attribution_doubts(evidence)


def _openness(terms: Sequence[Term]) -> bool:
    return any(term.kind in {"modal", "hedge"} or term.plain in words("doubtful") for term in terms)


def _attribution_doubts(evidence: Evidence) -> Iterator[Doubt]:
    for number in evidence.chosen[:1]:
        passage = evidence.passages[number].terms
        told = [index for index in range(len(passage)) if (number, index) in evidence.matched]
        verb = next((i for i, term in enumerate(passage) if term.stem in _stems("contested")), None)
        if verb is not None and len(told) >= _LEAST_REPORTED and min(told) > verb:
            yield Doubt("attribution", f"what a source says is told as a fact: the article has “{passage[verb].word}”")


def role_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Who did what to whom, the other way round: the same verb between the same names in the other order."""
    for at, term in enumerate(evidence.terms):
        if term.kind != "word" or _is_actor(term):
            continue
        left, right = _actor(evidence, at, -1), _actor(evidence, at, 1)
        if left is None or right is None or evidence.terms[left].stem == evidence.terms[right].stem:
            continue
        places = evidence.here(at)
        swapped = [place for place in places if _swapped(evidence, place, left, right)]
        if swapped and len(swapped) == len(places) and not _passive_differs(evidence, at, swapped[0]):
            one, other = evidence.terms[left].word, evidence.terms[right].word
            yield Doubt("roles", f"“{one} {term.word} … {other}”: in the article it is the other way round")
            return


def _is_actor(term: Term) -> bool:
    return term.kind == "name" or term.stem in _stems("actors")


def _actor(evidence: Evidence, at: int, step: int) -> int | None:
    for index in range(at + step, at + step * (_SCOPE + 1), step):
        if not 0 <= index < len(evidence.terms) or evidence.terms[index].plain in _STOPS:
            return None
        if _is_actor(evidence.terms[index]):
            return index
    return None


def _swapped(evidence: Evidence, place: Place, left: int, right: int) -> bool:
    """Whether the passage has ``right`` before the verb at ``place`` and ``left`` after it, and nowhere else."""
    lefts = [index for number, index in evidence.here(left) if number == place[0]]
    rights = [index for number, index in evidence.here(right) if number == place[0]]
    if not lefts or not rights:
        return False
    return min(lefts) > place[1] > max(rights) and min(lefts) - max(rights) <= 3 * _SCOPE


def _passive_differs(evidence: Evidence, at: int, place: Place) -> bool:
    return _is_passive(evidence.terms, at) != _is_passive(evidence.passages[place[0]].terms, place[1])


def _is_passive(terms: Sequence[Term], at: int) -> bool:
    return any(term.plain == "by" for term in terms[at + 1 : at + 1 + _SCOPE])

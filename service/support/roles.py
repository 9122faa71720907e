"""Doubts about who does what to whom: the same verb between the same names in the other order."""

from collections.abc import Iterator, Sequence

from service.support.clauses import SCOPE, STOPS
from service.support.doubt import Doubt
from service.support.evidence import Evidence, Place
from service.support.terms import Term, stems
from service.support.wordtables import word_class, words

_BEING = frozenset({"is", "are", "was", "were", "be", "been"})
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their"})


def role_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """The first verb of the sentence whose actor and target the article has the other way round."""
    for at, term in enumerate(evidence.terms):
        if not _is_verb(evidence.terms, at) or _is_actor(evidence.terms, at):
            continue
        left, right = _actor(evidence, at, -1), _actor(evidence, at, 1)
        if left is None or right is None or evidence.terms[left].stem == evidence.terms[right].stem:
            continue
        places = evidence.here(at)
        if places and all(_is_swapped(evidence, place, left, right) for place in places):
            if _is_passive(evidence.terms, at) == _is_passive(evidence.passages[places[0][0]].terms, places[0][1]):
                one, other = evidence.terms[left].word, evidence.terms[right].word
                yield Doubt("roles", f"“{one} {term.word} … {other}”: in the article it is the other way round")
            return


def are_exchanged(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether who stands before a word of the sentence stands after a place of the article, and the other way round.

    Then its opposite says the same: "Lund lost to Hale", "Hale beat Lund".
    """
    lefts, rights = list(_actors(evidence, at, -1)), list(_actors(evidence, at, 1))
    return any(_is_swapped(evidence, place, left, right) for left in lefts for right in rights)


def _is_verb(terms: Sequence[Term], at: int) -> bool:
    """Whether a word may be what one actor does to another: no adjective and no title."""
    term = terms[at]
    if term.kind != "word" or term.plain in words("titles"):
        return False
    return term.plain.endswith("ed") or term.plain not in word_class("adjectives")


def _is_actor(terms: Sequence[Term], at: int) -> bool:
    """Whether a term is a name, a word for people, or a thing with an article."""
    if terms[at].kind == "name" or terms[at].stem in stems("actors"):
        return True
    return terms[at].kind == "word" and at > 0 and terms[at - 1].plain in _ARTICLES


def _actor(evidence: Evidence, at: int, step: int) -> int | None:
    """The nearest actor before or after a verb, in the same clause."""
    return next(_actors(evidence, at, step), None)


def _actors(evidence: Evidence, at: int, step: int) -> Iterator[int]:
    """The actors before or after a verb in the same clause, the nearest first."""
    for index in range(at + step, at + step * (SCOPE + 1), step):
        if not 0 <= index < len(evidence.terms) or evidence.terms[index].plain in STOPS:
            return
        if _is_actor(evidence.terms, index):
            yield index


def _is_swapped(evidence: Evidence, place: Place, left: int, right: int) -> bool:
    """Whether the passage has ``right`` before the verb at ``place`` and ``left`` after it, and nowhere else."""
    lefts = [index for number, index in evidence.here(left) if number == place[0]]
    rights = [index for number, index in evidence.here(right) if number == place[0]]
    if not lefts or not rights:
        return False
    return min(lefts) > place[1] > max(rights) and min(lefts) - max(rights) <= 3 * SCOPE


def _is_passive(terms: Sequence[Term], at: int) -> bool:
    """Whether a verb tells what is done to whoever stands before it: was hit, hit by."""
    being = not terms[at].plain.endswith("ing") and any(term.plain in _BEING for term in terms[max(0, at - 2) : at])
    return being or any(term.plain == "by" for term in terms[at + 1 : at + 1 + SCOPE])

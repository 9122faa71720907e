"""Doubts about negations: what a sentence takes back and its article doesn't, and the other way round."""

from collections.abc import Iterator, Sequence

from service.support.clauses import HEADS, SCOPE, STOPS, heads, phrase
from service.support.doubt import Doubt
from service.support.evidence import Evidence, Place, is_within
from service.support.slots import SLOT
from service.support.terms import Term, are_opposites, stems

_LEAST_BESIDE = 2
"""So many of the words around it must be the article's, for a sentence to say again what the article negates."""
_AROUND = 5
"""Terms around a negation that tell what it bears on."""
_REACH = 6
"""Terms that an article's negation may stand before what a sentence takes back as well."""
_NONE = frozenset({"no", "none", "nothing", "nobody", "never"})
_CLAUSES = frozenset({"who", "which", "that", "and", "while", "because", "when", "where", "if"})


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
    if any(_is_taken_back(evidence, place) for place in places):
        return True
    beside = [term for term in evidence.chosen_terms() if _is_beside(evidence, at, term[0])]
    if not places and any(_is_negative(term) for _, term in beside):
        return True
    others = [evidence.terms[index] for index in taken if not evidence.here(index)]
    return any(are_opposites(other, term) for other in others for _, term in beside)


def _is_beside(evidence: Evidence, at: int, place: Place) -> bool:
    """Whether a place in the article stands among the words that stand around a term of the sentence."""
    around = range(at - _AROUND, at + _AROUND + 1)
    return any(is_within(evidence.here(index), place, SLOT) for index in around)


def _places_of(evidence: Evidence, taken: Sequence[int]) -> Sequence[Place]:
    """Where the article says what a negation takes back: the first of ``taken`` by the second, or else the second."""
    places = [evidence.beside(at) for at in taken]
    if len(places) < HEADS or not places[1]:
        return [place for found in places for place in found]
    passages = {place[0] for place in places[1]}
    return [place for place in places[0] if place[0] in passages] or [*places[0], *places[1]]


def _lost(evidence: Evidence) -> Iterator[Doubt]:
    for (number, at), term in evidence.chosen_terms():
        passage = evidence.passages[number].terms
        taken = heads(passage, at) if term.kind == "negation" else []
        told = next((index for index in taken if (number, index) in evidence.matched), None)
        if told is None or evidence.worth(evidence.matched[number, told], (number, told)) < _LEAST_BESIDE:
            continue
        claimed = evidence.matched[number, told]
        if _is_negated(evidence.terms, claimed):
            continue
        if all(_is_taken_back(evidence, place) for place in evidence.beside(claimed)):
            yield Doubt("negation", f"the article's negation “{phrase(passage, at, taken)}” is lost")


def _is_taken_back(evidence: Evidence, place: Place) -> bool:
    return _is_negated(evidence.passages[place[0]].terms, place[1], _REACH)


def _is_negated(terms: Sequence[Term], at: int, reach: int = SCOPE) -> bool:
    """Whether something in the same clause takes a term back: before it, or right after it as in "found no"."""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        if terms[index].plain in STOPS or (terms[index].plain in _CLAUSES and not _is_denied(terms, index)):
            break
        if _is_negative(terms[index]):
            return True
    return any(term.plain in _NONE for term in terms[at + 1 : at + 3])


def _is_denied(terms: Sequence[Term], at: int) -> bool:
    """Whether the clause that a word opens is what a verb before it denies: denied that."""
    return at > 0 and terms[at].plain == "that" and terms[at - 1].stem in stems("refusals")


def _is_negative(term: Term) -> bool:
    return term.kind == "negation" or term.stem in stems("refusals")

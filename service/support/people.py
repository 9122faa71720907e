"""Who is a person: what a sentence says of a name that is true of people alone."""

from collections.abc import Sequence

from service.support.terms import Term
from service.support.wordtables import words

_CALLED = frozenset({"named", "called", "surnamed", "nicknamed"})
_PRONOUNS = frozenset({"he", "his", "him", "she", "her"})
_AGE = ["year", "old"]
_REACH = 25
"""Terms after a name at the head of a sentence within which a pronoun is taken to mean it."""
_OPENING = 2
"""Terms before it there, at most."""


def is_told_of_a_person(terms: Sequence[Term], run: range) -> bool:
    """Whether what stands beside a name is said of people alone: an age, "who", a calling or a courtesy before it."""
    before = terms[run.start - 1] if run.start else None
    if before is not None and before.plain in _CALLED | words("titles") and before.word[0].islower():
        return True
    after = [term.plain for term in terms[run.stop : run.stop + 7]]
    if after[:1] == ["who"] or after[:2] == [",", "who"]:
        return True
    if after[:1] != [","] or len(after) == 1:
        return False
    is_age = terms[run.stop + 1].kind == "number" and after[2:3] in ([","], ["."])
    return is_age or any(after[at : at + 2] == _AGE for at in range(1, len(after) - 1))


def is_meant_by_a_pronoun(terms: Sequence[Term], run: range) -> bool:
    """Whether a name that opens its sentence is who "he" or "her" means further on."""
    return run.start <= _OPENING and any(term.plain in _PRONOUNS for term in terms[run.stop : run.stop + _REACH])

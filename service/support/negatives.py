"""Words that take back what they bear on: negations, verbs that say what a negation says, and phrases that do."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from service.support.clauses import SCOPE, STOPS, heads
from service.support.terms import Term, stems
from service.support.wordtables import words

_NONE = frozenset({"no", "none", "nothing", "nobody", "never"})
_SOME = frozenset({"few", "little"})
"""Words that take back, and with "a" before them don't."""
_CLAUSES = frozenset({"who", "which", "that", "and", "while", "because", "when", "where", "if"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_LONGEST = 10
"""Terms of a clause that a negation before them may bear on."""


def is_negative(terms: Sequence[Term], at: int, but: AbstractSet[str] = frozenset()) -> bool:
    """Whether a word takes back, and is none of the stems ``but``; "a few" takes nothing back, as "few" does."""
    term = terms[at]
    if term.kind == "negation":
        return True
    if term.stem in but:
        return False
    if at + 1 < len(terms) and f"{term.stem}_{terms[at + 1].plain}" in words("refusing_phrases"):
        return True
    is_some = term.plain in _SOME and at > 0 and terms[at - 1].plain == "a"
    return term.stem in stems("refusals") and not is_some


def is_taken_back(terms: Sequence[Term], at: int, reach: int = SCOPE, but: AbstractSet[str] = frozenset()) -> bool:
    """Whether a word that is none of the stems ``but`` takes a term back: one that bears on it, or in its clause."""
    before = range(max(0, at - SCOPE), at)
    bears = any(is_negative(terms, index, but) and at in heads(terms, index) for index in before)
    return bears or _is_negated(terms, at, reach, but)


def clause(terms: Sequence[Term], at: int) -> list[int]:
    """The terms that carry something from the word at ``at`` on, to the end of its clause."""
    found: list[int] = []
    for index in range(at, min(len(terms), at + _LONGEST)):
        if index > at and terms[index].plain in STOPS:
            break
        if terms[index].carries:
            found.append(index)
    return found


def _is_negated(terms: Sequence[Term], at: int, reach: int, but: AbstractSet[str]) -> bool:
    """Whether something in the same clause takes a term back: before it, or right after it as in "found no"."""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        if terms[index].plain in STOPS or (terms[index].plain in _CLAUSES and not _is_denied(terms, index)):
            break
        if is_negative(terms, index, but):
            return True
    after = range(at + 1, min(len(terms), at + 3))
    return any(terms[i].plain in _NONE or (terms[i - 1].plain in _BEING and is_negative(terms, i, but)) for i in after)


def _is_denied(terms: Sequence[Term], at: int) -> bool:
    """Whether the clause that a word opens is what the word before it takes back: denied that, not if, not because."""
    if at == 0:
        return False
    return terms[at - 1].kind == "negation" or (terms[at].plain == "that" and terms[at - 1].stem in stems("refusals"))

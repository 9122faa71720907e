"""How far a word of force reaches: the words that a negation or a modal before them bears on."""

from collections.abc import Sequence

from service.support.terms import Term

SCOPE = 5
"""Terms that a word of force reaches."""
HEADS = 2
STOPS = frozenset(".,:;!?…()[]—–") | {"but"}
"""What ends its reach."""


def heads(terms: Sequence[Term], at: int) -> list[int]:
    """The terms that the word at ``at`` bears on first."""
    found: list[int] = []
    for index in range(at + 1, min(len(terms), at + 1 + SCOPE)):
        if terms[index].plain in STOPS:
            break
        if terms[index].carries:
            found.append(index)
    return found[:HEADS]


def phrase(terms: Sequence[Term], at: int, bears_on: Sequence[int]) -> str:
    """The words from that one to the first that it bears on."""
    return " ".join(term.word for term in terms[at : (bears_on[0] if bears_on else at) + 1])

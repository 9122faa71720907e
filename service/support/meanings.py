"""Doubts about other words: those that say the opposite of the article's, or what it doesn't say."""

from collections.abc import Iterator

from service.support.doubt import Doubt
from service.support.evidence import Evidence
from service.support.slots import in_slot
from service.support.terms import Term, adjective, opposites, stems

_WINDOW = 5
_SHORTEST = 2


def word_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """Words that say the opposite of the article's, or that it has not."""
    for at, term in enumerate(evidence.terms):
        if term.kind not in {"word", "light"} or evidence.here(at):
            continue
        if opposite := _opposite(evidence, at):
            yield Doubt("opposite", f"“{term.word}”: the article says “{opposite.word}”")
        elif term.kind == "word" and _matters(term):
            slot = in_slot(evidence, at, "word", "name")
            if slot:
                yield Doubt("word", f"“{term.word}”: the article has “{slot.word}” here")
            elif not evidence.held[at]:
                yield Doubt("word", f"nothing in the article says “{term.word}”")


def _matters(term: Term) -> bool:
    return len(term.plain) > _SHORTEST and not term.plain.endswith("ly") and term.stem not in stems("says")


def _opposite(evidence: Evidence, at: int) -> Term | None:
    """The word of a chosen passage that says the opposite of a term, beside words that say the same."""
    others = opposites(evidence.terms[at])
    if evidence.terms[at].kind == "light":
        other = in_slot(evidence, at, "light")
        return other if other and other.stem in others else None
    around = {i for i in range(at - _WINDOW, at + _WINDOW + 1) if i != at}
    for (passage, index), term in evidence.chosen_terms():
        if others.isdisjoint({term.stem, adjective(term.plain)}) or (passage, index) in evidence.matched:
            continue
        near = range(index - _WINDOW, index + _WINDOW + 1)
        if any(evidence.matched.get((passage, i)) in around for i in near):
            return term
    return None

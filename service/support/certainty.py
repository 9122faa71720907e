"""Doubts about how sure a sentence is: modals and hedges lost or added, a source's claim told as a fact."""

from collections.abc import Iterator, Sequence

from service.support.clauses import heads, phrase
from service.support.doubt import Doubt
from service.support.evidence import Evidence, Index
from service.support.terms import Term, stems
from service.support.wordtables import words

_MARKS = frozenset('“”"«»')
_CLOSELY = 0.7
"""The share of a sentence's weight that its passages hold when it tells them closely."""
_MOSTLY = 0.6
"""The share of a sentence's weight that one passage holds when the sentence tells it again."""
_LEAST_TOLD = 3
"""So many of a passage's words must a sentence tell, to tell its claim."""


def certainty_doubts(evidence: Evidence) -> Iterator[Doubt]:
    """What the article leaves open and the sentence doesn't, then the other way round."""
    if not _is_open(evidence.terms) and not _is_reported(evidence.terms):
        yield from _lost(evidence)
    if not any(_is_open(evidence.passages[number].terms) for number in evidence.chosen):
        yield from _added(evidence)


def _lost(evidence: Evidence) -> Iterator[Doubt]:
    for (number, at), term in evidence.chosen_terms():
        passage = evidence.passages[number].terms
        if not _is_open_modal(passage, at) and term.plain not in words("doubtful"):
            continue
        left_open = heads(passage, at)
        place = (number, left_open[0]) if left_open else (number, at)
        claimed = evidence.matched.get(place)
        if claimed is None or place not in evidence.beside(claimed):
            continue
        if _is_open_modal(passage, at):
            yield Doubt("modal", f"the article leaves it open: “{phrase(passage, at, left_open)}”")
        else:
            yield Doubt("hedge", f"the article's “{phrase(passage, at, left_open)}” is told without its hedge")


def _added(evidence: Evidence) -> Iterator[Doubt]:
    if evidence.covered < _CLOSELY:
        return
    reported = any(term.stem in stems("says") for _, term in evidence.chosen_terms())
    for at, term in enumerate(evidence.terms):
        left_open = heads(evidence.terms, at)
        if left_open and evidence.here(left_open[0]):
            if _is_open_modal(evidence.terms, at):
                yield Doubt("modal", f"“{phrase(evidence.terms, at, left_open)}”: the article doesn't leave it open")
            elif term.plain in words("doubtful") and not reported:
                yield Doubt(
                    "hedge", f"“{phrase(evidence.terms, at, left_open)}”: the article says it without the hedge"
                )


def attribution_doubts(index: Index, evidence: Evidence) -> Iterator[Doubt]:
    """A source's claim told as a fact: what stands in quotation marks, or after a word for a contested claim."""
    if _is_reported(evidence.terms) or _is_open(evidence.terms) or not evidence.chosen:
        return
    number = evidence.chosen[0]
    passage = evidence.passages[number]
    told = [at for at in range(len(passage.terms)) if (number, at) in evidence.matched]
    share = evidence.share_in(number)
    if len(told) < _LEAST_TOLD or share < _MOSTLY or any(term.plain == "?" for term in passage.terms):
        return
    verb = next((at for at, term in enumerate(passage.terms) if term.stem in stems("contested")), None)
    # Whoever claims something stands before the verb, and may be whom it is about: "Hale claimed that he had lost".
    own = [at for at in told if verb is None or at > verb or passage.terms[at].kind != "name"]
    if all(index.is_spoken(passage.start + passage.terms[at].start) for at in told):
        yield Doubt("attribution", "what a source says is told as a fact: the article has it in quotation marks")
    elif verb is not None and len(own) >= _LEAST_TOLD and min(own) > verb:
        word = passage.terms[verb].word
        yield Doubt("attribution", f"what a source says is told as a fact: the article has “{word}”")


def _is_open(terms: Sequence[Term]) -> bool:
    return any(
        term.kind == "hedge"
        or _is_open_modal(terms, at)
        or term.plain in words("doubtful")
        or term.stem in stems("unsure")
        for at, term in enumerate(terms)
    )


def _is_open_modal(terms: Sequence[Term], at: int) -> bool:
    """Whether a modal leaves open what follows; "could not" says that something was impossible."""
    term = terms[at]
    if term.kind != "modal" or term.plain not in words("open_modals"):
        return False
    return term.plain != "could" or at + 1 == len(terms) or terms[at + 1].kind != "negation"


def _is_reported(terms: Sequence[Term]) -> bool:
    return any(term.stem in stems("says") or term.plain in _MARKS for term in terms)

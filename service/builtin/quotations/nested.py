"""Quotations inside quotations: what somebody else said in marks of another kind, "“She said, ‘Never,’” he told us"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.builtin.quotations.beside import cue_of
from service.builtin.quotations.cues import Cue, find_cues
from service.builtin.reading import Paragraph
from service.marks import Run, quoted_runs

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset("“‘\"'«„")
_PARTICIPLES = {"VBG", "VBN"}


def nested(paragraph: Paragraph, runs: Sequence[Run]) -> Iterator[tuple[Run, Cue]]:
    """The runs that somebody else's cue announces within a paragraph's ``runs``, in order, each with its cue.

    Of its clauses one that goes on behind the inner marks is left out: those words are the outer speaker's.
    """
    text = paragraph.doc.text
    for run in runs:
        first, end = run.start - paragraph.start, run.end - paragraph.start
        inner = () if _MARKS.isdisjoint(text[first:end]) else quoted_runs(text[first:end])
        cues = list(_told(paragraph, first, end, inner)) if inner else []
        ends = {first + at for one in inner for at in range(one.start + 1, one.end + 2)}
        for one in inner:
            start, stop = first + one.start, first + one.end
            cue = cue_of(text, (start, stop), cues)
            if cue is not None:
                clauses = tuple(clause for clause in cue.clauses if clause[1] in ends)
                yield _moved(one, run.start), replace(cue, clauses=clauses)


def _told(paragraph: Paragraph, first: int, end: int, inner: Sequence[Run]) -> Iterator[Cue]:
    """The cues within ``[first, end)`` by which somebody said something, read as if only ``inner`` stood in marks.

    In the past: "when people say, ‘…’" tells of nothing that was said.
    """
    quoted = bytearray(len(paragraph.doc.text) + 1)
    for run in inner:
        quoted[first + run.start : first + run.end] = b"\x01" * (run.end - run.start)
    for cue in find_cues(paragraph.doc, quoted):
        inside = all(first <= start and stop <= end for start, stop in cue.attribution)
        if inside and cue.source and _is_past(cue.verb):
            yield cue


def _is_past(verb: "Token") -> bool:
    """Whether a verb tells of the past: "said", "had said", "were saying", "left, saying"."""
    helped = any(child.tag_ == "VBD" and child.dep_.startswith("aux") for child in verb.children)
    along = verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj"} and verb.head.tag_ == "VBD"
    return verb.tag_ == "VBD" or (verb.tag_ in _PARTICIPLES and (helped or along))


def _moved(run: Run, by: int) -> Run:
    closing = None if run.closing is None else run.closing + by
    return replace(run, opening=run.opening + by, start=run.start + by, end=run.end + by, closing=closing)

"""Quotations inside quotations: what somebody else said in marks of another kind, "“She said, ‘Never,’” he told us"."""

from bisect import bisect_left
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
    inner = {run: _within(text, paragraph.start, run) for run in runs}
    cues = _told(paragraph, [one for ones in inner.values() for one in ones]) if any(inner.values()) else []
    for run, ones in inner.items():
        first, end = run.start - paragraph.start, run.end - paragraph.start
        own = _between(cues, first, end) if ones else []
        ends = {at for one in ones for at in range(one.start - paragraph.start + 1, one.end - paragraph.start + 2)}
        for one in ones:
            cue = cue_of(text, (one.start - paragraph.start, one.end - paragraph.start), own)
            if cue is not None:
                yield one, replace(cue, clauses=tuple(clause for clause in cue.clauses if clause[1] in ends))


def _within(text: str, offset: int, run: Run) -> list[Run]:
    """The runs in marks of another kind within a run of a paragraph's ``text``, which begins at ``offset``."""
    words = text[run.start - offset : run.end - offset]
    return [] if _MARKS.isdisjoint(words) else [_moved(one, run.start) for one in quoted_runs(words)]


def _told(paragraph: Paragraph, inner: Sequence[Run]) -> list[Cue]:
    """The cues by which somebody said something, in order, read as if only ``inner`` stood in marks.

    In the past: "when people say, ‘…’" tells of nothing that was said.
    """
    quoted = bytearray(len(paragraph.doc.text) + 1)
    for run in inner:
        start, end = run.start - paragraph.start, run.end - paragraph.start
        quoted[start:end] = b"\x01" * (end - start)
    return [cue for cue in find_cues(paragraph.doc, quoted) if cue.source and _is_past(cue.verb)]


def _between(cues: Sequence[Cue], first: int, end: int) -> list[Cue]:
    """Those of the cues that stand, with their source, within the characters ``[first, end)``."""
    near = cues[bisect_left(cues, first, key=_start) : bisect_left(cues, end, key=_start)]
    return [cue for cue in near if all(first <= start and stop <= end for start, stop in cue.attribution)]


def _start(cue: Cue) -> int:
    return cue.words[0]


def _is_past(verb: "Token") -> bool:
    """Whether a verb tells of the past: "said", "had said", "were saying", "left, saying"."""
    helped = any(child.tag_ == "VBD" and child.dep_.startswith("aux") for child in verb.children)
    along = verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj"} and verb.head.tag_ == "VBD"
    return verb.tag_ == "VBD" or (verb.tag_ in _PARTICIPLES and (helped or along))


def _moved(run: Run, by: int) -> Run:
    closing = None if run.closing is None else run.closing + by
    return replace(run, opening=run.opening + by, start=run.start + by, end=run.end + by, closing=closing)

"""Quotations inside quotations: what somebody quotes in marks of another kind, "“She said, ‘Never,’” he told us"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Cue, cue_words, is_speech, noun_phrase, source_of
from service.builtin.reading import Paragraph
from service.marks import Run, quoted_runs

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MARKS = frozenset("“‘\"'«„")
_LEAST = 3
"""Words of a quoted run that are speech rather than a term."""
_REACH = 4
"""Words between a cue and what it announces: "said to me, ‘"."""
_FIRST = {"i", "we", "you"}
"""Their words are the outer speaker's own, or nobody's."""


def nested(paragraph: Paragraph, runs: Sequence[Run]) -> Iterator[tuple[Run, Cue]]:
    """The runs that a cue of somebody else announces within a paragraph's ``runs``, in order, each with its cue."""
    doc, text = paragraph.doc, paragraph.doc.text
    for run in runs:
        words = text[run.start - paragraph.start : run.end - paragraph.start]
        if _MARKS.isdisjoint(words):
            continue
        for inner in quoted_runs(words):
            start = run.start - paragraph.start + inner.opening
            if len(words[inner.start : inner.end].split()) < _LEAST or not text[:start].rstrip().endswith((",", ":")):
                continue
            cue = _cue_before(doc, run.start - paragraph.start, start)
            if cue is not None:
                yield _moved(inner, run.start), cue


def _cue_before(doc: "Doc", first: int, opening: int) -> Cue | None:
    """The verb by which somebody else said something, right before a mark, from the character ``first`` on.

    In the past: "when people say, ‘…’" tells of nothing that was said.
    """
    before = doc.char_span(first, opening, alignment_mode="contract") or ()
    verbs = (word for word in reversed(before[-_REACH:]) if word.pos_ == "VERB")
    verb = next(verbs, None)
    if verb is None or verb.tag_ != "VBD" or not is_speech(verb):
        return None
    source = source_of(verb)
    if source is None or source.lower_ in _FIRST or not first <= source.idx < opening:
        return None
    return Cue(cue_words(verb), noun_phrase(source), source, (), verb)


def _moved(run: Run, by: int) -> Run:
    closing = None if run.closing is None else run.closing + by
    return replace(run, opening=run.opening + by, start=run.start + by, end=run.end + by, closing=closing)

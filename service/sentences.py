"""Where the sentences of a text stand."""

from collections.abc import Iterator
from typing import Any

import sentencex

from service.paragraphs import unwrapped

_SPLITTER: Any = sentencex
"""Compiled, and without types of its own."""


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of ``text`` in order, as code points ``[start, end)``, without the white space around them.

    A paragraph's end ends a sentence.
    """
    offset = 0
    for line in unwrapped(text).splitlines(keepends=True):
        at = offset
        for piece in _pieces(line):
            if words := piece.strip():
                start = at + piece.index(words[0])
                yield start, start + len(words)
            at += len(piece)
        offset += len(line)


def _pieces(line: str) -> list[str]:
    """The sentences of a line, white space and all; the whole line where the splitter gives back other characters."""
    pieces = [boundary["text"] for boundary in _SPLITTER.get_sentence_boundaries("en", line)]
    return pieces if "".join(pieces) == line else [line]

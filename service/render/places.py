"""Where findings stand, for people: the line, and the sentence around a loaded phrase."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from sentencex import segment  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType] -- no types

from service.article import Article, Span
from service.findings import LoadedPhrase

WINDOW = 240
"""Characters shown at most on either side of a phrase."""


@dataclass(frozen=True)
class Passage:
    """A sentence ``[start, end)`` of the article with the loaded phrases in it; cut where it runs on too long."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool
    phrases: tuple[LoadedPhrase, ...]


def line_of(text: str, offset: int) -> int:
    """The number of the line that holds the character at ``offset``, from 1, as an editor counts."""
    return text.count("\n", 0, offset) + 1


def passages(article: Article, phrases: Sequence[LoadedPhrase]) -> Iterator[Passage]:
    """The sentences that hold ``phrases``, in reading order."""
    ordered = sorted(phrases, key=lambda phrase: (phrase.span.start, -phrase.span.end))
    for (start, end), group in groupby(ordered, key=lambda phrase: _shown_around(article.text, phrase.span)):
        held = tuple(group)
        first, last = _sentence(article.text, held[0].span)
        yield Passage(start, end, cut_before=first < start, cut_after=end < last, phrases=held)


def _shown_around(text: str, span: Span) -> tuple[int, int]:
    """The part of the sentence around ``span`` that is shown: all of it, or whole words on either side."""
    start, end = _sentence(text, span)
    if start < span.start - WINDOW:
        space = text.find(" ", span.start - WINDOW, span.start)
        start = space + 1 if space >= 0 else span.start
    if end > span.end + WINDOW:
        space = text.rfind(" ", span.end, span.end + WINDOW)
        end = space if space >= 0 else span.end
    return start, end


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """The sentence around ``span``, as far as twice `WINDOW` on either side; two of them when it lies across both."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - 2 * WINDOW)
    line_end = text.find("\n", span.end)
    last = min(line_end if line_end >= 0 else len(text), span.end + 2 * WINDOW)
    start, end, at = span.start, span.end, first
    plain = re.sub(r"\s", " ", text[first:last])  # sentencex panics on some no-break spaces
    for sentence in cast("list[str]", segment("en", plain)):
        if at <= span.start:
            start = at
        at += len(sentence)
        if at >= span.end:
            end = at
            break
    return start, max(end, span.end)

"""A text cut at every edge of every mark, so that overlapping marks can be shown without overlapping elements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """A place ``[start, end)`` of the finding called ``key``, in code points."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A stretch of text, and the keys of the marks it lies in; some of them begin with it, some end with it.

    ``anchors`` are the keys whose first mark in the whole text begins here.
    """

    text: str
    keys: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    """Cut ``text[start:end]`` into disjoint segments, which joined are that stretch again."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for mark in marks:
        if mark.start < end and start < mark.end:
            opening.setdefault(max(mark.start, start), []).append(mark.key)
            closing.setdefault(min(mark.end, end), []).append(mark.key)
    edges = sorted({start, end, *opening, *closing})
    inside: list[str] = []
    for first, last in pairwise(edges):
        for key in closing.get(first, ()):
            inside.remove(key)
        inside += opening.get(first, ())
        yield Segment(
            text[first:last],
            keys=tuple(dict.fromkeys(inside)),
            begins=tuple(dict.fromkeys(opening.get(first, ()))),
            ends=tuple(dict.fromkeys(closing.get(last, ()))),
        )

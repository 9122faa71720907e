"""Words that an answer copies out of the article, as models write them."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator

from service.article import Article, Span
from service.findings import Located
from service.grounding import Locator

Words = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""Copied words; empty, or null, when there are none."""

_OPENING, _CLOSING = tuple('"“«„'), tuple('"”»“')
_DOUBLE = frozenset('"“”«»„')
_SINGLE = frozenset({"‘’", "''"})


def without_marks(claimed: str) -> str:
    """``claimed`` without the quotation marks around it, which no span holds."""
    words = claimed.strip()
    inner = words[words.startswith(_OPENING) :]
    inner = inner[: len(inner) - inner.endswith(_CLOSING)]
    if not _DOUBLE.isdisjoint(inner):
        inner = words[1:-1] if words[:1] + words[-1:] in _SINGLE else ""
    return inner.strip() or claimed


def locate_passages(
    claimed: Sequence[str], locator: Locator
) -> tuple[tuple[Span, ...], tuple[tuple[str, Located], ...]]:
    """Where the passages given for one sentence stand, and those that don't, each with what was found of it."""
    locator.start_over()  # for two sentences may rest on the same passage
    located = [(words, locator.locate(words)) for words in map(without_marks, claimed)]
    spans = tuple(span for _, where in located for span in where.spans)
    return spans, tuple((words, where) for words, where in located if not where.spans)


class Piece(Article):
    """A stretch of a longer article, read as an article; ``names`` are the words of all of it, among them its names."""

    names: frozenset[str]


def words_of(article: Article) -> frozenset[str]:
    """The words of the article's readable text, in small letters; for a piece, those of all its article."""
    if isinstance(article, Piece):
        return article.names
    return frozenset(word for part in article.readable() for word in _words(article.text[part.start : part.end]))


def words_occur(name: str, known: frozenset[str]) -> bool:
    """Whether each word of ``name`` is known, in any case."""
    return set(_words(name)) <= known


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())

"""A long article in pieces: each an article of its own for a while, with what its reader should know of the rest."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from pydantic import BaseModel

from service.article import Article, Part, Span
from service.chains.chain import Grounded
from service.chains.copied import Piece, words_of
from service.chunks import LIMIT, split
from service.prompt import Excerpt
from service.sentences import sentence_spans

Place = tuple[int, int]
"""The stretch ``[start, end)`` of an article, in code points."""

LED_BY = 600
"""Characters before a piece that are shown with it, cut to whole sentences."""
NAMED = 40
"""Names of those who spoke before a piece that are shown with it."""

_NAME = r"(?:(?<![\w’'.-])[A-Z][\w’'.-]{0,40}\w(?: (?:(?:de|von|van|bin|al|la|du) )?[A-Z][\w’'-]{0,40}\w){1,3})"
_SAYS = r"(?:said|says|say|told|tells|asked|added|wrote|warned|argued|according to)"
_SPEAKERS = re.compile(
    rf"(?P<first>{_NAME})[^\n.;“”\"]{{0,60}}?\b{_SAYS}\b|\b{_SAYS}\s+(?P<last>{_NAME})|^(?P<label>{_NAME}):",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Pieces:
    """An article, to be asked about in pieces."""

    article: Article

    @cached_property
    def places(self) -> list[Place]:
        """Where the pieces stand, in order; those of nothing but furniture are left out."""
        whole = split(self.article.text)
        return [place for place in whole if _readable(self.article, *place)] or [(0, len(self.article.text))]

    def parts(self, place: Place) -> list[Place]:
        """A piece in smaller pieces, for a model that can't take it."""
        start, end = place
        return [
            (start + first, start + last) for first, last in split(self.article.text[start:end], (end - start) * 2 // 3)
        ]

    def excerpt(self, place: Place, piece: int, pieces: int) -> Excerpt:
        """What a model is shown of a piece: all but the furniture, with the sentences before it and who spoke there."""
        before = _readable(self.article, max(0, place[0] - LED_BY), place[0]) if place[0] else ""
        sentences = list(sentence_spans(before))
        whole = sentences[1:] if len(sentences) > 1 and place[0] > LED_BY else sentences
        return Excerpt(
            _readable(self.article, *place),
            piece,
            pieces,
            before[whole[0][0] :].rstrip() if whole else "",
            self._named(place[0]) if place[0] else (),
        )

    def read(self, place: Place) -> Article:
        """The piece as an article, whose offsets begin at the piece's start."""
        start, end = place
        text = self.article.text
        if place == (0, len(text)):
            return self.article
        parts = tuple(
            Part(role=part.role, start=max(part.start, start) - start, end=min(part.end, end) - start)
            for part in self.article.parts
            if part.start < end and start < part.end
        )
        return Piece(id=self.article.id, text=text[start:end], parts=parts, names=self._names)

    def _named(self, until: int) -> tuple[str, ...]:
        """Those who have spoken before ``until``, the latest last."""
        known = self._speakers[: bisect_left(self._speakers, until, key=itemgetter(0))]
        latest = dict.fromkeys(name for _, name in reversed(known))
        return tuple(reversed(list(latest)[:NAMED]))

    @cached_property
    def _speakers(self) -> list[tuple[int, str]]:
        """Names beside words of saying, or before a colon as in a transcript, and where they end; by pattern alone."""
        return [
            (found.end(), found["first"] or found["last"] or found["label"])
            for part in self.article.readable()
            for found in _SPEAKERS.finditer(self.article.text, part.start, part.end)
        ]

    @cached_property
    def _names(self) -> frozenset[str]:
        return words_of(self.article)


def _readable(article: Article, start: int, end: int) -> str:
    within = [(max(part.start, start), min(part.end, end)) for part in article.readable()]
    return "\n\n".join(article.text[first:last] for first, last in within if first < last)


def moved(grounded: Grounded, by: int) -> Grounded:
    """Findings of a piece that starts at ``by``, with the whole article's offsets."""
    return (
        grounded
        if not by
        else Grounded(
            tuple(_moved(item, by) for item in grounded.findings),
            tuple(_moved(item, by) for item in grounded.unlocated),
        )
    )


def _moved(value: Any, by: int) -> Any:  # noqa: ANN401 -- whatever a finding holds
    if isinstance(value, Span):
        return Span(start=value.start + by, end=value.end + by, text=value.text)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _moved(item, by) for name, item in value})
    if isinstance(value, tuple):
        return tuple(_moved(item, by) for item in value)  # pyright: ignore[reportUnknownVariableType] -- whatever it holds
    return value


def digest(passages: Sequence[Span]) -> list[str]:
    """The passages in reading order, each once, as texts of a piece's length at most."""
    texts: list[str] = [""]
    for words in dict.fromkeys(span.text for span in sorted(passages, key=lambda span: span.start)):
        if len(texts[-1]) + len(words) > LIMIT:
            texts.append("")
        texts[-1] += f"{words}\n\n"
    return [text.strip() for text in texts if text.strip()]

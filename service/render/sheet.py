"""An analysis laid out for reading: the article in blocks of segments, and each finding under a key of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from pydantic import BaseModel

from service.article import Article, Part, Role, Span
from service.findings import Analysis, LoadedPhrase, Quotation, SummarySentence, Unlocated, Voice
from service.render.segments import Mark, Segment, segments
from service.render.totals import Totals, count_words, totals

FindingT = TypeVar("FindingT")

_OPENERS = "“\"«„‘'‹"
_CLOSERS = "”\"»“’'›"
_HUES = 8
_PARAGRAPH = re.compile(r"\S.*?(?=\s*?\n\s*?\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True)
class Place:
    """A passage of the article that an entry leads to."""

    key: str
    span: Span


@dataclass(frozen=True)
class Block:
    """A part of the article, as paragraphs of segments."""

    role: Role
    paragraphs: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True)
class Speaker:
    """Who is quoted: name (None when nobody knows it), initials, one of eight hues, and their quotations by key."""

    name: str | None
    initials: str
    hue: int
    quotations: Mapping[str, Quotation]

    @property
    def words(self) -> int:
        """How many words they are given."""
        return sum(count_words(span.text) for said in self.quotations.values() for span in said.content)


@dataclass(frozen=True)
class Sheet:
    """What a template reads: each finding by its key, which its marks in ``blocks`` carry too."""

    analysis: Analysis
    phrases: Mapping[str, LoadedPhrase]
    quotations: Mapping[str, Quotation]
    summary: Mapping[str, SummarySentence]
    unlocated: Mapping[str, Unlocated]
    extras: Mapping[str, object]
    speakers: Sequence[Speaker]
    blocks: Sequence[Block]
    totals: Totals

    @classmethod
    def of(cls, analysis: Analysis) -> "Sheet":
        """Lay an analysis out."""
        phrases = _keyed("l", analysis.loaded_language)
        quotations = _keyed("q", analysis.quotations)
        summary = _keyed("s", analysis.summary)
        unlocated = _keyed("u", analysis.unlocated)
        extras = _Extras(analysis.article)
        shown = {name: extras.shown(value) for name, value in (analysis.model_extra or {}).items()}
        marks = [
            *(Mark(key, phrase.span.start, phrase.span.end) for key, phrase in phrases.items()),
            *(_with_marks(key, span, analysis.article) for key, said in quotations.items() for span in said.content),
            *(Mark(key, span.start, span.end) for key, sentence in summary.items() for span in sentence.support),
            *(Mark(key, item.near.start, item.near.end) for key, item in unlocated.items() if item.near),
            *(Mark(place.key, place.span.start, place.span.end) for place in extras.places),
        ]
        return cls(
            analysis=analysis,
            phrases=phrases,
            quotations=quotations,
            summary=summary,
            unlocated=unlocated,
            extras=shown,
            speakers=_speakers(quotations),
            blocks=tuple(_blocks(analysis.article, marks)),
            totals=totals(analysis),
        )

    def innermost(self, keys: Sequence[str]) -> str | None:
        """Of ``keys`` that of the shortest loaded phrase; None when there is no phrase among them."""
        held = [key for key in keys if key in self.phrases]
        return min(held, key=lambda key: len(self.phrases[key].span.text), default=None)

    def said_by(self, keys: Sequence[str]) -> Speaker | None:
        """The speaker of the first quotation among ``keys``."""
        key = next((key for key in keys if key in self.quotations), None)
        return next((speaker for speaker in self.speakers if key in speaker.quotations), None)

    def count(self, voice: Voice) -> int:
        """How many loaded phrases are in ``voice``."""
        return sum(phrase.voice == voice for phrase in self.phrases.values())

    def failed(self, chain: str) -> bool:
        """Whether a chain gave no result."""
        return any(failure.chain == chain for failure in self.analysis.failures)


def _keyed(letter: str, findings: Sequence[FindingT]) -> dict[str, FindingT]:
    return {f"{letter}{number}": finding for number, finding in enumerate(findings, 1)}


def _with_marks(key: str, span: Span, article: Article) -> Mark:
    """A span of a quotation with the quotation marks that touch it."""
    opens = span.start > 0 and article.text[span.start - 1] in _OPENERS
    closes = article.text[span.end : span.end + 1] in tuple(_CLOSERS)
    return Mark(key, span.start - opens, span.end + closes)


def _speakers(quotations: Mapping[str, Quotation]) -> tuple[Speaker, ...]:
    """The speakers in order of their first quotation, the unknown one last."""
    said: dict[str | None, dict[str, Quotation]] = {}
    for key, quotation in quotations.items():
        said.setdefault(quotation.speaker, {})[key] = quotation
    ordered = sorted(said.items(), key=lambda item: item[0] is None)
    return tuple(
        Speaker(name, _initials(name), number % _HUES, theirs) for number, (name, theirs) in enumerate(ordered)
    )


def _initials(name: str | None) -> str:
    words = re.findall(r"\w+", name or "")
    return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]]) or "?"


def _blocks(article: Article, marks: Sequence[Mark]) -> Iterator[Block]:
    for part in article.parts:
        here = [mark for mark in marks if mark.start < part.end and part.start < mark.end]
        paragraphs = tuple(
            tuple(segments(article.text, start, end, here)) for start, end in _paragraphs(article.text, part)
        )
        yield Block(part.role, paragraphs)


def _paragraphs(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """A part's paragraphs: what stands between empty lines or, where it has none, each line."""
    held = text[part.start : part.end]
    apart = re.search(r"\n\s*\n", held)
    for found in (_PARAGRAPH if apart else _LINE).finditer(held):
        yield part.start + found.start(), part.start + found.end()


class _Extras:
    """The findings of a chain that this page knows nothing of: whatever they hold, with its spans as places."""

    def __init__(self, article: Article) -> None:
        self.places: list[Place] = []
        self._text = article.text

    def shown(self, value: object) -> object:
        if span := self._span(value):
            self.places.append(Place(f"x{len(self.places) + 1}", span))
            return self.places[-1]
        if isinstance(value, BaseModel):
            return {name: self.shown(held) for name, held in value}
        if isinstance(value, Mapping):
            return {str(name): self.shown(held) for name, held in cast("Mapping[object, object]", value).items()}
        if isinstance(value, (list, tuple)):
            return [self.shown(held) for held in cast("Sequence[object]", value)]
        return "—" if value is None else str(value)

    def _span(self, value: object) -> Span | None:
        """``value`` as a span: one read back from JSON is a mapping, and true to the article or no span."""
        if isinstance(value, Span):
            return value
        if not isinstance(value, Mapping) or cast("Mapping[object, object]", value).keys() != Span.model_fields.keys():
            return None
        span = Span.model_validate(value)
        return span if span.text == self._text[span.start : span.end] else None

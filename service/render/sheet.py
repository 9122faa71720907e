"""An analysis laid out for reading: the article in blocks of segments, and each finding under a key of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from pydantic import BaseModel

from service.article import Article, Part, Role, Span
from service.findings import Analysis, LoadedPhrase, Quotation, SummarySentence, Technique, Unlocated, Voice
from service.render.neutral import Replacement, replacements
from service.render.segments import Mark, Segment, segments
from service.render.speaking import Silent, Voiced, silent, voiced
from service.render.taken import taken_over
from service.render.totals import Totals, count_words, totals

FindingT = TypeVar("FindingT")

_OPENERS = "“\"«„‘'‹"
_CLOSERS = "”\"»“’'›"
_HUES = 8
_SHORT = 40
_PARAGRAPH = re.compile(r"\S.*?(?=\s*?\n\s*?\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True)
class Place:
    """A passage of the article that an entry leads to."""

    key: str
    span: Span


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the article as segments, and the offset of its first character."""

    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Block:
    """A part of the article, as paragraphs."""

    role: Role
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Speaker:
    """Who is quoted: name (None when nobody knows it), initials, one of eight hues, and their quotations by key."""

    name: str | None
    initials: str
    hue: int
    quotations: Mapping[str, Quotation]
    share: Voiced


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
    edits: Mapping[str, Replacement]
    silent: Sequence[Silent]
    taken: Mapping[str, LoadedPhrase]
    places: Mapping[str, int]
    waiting: frozenset[str]

    @classmethod
    def of(cls, analysis: Analysis, waiting: frozenset[str] = frozenset()) -> "Sheet":
        """Lay an analysis out; ``waiting`` are chains that haven't answered yet."""
        phrases = _keyed("l", analysis.loaded_language)
        quotations = _keyed("q", analysis.quotations)
        summary = _keyed("s", analysis.summary)
        unlocated = _keyed("u", analysis.unlocated)
        extras = _Extras(analysis.article)
        shown = {name: extras.shown(value) for name, value in (analysis.model_extra or {}).items()}
        marks = [
            *(Mark(key, phrase.span.start, phrase.span.end) for key, phrase in phrases.items()),
            *(_with_marks(key, span, analysis.article) for key, said in quotations.items() for span in said.content),
            *(
                Mark(name, span.start, span.end)
                for key, sentence in summary.items()
                for number, span in enumerate(sentence.support, 1)
                for name in (key, f"{key}-{number}")
            ),
            *(Mark(key, item.near.start, item.near.end) for key, item in unlocated.items() if item.near),
            *(Mark(place.key, place.span.start, place.span.end) for place in extras.places),
        ]
        changed = {item.span: item for item in replacements(analysis)}
        speakers = _speakers(analysis, quotations)
        roles = [speaker.share.role for speaker in speakers]
        marks += [Mark(f"r{number}", role.start, role.end) for number, role in enumerate(roles) if role]
        quiet = silent(analysis)
        marks += [Mark(f"m{number}", person.first.start, person.first.end) for number, person in enumerate(quiet)]
        return cls(
            analysis=analysis,
            phrases=phrases,
            quotations=quotations,
            summary=summary,
            unlocated=unlocated,
            extras=shown,
            speakers=speakers,
            blocks=tuple(_blocks(analysis.article, marks)),
            totals=totals(analysis),
            waiting=waiting,
            edits=_edits(phrases, changed),
            silent=quiet,
            taken=taken_over(summary, phrases),
            places={key: number for number, speaker in enumerate(speakers) for key in speaker.quotations},
        )

    def innermost(self, keys: Sequence[str]) -> str | None:
        """Of ``keys`` that of the shortest loaded phrase; None when there is no phrase among them."""
        held = [key for key in keys if key in self.phrases]
        return min(held, key=lambda key: len(self.phrases[key].span.text), default=None)

    def said_by(self, keys: Sequence[str]) -> Speaker | None:
        """The speaker of the first quotation among ``keys``."""
        return next((self.speakers[self.places[key]] for key in keys if key in self.places), None)

    def replaced(self, keys: Sequence[str]) -> str | None:
        """Of ``keys`` that of the phrase which a neutral reading replaces."""
        return next((key for key in keys if key in self.edits), None)

    def number(self, phrase: LoadedPhrase) -> int | str:
        """The number of a phrase's speaker among the speakers, from 0; empty without one."""
        return next(
            (n for n, speaker in enumerate(self.speakers) if phrase.speaker and speaker.name == phrase.speaker), ""
        )

    @property
    def techniques(self) -> Mapping[Technique, int]:
        """The techniques found, with how many phrases of each, most first."""
        used: Counter[Technique] = Counter(phrase.technique for phrase in self.phrases.values())
        return dict(used.most_common())

    @property
    def short(self) -> frozenset[str]:
        """The sentences of the short summary: the first ones, up to 40 words, and whatever isn't supported."""
        kept: set[str] = set()
        words = 0
        for key, sentence in self.summary.items():
            words += count_words(sentence.text)
            if sentence.verdict == "unsupported" or not kept or words <= _SHORT:
                kept.add(key)
        return frozenset(kept)

    @property
    def heard(self) -> tuple[int, int]:
        """How many sources are named, and how many are described only or unknown."""
        named = sum(speaker.share.named for speaker in self.speakers)
        return named, len(self.speakers) - named

    @property
    def unnamed_share(self) -> float:
        """The share of all words quoted that sources without a name are given."""
        return sum(speaker.share.share for speaker in self.speakers if not speaker.share.named)

    def count(self, voice: Voice) -> int:
        """How many loaded phrases are in ``voice``."""
        return sum(phrase.voice == voice for phrase in self.phrases.values())

    def failed(self, chain: str) -> bool:
        """Whether a chain gave no result, or none yet."""
        return chain in self.waiting or any(failure.chain == chain for failure in self.analysis.failures)


def _keyed(letter: str, findings: Sequence[FindingT]) -> dict[str, FindingT]:
    return {f"{letter}{number}": finding for number, finding in enumerate(findings, 1)}


def _with_marks(key: str, span: Span, article: Article) -> Mark:
    """A span of a quotation with the quotation marks that touch it."""
    opens = span.start > 0 and article.text[span.start - 1] in _OPENERS
    closes = article.text[span.end : span.end + 1] in tuple(_CLOSERS)
    return Mark(key, span.start - opens, span.end + closes)


def _edits(phrases: Mapping[str, LoadedPhrase], changed: dict[Span, Replacement]) -> dict[str, Replacement]:
    """What replaces each phrase, by the phrase's key; phrases with one span share the first one's."""
    return {key: changed.pop(phrase.span) for key, phrase in phrases.items() if phrase.span in changed}


def _speakers(analysis: Analysis, quotations: Mapping[str, Quotation]) -> tuple[Speaker, ...]:
    """The speakers in order of their first quotation, the unknown one last."""
    said: dict[str | None, dict[str, Quotation]] = {}
    for key, quotation in quotations.items():
        said.setdefault(quotation.speaker, {})[key] = quotation
    ordered = sorted(said.items(), key=lambda item: item[0] is None)
    return tuple(
        Speaker(name, _initials(name), number % _HUES, theirs, voiced(analysis, name, tuple(theirs.values())))
        for number, (name, theirs) in enumerate(ordered)
    )


def _initials(name: str | None) -> str:
    words = re.findall(r"\w+", name or "")
    return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]]) or "?"


def _blocks(article: Article, marks: Sequence[Mark]) -> Iterator[Block]:
    begun: set[str] = set()
    for part in article.shown():
        here = [mark for mark in marks if mark.start < part.end and part.start < mark.end]
        paragraphs: list[Paragraph] = []
        for start, end in _paragraphs(article.text, part):
            here = [mark for mark in here if mark.end > start]
            reaching = [mark for mark in here if mark.start < end]
            paragraphs.append(Paragraph(start, tuple(_anchored(segments(article.text, start, end, reaching), begun))))
        yield Block(part.role, tuple(paragraphs))


def _anchored(cut: Iterator[Segment], begun: set[str]) -> Iterator[Segment]:
    """The segments, each with the keys whose first mark it begins; ``begun`` are those that have begun already."""
    for segment in cut:
        anchors = tuple(key for key in segment.begins if key not in begun)
        begun.update(anchors)
        yield replace(segment, anchors=anchors) if anchors else segment


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

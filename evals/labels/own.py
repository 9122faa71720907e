"""Our own gold: articles written for it and labelled by the guideline in ``evals/gold``, one row an article.

The page saves corrections in the same form. A row is rejected unless each span's text is the article's.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from evals.labels.label import Claim, Labelled, LoadedLabel, QuotationLabel
from evals.labels.rows import check_words, first_fields, json_rows, reading
from evals.scoring import Span as Offsets
from service.article import Part, Span
from service.findings import Directness, Technique, Voice


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldQuotation(_Row):
    """A quotation as a row has it."""

    directness: Directness
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None


class GoldPhrase(_Row):
    """A loaded phrase as a row has it."""

    span: Span
    technique: Technique
    voice: Voice
    speaker: str | None = None


class GoldSummary(_Row):
    """A summary of the article; an altered one says in which sentence, how (``kind``) and what stood there before."""

    label: Literal["supported", "altered"]
    text: str
    kind: str | None = None
    sentence: int | str | None = None
    was: str | None = None


class GoldArticle(_Row):
    """A row: the article and its labels. Reading one fails unless each span is true to the text."""

    id: str
    kind: str = ""
    text: str
    parts: tuple[Part, ...] = ()
    quotations: tuple[GoldQuotation, ...] = ()
    loaded: tuple[GoldPhrase, ...] = ()
    distractors: tuple[Span, ...] = ()
    summaries: tuple[GoldSummary, ...] = ()

    @model_validator(mode="after")
    def _spans_are_true(self) -> Self:
        for label, span in self.spans():
            check_words(self.text, _offsets(span), span.text, label=label)
        return self

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every labelled span, with what it is in words: “quotation 2, cue”."""
        for number, quotation in enumerate(self.quotations, 1):
            for span in quotation.content:
                yield f"quotation {number}, content", span
            for part, span in (("cue", quotation.cue), ("source", quotation.source)):
                if span:
                    yield f"quotation {number}, {part}", span
        for number, phrase in enumerate(self.loaded, 1):
            yield f"loaded phrase {number}", phrase.span
        for number, span in enumerate(self.distractors, 1):
            yield f"distractor {number}", span


def holds(path: Path) -> bool:
    """Whether a file is in our own form."""
    return path.is_file() and {"id", "text", "quotations", "loaded"} <= first_fields(path)


def articles(path: Path) -> Iterator[tuple[str, GoldArticle]]:
    """The rows of a file, each with its place; InputError names the line and the label that isn't right."""
    for where, row in json_rows(path):
        with reading(where):
            article = GoldArticle.model_validate(row)
        yield where, article


def read(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a file."""
    return (_labelled(article) for _, article in articles(path))


def _labelled(row: GoldArticle) -> Labelled:
    claims = tuple(
        Claim(summary.text, summary.label == "supported", (summary.kind,) if summary.kind else ())
        for summary in row.summaries
    )
    return Labelled(
        row.id,
        row.text,
        parts=row.parts or None,
        quotations=tuple(
            QuotationLabel(
                item.directness,
                tuple(map(_offsets, item.content)),
                _whole(item.cue),
                _whole(item.source),
                item.speaker,
            )
            for item in row.quotations
        ),
        loaded=tuple(LoadedLabel(_offsets(item.span), item.technique, item.voice, item.speaker) for item in row.loaded),
        distractors=tuple(map(_offsets, row.distractors)),
        claims=claims or None,
        references=tuple(summary.text for summary in row.summaries if summary.label == "supported") or None,
    )


def _offsets(span: Span) -> Offsets:
    return span.start, span.end


def _whole(span: Span | None) -> tuple[Offsets, ...]:
    return (_offsets(span),) if span else ()

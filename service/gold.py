"""Gold rows: an article with the labels people gave it; the evals score against them, the page saves corrections so."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

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

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Its spans, each with what it is."""
        yield from (("content", span) for span in self.content)
        yield from ((part, span) for part, span in (("cue", self.cue), ("source", self.source)) if span)


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
    """A row: the article and its labels; ``distractors`` look loaded and aren't. Each span must be true to the text."""

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
            check_words(self.text, (span.start, span.end), span.text, label=label)
        return self

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every labelled span, with what it is in words: “quotation 2, cue”."""
        for number, quotation in enumerate(self.quotations, 1):
            yield from ((f"quotation {number}, {part}", span) for part, span in quotation.spans())
        for number, phrase in enumerate(self.loaded, 1):
            yield f"loaded phrase {number}", phrase.span
        for number, span in enumerate(self.distractors, 1):
            yield f"distractor {number}", span


def check_words(text: str, place: tuple[int, int], words: str, *, label: str) -> None:
    """ValueError unless ``text`` has ``words`` at ``place``, in code points; ``label`` names the label in it."""
    start, end = place
    held = text[start:end] if 0 <= start < end <= len(text) else ""
    if held != words or not words:
        raise ValueError(f"{label} says “{words}”, and the text has “{held}” at [{start}, {end})")

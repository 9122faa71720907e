"""What people found in a text, in one form for every set."""

from dataclasses import dataclass

from evals.scoring import Span
from service.article import Part


@dataclass(frozen=True)
class QuotationLabel:
    """A quotation as people labelled it; ``directness`` is direct, indirect or mixed."""

    directness: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None = None


@dataclass(frozen=True)
class LoadedLabel:
    """A loaded phrase as people labelled it; voice and speaker only in our own set."""

    span: Span
    technique: str | None = None
    voice: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Claim:
    """A text that should keep to an article: whether people say it does, and the kinds of its changes if not."""

    text: str
    supported: bool
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelled:
    """One text and what people found in it; None for what nobody labelled.

    ``words`` are loaded words without a place, in lower case; ``biased`` is the verdict on a single sentence, None when
    its readers didn't agree; ``references`` are summaries by people.
    """

    id: str
    text: str
    outlet: str = ""
    parts: tuple[Part, ...] | None = None
    quotations: tuple[QuotationLabel, ...] | None = None
    loaded: tuple[LoadedLabel, ...] | None = None
    distractors: tuple[Span, ...] = ()
    words: frozenset[str] | None = None
    biased: bool | None = None
    claims: tuple[Claim, ...] | None = None
    references: tuple[str, ...] | None = None

"""The types of results: what an analysis holds, as the JSON contract (schema_version 1) has it."""

from collections.abc import Iterator, Sequence
from typing import Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from service.article import Article, Span

Directness = Literal["direct", "indirect", "mixed"]
Voice = Literal["outlet", "quoted", "paraphrased", "headline", "scare_quote"]
FoundBy = Literal["builtin", "model", "both"]
LocatedVerdict = Literal["verbatim", "typography", "elided"]
UnlocatedVerdict = Literal["altered", "not_found"]
Verdict = Literal["verbatim", "typography", "elided", "altered", "not_found"]
Change = Literal["negation", "number", "name", "modal", "hedge", "other"]
Technique = Literal[
    "Loaded_Language",
    "Name_Calling,Labeling",
    "Exaggeration,Minimisation",
    "Doubt",
    "Appeal_to_fear-prejudice",
    "Flag-Waving",
    "Slogans",
    "Unattributed_Judgement",
    "Loaded_Attribution",
]


class Finding(BaseModel):
    """What every result type is: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SummarySentence(Finding):
    """A sentence of the summary, with the passages of the article it rests on."""

    text: str
    support: tuple[Span, ...]
    verdict: Literal["supported", "unsupported"]
    problems: tuple[str, ...] = ()


class Quotation(Finding):
    """What one source says in one go.

    ``content`` is in reading order and leaves out the enclosing quotation marks; ``source`` is the words in the text
    ("he"), ``speaker`` the resolved name ("Antony Blinken"); ``claimed`` is the answer's form when it differs.
    """

    id: str
    directness: Directness
    content: tuple[Span, ...] = Field(min_length=1)
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    verdict: LocatedVerdict = "verbatim"
    claimed: str | None = None
    found_by: FoundBy


class LoadedPhrase(Finding):
    """A loaded phrase: which technique, in whose voice, why, and how it could be said neutrally."""

    span: Span
    technique: Technique
    voice: Voice = "outlet"
    speaker: str | None = None
    reason: str
    neutral: str | None = None
    strength: float = Field(ge=0, le=1)
    found_by: FoundBy


class Unlocated(Finding):
    """Words that an answer claimed and the article doesn't hold; ``near`` is the passage they alter."""

    chain: str
    claimed: str
    verdict: UnlocatedVerdict
    near: Span | None = None
    changes: tuple[Change, ...] = ()


class Edit(Finding):
    """One difference between claimed words and the passage they alter; either side may be empty."""

    kinds: tuple[Change, ...]
    claimed: str
    article: str


class Located(Finding):
    """What grounding says of claimed words.

    ``spans`` are the article's own words and empty for ``altered`` and ``not_found``; ``near`` is the passage altered,
    ``diff`` how, ``changes`` the kinds of its edits. ``ties`` are other places that fit as well as the one given.
    """

    verdict: Verdict
    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    near: Span | None = None
    diff: tuple[Edit, ...] = ()
    ties: tuple[Span, ...] = ()

    def unlocated(self, chain: str, claimed: str) -> Unlocated:
        """The record of words that weren't located."""
        verdict: UnlocatedVerdict = "altered" if self.verdict == "altered" else "not_found"
        return Unlocated(chain=chain, claimed=claimed, verdict=verdict, near=self.near, changes=self.changes)


class Failure(Finding):
    """A chain that gave no result, and why."""

    chain: str
    kind: str
    message: str


class ChainRun(Finding):
    """What one chain took; the builtin takes nothing but seconds, and an unknown cost in US dollars is None.

    ``answered_by`` is the model that answered, by its provider's name for it; ``calls`` are HTTP requests, ``reasks``
    how often an answer was asked for again, ``cached`` those of the ``replies`` that needed no call.
    """

    prompt_digest: str | None = None
    answered_by: str | None = None
    calls: int = 0
    reasks: int = 0
    replies: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    seconds: float = 0.0


class Run(Finding):
    """How an analysis was made."""

    model: str
    version: str
    chains: dict[str, ChainRun]


class Checked(Finding):
    """Whether a text keeps to an article, sentence by sentence; supported when every sentence is.

    ``unlocated`` are passages that a model gave and the article doesn't hold.
    """

    verdict: Literal["supported", "unsupported"]
    sentences: tuple[SummarySentence, ...]
    unlocated: tuple[Unlocated, ...] = ()
    run: Run


class Analysis(BaseModel):
    """Everything found in one article. Constructing one fails unless every span is true to ``article.text``.

    A chain of your own puts its findings under its own name, beside ``summary`` and the others.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    schema_version: Literal[1] = 1
    article: Article
    summary: tuple[SummarySentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    loaded_language: tuple[LoadedPhrase, ...] = ()
    unlocated: tuple[Unlocated, ...] = ()
    failures: tuple[Failure, ...] = ()
    run: Run

    @model_validator(mode="after")
    def _spans_are_true(self) -> Self:
        text = self.article.text
        for span in spans_of(self):
            if text[span.start : span.end] != span.text or not span.text:
                raise ValueError(f"the span [{span.start}, {span.end}) is not the article's text")
        return self

    def outlet_words(self) -> tuple[LoadedPhrase, ...]:
        """The loaded phrases in the outlet's own words: all voices but ``quoted``."""
        return tuple(phrase for phrase in self.loaded_language if phrase.voice != "quoted")

    def source_words(self) -> tuple[LoadedPhrase, ...]:
        """The loaded phrases in its sources' words."""
        return tuple(phrase for phrase in self.loaded_language if phrase.voice == "quoted")


def spans_of(finding: object) -> Iterator[Span]:
    """Every span inside a finding, however deep, in the order of the fields."""
    waiting = [finding]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Span):
            yield value
        elif isinstance(value, BaseModel):
            waiting += reversed([*vars(value).values(), *(value.model_extra or {}).values()])
        elif isinstance(value, (tuple, list)):
            waiting += reversed(cast("Sequence[object]", value))

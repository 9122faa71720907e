"""A reader's corrections as gold rows, in the form in which our own gold articles are kept.

A row holds what the reader judged, and nothing of what they didn't, unless they say that the rest is right.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from service.article import Article, Span
from service.findings import Analysis, LoadedPhrase, Quotation
from service.gold import GoldArticle, GoldPhrase, GoldQuotation, check_words


class Judgement(BaseModel):
    """What a reader says of one finding: ``key`` is "l3" or "q2", or None for one that was missed.

    ``different`` and ``missed`` come with the finding as it should be.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str | None = None
    verdict: Literal["right", "wrong", "different", "missed"]
    phrase: GoldPhrase | None = None
    quotation: GoldQuotation | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Judgement":
        if (self.verdict in {"different", "missed"}) != bool(self.phrase or self.quotation):
            raise ValueError("a different or missed finding needs its right form, and no other does")
        if (self.verdict == "missed") != (self.key is None):
            raise ValueError("only a missed finding has no key")
        return self


class Judged(BaseModel):
    """An analysis and what a reader judged in it; ``rest_is_right`` takes the unjudged for right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    analysis: Analysis
    judgements: tuple[Judgement, ...]
    rest_is_right: bool = False

    @model_validator(mode="after")
    def _spans_are_true(self) -> "Judged":
        text = self.analysis.article.text
        for judgement in self.judgements:
            for span in _spans(judgement):
                check_words(text, (span.start, span.end), span.text, label="a judgement")
        return self


def rows(judged: Sequence[Judged]) -> str:
    """One JSON line for each article."""
    return "".join(row(item).model_dump_json() + "\n" for item in judged)


def row(judged: Judged) -> GoldArticle:
    """The gold row of one article; the last judgement of a finding counts."""
    article: Article = judged.analysis.article
    last = {judgement.key: judgement for judgement in judged.judgements if judgement.key}
    missed = [judgement for judgement in judged.judgements if judgement.key is None]
    loaded: list[GoldPhrase] = [item.phrase for item in missed if item.phrase]
    quotations: list[GoldQuotation] = [item.quotation for item in missed if item.quotation]
    distractors: list[Span] = []
    for number, phrase in enumerate(judged.analysis.loaded_language, 1):
        verdict = last.get(f"l{number}")
        if verdict is None and not judged.rest_is_right:
            continue
        if verdict and verdict.verdict == "wrong":
            distractors.append(phrase.span)
        else:
            loaded.append(verdict.phrase if verdict and verdict.phrase else _phrase(phrase))
    for number, said in enumerate(judged.analysis.quotations, 1):
        verdict = last.get(f"q{number}")
        if (verdict is None and not judged.rest_is_right) or (verdict and verdict.verdict == "wrong"):
            continue
        quotations.append(verdict.quotation if verdict and verdict.quotation else _quotation(said))
    return GoldArticle(
        id=article.id,
        kind="correction",
        text=article.text,
        parts=article.parts,
        quotations=tuple(sorted(quotations, key=lambda item: item.content[0].start)),
        loaded=tuple(sorted(loaded, key=lambda item: item.span.start)),
        distractors=tuple(distractors),
    )


def _phrase(phrase: LoadedPhrase) -> GoldPhrase:
    return GoldPhrase(span=phrase.span, technique=phrase.technique, voice=phrase.voice, speaker=phrase.speaker)


def _quotation(said: Quotation) -> GoldQuotation:
    return GoldQuotation(
        directness=said.directness, content=said.content, cue=said.cue, source=said.source, speaker=said.speaker
    )


def _spans(judgement: Judgement) -> Iterator[Span]:
    if judgement.phrase:
        yield judgement.phrase.span
    if judgement.quotation:
        yield from (span for _, span in judgement.quotation.spans())

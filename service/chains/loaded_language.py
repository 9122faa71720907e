"""Which phrases are loaded: the schema of the answer, and its grounding."""

from pydantic import BaseModel, ConfigDict, Field

from service.article import Article
from service.builtin import loaded_language as builtin
from service.chains.chain import Chain, Grounded
from service.findings import Finding, LoadedPhrase, Technique, Unlocated
from service.grounding import Locator


class LoadedPhraseAnswer(BaseModel):
    """One loaded phrase."""

    model_config = ConfigDict(extra="forbid")

    before: str
    """The few words just before the phrase, copied, to tell repeats apart; empty at the start."""
    phrase: str
    """The shortest loaded words, copied."""
    technique: Technique
    """What the phrase does."""
    reason: str
    """In one sentence: what the phrase suggests beyond the facts."""
    neutral: str | None
    """Words that would say it neutrally in the same place; null when leaving it out is best."""
    strength: float = Field(ge=0, le=1)
    """From 0, hardly loaded, to 1, plainly loaded."""


class LoadedLanguageAnswer(BaseModel):
    """Every loaded phrase of the article, in reading order."""

    model_config = ConfigDict(extra="forbid")

    phrases: list[LoadedPhraseAnswer]


def ground(answer: LoadedLanguageAnswer, article: Article) -> Grounded:
    """Look each phrase up; whose voice it is in is decided later, from the quotations."""
    locator = Locator.of(article)
    found: list[Finding] = []
    unlocated: list[Unlocated] = []
    for item in answer.phrases:
        located = locator.locate(item.phrase, after=item.before)
        if not located.spans:
            unlocated.append(located.unlocated("loaded_language", item.phrase))
        found += [
            LoadedPhrase(
                span=span,
                technique=item.technique,
                reason=item.reason,
                neutral=item.neutral,
                strength=item.strength,
                found_by="model",
            )
            for span in located.spans
        ]
    return Grounded(tuple(found), tuple(unlocated))


CHAIN = Chain("loaded_language", LoadedLanguageAnswer, ground, builtin.find)

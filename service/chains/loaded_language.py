"""Which phrases are loaded: the schema of the answer, and its grounding."""

from collections.abc import Callable, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, Field

from service.article import Article
from service.builtin import loaded_language as builtin
from service.chains.chain import Chain, Grounded
from service.chains.copied import Words, without_marks
from service.findings import Finding, LoadedPhrase, Technique, Unlocated
from service.grounding import Locator
from service.grounding.wording import facts_changed

NAME = "loaded_language"


class LoadedPhraseAnswer(BaseModel):
    """One loaded phrase."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    before: Words
    """The three to six words just before the phrase, copied, to tell repeats apart; empty at the start."""
    phrase: str = Field(min_length=1)
    """The loaded words, copied: as few as carry the charge."""
    technique: Technique
    """What the phrase does."""
    reason: str
    """In one sentence: what the phrase suggests beyond the facts."""
    neutral: Words
    """Words that would say it neutrally in the same place; empty when it is best left out."""
    strength: float = Field(ge=0, le=1)
    """From 0, hardly loaded, to 1, plainly loaded."""


class LoadedLanguageAnswer(BaseModel):
    """Every loaded phrase of the article, in reading order."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    phrases: list[LoadedPhraseAnswer]
    """The phrases; none when nothing is loaded."""


def grounding(article: Article) -> Callable[[LoadedLanguageAnswer], Grounded]:
    """Look each phrase up; whose voice it is in is decided later, from the quotations.

    A neutral wording that adds or loses a number, a name or a negation is unlocated, and the phrase goes without.
    """
    return partial(_grounded, article)


def _grounded(article: Article, answer: LoadedLanguageAnswer) -> Grounded:
    locator = Locator.of(article)
    found: list[Finding] = []
    unlocated: list[Unlocated] = []
    for item in answer.phrases:
        phrase = without_marks(item.phrase)
        located = locator.locate(phrase, after=item.before)
        if not located.spans:
            unlocated.append(located.unlocated(NAME, phrase))
            continue
        neutral = item.neutral.strip() or None
        changes = facts_changed(phrase, neutral) if neutral else ()
        if neutral and changes:
            near = located.spans[0]
            unlocated.append(Unlocated(chain=NAME, claimed=neutral, verdict="altered", near=near, changes=changes))
            neutral = None
        found += [
            LoadedPhrase(
                span=span,
                technique=item.technique,
                reason=item.reason,
                neutral=neutral,
                strength=item.strength,
                found_by="model",
            )
            for span in located.spans
        ]
    return Grounded(tuple(found), tuple(unlocated))


def merge(pieces: Sequence[Grounded]) -> Grounded:
    """The phrases of an article's pieces, each once."""
    each = (item for piece in pieces for item in piece.findings if isinstance(item, LoadedPhrase))
    found = {(item.span.start, item.span.end): item for item in each}
    return Grounded(
        tuple(found[place] for place in sorted(found)), tuple(item for piece in pieces for item in piece.unlocated)
    )


CHAIN = Chain(NAME, LoadedLanguageAnswer, grounding, builtin.find, merge=merge)

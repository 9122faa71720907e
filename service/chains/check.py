"""Does a text keep to its article? The schema of a model's answer, and what code makes of it.

A model proposes passages and doubts. Code looks the passages up, and has the last word on what it can check itself: a
number, a date, a unit, a name, a negation, a quotation. On the rest, the meaning of other words, a model that gives a
passage knows better.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.article import Article, Span
from service.chains.chain import Chain, Grounded
from service.chains.copied import locate_passages
from service.findings import Finding, SummarySentence, Unlocated
from service.grounding import Locator
from service.support import CHECKABLE, Support
from service.support.doubt import Doubt

NAME = "check"

Examined = tuple[tuple[Span, ...], tuple[Doubt, ...]]
"""What code finds on a sentence: its passages, and its doubts."""


class DoubtAnswer(BaseModel):
    """Something in a sentence that the article doesn't say."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    kind: Literal[
        "number", "date", "unit", "name", "negation", "quotation",
        "hedge", "attribution", "roles", "opposite", "invented",
    ]  # fmt: skip
    """What is wrong; hedge: a doubt lost or added; attribution: a claim told as fact; roles: who did what to whom."""
    what: str
    """In one short sentence: what the text says, and what the article says instead."""


class CheckedSentenceAnswer(BaseModel):
    """One sentence of the text, and what the article has to say on it."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    sentence: str
    """The sentence, copied as it was given."""
    support: list[str]
    """The passages of the article that say it, each copied whole from one place; none when no passage does."""
    doubts: list[DoubtAnswer]
    """What the article doesn't say, or says otherwise; none when the sentence keeps to it."""


class CheckAnswer(BaseModel):
    """Every sentence of the text, in order."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    sentences: list[CheckedSentenceAnswer]
    """The sentences."""


def chain_for(sentences: Sequence[str]) -> Chain[CheckAnswer]:
    """The question whether the article says ``sentences``; its findings are a `SummarySentence` for each, in order."""
    return Chain(NAME, CheckAnswer, _grounding(sentences), about={"sentences": list(sentences)})


def _grounding(sentences: Sequence[str]) -> Callable[[Article], Callable[[CheckAnswer], Grounded]]:
    def grounding(article: Article) -> Callable[[CheckAnswer], Grounded]:
        support = Support(article)
        examined = {sentence: support.examine(sentence) for sentence in sentences}
        return lambda answer: grounded(answer, support.locator, examined)

    def grounded(answer: CheckAnswer, locator: Locator, examined: Mapping[str, Examined]) -> Grounded:
        found: list[Finding] = []
        unlocated: list[Unlocated] = []
        for sentence in sentences:
            items = [item for item in answer.sentences if item.sentence.split() == sentence.split()]
            located = [(item, *locate_passages(item.support, locator)) for item in items]
            unlocated += [where.unlocated(NAME, claimed) for _, _, missing in located for claimed, where in missing]
            # of a long article, only the piece that holds a passage can tell
            telling = [(item, spans) for item, spans, _ in located if spans] or [(item, ()) for item in items]
            found.append(_checked(sentence, examined[sentence], telling))
        return Grounded(tuple(found), tuple(unlocated))

    return grounding


def _checked(
    sentence: str, examined: Examined, items: Sequence[tuple[CheckedSentenceAnswer, Sequence[Span]]]
) -> SummarySentence:
    passages, doubts = examined
    given = tuple(span for _, spans in items for span in spans)
    ours = [doubt.message for doubt in doubts if doubt.kind in CHECKABLE or not given]
    theirs = [doubt.what for item, _ in items for doubt in item.doubts if doubt.kind not in CHECKABLE]
    problems = tuple(dict.fromkeys((*ours, *theirs)))
    return SummarySentence(
        text=sentence,
        support=given or passages,
        verdict="unsupported" if problems else "supported",
        problems=problems,
    )

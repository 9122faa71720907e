"""What the article says: the schema of the answer, and its grounding."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from service.article import Article, Span
from service.builtin import summary as builtin
from service.builtin import tongues
from service.chains.chain import Chain, Grounded
from service.chains.copied import locate_passages
from service.findings import Finding, SummarySentence, Unlocated
from service.support import Support

NAME = "summary"


class SummarySentenceAnswer(BaseModel):
    """One sentence of the summary."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: str
    """The sentence, in neutral words; what a source claims stays that source's claim."""
    support: list[str]
    """The passages of the article that show it is right, each copied whole from one place."""


class SummaryAnswer(BaseModel):
    """Three to five sentences that say what the article says."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    sentences: list[SummarySentenceAnswer] = Field(min_length=1)
    """The sentences, in the order in which they are to be read."""


def grounding(article: Article) -> Callable[[SummaryAnswer], Grounded]:
    """Look up what each sentence says it rests on, and check the sentence as any text is checked.

    A sentence is unsupported when the check finds a problem, or when none of its passages stands in the article.
    """
    support = Support(article)
    return lambda answer: _grounded(answer, support)


def _grounded(answer: SummaryAnswer, support: Support) -> Grounded:
    found: list[Finding] = []
    unlocated: list[Unlocated] = []
    for item in answer.sentences:
        passages, missing = locate_passages(item.support, support.locator)
        unlocated += [where.unlocated(NAME, claimed) for claimed, where in missing]
        checked = support.of(item.text)
        problems = checked.problems if passages else (_unsupported(item), *checked.problems)
        verdict = "unsupported" if problems else "supported"
        found.append(checked.model_copy(update={"support": passages, "verdict": verdict, "problems": problems}))
    return Grounded(tuple(found), tuple(unlocated))


def _unsupported(item: SummarySentenceAnswer) -> str:
    if item.support:
        return "the passages given for it are not in the article"
    return "no passage of the article was given for it"


def merge(pieces: Sequence[Grounded]) -> Grounded:
    """The summaries of an article's pieces, end to end."""
    return Grounded(
        tuple(item for piece in pieces for item in piece.findings),
        tuple(item for piece in pieces for item in piece.unlocated),
    )


def passages(grounded: Grounded) -> tuple[Span, ...]:
    """What the summaries of an article's pieces rest on: all that a summary of the whole is made from."""
    sentences = (item for item in grounded.findings if isinstance(item, SummarySentence))
    return tuple(span for sentence in sentences for span in sentence.support)


CHAIN = Chain(NAME, SummaryAnswer, grounding, builtin.find, tongues.first_sentences, merge=merge, passages=passages)

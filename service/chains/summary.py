"""What the article says: the schema of the answer, and its grounding."""

from pydantic import BaseModel, ConfigDict

from service.article import Article
from service.builtin import summary as builtin
from service.chains.chain import Chain, Grounded
from service.findings import Finding, SummarySentence, Unlocated
from service.grounding import Locator


class SummarySentenceAnswer(BaseModel):
    """One sentence of the summary."""

    model_config = ConfigDict(extra="forbid")

    text: str
    """The sentence, in neutral words; what a source claims stays that source's claim."""
    support: list[str]
    """The passages of the article it rests on, copied."""


class SummaryAnswer(BaseModel):
    """Three to five sentences that say what the article says."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[SummarySentenceAnswer]


def ground(answer: SummaryAnswer, article: Article) -> Grounded:
    """Look up what each sentence says it rests on; without a passage that stands in the article it is unsupported."""
    found: list[Finding] = []
    unlocated: list[Unlocated] = []
    for item in answer.sentences:
        locator = Locator.of(article)
        located = [(claimed, locator.locate(claimed)) for claimed in item.support]
        unlocated += [where.unlocated("summary", claimed) for claimed, where in located if not where.spans]
        support = tuple(span for _, where in located for span in where.spans)
        problems = () if support else ("no passage of the article was given for it",)
        found.append(
            SummarySentence(
                text=item.text, support=support, verdict="supported" if support else "unsupported", problems=problems
            )
        )
    return Grounded(tuple(found), tuple(unlocated))


CHAIN = Chain("summary", SummaryAnswer, ground, builtin.find)

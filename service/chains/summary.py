"""What the article says: the schema of the answer, and its grounding."""

from pydantic import BaseModel, ConfigDict, Field

from service.article import Article
from service.builtin import summary as builtin
from service.chains.chain import Chain, Grounded
from service.chains.copied import without_marks
from service.findings import Finding, SummarySentence, Unlocated
from service.grounding import Locator

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


def ground(answer: SummaryAnswer, article: Article) -> Grounded:
    """Look up what each sentence says it rests on; without a passage that stands in the article it is unsupported."""
    found: list[Finding] = []
    unlocated: list[Unlocated] = []
    for item in answer.sentences:
        locator = Locator.of(article)  # anew, for two sentences may rest on the same passage
        located = [(claimed, locator.locate(claimed)) for claimed in map(without_marks, item.support)]
        unlocated += [where.unlocated(NAME, claimed) for claimed, where in located if not where.spans]
        support = tuple(span for _, where in located for span in where.spans)
        found.append(
            SummarySentence(
                text=item.text,
                support=support,
                verdict="supported" if support else "unsupported",
                problems=() if support else (_unsupported(item),),
            )
        )
    return Grounded(tuple(found), tuple(unlocated))


def _unsupported(item: SummarySentenceAnswer) -> str:
    if item.support:
        return "the passages given for it are not in the article"
    return "no passage of the article was given for it"


CHAIN = Chain(NAME, SummaryAnswer, ground, builtin.find)

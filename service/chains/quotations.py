"""Who says what: the schema of the answer, and its grounding."""

from pydantic import BaseModel, ConfigDict, Field

from service.article import Article, Span
from service.builtin import quotations as builtin
from service.chains.chain import Chain, Grounded
from service.findings import Directness, Finding, Quotation, Unlocated
from service.grounding import Locator, worst


class QuotationAnswer(BaseModel):
    """What one source says in one go."""

    model_config = ConfigDict(extra="forbid")

    content: list[str] = Field(min_length=1)
    """The words said, copied from the article without the enclosing quotation marks; one item for each unbroken piece."""
    directness: Directness
    """direct: all inside quotation marks; indirect: none; mixed: some."""
    cue: str | None
    """The words that show somebody says it (said, according to), copied; null when there are none."""
    source: str | None
    """The words in the article for whoever says it (he, the minister), copied; null when there are none."""
    speaker: str | None
    """The full name of whoever says it, as the article gives it anywhere; a description for the unnamed; null when unsure."""


class QuotationsAnswer(BaseModel):
    """Every quotation of the article, in reading order."""

    model_config = ConfigDict(extra="forbid")

    quotations: list[QuotationAnswer]


def ground(answer: QuotationsAnswer, article: Article) -> Grounded:
    """Look up each quotation's content, and its cue and source near it; one whose content isn't there is unlocated."""
    locator = Locator.of(article)
    found: list[Finding] = []
    unlocated: list[Unlocated] = []
    for item in answer.quotations:
        pieces = [(claimed, locator.locate(claimed)) for claimed in item.content]
        lost = [located.unlocated("quotations", claimed) for claimed, located in pieces if not located.spans]
        unlocated += lost
        if lost:
            continue
        content = tuple(span for _, located in pieces for span in located.spans)
        verdict = worst(located for _, located in pieces)
        beside: dict[str, Span | None] = {}
        for role, claimed in (("cue", item.cue), ("source", item.source)):
            located = locator.locate(claimed, near=content) if claimed else None
            beside[role] = located.spans[0] if located and located.spans else None
            if claimed and located and not located.spans:
                unlocated.append(located.unlocated("quotations", claimed))
        found.append(
            Quotation(
                id=f"q{len(found) + 1}",
                directness=item.directness,
                content=content,
                cue=beside["cue"],
                source=beside["source"],
                speaker=item.speaker,
                verdict=verdict,
                claimed=None if verdict == "verbatim" else " … ".join(item.content),
                found_by="model",
            )
        )
    return Grounded(tuple(found), tuple(unlocated))


CHAIN = Chain("quotations", QuotationsAnswer, ground, builtin.find)

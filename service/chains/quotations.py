"""Who says what: the schema of the answer, and its grounding."""

from collections.abc import Callable, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, Field

from service.article import Article, Span
from service.builtin import quotations as builtin
from service.builtin import tongues
from service.chains.chain import Chain, Grounded
from service.chains.copied import Words, without_marks, words_occur, words_of
from service.findings import Directness, Located, Quotation, Unlocated
from service.grounding import Locator, worst

NAME = "quotations"


class QuotationAnswer(BaseModel):
    """What one source says in one go."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    content: list[str] = Field(min_length=1)
    """The words said, copied without the quotation marks around them; one item for each unbroken piece."""
    directness: Directness
    """direct: all of it in quotation marks; indirect: none of it; mixed: some of it."""
    cue: Words
    """The words that show somebody says it (said, according to), copied; empty when there are none."""
    source: Words
    """The words beside it for whoever says it (he, the minister), copied; empty when there are none."""
    speaker: Words
    """Who that is: the fullest name in the article, without title; a description of the unnamed; or empty."""


class QuotationsAnswer(BaseModel):
    """Every quotation of the article, in reading order."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    quotations: list[QuotationAnswer]
    """The quotations; none when nobody is quoted."""


def grounding(article: Article) -> Callable[[QuotationsAnswer], Grounded]:
    """Look up each quotation's content, and its cue and source near it.

    A piece of content, a cue, a source or a speaker's name that the article doesn't hold is unlocated; a quotation
    none of whose content is there is no finding.
    """
    return partial(_grounded, article, words_of(article))


def _grounded(article: Article, known: frozenset[str], answer: QuotationsAnswer) -> Grounded:
    locator = Locator.of(article)
    found: list[Quotation] = []
    unlocated: list[Unlocated] = []
    for item in answer.quotations:
        pieces = _locate_content(locator, item.content)
        unlocated += [where.unlocated(NAME, claimed) for claimed, where in pieces if not where.spans]
        standing = [where for _, where in pieces if where.spans]
        if not standing:
            continue
        content = tuple(span for where in standing for span in where.spans)
        beside: dict[str, Span | None] = {"cue": None, "source": None}
        for role, claimed in (("cue", item.cue), ("source", item.source)):
            where = locator.locate(claimed, near=content) if claimed else Located(verdict="not_found")
            beside[role] = next(iter(where.spans), None)
            if claimed and not where.spans:
                unlocated.append(where.unlocated(NAME, claimed))
        speaker = item.speaker if words_occur(item.speaker, known) else ""
        if item.speaker != speaker:
            unlocated.append(Unlocated(chain=NAME, claimed=item.speaker, verdict="not_found"))
        as_claimed = all(where.verdict == "verbatim" for _, where in pieces)
        found.append(
            Quotation(
                id=f"q{len(found) + 1}",
                directness=item.directness,
                content=content,
                cue=beside["cue"],
                source=beside["source"],
                speaker=speaker or None,
                verdict=worst(standing),
                claimed=None if as_claimed else " … ".join(item.content),
                found_by="model",
            )
        )
    return Grounded(tuple(found), tuple(unlocated))


def _locate_content(locator: Locator, content: Sequence[str]) -> list[tuple[str, Located]]:
    """Where the pieces of one quotation stand, each near those before it."""
    pieces: list[tuple[str, Located]] = []
    for claimed in filter(None, map(without_marks, content)):
        before = [span for _, where in pieces for span in where.spans]
        pieces.append((claimed, locator.locate(claimed, near=before)))
    return pieces


def merge(pieces: Sequence[Grounded]) -> Grounded:
    """The quotations of an article's pieces, each once: of those that share words, the first."""
    found: list[Quotation] = []
    reach = 0
    each = (item for piece in pieces for item in piece.findings if isinstance(item, Quotation))
    for item in sorted(each, key=lambda item: item.content[0].start):
        earlier = found[-1].content if found else ()
        if item.content[0].start < reach and any(span.overlaps(other) for span in item.content for other in earlier):
            continue
        found.append(item.model_copy(update={"id": f"q{len(found) + 1}"}))
        reach = max(reach, *(span.end for span in item.content))
    return Grounded(tuple(found), tuple(item for piece in pieces for item in piece.unlocated))


CHAIN = Chain(NAME, QuotationsAnswer, grounding, builtin.find, tongues.quotations, merge=merge)

"""What a chain is: one question put to an article, and how its answers become findings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from service.article import Article, Span
from service.builtin.reading import Reading
from service.findings import Finding, Unlocated

AnswerT = TypeVar("AnswerT", bound=BaseModel)


@dataclass(frozen=True)
class Grounded:
    """An answer after grounding: what the article holds, and what it doesn't."""

    findings: tuple[Finding, ...]
    unlocated: tuple[Unlocated, ...] = ()


@dataclass(frozen=True)
class Chain(Generic[AnswerT]):
    """One question: ``name`` is that of its prompt file and of its field in an analysis.

    ``answer`` is the schema a model's answer must have, ``grounding`` makes of an article what looks an answer's words
    up in it (while the answer is awaited, so what doesn't depend on it is done by then), and ``builtin``
    answers the question without a model; None when only a model can. ``abroad`` does so, as far as it can be done, for
    an article that isn't English. ``about`` is what the prompt names beside the article.

    A long article is asked about in pieces: ``merge`` makes one of what was found in each; without it, the answers are
    joined and looked up as one. With ``passages``, those found in the pieces are asked about once more, as one text.
    """

    name: str
    answer: type[AnswerT]
    grounding: Callable[[Article], Callable[[AnswerT], Grounded]]
    builtin: Callable[[Reading], tuple[Finding, ...]] | None = None
    abroad: Callable[[Article], tuple[Finding, ...]] | None = None
    about: Mapping[str, object] = field(default_factory=dict[str, object])
    merge: Callable[[Sequence[Grounded]], Grounded] | None = None
    passages: Callable[[Grounded], tuple[Span, ...]] | None = None

    def ground(self, answer: AnswerT, article: Article) -> Grounded:
        """What ``article`` holds of an answer."""
        return self.grounding(article)(answer)

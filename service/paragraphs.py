"""The paragraphs of a pasted text: its lines, with those that were wrapped at a fixed width put together again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

_ENDS = r"\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""The characters that end a line."""
_LINE = re.compile(rf"[^{_ENDS}]+")
_BREAK = re.compile(rf"\r\n|[{_ENDS}]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")
_CLOSING = "\"'”’“‘»«›)]*_"
_OPENING = tuple("\"'“‘«„‹")
_ABBREVIATION = re.compile(r"(?:\w{1,2}\.){2,}|\w+, (?:\w\.)+")
_BULLET = re.compile(r"(?:[•▪◦‣·*–—-]|\d{1,3}[.)])\s")
_SENTENCES = re.compile(r"[a-z\d][.!?]\s+[^\W\d_a-z]\w*\s+\w+\s+\w")
_TURN = re.compile(r"(Q|A|[^\W\d_a-z][\w.'’ -]{1,30}):\s")

_JOINED_FROM = 30
"""Characters: a shorter line isn't taken for one that was wrapped."""
_WRAPPED_FROM = 45
"""The same where the next line doesn't go on in lower case."""
_MAY_BE_WRAPPED = re.compile(rf"(?s)[{_ENDS}](?<=[^\r\n]{{{_JOINED_FROM}}}.)(?:(?<=\r)\n)?[^\r\n]")
"""Two lines with none between them, the first long enough; looked for from the break back, as breaks are few."""
_FEW = 2
_LONGER = 4
"""Letters of a word that title case capitalises."""
_NEARLY_ALL = 0.85


@dataclass(frozen=True)
class Paragraph:
    """The characters ``[start, end)`` of a text, from a paragraph's first to its last that isn't white space.

    ``text`` is what they read like: invisible characters left out, every white space one blank. ``tight`` says that no
    blank line stands between it and the paragraph before.
    """

    start: int
    end: int
    text: str
    tight: bool

    @cached_property
    def words(self) -> list[str]:
        """Its words, punctuation and all."""
        return self.text.split()

    @cached_property
    def mark(self) -> str:
        """The punctuation mark that closes it, inside any quotation marks or brackets; empty when there is none."""
        bare = self.text.rstrip(_CLOSING)
        if bare[-1:].isalnum() or _ABBREVIATION.fullmatch(bare[-40:]):
            return ""
        return bare[-1:]

    @property
    def closes(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.mark in {".", "!", "?", "…"}

    @property
    def is_quoted(self) -> bool:
        """Whether it is a quotation and nothing else."""
        return self.opens_quoted and self.text.endswith(tuple(_CLOSING))

    @property
    def opens_quoted(self) -> bool:
        """Whether its first character is a quotation mark."""
        return self.text[:1] in _OPENING

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return bool(_BULLET.match(self.text))

    @property
    def turn(self) -> str | None:
        """The name before a colon that opens it, as in a transcript."""
        found = _TURN.match(self.text)
        return found[1] if found else None

    @property
    def reads_on(self) -> bool:
        """Whether it holds more than one sentence, or quotes somebody."""
        return bool(_SENTENCES.search(self.text)) or self.quotes

    @property
    def quotes(self) -> bool:
        """Whether double quotation marks stand in it."""
        return any(mark in self.text for mark in '“"')

    @property
    def is_title_case(self) -> bool:
        """Whether nearly all its longer words are capitalised."""
        longer = [word for word in self.words if len(word) >= _LONGER]
        return len(longer) > _FEW and sum(not word[0].islower() for word in longer) >= _NEARLY_ALL * len(longer)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of ``text``, in order."""
    lines: list[Paragraph] = []
    for found in _LINE.finditer(text):
        if not found[0].strip():
            continue
        start, end = found.end() - len(found[0].lstrip()), found.start() + len(found[0].rstrip())
        line = Paragraph(start, end, _plain(found[0]), tight=_is_next_line(text, lines, start))
        above = lines[-1] if lines else None
        if above and not (above.text and line.text):
            lines[-1] = Paragraph(above.start, end, above.text or line.text, tight=above.tight)
        else:
            lines.append(line)
    return list(_rejoined(text, lines, wrapped=_is_wrapped(lines)))


def unwrapped(text: str) -> str:
    """``text``, as long as it was, with blanks for the line ends within a paragraph that was wrapped at a width."""
    return _unwrapped(text) if _MAY_BE_WRAPPED.search(text) else text


@lru_cache(maxsize=8)
def _unwrapped(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for paragraph in paragraphs(text):
        held = text[paragraph.start : paragraph.end]
        if _BREAK.search(held):
            pieces += [text[done : paragraph.start], _BREAK.sub(lambda found: " " * len(found[0]), held)]
            done = paragraph.end
    return "".join([*pieces, text[done:]])


def _is_next_line(text: str, lines: list[Paragraph], start: int) -> bool:
    return bool(lines) and len(_BREAK.findall(text, lines[-1].end, start)) == 1


def _plain(line: str) -> str:
    return " ".join(_INVISIBLE.sub("", line).split())


def _is_wrapped(lines: list[Paragraph]) -> bool:
    """Whether the whole text was wrapped at a fixed width: many lines go on in the middle of a sentence."""
    tight = [line for above, line in pairwise(lines) if line.tight and len(above.text) >= _WRAPPED_FROM]
    return len(tight) > _FEW and sum(line.text[:1].islower() for line in tight) >= 0.3 * len(tight)


def _rejoined(text: str, lines: list[Paragraph], *, wrapped: bool) -> Iterator[Paragraph]:
    group: list[Paragraph] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, wrapped=wrapped):
            yield _joined(text, group)
            group = []
        group.append(line)
    if group:
        yield _joined(text, group)


def _goes_on(above: Paragraph, line: Paragraph, *, wrapped: bool) -> bool:
    if not line.tight or len(above.text) < _JOINED_FROM or line.is_bullet:
        return False
    return wrapped or (line.text[:1].islower() and not above.closes)


def _joined(text: str, group: list[Paragraph]) -> Paragraph:
    if len(group) == 1:
        return group[0]
    start, end = group[0].start, group[-1].end
    return Paragraph(start, end, _plain(text[start:end]), group[0].tight)

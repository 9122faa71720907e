"""Offsets in other units than code points: the UTF-16 code units of browsers and editors, and the bytes of UTF-8."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

_LAST_OF_UTF8 = "\x7f", "\u07ff", "\uffff"
"""The last characters that UTF-8 writes in one, two and three bytes."""


class Offsets:
    """The ways to count in one text, counted once, in time and memory linear in it."""

    def __init__(self, text: str) -> None:
        """Count the characters of ``text`` that take more than one unit."""
        self._length = len(text)
        self._utf16 = _ends(1 + (character > "\uffff") for character in text) if not _is_plain(text) else None
        self._utf8 = _ends(_bytes(character) for character in text) if not text.isascii() else None

    def utf16(self, offset: int) -> int:
        """How many UTF-16 code units stand before the code point at ``offset``; ValueError outside the text."""
        return self._counted(self._utf16, offset)

    def utf8(self, offset: int) -> int:
        """How many bytes of UTF-8 stand before the code point at ``offset``; ValueError outside the text."""
        return self._counted(self._utf8, offset)

    def _counted(self, ends: Sequence[int] | None, offset: int) -> int:
        if not 0 <= offset <= self._length:
            raise ValueError(f"{offset} is no offset of a text of {self._length} characters")
        return offset if ends is None else ends[offset]


def _ends(lengths: Iterable[int]) -> Sequence[int]:
    return list(accumulate(lengths, initial=0))


def _is_plain(text: str) -> bool:
    """Whether each character is one UTF-16 code unit."""
    return text.isascii() or max(text) <= "\uffff"


def _bytes(character: str) -> int:
    return 1 + sum(character > last for last in _LAST_OF_UTF8)

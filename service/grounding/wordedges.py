"""Where words stand in a text: every occurrence, and whether it is whole.

What can't be seen (soft hyphens, zero-width and direction controls) doesn't part a word.
"""

from collections.abc import Iterator

import regex

_UNSEEN = regex.compile(r"[\p{Cf}\uFE00-\uFE0F]")
_LETTER = r"[\p{L}\p{N}\p{M}]"
_WORD_BEFORE = regex.compile(rf"(?:{_LETTER}[-‐‑]?|[\p{{Lu}}o]['’])\Z")
_WORD_AFTER = regex.compile(rf"{_LETTER}|['’](?![sS](?!{_LETTER})){_LETTER}|[-‐‑](?:free|less|proof)(?!{_LETTER})")
_NUMBER_BEFORE = regex.compile(r"(?:\p{N}[.,:/–−]|(?<![-‐‑–—−])[-‐‑−]|\p{Sc})\Z")
_NUMBER_AFTER = regex.compile(r"[.,:/–‐‑−-]\p{N}|[%‰°]")
_JOINT = regex.compile(r"[.,:/'’\p{Cf}\uFE00-\uFE0F]")
"""What stands between the halves of a number or a word, and can't be an edge itself."""

_SIGHT = 7
"""Characters looked at on either side: the longest suffix that negates, its hyphen, and what follows it."""


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where ``words`` start in ``text``, in order, overlapping ones too; in time linear in both."""
    period = (words + words).find(words, 1)
    start = text.find(words)
    while start >= 0:
        yield start
        # what goes on in its own period needs no second look at all of it
        goes_on = text.startswith(words[-period:], start + len(words))
        start = start + period if goes_on else text.find(words, start + 1)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` cuts no word or number in two: "regime" of "regimen", "400" of "1,400" or "$400"."""
    while start < end and _JOINT.match(text[start]):
        start += 1
    while end > start and _JOINT.match(text[end - 1]):
        end -= 1
    return _opens(text, start) and _closes(text, end)


def _opens(text: str, start: int) -> bool:
    before = _seen(text, range(start - 1, -1, -1))[::-1]
    if not _is_letter(text[start]):
        return text[start] not in "-‐‑" or not _is_letter(before[-1:])
    return not (_WORD_BEFORE.search(before) or (text[start].isnumeric() and _NUMBER_BEFORE.search(before)))


def _closes(text: str, end: int) -> bool:
    after = _seen(text, range(end, len(text)))
    if not _is_letter(text[end - 1]):
        return not regex.match(r"\p{M}", after)
    return not (_WORD_AFTER.match(after) or (text[end - 1].isnumeric() and _NUMBER_AFTER.match(after)))


def _is_letter(character: str) -> bool:
    return regex.match(_LETTER, character) is not None


def _seen(text: str, places: range) -> str:
    """The first characters at ``places`` that can be seen."""
    seen = ""
    for place in places:
        if not _UNSEEN.match(text[place]):
            seen += text[place]
            if len(seen) == _SIGHT:
                break
    return seen

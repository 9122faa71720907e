"""Where words stand in a text: every occurrence, and whether it is whole.

What can't be seen (soft hyphens, zero-width and direction controls) doesn't part a word. A compound with a hyphen, an
address, initials, and a figure with its sign, currency or per cent are one word each, as is an emoji made of several.
"""

from collections.abc import Iterator

import regex

from service.grounding.folding import UNSEEN

_HIDDEN = regex.compile(rf"[{UNSEEN}]")
_LETTER = r"[\p{L}\p{N}\p{M}]"
_DOT = r"(?:\p{Ll}\.(?=\p{Ll})|(?<!\p{L})\p{Lu}\.(?=\p{Lu}))"
"""A full stop inside an address or initials, with the letter before it."""
_FRACTION = r"[¼-¾⅐-⅞]"
_WORD_BEFORE = regex.compile(rf"(?:{_LETTER}[-‐‑_&@]?|[\p{{Lu}}o]['’]|{_DOT})\Z")
_WORD_AFTER = regex.compile(rf"{_LETTER}|[-‐‑_&@]{_LETTER}|['’](?![sS](?!{_LETTER})){_LETTER}|\sn?['’]t(?!{_LETTER})")
_DOTTED = regex.compile(_DOT)
_DOTTED_BEFORE = regex.compile(rf"{_DOT}.\Z")
_NUMBER_BEFORE = regex.compile(
    r"(?:\p{N}[.,:/–−]|(?<![\p{L}\p{N}])−|(?<![-‐‑–—−])[-‐‑]|(?<![^\s(\[“‘«„‹])–|\p{Sc}\s?)\0"
    rf"|(?<!\p{{N}})\p{{Nd}}{{1,3}}[\s'’]\0\p{{Nd}}{{3}}(?!\p{{Nd}})|\p{{Nd}}\s\0{_FRACTION}"
)
"""What makes a number larger than it looks from its first digit on, which NUL stands before."""
_NUMBER_AFTER = regex.compile(
    rf"[.,:/–‐‑−-]\p{{N}}|\s?[%‰°]|\s?\p{{Sc}}(?!\s?\p{{N}})|\s{_FRACTION}|[′″]"
    r"|(?<=(?<!\p{Nd})\p{Nd}{1,3})[\s'’]\p{Nd}{3}(?!\p{Nd})"
)
_JOINT = regex.compile(rf"[.,:/'’{UNSEEN}]")
"""What stands between the halves of a number or a word, and can't be an edge itself."""
_HYPHENS = frozenset("-‐‑_&@")
_UNITS = frozenset("%‰°")
_EMOJI_GOES_ON = regex.compile(
    r"\u200D\p{Extended_Pictographic}|[\uFE00-\uFE0F\u20E3]\u200D?\p{Extended_Pictographic}?|[\U0001F3FB-\U0001F3FF]"
)
_EMOJI_OPENED = regex.compile(r"\p{Extended_Pictographic}[\uFE00-\uFE0F]?[\U0001F3FB-\U0001F3FF]?\u200D\Z")
_FLAGS = regex.compile(r"[\U0001F1E6-\U0001F1FF]++\Z")
_FLAG = regex.compile(r"[\U0001F1E6-\U0001F1FF]")

_SIGHT = 7
"""Characters looked at on either side: a group of a number, what parts it from the next, and what is before that."""
_FLAG_SIGHT = 64


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
    if _cuts_emoji(text, start) or _cuts_emoji(text, end):
        return False
    while start < end and _JOINT.match(text[start]):
        start += 1
    while end > start and _JOINT.match(text[end - 1]):
        end -= 1
    return start < end and _opens(text, start) and _closes(text, end)


def seen_after(text: str, end: int) -> str:
    """The first characters from ``end`` that can be seen."""
    return _seen(text, range(end, len(text)))


def _opens(text: str, start: int) -> bool:
    first = text[start]
    before = _seen(text, range(start - 1, -1, -1))[::-1]
    if first in _HYPHENS:
        return not _is_letter(before[-1:])
    if first in _UNITS:
        return not before[-1:].isnumeric()
    if not _is_letter(first):
        return True
    if _WORD_BEFORE.search(before) or _DOTTED_BEFORE.search(before + first):
        return False
    if not first.isnumeric():
        return True
    return not _NUMBER_BEFORE.search(before + "\0" + seen_after(text, start))


def _closes(text: str, end: int) -> bool:
    last = text[end - 1]
    before, after = _seen(text, range(end - 1, -1, -1))[::-1], seen_after(text, end)
    if last in _HYPHENS:
        return not (_is_letter(before[-2:-1]) and _is_letter(after[:1]))
    if regex.match(r"\p{Sc}", last):
        return not after[:1].isnumeric()
    if not _is_letter(last):
        return not regex.match(r"\p{M}", after)
    if _WORD_AFTER.match(after) or _DOTTED.match(before + after, len(before) - 1):
        return False
    return not (last.isnumeric() and _NUMBER_AFTER.match(before + after, len(before)))


def _cuts_emoji(text: str, place: int) -> bool:
    """Whether ``place`` stands within an emoji of several characters: a family, a flag, a hand with its colour."""
    if not 0 < place < len(text) or text[place - 1].isspace() or text[place].isascii():
        return False
    if _FLAG.match(text, place):
        before = _FLAGS.search(text[max(0, place - _FLAG_SIGHT) : place])
        return before is not None and len(before[0]) % 2 == 1
    if not text[place - 1].isalnum() and _EMOJI_GOES_ON.match(text, place):
        return True
    return _EMOJI_OPENED.search(text[max(0, place - 4) : place]) is not None


def _is_letter(character: str) -> bool:
    return regex.match(_LETTER, character) is not None


def _seen(text: str, places: range) -> str:
    """The first characters at ``places`` that can be seen."""
    seen = ""
    for place in places:
        if not _HIDDEN.match(text[place]):
            seen += text[place]
            if len(seen) == _SIGHT:
                break
    return seen

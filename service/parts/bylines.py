"""What stands at an article's margins: who wrote it, when, and under which heading."""

import re

from service.paragraphs import Paragraph
from service.parts.pagewords import WORDS, is_address

_LONGEST = 24
"""Words of a byline, a date line or a breadcrumb."""
_LONGEST_NAME = 5
_LONGEST_SENTENCE = 8
"""A byline with a full stop is no longer than this."""

_DATE_WORDS = frozenset(f"{WORDS['months']} {WORDS['days']} {WORDS['date_words']}".split())
_LINKS = frozenset(WORDS["name_links"].split())
_POSTS = frozenset(WORDS["posts"].split())
_IN_BYLINES = _LINKS | _POSTS | _DATE_WORDS | frozenset(WORDS["post_words"].split())
_DATE_LABEL = re.compile(
    r"(?i)((first|last|originally)\s)?(published|updated|posted|modified|issued|date|last\s(updated|modified))\b"
)
_FULL_DATE = re.compile(r"(?i)\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(t[\d:.z+-]+)?")
_DATE_TOKEN = re.compile(
    rf"(?i)\d{{1,4}}(st|nd|rd|th)?|(\d{{4}})?\d{{1,2}}([:.]\d\d){{1,2}}(am|pm|[ap]\.m\.)?|\d{{1,2}}(am|pm|h|m)|[+-]\d\d:?\d\d"
    rf"|{_FULL_DATE.pattern[4:]}"
)
_BY = re.compile(
    r"(?i)\A\W*+((written|words|reported|reporting|report|story|text|analysis|opinion|comment|posted|published)\s)?"
    r"by:?\s++(?=\S)"
)
_COUNT = re.compile(r"(?i)\+?\d[\d.,]*[km]?")
_AND = re.compile(r",\s(?:and\s)?|\s(?:and|&)\s")
_PIECES = re.compile(r"\s[|/>•·–—-]\s|\s?[»›|·•>]\s?|,\s")
_CRUMBS = re.compile(r"\s[/>|•·\\]\s|\s?[>»›|·•]\s?")
_LONGEST_CRUMB = 4


def is_margin(paragraph: Paragraph) -> bool:
    """Whether it is furniture near the top and the foot of an article: a byline, a date, a breadcrumb, a count."""
    if len(paragraph.words) == 1:
        return bool(_COUNT.fullmatch(paragraph.text))
    if paragraph.is_quoted or len(paragraph.words) > _LONGEST:
        return False
    return _is_byline(paragraph) or _is_date_line(paragraph) or _is_breadcrumb(paragraph)


def byline_names(paragraph: Paragraph) -> str:
    """Whom a byline names, and what else it says; empty when the paragraph is none."""
    return _BY.sub("", paragraph.text, count=1) if _is_byline(paragraph) else ""


def are_names(paragraph: Paragraph) -> bool:
    """Whether it is two names or more and nothing else, as a byline may be: "Jane Doe & John Roe"."""
    pieces = [piece.split() for piece in _AND.split(paragraph.text)]
    return len(pieces) > 1 and all(map(_is_name, pieces))


def _is_byline(paragraph: Paragraph) -> bool:
    if paragraph.closes and (paragraph.mark != "." or len(paragraph.words) > _LONGEST_SENTENCE):
        return False
    by = _BY.match(paragraph.text)
    if by:
        rest = paragraph.text[by.end() :]
        known = all(map(_is_in_bylines, rest.split())) or _is_name_with_post(rest)
        return rest[0].isalpha() and not rest[0].islower() and known
    pairs = [piece.split() for piece in _AND.split(paragraph.text)]
    if len(pairs) > 1 and all(map(_is_name_in_place, pairs)):
        return True
    name, *others = [piece.split() for piece in _PIECES.split(paragraph.text) if piece.strip()] or [[]]
    if not _is_name(name) or not all(_is_in_bylines(word) for piece in others for word in piece):
        return False
    return any(_is_post(piece) or _is_date(piece) or _is_account(piece) for piece in others)


def _is_in_bylines(word: str) -> bool:
    return not word[0].islower() or word.strip(".,;:()|/•·–—-").casefold() in _IN_BYLINES or is_address(word)


def _is_name(words: list[str]) -> bool:
    return 1 < len(words) <= _LONGEST_NAME and all(word[0].isupper() or word in _LINKS for word in words)


def _is_name_with_post(text: str) -> bool:
    """Whether it is as "Jane Doe, arts and books correspondent": a name, and what its bearer is."""
    name, *others = [piece.split() for piece in _PIECES.split(text)]
    return _is_name(name) and all(len(words) <= _LONGEST_NAME and _is_post(words) for words in others)


def _is_name_in_place(words: list[str]) -> bool:
    """Whether the words are as "Jane Doe in New York", the name and the place in capitals."""
    if "in" not in words:
        return False
    cut = words.index("in")
    place = words[cut + 1 :]
    return _is_name(words[:cut]) and 0 < len(place) <= _LONGEST_NAME and all(word[0].isupper() for word in place)


def _is_post(words: list[str]) -> bool:
    return any(word.casefold().strip(".,") in _POSTS for word in words)


def _is_account(words: list[str]) -> bool:
    return len(words) == 1 and "@" in words[0]


def _is_date(words: list[str]) -> bool:
    """Whether the words are a date, a time or both, and nothing else."""
    bare: list[str] = []
    for word in words:
        if plain := word.strip("|,;:()•·–—-/").casefold():
            if plain.replace(".", "") not in _DATE_WORDS and not _DATE_TOKEN.fullmatch(plain):
                return False
            bare.append(plain)
    numbers = any(word[0].isdigit() for word in bare) and len(bare) > 1
    return numbers or "ago" in bare or any(map(_FULL_DATE.fullmatch, bare))


def _is_date_line(paragraph: Paragraph) -> bool:
    words = paragraph.words
    if not any(map(str.isdigit, paragraph.text)):
        return False
    if _is_date(words) or (_DATE_LABEL.match(paragraph.text) and not paragraph.closes):
        return True
    pieces = [piece.split() for piece in _CRUMBS.split(paragraph.text) if piece.strip()]
    if any(map(_is_date, pieces)):
        return all(_is_date(piece) or len(piece) <= _LONGEST_NAME for piece in pieces)
    return any(_is_name(words[:cut]) and _is_date(words[cut:]) for cut in range(2, min(_LONGEST_NAME, len(words) - 2)))


def _is_breadcrumb(paragraph: Paragraph) -> bool:
    if paragraph.closes:
        return False
    pieces = [piece for piece in _CRUMBS.split(paragraph.text) if piece.strip()]
    crumbs = pieces[:-1] if len(pieces) > 2 else pieces  # noqa: PLR2004 - the last of three may be the headline itself
    return len(pieces) > 1 and all(len(crumb.split()) <= _LONGEST_CRUMB for crumb in crumbs)

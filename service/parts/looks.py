"""What each paragraph of a pasted page looks like by itself, before its place is weighed."""

from collections import Counter
from typing import Literal

from service.paragraphs import Paragraph
from service.parts.bylines import is_margin
from service.parts.captions import is_caption, is_credit
from service.parts.pagewords import is_link, is_page_matter

Look = Literal["prose", "faint", "short", "caption", "margin", "link", "page"]
"""What a paragraph looks like by itself: prose, a short sentence, a line that is no sentence, a caption, furniture at
the margins only (a byline, a date), furniture unless it is the headline, furniture anywhere."""

_SENTENCE_WORDS = 8
"""A sentence of so many words is prose for certain."""
_BUTTON_WORDS = 2
_LEAD_WORDS = 3
"""So many before a colon lead to something."""
_PROSE_WORDS = 16
"""So many words are prose even when nothing closes them."""


def looks_of(found: list[Paragraph]) -> list[Look]:
    """The look of each paragraph.

    In a text without a long sentence, every line from the first short sentence on is prose; a text with no sentence at
    all is lines, and captions.
    """
    turns = Counter(paragraph.turn for paragraph in found if paragraph.turn)
    looks: list[Look] = [_look(paragraph, in_transcript=turns[paragraph.turn or ""] > 1) for paragraph in found]
    for index in range(1, len(found)):
        if looks[index - 1] in {"short", "prose", "faint"} and _is_credited(found, index - 1):
            looks[index - 1] = "caption"
    if "prose" in looks:
        return looks
    if "faint" in looks:
        start = looks.index("faint")
        return looks[:start] + ["prose" if look in {"faint", "short"} else look for look in looks[start:]]
    return ["caption" if look == "caption" else "short" for look in looks]


def _look(paragraph: Paragraph, *, in_transcript: bool) -> Look:
    count = len(paragraph.words)
    if is_caption(paragraph):
        return "caption"
    if is_page_matter(paragraph):
        return "page"
    if is_margin(paragraph):
        return "margin"
    if is_link(paragraph):
        return "link"
    leads = paragraph.mark == ":" and count >= _LEAD_WORDS
    if in_transcript or leads or count >= _PROSE_WORDS or (count >= _SENTENCE_WORDS and paragraph.closes):
        return "prose"
    return "faint" if paragraph.closes or (paragraph.mark in {",", ";"} and count > _BUTTON_WORDS) else "short"


def _is_credited(found: list[Paragraph], index: int) -> bool:
    """Whether a paragraph and the next stand together by themselves, and the next is a photograph's credit."""
    paragraph, credit, *beyond = found[index : index + 3]
    alone = not paragraph.tight and credit.tight and not any(line.tight for line in beyond)
    return alone and is_credit(credit) and (paragraph.closes or len(credit.words) > 1)

"""Which paragraphs of a pasted page are title, body, caption and furniture.

A page has three stretches: what stands before the first paragraph of prose (the title is there), the prose with what
stands between, and what follows the last paragraph of prose. Inside the prose nothing is furniture unless it says so
itself; before the title and after the prose, whatever isn't prose is. Nothing is ever found in furniture, so a doubt
inside the prose makes body.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from service.bylines import byline_names, is_margin
from service.captions import is_caption, is_credit
from service.pagewords import is_afterword, is_link, is_page_matter, opens_comments, opens_list
from service.paragraphs import Paragraph, paragraphs

Role = Literal["title", "body", "caption", "furniture"]
Look = Literal["prose", "faint", "short", "caption", "margin", "link", "page"]
"""What a paragraph looks like by itself: prose, a short sentence, a line that is no sentence, a caption, furniture at
the margins only (a byline, a date), furniture unless it is the headline, furniture anywhere."""

_HEADLINE_WORDS = 5
"""A line of so many words before the prose is no button."""
_LONGEST_HEADLINE = 30
_LONGEST_QUESTION = 18
"""Words of a headline that ends as a sentence does."""
_SENTENCE_WORDS = 8
"""A sentence of so many words is prose for certain."""
_BUTTON_WORDS = 2
_LEAD_WORDS = 3
"""So many before a colon lead to something."""
_PROSE_WORDS = 16
"""So many words are prose even when nothing closes them."""
_OPENING = 3
"""Bylines and dates may stand before so many paragraphs of prose are over."""
_TEASER_WORDS = 40


def find_parts(text: str) -> Iterator[tuple[Role, int, int]]:
    """Yield ``(role, start, end)`` for the parts of ``text``, in order, in code points.

    They are disjoint and hold every character that isn't white space; neighbouring paragraphs of one role are one part.
    """
    found = paragraphs(text)
    current: tuple[Role, int, int] | None = None
    for role, paragraph in zip(_Page(found).roles(), found, strict=True):
        if current and current[0] == role:
            current = (role, current[1], paragraph.end)
        else:
            if current:
                yield current
            current = (role, paragraph.start, paragraph.end)
    if current:
        yield current


class _Page:
    """The paragraphs of a text, what each looks like, and where its title and its prose are."""

    def __init__(self, found: list[Paragraph]) -> None:
        self.found = found
        self.looks = _looks(found)
        self.title, self.start = self._opening()
        self._mark_links()
        self.end = self._end_of_prose()

    def roles(self) -> Iterator[Role]:
        """The role of each paragraph."""
        sentences = 0
        for index, look in enumerate(self.looks):
            yield self._role(index, opening=sentences < _OPENING)
            sentences += look == "prose" and index != self.title

    def _role(self, index: int, *, opening: bool) -> Role:
        look = self.looks[index]
        if index == self.title:
            return "title"
        if look == "caption":
            return "caption"
        if look in {"page", "link"} or index > self.end or (self.title is not None and index < self.title):
            return "furniture"
        if look == "margin":
            return "furniture" if opening else "body"
        if look == "short" and opening and self._is_small(index):
            return "furniture" if index < self.start or self._is_beside_margin(index) else "body"
        return "body"

    def _opening(self) -> tuple[int | None, int]:
        """Where the title is, and where the prose begins."""
        lines: list[int] = []
        found = False
        for index, look in enumerate(self.looks):
            if look in {"prose", "faint"} and (found or not self._is_headline_sentence(index)):
                return self._headline(lines), index
            if look in {"prose", "faint", "short", "link"}:
                lines.append(index)
                found = found or len(self.found[index].words) >= _HEADLINE_WORDS
        return None, 0

    def _is_headline_sentence(self, index: int) -> bool:
        """Whether what looks like prose is the headline: a long line, a question, a sentence in title case."""
        paragraph, skipped = self.found[index], {"page", "link", "margin", "caption"}
        following = next((i for i in range(index + 1, len(self.found)) if self.looks[i] not in skipped), None)
        if following is None or (following == index + 1 and self.found[following].tight):
            return False
        if not paragraph.closes:
            return len(paragraph.words) <= _LONGEST_HEADLINE and paragraph.mark != ":"
        if self.looks[following] != "prose" or len(paragraph.words) > _LONGEST_QUESTION or paragraph.opens_quoted:
            return False
        return paragraph.is_title_case or paragraph.mark in {"?", "!", "…"}

    def _headline(self, lines: list[int]) -> int | None:
        """The first line that is too long for a button, or else the longest."""
        texts = [self.found[line].text for line in lines]
        fit = [
            line
            for at, line in enumerate(lines)
            if len(self.found[line].words) <= _LONGEST_HEADLINE
            and not any(_is_page_title(texts[at], later) for later in texts[at + 1 :][:20])
        ]
        long = [
            line for line in fit if len(self.found[line].words) >= _HEADLINE_WORDS and not self.found[line].is_bullet
        ]
        return next(iter(long), None) if long else max(fit, key=lambda line: len(self.found[line].words), default=None)

    def _mark_links(self) -> None:
        """Call the lines under "Related" and the like what they are: links."""
        under = False
        for index in range(self.start, len(self.found)):
            paragraph, look = self.found[index], self.looks[index]
            if look == "page":
                under = under or opens_list(paragraph)
            elif under and (look == "short" or (paragraph.mark == "?" and len(paragraph.words) <= _LONGEST_QUESTION)):
                self.looks[index] = "page"
            elif look != "caption":
                under = False

    def _end_of_prose(self) -> int:
        """The last paragraph that is read; what follows is furniture, captions apart."""
        if "prose" not in self.looks:
            return len(self.found)
        limit = self._end_of_article()
        end = limit - 1
        while end > self.start and not self._ends_prose(end):
            end -= 1
        in_list = self.found[end].mark == ":"
        for index in range(end + 1, limit):
            paragraph, look = self.found[index], self.looks[index]
            if look == "short" and (in_list or paragraph.is_bullet or paragraph.is_quoted):
                end = index
            elif look == "faint" and not is_afterword(paragraph):
                end, in_list = index, False
            elif look not in {"page", "link", "caption"} or opens_list(paragraph):
                break
        return end

    def _ends_prose(self, index: int) -> bool:
        if self.looks[index] != "prose" or is_afterword(self.found[index]) or self._is_about_author(index):
            return False
        leads_to_furniture = self.looks[index + 1 : index + 2] == ["page"]
        return not (self.found[index].mark == ":" and leads_to_furniture)

    def _end_of_article(self) -> int:
        """Where the readers' comments or a closing list of links with teasers begins, or else the text's end."""
        proses = [index for index in range(self.start, len(self.found)) if self.looks[index] == "prose"]
        words = sum(len(self.found[index].words) for index in proses)
        settled = max((index for index in proses if not self._is_teaser(index)), default=0)
        read = passed = 0
        for index in range(self.start, len(self.found)):
            paragraph, look = self.found[index], self.looks[index]
            if look == "prose":
                read, passed = read + len(paragraph.words), passed + 1
            elif look == "page" and opens_list(paragraph):
                if opens_comments(paragraph) and read >= words - read:
                    return index
                if index > settled and passed >= _OPENING and len(proses) - passed > 1:
                    return index
        return len(self.found)

    def _is_teaser(self, index: int) -> bool:
        return len(self.found[index].words) < _TEASER_WORDS and self.looks[index - 1] in {"short", "page", "caption"}

    def _is_about_author(self, index: int) -> bool:
        """Whether a paragraph opens with the name that the byline gives, and "is" or the like."""
        words = self.found[index].words
        bylines = (i for i in range(min(index, self.start + _OPENING)) if self.looks[i] == "margin")
        named = any(" ".join(words[:2]).casefold() in byline_names(self.found[i]).casefold() for i in bylines)
        return named and words[2] in {"is", "covers", "reports", "writes"}

    def _is_small(self, index: int) -> bool:
        paragraph = self.found[index]
        return len(paragraph.words) < _HEADLINE_WORDS and not paragraph.is_bullet and not paragraph.is_quoted

    def _is_beside_margin(self, index: int) -> bool:
        return "margin" in self.looks[max(0, index - 1) : index + 2]


def _looks(found: list[Paragraph]) -> list[Look]:
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


def _is_page_title(text: str, headline: str) -> bool:
    """Whether a line is the headline again with the outlet's name after it, as a browser's tab has it."""
    return text != headline and text.startswith(headline) and text[len(headline) :].lstrip()[:1] in set("|-–—·•")

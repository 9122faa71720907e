"""Which paragraphs of a pasted page are title, body, caption and furniture.

A page has three stretches: what stands before the first paragraph of prose (the title is there), the prose with what
stands between, and what follows the last paragraph of prose. Inside the prose nothing is furniture unless it says so
itself; before the title and after the prose, whatever isn't prose is. Nothing is ever found in furniture, so a doubt
inside the prose makes body.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from service.paragraphs import Paragraph, paragraphs
from service.parts.bylines import are_names, byline_names
from service.parts.datelines import dateline, place_before_colon
from service.parts.looks import looks_of
from service.parts.pagewords import ends_article, is_afterword, opens_list

Role = Literal["title", "body", "caption", "furniture"]

_HEADLINE_WORDS = 5
"""A line of so many words before the prose is no button."""
_LONGEST_HEADLINE = 30
_POINTS, _LONGEST_BEFORE_POINTS = 2, 60
"""Bullets that a tabloid sets under its headline, and the words that such a one may have."""
_LONGEST_QUESTION = 18
"""Words of a headline that ends as a sentence does."""
_OPENING = 3
"""Bylines, dates and datelines may stand before so many paragraphs of prose are over."""
_TEASER_WORDS = 40
_FORETASTE = 10
"""Paragraphs between an article's opening and the same words on top of its page."""


def find_parts(text: str) -> Iterator[tuple[Role, int, int]]:
    """Yield ``(role, start, end)`` for the parts of ``text``, in order, in code points.

    They are disjoint and hold every character that isn't white space; neighbouring paragraphs of one role are one part.
    """
    current: tuple[Role, int, int] | None = None
    for role, start, end in _pieces(text):
        if current and current[0] == role:
            current = (role, current[1], end)
        else:
            if current:
                yield current
            current = (role, start, end)
    if current:
        yield current


def _pieces(text: str) -> Iterator[tuple[Role, int, int]]:
    """Each paragraph with its role; where the article opens, a dateline and what follows it apart."""
    found = paragraphs(text)
    read = 0
    for number, (role, paragraph) in enumerate(zip(_Page(found).roles(), found, strict=True), start=1):
        start, length = paragraph.start, 0
        read += role == "body"
        if role == "body" and read <= _OPENING:
            length = dateline(text[start : paragraph.end])
        if role == "body" and read == 1 and not length and not paragraph.is_title_case:
            length = place_before_colon(text[start : paragraph.end], (other.text for other in found[number:]))
        if length:
            yield "furniture", start, start + len(text[start : start + length].rstrip())
            start += length
        yield role, start, paragraph.end


class _Page:
    """The paragraphs of a text, what each looks like, and where its title and its prose are."""

    def __init__(self, found: list[Paragraph]) -> None:
        self.found = found
        self.looks = looks_of(found)
        self.title, self.start = self._opening()
        self._mark_links()
        self._mark_copies()
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
            return "furniture" if index > self.end and self.found[index].text.startswith("©") else "caption"
        if look in {"page", "link"} or index > self.end or (self.title is not None and index < self.title):
            return "furniture"
        if look == "margin":
            return "furniture" if opening else "body"
        if look == "short" and opening and (self._is_small(index) or are_names(self.found[index])):
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
        """Whether what looks like prose is the headline: a long line, a question, title case, or before a dateline."""
        paragraph, skipped = self.found[index], {"page", "link", "margin", "caption"}
        following = next((i for i in range(index + 1, len(self.found)) if self.looks[i] not in skipped), None)
        if following is None:
            return False
        if following == index + 1 and all(line.is_bullet for line in self.found[following : following + _POINTS]):
            return len(paragraph.words) <= _LONGEST_BEFORE_POINTS and not paragraph.opens_quoted
        if not paragraph.closes:
            return len(paragraph.words) <= _LONGEST_HEADLINE and paragraph.mark not in {":", ",", ";"}
        if self.looks[following] != "prose" or (following == index + 1 and self.found[following].tight):
            return False
        if len(paragraph.words) > _LONGEST_QUESTION or paragraph.opens_quoted:
            return False
        return paragraph.is_title_case or paragraph.mark in {"?", "!", "…"} or dateline(self.found[following].text) > 0

    def _headline(self, lines: list[int]) -> int | None:
        """The first line that is too long for a button, or the last when it's there twice, or else the longest."""
        texts = [self.found[line].text for line in lines]
        fit = [
            line
            for at, line in enumerate(lines)
            if (len(self.found[line].words) <= _LONGEST_HEADLINE or self.looks[line] == "prose")
            and not any(_is_page_title(texts[at], later) for later in texts[at + 1 :][:20])
        ]
        long = [
            line for line in fit if len(self.found[line].words) >= _HEADLINE_WORDS and not self.found[line].is_bullet
        ]
        if long:
            again = texts.count(self.found[long[-1]].text) > 1 and self.found[long[0]].text != self.found[long[-1]].text
            return long[-1] if again else long[0]
        return max(fit, key=lambda line: len(self.found[line].words), default=None)

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

    def _mark_copies(self) -> None:
        """Call what the page prints twice what it is: the headline again, a photograph's caption, a foretaste."""
        headline = None if self.title is None else self.found[self.title].text
        counts = Counter(paragraph.text for paragraph in self.found)
        for index, paragraph in enumerate(self.found):
            if counts[paragraph.text] > 1 and self._is_foretaste(index):
                self.looks[index] = "page"
            if index == self.title or self.looks[index] not in {"short", "prose"} or paragraph.closes:
                continue
            repeated = counts[paragraph.text] > 1 and index > self.start and not self._is_small(index)
            if paragraph.text == headline:
                self.looks[index] = "page"
            elif self._opens_caption(index) or (repeated and not paragraph.turn):
                self.looks[index] = "caption"

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

    def _is_foretaste(self, index: int) -> bool:
        """Whether a paragraph is given before the byline, and again after it, where the article begins."""
        paragraph, beyond = self.found[index], self.looks[index + 1 :]
        if index > self.start or self.looks[index] != "prose" or "margin" not in beyond[:_FORETASTE]:
            return False
        margin = index + 1 + beyond.index("margin")
        return any(paragraph.text == other.text for other in self.found[margin : margin + _FORETASTE])

    def _ends_prose(self, index: int) -> bool:
        if self.looks[index] != "prose" or is_afterword(self.found[index]) or self._is_about_author(index):
            return False
        if self._is_cut_short(index) and any(map(self._is_cut_short, (index - 1, index + 1))):
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
            elif look == "page":
                if ends_article(paragraph) and read >= words - read:
                    return index
                if opens_list(paragraph) and index > settled and passed >= _OPENING and len(proses) - passed > 1:
                    return index
        return len(self.found)

    def _is_cut_short(self, index: int) -> bool:
        """Whether a paragraph breaks off, as the first words of another article do in a list."""
        found = self.found[index : index + 1]
        return bool(found) and found[0].text.endswith(("…", "..."))

    def _is_teaser(self, index: int) -> bool:
        return len(self.found[index].words) < _TEASER_WORDS and self.looks[index - 1] in {"short", "page", "caption"}

    def _is_about_author(self, index: int) -> bool:
        """Whether a paragraph opens with the name that the byline gives, and "is" or the like."""
        words = self.found[index].words
        bylines = (i for i in range(min(index, self.start + _OPENING)) if self.looks[i] == "margin")
        named = any(" ".join(words[:2]).casefold() in byline_names(self.found[i]).casefold() for i in bylines)
        return named and words[2] in {"is", "covers", "reports", "writes"}

    def _opens_caption(self, index: int) -> bool:
        """Whether the next paragraph is a caption that begins with this one, the name of a picture that isn't seen."""
        return "caption" in self.looks[index + 1 : index + 2] and self.found[index + 1].text.startswith(
            self.found[index].text
        )

    def _is_small(self, index: int) -> bool:
        paragraph = self.found[index]
        return len(paragraph.words) < _HEADLINE_WORDS and not paragraph.is_bullet and not paragraph.is_quoted

    def _is_beside_margin(self, index: int) -> bool:
        return "margin" in self.looks[max(0, index - 1) : index + 2]


def _is_page_title(text: str, headline: str) -> bool:
    """Whether a line is the headline again with the outlet's name after it, as a browser's tab has it."""
    return text != headline and text.startswith(headline) and text[len(headline) :].lstrip()[:1] in set("|-–—·•")

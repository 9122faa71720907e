"""What a page prints around any article, recognised by a single paragraph: buttons, links, pleas, addresses.

Every judgement here looks at a paragraph alone; `service.parts` weighs it by where the paragraph stands. The words and
patterns are in ``pagewords.toml``; they are tried on a few dozen words at most, so none can be slow.
"""

import re
import tomllib
from importlib.resources import files
from typing import Any

from service.paragraphs import Paragraph

WORDS: dict[str, Any] = tomllib.loads(files("service.parts").joinpath("pagewords.toml").read_text(encoding="utf-8"))
"""The tables of ``pagewords.toml``: lists of patterns, and texts of words."""

_LONGEST = 60
"""Words: a longer paragraph is prose, whatever it begins with."""
_LONGEST_OPENER = 8
_FEWEST_SECTIONS, _MOSTLY = 3, 0.6
"""The words of a line of navigation that name sections, and their share."""


def one_of(table: str, *, flags: str = "(?:") -> str:
    """A pattern for any line of a table; ``flags`` opens its group."""
    return flags + "|".join(WORDS[table]) + ")"


_BUTTON = re.compile(one_of("buttons"), re.IGNORECASE)
_OPENER = re.compile(one_of("openers"), re.IGNORECASE)
_LABEL = re.compile(one_of("labels"), re.IGNORECASE)
_PLEA = re.compile(one_of("pleas"), re.IGNORECASE)
_APPEAL = re.compile(one_of("appeals"))
"""In lower case, which is tried in half the time that any case takes."""
_SECTIONS = frozenset(WORDS["sections"].split())
_MEDIUM = re.compile(one_of("media") + r"\s?[:|]\s\S", re.IGNORECASE)
_CREDITS = re.compile(
    r"(?i)\W*((additional|with|further|more)\s)*(reporting|writing|editing|compiled|translated|produced|edited|written)\s"
    r"((and|&|by|from|writing|editing|additional|reporting|for)\s)*(by|from)\s"
)
_CONTRIBUTED = re.compile(
    r"(?i)\b(contributed|provided|assisted)\s(\w+\s)?(to|with|for)\s(this|the)\s(report|story|article|piece|dispatch)\b"
    r"|\bthe\s(author|writer|columnist)\s(holds|owns|has)\s|\brepro(duction|duce)\s(is\s)?(permitted|prohibited|forbidden|allowed)\b"
    r"|\b(article|story|piece|post|essay|report|column)\s(was|is|has\sbeen|were)\s(\w+\s)?"
    r"(first|originally|previously|also)?\s?(published|appeared|republished|produced|syndicated|amended|updated)\b"
    r"|^(first|originally)\s(published|appeared)\b|^the\spost\b.{1,200}\bappeared\sfirst\son\b"
)
_WORD = re.compile(r"[\w']+")
_COMMENTS = re.compile(r"(?i)comment|conversation|discussion|reply")
_ADDRESS = re.compile(
    r"(?i)(https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(\.[\w-]+)+|[@#]\w+"
    r"|[\w-]{2,}(\.[\w-]{2,})*\.(com|org|net|co|info|news|tv|edu|gov|uk|us|eu|de|fr|in|ir|au|ca|io|me)(/\S*)?)[,;|]?"
)


def is_page_matter(paragraph: Paragraph) -> bool:
    """Whether it is furniture wherever it stands: a button, a link's label, a plea, an address, a copyright line."""
    if len(paragraph.words) > _LONGEST:
        return False
    text = _bare(paragraph)
    if (
        _BUTTON.fullmatch(text.rstrip(":!"))
        or opens_list(paragraph)
        or _CREDITS.match(paragraph.text)
        or is_address(text)
        or _is_navigation(paragraph)
        or (_APPEAL.search(text.lower()) and not paragraph.quotes)
    ):
        return True
    if _PLEA.match(text):
        return paragraph.mark != ":"
    return bool(_LABEL.match(text)) and paragraph.mark != "." and len(paragraph.words) > 1


def is_link(paragraph: Paragraph) -> bool:
    """Whether it leads to a film, a gallery or the like: furniture, unless it is the headline."""
    return bool(_MEDIUM.match(paragraph.text)) and not paragraph.closes and len(paragraph.words) <= _LONGEST


def is_afterword(paragraph: Paragraph) -> bool:
    """Whether, at the foot of an article, it speaks of the article or its makers and not of the news."""
    return len(paragraph.words) <= _LONGEST and bool(_CONTRIBUTED.search(paragraph.text))


def opens_list(paragraph: Paragraph) -> bool:
    """Whether it heads a list of links or the readers' comments: "Related", "Most read", "12 comments"."""
    return len(paragraph.words) <= _LONGEST_OPENER and bool(_OPENER.fullmatch(_bare(paragraph).rstrip(":")))


def ends_article(paragraph: Paragraph) -> bool:
    """Whether nothing but furniture follows it: it heads the readers' comments, or says who reported and edited."""
    return bool(_CREDITS.match(paragraph.text)) or (opens_list(paragraph) and bool(_COMMENTS.search(paragraph.text)))


def _is_navigation(paragraph: Paragraph) -> bool:
    """Whether most of its words name the sections of a site: "The Courier - News - Sport - What's on"."""
    if paragraph.closes:
        return False
    words = _WORD.findall(paragraph.text.replace("’", "'").casefold())
    sections = sum(word in _SECTIONS for word in words)
    return sections >= _FEWEST_SECTIONS and sections >= _MOSTLY * len(words)


def _bare(paragraph: Paragraph) -> str:
    """A paragraph without the arrows, dots and brackets that pages put around their buttons."""
    text = paragraph.text.replace("’", "'").strip("|•·-–—→»›> ") or paragraph.text
    return text[1:-1] if text[:1] + text[-1:] in {"()", "[]"} else text


def is_address(text: str) -> bool:
    """Whether every word is an address: of a page, a mailbox, an account, a tag."""
    return all(_ADDRESS.fullmatch(word) for word in text.split())

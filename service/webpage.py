"""HTML given as an article: its text, taken out by trafilatura."""

import logging
import re

from service.errors import InputError

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|article|section|header|main|h[1-6]|ul|ol|li|br|figure)(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE
)
_SEVERAL = 4
"""So many block tags make a text that begins with a tag a piece of a web page."""
_HEAD = 5_000
"""Characters in which a web page says that it is one."""
_SHORTEST = 20
"""Words of the shortest text that a page is taken to be an article for; less is a menu or a notice."""
_LONGEST = 10_000_000
"""Characters of the longest page taken: the markup of a newspaper's page may be twenty times its article."""


def article_text(text: str) -> str:
    """``text`` itself, or the article's text when it is a web page's HTML.

    The text of a page begins with its title, and blank lines stand between its paragraphs. InputError says that the
    page is too long or holds no article, or that the extra ``html`` isn't installed.
    """
    return _extracted(text) if is_html(text) else text


def is_html(text: str) -> bool:
    """Whether a text is markup: it begins as a web page does, or with a tag and several of its tags make blocks."""
    if _DOCUMENT.match(_COMMENT.sub("", text[:_HEAD].lstrip("\ufeff"))):
        return True
    return text.lstrip("\ufeff \t\r\n").startswith("<") and len(_BLOCK.findall(text)) >= _SEVERAL


def _extracted(text: str) -> str:
    try:
        import trafilatura
    except ImportError:
        raise InputError(
            "The article is a web page's HTML, and reading it needs trafilatura; "
            "run `pip install trafilatura`, or paste the article's text."
        ) from None
    if len(text) > _LONGEST:
        raise InputError(
            f"The web page has {len(text):,} characters, and {_LONGEST:,} is the most that is read; paste its text."
        )
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    sound = text.encode(errors="replace").decode().replace("\0", "")
    page = trafilatura.bare_extraction(sound, include_comments=False, include_tables=False, with_metadata=True)
    if page is None or isinstance(page, dict) or not page.text or len(page.text.split()) < _SHORTEST:
        raise InputError("The web page holds no article that could be found; paste the article's text.")
    paragraphs = [line.strip() for line in page.text.splitlines() if line.strip()]
    if page.title and page.title not in paragraphs[:2]:
        paragraphs.insert(0, page.title)
    return "\n\n".join(paragraphs)

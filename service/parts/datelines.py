"""The place, the day and the agency that open a report: LONDON, March 3 (Reuters) — It rained."""

import re
from collections.abc import Iterable

from service.parts.pagewords import one_of

_WORD = r"[^\W\d_][\w.’'/-]{0,30}"
_PLACE = rf"{_WORD}(?:\s{_WORD}){{0,3}}"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_SHOUTED = rf"{_CAPITAL}{{3}}(?:{_CAPITAL}|[.’'/-]){{0,30}}(?:\s(?:{_CAPITAL}|[.’'/-]){{1,30}}){{0,3}}"
_MORE = r"(?:,\s[^()—–\n]{2,40})?"
"""The country or the day."""
_AGENCY = rf"\((?:{one_of('agencies')}|{_CAPITAL}{{2,6}})\)"
_ALONE = rf"\({_PLACE}\)"
_COUNTRY = rf"{_PLACE}(?:\s\({_PLACE}\))?\s\[{_PLACE}\]{_MORE}(?:\s{_AGENCY})?"
"""As Indian agencies have it: Margao (Goa) [India], February 8 (ANI)."""
_DATELINE = re.compile(
    rf"(?:{_SHOUTED}{_MORE}\s(?:—|–|--?)\s{{1,3}}"
    rf"|(?:{_SHOUTED}{_MORE}\s?(?:{_AGENCY}|{_ALONE})|(?:{_PLACE}{_MORE}\s)?{_AGENCY}|{_ALONE})\s?(?:—|–|--?)\s{{0,3}}"
    rf"|(?:{_COUNTRY}|{_PLACE}{_MORE}\s{_AGENCY}):\s)(?=[^\W\d_]|[“\"‘«])"
)
_NAMED = rf"{_CAPITAL}[\w.’'/-]{{0,30}}"
_BEFORE_COLON = re.compile(rf"{_NAMED}(?:,?\s{_NAMED}){{0,3}}:\s(?={_CAPITAL})")
_LONG = 20
"""Words of a paragraph that is more than a headline: “Ruiz: We will not go”."""


def dateline(text: str) -> int:
    """How many characters of a paragraph's opening are a dateline and its dash or colon; 0 when it has none.

    A place without an agency is in capitals and apart from its dash, and a sentence follows: “NATO – the alliance”
    opens with none, and “FAREWELL—It rained” with a heading.
    """
    found = _DATELINE.match(text)
    return found.end() if found and not text[found.end()].islower() else 0


def place_before_colon(text: str, others: Iterable[str]) -> int:
    """How long a dateline without agency or dash is, with its colon: “NEW DELHI: It rained”; 0 without one.

    As a transcript's labels look the same, none of the ``others``, the article's paragraphs after it, may open so.
    """
    found = _BEFORE_COLON.match(text)
    if found is None or len(text.split()) < _LONG or any(map(_BEFORE_COLON.match, others)):
        return 0
    return found.end()

"""The place, the day and the agency that open a report: LONDON, March 3 (Reuters) — It rained."""

import re

from service.parts.pagewords import one_of

_WORD = r"[^\W\d_][\w.’'/-]{0,30}"
_PLACE = rf"{_WORD}(?:\s{_WORD}){{0,3}}"
_SHOUTED = r"[^\W\d_a-zß-öø-ÿ]{3}[^\sa-zß-öø-ÿ]{0,30}(?:\s[^\sa-zß-öø-ÿ]{1,30}){0,3}"
_MORE = r"(?:,\s[^()—–\n]{2,40})?"
"""The country or the day."""
_AGENCY = rf"\((?:{one_of('agencies')}|[^\W\d_a-zß-öø-ÿ]{{2,6}})\)"
_ALONE = rf"\({_PLACE}\)"
_DASH = r"\s?(?:—|–|--?)\s?"
_COUNTRY = rf"{_PLACE}(?:\s\({_PLACE}\))?\s\[{_PLACE}\]{_MORE}(?:\s{_AGENCY})?"
"""As Indian agencies have it: Margao (Goa) [India], February 8 (ANI)."""
_DATELINE = re.compile(
    rf"(?:(?:{_SHOUTED}{_MORE}(?:\s?{_AGENCY})?|(?:{_PLACE}{_MORE}\s)?{_AGENCY}|{_ALONE}){_DASH}"
    rf"|(?:{_COUNTRY}|{_PLACE}{_MORE}\s{_AGENCY}):\s)(?=[^\W\d_]|[“\"‘«])"
)


def dateline(text: str) -> int:
    """How many characters of a paragraph's opening are a dateline and its dash or colon; 0 when it has none.

    A place without an agency is in capitals, and a sentence follows: “NATO – the alliance” opens with none.
    """
    found = _DATELINE.match(text)
    return found.end() if found and not text[found.end()].islower() else 0

"""Words brought back to what their forms have in common: Snowball's English stemmer, and what no rule brings back."""

from functools import cache, lru_cache
from typing import Any

import Stemmer

from service.support.wordtables import lines

_LIBRARY: Any = Stemmer
"""Compiled, and without types of its own."""
_SNOWBALL = _LIBRARY.Stemmer("english", 0)  # without its own memory, which takes longer to keep than stems to find
"""Source: Porter, Snowball (2001), the English algorithm."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in lower case: the same for its forms, and for most words made of it."""
    return _irregular().get(word) or _SNOWBALL.stemWord(word)


@cache
def _irregular() -> dict[str, str]:
    """The stem of each form that belongs to another word than its stem says: took, taken, take."""
    return {form: _SNOWBALL.stemWord(forms[0]) for forms in reversed(lines("irregular")) for form in forms}

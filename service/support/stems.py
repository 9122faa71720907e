"""Words brought back to what their forms have in common, lightly: enough to know one again in another sentence."""

from functools import lru_cache

from service.support.wordtables import lines

_VOWELS = frozenset("aeiouy")
_SHORTEST = 3
_ROOT = 4
_LIKE = "lik"
"""The end of the stem of what is like something: web, weblike."""
_ENDINGS = (
    "ization", "isation", "ational", "ations", "ation", "itions", "ition", "ments", "ment", "ness", "ship", "ingly",
    "edly", "ities", "ity", "ably", "ible", "able", "ance", "ence", "ancy", "ency", "ically", "ical", "ative", "itive",
    "ives", "ive", "ially", "ial", "ally", "al", "ions", "ion", "ists", "ist", "isms", "ism", "ous", "ors", "or", "ers",
    "er", "ants", "ant", "ents", "ent", "ise", "ize", "is", "iz", "ify", "ary", "ic", "ly", "y",
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word in lower case without the ending of its plural, its tense or its person."""
    if word in _irregular():
        return _irregular()[word]
    for ending, kept in (("ies", "y"), ("ied", "y"), ("ying", "y")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + kept
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORTEST and not _VOWELS.isdisjoint(bare):
            return _closed(bare)
    for ending in ("sses", "shes", "ches", "xes", "zes"):
        if word.endswith(ending):
            return _closed(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST:
        return _closed(word[:-1])
    return _closed(word)


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What the stem shares with the words derived from it: investigation, investigator, investigate."""
    plain = stem(word)
    if plain.endswith(_LIKE) and len(plain) >= len(_LIKE) + _SHORTEST:
        return plain.removesuffix(_LIKE)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _ROOT:
            plain = plain.removesuffix(ending)
            break
    return plain.rstrip("aeiou") if len(plain.rstrip("aeiou")) >= _ROOT else plain


def _closed(bare: str) -> str:
    """The stem without a doubled last consonant or a silent e, which some forms have and some have not."""
    if len(bare) > _SHORTEST and bare[-1] == bare[-2] and bare[-1] not in "aeiouls":
        return bare[:-1]
    return bare[:-1] if bare.endswith("e") and len(bare) > _SHORTEST else bare


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    return {form: _closed(forms[0]) for forms in reversed(lines("irregular")) for form in forms}

"""Loaded language without a model: the word tables' words, where they judge, if they are strong enough to be shown."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from service.builtin.loaded_language.matches import Match, matches
from service.builtin.loaded_language.strength import fitted, is_alone, strengths
from service.builtin.reading import Reading
from service.findings import LoadedPhrase

THRESHOLD = 0.35
"""The least strength of a flag that is shown. Weaker ones stand in plain news, and readers shown them stop looking."""
_ALONE = 0.2
"""The same for a text of a sentence or two: who asks about a sentence by itself wants to know all there is."""

_WEIGHED: WeakKeyDictionary[Reading, Sequence[tuple[Match, float]]] = WeakKeyDictionary()
"""What `weighed` found: the flags and the summary both ask for it."""


def find(reading: Reading) -> tuple[LoadedPhrase, ...]:
    """The loaded phrases of an article, in order, one to a place; whose voice they are in is decided later."""
    least = _ALONE if is_alone(reading) else THRESHOLD
    return tuple(_phrase(reading, match, strength) for match, strength in weighed(reading) if strength >= least)


def weighed(reading: Reading) -> Sequence[tuple[Match, float]]:
    """Every phrase of the tables that an article holds, in order, with its strength; too weak ones too."""
    if reading not in _WEIGHED:
        found = matches(reading)
        _WEIGHED[reading] = list(zip(found, strengths(reading, found, fitted()), strict=True))
    return _WEIGHED[reading]


def _phrase(reading: Reading, match: Match, strength: float) -> LoadedPhrase:
    entry, first = match.entry, match.tokens[0]
    neutral = match.form.neutral
    if neutral and first.text[0].isupper() and (first.is_sent_start or first.pos_ != "PROPN"):
        neutral = neutral[0].upper() + neutral[1:]
    return LoadedPhrase(
        span=reading.article.span(match.start, match.end),
        technique=entry.technique,
        reason=entry.reason,
        neutral=neutral,
        strength=strength,
        found_by="builtin",
    )

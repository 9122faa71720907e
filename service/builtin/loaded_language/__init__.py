"""Loaded language without a model: the word tables' words, where they judge, if they are strong enough to be shown."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from service.builtin.loaded_language import extent
from service.builtin.loaded_language.extent import Extent, Flags, reworded, widened
from service.builtin.loaded_language.matches import Match, matches
from service.builtin.loaded_language.strength import fitted, is_alone, strengths
from service.builtin.reading import Reading
from service.findings import LoadedPhrase

THRESHOLD = 0.35
"""The least strength of a flag that is shown. Weaker ones stand in plain news, and readers shown them stop looking."""
_ALONE = 0.25
"""The same for a text of a sentence or two: who asks about a sentence by itself wants to know all there is."""

_WEIGHED: WeakKeyDictionary[Reading, Sequence[tuple[Match, float]]] = WeakKeyDictionary()
"""What `weighed` found: the flags and the summary both ask for it."""


def find(reading: Reading) -> tuple[LoadedPhrase, ...]:
    """The loaded phrases of an article, in order, one to a place; whose voice they are in is decided later."""
    alone = is_alone(reading)
    least = _ALONE if alone else THRESHOLD
    shown = [(match, strength) for match, strength in weighed(reading) if strength >= least]
    # Who asks about a sentence by itself asks for the words.
    weights = None if alone else extent.fitted()
    flags = Flags.of(reading, [match for match, _ in shown])
    return tuple(
        _phrase(reading, match, strength, widened(match, flags, weights) if weights else Extent.of(match))
        for match, strength in shown
    )


def weighed(reading: Reading) -> Sequence[tuple[Match, float]]:
    """Every phrase of the tables that an article holds, in order, with its strength; too weak ones too."""
    if reading not in _WEIGHED:
        found = matches(reading)
        _WEIGHED[reading] = list(zip(found, strengths(reading, found, fitted()), strict=True))
    return _WEIGHED[reading]


def _phrase(reading: Reading, match: Match, strength: float, reach: Extent) -> LoadedPhrase:
    entry, doc, offset = match.entry, match.paragraph.doc, match.paragraph.start
    first, last = doc[reach.first], doc[reach.last]
    neutral = reworded(match, reach)
    if neutral and first.text[0].isupper() and (first.is_sent_start or first.pos_ != "PROPN"):
        neutral = neutral[0].upper() + neutral[1:]
    return LoadedPhrase(
        span=reading.article.span(offset + first.idx, offset + last.idx + len(last)),
        technique=entry.technique,
        reason=entry.reason,
        neutral=neutral,
        strength=strength,
        found_by="builtin",
    )

"""Loaded language without a model: the word tables' words, where they judge, if they are strong enough to be shown."""

from service.builtin.matches import Match, matches
from service.builtin.reading import Reading
from service.builtin.strength import fitted, strengths
from service.findings import LoadedPhrase

THRESHOLD = 0.4
"""The least strength of a flag that is shown. Weaker ones stand in plain news, and readers shown them stop looking."""
_ALONE, _FEW_WORDS = 0.2, 60
"""The same for a sentence or two, of so many words at most: who asks about one sentence wants to know all there is."""


def find(reading: Reading) -> tuple[LoadedPhrase, ...]:
    """The loaded phrases of an article, in order, one to a place; whose voice they are in is decided later."""
    found = matches(reading)
    words = sum(len(paragraph.doc) for paragraph in reading.paragraphs)
    least = THRESHOLD if words > _FEW_WORDS else _ALONE
    return tuple(
        _phrase(reading, match, strength)
        for match, strength in zip(found, strengths(reading, found, fitted()), strict=True)
        if strength >= least
    )


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

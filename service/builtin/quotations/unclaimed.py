"""Whether a quoted run that no cue claims is speech all the same, or a title, a term or a scare quote."""

from functools import cache
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Range
from service.builtin.quotations.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc

SENTENCE_ENDS = ".,!?…"
_LONG, _LONG_IN_HEADLINE = 3, 4
"""Words from which a quoted run is taken as speech."""
_HEADLINE = 20
_NAMING = frozenset(("at", "for", "from", "in", "of", "on", "the", "with"))
"""Words before the name of a work or a programme."""
_NEAR = 40
"""Characters among which the word before a run is."""
_LONG_WORD = 4
"""Letters from which a word of a title has a capital."""


def is_spoken(text: str, run: Range, *, alone: bool, headline: bool) -> bool:
    """Whether a run is speech: alone in its sentence, shouted, or long and no title."""
    if in_lower_case(text, run, _LONG) or (alone and text[run[1] - 1] in SENTENCE_ENDS):
        return True
    return _is_shouted(text, run) or (headline and _is_quoted_in_headline(text, run))


def is_short(text: str) -> bool:
    """Whether an article's first line may be its headline, though it isn't set like one."""
    return len(text.split()) <= _HEADLINE


def in_lower_case(text: str, run: Range, least: int) -> bool:
    """Whether a run has so many words and half of them in lower case, as titles haven't."""
    words = text[run[0] : run[1]].split()
    return len(words) >= least and sum(word[:1].islower() for word in words) * 2 > len(words)


def is_named(text: str, run: Range) -> bool:
    """Whether a run is a name within a phrase, which nobody says after it: "on the BBC’s “World News,” she told"."""
    before = text[max(0, run[0] - _NEAR) : max(0, run[0] - 1)].rstrip()
    inside = text[run[0] : run[1]]
    within = before[-1:].isalnum() and (before.endswith(("’s", "'s")) or before.split()[-1].lower() in _NAMING)
    return within and len(inside.split()) > 1 and inside[0].isupper() and _has_capitals(inside)


def is_term(doc: "Doc", run: Range) -> bool:
    """Whether a run is part of the name of a thing, as it stands within a noun phrase: "the “too big to fail” tax"."""
    last = doc[-1]
    words = doc.char_span(run[0] - 1, min(run[1] + 1, last.idx + len(last)), alignment_mode="expand")
    if words is None or not words.start or words.end >= len(doc):
        return False
    return doc[words.end].pos_ in {"NOUN", "PROPN"} and doc[words.start - 1].pos_ in {"DET", "ADJ", "PRON"}


def _is_quoted_in_headline(text: str, run: Range) -> bool:
    """Whether a headline quotes somebody there: its capitals are the headline's own, where a work's title has more."""
    inside, outside = text[run[0] : run[1]], f"{text[: run[0]]} {text[run[1] :]}"
    return len(inside.split()) >= _LONG_IN_HEADLINE and (_has_capitals(outside) or not _has_capitals(inside))


def _has_capitals(text: str) -> bool:
    return all(word[0].isupper() for word in text.split() if len(word) >= _LONG_WORD and word.isalpha())


def _is_shouted(text: str, run: Range) -> bool:
    """Whether a run is what was chanted or shouted, by the noun before it: "chants of “Shame!”"."""
    words = text[: max(0, run[0] - 1)].split()[-2:]
    return len(words) > 1 and words[1] == "of" and words[0].lower().rstrip("s") in _shouts()


@cache
def _shouts() -> frozenset[str]:
    return frozenset(table("cues")["shouts"].split())

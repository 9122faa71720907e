"""Headlines: a name and a colon say who says the rest, and "as" adds what the outlet tells itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Cue, Range
from service.builtin.quotations.tables import any_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 8
"""Words of a headline among which the colon must be."""
_LEAST = 3
"""Words that somebody says in a headline."""
_VERBS = {"VERB", "AUX"}
_NOUNS = {"ADJ", "NOUN", "PROPN"}
_TOPIC = 2
"""Words of a headline that are but what somebody tells about."""
_ABOUT = {"defend", "describe", "detail", "discuss", "mention", "recall", "recount", "relate", "reveal", "tell"}
"""Verbs whose object is what is told about."""


def announced(doc: "Doc", quoted: Sequence[int], people: frozenset[int]) -> Cue | None:
    """Who says what a headline says after its colon: "Ruiz: Bridge Must Stay Closed"; None where nobody does.

    ``people`` are the words that name people; a body or a document speaks as well.
    """
    colon = next((word for word in doc[1:_LONGEST] if word.text == ":" and not quoted[word.idx]), None)
    if colon is None or any(map(quoted.__getitem__, range(colon.idx))):
        return None
    head = doc[colon.i - 1]
    first, last = doc[colon.i + 1 : colon.i + 2], doc[-1]
    said = [word for word in doc[colon.i + 1 :] if word.is_alpha]
    speaks = head.i in people or head.lower_ in any_of("documents", "bodies", "titles")
    if not speaks or len(said) < _LEAST or not any(word.pos_ in _VERBS for word in said):
        return None
    clause = first.start_char, last.idx + (0 if last.text == "." else len(last))
    return Cue((colon.idx, colon.idx + 1), (doc[0].idx, colon.idx), head, (clause,), colon)


def is_topic(cue: Cue, doc: "Doc", quoted: Sequence[int]) -> bool:
    """Whether what a cue governs is but a thing that somebody tells about: "Aide describes threats"."""
    words = [word for clause in cue.clauses for word in doc.char_span(*clause, alignment_mode="expand") or ()]
    thing = len(words) <= _TOPIC and not any(quoted[word.idx] or word.pos_ not in _NOUNS for word in words)
    return thing and cue.verb.lemma_ in _ABOUT


def without_asides(cue: Cue, doc: "Doc", quoted: Sequence[int]) -> Cue:
    """The cue without the clause that "as" adds to a thing said: "Mayor slams ‘cruel’ cuts as two libraries close"."""
    asides = [word for word in doc if word.lower_ == "as" and not quoted[word.idx] and _opens_clause(word)]
    if not asides:
        return cue
    return replace(cue, clauses=tuple(_up_to_aside(clause, asides, quoted) for clause in cue.clauses))


def _opens_clause(word: "Token") -> bool:
    subjects = (child for child in word.head.children if child.dep_ in {"nsubj", "nsubjpass"})
    return word.dep_ == "mark" and any(subject.i > word.i for subject in subjects)


def _up_to_aside(clause: Range, asides: "Sequence[Token]", quoted: Sequence[int]) -> Range:
    for aside in asides:
        before = (word for word in aside.doc[: aside.i] if word.idx >= clause[0] and not quoted[word.idx])
        if clause[0] < aside.idx < clause[1] and not any(word.pos_ in _VERBS for word in before):
            return clause[0], aside.idx
    return clause

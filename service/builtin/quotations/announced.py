"""Headlines: a name and a colon say who says the rest, and "as" adds what the outlet tells itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Cue, Range
from service.builtin.quotations.speakers.parties import FINITE
from service.builtin.quotations.tables import any_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LONGEST = 8
"""Words of a headline among which the colon must be."""
_LEAST = 3
"""Words that somebody says in a headline."""
_VERBS = {"VERB", "AUX"}
_FIRST = {"i", "me", "my", "our", "us", "we"}
_SIGNS = {":", "-", "–", "—"}
"""What stands before the name of who says a headline."""
_NOUNS = {"ADJ", "NOUN", "PROPN"}
_TOPIC = 2
"""Words of a headline that are but what somebody tells about."""
_ABOUT = {"defend", "describe", "detail", "discuss", "mention", "recall", "recount", "relate", "reveal", "tell"}
"""Verbs whose object is what is told about."""


def announced(doc: "Doc", quoted: Sequence[int], people: frozenset[int]) -> Cue | None:
    """Who says what a headline says after its colon: "Ruiz: Bridge Must Stay Closed"; None where nobody does.

    ``people`` are the words that name people; a body or a document speaks as well. A person may also sign at the end.
    """
    return _opening(doc, quoted, people) or _signed(doc, quoted, people)


def _signed(doc: "Doc", quoted: Sequence[int], people: frozenset[int]) -> Cue | None:
    """Whose name and post end a headline, after what they say: "Why I Must Go – Mayor Ana Ruiz"."""
    mark = next((word for word in reversed(doc[_LEAST:-1]) if word.text in _SIGNS and not quoted[word.idx]), None)
    if mark is None or doc[-1].i not in people or len(doc) - mark.i > _LONGEST or not doc[mark.i].whitespace_:
        return None
    said, name = doc[: mark.i], doc[mark.i + 1 :]
    if any(word.pos_ in _VERBS or word.is_punct for word in name) or not any(word.tag_ in FINITE for word in said):
        return None
    if any(quoted[said.start_char : said.end_char]):
        return None  # signed words in marks are found by themselves
    clause = said.start_char, said.end_char
    return Cue((mark.idx, mark.idx + len(mark)), (name.start_char, name.end_char), doc[-1], (clause,), mark)


def _opening(doc: "Doc", quoted: Sequence[int], people: frozenset[int]) -> Cue | None:
    colon = next((word for word in doc[1:_LONGEST] if _hands_over(word) and not quoted[word.idx]), None)
    if colon is None or any(map(quoted.__getitem__, range(colon.idx))):
        return None
    named = doc[: colon.i]
    if any(word.pos_ in _VERBS for word in named):
        return None  # "Ruiz tells council: …" has a cue of its own
    named = named[: _addressed(named)]
    head = named[-1]
    first, last = doc[colon.i + 1 : colon.i + 2], doc[-1]
    said = [word for word in doc[colon.i + 1 :] if word.is_alpha]
    speaks = head.i in people or head.lower_ in any_of("documents", "bodies", "titles")
    if not speaks or len(said) < _LEAST or not any(word.pos_ in _VERBS for word in said):
        return None
    clause = first.start_char, last.idx + (0 if last.text == "." else len(last))
    return Cue((colon.idx, colon.idx + 1), (doc[0].idx, named.end_char), head, (clause,), colon)


def _hands_over(sign: "Token") -> bool:
    """Whether a sign may stand between who speaks and what they say: a colon, or a dash before words of their own."""
    dash = sign.text in _SIGNS and bool(sign.whitespace_ and sign.nbor(-1).whitespace_)
    return sign.text == ":" or (dash and any(word.lower_ in _FIRST for word in sign.doc[sign.i :]))


def _addressed(words: "Span") -> int:
    """Where a headline tells, before its colon, to whom or of what somebody speaks: "Ruiz on Hale: …"."""
    return next((i for i, word in enumerate(words) if i and word.lower_ in {"to", "on"}), len(words))


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

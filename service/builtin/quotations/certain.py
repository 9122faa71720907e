"""Cues that their form makes sure of, though a parse gets them wrong: figures that show it, and who puts it at what."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Cue, noun_phrase, source_of
from service.builtin.quotations.tables import people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OPENS = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "VERB"}
_LONGEST = 14
"""Words of a document's name and what tells of it."""
_TELLING = {"estimate", "find", "indicate", "reveal", "say", "show", "state", "suggest"}
"""What documents do; at a sentence's end a parse takes "show" for a noun."""
_AMOUNTS = {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"}


def certain_cues(doc: "Doc", quoted: Sequence[int]) -> Iterator[Cue]:
    """The cues of a paragraph that need no weighing; ``quoted`` is 1 for each character inside marks."""
    for sentence in doc.sents:
        cue = _at_end(sentence, quoted)
        if cue is not None:
            yield cue
    for token in doc:
        if token.lemma_ == "put" and token.pos_ == "VERB" and not quoted[token.idx]:
            cue = _estimate(token, quoted)
            if cue is not None:
                yield cue


def _at_end(sentence: "Span", quoted: Sequence[int]) -> Cue | None:
    """The document that a sentence ends on: "Rents have risen, figures published on Friday show."."""
    doc, last = sentence.doc, sentence.end - 1
    while last > sentence.start and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    verb = doc[last]
    if verb.lemma_.lower() not in _TELLING or quoted[verb.idx] or not (verb.pos_ == "VERB" or verb.lemma_ == "show"):
        return None
    comma = next((i for i in range(last, max(sentence.start, last - _LONGEST), -1) if doc[i].text == ","), None)
    if comma is None or quoted[doc[comma].idx] or doc[comma + 1].pos_ not in _OPENS:
        return None
    words = doc[comma + 1 : last]
    head = next((word for word in words if word.pos_ in {"NOUN", "PROPN"} and word.dep_ != "compound"), None)
    first = next((i + 1 for i in range(comma, sentence.start, -1) if doc[i].text == ";"), sentence.start)
    clause = doc[first:comma]
    if (
        head is None
        or head.lemma_.lower() not in people("documents")
        or not any(w.pos_ in {"VERB", "AUX"} for w in clause)
    ):
        return None
    start = next((word.idx for word in clause if not word.is_punct), clause.start_char)
    source = words.start_char, words.end_char
    return Cue((verb.idx, verb.idx + len(verb)), source, head, ((start, clause.end_char),), verb)


def _estimate(verb: "Token", quoted: Sequence[int]) -> Cue | None:
    """Whoever puts something at an amount: "The union put the number at “about 900”"."""
    what = next((child for child in verb.children if child.dep_ == "dobj"), None)
    source = source_of(verb)
    if what is None or source is None:
        return None
    reach = [*verb.rights, *what.rights, *(far for child in verb.rights for far in child.rights)]
    at = next(
        (word for word in reach if word.i > what.i and word.lower_ in {"at", "to"} and _is_amount(word, quoted)), None
    )
    if at is None or (at.lower_ == "to" and at.nbor(-1).lower_ not in {"close", "closer", "nearer"}):
        return None
    end = at.right_edge
    return Cue(
        (verb.idx, verb.idx + len(verb)),
        noun_phrase(source),
        source,
        ((what.left_edge.idx, end.idx + len(end)),),
        verb,
    )


def _is_amount(small: "Token", quoted: Sequence[int]) -> bool:
    """Whether a small word leads to an amount, or to words in marks."""
    found = next((child for child in small.children if child.dep_ in {"pobj", "pcomp"}), None)
    return found is not None and (found.ent_type_ in _AMOUNTS or found.pos_ == "NUM" or bool(quoted[found.idx]))

"""Cues by their place alone: a verb right after a quoted sentence, a noun phrase and a colon right before one."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import (
    Cue,
    Range,
    cue_words,
    goes_beside,
    is_cue,
    is_speech,
    noun_phrase,
    phrase_beside,
    source_of,
)
from service.builtin.quotations.speakers.callings import given, is_calling
from service.builtin.quotations.tables import people
from service.builtin.quotations.unclaimed import in_lower_case, is_named
from service.marks import doubled

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP", "VBN"}
_SUBJECT_CLASSES = {"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "ADP"}
_SUBJECT_WORDS = 8
_PERSONS = {"he", "she", "they"}
_HANDS_OVER = ",?!—–…"
"""What ends quoted words after which it is told who says them."""
_DASH = re.compile(r"[”’\"']+\s{0,2}(?:[―—–]|--?)\s{0,2}(?=[^\W\d_])")
_SIGNATURE = 12
"""Characters within which a dash after a run must be."""
_SOME = 3
"""Words from which a quoted run is what the cue before it announces."""
_VERBS = {"VERB", "AUX"}
_SENTENCE_ENDS = ".?!…:\"'”’»"


def cues_after(doc: "Doc", quoted: Sequence[int]) -> Iterator[Cue]:
    """The cues right after quoted sentences, whatever their verb; ``quoted`` is 1 for each character inside marks."""
    if not any(quoted):
        return
    text = doubled(doc.text)
    for token in doc:
        if not quoted[token.idx] and token.pos_ == "VERB" and token.tag_ in _FINITE:
            cue = _after_sentence(token, text, quoted)
            if cue is not None:
                yield cue


def before_colon(doc: "Doc", text: str, run: Range) -> "Token | None":
    """The head of the noun phrase that a colon sets before a quoted run: "From the mayor: “…”".

    ``text`` is that of ``doc``, with one sign for each mark.
    """
    if text[: run[0] - 1].rstrip()[-1:] != ":":
        return None
    words = [token for token in doc if token.idx < run[0] - 1 and not token.is_space]
    colon = next((i for i in range(len(words) - 1, -1, -1) if words[i].text == ":"), 0)
    if colon and words[colon - 1].is_lower and words[colon - 1].text.endswith("ing"):
        verbs = (word for word in words[colon - 1].ancestors if word.pos_ in _VERBS)
        return next((source for verb in verbs if (source := source_of(verb)) is not None), None)
    verbs = (word for word in words[colon - 1].ancestors if word.pos_ == "VERB") if colon else ()
    verb = next(iter(verbs), None)
    subject = source_of(verb) if verb is not None and verb.i < words[colon - 1].i else None
    if subject is not None and _may_have_said(subject):
        return subject
    nominal = (word for word in reversed(words[:colon]) if word.pos_ in {"NOUN", "PROPN", "PRON"})
    return next((word for word in nominal if word.dep_ != "npadvmod" and word.ent_type_ != "DATE"), None)


def after_dash(doc: "Doc", run: Range) -> "Token | None":
    """The head of the name that signs a quoted run at the end of its paragraph: "“We were never asked.” — Ana Ruiz"."""
    after = doc.text[run[1] : run[1] + _SIGNATURE]
    if (dash := _DASH.match(after)) is None:
        return None
    words = [word for word in doc if word.idx >= run[1] + dash.end() and not word.is_space]
    if (
        len(words) > _SUBJECT_WORDS
        or not words
        or words[0].pos_ != "PROPN"
        or any(word.pos_ in _VERBS for word in words)
    ):
        return None
    return next((word for word in words if word.head.i < words[0].i or word.head == word), words[0])


def _may_have_said(subject: "Token") -> bool:
    """Whether the subject of a sentence that a colon ends is who says what follows: "He shook his head: “…”"."""
    named = subject.ent_type_ == "PERSON" or given(subject.text) is not None
    return subject.lower_ in _PERSONS or named or is_calling(subject) or subject.lower_ in people("documents")


def _after_sentence(verb: "Token", text: str, quoted: Sequence[int]) -> Cue | None:
    """The cue that any verb is which stands with its subject right after a quoted sentence: "“Go home,” she barked"."""
    first = verb.i
    while first and verb.i - first < _SUBJECT_WORDS and verb.doc[first - 1].pos_ in _SUBJECT_CLASSES:
        first -= 1
    if verb.lemma_.lower() in {"be", "have", "do"} or not _follows_sentence(verb, first, text, quoted):
        return None
    nominal = [word for word in verb.doc[first : verb.i] if word.pos_ in {"PROPN", "NOUN", "PRON"}]
    subject = next((word for word in nominal if word.head == verb and word.dep_ == "nsubj"), None)
    source = subject or (nominal[-1] if nominal else phrase_beside(verb, quoted))
    if source is None or source.tag_ == "WDT" or (not nominal and source.left_edge.i != verb.i + 1):
        return None
    words = (verb.doc[first].idx, verb.doc[verb.i - 1].idx + len(verb.doc[verb.i - 1])) if nominal else None
    return Cue(cue_words(verb), words or noun_phrase(source), source, (), verb, beside=True)


def _follows_sentence(verb: "Token", first: int, text: str, quoted: Sequence[int]) -> bool:
    """Whether the word ``first``, where a verb's clause begins, comes right after a quoted sentence that hands over."""
    mark = len(text[: verb.doc[first].idx].rstrip()) - 1
    end = len(text[: max(mark, 0)].rstrip("'")) - 1
    if end < 0 or not quoted[end] or quoted[mark] or text[end] not in _HANDS_OVER:
        return False
    if text[end] in "?!…" and not (verb.doc[first].text[0].islower() or is_cue(verb)):
        return False
    start = end
    while start and quoted[start - 1]:
        start -= 1
    before = text[:start].rstrip("\"'“‘«„` \u00a0")
    return not before or before[-1] in _SENTENCE_ENDS


def cue_of(text: str, run: Range, cues: Sequence[Cue]) -> Cue | None:
    """The cue a run belongs to: the one beside it, else the one whose clause holds it, else the one it follows.

    One of speech that governs no words of its own has them there, though the parse doesn't tell.
    """
    best: tuple[int, int, Cue] | None = None
    named = is_named(text, run)
    for cue in cues:
        if (cue.source and cue.source[0] <= run[0] < cue.source[1]) or (named and cue.words[0] > run[0]):
            continue
        words = min(_words_between(text, run, place) for place in cue.attribution)
        if words == 0 and (cue.beside or goes_beside(cue.verb)):
            rank = 0
        elif any(clause[0] < run[1] and run[0] < clause[1] for clause in cue.clauses):
            rank = 1
        elif is_speech(cue.verb) and cue.words[1] <= run[0] and text[: run[0] - 1].rstrip().endswith((",", ":")):
            rank = 2
        elif is_speech(cue.verb) and cue.words[1] <= run[0] and not cue.clauses and in_lower_case(text, run, _SOME):
            rank = 3
        else:
            continue
        if best is None or (rank, words) < best[:2]:
            best = rank, words, cue
    return best[2] if best else None


def _words_between(text: str, one: Range, other: Range) -> int:
    """How many words stand between two ranges, whichever comes first."""
    between = text[one[1] : other[0]] if one[1] <= other[0] else text[other[1] : one[0]]
    return sum(any(character.isalnum() for character in word) for word in between.split())

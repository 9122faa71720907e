"""Cues as the fitted parts find them, with the words each governs; the rules' cues where those find none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from service.builtin.quotations.beside import cues_after
from service.builtin.quotations.certain import certain_cues
from service.builtin.quotations.cues import SUBJECTS, Cue, Range, cue_words, find_cues, is_speech
from service.builtin.quotations.features import Features
from service.builtin.quotations.fitted import Fitted, fitted, stretches
from service.builtin.quotations.listed import NAMING, Likely, is_listed
from service.builtin.quotations.reach import agent_after_marks, is_second, joined_cues, reach, turns_past
from service.builtin.quotations.sheet import Sheet
from service.builtin.quotations.subjects import by_subject, inverted_source
from service.builtin.quotations.tables import kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEAST = 0.3
"""The probability from which a word counts as a cue."""
_LEAST_OF_NOBODY = 0.9
_OF_NOBODY = {"expect", "ask"}
"""The same where nobody says it; what nobody expects or asks isn't listed at all."""
_LIKELY = 0.4
"""The probability from which a word is another cue to the words between."""
_JOINED = 0.6
"""The probability of a verb of speech that a comma and "and" join to another cue."""
_LONGEST = 200
"""Words of a sentence beyond which it isn't tagged."""
_WH = {"WP", "WDT"}
"""The tags of "who", "which" and "what"."""
_ADDRESSED = {"i", "we", "you", "me", "us"}
"""Outside quotation marks these are the article's author and reader, who are nobody's source."""
_TODAY = {"today", "tonight", "yesterday"}
_DAYS = {"DATE", "TIME"}
_NO_SOURCE = {"ADP", "ADV", "CCONJ", "SCONJ", "PUNCT"}
_OVERLAP = 0.3


def attributions(doc: "Doc", quoted: Sequence[int]) -> list[Cue]:
    """The cues of a paragraph outside quotation marks, in order; ``quoted`` is 1 for each character inside them."""
    by_rule = list(find_cues(doc, quoted))
    known = {cue.verb.i for cue in by_rule}
    by_rule += [cue for cue in cues_after(doc, quoted) if cue.verb.i not in known]
    parts = fitted()
    if parts is None:
        return sorted(by_rule, key=lambda cue: cue.words)
    ruled = {cue.verb.i: cue for cue in by_rule if cue.verb.lemma_ not in NAMING or cue.verb.dep_ != "acl"}
    scored, likely = _by_fit(parts, doc, quoted)
    found = [
        whole
        for cue, probability in scored
        if (whole := by_subject(_with_rule(cue, ruled.pop(cue.verb.i, None), quoted))).source
        or (probability >= _LEAST_OF_NOBODY and whole.verb.lemma_ not in _OF_NOBODY)
    ]
    ruled = {verb: _without_second(cue, found, doc) for verb, cue in ruled.items()}
    clear = [*certain_cues(doc, quoted), *(cue for cue in ruled.values() if _is_clear(cue, likely))]
    taken = _governed(found, len(quoted))
    new = {cue.verb.i: cue for cue in clear if not any(taken[slice(*clause)].count(1) for clause in cue.clauses)}
    found += [_for_marks(cue, quoted) for cue in ruled.values() if cue.verb.i not in new]
    found += new.values()
    return sorted(found, key=lambda cue: cue.words)


def _is_clear(cue: Cue, likely: frozenset[int]) -> bool:
    """Whether a likely cue whose words the fitted parts don't see is a verb of speech with a clause of its own."""
    return cue.verb.i in likely and is_speech(cue.verb) and cue.verb.lemma_ not in _OF_NOBODY


def _without_second(cue: Cue, others: Sequence[Cue], doc: "Doc") -> Cue:
    """The cue without what a second one of the same source says: "said Hale was ill but added, “He will be back”"."""
    seconds = [doc.char_span(*other.words, alignment_mode="expand") for other in others if other.source == cue.source]
    joins = [doc[second.start - 1] for second in seconds if second is not None and second.start]
    ends = [join.idx for join in joins if join.lower_ in {"and", "but"}]
    clauses = ((start, min([end, *(one for one in ends if start < one)])) for start, end in cue.clauses)
    return replace(cue, clauses=tuple(clauses))


def _governed(cues: Sequence[Cue], length: int) -> bytearray:
    """1 for each character of a paragraph that some cue governs."""
    governed = bytearray(length)
    for cue in cues:
        for start, end in cue.clauses:
            governed[start:end] = b"\x01" * (end - start)
    return governed


def _for_marks(cue: Cue, quoted: Sequence[int]) -> Cue:
    """A cue that the fitted parts don't take for one: it keeps to what is in marks."""
    return replace(cue, clauses=tuple(clause for clause in cue.clauses if any(quoted[slice(*clause)])))


def _with_rule(cue: Cue, ruled: Cue | None, quoted: Sequence[int]) -> Cue:
    """The cue with what the rules know where the fitted parts see none: a source, and words around the quoted ones."""
    if ruled is None:
        return cue
    head = cue.source_head
    if head is None or head.tag_ in _WH or head.pos_ in _NO_SOURCE or head.dep_ == "det":
        cue = replace(cue, source=ruled.source, source_head=ruled.source_head)
    if len(cue.clauses) == len(ruled.clauses) == 1 and all(map(quoted.__getitem__, range(*cue.clauses[0]))):
        cue = replace(cue, clauses=ruled.clauses)
    return cue


def _by_fit(parts: Fitted, doc: "Doc", quoted: Sequence[int]) -> tuple[list[tuple[Cue, float]], frozenset[int]]:
    """The cues that are listed, each with how likely it is, and all words that are likely cues."""
    sheet = Sheet(doc, quoted, parts.words)
    features = Features(sheet, kinds(), parts.cue_words)
    scores = {token: parts.cues.probability(features.of_cue(token)) for token in features.candidates()}
    others = frozenset(token for token, score in scores.items() if score >= _LIKELY)
    joined = dict.fromkeys(joined_cues(features, others), _JOINED)
    scores |= joined
    others |= joined.keys()
    likely = [
        _read(parts, features, token, score, others - {token}) for token, score in scores.items() if score >= LEAST
    ]
    own = [
        one for one, other in zip_longest(likely, likely[1:]) if other is None or not _passes_on(features, one, other)
    ]
    own = [_of_first(features, one, own) for one in own]
    kept: list[Likely] = []
    for new in sorted(own, key=lambda one: -one.probability):
        if new.content and is_listed(features, new) and not any(_clash(new, old) for old in kept):
            kept.append(new)
    return [(_cue(doc, one), one.probability) for one in kept if _is_source_of(doc, one)], others


def _of_first(features: Features, one: Likely, others: Sequence[Likely]) -> Likely:
    """A second cue with the source of the first, where it seems to have one in what that says: "said A and urged B"."""
    firsts = (other for other in others if other.token < one.token and is_second(features, other.token, one.token))
    first = next(firsts, None)
    if first is None or first.source is None or one.source is None:
        return one
    within = first.token < one.source[0] < one.token
    subject = any(features.sheet.dep[i] in SUBJECTS for i in range(*one.source))
    apart = not subject or turns_past(features.sheet, one.token)
    return replace(one, source=first.source) if within and apart else one


def _read(parts: Fitted, features: Features, token: int, score: float, others: frozenset[int]) -> Likely:
    sheet = features.sheet
    start, end = sheet.stretch(token)
    if end - start > _LONGEST:
        return Likely(token, score, frozenset(), [], None)
    if (inverted := inverted_source(sheet, token, end)) is not None:
        said = range(start, token - 1)
        content = frozenset(i for i in said if sheet.pos[i] != "PUNCT")
        return Likely(token, score, content, [(said.start, said.stop)], inverted)
    labels = parts.roles.read(features.of_roles(token, start, end, others))
    pieces = [
        piece
        for first, last in stretches(labels, "C")
        if (piece := reach(features, token, start + first, start + last, others))
    ]
    content = frozenset(i for first, last in pieces for i in range(first, last) if sheet.pos[i] != "PUNCT")
    sources = [(start + first, start + last) for first, last in stretches(labels, "S")]
    source = min(sources, key=lambda place: (abs(place[0] - token), place), default=None)
    if source and source[1] - source[0] > 1 and sheet.tag[source[0]] in _WH:
        source = source[0] + 1, source[1]  # "what one critic called"
    if source and source[0] and sheet.pos[source[0] - 1] == "ADP" and source[1] <= token:
        source = _after_place(sheet, *source)
    if source is None and (by := agent_after_marks(sheet, token, start, end)) is not None:
        source = _phrase_after(sheet, by)
    if source and source[1] - source[0] > 1:
        source = source[0], _without_day(sheet, *source)
    return Likely(token, score, content, pieces, source)


def _without_day(sheet: Sheet, start: int, end: int) -> int:
    """Where a source ends without the day it speaks on: "Hale last April", "Helix Robotics, today"."""
    doc, first = sheet.doc, end
    while first > start and (doc[first - 1].ent_type_ in _DAYS or sheet.lower[first - 1] in _TODAY):
        first -= 1
    if doc[end - 1].ent_type_ in _DAYS and doc[end - 1].dep_ == "npadvmod":
        first = max(start + 1, doc[end - 1].left_edge.i)  # "Hale this week", all of it taken for a day
    aged = sheet.pos[first : first + 1] == ["NUM"]  # "Ana Ruiz, 34"
    if first in {start, end} or aged:
        return end
    first -= sheet.lower[first - 1] in {",", "on"}
    own = {sheet.head[i] for i in range(first, end)}.intersection(range(start, first))
    if any(sheet.pos[i] in {"ADP", "VERB"} for i in own) and sheet.lower[end - 1] not in _TODAY:
        return end  # "figures for March", "figures published on Friday"
    return max(first, start + 1)


def _after_place(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """A source without the place before its comma: "At Harrow Mill, foreman Tom Hale said"."""
    opens = start == 1 or sheet.doc[start - 1].is_sent_start
    comma = next((i for i in range(start, end - 1) if sheet.lower[i] == ","), None)
    return (start, end) if comma is None or not opens else (comma + 1, end)


def _phrase_after(sheet: Sheet, by: int) -> tuple[int, int] | None:
    """The noun phrase that a preposition governs."""
    noun = next((child for child in sheet.children[by] if sheet.dep[child] == "pobj"), None)
    return None if noun is None else (by + 1, sheet.doc[noun].right_edge.i + 1)


def _passes_on(features: Features, one: Likely, other: Likely) -> bool:
    """Whether what one cue seems to say is what somebody it tells of says: "agreed with those who said"."""
    sheet, said = features.sheet, other.token
    if (
        not one.token < said
        or sheet.dep[said] != "relcl"
        or not features.kind[said].startswith(("say", "urge", "label"))
    ):
        return False
    if said in one.content:
        return sheet.head[said] in one.content and not any(
            sheet.pos[i] in {"VERB", "AUX"} for i in one.content if i < said and sheet.head[i] != said
        )
    return bool(one.content) and said < min(one.content) and other.content >= one.content


def _clash(new: Likely, old: Likely) -> bool:
    if new.token in old.content:
        return True
    common = len(new.content & old.content)
    return common > _OVERLAP * min(len(new.content), len(old.content)) or old.token in new.content


def _is_source_of(doc: "Doc", one: Likely) -> bool:
    if one.source is None:
        return True
    words = doc[one.source[0] : one.source[1]]
    return words.text.lower() not in _ADDRESSED and not all(word.is_punct or word.is_space for word in words)


def _cue(doc: "Doc", one: Likely) -> Cue:
    token = doc[one.token]
    clauses = tuple(_range(doc, *piece) for piece in one.pieces)
    if one.source is None:
        return Cue(cue_words(token), None, None, clauses, token)
    source = doc[one.source[0] : one.source[1]]
    return Cue(cue_words(token), _range(doc, *one.source), _head(list(source)), clauses, token)


def _head(words: "list[Token]") -> "Token":
    """The word of a source that the others hang on; a noun rather than what introduces it."""
    inside = {word.i for word in words}
    tops: Iterator[Token] = (word for word in words if word.head.i not in inside or word.head.i == word.i)
    heads = list(tops)
    named = (word for word in reversed(words) if word.pos_ == "PROPN")
    return next((word for word in heads if word.pos_ in {"PROPN", "NOUN", "PRON"}), None) or next(named, heads[-1])


def _range(doc: "Doc", start: int, end: int) -> Range:
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)

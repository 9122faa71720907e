"""Cues: the words that show somebody says something, with whoever says it and the clause that is said.

Read off spaCy's dependency parse. Cue, source and content are used as in PARC and PolNeAR (Newell et al., LREC 2018).
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""``[start, end)`` in the characters of a paragraph."""

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_BORROWING = {"conj", "xcomp", "advcl", "ccomp", "parataxis", "pcomp"}
_RELATIVES = {"who", "which", "that"}
_AFTER_NAME = {"appos", "relcl", "acl", "punct", "advcl", "parataxis", "prep"}
_PREDICATES = {"ccomp", "oprd", "prep", "xcomp"}
_ADDRESSED = {"i", "we", "you"}
"""Outside quotation marks these are the article's author and reader, who are nobody's source."""

_TRAILING = {"punct", "cc"}


@dataclass(frozen=True)
class Cue:
    """One cue: its words, its source's words and their head, and the stretches of clause it governs.

    ``beside`` is True where nothing but its place, right after a quoted sentence, tells that it is one.
    """

    words: Range
    source: Range | None
    source_head: "Token | None"
    clauses: tuple[Range, ...]
    verb: "Token"
    beside: bool = False

    @property
    def attribution(self) -> tuple[Range, ...]:
        """The words that say who says it: the cue and, where there is one, its source."""
        return (self.words, self.source) if self.source else (self.words,)


@dataclass(frozen=True)
class _Verbs:
    say: frozenset[str]
    beside: frozenset[str]
    think: frozenset[str]
    urge: frozenset[str]
    label: frozenset[str]
    call: frozenset[str]
    particles: dict[str, str]


@cache
def _verbs() -> _Verbs:
    table = tomllib.loads(files("service.builtin").joinpath("data/cues.toml").read_text("utf-8"))
    kinds = {kind: frozenset(table[kind].split()) for kind in ("say", "beside", "think", "urge", "label")}
    return _Verbs(**kinds, call=frozenset(table["for"].split()), particles=table["particles"])


def find_cues(doc: "Doc", quoted: Sequence[int]) -> Iterator[Cue]:
    """Every cue of a paragraph outside quotation marks, in order; ``quoted`` is 1 for each character inside them."""
    for token in doc:
        if quoted[token.idx]:
            continue
        verbal = token.pos_ in {"VERB", "AUX"}
        cue = _verb_cue(token, quoted) if verbal and token.lower_ != "according" else _according_cue(token)
        if cue is not None:
            yield cue


def is_speech(verb: "Token") -> bool:
    """Whether a verb is one of saying, which quoted words may follow at a distance."""
    return verb.lemma_.lower() in _verbs().say or verb.lower_ == "according"


def goes_beside(verb: "Token") -> bool:
    """Whether a verb is one that quoted words may stand right beside: "“…,” he continued"."""
    return is_speech(verb) or verb.lemma_.lower() in _verbs().beside


def is_cue(verb: "Token") -> bool:
    """Whether a verb is one of the cues of cues.toml, with the second word that it needs."""
    lemma, verbs = verb.lemma_.lower(), _verbs()
    if lemma in verbs.say | verbs.beside | verbs.think | verbs.urge | verbs.label:
        return True
    particle = verbs.particles.get(lemma)
    return particle is not None and any(child.lower_ == particle for child in verb.children)


def _verb_cue(verb: "Token", quoted: Sequence[int]) -> Cue | None:
    if not is_cue(verb):
        return None
    lemma, verbs = verb.lemma_.lower(), _verbs()
    source = source_of(verb)
    if source is not None and (quoted[noun_phrase(source)[0]] or source.is_punct):
        source = phrase_beside(verb, quoted)
    if (source is None and not _reported_passive(verb)) or (source is not None and source.lower_ in _ADDRESSED):
        return None
    clauses = tuple(_clauses(verb, lemma, quoted))
    if not clauses and lemma not in verbs.say | verbs.beside:
        return None
    return Cue(cue_words(verb), noun_phrase(source) if source else None, source, clauses, verb)


def _according_cue(token: "Token") -> Cue | None:
    if token.lower_ != "according":
        return None
    to = next((child for child in token.children if child.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    source = next((child for child in to.children if child.dep_ in {"pobj", "pcomp"}), None) if to else None
    if to is None or source is None:
        return None
    words = (token.idx, to.idx + len(to))
    said = noun_phrase(source)
    named = words[0], source.right_edge.idx + len(source.right_edge)
    clause = _around(token.sent.start_char, token.sent.end_char, named)
    return Cue(words, said, source, tuple(clause), token)


def cue_words(verb: "Token") -> Range:
    """A cue's words: the verb with the particle that belongs to it, or "according to"."""
    if verb.lower_ == "according" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "to":
        return verb.idx, verb.nbor().idx + 2
    particle = _verbs().particles.get(verb.lemma_.lower())
    start, end = verb.idx, verb.idx + len(verb)
    for child in verb.rights:
        if child.i == verb.i + 1 and (child.dep_ == "prt" or child.lower_ == particle):
            end = child.idx + len(child)
    return start, end


def _reported_passive(verb: "Token") -> bool:
    return any(child.dep_ == "nsubjpass" for child in verb.children) and verb.lemma_.lower() in {"quote", "accuse"}


def source_of(verb: "Token") -> "Token | None":
    """The head word of whoever says it, or None."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is not None:
        if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
            return verb.head
        return None if subject.dep_ == "nsubjpass" else subject
    if verb.dep_ == "acl":
        return verb.head
    return _borrowed_source(verb) or _name_before(verb)


def _name_before(verb: "Token") -> "Token | None":
    """The name set off by commas right before a verb that the parse gives no subject: "…, Ana Bell, told reporters"."""
    doc, at = verb.doc, verb.i - 1
    while at > 0 and doc[at].pos_ in {"AUX", "ADV"}:
        at -= 1
    name = doc[at - 1] if at > 0 and doc[at].text == "," else None
    finite = verb.tag_ in {"VBD", "VBZ"}
    return name if name is not None and finite and name.ent_type_ == "PERSON" and name.pos_ == "PROPN" else None


def _borrowed_source(verb: "Token") -> "Token | None":
    """The subject that a verb without its own shares with the verb it hangs on: "said … and added"."""
    if verb.dep_ == "conj" and (nearer := _nearer_speaker(verb)) is not None:
        return nearer
    finite = verb.tag_ != "VBG"
    if verb.dep_ not in _BORROWING or (verb.dep_ in {"advcl", "pcomp"} and finite):
        return None
    head = verb.head.head if verb.head.pos_ == "ADP" else verb.head
    return source_of(head) if head.pos_ in {"VERB", "AUX"} and head != verb else None


def _nearer_speaker(verb: "Token") -> "Token | None":
    """The subject of a clause of saying that stands between a joined verb and the verb it is parsed as joined to."""
    for child in reversed(list(verb.head.rights)):
        if child.dep_ == "advcl" and child.i < verb.i and is_cue(child):
            return next((word for word in child.children if word.dep_ == "nsubj"), None)
    return None


def phrase_beside(verb: "Token", quoted: Sequence[int]) -> "Token | None":
    """The head of the noun phrase next to a verb, outside quotation marks: for where the parse goes astray."""
    free = [chunk for chunk in verb.sent.noun_chunks if not quoted[chunk.start_char]]
    after = next((chunk.root for chunk in free if chunk.start == verb.i + 1), None)
    return after or next((chunk.root for chunk in free if chunk.end == verb.i), None)


def noun_phrase(head: "Token") -> Range:
    """The words of a noun phrase up to what only explains it: appositions, relative clauses, most prepositions."""
    words = head.doc[head.left_edge.i : head.i + 1]
    opening = next((token for token in words if not token.is_punct), head)
    start, end = opening.idx, head.idx + len(head)
    for child in head.rights:
        if child.dep_ in _AFTER_NAME and not (
            child.dep_ == "prep" and child.lower_ in {"of", "for", "from", "at", "with"}
        ):
            break
        if child.dep_ not in _TRAILING:
            end = child.right_edge.idx + len(child.right_edge)
    return start, end


def _clauses(verb: "Token", lemma: str, quoted: Sequence[int]) -> Iterator[Range]:
    """The stretches of text that are what ``verb`` says."""
    verbs = _verbs()
    heads = [child for child in verb.children if _governed(child, lemma)]
    after = [child for child in heads if child.i > verb.i]
    before = [child for child in heads if child.i < verb.i]
    if lemma in verbs.label and not any(child.dep_ in _PREDICATES for child in after):
        after = [child for child in after if any(quoted[word.idx] for word in child.subtree)]
    if after:
        yield _clause(after[0].left_edge, after[-1].right_edge)
    elif before and lemma not in verbs.label:
        yield _clause(before[0].left_edge, before[-1].right_edge)
    elif lemma in verbs.say and verb.dep_ in {"parataxis", "ccomp"}:
        yield from _around_parenthesis(verb)


def _around_parenthesis(verb: "Token") -> Iterator[Range]:
    """The clause that "…, he said, …" is set into, without it."""
    doc, head = verb.doc, verb.head
    first, last = verb.left_edge.i, verb.right_edge.i
    while doc[first].is_punct:
        first += 1
    while doc[last].is_punct:
        last -= 1
    if first and doc[first - 1].text == "," and last + 1 < len(doc) and doc[last + 1].text in ",.":
        hole = doc[first].idx, doc[last].idx + len(doc[last])
        yield from _around(head.left_edge.idx, head.right_edge.idx + len(head.right_edge), hole)


def _governed(child: "Token", lemma: str) -> bool:
    """Whether a dependant of a verb is (part of) what the verb says."""
    verbs = _verbs()
    match child.dep_:
        case "ccomp":
            return lemma not in verbs.beside or lemma in verbs.think
        case "xcomp":
            return lemma in verbs.urge or lemma in verbs.label
        case "dobj" | "oprd" | "attr":
            return lemma in verbs.label
        case "prep":
            return (lemma in verbs.label and child.lower_ in {"as", "of", "for"}) or (
                lemma in verbs.call and child.lower_ == "for"
            )
        case _:
            return False


def _clause(first: "Token", last: "Token") -> Range:
    doc = first.doc
    start, end = first.i, last.i
    while start < end and (
        doc[start].is_space or doc[start].text in ",:;" or (doc[start].lower_ == "that" and doc[start].tag_ != "DT")
    ):
        start += 1
    while end > start and (doc[end].is_space or doc[end].text in ",:;.–—-"):
        end -= 1
    return doc[start].idx, doc[end].idx + len(doc[end])


def _around(start: int, end: int, hole: Range) -> Iterator[Range]:
    """What is left of ``[start, end)`` without the parenthesis ``hole``."""
    if start < hole[0]:
        yield start, hole[0]
    if hole[1] < end:
        yield hole[1], end


def outermost(cues: Sequence[Cue], length: int) -> Iterator[Cue]:
    """The cues that don't stand inside what another one says."""
    if len(cues) < 2:  # noqa: PLR2004 -- there is no other one
        yield from cues
        return
    steps = [0] * (length + 1)
    for cue in cues:
        for start, end in cue.clauses:
            steps[start] += 1
            steps[end] -= 1
    depth = list(accumulate(steps))
    for cue in cues:
        own = any(start <= cue.words[0] < end for start, end in cue.clauses)
        if depth[cue.words[0]] <= own:
            yield cue

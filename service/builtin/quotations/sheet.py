"""A paragraph as plain lists, one value a token: what the fitted parts and the rules ask of a parse, read off once."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from service.builtin.quotations.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REACH = 8
"""Words of a sentence among which its first finite verb must be."""
_TRANSITIVE = {"add", "claim", "declare", "explain", "note", "say", "state"}
"""Verbs that lack an object where none follows, and so take up the words in marks before them."""
BEFORE, INSIDE, AFTER = "(", "|", ")"


def joined_sentences(doc: "Doc", quoted: Sequence[int]) -> list[tuple[int, int]]:
    """The sentences of a paragraph, as token numbers ``[start, end)``; ``quoted`` has a value for each token.

    Two are joined where a quoted run reaches over their border, and where a question or shout is followed by who utters
    it: "“Where is it?” he asked".
    """
    found: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        if found and start and ((quoted[start] and quoted[start - 1]) or _utters(doc, quoted, start, end)):
            start = found.pop()[0]
        found.append((start, end))
    return found


def _utters(doc: "Doc", quoted: Sequence[int], start: int, end: int) -> bool:
    """Whether a sentence says who utters the question or shout that closes just before it."""
    mark = start - 1
    if mark < 1 or quoted[mark] or not quoted[mark - 1]:
        return False
    if doc[mark - 1].text[-1] == ".":
        return _only_utters(doc, quoted, start, end)
    if doc[mark - 1].text[-1] not in "?!…":
        return False
    if doc[start].text[0].islower():
        return True
    verb = next((i for i in range(start, min(end, start + _REACH)) if doc[i].tag_ in {"VBD", "VBZ", "VBP"}), None)
    if verb is None or doc[verb].lemma_.lower() not in _uttering():
        return False
    return not any(child.dep_ in {"ccomp", "xcomp"} and child.i > verb for child in doc[verb].children)


def _only_utters(doc: "Doc", quoted: Sequence[int], start: int, end: int) -> bool:
    """Whether a sentence says no more than who said something: "“It is late.” Hale said on Monday."."""
    if any(quoted[start:end]):
        return False
    verbs = [i for i in range(start, end) if doc[i].pos_ in {"VERB", "AUX"}]
    said = doc[verbs[0]] if verbs else None
    if said is None or said.lemma_ not in _TRANSITIVE or said.tag_ not in {"VBD", "VBZ"} or doc[start].pos_ == "SPACE":
        return False
    objects = {child.dep_ for child in said.children if child.i > said.i}
    return said.dep_ == "ROOT" and len(verbs) == 1 and objects.isdisjoint({"ccomp", "xcomp", "dobj", "attr", "acomp"})


@cache
def _uttering() -> frozenset[str]:
    return frozenset((table("cues")["say"] + table("cues")["beside"]).split())


class Sheet:
    """The tokens of a paragraph: their words, classes, heads (token numbers) and whether they stand in quotation marks.

    ``quoted`` is 1 for each character of the paragraph inside marks; ``closed`` are the words that may be named: any
    other one is known by its class alone, so that what is learnt is how people quote and not what about.
    """

    def __init__(self, doc: "Doc", quoted: Sequence[int], closed: frozenset[str]) -> None:
        """Read the parse."""
        self.doc = doc
        self.length = len(doc)
        strings = doc.vocab.strings
        read = doc.to_array(["LOWER", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX"])
        ids: list[list[int]] = read[:, :5].T.tolist()
        self.lower, lemmas, self.pos, self.tag, self.dep = ([strings[value] for value in column] for column in ids)
        self.lemma = [lemma.lower() for lemma in lemmas]
        steps: list[int] = read[:, 5].astype("int64").tolist()  # to the head
        self.head = [token + step for token, step in enumerate(steps)]
        self.start: list[int] = read[:, 6].tolist()
        self.quoted = [quoted[start] for start in self.start]
        self.word = [
            lemma if lemma in closed and pos != "PROPN" else f"_{pos}"
            for lemma, pos in zip(self.lemma, self.pos, strict=True)
        ]
        self.children: list[list[int]] = [[] for _ in range(self.length)]
        for token, head in enumerate(self.head):
            if token != head:
                self.children[head].append(token)

    @cached_property
    def marks(self) -> list[str]:
        """For each token whether it is just before, inside or just after quotation marks, or none of these."""
        flags = [0, *self.quoted, 0]
        return [
            INSIDE if flags[i] else BEFORE if flags[i + 1] else AFTER if flags[i - 1] else ""
            for i in range(1, self.length + 1)
        ]

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """The sentences as they belong together, as token numbers ``[start, end)``: see `joined_sentences`."""
        return joined_sentences(self.doc, self.quoted)

    def stretch(self, token: int) -> tuple[int, int]:
        """The stretch that a token stands in."""
        return self.stretches[bisect_right(self.stretches, token, key=lambda stretch: stretch[0]) - 1]

"""A source in the article's own words: what stands for a party that nobody names."""

from typing import TYPE_CHECKING

from service.builtin.quotations.cues import noun_phrase
from service.builtin.quotations.speakers.parties import SUBJECTS
from service.builtin.quotations.tables import any_of, people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DEFINING = {"prep", "acl", "relcl"}
_SOME = {"all", "both", "some"}
"""What tells how many they are."""
_ASIDE = {",", "–", "—", ";", "("}


def description(head: "Token", words: tuple[int, int] | None) -> str | None:
    """The article's own words for a source and what defines it, without articles, possessives and asides.

    They are the source's ``words``, ``[start, end)`` in characters of the paragraph; where these are the noun phrase
    of a subject and no more, or aren't known, also what defines ``head``.
    """
    doc = head.doc
    first = _owners_start(doc, head.left_edge.i, words)
    while first < head.i and words and doc[first].idx < words[0]:
        first += 1
    while first < head.i and doc[first].dep_ == "prep" and doc[first].right_edge.i < head.i:
        first = doc[first].right_edge.i + 1
    while first < head.i and (_is_dropped(doc[first]) or _is_so_called(doc, first)):
        first += 3 if _is_so_called(doc, first) else 1
    last = head.i if words is None else _source_end(head, words[1])
    if words is None or (head.dep_ in SUBJECTS and words == noun_phrase(head)):
        last = max(last, _defining_end(head))
    while last > head.i and (doc[last].is_punct or doc[last].is_space) and not doc[last].is_quote:
        last -= 1
    named = head.pos_ == "PROPN" and head.lower_ not in any_of("titles", "bodies")
    while first < head.i and named and doc[first].lower_.strip(".") in people("titles"):
        first += 1
    marks = sum(word.is_quote for word in doc[first : last + 1])
    if marks % 2 and last + 1 < len(doc) and doc[last + 1].is_quote:
        last += 1
    return " ".join(doc[first : last + 1].text.split()) or None


def _owners_start(doc: "Doc", first: int, words: tuple[int, int] | None) -> int:
    """Where a source begins whose owner's name the parse took apart: "the Bank of Harwick's governor"."""
    apart = first > 1 and doc[first].dep_ == "poss" and doc[first - 1].lower_ == "of" and doc[first - 2].pos_ == "PROPN"
    return doc[first - 2].left_edge.i if apart and words and words[0] <= doc[first - 2].left_edge.idx else first


def is_defined(head: "Token") -> bool:
    """Whether more than the words before a noun tells which one it is, asides apart: "the driver who stopped"."""
    after = (child for child in head.rights if child.dep_ in _DEFINING)
    return any(head.doc[child.left_edge.i - 1].text not in _ASIDE for child in after)


def _defining_end(head: "Token") -> int:
    """The last word of what defines a noun, by the parse."""
    last = head.i
    for child in head.rights:
        if child.dep_ not in {*_DEFINING, "amod", "advmod"}:
            break
        aside = next((word.i for word in head.doc[last + 1 : child.right_edge.i + 1] if word.text in _ASIDE), None)
        last = child.right_edge.i if aside is None else aside - 1
        if aside is not None:
            break
    return last


def _source_end(head: "Token", end: int) -> int:
    """The last word of a source that ends at the character ``end``, up to an aside."""
    last = head.i
    for word in head.doc[head.i + 1 :]:
        aside = word.text in _ASIDE and not (word.i + 1 < len(head.doc) and word.nbor().ent_type_ == "PERSON")
        if word.idx >= end or aside:
            break
        last = word.i
    return last


def _is_so_called(doc: "Doc", first: int) -> bool:
    return doc[first : first + 3].text.lower() == "so-called"


def _is_dropped(word: "Token") -> bool:
    """Whether a word at the front of a source is none of its description."""
    if (word.tag_ in {"DT", "PRP$", "WP$"} and word.lower_ not in _SOME) or word.is_punct or word.is_space:
        return True
    counts = word.tag_ == "CD" or word.head.tag_ == "CD"
    return word.dep_ in {"cc", "mark", "advmod", "predet"} and not counts

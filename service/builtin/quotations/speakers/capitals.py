"""Which capitalised words of a paragraph make up one name."""

from typing import TYPE_CHECKING

from service.builtin.quotations.speakers.callings import given
from service.builtin.quotations.tables import people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HYPHENS = {"-", "‐", "‑"}
_APOSTROPHES = {"’", "'"}
_TIMES = {"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY"}
_APART = {"NORP", "LANGUAGE", "EVENT", "LAW", "PRODUCT", *_TIMES}
_IN_NAMES = {"PROPN", "NOUN", "ADJ", "X", "VERB", "NUM"}
_KIND_WORDS = 3


def chain_end(doc: "Doc", start: int) -> int:
    """Where the chain of capitalised words from ``start`` ends."""
    end = start + 1
    while end < len(doc):
        here = doc[end]
        after = doc[end + 1] if end + 1 < len(doc) else None
        if _goes_on(here):
            end += 1
        elif _is_inner_hyphen(doc, end) or (
            here.text in _APOSTROPHES and doc[end + 1 : end + 2].text == "and" and _is_body(doc, start, end + 2)
        ):
            end += 2
        elif (past := _past_particles(doc, end)) is not None:
            end = past + 1
        elif after is None or not _capital(after) or after.is_sent_start:
            break
        elif here.lower_ in {"of", "and", "&", "for", *_APOSTROPHES} and _is_body(doc, start, end + 1):
            end += 2
        else:
            break
    return end


def _past_particles(doc: "Doc", place: int) -> int | None:
    """The capitalised word after small words of a name, be there a hyphen: "von der Heide", "al-Rashid"."""
    if doc[place].lower_ not in people("particles"):
        return None
    while place < len(doc) and (doc[place].lower_ in people("particles") or doc[place].text in HYPHENS):
        place += 1
    return place if place < len(doc) and _capital(doc[place]) and not doc[place].is_sent_start else None


def with_kind(doc: "Doc", start: int, end: int) -> int:
    """Where a name ends that goes on with its kind in small letters: "Porthwen town council"."""
    last = end
    while last < len(doc) and last < end + _KIND_WORDS and doc[last].pos_ in {"NOUN", "PROPN"} and doc[last].is_lower:
        last += 1
    kind = doc[last - 1]
    named = (
        last > end and doc[start].pos_ == "PROPN" and kind.lower_ in people("civic") and kind.is_ancestor(doc[start])
    )
    return last if named and not doc[end - 1].text.isupper() else end


def may_start(token: "Token") -> bool:
    """Whether a word may be the first of a name."""
    if token.lower_ in people("particles") and token.is_lower and token.i + 2 < len(token.doc):
        return token.nbor().text in HYPHENS and _capital(token.nbor(2))  # "el-Masri"
    if not token.text[:1].isupper():
        return False
    if token.pos_ == "AUX" and not token.is_sent_start and token.i + 1 < len(token.doc):
        return token.nbor().pos_ == "PROPN"  # "its director, Will Tranter"
    named = _capital(token) and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.ent_type_ not in _APART
    return named or given(token.text) is not None


def may_be_surname(token: "Token") -> bool:
    """Whether a word that looks like none may still be a name: "Kiely praised" with "Kiely" read as an adverb."""
    likely = bool(token.is_sent_start) or token.pos_ == "PROPN"
    return likely and token.is_alpha and not token.is_stop and token.text[:1].isupper()


def _capital(token: "Token") -> bool:
    return token.text[:1].isupper() and token.ent_type_ not in _TIMES


def _goes_on(word: "Token") -> bool:
    """Whether a word, by itself, goes on with the name before it."""
    if word.lower_.strip(".") in people("generations"):
        return word.text[:1].isupper()
    return _capital(word) and word.pos_ in _IN_NAMES and not word.is_sent_start


def _is_inner_hyphen(doc: "Doc", place: int) -> bool:
    """Whether a hyphen joins the parts of a name: "Renn-Adar", "Sun-hee Baek"."""
    here = doc[place]
    if here.text not in HYPHENS or doc[place - 1].whitespace_ or here.whitespace_ or place + 1 == len(doc):
        return False
    small = place + 2 < len(doc) and doc[place + 1].is_lower and _capital(doc[place + 2]) and doc[place + 1].whitespace_
    return (small and doc[place + 2].pos_ == "PROPN") or _capital(doc[place + 1])


def _is_body(doc: "Doc", start: int, after: int) -> bool:
    """Whether a chain that goes on over "of" or "and" is one body's name."""
    link = doc[after - 1].lower_
    if link == "&":
        return True
    bodies = people("bodies")
    if link in {"of", "for"}:
        one = start > 0 and doc[start - 1].lower_ == "the" and doc[start].ent_type_ == "ORG"
        one = one and all(doc[i].ent_iob_ == "I" for i in range(start + 1, after + 1))
        return one or any(doc[i].lower_ in bodies for i in range(start, after))
    last = after
    while last < len(doc) and (_capital(doc[last]) or doc[last].text in _APOSTROPHES):
        last += 1
    return any(word.lower_ in bodies for word in doc[after:last])

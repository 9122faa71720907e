"""Verb phrases that stand around their object: "prop him up", "throw the minister under the bus"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.builtin.loaded_language.words import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = {"NOUN", "PROPN", "PRON"}
_ROLES = {"dobj", "dative", "nsubj"}
_LONGEST = 4
"""The most words of an object that a phrase is looked for around."""


def ends(form: Form, lower: Sequence[str], tokens: "Sequence[Token]", first: int) -> Iterator[int]:
    """Where a form ends that begins at the word ``first``, if it stands there: in one piece, or around its object."""
    rest = form.words[1:]
    if lower[first + 1 : first + 1 + len(rest)] == rest:
        yield first + len(rest)
    elif rest and form.entry.part == "verb":
        for after in range(first + 2, min(first + 2 + _LONGEST, len(lower))):
            if lower[after : after + len(rest)] == rest and _is_object(tokens, first, after):
                yield after + len(rest) - 1
                return


def around(form: Form, tokens: "Sequence[Token]", first: int, last: int) -> Form:
    """The form with a neutral wording that keeps the object it stands around."""
    if not form.neutral or last - first + 1 == len(form.words):
        return form
    between = tokens[first + 1 : last + 2 - len(form.words)]
    kept = between[0].doc[between[0].i : between[-1].i + 1].text
    return form._replace(neutral=f"{form.neutral} {kept}")


def _is_object(tokens: "Sequence[Token]", verb: int, after: int) -> bool:
    """Whether the words between a verb and the rest of its phrase are its object, and nothing else."""
    between = tokens[verb + 1 : after]
    heads = [token for token in between if token.head not in between]
    if len(heads) != 1 or heads[0] != between[-1] or heads[0].pos_ not in _NOMINAL or heads[0].dep_ not in _ROLES:
        return False
    # In "bleed the country dry" the parse has the country as the subject of "dry".
    return heads[0].head in (tokens[verb], tokens[after])

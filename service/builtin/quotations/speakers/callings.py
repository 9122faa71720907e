"""What a word says of who bears it: a title, a calling, a people, a given name."""

import re
from typing import TYPE_CHECKING, Literal

from service.builtin.quotations.tables import any_of, people
from service.given_names import given_names

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLING = re.compile(r"[a-z]{3}(?:er|or|ist|ian|man|woman|eer)$")
_DEMONYM = re.compile(r"[a-z](?:an|ese)$")


def given(word: str) -> Literal["he", "she"] | None:
    """Who may have a given name: a man, a woman, or None where it is no name, or anybody's."""
    return given_names().get(word.lower())


def is_person_noun(word: "Token") -> bool:
    """Whether a noun is of one person: "nurse", "widow"; a title is one too."""
    return word.pos_ == "NOUN" and word.lemma_.lower() in any_of("persons", "titles", "male", "female")


def is_calling(word: "Token") -> bool:
    """Whether a noun says what one person is or does: "flanker", "the retired postman"."""
    if word.pos_ not in {"NOUN", "PROPN"} or word.lower_ in any_of("companies", "documents"):
        return False
    if word.lower_ in people("bodies"):
        return word.lower_ in people("persons") and word.is_lower
    return is_person_noun(word) or (bool(_CALLING.search(word.lower_)) and word.lower_ not in people("things"))


def is_kind(word: "Token") -> bool:
    """Whether a noun may follow a body's name to say what kind of body it is: "the Unite union"."""
    return word.is_lower and word.lower_ in any_of("any_body", "companies", "named_kinds")


def is_place(word: "Token") -> bool:
    """Whether a word is of a place's name."""
    return word.ent_type_ in {"GPE", "LOC", "FAC"}


def is_demonym(word: "Token") -> bool:
    """Whether a word with "the" says where one person is from: "the Norwegian", "the Tongan"."""
    looks = word.text.istitle() and _DEMONYM.search(word.text) and word.lower_ not in people("things")
    return word.ent_type_ == "NORP" or bool(looks)


def is_title(token: "Token") -> bool:
    """Whether a word may stand before a name and be none of it: "Mayor", "acting"."""
    return token.lower_.strip(".") in people("titles")

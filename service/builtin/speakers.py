"""Who a source is: the people an article names, and which of them "he", "Safadi" or "the minister" means.

A guess is never shown as a fact: where the text leaves it open, the answer is None or the article's own description.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from service.builtin.cues import noun_phrase
from service.builtin.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 2
"""Paragraphs back in which a pronoun's person is looked for."""


@dataclass
class Person:
    """Somebody named in the article; ``roles`` are the words it describes them by, ``gender`` only as it tells."""

    name: str
    roles: set[str] = field(default_factory=set)
    gender: str | None = None


@dataclass(frozen=True)
class _Mention:
    person: Person
    start: int
    subject: bool


class Roster:
    """The people of an article, and what they are called."""

    def __init__(self, reading: Reading) -> None:
        """Gather everybody named in the article."""
        self._names = [list(_names_in(paragraph.doc)) for paragraph in reading.paragraphs]
        self._people: dict[str, Person] = {}
        self._called: dict[str, set[str]] = defaultdict(set)
        named = [words for names in self._names for _, words in names]
        for words in sorted(named, key=len, reverse=True):
            if self._known(words) is None:
                self._enter(words)
        self._mentions = [[self._mention(head, words) for head, words in names] for names in self._names]
        self._with_role: dict[str, set[str]] = defaultdict(set)
        for person in self._people.values():
            for word in person.roles:
                self._with_role[word].add(person.name)

    def speaker(self, number: int, head: "Token") -> str | None:
        """The name, or the description, of the source whose head word is ``head``, in paragraph ``number``."""
        if head.lower_ in _PERSONAL:
            person = self._meant(number, head)
            return person.name if person else None
        names = [self._named(number, word) for word in (head, *head.conjuncts)]
        if all(names):
            return " and ".join(dict.fromkeys(name for name in names if name))
        person = self._by_role(head)
        return person.name if person else _description(head)

    def _enter(self, words: list[str]) -> None:
        name = " ".join(words)
        self._people[name] = Person(name)
        for word in (words[0], words[-1]):
            self._called[word].add(name)

    def _known(self, words: list[str]) -> Person | None:
        """The person called so: by full name, by first and last name, or by the one name that only they have."""
        name = " ".join(words)
        if name in self._people:
            return self._people[name]
        found = self._called[words[0]] & self._called[words[-1]]
        if len(words) == 1:
            found = {name for name in found if name.split()[-1] == words[0]} or found
        return self._people[next(iter(found))] if len(found) == 1 else None

    def _named(self, number: int, head: "Token") -> str | None:
        """The full name that ``head`` is part of, or is explained by."""
        explained = {head.i, *(child.i for child in head.children if child.dep_ == "appos")}
        for last, words in self._names[number]:
            if any(last.i - len(words) < i <= last.i for i in explained):
                person = self._known(words)
                return person.name if person else " ".join(words)
        person = self._known([head.text]) if head.pos_ == "PROPN" else None
        return person.name if person else None

    def _mention(self, head: "Token", words: list[str]) -> _Mention | None:
        person = self._known(words)
        if person is None:
            return None
        person.roles |= _roles(head)
        person.gender = person.gender or _gender(person.roles)
        return _Mention(person, head.idx, subject=head.dep_ in {"nsubj", "nsubjpass"})

    def _by_role(self, head: "Token") -> Person | None:
        """The one person whom the article has described by these words."""
        singular = head.pos_ in {"NOUN", "PROPN"} and head.tag_ not in {"NNS", "NNPS"}
        indefinite = any(child.lower_ in {"a", "an", "another", "one", "some"} for child in head.children)
        narrowed = any(child.dep_ in {"prep", "relcl", "acl", "nummod"} for child in head.rights)
        if not singular or indefinite or narrowed:
            return None
        words = {head.lower_, *_modifiers(head)}
        found = set[str].intersection(*(self._with_role[word] for word in words))
        return self._people[next(iter(found))] if len(found) == 1 else None

    def _meant(self, number: int, pronoun: "Token") -> Person | None:
        """The person a pronoun means: the last one named before it who can be meant, subjects first."""
        gender = _gender({pronoun.lower_})
        if gender is None:
            return None
        for paragraph in range(number, max(-1, number - _REACH - 1), -1):
            here = [
                mention
                for mention in self._mentions[paragraph]
                if mention
                and mention.person.gender in {None, gender}
                and (paragraph < number or mention.start < pronoun.idx)
            ]
            if here:
                person = ([mention for mention in here if mention.subject] or here)[-1].person
                person.gender = gender
                return person
        return None


_PERSONAL = {"he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them"}


def _roles(head: "Token") -> set[str]:
    """The words an article describes somebody by, around the last word of their name."""
    words = set(_modifiers(head))
    described = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos" and head.head.pos_ in {"NOUN", "PROPN"}:
        described.append(head.head)
    return words.union(*({word.lower_, *_modifiers(word)} for word in described))


def _modifiers(head: "Token") -> list[str]:
    return [word.lower_.strip(".") for word in head.lefts if word.dep_ in {"compound", "amod", "nmod"}]


def _names_in(doc: "Doc") -> Iterator[tuple["Token", list[str]]]:
    """Each person's name in a paragraph: its last word, and its words without titles."""
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        words = [token for token in entity if token.pos_ != "PART" and token.text.strip() and token.text != "’s"]
        while words and words[0].lower_.strip(".") in _words("titles"):
            words.pop(0)
        if words and words[-1].text[0].isupper() and all(word.text.isprintable() for word in words):
            yield words[-1], [word.text for word in words]


def _description(head: "Token") -> str | None:
    """The article's own words for a source it doesn't name; a name it does give stands without title and "the"."""
    start, end = noun_phrase(head)
    words = head.doc.text[start:end].split()
    named = head.pos_ == "PROPN" and head.ent_type_ != ""
    while len(words) > 1 and named and words[0].lower().strip(".") in _words("titles"):
        words.pop(0)
    return " ".join(words) or None


def _gender(words: set[str]) -> str | None:
    male, female = bool(words & _words("male")), bool(words & _words("female"))
    return None if male == female else "male" if male else "female"


@cache
def _words(kind: str) -> frozenset[str]:
    table = tomllib.loads(files("service.builtin").joinpath("data/people.toml").read_text("utf-8"))
    return frozenset(table[kind].split())

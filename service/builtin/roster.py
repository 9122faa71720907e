"""The roster of an article: the people and organisations it names, and the words it describes them by."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from service.builtin.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

Pronoun = Literal["he", "she", "it"]


@dataclass
class Party:
    """A person or organisation named in the article.

    ``roles`` are the words it describes them by; ``pronoun`` is known only where the article itself tells it.
    """

    name: str
    person: bool
    roles: set[str] = field(default_factory=set)
    pronoun: Pronoun | None = None

    def may_be(self, pronoun: Pronoun) -> bool:
        """Whether a pronoun may stand for them."""
        return self.pronoun in {None, pronoun} and self.person == (pronoun != "it")


@dataclass(frozen=True)
class Mention:
    """One place where a party is named; ``words`` are token numbers, ``start`` is in the paragraph's characters."""

    party: Party
    words: range
    start: int
    subject: bool


class Roster:
    """Everybody an article names, and where; ``mentions`` has a list for each paragraph."""

    def __init__(self, reading: Reading) -> None:
        """Gather the names, longest first, so that a surname finds whose it is."""
        self._parties: dict[str, Party] = {}
        self._called: dict[str, set[str]] = defaultdict(set)
        self._described: dict[str, set[str]] = defaultdict(set)
        names = [list(_names_in(paragraph.doc)) for paragraph in reading.paragraphs]
        for name in sorted((name for found in names for name in found), key=lambda name: -len(name.words)):
            if self.known(name.words) is None:
                self._enter(name)
        self.mentions = [[self._mention(name) for name in found] for found in names]

    def known(self, words: list[str]) -> Party | None:
        """The party called so: by the full name, or a person by first and last or by the one that only they have."""
        name = " ".join(words)
        if name in self._parties:
            return self._parties[name]
        found = self._called[words[0]] & self._called[words[-1]]
        if len(words) == 1:
            found = {name for name in found if name.split()[-1] == words[0]} or found
        return self._parties[next(iter(found))] if len(found) == 1 else None

    def described(self, words: set[str]) -> Party | None:
        """The one party that the article describes by all these words."""
        found = set[str].intersection(*(self._described[word] for word in words))
        return self._parties[next(iter(found))] if len(found) == 1 else None

    def _enter(self, name: "_Name") -> None:
        full = " ".join(name.words)
        self._parties[full] = Party(full, name.person, pronoun=None if name.person else "it")
        if name.person:
            for word in (name.words[0], name.words[-1]):
                self._called[word].add(full)

    def _mention(self, name: "_Name") -> Mention:
        party = self.known(name.words) or Party(" ".join(name.words), name.person)
        words = _roles(name.last)
        party.roles |= words
        for word in words:
            self._described[word].add(party.name)
        if party.person:
            party.pronoun = party.pronoun or pronoun_of(party.roles)
        head = name.last.head if name.last.dep_ == "appos" else name.last
        place = range(name.last.i - len(name.words) + 1, name.last.i + 1)
        return Mention(party, place, name.last.idx, subject=head.dep_ in {"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class _Name:
    last: "Token"
    words: list[str]
    person: bool


def _names_in(doc: "Doc") -> Iterator[_Name]:
    """The names of people and organisations in a paragraph, without titles."""
    for entity in doc.ents:
        words = [token for token in entity if token.pos_ != "PART" and not token.is_space]
        person = entity.label_ == "PERSON" or _has_title(entity)
        if not person and entity.label_ != "ORG":
            continue
        while words and words[0].lower_.strip(".") in people("titles"):
            words.pop(0)
        if words and words[-1].text[0].isupper():
            yield _Name(words[-1], [word.text for word in words], person)


def _has_title(entity: "Tokens") -> bool:
    """Whether a name of several words is that of somebody, by the title it stands with: "the mayor, Ana Ruiz"."""
    root = entity.root
    beside = [root.head] if root.dep_ == "appos" else []
    beside += [child for child in (*root.lefts, *root.rights) if child.dep_ in {"compound", "appos"}]
    return len(entity) > 1 and any(token.lower_.strip(".") in people("titles") - {"the"} for token in beside)


def _roles(last: "Token") -> set[str]:
    """The words an article describes somebody by, around the last word of their name."""
    described = [child for child in last.children if child.dep_ == "appos"]
    if last.dep_ == "appos" and last.head.pos_ in {"NOUN", "PROPN"}:
        described.append(last.head)
    return set(modifiers(last)).union(*({word.lower_, *modifiers(word)} for word in described))


def modifiers(head: "Token") -> list[str]:
    """The words before a noun that say which one: "foreign minister"."""
    return [word.lower_.strip(".") for word in head.lefts if word.dep_ in {"compound", "amod", "nmod"}]


def pronoun_of(words: set[str]) -> Pronoun | None:
    """Which pronoun some words tell of: he for "chairman", she for "Mrs"."""
    male, female = bool(words & people("male")), bool(words & people("female"))
    return None if male == female else "he" if male else "she"


@cache
def people(kind: str) -> frozenset[str]:
    """One of the word tables of data/people.toml."""
    table = tomllib.loads(files("service.builtin").joinpath("data/people.toml").read_text("utf-8"))
    return frozenset(table[kind].split())

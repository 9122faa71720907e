"""The word tables: loaded words with technique, reason, neutral wording, and where they don't apply.

The tables are TOML files under ``data``, written for people who don't program; ``data/README.md`` describes them.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from service.builtin.loaded_language.inflection import Ending, forms, inflect, word_forms
from service.findings import Technique

Part = Literal["noun", "verb", "adjective", "adverb", "any"]

_WORD = re.compile(r"[^\W_]+|'s|'")
_ANY = "…"
"""What a compound's first half is written as in the tables: "…-hungry" is "power-hungry" and "money-hungry"."""


@dataclass(frozen=True)
class Phrase:
    """Words that stand in a row: each in any form of the table's word or, when ``cased``, only as the table has it."""

    words: tuple[frozenset[str], ...]
    cased: bool

    @classmethod
    def of(cls, text: str) -> "Phrase":
        """The phrase a table's text stands for."""
        cased = text != text.lower()
        return cls(tuple(frozenset((word,)) if cased else word_forms(word) for word in split(text)), cased)

    def names(self, words: frozenset[str]) -> bool:
        """Whether one of its words is one of these lower-case ``words``."""
        return any(word.lower() in words for alternatives in self.words for word in alternatives)


@dataclass(frozen=True)
class Entry:
    """A loaded word or phrase of the tables.

    ``unless`` are phrases that clear it from anywhere in the sentence; ``unless_part_of`` clear it where it is part of
    them, and where there is any ``only_part_of`` it must be part of one. ``not_in`` names subjects of `contexts`.
    ``least`` is the strength it has however rarely annotators mark it.
    """

    word: str
    technique: Technique
    reason: str
    neutral: str | None
    strength: float
    least: float
    part: Part
    unless: tuple[Phrase, ...]
    unless_part_of: tuple[Phrase, ...]
    only_part_of: tuple[Phrase, ...]
    not_in: tuple[str, ...]


class Form(NamedTuple):
    """One form of an entry: its ``words`` in lower case, and the neutral wording in the same form.

    ``hyphenated`` words must stand with a hyphen; others may. A ``compound`` is the second half of one: it must stand
    after a hyphen, and takes the first half with it.
    """

    words: tuple[str, ...]
    entry: Entry
    neutral: str | None
    hyphenated: bool
    compound: bool = False


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")

    neutral: str = ""
    strength: float | None = Field(default=None, ge=0, le=1)
    least: float = Field(default=0, ge=0, le=1)
    part: Part | None = None
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")

    technique: Technique
    reason: str = Field(pattern=r"^[A-Z].*\.$")
    strength: float = Field(ge=0, le=1)
    part: Part
    leave_out: tuple[str, ...] = ()
    instead: dict[str, tuple[str, ...]] = {}
    words: dict[str, str | _Settings] = {}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    group: list[_Group]


def split(text: str) -> tuple[str, ...]:
    """A text's words, without its hyphens."""
    if text.isalpha():
        return (text,)
    return tuple(_WORD.findall(text.replace("’", "'")))


@cache
def forms_by_first_word() -> dict[str, tuple[Form, ...]]:
    """Every form of every entry, by its first word in lower case."""
    index: defaultdict[str, list[Form]] = defaultdict(list)
    for entry, irregular in _entries():
        for form in _forms(entry, irregular):
            index[form.words[0]].append(form)
    return {first: tuple(found) for first, found in index.items()}


@cache
def contexts() -> dict[str, frozenset[str]]:
    """The words that show a subject, by its name, in lower case; some are of several words."""
    table = tomllib.loads((files("service.builtin") / "data" / "contexts.toml").read_text("utf-8"))
    return {name: frozenset(word.strip() for word in words.split(",")) for name, words in table.items()}


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry of the tables, in the order of the files' names and of their lines."""
    return tuple(entry for entry, _ in _entries())


@cache
def _entries() -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    folder = files("service.builtin") / "data" / "words"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    tables = [_Table.model_validate(tomllib.loads(path.read_text("utf-8"))) for path in paths]
    return tuple(
        (_entry(group, word, settings), settings.forms)
        for table in tables
        for group in table.group
        for word, settings in _settings(group)
    )


def _settings(group: _Group) -> list[tuple[str, _Settings]]:
    given = [(word, _Settings(neutral=how) if isinstance(how, str) else how) for word, how in group.words.items()]
    alike = [(word, setting) for setting, words in _alike(group) for word in words]
    return alike + given


def _alike(group: _Group) -> Iterator[tuple[_Settings, Iterable[str]]]:
    yield _Settings(), group.leave_out
    for neutral, words in group.instead.items():
        yield _Settings(neutral=neutral), words


def _entry(group: _Group, word: str, settings: _Settings) -> Entry:
    part = settings.part or group.part
    unless = [Phrase.of(text) for text in settings.unless]
    first_words = (split(form)[:1] for form, _ in forms(word, part)) if unless else ()
    own = frozenset(first.lower() for words in first_words for first in words)
    return Entry(
        word=word,
        technique=group.technique,
        reason=group.reason,
        neutral=settings.neutral or None,
        strength=group.strength if settings.strength is None else settings.strength,
        least=settings.least,
        part=part,
        unless=tuple(phrase for phrase in unless if not phrase.names(own)),
        unless_part_of=tuple(phrase for phrase in unless if phrase.names(own)),
        only_part_of=tuple(Phrase.of(text) for text in settings.only),
        not_in=settings.not_in,
    )


def _forms(entry: Entry, irregular: tuple[str, ...]) -> list[Form]:
    given: list[tuple[str, Ending]] = [(form, "s") for form in irregular]
    found: dict[tuple[str, ...], Form] = {}
    for text, ending in [*given, *forms(entry.word, entry.part)]:
        neutral = inflect(entry.neutral, ending, entry.part) if entry.neutral else None
        words = tuple(word.lower() for word in split(text))
        if text.startswith(_ANY):
            found.setdefault(words, Form(words, entry, neutral, hyphenated=False, compound=True))
            continue
        found.setdefault(words, Form(words, entry, neutral, hyphenated="-" in text))
        if "-" in text:
            found.setdefault(("".join(words),), Form(("".join(words),), entry, neutral, hyphenated=False))
    return list(found.values())

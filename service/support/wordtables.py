"""The word tables of the check of a text against its article: words.toml and synonyms.toml, plain lists of words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def lines(section: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line of a section of words.toml."""
    return tuple(_lines(_table("words")[section]))


@cache
def words(section: str) -> frozenset[str]:
    """All the words of a section of words.toml."""
    return frozenset(word for line in lines(section) for word in line)


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """The words of each line of synonyms.toml, which say the same."""
    return tuple(line for section in _table("synonyms").values() for line in _lines(section))


@cache
def word_class(name: str) -> frozenset[str]:
    """All the words of one of the sections of synonyms.toml: verbs, nouns, adjectives, others."""
    return frozenset(word for line in _lines(_table("synonyms")[name]) for word in line)


def _lines(section: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in section.strip().splitlines()]


@cache
def _table(name: str) -> Mapping[str, str]:
    return tomllib.loads(files("service.support").joinpath(f"{name}.toml").read_text("utf-8"))

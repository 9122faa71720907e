"""Given names, and whether a man or a woman bears them nearly everywhere."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Pronoun = Literal["he", "she"]
_PRONOUNS: tuple[Pronoun, Pronoun] = ("he", "she")


@cache
def given_names() -> Mapping[str, Pronoun]:
    """Each given name of given_names.toml, in lower case, with the pronoun that may mean its bearer."""
    table = tomllib.loads(files("service").joinpath("given_names.toml").read_text("utf-8"))
    return {name: pronoun for pronoun in _PRONOUNS for name in table[pronoun].split()}

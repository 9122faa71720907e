"""The word tables of the quotations: people.toml and cues.toml, read once."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """A table of ``data/`` by its file's name; each of its entries is words separated by white space."""
    return tomllib.loads(files("service.builtin").joinpath(f"data/{name}.toml").read_text("utf-8"))


@cache
def people(kind: str) -> frozenset[str]:
    """The words of one entry of people.toml."""
    return frozenset(table("people")[kind].split())


@cache
def any_of(*kinds: str) -> frozenset[str]:
    """The words of several entries of people.toml."""
    return frozenset[str]().union(*map(people, kinds))


@cache
def alike(word: str) -> tuple[frozenset[str], ...]:
    """The words of people.toml that an article may use in turns with one for a post, those most like it first.

    With "sen" it is "senator" before "congresswoman" and the like.
    """
    groups = (frozenset(group.split("/")) for group in table("people")["alike"].split())
    return tuple(sorted((group for group in groups if word in group), key=len))


@cache
def body_kinds(word: str) -> frozenset[str]:
    """The kinds of body that a word of people.toml tells of: "utility" of a business, "trust" of health and of aid."""
    groups = (group.split("/") for group in table("people")["body_kinds"].split())
    return frozenset(group[0] for group in groups if word in group[1:])


@cache
def kinds() -> dict[str, str]:
    """For each verb of cues.toml the kinds it is listed under."""
    found: dict[str, str] = {}
    for kind in ("say", "beside", "think", "urge", "label", "for"):
        for verb in table("cues")[kind].split():
            found[verb] = f"{found[verb]}+{kind}" if verb in found else kind
    return found

"""What was changed between claimed words and the passage they come from, word by word, and of what kind.

Kinds: a *negation* lost or added, a *number*, a *name*, a *modal* (may), a *hedge* (about, reportedly), or *other*.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

import regex
from rapidfuzz.distance import Levenshtein

from service.findings import Change, Edit
from service.grounding.folding import fold

_LETTERS = r"[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}]|\p{Cf}++(?=[\p{L}\p{N}\p{M}]))*+"
_SIGN = r"(?<![^\s(\[])[-‐‑−](?=\p{Sc}?\p{N})"
_JOINT = r"(?:['’.,:/‐‑-]|(?<=\p{N})[–−](?=\p{N}))\p{Cf}*+"
_WORD = regex.compile(rf"(?:{_SIGN})?\p{{Sc}}?{_LETTERS}(?:{_JOINT}{_LETTERS})*+[%‰°]?|[^\s\p{{L}}\p{{N}}\p{{Cf}}]")

_ORDER: tuple[Change, ...] = ("negation", "number", "name", "modal", "hedge", "other")


def table(kind: str) -> frozenset[str]:
    """One of the word tables of wording.toml."""
    return _tables()[kind]


@cache
def _tables() -> dict[str, frozenset[str]]:
    text = files("service.grounding").joinpath("wording.toml").read_text("utf-8")
    return {kind: frozenset(words.split()) for kind, words in tomllib.loads(text).items()}


def words_of(text: str) -> list[tuple[int, int]]:
    """Where each word and each mark of punctuation of ``text`` stands."""
    return [match.span() for match in _WORD.finditer(text)]


def compare(claimed: Sequence[str], passage: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that lead from the words of ``passage`` to those ``claimed``, in order; none when they are the same."""
    theirs, ours = [fold(word) for word in claimed], [fold(word) for word in passage]
    edits: list[Edit] = []
    for change in Levenshtein.opcodes(theirs, ours):
        if change.tag != "equal":
            left = claimed[change.src_start : change.src_end]
            right = passage[change.dest_start : change.dest_end]
            edits.append(Edit(kinds=_kinds(left, right), claimed=" ".join(left), article=" ".join(right)))
    return tuple(edits)


def kinds_among(edits: Sequence[Edit]) -> tuple[Change, ...]:
    """The kinds of all the edits, gravest first."""
    return tuple(kind for kind in _ORDER if any(kind in edit.kinds for edit in edits))


def is_negative(word: str) -> bool:
    """Whether a word negates."""
    plain = fold(word).lower()
    return plain in table("negations") or plain.endswith("n't")


def is_number(word: str) -> bool:
    """Whether a word is a number, in digits or letters, or a day or month."""
    lower = word.lower()
    if any(character.isnumeric() for character in word) or not table("numbers").isdisjoint(lower.split("-")):
        return True
    return lower in table("dates") and word[:1].isupper()


def is_name(word: str) -> bool:
    """Whether a word is (part of) a name: capitalised, and none of the words that only open a sentence."""
    if not word[:1].isupper() or is_number(word) or is_negative(word):
        return False
    return not any(word.lower() in table(kind) for kind in ("openers", "modals", "hedges"))


def _kinds(claimed: Sequence[str], passage: Sequence[str]) -> tuple[Change, ...]:
    """The kinds of change that replacing ``passage`` by ``claimed`` makes, gravest first."""
    tests: tuple[tuple[Change, Callable[[str], bool]], ...] = (
        ("negation", is_negative),
        ("number", is_number),
        ("name", is_name),
        ("modal", lambda word: fold(word).lower() in table("modals") and not is_number(word)),
        ("hedge", lambda word: fold(word).lower() in table("hedges")),
    )
    if _lower(claimed) == _lower(passage):
        return ("other",)
    kinds: list[Change] = [kind for kind, test in tests if _those(claimed, test) != _those(passage, test)]
    if "negation" not in kinds and _opposed(claimed, passage):
        kinds.insert(0, "negation")
    return tuple(kinds) or ("other",)


def _lower(words: Sequence[str]) -> list[str]:
    return [fold(word).lower() for word in words]


def _those(words: Sequence[str], test: Callable[[str], bool]) -> Counter[str]:
    if test is is_negative:
        return Counter("not" for word in words if test(word))
    return Counter(fold(word).lower() for word in words if test(word))


def _opposed(claimed: Sequence[str], passage: Sequence[str]) -> bool:
    """Whether a word on one side is one of the other with a prefix that negates it: legal, illegal."""
    left, right = set(_lower(claimed)), set(_lower(passage))
    return any(
        prefix + word in others
        for words, others in ((left, right), (right, left))
        for word in words
        if len(word) > len("un-")
        for prefix in table("prefixes")
    )

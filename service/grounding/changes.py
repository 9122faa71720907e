"""What was changed between claimed words and the passage they come from, word by word, and of what kind.

Kinds: a *negation* lost or added, a *number*, a *name*, a *modal* (may), a *hedge* (about, reportedly), or *other*.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

import regex
from rapidfuzz.distance import Levenshtein

from service.findings import Change, Edit
from service.grounding.folding import SIGN, UNSEEN, fold

_LETTER = rf"(?![{UNSEEN}])[\p{{L}}\p{{N}}\p{{M}}]"
_LETTERS = rf"{_LETTER}(?:{_LETTER}|[{UNSEEN}]++(?=[\p{{L}}\p{{N}}\p{{M}}]))*+"
_JOINT = rf"(?:['’.,:/‐‑-]|(?<=\p{{N}})[–−](?=\p{{N}}))[{UNSEEN}]*+"
_WORD = regex.compile(
    r"[A-Za-z]++(?=[.,]?[ \n])"  # most words, quickly
    rf"|(?:{SIGN})?\p{{Sc}}?{_LETTERS}(?:{_JOINT}{_LETTERS})*+[%‰°]?|[^\s\p{{L}}\p{{N}}\p{{M}}{UNSEEN}]"
)

_UNIT = regex.compile(r"[\p{Sc}%‰]")
_WHOLE_STEMS = {"can't": "can", "won't": "will", "shan't": "shall"}
ORDER: tuple[Change, ...] = ("negation", "number", "name", "modal", "hedge", "other")
"""The kinds of change, gravest first."""


def table(kind: str) -> frozenset[str]:
    """One of the word tables of wording.toml."""
    return _tables()[kind]


@cache
def _tables() -> dict[str, frozenset[str]]:
    text = files("service.grounding").joinpath("wording.toml").read_text("utf-8")
    tables: dict[str, str | list[str]] = tomllib.loads(text)
    return {kind: frozenset(words.split() if isinstance(words, str) else words) for kind, words in tables.items()}


def words_of(text: str) -> list[tuple[int, int]]:
    """Where each word and each mark of punctuation of ``text`` stands."""
    return list(words_in(text))


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """The same, one after the other."""
    return (match.span() for match in _WORD.finditer(text))


def compare(claimed: Sequence[str], passage: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that lead from the words of ``passage`` to those ``claimed``, in order; none when they are the same."""
    theirs, ours = [fold(word) for word in claimed], [fold(word) for word in passage]
    edits: list[Edit] = []
    for equal, group in groupby(Levenshtein.opcodes(theirs, ours), lambda change: change.tag == "equal"):
        if not equal:
            changes = list(group)
            left = claimed[changes[0].src_start : changes[-1].src_end]
            right = passage[changes[0].dest_start : changes[-1].dest_end]
            edits.append(Edit(kinds=_kinds(left, right), claimed=" ".join(left), article=" ".join(right)))
    return tuple(edits)


def kinds_among(edits: Sequence[Edit]) -> tuple[Change, ...]:
    """The kinds of all the edits, gravest first."""
    return tuple(kind for kind in ORDER if any(kind in edit.kinds for edit in edits))


def is_negative(word: str) -> bool:
    """Whether a word negates, or turns what is said round in another way: not, few, denied, unlikely."""
    return _is_negative(fold(word).lower())


@lru_cache(maxsize=65536)
def _is_negative(word: str) -> bool:
    if word in table("negations") or word in table("reversals") or word.endswith("n't"):
        return True
    return word.startswith(_beginnings("reversing")) and not word.startswith(_beginnings("plain"))


def negates(text: str) -> bool:
    """Whether a stretch of text holds a word, or several together, that negate."""
    words = [text[slice(*place)] for place in words_of(text)]
    return any(map(is_negative, words)) or _has_phrase(words)


def _has_phrase(words: Sequence[str]) -> bool:
    together = f" {' '.join(_lower(words))} "
    return any(f" {phrase} " in together for phrase in table("reversing_phrases"))


@cache
def _beginnings(kind: str) -> tuple[str, ...]:
    return tuple(table(f"{kind}_beginnings"))


def is_number(word: str) -> bool:
    """Whether a word is a number, in digits or letters, a currency or per cent sign, or a day or month."""
    lower = word.lower()
    if (
        any(character.isnumeric() for character in word)
        or _UNIT.fullmatch(word)
        or not table("numbers").isdisjoint(lower.split("-"))
    ):
        return True
    return lower in table("dates") and word[:1].isupper()


def is_name(word: str) -> bool:
    """Whether a word is (part of) a name: capitalised, and none of the words that only open a sentence."""
    if not word[:1].isupper() or is_number(word) or is_negative(word):
        return False
    bare = fold(word).lower().split("'")[0]
    return not any(bare in table(kind) for kind in ("openers", "modals", "hedges"))


def _is_modal(word: str) -> bool:
    return fold(word).lower() in table("modals") and not is_number(word)


def _is_hedge(word: str) -> bool:
    return fold(word).lower() in table("hedges")


TESTS: tuple[tuple[Change, Callable[[str], bool]], ...] = (
    ("negation", is_negative),
    ("number", is_number),
    ("name", is_name),
    ("modal", _is_modal),
    ("hedge", _is_hedge),
)
"""What tells whether a word is of a kind."""


def _kinds(claimed: Sequence[str], passage: Sequence[str]) -> tuple[Change, ...]:
    """The kinds of change that replacing ``passage`` by ``claimed`` makes, gravest first."""
    claimed, passage = _spread(claimed), _spread(passage)
    if _lower(claimed) == _lower(passage):
        return ("other",)
    kinds: list[Change] = [kind for kind, test in TESTS if those(claimed, test) != those(passage, test)]
    if "negation" not in kinds and (_opposed(claimed, passage) or _has_phrase(claimed) != _has_phrase(passage)):
        kinds.insert(0, "negation")
    return tuple(kinds) or ("other",)


def _spread(words: Sequence[str]) -> list[str]:
    """The words, with the negation that is part of one as a word of its own: can't, cannot → can not."""
    spread: list[str] = []
    for word in words:
        plain = fold(word)
        if plain.lower() == "cannot":
            spread += (plain[:3], plain[3:])
        elif plain.lower().endswith("n't"):
            spread += (_WHOLE_STEMS.get(plain.lower(), plain[:-3]), "not")
        else:
            spread.append(word)
    return spread


def _lower(words: Sequence[str]) -> list[str]:
    return [fold(word).lower() for word in words]


def those(words: Sequence[str], test: Callable[[str], bool]) -> Counter[str]:
    """The words that pass one of `TESTS`, folded, in lower case; any that negates is one and the same."""
    if test is is_negative:
        return Counter("not" for word in words if test(word))
    return Counter(fold(word).lower() for word in words if test(word))


def _opposed(claimed: Sequence[str], passage: Sequence[str]) -> bool:
    """Whether a word on one side is one of the other with a part that negates it: legal, illegal; home, homeless."""
    left, right = set(_lower(claimed)), set(_lower(passage))
    return any(
        prefix + word in others or word + suffix in others
        for words, others in ((left, right), (right, left))
        for word in words
        if len(word) > len("un-")
        for prefix in table("prefixes")
        for suffix in table("suffixes")
    )

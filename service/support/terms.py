"""The words of a sentence as the check of support reads them: what kind each is, and which say the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import regex

from service.grounding.changes import is_negative, table
from service.grounding.folding import fold
from service.support.quantities import SCALES, joined, value_of
from service.support.stems import stem
from service.support.wordtables import lines, synonyms, words

Kind = Literal["number", "date", "name", "word", "light", "negation", "modal", "hedge"]

_TOKEN = regex.compile(
    r"(?:\p{Lu}\.){2,}+|\p{Lu}\p{L}*+\p{N}[\p{L}\p{N}]*+|\p{L}[-‐‑]\p{L}[\p{L}\p{M}]++|\p{N}++(?:[.,:]\p{N}++)*+|[\p{L}\p{M}]++(?:['’][\p{L}\p{M}]++)*+|%|\p{Sc}|[.,:;!?…()\[\]“”\"«»—–]"
)
_INITIALS = regex.compile(r"(?:\p{Lu}\.){2,}+")
HYPHENS = frozenset("-‐‑")
_POSSESSIVE = regex.compile(r"['’]s?$")
_ORDINAL = frozenset({"st", "nd", "rd", "th", "s"})
_JOINING = frozenset({"cent", "."})
"""Terms that may be one with the last; any may be with a number."""
_SHORTEST_NEGATED = 3
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


class Term(NamedTuple):
    """A word at ``[start, end)`` of its text; ``value`` is a number's, ``senses`` the synonym groups it stands in.

    ``plain`` is the word in lower case without a possessive, ``stem`` what is left of it without its ending.
    """

    start: int
    end: int
    word: str
    plain: str
    stem: str
    kind: Kind
    value: float | None = None
    senses: frozenset[int] = frozenset()

    @property
    def carries(self) -> bool:
        """Whether it says something of its own: a number, a date, a name, or a word of matter."""
        return self.kind in {"number", "date", "name", "word"}


def read_terms(text: str) -> list[Term]:
    """The words and marks of ``text`` in order; marks are light, and a number of several words is one.

    The full stop of an abbreviated title ends nothing, and is left out; so is an initial within a name.
    """
    found: list[Term] = []
    for match in _TOKEN.finditer(text):
        term = Term(*match.span(), match[0], *_known(match[0]))
        if found and (term.plain in _JOINING or found[-1].kind == "number"):
            _join(text, found, term)
        else:
            found.append(term)
    phrases = _phrases()
    for index, (term, after) in enumerate(pairwise(found)):
        if phrase := phrases.get((term.stem, after.stem)):
            kind: Kind = "word" if term.kind == "light" else term.kind
            found[index] = term._replace(senses=term.senses | phrase, kind=kind)
    return found


def _join(text: str, found: list[Term], term: Term) -> None:
    """Add the next term, or make it one with the last where a number, a title or an initial goes on in it."""
    last = found[-1]
    if term.plain == "cent" and last.plain == "per":
        found[-1] = Term(last.start, term.end, text[last.start : term.end], *_known("percent"))
    elif term.plain == "." and last.end == term.start and last.plain in words("abbreviations"):
        return
    elif term.plain == "." and _is_initial_within(text, found, term.start):
        found[-2:] = [found[-2]._replace(end=term.end)]
    elif last.kind == "number" and (grown := _grown(last, term)) is not None:
        found[-1] = last._replace(end=term.end, word=text[last.start : term.end], value=grown)
    else:
        found.append(term)


def _is_initial_within(text: str, found: Sequence[Term], stop: int) -> bool:
    """Whether the full stop at ``stop`` is of an initial between two names: "Drew B. Tipton"."""
    initial = len(found) > 1 and found[-1].word.isupper() and len(found[-1].word) == 1 and found[-1].end == stop
    follows = text[stop + 1 : stop + 2].isspace() and text[stop + 2 : stop + 3].isupper()
    return initial and follows and found[-2].kind == "name" and found[-2].end + 1 == found[-1].start


def _grown(last: Term, term: Term) -> float | None:
    """The value of a number that goes on in the next word: 2 million, 1.5bn, 3rd, twenty-five."""
    if last.value is None:
        return None
    touching = last.end == term.start
    if touching and term.plain in _ORDINAL:
        return last.value
    if term.plain in SCALES and (touching or len(term.plain) > len("mn")):
        return last.value * SCALES[term.plain]
    return joined(last.value, term.value) if term.value is not None and not last.word[0].isdigit() else None


@lru_cache(maxsize=65536)
def _known(word: str) -> tuple[str, str, Kind, float | None, frozenset[int]]:
    """What a term is by its word alone: plain, stem, kind, value and senses."""
    plain = _POSSESSIVE.sub("", fold(word).lower()) or word
    if word[1:2] in HYPHENS:
        plain = plain[0] + plain[2:]
    if _INITIALS.fullmatch(word):
        plain = plain.replace(".", "")
    value = value_of(plain)
    return plain, stem(plain), _kind(word, plain, value), value, senses_of(plain)


def _kind(word: str, plain: str, value: float | None) -> Kind:
    acronym = word.isupper() and len(word) > 1
    kinds: tuple[tuple[Kind, bool], ...] = (
        ("negation", is_negation(plain)),
        ("number", value is not None),
        ("date", plain in table("dates") and word[:1].isupper()),
        ("modal", plain in table("modals")),
        ("hedge", plain in table("hedges") and plain not in words("says")),
        ("light", not word[0].isalnum() or plain.startswith("i'") or (plain in words("light") and not acronym)),
        ("name", word[0].isupper()),
        ("word", True),
    )
    return next(kind for kind, holds in kinds if holds)


@lru_cache(maxsize=4096)
def is_negation(plain: str) -> bool:
    """Whether a word takes back what follows: not, never, without; verbs like "reject" say something of their own."""
    return is_negative(plain) and (plain.endswith("n't") or plain in words("negations"))


@lru_cache(maxsize=65536)
def senses_of(plain: str) -> frozenset[int]:
    """The synonym groups of a word or of a phrase "a_b"; a word of no group has none."""
    return _senses().get(stem(plain), frozenset())


def may_be_left_out(term: Term) -> bool:
    """Whether a text may leave a word of a name out, or put it in: a title, what a body is in law or in sport."""
    return term.plain in words("titles") or term.plain in words("forms")


@cache
def stems(section: str) -> frozenset[str]:
    """The stems of the words of a section of words.toml."""
    return frozenset(map(stem, words(section)))


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return (*synonyms(), *lines("peoples"), *lines("same_units"))


@cache
def group_stems() -> tuple[frozenset[str], ...]:
    """The stems of the words of each synonym group, by its number; its phrases are left out."""
    return tuple(frozenset(stem(word) for word in group if "_" not in word) for group in _groups())


@cache
def _senses() -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(group_stems()):
        for word in group:
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _phrases() -> dict[tuple[str, str], frozenset[int]]:
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, group in enumerate(_groups()):
        for word in group:
            first, _, second = word.partition("_")
            if second:
                found[stem(first), stem(second)].add(number)
    return {phrase: frozenset(numbers) for phrase, numbers in found.items()}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in _sides("opposites"):
        for word in left:
            found[word] |= right
        for word in right:
            found[word] |= left
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _kinds_of() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in _sides("general"):
        for word in left:
            found[word] |= right
    return {word: frozenset(others) for word, others in found.items()}


def _sides(section: str) -> Iterator[tuple[set[str], set[str]]]:
    for line in lines(section):
        bar = line.index("|")
        yield {stem(word) for word in line[:bar]}, {stem(word) for word in line[bar + 1 :]}


def narrower(term: Term) -> frozenset[str]:
    """The stems that a general word may stand for: "vehicle" for a car."""
    return _kinds_of().get(term.stem, frozenset())


def are_opposites(one: Term, other: Term) -> bool:
    """Whether two words say the opposite of each other, by table or by a prefix that negates."""
    against = _against(one.plain)
    if against and (other.stem in against or adjective(other.plain) in against):
        return True
    return other.stem in _without_prefix(one.plain) or one.stem in _without_prefix(other.plain)


@lru_cache(maxsize=65536)
def _against(plain: str) -> frozenset[str]:
    """The stems that a word is the opposite of by table, or the adjective is that it is made of."""
    return _opposites().get(stem(plain), frozenset()) | _opposites().get(adjective(plain), frozenset())


@lru_cache(maxsize=65536)
def _without_prefix(plain: str) -> frozenset[str]:
    """The stem of what is left of a word without a prefix that negates: known of unknown."""
    bare = (plain.removeprefix(prefix) for prefix in _PREFIXES if plain.startswith(prefix))
    return frozenset(stem(word) for word in bare if len(word) > _SHORTEST_NEGATED)


def adjective(plain: str) -> str:
    """The stem of what an adverb is made of: publicly, public."""
    return stem(plain.removesuffix("ally") + "al" if plain.endswith("ally") else plain.removesuffix("ly"))

"""Sentences made false by one change: another number, another name, a negation put in or taken out.

What a change makes is no fluent English always, and always says something else. The same seed makes the same changes.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from service.support.wordtables import lines

AlterationKind = Literal["number", "name", "new name", "negation"]

INVENTED = ("Halloran", "Priya Venn", "Ostrava", "Delmont", "Marek Tolliver", "Quillfield")
"""Names that no article has."""


@dataclass(frozen=True)
class Alteration:
    """A sentence with one thing changed; ``was`` and ``now`` are the words before and after, either may be empty."""

    kind: AlterationKind
    text: str
    was: str
    now: str


def alterations(sentence: str, article: str, *, seed: int = 0) -> Iterator[Alteration]:
    """At most one change of each kind, where the sentence has something to change."""
    for change in (_number, _name, _new_name, _negation):
        found = change(sentence, article, random.Random(f"{seed} {sentence}"))  # noqa: S311 -- a choice, no secret
        if found and found.text != sentence:
            yield found


_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\d-])")
_WORDS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _number(sentence: str, _article: str, chance: random.Random) -> Alteration | None:
    places = [*_NUMBER.finditer(sentence), *_NUMBER_WORD.finditer(sentence)]
    if not places:
        return None
    place = chance.choice(places)
    return _put("number", sentence, place.span(), _other_number(place[0], chance))


def _other_number(was: str, chance: random.Random) -> str:
    if was.lower() in _WORDS:
        other = chance.choice([word for word in _WORDS if word != was.lower()])
        return other.capitalize() if was[0].isupper() else other
    digits = was.replace(",", "")
    if _YEAR.fullmatch(was):
        return str(int(was) + chance.choice([-11, -7, -4, 4, 7, 11]))
    whole, point, part = digits.partition(".")
    value = int(whole) + max(1, int(whole) * chance.choice([1, 2, 3]) // chance.choice([2, 3]))
    return (f"{value:,}" if "," in was else str(value)) + point + part


_NAME = re.compile(r"[A-Z][\w’'-]*[\w](?: [A-Z][\w’'-]*[\w])*")
_STEM = 5
"""Letters that “Britain” and “British” have in common, more or less."""
_NO_NAMES = re.compile(
    r"(?:An?|And|As|At|But|By|For|From|He|Her|His|I|If|In|Its?|My|No|Not|Of|On|Or|Our|She|So|That|The|Their|There|These|"
    r"They|This|Those|To|Under|We|What|When|Where|While|Who|With|You|Mr|Mrs|Ms|Dr|Sir|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)"
)


def _name(sentence: str, article: str, chance: random.Random) -> Alteration | None:
    """Another of the article's names: the harder change to notice."""
    known, places = _named(sentence, article)
    here = _NAME.findall(sentence)
    others = [name for name in known if not any(_same(name, other) or _of_one(name, other, article) for other in here)]
    if not places or not others:
        return None
    return _put("name", sentence, chance.choice(places).span(), chance.choice(others))


def _new_name(sentence: str, article: str, chance: random.Random) -> Alteration | None:
    _, places = _named(sentence, article)
    others = [name for name in INVENTED if name not in article]
    if not places or not others:
        return None
    return _put("new name", sentence, chance.choice(places).span(), chance.choice(others))


def _named(sentence: str, article: str) -> tuple[list[str], list[re.Match[str]]]:
    """The article's names, and where they stand in a sentence."""
    known = sorted(_names(article), key=lambda name: (-len(name), name))
    return known, list(re.finditer(rf"\b(?:{'|'.join(map(re.escape, known))})\b", sentence)) if known else []


def _names(article: str) -> frozenset[str]:
    """Runs of capitalised words that stand within a sentence, where only names are capitalised."""
    found = (place[0] for place in re.finditer(rf"(?<=[a-z,] )(?:{_NAME.pattern})", article))
    small = set(re.findall(r"\b[a-z]+\b", article))
    return frozenset(
        name
        for name in found
        if not re.search(r"[’']", name) and not any(_NO_NAMES.fullmatch(x) or x.lower() in small for x in _parts(name))
    )


def _parts(name: str) -> list[str]:
    return re.sub(r"[’']s\b", "", name).split()


def _same(one: str, other: str) -> bool:
    """Whether two names may mean the same: by the start of a word, as initials, or as a place and its people."""
    starts = ({part[:_STEM] for part in _parts(name)} for name in (one, other))
    if not next(starts).isdisjoint(next(starts)) or one == _initials(other) or other == _initials(one):
        return True
    return any({_folded(one), _folded(other)} <= set(line) for line in lines("peoples"))


def _folded(name: str) -> str:
    """A name as the table of peoples has it."""
    return "_".join(part.lower() for part in _parts(name) if not _NO_NAMES.fullmatch(part))


def _of_one(one: str, other: str, article: str) -> bool:
    """Whether two names are parts of one that the article has: Ana, Ruiz, Ana Ruiz."""
    return f"{one} {other}" in article or f"{other} {one}" in article


def _initials(name: str) -> str:
    return "".join(part[0] for part in _parts(name))


_NEGATIVE = re.compile(r"\b(?:no|nobody|none|nothing|neither|nor|without|hardly|not only)\b", re.IGNORECASE)
"""Words beside which one more negation says no one knows what."""
_NEGATED = re.compile(
    r"\b(?P<aux>did|do|does) (?:not|never) |\b(?P<not>not|never) |\b(?P<long>no longer) |(?P<short>n[’']t)\b"
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)\b(?! (?:not|never)\b)"
)
_PAST = {
    "said": "say", "told": "tell", "made": "make", "found": "find", "took": "take", "gave": "give", "went": "go",
    "won": "win", "lost": "lose", "began": "begin", "held": "hold", "rose": "rise", "fell": "fall", "left": "leave",
    "paid": "pay", "kept": "keep", "saw": "see", "sent": "send", "met": "meet", "spent": "spend", "built": "build",
    "came": "come", "became": "become", "got": "get", "grew": "grow", "broke": "break", "chose": "choose",
}  # fmt: skip
_SIMPLE = re.compile(
    rf"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bits )(?<=[\w,] )\b(?:{'|'.join(_PAST)}|[a-z]+[^\Weo]ed)\b(?! by\b)"
)


def _negation(sentence: str, _article: str, _chance: random.Random) -> Alteration | None:
    negated = _NEGATED.search(sentence)
    if negated and "not only" not in sentence:
        now = {"aux": "", "not": "", "long": "still ", "short": ""}[negated.lastgroup or "not"]
        return _put("negation", sentence, negated.span(), now)
    if _NEGATIVE.search(sentence):
        return None
    if auxiliary := _AUXILIARY.search(sentence):
        return _put("negation", sentence, auxiliary.span(), f"{auxiliary[0]} not")
    if past := _SIMPLE.search(sentence):
        return _put("negation", sentence, past.span(), f"did not {_base(past[0])}")
    return None


def _base(past: str) -> str:
    """The verb of a simple past form, as near as letters tell."""
    if past in _PAST:
        return _PAST[past]
    if past.endswith("ied"):
        return f"{past[:-3]}y"
    stem = past.removesuffix("ed")
    if re.search(r"..([bdgmnprt])\1$", stem):
        return stem[:-1]
    return (
        f"{stem}e"
        if re.search(r"[^aeiou][aiou][bcdgkmptvz]$|[^aeiou][aiu]r$|(?:[cv]|[^s]s)$|[bdfgkpt]l$", stem)
        else stem
    )


def _put(kind: AlterationKind, sentence: str, span: Sequence[int], now: str) -> Alteration:
    start, end = span
    return Alteration(kind, sentence[:start] + now + sentence[end:], sentence[start:end].strip(), now.strip())

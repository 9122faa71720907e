"""Quotations with words left out, or put in by an editor: what they are made of, and what they change.

“There is no plan … in 2026” and “[Ruiz] said” are honest as long as what is left out or replaced doesn't matter: no
word that negates, no other number or name, no other degree of certainty, nothing that makes one speaker of two, or
speech of what is none.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from service.findings import Change
from service.grounding.changes import ORDER, TESTS, is_name, is_negative, is_number, negates, table, those, words_of
from service.grounding.folding import fold
from service.marks import Run, quoted_runs

_GAP = regex.compile(
    r"[\[(]\s*+(?:…|\.{3,}+|\.(?:\s\.){2,}+)\s*+[\])]|…|\.{3,}+|\.(?:\s\.){2,}+|\[(?P<inserted>[^\[\]]{0,200})\]"
)
_OWN_LETTER = regex.compile(r"\[(\p{L})\](?=\p{L})")
"""The first letter of a word, in brackets because its case was changed."""
_LETTERS = regex.compile(r"[\p{L}\p{N}\p{M}]++")
_WORD_END = regex.compile(r"(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}\p{M}]++\Z")
_NEXT_WORD = regex.compile(r"\s++[\p{L}\p{N}]")
_LOOSE = " \t\r\n\u00a0.,;:"
_INFLECTIONS = frozenset({"s", "es", "d", "ed", "ing", "n", "'s", "'", "ly", "er"})
_STOP = regex.compile(r"[.!?…](?=[\s\"'”’»]|\Z)|[\r\n]")
_CLAUSE = regex.compile(r"[.,;:!?…()\[\]\"“”„«»\r\n]|\s[–—-]\s")
_YEAR = regex.compile(r"(?:1[5-9]|20|21)\d\d")
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_DATING = frozenset({"in", "since", "by", "until", "till", "from", "before", "after", "on", "at", "of", "to", "and"})

_LONGEST = 5_000
"""The most characters that an ellipsis can stand for."""
_BESIDE = 2
"""Words beside a claim that an ellipsis or insertion at its end may stand for."""
_SHORT = 8
"""Words that an insertion may replace, beyond as many as it has itself."""


@dataclass(frozen=True)
class Gap:
    """Where words were left out; ``inserted`` are those in brackets there, ``word`` the word they are a part of."""

    inserted: str = ""
    word: str = ""
    bracketed: bool = False
    own_letter: bool = False


@dataclass(frozen=True)
class Elision:
    """A claim in pieces; ``gaps[i]`` stands before ``pieces[i]``, and the last after all; None where nothing does."""

    pieces: tuple[str, ...]
    gaps: tuple[Gap | None, ...]

    @property
    def inserted(self) -> str:
        """All that was put in."""
        return " ".join(gap.inserted for gap in self.gaps if gap and gap.inserted)


def read_elision(claimed: str) -> Elision | None:
    """The pieces of a claim with ellipses or insertions; None when it has none, or they can't be told from anything.

    Pieces that an ellipsis parts have two words on average, and one of some weight: “the … of” can be put together out
    of any article.
    """
    if not _GAP.search(claimed):
        return None
    words = _OWN_LETTER.sub(r"[]\1", claimed)
    pieces: list[str] = []
    gaps: list[Gap | None] = [None]
    end = 0
    for match in (*_GAP.finditer(words), None):
        piece = words[end : match.start() if match else len(words)].strip(_LOOSE)
        if any(character.isalnum() for character in piece):
            pieces.append(piece)
            gaps.append(None)
        if match:
            gaps[-1] = _grown(gaps[-1], _gap(words, match))
            end = match.end()
    elision = Elision(tuple(pieces), tuple(gaps))
    return elision if pieces and any(gaps) and not _is_thin(elision) else None


def _gap(words: str, match: "regex.Match[str]") -> Gap:
    inserted = match["inserted"]
    if inserted is None:
        return Gap()
    before, after = (
        _WORD_END.search(words[max(0, match.start() - 40) : match.start()]),
        _LETTERS.match(words, match.end()),
    )
    around = (before[0] if before else ""), (after[0] if after else "")
    word = f"{around[0]}{inserted}{around[1]}" if inserted and any(around) else ""
    return Gap(inserted, word, bracketed=True, own_letter=not inserted and bool(around[1]))


def _grown(one: Gap | None, other: Gap) -> Gap:
    """Two gaps with nothing between them, as one."""
    if one is None:
        return other
    bracketed = one.bracketed and other.bracketed
    return Gap(f"{one.inserted} {other.inserted}".strip(), f"{one.word} {other.word}".strip(), bracketed=bracketed)


def _is_thin(elision: Elision) -> bool:
    groups = [[elision.pieces[0]]]
    for gap, piece in zip(elision.gaps[1:], elision.pieces[1:], strict=False):
        if gap and gap.bracketed:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    sizes = [[_weighty(word) for piece in group for word in _words(piece)] for group in groups]
    if len(groups) == 1:
        return not any(sizes[0])
    alone = any(len(size) == 1 and not size[0] for size in sizes)
    return alone or sum(map(len, sizes)) < 2 * len(groups) or sum(map(sum, sizes)) < len(groups)


def _weighty(word: str) -> bool:
    light = ("openers", "modals", "negations", "hedges")
    return is_number(word) or not any(fold(word).lower() in table(kind) for kind in light)


def _words(text: str) -> list[str]:
    words = (text[slice(*place)] for place in words_of(text))
    return [word for word in words if any(map(str.isalnum, word))]


@dataclass(frozen=True)
class Verdict:
    """What an elision changes, of the words it leaves out; nothing when it is honest."""

    changes: tuple[Change, ...]
    left_out: str


class Judge:
    """Tells whether elisions of one text are honest."""

    def __init__(self, text: str, holds: Callable[[str], bool]) -> None:
        """For ``text``; ``holds`` says whether a word stands in it."""
        self._text = text
        self._holds = holds

    @cached_property
    def _runs(self) -> tuple[Run, ...]:
        return quoted_runs(self._text)

    def verdict(self, elision: Elision, places: Sequence[tuple[int, int]]) -> Verdict | None:
        """What the elision changes when its pieces stand at ``places``; None when it leaves out too much to be one."""
        changes: set[Change] = set()
        all_left_out: list[str] = []
        for index, gap in enumerate(elision.gaps):
            if gap is None or (gap.own_letter and index == 0):
                continue
            if 0 < index < len(places):
                one, two = places[index - 1], places[index]
                left_out = self._text[one[1] : two[0]]
                if len(left_out) > _LONGEST:
                    return None
                changes.update(self._between(one, two, elision.pieces[index - 1], gap))
                all_left_out.append(left_out)
            else:
                left_out = self._beside(places[0][0] if index == 0 else places[-1][1], before=index == 0)
            changes.update(self._replaced(gap, left_out, inner=0 < index < len(places)))
        return Verdict(tuple(kind for kind in ORDER if kind in changes), " … ".join(all_left_out))

    def _beside(self, place: int, *, before: bool) -> str:
        """The few words beside ``place`` in its clause."""
        if before:
            clause = _CLAUSE.split(self._text[max(0, place - 80) : place])[-1]
            return " ".join(_words(clause)[-_BESIDE:])
        return " ".join(_words(_CLAUSE.split(self._text[place : place + 80])[0])[:_BESIDE])

    def _between(self, one: tuple[int, int], two: tuple[int, int], piece: str, gap: Gap) -> set[Change]:
        changes: set[Change] = set()
        if not self._may_join(one[1], two[0]):
            changes.add("other")
        words = _words(piece)
        goes_on = one[1] < two[0] and _NEXT_WORD.match(self._text, one[1])
        dated = len(words) > 1 and words[-2].lower() in _DATING
        if goes_on and not gap.bracketed and is_number(words[-1]) and not (_YEAR.fullmatch(words[-1]) or dated):
            changes.add("number")
        return changes

    def _replaced(self, gap: Gap, left_out: str, *, inner: bool) -> set[Change]:
        """What an insertion changes of the words left out for it, and what an ellipsis must not swallow."""
        changes: set[Change] = {"negation"} if negates(f"{gap.inserted} . {left_out}") else set()
        part = fold(gap.inserted).lower()
        if gap.word and part not in _INFLECTIONS:
            affixes = table("prefixes") | table("suffixes")
            if part in affixes or is_negative(gap.word):
                changes.add("negation")
        new = _words(gap.word if gap.word and part not in _INFLECTIONS else gap.inserted)
        old = _words(left_out)
        if not new:
            return changes
        replaces = len(old) <= len(new) + _SHORT
        for kind, test in TESTS:
            given, taken = those(new, test), those(old, test)
            if kind == "name":
                wrong = any(word not in taken if taken else not self._is_known(word, new) for word in given)
            elif kind == "number":
                wrong = bool(given - taken)
            else:
                wrong = bool(given - taken) or (inner and replaces and bool(taken - given))
            if kind != "negation" and wrong:
                changes.add(kind)
        return changes

    def _is_known(self, folded: str, words: Sequence[str]) -> bool:
        return any(fold(word).lower() == folded and (self._holds(word) or self._holds(word.lower())) for word in words)

    def _may_join(self, one: int, two: int) -> bool:
        """Whether what stands before ``one`` and after ``two`` is in the same voice."""
        first, second = self._run_at(one - 1), self._run_at(two)
        if first is None or second is None:
            return first is second
        return all(self._is_one_source(*pair) for pair in pairwise(self._runs[first : second + 1]))

    def _run_at(self, offset: int) -> int | None:
        index = bisect_right(self._runs, offset, key=lambda run: run.start) - 1
        return index if index >= 0 and offset < self._runs[index].end else None

    def _is_one_source(self, one: Run, two: Run) -> bool:
        """Whether two runs, one after the other, are said by one source, as far as the words around them tell."""
        between = self._text[one.end + 1 : two.opening]
        *_, last = sentences = _STOP.split(between)
        if len(sentences) == 1:
            interrupted = self._text[one.end - 1] in ",?!—–-" or between.lstrip().startswith(",")
            return interrupted or not _names(between)
        tail = "" if self._text[two.end - 1] == "." else _STOP.split(self._text[two.end + 1 : two.end + 200])[0]
        first, second = " ".join(sentences[:-1]), f"{last} {tail}"
        theirs, ours = ({fold(word).lower() for word in _words(text)} for text in (first, second))
        if not ours:
            return True
        if names := _names(second):
            return names <= (_names(first) or self._meant(one, theirs))
        if pronouns := ours & _PRONOUNS:
            return bool(theirs) and pronouns >= (theirs & _PRONOUNS)
        return ours <= theirs

    def _meant(self, run: Run, attribution: set[str]) -> set[str]:
        """The name that a pronoun after ``run`` takes up: the only one in the sentence before it."""
        if not attribution & _PRONOUNS:
            return set()
        before = self._text[max(0, run.opening - 300) : run.opening].rstrip().rstrip(".")
        words = _words(_STOP.split(before)[-1])
        named = [is_name(word) for word in words]
        alone = sum(one and not other for one, other in pairwise((*named, False))) == 1
        return _names(" ".join(words)) if alone else set()


def _names(text: str) -> set[str]:
    return set(those(_words(text), is_name))

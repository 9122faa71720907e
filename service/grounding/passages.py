"""The passages of a text, searched by their words: the one that an altered quotation comes from."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import inf
from operator import itemgetter

from rapidfuzz.distance import LCSseq

from service.findings import Change, Edit
from service.grounding.changes import compare, kinds_among, table, words_in, words_of
from service.grounding.folding import fold

_CLOSE = 0.6
"""Share of the words' weight that claim and passage must have in common."""

_IN_LINE = 0.25
"""The share of its weight that falls in line at one seat, if claim and passage are close: they part in few places."""

_LONGEST = 5_000
"""The words of a claim that may be compared: beyond, the comparison would take the memory of hundreds of articles."""

_VOTES = 400
_SEATS = 4
_LIGHT = 0.25
_MARK = 0.05
_STOPS = frozenset(".!?'")


@dataclass(frozen=True)
class Nearest:
    """The passage at ``place`` that claimed words alter, and how."""

    place: tuple[int, int]
    edits: tuple[Edit, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The kinds of the edits."""
        return kinds_among(self.edits)


class Passages:
    """The words of a text and where each stands; made once, in time linear in the text."""

    def __init__(self, text: str, hidden: Sequence[tuple[int, int]] = ()) -> None:
        """Index ``text``, leaving out the ``hidden`` ranges."""
        self._text = text
        self._starts, self._ends = array("q"), array("q")
        self._folded: list[str] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        folds: dict[str, str] = {}
        for start, end in _outside(words_in(text), hidden):
            word = text[start:end]
            folded = folds.get(word) or folds.setdefault(word, fold(word).lower())
            self._places[folded].append(len(self._folded))
            self._folded.append(folded)
            self._starts.append(start)
            self._ends.append(end)

    def nearest(self, claimed: str) -> Nearest | None:
        """The passage that shares most with ``claimed``; None when none is close, or the claim is too long to tell."""
        words = [claimed[start:end] for start, end in words_of(claimed)]
        if len(words) > _LONGEST:
            return None
        folded = [fold(word).lower() for word in words]
        weight = sum(map(_weight, folded))
        known = sum(_weight(word) for word in folded if word in self._places)
        if 2 * known < _CLOSE * (weight + known):
            return None
        best: tuple[float, int, int] | None = None
        for seat in self._seats(folded, least=_IN_LINE * weight):
            candidate = self._fit(folded, seat)
            if candidate and (best is None or candidate[0] > best[0]):
                best = candidate
        if best is None or best[0] < _CLOSE:
            return None
        _, first, last = best
        passage = [
            self._text[start:end] for start, end in zip(self._starts[first:last], self._ends[first:last], strict=True)
        ]
        place = self._starts[first], self._ends[last - 1]
        whole = Edit(kinds=("other",), claimed=claimed, article=self._text[slice(*place)])
        return Nearest(place, compare(words, passage) or (whole,))

    def _seats(self, claimed: Sequence[str], *, least: float) -> list[int]:
        """The places in the text, in words, where most words of the claim would fall in line, rarest words first.

        ``least`` is the weight that must, where all words could vote.
        """
        votes: defaultdict[int, float] = defaultdict(float)
        ballots = 0
        width = max(4, len(claimed) // 3)
        for position, word in sorted(enumerate(claimed), key=lambda item: len(self._places.get(item[1], ()))):
            places = self._places.get(word, ())
            if not places:
                continue
            if ballots and ballots + len(places) > _VOTES:
                least = 0
                break
            ballots += len(places)
            weight = _weight(word)
            for place in places:
                seat = (place - position) // width
                votes[seat] += weight
                votes[seat + 1] += weight
        return [seat * width for seat, got in nlargest(_SEATS, votes.items(), key=itemgetter(1)) if got >= least]

    def _fit(self, claimed: Sequence[str], seat: int) -> tuple[float, int, int] | None:
        """How much of the claim agrees with the text around ``seat``, and from which word to which."""
        slack = max(4, len(claimed) // 3)
        first, last = max(0, seat - 2 * slack), min(len(self._folded), seat + len(claimed) + 2 * slack)
        shared = _common(claimed, self._folded[first:last])
        if not shared:
            return None
        start, end = first + shared[0][1], first + shared[-1][1] + 1
        for _ in range(shared[0][0]):
            start -= start > 0 and self._joined(start - 1)
        for _ in range(len(claimed) - 1 - shared[-1][0]):
            end += end < len(self._folded) and self._joined(end - 1)
        common = sum(_weight(claimed[index]) for index, _ in shared)
        total = sum(map(_weight, claimed)) + sum(map(_weight, self._folded[start:end]))
        return 2 * common / total, start, end

    def _joined(self, index: int) -> bool:
        """Whether a word and the next one stand in one sentence, with no mark between them."""
        between = self._ends[index], self._starts[index + 1]
        pair = self._folded[index : index + 2]
        return not self._text[slice(*between)].count("\n") and not any(word in _STOPS for word in pair)


def _outside(words: Iterable[tuple[int, int]], hidden: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places in ``words`` that begin in none of the ``hidden`` ranges; both are in order."""
    ranges = iter((*hidden, (inf, inf)))
    start, end = next(ranges)
    for word in words:
        while word[0] >= end:
            start, end = next(ranges)
        if word[0] < start:
            yield word


@lru_cache(maxsize=65536)
def _weight(word: str) -> float:
    if not any(character.isalnum() for character in word):
        return _MARK
    light = any(word in table(kind) for kind in ("openers", "modals", "negations"))
    return _LIGHT if light else 1.0


def _common(claimed: Sequence[str], passage: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words both have in the same order, without light words that stand apart at the ends."""
    shared = [
        (block.a + step, block.b + step)
        for block in LCSseq.editops(claimed, passage).as_matching_blocks()
        for step in range(block.size)
    ]
    for end, step in ((0, 1), (-1, -1)):
        while len(shared) > 1:
            outer, inner = shared[end], shared[end + step]
            apart = abs(inner[1] - outer[1]) - abs(inner[0] - outer[0])
            if _weight(claimed[outer[0]]) == 1.0 or apart <= 1:
                break
            shared.pop(end)
    heavy = sum(_weight(claimed[index]) == 1.0 for index, _ in shared)
    return shared if heavy >= min(2, sum(_weight(word) == 1.0 for word in claimed)) else []

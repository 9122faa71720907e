"""An article's names: where each is mentioned, which mentions may be of one, and how it is used there."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from rapidfuzz.distance import Prefix

from service.given_names import given_names
from service.support.evidence import Evidence, Passage, Place
from service.support.terms import Term, may_be_left_out, senses_of, stems
from service.support.wordtables import words

POSSESSIVES = ("'s", "’s", "s'", "s’")
"""How a name ends that something belongs to."""
_TITLE_CASE, _FEW = 0.6, 3
"""The share of capitalised words from which a passage of more words than a few tells nothing by its capitals."""
_ROOT = 5
"""Letters at least that a name and what is made of it have in common: Teskia, Teskian."""
_ENDING = 4
"""Letters at most that are added."""
_OFTEN = 2
"""Mentions of a name, at most, that may leave open whose it is."""
_INSERTED = {",": ",", "(": ")", "—": "—", "–": "–"}
"""What opens an insertion, and what closes it."""
_LONGEST_INSERTED = 25
_NEAR_WITHIN = 4
"""Terms at most between a place and one in it: Teskia's old port city of Kerrow."""
_STOPS = frozenset(",;:—–()“”")
_DETERMINERS = frozenset({"the", "a", "an", "this"})
_PLACING = frozenset({"in", "at", "from", "near", "into", "across", "around", "outside"})
_LEADING_UP = frozenset({"of", "by", "with", "for", "to", "against", "on", "about", "between", "than"})
_BEING = frozenset({"is", "was", "has", "had", "are", "were", "have", "who"})

Uses = tuple[bool, ...]
"""How a name is used at one place: after "the", in a place's place, and so on; see `uses`."""
THE, INDEFINITE, PLACING, LEADING = 0, 1, 2, 7
"""The ways of being used after "the", after "a", after a word that places, and before a word that it goes with."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A name in a passage, from its term ``first`` to its term ``last``, without titles in ``stems``."""

    passage: int
    first: int
    last: int
    stems: tuple[str, ...]
    certain: bool
    """Whether it stands where capitals make a name: inside a sentence that isn't all in capitals."""
    resumed: int
    """The mark that ends what is inserted after it, as in "Ana Ruiz, who runs the port, said"; else ``last``."""


class Mentions:
    """Every name in an article's passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Collect them, in time linear in the length of the passages."""
        self._passages = passages
        self.by_passage: defaultdict[int, list[Mention]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Mention]] = defaultdict(list)
        self._at: dict[Place, Mention] = {}
        self._by_root: defaultdict[str, list[Mention]] = defaultdict(list)
        self._stops: dict[int, Sequence[int]] = {}
        for number, passage in enumerate(passages):
            self.by_passage[number] += _mentions(number, passage.terms)
        found = [mention for mentions in self.by_passage.values() for mention in mentions]
        self._uses = {mention: uses(passages[mention.passage].terms, mention.first, mention.last) for mention in found}
        placed = {mention.stems[0] for mention in found if len(mention.stems) == 1 and self.uses(mention)[PLACING]}
        surnames = {mention.stems[0]: mention.stems[-1] for mention in found if len(mention.stems) > 1}
        surnames = {first: last for first, last in surnames.items() if first not in placed}
        self.names: dict[Mention, str] = {}
        for mention in found:
            name = mention.stems[-1]
            self.names[mention] = surnames.get(name, name) if len(mention.stems) == 1 else name
            self.by_name[self.names[mention]].append(mention)
            self._at |= {(mention.passage, index): mention for index in range(mention.first, mention.last + 1)}
            for root in {stem[:_ROOT] for stem in mention.stems}:
                self._by_root[root].append(mention)
        self.certain = {self.names[mention] for mention in found if mention.certain}
        self._people = {name for name, mentions in self.by_name.items() if self._are_of_a_person(mentions)}
        self.usual = [(sum(column) + 1) / (len(found) + 8) for column in zip(*self._uses.values(), strict=True)]
        """How often names are used in each of the ways."""

    def around(self, passage: int, index: int, most: int) -> Sequence[Mention]:
        """The names in a passage that end within ``most`` terms of a term."""
        mentions = self.by_passage.get(passage, [])
        first = bisect_left(mentions, index - most, key=attrgetter("last"))
        return mentions[first : bisect_right(mentions, index + most, key=attrgetter("last"))]

    def uses(self, mention: Mention) -> Uses:
        """How a name is used where it is mentioned."""
        return self._uses[mention]

    def uses_at(self, places: Sequence[Place]) -> list[Uses]:
        """How the names at these places are used."""
        return [self.uses(self._at[place]) for place in places if place in self._at]

    def is_person(self, places: Sequence[Place]) -> bool:
        """Whether the names at these places are somebody's."""
        return any(self.names[self._at[place]] in self._people for place in places if place in self._at)

    def is_thing(self, places: Sequence[Place]) -> bool:
        """Whether the names at these places are used as a place's or a body's, or so often that a person would show."""
        used = self.uses_at(places)
        return len(used) > _OFTEN or any(use[THE] or use[INDEFINITE] or use[PLACING] for use in used)

    def _are_of_a_person(self, mentions: Sequence[Mention]) -> bool:
        """Whether a name is somebody's: by a given name or a title, or once in two words and later in one.

        Never one that stands after "the" by itself.
        """
        used = [self.uses(mention) for mention in mentions]
        if any(use[THE] and not use[LEADING] for use in used):
            return False
        lengths = {len(mention.stems) for mention in mentions}
        return {1, 2} <= lengths or any(self._is_titled(mention) for mention in mentions)

    def _is_titled(self, mention: Mention) -> bool:
        """Whether a title stands before a name or in it, or it begins with a given name."""
        terms = self._passages[mention.passage].terms
        if len(mention.stems) > 1 and terms[mention.first].plain in given_names():
            return True
        return any(term.plain in words("titles") for term in terms[max(0, mention.first - 2) : mention.first + 1])

    def of(self, evidence: Evidence, run: Sequence[int]) -> list[Place]:
        """Where the article mentions the name that the terms of ``run`` make: all of it, or no more than it.

        What it is may stand for it: "the yard" for the Harrow Yard.
        """
        told = [at for at in run if not may_be_left_out(evidence.terms[at])] or list(run)
        by_mention: defaultdict[Mention, set[Place]] = defaultdict(set)
        complete: defaultdict[Mention, set[int]] = defaultdict(set)
        for at in told:
            for place in evidence.held[at]:
                if mention := self._at.get(place):
                    by_mention[mention].add(place)
                    complete[mention].add(at)
        found = {
            max(places)
            for mention, places in by_mention.items()
            if len(complete[mention]) == len(told) or len(places) >= len(mention.stems)
        }
        found |= {place for at in told for place in self.made_of(evidence.terms[at])}
        if len(told) > 1 or not found:
            found |= {place for place in evidence.held[told[-1]] if place not in self._at}
        return sorted(found or {place for at in told for place in evidence.held[at]})

    def within(self, places: Sequence[Place]) -> Iterator[Place]:
        """Where the article has names of places in the one named at ``places``: Kerrow in Teskia."""
        held = {self._at[place] for place in places if place in self._at}
        for mention in held:
            mentions = self.by_passage[mention.passage]
            at = bisect_left(mentions, mention.first, key=attrgetter("first"))
            for other in mentions[max(0, at - 1) : at + 2]:
                if other is not mention and self._is_within(other, mention):
                    yield from ((one.passage, one.last) for one in self.by_name[self.names[other]])

    def _is_within(self, place: Mention, other: Mention) -> bool:
        terms = self._passages[place.passage].terms
        if self.names[place] in self._people or self.names[other] in self._people:
            return False
        if place.last < other.first:
            between = [term.plain for term in terms[place.last + 1 : other.first]]
            return between in ([","], ["in"])
        between = terms[other.last + 1 : place.first]
        return len(between) <= _NEAR_WITHIN and any(term.plain in words("sites") for term in between)

    def made_of(self, term: Term) -> Iterator[Place]:
        """Where the article has a name made of this one, or that this one is made of: Teskia, Teskian."""
        for mention in () if term.senses else self._by_root.get(term.stem[:_ROOT], ()):
            if any(_is_made_of(stem, term.stem) for stem in mention.stems):
                yield mention.passage, mention.last

    def from_there(self, place: Place, index: int) -> int:
        """The term from which a name at ``place`` is reckoned to stand by another of its passage."""
        mention = self._at.get(place)
        return mention.resumed if mention and mention.resumed <= index else place[1]

    def stops(self, passage: int) -> Sequence[int]:
        """For each term of a passage, how many marks that part clauses stand before it."""
        if passage not in self._stops:
            self._stops[passage] = list(accumulate(t.plain in _STOPS for t in self._passages[passage].terms))
        return self._stops[passage]


def uses(terms: Sequence[Term], first: int, last: int) -> Uses:
    """How the name from ``first`` to ``last`` is used: the words that stand before and after it, and its ending."""
    before = terms[first - 1] if first else None
    after = terms[last + 1] if last + 1 < len(terms) else None
    leading = terms[first - 2] if before and before.plain in _DETERMINERS and first > 1 else before
    says = stems("says")
    return (
        before is not None and before.plain == "the",
        before is not None and before.plain in {"a", "an"},
        leading is not None and leading.plain in _PLACING,
        leading is not None and leading.plain in _LEADING_UP,
        terms[last].word.endswith(POSSESSIVES),
        (after is not None and after.stem in says) or (before is not None and before.stem in says),
        after is not None and (after.kind == "modal" or after.plain in _BEING),
        after is not None and after.kind == "word" and not after.plain.endswith("ed") and after.stem not in says,
    )


def nearest(indices: Sequence[int], index: int) -> Iterator[int]:
    """The one of some sorted ``indices`` before ``index`` or at it, and the one after."""
    at = bisect_left(indices, index)
    yield from indices[max(0, at - 1) : at + 1]


def by_passage(places: Sequence[Place]) -> Mapping[int, Sequence[int]]:
    """The terms of sorted places, by their passage."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for passage, index in places:
        found[passage].append(index)
    return found


def _mentions(number: int, terms: Sequence[Term]) -> Iterator[Mention]:
    letters = [term for term in terms if term.word[0].isalpha()]
    capitals = sum(term.word[0].isupper() for term in letters)
    title_case = len(letters) > _FEW and capitals > _TITLE_CASE * len(letters)
    first = 0
    while first < len(terms):
        last = first
        if terms[first].kind == "name":
            while last + 1 < len(terms) and _goes_on(terms[last], terms[last + 1]):
                last += 1
            told = tuple(term.stem for term in terms[first : last + 1] if not may_be_left_out(term))
            if told:
                resumed = _resumed(terms, last)
                yield Mention(number, first, last, told, not title_case and last > 0, resumed)
        first = last + 1


def _resumed(terms: Sequence[Term], last: int) -> int:
    """Where a sentence goes on after what is inserted behind a name: at the mark that ends it."""
    closing = _INSERTED.get(terms[last + 1].plain, ()) if last + 1 < len(terms) else ()
    within = range(last + 3, min(len(terms) - 1, last + 2 + _LONGEST_INSERTED))
    return next((index for index in within if terms[index].plain in closing), last)


def _goes_on(one: Term, other: Term) -> bool:
    return other.kind == "name" and other.start == one.end + 1 and not one.word.endswith(POSSESSIVES)


def _is_made_of(one: str, other: str) -> bool:
    if one == other:
        return False
    shared = Prefix.similarity(one, other)
    shorter, longer = sorted((len(one), len(other)))
    return shared >= max(_ROOT, shorter - 1) and longer - shared <= _ENDING and not senses_of(one)

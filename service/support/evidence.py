"""What an article has to say on a sentence: the passages that hold most of its words, and which word each holds."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from operator import attrgetter

from rapidfuzz.distance import OSA

from service.article import Article
from service.marks import quoted_runs
from service.sentences import sentence_spans
from service.support.quantities import apart, stands_for
from service.support.stems import stem
from service.support.terms import Term, group_stems, narrower, read_terms, senses_of

_MOST_PASSAGES = 3
_WORTH_ADDING = 0.12
"""The share of a sentence's weight that a further passage must add."""
_OTHER_WORD = 0.95
"""What a word counts in a passage that says it by another."""
_FACT = 1.6
"""How much more a name or a number weighs than another word."""
_LEAST_SPELLED = 6
"""Letters of a name that one letter doesn't make another name of."""
_MOST_PLACES = 400
_JOINTS = {" ", "-", "‐", "‑"}
"""What may stand between two words that another text writes as one: cliff top, web-like."""
_MOST_APART = 7
"""Digits and marks of a number whose digits are set apart."""
_AROUND = 6
"""Terms apart at most, to stand beside one another."""
_LEADING = 4
"""Words before a number that may say it is rounded."""
_BEFORE = 3
"""How many sentences before a passage say who its pronouns are."""

Place = tuple[int, int]
"""A passage's number and the number of a term in it."""


@dataclass(frozen=True)
class Passage:
    """A sentence of the article at ``[start, end)``, and its terms, whose offsets count from ``start``."""

    start: int
    end: int
    terms: Sequence[Term]


@dataclass(frozen=True)
class Evidence:
    """A sentence's ``terms``; where the article says the same (``held``, by term); its best ``chosen`` passages."""

    terms: Sequence[Term]
    passages: Sequence[Passage]
    held: Mapping[int, Sequence[Place]]
    chosen: Sequence[int]
    weights: Mapping[int, float]
    """What each term of the sentence weighs: rare words, names and numbers more."""

    @property
    def covered(self) -> float:
        """The share of the sentence's weight that the chosen passages hold."""
        total = sum(self.weights.values())
        return sum(weight for at, weight in self.weights.items() if self.here(at)) / total if total else 1.0

    def share_in(self, passage: int) -> float:
        """The share of the sentence's weight that one passage holds."""
        told = (weight for at, weight in self.weights.items() if any(place[0] == passage for place in self.held[at]))
        return sum(told) / (sum(self.weights.values()) or 1.0)

    def best_without(self, left_out: Collection[int]) -> tuple[int, float] | None:
        """The passage that holds most of the sentence but for some terms, and the share of their weight it holds."""
        gains: defaultdict[int, float] = defaultdict(float)
        rest = {at: weight for at, weight in self.weights.items() if at not in left_out}
        for at, weight in rest.items():
            for passage in {place[0] for place in self.held[at][:_MOST_PLACES]}:
                gains[passage] += weight
        best = max(gains, key=lambda passage: (gains[passage], -passage), default=None)
        return None if best is None else (best, gains[best] / sum(rest.values()))

    def here(self, index: int) -> list[Place]:
        """The places in the chosen passages that say the same as a term."""
        return self._here.get(index, [])

    @cached_property
    def _here(self) -> dict[int, list[Place]]:
        chosen = set(self.chosen)
        return {index: [place for place in places if place[0] in chosen] for index, places in self.held.items()}

    def beside(self, index: int, but: int | None = None) -> list[Place]:
        """The places in the chosen passages that say the same as a term, beside most of what it stands by.

        ``but`` is a term that doesn't count among those it stands by. Where none of them does, all of `here`.
        """
        worths = {place: self.worth(index, place, but) for place in self.here(index)}
        most = max(worths.values(), default=0)
        return [place for place, worth in worths.items() if worth == most]

    def worth(self, index: int, place: Place, but: int | None = None) -> int:
        """How many of the terms that a term stands by are said by ``place`` too."""
        around = range(max(0, index - _AROUND), index + _AROUND + 1)
        return sum(is_within(self.here(i), place, _AROUND) for i in around if i not in {index, but})

    @cached_property
    def matched(self) -> dict[Place, int]:
        """Which of the sentence's terms each term of the chosen passages says again: the same word before another."""
        found: dict[Place, int] = {}
        for index in sorted(self.held, reverse=True):
            for place in self.here(index):
                if place not in found or not self._is_same(found[place], place) or self._is_same(index, place):
                    found[place] = index
        return found

    def _is_same(self, index: int, place: Place) -> bool:
        return self.terms[index].stem == self.term(place).stem

    def near(self, index: int) -> bool:
        """Whether the article has a term in a chosen passage or in the few sentences that lead up to one."""
        around = {passage - step for passage in self.chosen for step in range(_BEFORE + 1)} | {0, 1, 2}
        return any(place[0] in around for place in self.held.get(index, ()))

    def term(self, place: Place) -> Term:
        """The article's term at ``place``."""
        return self.passages[place[0]].terms[place[1]]

    def chosen_terms(self) -> Iterator[tuple[Place, Term]]:
        """Every term of the chosen passages."""
        for passage in self.chosen:
            for index, term in enumerate(self.passages[passage].terms):
                yield (passage, index), term


def is_within(places: Sequence[Place], place: Place, most: int) -> bool:
    """Whether one of some sorted places is in the passage of another, within ``most`` terms of it."""
    at = bisect_left(places, (place[0], place[1] - most))
    return at < len(places) and places[at] <= (place[0], place[1] + most)


def _by_a_letter(one: str, other: str) -> bool:
    """Whether a word becomes another by one letter more, less, other, or exchanged with the next."""
    return OSA.distance(one, other, score_cutoff=1) == 1


class Index:
    """An article's sentences, title, captions and datelines included, other furniture not, by what their words say."""

    def __init__(self, article: Article) -> None:
        """Index ``article``, in time linear in its length."""
        self.passages: list[Passage] = []
        self._by_stem: defaultdict[str, list[Place]] = defaultdict(list)
        self._by_phrase: defaultdict[int, list[Place]] = defaultdict(list)
        self._by_value: defaultdict[float, list[Place]] = defaultdict(list)
        self._runs = quoted_runs(article.text)
        for part in (part for part in article.shown() if part.role != "furniture"):
            for start, end in sentence_spans(article.text[part.start : part.end]):
                text = article.text[part.start + start : part.start + end]
                self._add(Passage(part.start + start, part.start + end, read_terms(text)), text)

    def _add(self, passage: Passage, text: str) -> None:
        number = len(self.passages)
        self.passages.append(passage)
        for index, term in enumerate(passage.terms):
            place = number, index
            if term.value is not None:
                self._by_value[term.value].append(place)
            elif term.kind != "negation":
                self._by_stem[term.stem].append(place)
                for sense in term.senses - senses_of(term.plain):
                    self._by_phrase[sense].append(place)
            if term.word.isdecimal():
                self._add_apart(number, index)
        for index, (one, two) in enumerate(pairwise(passage.terms)):
            if text[one.end : two.start] in _JOINTS and one.word.isalpha() and two.word.isalpha():
                self._by_stem[stem(one.plain + two.plain)].append((number, index))
        if number and passage.terms and passage.terms[0].word.isdecimal():
            self._add_apart(number - 1, len(self.passages[number - 1].terms) - 2)

    def _add_apart(self, number: int, index: int) -> None:
        """Find a number at a place by what it is together with the digits that a careless text sets apart from it."""
        following = self.passages[number].terms[max(0, index) : index + _MOST_APART]
        if number + 1 < len(self.passages) and len(following) < _MOST_APART:
            following = [*following, *self.passages[number + 1].terms[:1]]
        words = [term.word for term in following]
        for many in range(_MOST_APART, len("1,2") - 1, -2):
            if len(words) >= many and (value := apart(words[:many])):
                last = index + many - 1
                inside = last < len(self.passages[number].terms)
                self._by_value[value] += [(number, index), (number, last) if inside else (number + 1, 0)]
                return

    def has_lower(self, term: Term) -> bool:
        """Whether the article has the very word in lower case, so that its capital makes no name of it."""
        return any(self._term(place).word[:1].islower() for place in self._of_word(term))

    def has_upper(self, term: Term) -> bool:
        """Whether the article has the very word as a name inside a sentence."""
        places = self._of_word(term)
        return any(place[1] > 0 and self._term(place).kind == "name" for place in places)

    def is_spoken(self, offset: int) -> bool:
        """Whether the character at ``offset`` stands inside quotation marks."""
        at = bisect_right(self._runs, offset, key=attrgetter("start")) - 1
        return at >= 0 and offset < self._runs[at].end

    def _of_word(self, term: Term) -> Iterator[Place]:
        return (place for place in self._by_stem.get(term.stem, ()) if self._term(place).plain == term.plain)

    def _term(self, place: Place) -> Term:
        return self.passages[place[0]].terms[place[1]]

    def evidence(self, terms: Sequence[Term]) -> Evidence:
        """What the article has to say on a sentence of these terms."""
        held = {
            index: self._same(term) or self._in_other_form(terms, index)
            for index, term in enumerate(terms)
            if term.carries
        }
        weights = {index: self._weight(terms[index], places) for index, places in held.items()}
        total = sum(weights.values()) or 1.0
        chosen: list[int] = []
        left = dict(weights)
        while len(chosen) < _MOST_PASSAGES:
            gains: defaultdict[int, float] = defaultdict(float)
            for index, weight in left.items():
                term = terms[index]
                very = () if term.value is not None else {place[0] for place in self._by_stem.get(term.stem, ())}
                for passage in {place[0] for place in held[index][:_MOST_PLACES]}:
                    gains[passage] += weight if term.value is not None or passage in very else weight * _OTHER_WORD
            best = max(gains, key=lambda passage: (gains[passage], -passage), default=None)
            if best is None or (chosen and gains[best] < _WORTH_ADDING * total):
                break
            chosen.append(best)
            left = {index: weight for index, weight in left.items() if all(place[0] != best for place in held[index])}
        return Evidence(terms, self.passages, held, chosen, weights)

    def _same(self, term: Term) -> list[Place]:
        """Every place where the article says the same as ``term``, in order."""
        if term.value is not None:
            found = set(self._by_value.get(term.value, ()))
        else:
            found = {*self._by_stem.get(term.stem, ()), *self._alike(term.senses)}
        found.update(place for stem in narrower(term) for place in self._by_stem.get(stem, ()))
        return sorted(found)

    def _alike(self, senses: Collection[int]) -> Iterator[Place]:
        """The places of the words and the phrases of some synonym groups."""
        for word in {word for sense in senses for word in group_stems()[sense]}:
            # not where it is written as two words
            yield from (place for place in self._by_stem.get(word, ()) if self._term(place).stem == word)
        for sense in senses:
            yield from self._by_phrase.get(sense, ())

    def _in_other_form(self, terms: Sequence[Term], index: int) -> list[Place]:
        """The places of a number that is told rounded, or of a word that the article writes in one with the next."""
        if (value := terms[index].value) is not None:
            leading = [before.plain for before in terms[max(0, index - _LEADING) : index]]
            return sorted(
                place
                for places in self._by_value.values()
                for place in places
                if stands_for(value, self._term(place).value or 0, leading)
            )
        pairs = (terms[at : at + 2] for at in (index - 1, index) if at >= 0)
        words = ("".join(term.plain for term in pair) for pair in pairs if all(term.word.isalpha() for term in pair))
        if found := sorted(place for word in words for place in self._by_stem.get(stem(word), ())):
            return found
        return self._spelled_nearly(terms[index]) if terms[index].kind == "name" else []

    def _spelled_nearly(self, name: Term) -> list[Place]:
        """The places of a name that differs from ``name`` by a letter: Zelenskyy, Zelensky."""
        if len(name.plain) < _LEAST_SPELLED:
            return []
        near = (stem for stem in self._by_stem if stem[0] == name.stem[0] and _by_a_letter(stem, name.stem))
        return sorted(place for stem in near for place in self._by_stem[stem] if self._term(place).kind == "name")

    def _weight(self, term: Term, places: Sequence[Place]) -> float:
        rarity = log(1 + len(self.passages) / (1 + len({place[0] for place in places})))
        return rarity * (_FACT if term.kind in {"number", "date", "name"} else 1.0)

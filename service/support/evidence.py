"""What an article has to say on a sentence: the passages that hold most of its words, and which word each holds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from service.article import Article
from service.sentences import sentence_spans
from service.support.terms import Term, keys, narrower, read_terms

_MOST_PASSAGES = 3
_WORTH_ADDING = 0.12
"""The share of a sentence's weight that a further passage must add."""
_FACT = 1.6
"""How much more a name or a number weighs than another word."""
_MOST_PLACES = 400
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
    covered: float
    """The share of the sentence's weight that the chosen passages hold."""

    def here(self, index: int) -> list[Place]:
        """The places in the chosen passages that say the same as a term."""
        return self._here.get(index, [])

    @cached_property
    def _here(self) -> dict[int, list[Place]]:
        chosen = set(self.chosen)
        return {index: [place for place in places if place[0] in chosen] for index, places in self.held.items()}

    @cached_property
    def matched(self) -> dict[Place, int]:
        """Which of the sentence's terms each term of the chosen passages says again."""
        return {place: index for index in sorted(self.held, reverse=True) for place in self.here(index)}

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


class Index:
    """An article's sentences, title and captions included and furniture not, searched by what their words say."""

    def __init__(self, article: Article) -> None:
        """Index ``article``, in time linear in its length."""
        self.passages: list[Passage] = []
        self._places: defaultdict[object, list[Place]] = defaultdict(list)
        for part in article.readable():
            for start, end in sentence_spans(article.text[part.start : part.end]):
                terms = read_terms(article.text[part.start + start : part.start + end])
                self._add(Passage(part.start + start, part.start + end, terms))

    def _add(self, passage: Passage) -> None:
        number = len(self.passages)
        self.passages.append(passage)
        for index, term in enumerate(passage.terms):
            if term.kind != "negation":
                for key in keys(term):
                    self._places[key].append((number, index))

    def has_lower(self, term: Term) -> bool:
        """Whether the article has the very word in lower case, so that its capital makes no name of it."""
        return any(self._term(place).word[:1].islower() for place in self._at("stem", term.stem, term))

    def has_upper(self, term: Term) -> bool:
        """Whether the article has the very word as a name inside a sentence."""
        places = self._at("stem", term.stem, term)
        return any(place[1] > 0 and self._term(place).kind == "name" for place in places)

    def numbers(self) -> Iterator[Place]:
        """Every number in the article."""
        for key, places in self._places.items():
            if isinstance(key, tuple) and key[0] == "value":
                yield from places

    def _at(self, kind: str, key: str, term: Term) -> Iterator[Place]:
        return (place for place in self._places.get((kind, key), ()) if self._term(place).plain == term.plain)

    def _term(self, place: Place) -> Term:
        return self.passages[place[0]].terms[place[1]]

    def evidence(self, terms: Sequence[Term]) -> Evidence:
        """What the article has to say on a sentence of these terms."""
        held = {index: self._same(term) for index, term in enumerate(terms) if term.carries}
        weights = {index: self._weight(terms[index], places) for index, places in held.items()}
        total = sum(weights.values()) or 1.0
        chosen: list[int] = []
        left = dict(weights)
        while len(chosen) < _MOST_PASSAGES:
            gains: defaultdict[int, float] = defaultdict(float)
            for index, weight in left.items():
                for passage in {place[0] for place in held[index][:_MOST_PLACES]}:
                    gains[passage] += weight
            best = max(gains, key=lambda passage: (gains[passage], -passage), default=None)
            if best is None or (chosen and gains[best] < _WORTH_ADDING * total):
                break
            chosen.append(best)
            left = {index: weight for index, weight in left.items() if all(place[0] != best for place in held[index])}
        return Evidence(terms, self.passages, held, chosen, 1 - sum(left.values()) / total)

    def _same(self, term: Term) -> list[Place]:
        """Every place where the article says the same as ``term``, in order."""
        found = {place for key in keys(term) for place in self._places.get(key, ())}
        found.update(place for stem in narrower(term) for place in self._places.get(("stem", stem), ()))
        return sorted(found)

    def _weight(self, term: Term, places: Sequence[Place]) -> float:
        rarity = log(1 + len(self.passages) / (1 + len({place[0] for place in places})))
        return rarity * (_FACT if term.kind in {"number", "date", "name"} else 1.0)

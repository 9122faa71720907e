"""How a name of a sentence stands in its article: among the words it has around it, or as another name does there.

A few signs, counted on the words, are weighed together; evals/fitting/names.py fits their weights, standing.toml holds
them.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from service.support.clauses import STOPS
from service.support.evidence import Evidence, Place, is_within
from service.support.mentions import PLACING, THE, Mention, Mentions, Uses, by_passage, nearest, uses
from service.support.people import is_meant_by_a_pronoun, is_told_of_a_person
from service.support.slots import SLOT, are_near, name_run
from service.support.terms import Term, may_be_left_out, stems

FILE = "standing.toml"
"""The weights, beside this module."""
_MOST_PLACES = 60
_NEAREST = 3
"""The words of matter nearest to a name, which tell most of what is said of it."""
_WIDE, _APART = 8, 4
"""Terms over which nearness halves, and terms that a mark between clauses counts for."""
_FAR = 40
"""Terms from a word within which a name may stand by it, and the most names of an earlier sentence that count."""
_EARLIER = (0.35, 0.2, 0.1)
"""How near a name of one of the three sentences before is, which a pronoun may mean."""
_PRIOR = 2.0
"""So many mentions of any name are added to those of a name, to tell how it is used."""
_LEAST_CHANCE = 0.01
_AHEAD, _WELL_AHEAD = 0.05, 0.3
"""How much better a name must stand than another to count, and beside the nearest words to be told as the right one."""

_ADJOINING = 2
"""Terms apart at most, as parts of one name: with a second given name between them."""
_PRECEDES = 0.5
"""What a name counts for that stands before a word which the sentence has before the name."""


@dataclass(frozen=True)
class Standing:
    """How a name stands: its ``signs`` by name, and the article's name that clearly stands there instead, if any."""

    signs: Mapping[str, float]
    rival: Mention | None

    @property
    def doubt(self) -> float:
        """How much speaks against the name, in log odds: what the weights make of the signs."""
        return weighed(self.signs, _weights())


def weighed(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """What ``weights`` make of the signs of a name, in log odds."""
    return weights["always"] + sum(weights[name] * value for name, value in signs.items())


@cache
def _weights() -> Mapping[str, float]:
    return tomllib.loads(files("service.support").joinpath(FILE).read_text("utf-8"))["weights"]


class Standings:
    """The standing of each name of one sentence."""

    def __init__(self, mentions: Mentions, evidence: Evidence) -> None:
        """Take the sentence's evidence, and the names of its article."""
        self._mentions = mentions
        self._evidence = evidence
        self._claimed = {term.stem for term in evidence.terms}
        self._known: dict[int, Mapping[str, float]] = {}

    def of(self, run: range) -> Standing | None:
        """How the name at the terms of ``run`` stands; None when the sentence or the article says nothing of it."""
        own = self._places(run)
        around = self._around(run)
        if not own or not around:
            return None
        closest = dict(sorted(around.items(), key=lambda item: _gap(item[0], run))[:_NEAREST])
        places = by_passage(own)
        mine = {at: self._nearness(at, places) for at in around}
        told, told_close = _mean(around, mine), _mean(closest, mine)
        rival, rival_close, most, better = None, 0.0, 0.0, 0
        for name in self._others(around, set(own)):
            theirs = {at: self._names_near(at).get(name, 0.0) for at in around}
            all_of_it, close = _mean(around, theirs), _mean(closest, theirs)
            better += all_of_it + close > told + told_close + _AHEAD
            if all_of_it + close > most:
                most, rival, rival_close = all_of_it + close, name, close
        signs = {
            "after": self._after(run, set(own)),
            "less": self._less(around, own),
            "unknown": _mean(around, {at: float(not self._evidence.held[at]) for at in around}),
            "rival": rival_close,
            "rivals": log(1 + better),
            "single": float(len({passage for passage, _ in own}) == 1),
            **dict(self._elsewhere(own, run)),
            **dict(self._odd(own, run)),
            "human": float(self._is_human(own, run)),
        }
        return Standing(signs, self._shown(rival) if rival and rival_close > told_close + _WELL_AHEAD else None)

    def _places(self, run: range) -> Sequence[Place]:
        """Where the article has the name; what is in a place within the one named is in that as well."""
        own = self._mentions.of(self._evidence, run)
        if not uses(self._evidence.terms, run.start, run.stop - 1)[PLACING]:
            return own
        return sorted({*own, *self._mentions.within(own)})

    def _shown(self, name: str) -> Mention:
        """Where a name is best shown: where it is one for certain, and where the sentence is told."""
        mentions = self._mentions.by_name[name]
        return max(mentions, key=lambda mention: (mention.certain, mention.passage in self._evidence.chosen))

    def _around(self, run: range) -> dict[int, float]:
        """What each other word of matter in the sentence weighs for a name: the less, the further off it is."""
        stops = [term.plain in ",;:—–()" for term in self._evidence.terms]
        found: dict[int, float] = {}
        for at, weight in self._evidence.weights.items():
            if at not in run:
                between = stops[at + 1 : run.start] if at < run.start else stops[run.stop : at]
                found[at] = weight / (1 + _gap(at, run) / SLOT) / (1 + sum(between) / 2)
        return found

    def _nearness(self, at: int, own: Mapping[int, Sequence[int]]) -> float:
        """How near the article has a term to places by passage, where it has them nearest."""
        best = 0.0
        for passage, index in self._evidence.held[at][:_MOST_PLACES]:
            for other in nearest(own.get(passage, ()), index):
                best = max(best, self._near(passage, index, self._mentions.from_there((passage, other), index)))
            for step, near in enumerate(_EARLIER, start=1):
                if near > best and passage - step in own:
                    best = near
        return best

    def _names_near(self, at: int) -> Mapping[str, float]:
        """How near the article has each of its names to a term; those far off in a long sentence don't count."""
        if at not in self._known:
            found: defaultdict[str, float] = defaultdict(float)
            for passage, index in self._evidence.held[at][:_MOST_PLACES]:
                for mention in self._mentions.around(passage, index, _FAR):
                    name = self._mentions.names[mention]
                    there = self._mentions.from_there((passage, mention.last), index)
                    found[name] = max(found[name], self._near(passage, index, there))
                for step, near in enumerate(_EARLIER, start=1):
                    for mention in self._mentions.by_passage.get(passage - step, ())[-_FAR:]:
                        name = self._mentions.names[mention]
                        found[name] = max(found[name], near)
            self._known[at] = found
        return self._known[at]

    def _near(self, passage: int, one: int, other: int) -> float:
        stops = self._mentions.stops(passage)
        gap = abs(one - other) + _APART * abs(stops[one] - stops[other])
        return 1 / (1 + max(0, gap - 1) / _WIDE)

    def _others(self, around: Mapping[int, float], own: AbstractSet[Place]) -> Iterator[str]:
        """The article's names, near what the sentence tells, that the sentence doesn't name."""
        passages = {passage - step for passage in self._evidence.chosen for step in (0, 1)}
        here = (mention for passage in passages for mention in self._mentions.by_passage.get(passage, ()))
        for name in sorted({self._mentions.names[mention] for mention in here} & self._mentions.certain):
            mentions = self._mentions.by_name[name]
            known = any(not self._claimed.isdisjoint(mention.stems) for mention in mentions)
            is_own = any((mention.passage, mention.last) in own for mention in mentions)
            if not known and not is_own and any(name in self._names_near(at) for at in around):
                yield name

    def _less(self, around: Mapping[int, float], own: Sequence[Place]) -> float:
        """How much less of what stands around the name a passage tells that has it, or had it just before, than any."""
        told: defaultdict[int, float] = defaultdict(float)
        for at, weight in around.items():
            for passage in {place[0] for place in self._evidence.held[at][:_MOST_PLACES]}:
                told[passage] += weight
        passages = {passage + step for passage, _ in own for step in range(len(_EARLIER) + 1)}
        most = max(told.values(), default=0.0)
        return 1 - max((told[passage] for passage in told.keys() & passages), default=0.0) / most if most else 0.0

    def _elsewhere(self, own: Sequence[Place], run: range) -> Iterator[tuple[str, float]]:
        """Signs that the name stands elsewhere: not where most of the rest is told, not by the words beside it."""
        passage, share = self._evidence.best_without(run) or (0, 0.0)
        yield "elsewhere", 0.0 if any(place[0] == passage for place in own) else share
        yield "apart", float(all(self._is_apart(own, run, step) for step in (-1, 1)))
        terms = self._evidence.terms
        yield "torn", float(any(is_torn(self._evidence, at) for at in run if terms[at - 1].kind == "name"))

    def _is_apart(self, own: Sequence[Place], run: range, step: int) -> bool:
        """Whether the article has the next word of matter on one side of a name, and never beside it."""
        terms = self._evidence.terms
        at = run.start - 1 if step < 0 else run.stop
        while 0 <= at < len(terms) and not terms[at].carries:
            at += step
        if not 0 <= at < len(terms) or _gap(at, run) > SLOT or not self._evidence.held[at]:
            return False
        return not any(is_within(own, place, SLOT - 1) for place in self._evidence.held[at])

    def _after(self, run: range, own: AbstractSet[Place]) -> float:
        """How much nearer another name follows the word of matter before a name in the article than it does."""
        terms = self._evidence.terms
        at = run.start - 1
        while at >= 0 and not terms[at].carries and terms[at].plain not in STOPS:
            at -= 1
        if at < 0 or run.start - at > SLOT or not self._evidence.held.get(at):
            return 0.0
        mine = theirs = 0.0
        for passage, index in self._evidence.here(at) or self._evidence.held[at][:_MOST_PLACES]:
            for mention in self._mentions.around(passage, index, 2 * SLOT):
                follows = mention.first > index
                near = self._near(passage, index, mention.first)
                if any((passage, place) in own for place in range(mention.first, mention.last + 1)):
                    mine = max(mine, near if follows else _PRECEDES * near)
                elif follows and self._mentions.names[mention] in self._mentions.certain:
                    theirs = max(theirs, near if self._claimed.isdisjoint(mention.stems) else 0.0)
        return theirs - mine

    def _odd(self, own: Sequence[Place], run: range) -> Iterator[tuple[str, float]]:
        """Signs that the name is used as the article never uses it: with "the", where a place stands, and so on."""
        stem = self._evidence.terms[run.stop - 1].stem
        same = [place for place in own if self._evidence.term(place).stem == stem]
        theirs = self._mentions.uses_at(same or own)  # "Teskian" isn't used as "Teskia" is
        here = uses(self._evidence.terms, run.start, run.stop - 1)
        odd = [_surprise(here, way, theirs, usual) for way, usual in enumerate(self._mentions.usual)]
        yield "odd", sum(odd)
        yield "the", odd[THE]
        yield "placing", odd[PLACING]
        placed = any(mention[PLACING] for mention in theirs)
        yield "person", float(here[PLACING] and not placed and self._mentions.is_person(own))

    def _is_human(self, own: Sequence[Place], run: range) -> bool:
        """Whether the sentence tells of a person by a name that is nobody's in the article: a place's, a body's."""
        terms = self._evidence.terms
        if self._mentions.is_person(own) or not self._mentions.is_thing(own):
            return False
        if is_told_of_a_person(terms, run):
            return run.start == 0 or terms[run.start - 1].plain not in {"a", "an", "the"}  # "an American who"
        acts = any(term.stem in stems("actors") for term in terms)
        return (
            not acts
            and is_meant_by_a_pronoun(terms, run)
            and not any(
                self._mentions.is_person(self._mentions.of(self._evidence, other))
                for other in runs(terms)
                if other != run
            )
        )


def is_torn(evidence: Evidence, at: int) -> bool:
    """Whether a name stands after another in the sentence, and never near it in the article: Ana Ruiz, Ana Hale."""
    if at == 0 or may_be_left_out(evidence.terms[at]):
        return False
    before = evidence.terms[at - 1]
    if before.kind != "name" or may_be_left_out(before) or not evidence.held[at - 1]:
        return False
    if before.word.endswith(("'s", "’s", "s'", "s’")):
        return False
    return before.end + 1 == evidence.terms[at].start and not are_near(evidence, at - 1, at, _ADJOINING)


def runs(terms: Sequence[Term]) -> Iterator[range]:
    """The names of a sentence: runs of terms, none of titles alone."""
    at = 0
    while at < len(terms):
        run = name_run(terms, at)
        if terms[at].kind == "name" and not all(may_be_left_out(terms[index]) for index in run):
            yield run
        at = run.stop


def _surprise(here: Uses, way: int, theirs: Sequence[Uses], usual: float) -> float:
    """How much less often the name is used as it is ``here``, in one way, than names are at large, in log odds."""
    often = (sum(mention[way] for mention in theirs) + _PRIOR * usual) / (len(theirs) + _PRIOR)
    chances = (usual, often) if here[way] else (1 - usual, 1 - often)
    at_large, its_own = (max(chance, _LEAST_CHANCE) for chance in chances)
    return log(at_large / its_own)


def _mean(weights: Mapping[int, float], values: Mapping[int, float]) -> float:
    total = sum(weights.values())
    return sum(weight * values[at] for at, weight in weights.items()) / total if total else 0.0


def _gap(at: int, run: range) -> int:
    return run.start - at if at < run.start else at - run.stop + 1

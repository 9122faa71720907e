"""The roster of an article: whom it names, the words it describes them by, and where they are mentioned."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from service.builtin.names import Name, names_in
from service.builtin.reading import Reading
from service.builtin.tables import people

if TYPE_CHECKING:
    from spacy.tokens import Token

Pronoun = Literal["he", "she", "it", "they"]
_SUBJECTS = {"nsubj", "nsubjpass"}


@dataclass
class Party:
    """Somebody the article names or describes.

    ``roles`` are the words it describes them by; ``pronoun`` is known only where the article itself tells it.
    """

    name: str
    person: bool
    roles: set[str] = field(default_factory=set)
    pronoun: Pronoun | None = None

    def may_be(self, pronoun: Pronoun) -> bool:
        """Whether a pronoun may stand for them."""
        if self.pronoun is not None:
            return self.pronoun == pronoun
        return self.person == (pronoun in {"he", "she"}) and pronoun != "they"


@dataclass(frozen=True)
class Mention:
    """One place where a party is mentioned.

    ``words`` are token numbers of its paragraph, ``sentence`` where its sentence starts; ``subject`` says whether it is
    the subject of a clause.
    """

    party: Party
    words: range
    sentence: int
    subject: bool

    @property
    def at(self) -> int:
        """Its first token."""
        return self.words.start


class Roster:
    """Everybody an article names, and where; ``mentions`` has a list for each paragraph, in order."""

    def __init__(self, reading: Reading) -> None:
        """Gather the names, longest first, so that a surname finds whose it is."""
        self._parties: dict[str, Party] = {}
        self._last: dict[str, Party] = {}
        self._called: dict[str, set[str]] = defaultdict(set)
        self._described: dict[str, set[str]] = defaultdict(set)
        found = [list(names_in(paragraph.doc)) for paragraph in reading.paragraphs]
        names = [name for part in found for name in part]
        self._votes: dict[str, Counter[bool | None]] = defaultdict(Counter)
        for name in names:
            self._votes[name.text][name.person] += 1
        named = [name for name in names if not name.place]
        for name in sorted(named, key=lambda name: -len(name.words)):
            if self.known(name.words) is None:
                self._enter(name)
        self.mentions = [[m for name in part if (m := self._mention(name))] for part in found]

    def known(self, words: Sequence[str]) -> Party | None:
        """The party called so: by the full name, or by a part of it that only they have."""
        name = " ".join(words)
        if name in self._parties:
            return self._parties[name]
        found = self._called[words[0]] & self._called[words[-1]]
        if len(words) == 1:
            found = {name for name in found if name.split()[-1] == words[0]} or found
        return self._parties[next(iter(found))] if len(found) == 1 else None

    def described(self, words: Iterable[str]) -> Party | None:
        """The one party that the article describes by all these words, or the one body whose name holds them."""
        wanted = list(words)
        found = set[str].intersection(*(self._described[word] for word in wanted))
        return self._parties[next(iter(found))] if len(found) == 1 else None

    def earlier(self, head: str) -> Party | None:
        """The party last described by a noun phrase with this head, if any."""
        return self._last.get(head)

    def describe(self, head: str, party: Party) -> None:
        """Note whom a noun phrase with this head described last."""
        self._last[head] = party

    def add(self, paragraph: int, mention: Mention) -> None:
        """Note one more place where a party is mentioned: a pronoun, a description."""
        insort(self.mentions[paragraph], mention, key=attrgetter("at"))

    def _enter(self, name: Name) -> None:
        votes = self._votes[name.text]
        person = votes[True] > votes[False] or (not votes[False] and len(name.words) > 1 and self._speaks(name))
        if not person and not votes[False]:
            return
        self._parties[name.text] = Party(name.text, person, pronoun=None if person else "it")
        first, last = name.words[:1], name.words[-1:]
        for word in first + last if person else first:
            self._called[word].add(name.text)
        if not person and (kind := "".join(last).lower()) in people("bodies"):
            self._described[kind].add(name.text)

    @staticmethod
    def _speaks(name: Name) -> bool:
        top = name.head.head if name.head.dep_ == "appos" else name.head
        return top.dep_ in _SUBJECTS and top.head.lemma_ in {"say", "tell", "add", "ask", "write"}

    def _mention(self, name: Name) -> Mention | None:
        party = self.known(name.words)
        if party is None:
            return None
        words = {*_roles(name.head), *name.titles}
        party.roles |= words
        for word in words:
            self._described[word].add(party.name)
        if party.person:
            party.pronoun = party.pronoun or pronoun_of(party.roles)
        return mention_of(party, name.head, range(name.first, name.last + 1))


def mention_of(party: Party, head: "Token", words: range) -> Mention:
    """The place of a party whose words' head is ``head``."""
    top = head.head if head.dep_ == "appos" else head
    return Mention(party, words, head.sent.start, subject=top.dep_ in _SUBJECTS)


def _roles(last: "Token") -> set[str]:
    """The words an article describes somebody by, around the last word of their name."""
    described = [child for child in last.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
    if last.dep_ == "appos" and last.head.pos_ in {"NOUN", "PROPN"}:
        described.append(last.head)
    return set(modifiers(last)).union(*({word.lower_, *modifiers(word)} for word in described))


def modifiers(head: "Token") -> list[str]:
    """The words before a noun that say which one: "foreign minister"."""
    return [word.lower_.strip(".") for word in head.lefts if word.dep_ in {"compound", "amod", "nmod"}]


def pronoun_of(words: set[str]) -> Pronoun | None:
    """Which pronoun some words tell of: he for "chairman", she for "Mrs"."""
    male, female = bool(words & people("male")), bool(words & people("female"))
    return None if male == female else "he" if male else "she"

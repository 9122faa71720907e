"""The roster of an article: whom it names, the words it describes them by, and where they are mentioned."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from service.builtin.quotations.speakers.callings import given
from service.builtin.quotations.speakers.headlines import full_names, in_title_case, names_known
from service.builtin.quotations.speakers.names import Name, names_in, surname
from service.builtin.quotations.speakers.parties import (
    SUBJECTS,
    Mention,
    Party,
    Pronoun,
    mention_of,
    pronoun_of,
    roles_of,
    top_of,
)
from service.builtin.quotations.tables import alike, people
from service.builtin.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = {"he", "him", "his", "himself"}
_SHE = {"she", "her", "hers", "herself"}
_COMPANY_REACH = 12
"""Paragraphs back in which the company's name is looked for."""


class Roster:
    """Everybody an article names, and where; ``mentions`` has a list for each paragraph, in order.

    ``apostrophe`` is the one it is written with; ``told`` are the nouns it has used so far, for who reads on to fill.
    """

    def __init__(self, reading: Reading, quoted: Sequence[Sequence[int]]) -> None:
        """Gather the names, longest first, so that a surname finds whose it is.

        ``quoted`` has, for each paragraph, 1 for each of its characters in quotation marks.
        """
        self.apostrophe = "’" if "’" in reading.article.text else "'"
        self._parties: dict[str, Party] = {}
        self._noted: dict[str, list[tuple[int, int, Party]]] = defaultdict(list)
        self._called: dict[str, set[str]] = defaultdict(set)
        self._described: dict[str, set[str]] = defaultdict(set)
        found = [list(names_in(paragraph.doc)) for paragraph in reading.paragraphs]
        titled = {number for number, paragraph in enumerate(reading.paragraphs) if in_title_case(paragraph.doc)}
        if len(titled) == len(found):
            titled = set[int]()
        read = [part for number, part in enumerate(found) if number not in titled]
        names = [name for part in read for name in part if not name.unsure]
        found = [_without_opening(part, {name.text for name in names}) for part in found]
        names = [name for number, part in enumerate(found) if number not in titled for name in part if not name.unsure]
        alone = {name.text for name in names if len(name.words) == 1 and name.person}
        names += [name for number in titled for name in full_names(reading.paragraphs[number].doc, alone)]
        self._written = {word.lower(): word for name in names for word in name.words if not word.isupper()}
        self._votes: dict[str, Counter[bool | None]] = defaultdict(Counter)
        for name in names:
            self._votes[name.text][name.person] += 1
        self._shared: dict[str, Party] = {}
        self._holders: dict[str, Party] = {}
        self._introduced: set[str] = set()
        self.told: set[str] = set()
        named = [name for name in names if not name.place]
        self._first = {name.text: number for number, name in reversed([*enumerate(names)])}
        for name in sorted(named, key=lambda name: -len(name.words)):
            if self.known(name.words) is None and not (len(name.words) == 1 and len(self._namesakes(name.words)) > 1):
                self._enter(name)
        for number in titled:
            found[number] = list(names_known(reading.paragraphs[number].doc, self._is_name))
        self.mentions: list[list[Mention]] = []
        for part, marked in zip(found, quoted, strict=True):
            self.mentions.append([])
            for name in part:
                if mention := self._mention(name, marked):
                    self.mentions[-1].append(mention)
        self._actors = {m.party.name for mentions in self.mentions for m in mentions if m.subject}
        self._learn_pronouns(reading, quoted)

    def known(self, words: Sequence[str]) -> Party | None:
        """The party called so: by the full name, or by a part of it that only they have."""
        if len(words) > 1 and words[0].lower() in people("particles"):
            words = words if " ".join(words) in self._parties else words[-1:]
        name = " ".join(words)
        if name in self._parties:
            return self._parties[name]
        new = len(words) == 1 and words[0] not in self._called
        if new and "-" in words[0] and words[0].partition("-")[0].lower() in people("particles"):
            words = [words[0][0].lower() + words[0][1:]]  # "Al-Rashid" where a sentence begins
        found = self._called[words[0]] & self._called[surname(words)]
        if surname(words) != words[-1]:
            found = {name for name in found if name.split()[-1] == words[-1]}
        if len(words) == 1:
            found = {name for name in found if surname(name.split()) == words[0]} or found
        if not found and len(words) > 1:
            found = {other for other in self._called[words[0]] | self._called[words[-1]] if f" {name} " in f" {other} "}
        return self._parties[next(iter(found))] if len(found) == 1 else None

    def written(self, word: str) -> str:
        """How the article's names write a word in capitals: "McColl" for "MCCOLL"."""
        return self._written.get(word.lower(), word.title() if word.isupper() else word)

    def is_named(self, party: Party) -> bool:
        """Whether the article names a party, and doesn't only describe it."""
        return party.name in self._parties

    def described(self, words: Iterable[str]) -> list[Party]:
        """The parties that the article describes by all these words, and the bodies whose names hold them."""
        wanted = set(words)
        found = set[str].intersection(*(self._described[word] for word in wanted))
        if len(found) > 1:
            found = {one for one in found if self._parties[one].roles.isdisjoint(people("passing") - wanted)} or found
        for group in alike(*wanted) if len(wanted) == 1 else ():
            found = found or {one for word in group for one in self._described[word] if self._parties[one].person}
        return [self._parties[one] for one in sorted(found)]

    def company(self, paragraph: int, at: int) -> Party | None:
        """The body last named before a place that may be "the company": its name has no other kind, such as a union."""
        kinds = people("bodies") - people("companies")
        for number in range(paragraph, max(-1, paragraph - _COMPANY_REACH), -1):
            for mention in reversed(self.mentions[number]):
                party = mention.party
                before = number < paragraph or mention.at < at
                kind = party.roles & people("companies") or kinds.isdisjoint(party.name.lower().split())
                if before and party.person is False and kind and party.name in self._actors:
                    return party if self.is_named(party) else None
        return None

    def earlier(self, head: str, paragraph: int, at: int) -> Party | None:
        """The party last described by a noun phrase with this head before a place, if any."""
        noted = (noted for noted in reversed(self._noted[head]) if noted[:2] < (paragraph, at))
        return next(noted, (0, 0, None))[2]

    def describe(self, paragraph: int, head: "Token", party: Party) -> None:
        """Note whom a noun phrase with this head describes."""
        self._noted[head.lower_].append((paragraph, head.i, party))
        self.add(paragraph, mention_of(party, head, range(head.i, head.i + 1)))

    def add(self, paragraph: int, mention: Mention) -> None:
        """Note one more place where a party is mentioned: a pronoun, a description."""
        insort(self.mentions[paragraph], mention, key=attrgetter("at"))

    def _enter(self, name: Name) -> None:
        votes = self._votes[name.text]
        person: bool | None = votes[True] > votes[False]
        if not person and not votes[False]:
            if len(name.words) == 1 or not self._acts(name):
                return
            person = self._speaks(name) or self._votes[name.words[-1]][True] > 0 or None
        likely = given(name.words[0]) if person else None
        self._parties[name.text] = Party(name.text, person, pronoun="it" if person is False else None, likely=likely)
        first, last = name.words[0], surname(name.words)
        for word in {first} if person is False else {first, last}:
            self._called[word].add(name.text)
        if person is False:
            whole = [word.lower() for word in name.words]
            kinds = whole[-1:] + [kind for kind, link in pairwise(whole) if link in {"of", "for"}]
            for kind in people("bodies").intersection(kinds):
                self._described[kind].add(name.text)

    def _learn_pronouns(self, reading: Reading, quoted: Sequence[Sequence[int]]) -> None:
        """Learn which pronoun stands for whom where a sentence, or the start of the next, leaves one person to mean."""
        told: dict[int, Counter[Pronoun]] = defaultdict(Counter)
        parties: dict[int, Party] = {}
        for paragraph, mentions, marked in zip(reading.paragraphs, self.mentions, quoted, strict=True):
            alone: Party | None = None
            for sentence in paragraph.doc.sents:
                free = [token for token in sentence if not marked[token.idx]]
                here = [mention for mention in mentions if mention.sentence == sentence.start and not mention.quoted]
                people_here = {id(mention.party): mention for mention in here if mention.party.person is not False}
                first = min((mention.at for mention in here), default=sentence.end)
                opening = _genders(token for token in free if token.i < first and token.dep_ in SUBJECTS)
                if alone and not people_here and len(opening) == 1:
                    told[id(alone)].update(opening)
                only = next(iter(people_here.values())) if len(people_here) == 1 else None
                after = _genders(token for token in free if only and token.i > only.at)
                if only and len(after) == 1 and not any(_is_kin(token) for token in free):
                    told[id(only.party)].update(after)
                alone = only.party if only and only.foremost else None
                parties |= {id(party): party for party in (alone, only and only.party) if party}
        for key, votes in told.items():
            party = parties[key]
            if len(votes) == 1 and party.pronoun is None and party.likely in {None, *votes}:
                party.is_meant_by(next(iter(votes)))

    def _one_of_several(self, name: Name) -> Party | None:
        """Whoever a name means that several have, else that name alone.

        It is who alone may have its title, or alone has been told of so far, or is named before the others; who had it
        to themselves before another came, but in a paragraph that tells of that one; else the one just named in full.
        """
        found = self._namesakes(name.words)
        if len(found) < 2 or name.place or not all(party.person for party in found):  # noqa: PLR2004 -- it is one's, or nobody's
            return None
        unclear = self._shared.setdefault(name.text, Party(name.text, person=True))
        titled = pronoun_of(set(name.titles))
        able = [party for party in found if titled is None or party.may_be(titled)]
        told = [party for party in able if party.name in self._introduced]
        told = told or sorted(able, key=lambda party: self._first[party.name])[:1]
        if len(told) == 1:
            self._holders.setdefault(name.text, told[0])
            return told[0]
        holder = self._holders.get(name.text)
        here = [mention.party for mention in self.mentions[-1]]
        if holder in able and (holder in here or not any(party in able for party in here)):
            return holder
        for mentions in self.mentions[:-3:-1]:
            near = [mention for mention in mentions if mention.party in able]
            whole = [mention for mention in near if len(mention.words) > 1]
            whole = [mention for mention in whole if mention.foremost] or whole
            if near and (mentions is self.mentions[-1] or len({mention.party.name for mention in near}) == 1):
                return (whole or near)[-1].party
            if near:
                return unclear
        return able[0] if len(able) == 1 else unclear

    def _namesakes(self, words: Sequence[str]) -> list[Party]:
        return [self._parties[one] for one in sorted(self._called[words[0]] & self._called[surname(words)])]

    def _is_name(self, words: Sequence[str]) -> bool:
        """Whether some words are the name of a body, or of people or a part of theirs."""
        party = self.known(words)
        if party is not None and party.name != " ".join(words):
            return party.person is True
        return party is not None or len(self._namesakes(words)) > 1

    @staticmethod
    def _acts(name: Name) -> bool:
        return top_of(name.head).dep_ in SUBJECTS

    @staticmethod
    def _speaks(name: Name) -> bool:
        top = top_of(name.head)
        return top.dep_ in SUBJECTS and top.head.lemma_ in {"say", "tell", "add", "ask", "write"}

    def _mention(self, name: Name, quoted: Sequence[int]) -> Mention | None:
        party = self.known(name.words) or self._one_of_several(name)
        titled = pronoun_of(set(name.titles))
        if party and titled and party.person and not party.may_be(titled):  # "Mr Yeo", when Rachel Yeo alone was named
            party = self._shared.setdefault(f"{titled} {name.text}", Party(name.text, person=True, pronoun=titled))
        if party is None or (name.unsure and not (party.person and _is_surname(name.text, party))):
            return None
        described = (
            set[str]()
            if name.head.ent_type_ == "GPE"
            else roles_of(name.head, name.first if party.person else name.head.i)
        )
        words = {*described, *name.titles}
        party.roles |= words
        for word in words if party.name in self._parties else ():
            self._described[word].add(party.name)
        if party.person:
            party.pronoun = party.pronoun or pronoun_of(party.roles)
        inside = bool(quoted[name.head.idx])
        self._introduced.add(party.name)
        mention = mention_of(party, name.head, range(name.first, name.last + 1), quoted=inside)
        return replace(mention, subject=True) if name.unsure and name.head.is_sent_start else mention


def _without_opening(names: Iterable[Name], known: Container[str]) -> list[Name]:
    """Names without the word that opens their sentence where the rest is a name elsewhere: "Rival Joan Hale"."""
    found: list[Name] = []
    for name in names:
        opened = len(name.words) > 2 and name.doc[name.first].is_sent_start and " ".join(name.words[1:]) in known  # noqa: PLR2004 -- a full name follows
        found.append(replace(name, first=name.first + 1, words=name.words[1:]) if opened else name)
    return found


def _is_surname(word: str, party: Party) -> bool:
    return party.name != word and surname(party.name.split()) == word


def _genders(tokens: "Iterable[Token]") -> set[Pronoun]:
    """Which of he and she the pronouns among some words are forms of."""
    words = {token.lower_ for token in tokens if token.pos_ in {"PRON", "DET"} and not _is_another(token)}
    found: set[Pronoun] = set()
    if words & _HE:
        found.add("he")
    if words & _SHE:
        found.add("she")
    return found


def _is_another(token: "Token") -> bool:
    """Whether a pronoun is its verb's object, and and isn't the clause's subject: "Hale thanked him"."""
    return token.lower_ in {"him", "her"} and token.dep_ in {"dobj", "dative"}


def _is_kin(token: "Token") -> bool:
    """Whether a noun tells of a man or woman, whom a pronoun may mean: "his wife"."""
    return token.pos_ == "NOUN" and token.lower_ in people("male") | people("female")

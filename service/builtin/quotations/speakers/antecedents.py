"""Whom a pronoun can mean: the parties mentioned before it, nearest sentence first."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from service.builtin.quotations.speakers.parties import FINITE, SUBJECTS, Mention, Party, Pronoun
from service.builtin.quotations.speakers.roster import Roster

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 3
"""Paragraphs back in which a party is looked for."""
_REACH_OF_PERSONS = 1
"""The same for "he" and "she", which mean somebody told of close by, or it isn't sure whom."""
_AT = attrgetter("at")
_SENTENCE = attrgetter("sentence")


def last_before(
    roster: Roster, number: int, head: "Token", pronoun: Pronoun | None, *, foremost: bool = False
) -> Party | None:
    """Of the parties mentioned last before a word that a pronoun can mean (any person), the subject of a clause.

    Sentence by sentence backwards; two that it can equally mean are one too many. ``foremost`` says that whoever goes
    on speaking is meant, who isn't told of within what another says.
    """
    reach = _REACH_OF_PERSONS if pronoun in {"he", "she"} else _REACH
    for mentions in mentions_before(roster, number, head, reach):
        able = [m for m in mentions if (m.party.may_be(pronoun) if pronoun else m.party.person)]
        able = [m for m in able if m.subject or m.party.person is not None]
        subjects = [mention for mention in able if mention.subject]
        choice = subjects or able
        if not choice:
            continue
        parties = {mention.party.name for mention in choice}
        if len(parties) > 1 and not subjects:
            return None
        first = next((mention for mention in subjects if mention.foremost), None)
        if foremost and first is None and any(mention.foremost for mention in mentions):
            return None
        chosen = first or (choice[0] if subjects else choice[-1])
        return None if any(_joined(chosen, other) for other in able) else chosen.party
    return None


def _joined(one: Mention, other: Mention) -> bool:
    """Whether "and" joins another party to one: of "Hale and Moss left" either may be "he"."""
    return other.added and other.at == one.words.stop + 1 and other.party is not one.party


def asked_before(roster: Roster, number: int, head: "Token", pronoun: Pronoun) -> Party | None:
    """Whom somebody asked in the sentence before a word of who replies: "Foss asked Eide why. He replied"."""
    if head.doc[head.sent.start].lower_ == "asked":
        return None
    before = next(mentions_before(roster, number, head), list[Mention]())
    asked = [m for m in before if m.party.may_be(pronoun) and m.asked]
    return asked[0].party if len(asked) == 1 else None


def pair_before(roster: Roster, number: int, head: "Token") -> Party | None:
    """The two people last told of in a sentence before a word, where they are its one subject: "Hale and Ruiz"."""
    for mentions in mentions_before(roster, number, head):
        told = [mention for mention in mentions if mention.party.person is not False]
        if not told:
            continue
        one, other = told[0], told[-1]
        both = len({mention.party.name for mention in told}) == 2  # noqa: PLR2004 -- a pair
        joined = both and other.at == one.words.stop + 1
        pair = joined and other.added and (one.subject or other.subject)
        return Party(f"{one.party.name} and {other.party.name}", None, pronoun="they") if pair else None
    return None


def mentions_before(roster: Roster, number: int, head: "Token", reach: int = _REACH) -> Iterator[list[Mention]]:
    """The mentions before a word, sentence by sentence, nearest first; in its own only subjects and whose they are.

    Whom somebody names isn't they: of "Eide was away, he said" no mention of Eide counts.
    """
    said = _said_before(head)
    here = (mention for mention in roster.mentions[number] if mention.at in said)
    named = {mention.party.name for mention in here if head.doc[mention.at].pos_ != "PRON"}
    for paragraph in range(number, max(-1, number - reach - 1), -1):
        mentions = roster.mentions[paragraph]
        end = bisect_left(mentions, head.i, key=_AT) if paragraph == number else len(mentions)
        while end:
            start = bisect_left(mentions, mentions[end - 1].sentence, hi=end, key=_SENTENCE)
            free = [
                mention for mention in mentions[start:end] if not mention.quoted and mention.party.name not in named
            ]
            if paragraph == number and mentions[start].sentence == head.sent.start:
                free = [mention for mention in free if mention.subject or mention.owner]
            if free:
                yield free
            end = start


def is_beside(roster: Roster, number: int, head: "Token", mention: Mention) -> bool:
    """Whether a mention is in the sentence of a word of paragraph ``number``."""
    if mention.sentence != head.sent.start:
        return False
    mentions = roster.mentions[number]
    same = mentions[bisect_left(mentions, mention.at, key=_AT) : bisect_right(mentions, mention.at, key=_AT)]
    return any(mention is one for one in same)


def _said_before(head: "Token") -> range:
    """The words of a clause without marks that is what a verb says whose subject follows: "Eide was away, he said".

    A body does name itself: "Calder Foods will close a bakery, it said".
    """
    verb, doc = head.head, head.doc
    if head.dep_ not in SUBJECTS or head.lower_ == "it" or head.i == 0 or doc[head.i - 1].text != ",":
        return range(0)
    beside = verb.head if verb.dep_ == "parataxis" else verb
    said = next((child for child in verb.lefts if child.dep_ == "ccomp"), beside)
    clause = doc[min(said.left_edge.i, head.i) : head.i]
    if said is verb and not any(word.tag_ in FINITE for word in clause):
        return range(0)  # "in Eide's statement, he said"
    return range(0) if any(word.is_quote or word.text == ":" for word in clause) else range(clause.start, clause.end)

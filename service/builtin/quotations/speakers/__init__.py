"""Who a source is: which party "he", "Safadi" or "the minister" means.

A guess is never shown as a fact: where the text leaves it open, the answer is None or the article's own description.
"""

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import noun_phrase
from service.builtin.quotations.speakers.antecedents import asked_before, last_before, pair_before
from service.builtin.quotations.speakers.callings import is_calling, is_kind, is_person_noun, is_place
from service.builtin.quotations.speakers.descriptions import is_defined
from service.builtin.quotations.speakers.parties import SUBJECTS, Mention, Party, Pronoun, is_aside, mention_of
from service.builtin.quotations.speakers.phrases import TWO, meant_by
from service.builtin.quotations.speakers.roster import Roster
from service.builtin.quotations.tables import any_of, people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OBJECTS = {"dobj", "dative", "pobj"}
_IN_PASSING = {*_OBJECTS, "poss", "attr", "appos", "conj"}
_TITLE_WORDS = 3
_OFFICE_WORDS = 4
_PRONOUNS: dict[str, Pronoun] = {
    "he": "he",
    "him": "he",
    "she": "she",
    "her": "she",
    "it": "it",
    "they": "they",
    "them": "they",
}
_OWNERS: dict[str, Pronoun] = {"his": "he", "her": "she"}
_NOBODY = {"nobody", "none", "we", "i", "you", "who", "that", "which", "this", "these", "those", "what"}
_GOING_ON = {"add", "continue"}
_REPLYING = {"answer", "reply", "respond", "retort"}
_TELLING = {"tell", "inform", "warn", "advise", "assure", "notify", "remind"}


def note_subjects(roster: Roster, number: int, words: "Span", quoted: Sequence[int]) -> None:
    """Note in the roster whom some words of paragraph ``number`` describe as doing something: "the driver stopped".

    ``quoted`` is 1 for each character of the paragraph in quotation marks. To be called in reading order.
    """
    named = {i for mention in roster.mentions[number] for i in mention.words}
    for token in words:
        place = token.dep_
        subject = place in SUBJECTS
        if not (subject or place in _IN_PASSING):
            continue
        if not quoted[token.idx]:
            if subject and token.lower_ in {"he", "she"}:
                _take_up(roster, number, token, _PRONOUNS[token.lower_])
            elif (subject or _is_told_of(token, place)) and _acts(roster, token, named):
                _note(roster, number, token, None)
        roster.told.add(token.lower_)


def _is_told_of(noun: "Token", place: str) -> bool:
    """Whether a noun that does nothing may be taken up by the next pronoun: "the council's plan", "told her father"."""
    if place == "poss":
        return noun.lower_ in people("bodies")
    return place in _OBJECTS and any(child.lower_ in _OWNERS for child in noun.lefts)


def _acts(roster: Roster, head: "Token", named: Container[int]) -> bool:
    """Whether a noun phrase without a name is of people or a body that the article tells of for themselves."""
    phrase = range(head.i, head.right_edge.i + 1)
    return _may_act(roster, head) and not _is_somebodys(head) and not any(i in named for i in phrase)


def _take_up(roster: Roster, number: int, head: "Token", pronoun: Pronoun) -> Party | None:
    """The party a pronoun means, noted of them and in the roster, for the next pronoun."""
    party = pair_before(roster, number, head) if pronoun == "they" else None
    party = party or last_before(roster, number, head, pronoun, foremost=head.head.lemma_ in _GOING_ON)
    if party is not None:
        party.is_meant_by(pronoun)
        roster.add(number, mention_of(party, head, range(head.i, head.i + 1)))
    return party


def _may_act(roster: Roster, head: "Token") -> bool:
    """Whether a noun phrase is of people or a body: "the driver", "hundreds of farmers", "the council"."""
    if head.lemma_.lower() in people("many"):
        many = [word for of in head.rights if of.lower_ == "of" for word in of.rights]
        return any(map(is_person_noun, many)) or (not many and head.lower_ in TWO)
    speaks = any_of("bodies", "companies", "speaking", "documents")
    known = is_person_noun(head) or (head.lower_ in roster.told and is_calling(head))
    return known or (head.is_lower and head.lower_ in speaks)


def _is_somebodys(head: "Token") -> bool:
    """Whether a noun stands with a possessive pronoun: "her mother", of whom the article tells in passing.

    Not so "his wife" and "her father", whom no pronoun mixes up with whose they are.
    """
    owners = {child.lower_ for child in head.children if child.tag_ == "PRP$"}
    other = people("female") if owners == {"his"} else people("male") if owners == {"her"} else frozenset[str]()
    return bool(owners) and head.lower_ not in other


def speaker(roster: Roster, number: int, head: "Token", words: tuple[int, int]) -> str | None:
    """The name, or the description, of a source in paragraph ``number``; ``head`` is its head word.

    ``words`` is where it stands, in the characters of the paragraph. The source is noted in the roster, for a pronoun
    that follows.
    """
    if head.tag_ in {"WP", "WDT"} and head.head.dep_ == "relcl":
        head = head.head.head
        words = noun_phrase(head)
    head = _whose_owner_is_named(roster, number, head)
    nobody = head.lower_ in _NOBODY and not (head.lower_ == "those" and is_defined(head))
    if nobody or any(child.lower_ in {"no", "neither"} for child in head.lefts):
        return None
    if head.lower_ in _PRONOUNS:
        if _is_told(head) or (head.lower_ == "it" and head.head.lemma_ == "read"):
            return None
        pronoun = _PRONOUNS[head.lower_]
        asked = asked_before(roster, number, head, pronoun) if head.head.lemma_ in _REPLYING else None
        meant = asked or _take_up(roster, number, head, pronoun)
        return meant.name if meant else None
    heads = [word for word in (head, *head.conjuncts) if words[0] <= word.idx < words[1]]
    names = [_named(roster, number, word) for word in heads]
    if any(names):
        both = (name or _beside_a_name(roster, number, word) for name, word in zip(names, heads, strict=True))
        joint = list(dict.fromkeys(name for name in both if name))
        if len(joint) > 1:
            group = Party(" and ".join(joint), person=None, pronoun="they")
            roster.add(number, mention_of(group, head, range(head.i, head.i + 1)))
        return " and ".join(joint)
    if head.lower_ in people("owned") and (owner := _owner(roster, number, head)) is not None:
        office = Party(f"{owner.name}{roster.apostrophe}s {head.text}", person=False, pronoun="it")
        roster.describe(number, head, office)
        return office.name
    party = _note(roster, number, head, words)
    return party.name if party else None


def _whose_owner_is_named(roster: Roster, number: int, head: "Token") -> "Token":
    """The noun that belongs to the name that ``head`` is in, as "governor" in "the Bank of Harwick's governor"."""
    last = next((mention.words[-1] for mention in roster.mentions[number] if head.i in mention.words), head.i)
    owner = head.doc[last]
    owned = last > head.i and owner.dep_ == "poss" and any(child.tag_ == "POS" for child in owner.children)
    return owner.head if owned and owner.head.i > last else head


def _beside_a_name(roster: Roster, number: int, head: "Token") -> str | None:
    """Who speaks with somebody named: "Tom Hale and his lawyers", "Tom Hale and the mayor"."""
    if any(child.tag_ == "PRP$" for child in head.lefts):
        return head.doc[head.left_edge.i : head.i + 1].text
    party = meant_by(roster, number, head, None)
    return party.name if party else None


def _owner(roster: Roster, number: int, head: "Token") -> Party | None:
    """Whose a noun is by the pronoun with it: "her office"."""
    whose = next((child for child in head.children if child.lower_ in _OWNERS), None)
    return last_before(roster, number, whose, _OWNERS[whose.lower_]) if whose is not None else None


def _is_told(head: "Token") -> bool:
    """Whether somebody is told what is said, and doesn't say it: "he was told that …"."""
    verbs = [head.head, *head.head.conjuncts] if head.dep_ in SUBJECTS else []
    return any(verb.lemma_ in _TELLING and any(child.dep_ == "auxpass" for child in verb.children) for verb in verbs)


def _note(roster: Roster, number: int, head: "Token", words: tuple[int, int] | None) -> Party | None:
    """The party that a noun phrase describes, noted in the roster; None when it describes nobody."""
    party = meant_by(roster, number, head, words)
    if party is not None:
        roster.describe(number, head, party)
    return party


def _named(roster: Roster, number: int, head: "Token") -> str | None:
    """The full name that ``head`` is part of, or is explained by: "his sister, Joan Hale"."""
    own = [mention.party for mention in roster.mentions[number] if head.i in mention.words]
    if not own and head.pos_ == "PROPN" and (party := roster.known([head.text])):
        own = [party]
    if own and own[0].person:
        return own[0].name
    if not own and (called := _called_by_kind(roster, number, head)) is not None:
        return called.name
    explained = head.lemma_.lower() not in people("documents")
    appositions = [child for child in head.rights if explained and child.dep_ == "appos" and is_aside(child)]
    appositions += [further for child in appositions for further in child.children if further.dep_ == "appos"]
    beside = [m.party for m in roster.mentions[number] for child in appositions if child.i in m.words]
    beside += own
    if not beside and explained and is_calling(head):
        beside = [
            m.party for m in roster.mentions[number] if m.party.person and (_explains(m, head) or _holds(m, head))
        ]
    return beside[0].name if beside else None


def _called_by_kind(roster: Roster, number: int, head: "Token") -> Party | None:
    """The body whose name stands before what kind of body it is: "the Unite union", "the Tarnwick shipping company"."""
    if not is_kind(head):
        return None
    first = head.left_edge.i
    named = [m.party for m in roster.mentions[number] if first <= m.at < head.i and not is_place(head.doc[m.at])]
    return named[0] if len(named) == 1 and named[0].person is False else None


def _holds(mention: Mention, head: "Token") -> bool:
    """Whether a name stands right after an office and what that is of: "Mayor of Lyon Paul Girard"."""
    between = head.doc[head.i + 1 : mention.at]
    after = 1 < len(between) <= _OFFICE_WORDS and between[0].lower_ == "of"
    return after and head.lower_ in mention.party.roles and not any(word.is_punct for word in between)


def _explains(mention: Mention, head: "Token") -> bool:
    """Whether a name stands after a noun and a comma, titles at most between: "the sponsor, state Sen. Ana Ruiz"."""
    if head.tag_ in {"NNS", "NNPS"}:  # "leaders, including Tom Hale"
        return False
    doc, first = head.doc, mention.at
    while first > max(head.i + 1, mention.at - _TITLE_WORDS) and not doc[first - 1].is_punct:
        first -= 1
    between = doc[head.i + 1 : first]
    opens = head.dep_ == "pobj" and doc[mention.words.stop : mention.words.stop + 1].text != ","
    if not len(between) or between[-1].text != "," or (opens and mention.subject):
        return False  # "according to the sponsor, Ruiz will go"
    return not any(word.is_punct or word.pos_ in {"VERB", "AUX"} for word in between[:-1])

"""Who a source is: which party "he", "Safadi" or "the minister" means.

A guess is never shown as a fact: where the text leaves it open, the answer is None or the article's own description.
"""

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from service.builtin.quotations.antecedents import before, last_before
from service.builtin.quotations.descriptions import DEFINING, description
from service.builtin.quotations.names import is_calling, is_demonym, is_person_noun
from service.builtin.quotations.roster import (
    SUBJECTS,
    Mention,
    Party,
    Pronoun,
    Roster,
    mention_of,
    modifiers,
    pronoun_of,
)
from service.builtin.quotations.tables import any_of, people

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LEAD = 2
"""Paragraphs from the top, the title among them, in which somebody is told of before they are named."""
_OBJECTS = {"dobj", "dative", "pobj"}
_IN_PASSING = {*_OBJECTS, "poss", "attr", "appos", "conj"}
_TITLE_WORDS = 3
_OPENS = 4
"""Words into a paragraph up to which a name begins it."""
_PRONOUNS: dict[str, Pronoun] = {"he": "he", "him": "he", "she": "she", "it": "it", "they": "they", "them": "they"}
_OWNERS: dict[str, Pronoun] = {"his": "he", "her": "she"}
_NOBODY = {"we", "i", "you", "who", "her", "that", "which", "this", "these", "those", "what"}
_INDEFINITE = {"a", "an", "another", "one", "some", "any", "every", "each", "many", "most", "several"}
_SINGULAR = {"NN", "NNP", "JJ"}
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
    party = last_before(roster, number, head, pronoun)
    if party is not None:
        party.is_meant_by(pronoun)
        roster.add(number, mention_of(party, head, range(head.i, head.i + 1)))
    return party


def _may_act(roster: Roster, head: "Token") -> bool:
    """Whether a noun phrase is of people or a body: "the driver", "hundreds of farmers", "the council"."""
    if head.lemma_.lower() in people("many"):
        return any(is_person_noun(word) for of in head.rights if of.lower_ == "of" for word in of.rights)
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
    if head.lower_ in _NOBODY or any(child.lower_ in {"no", "neither"} for child in head.lefts):
        return None
    if head.lower_ in _PRONOUNS:
        if _is_told(head) or (head.lower_ == "it" and head.head.lemma_ == "read"):
            return None
        meant = _take_up(roster, number, head, _PRONOUNS[head.lower_])
        return meant.name if meant else None
    names = [_named(roster, number, word) for word in (head, *head.conjuncts) if words[0] <= word.idx < words[1]]
    if names and all(names):
        return " and ".join(dict.fromkeys(name for name in names if name))
    if head.lower_ in people("owned") and (owner := _owner(roster, number, head)) is not None:
        return f"{owner.name}{roster.apostrophe}s {head.text}"
    party = _note(roster, number, head, words)
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
    party = _is_who(roster, number, head) or _described(roster, number, head) or _again(roster, number, head)
    party = party or _retaken(roster, number, head) or _ahead(roster, number, head) or _new(head, words)
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
    explained = head.lemma_.lower() not in people("documents")
    appositions = [child for child in head.children if explained and child.dep_ == "appos" and child.i > head.i]
    appositions += [further for child in appositions for further in child.children if further.dep_ == "appos"]
    beside = [m.party for m in roster.mentions[number] for child in appositions if child.i in m.words]
    beside += own
    if not beside and explained and is_calling(head):
        beside = [m.party for m in roster.mentions[number] if m.party.person and _explains(m, head)]
    return beside[0].name if beside else None


def _explains(mention: Mention, head: "Token") -> bool:
    """Whether a name stands after a noun and a comma, titles at most between: "the sponsor, state Sen. Ana Ruiz"."""
    if head.tag_ in {"NNS", "NNPS"}:  # "leaders, including Tom Hale"
        return False
    doc, first = head.doc, mention.at
    while first > max(head.i + 1, mention.at - _TITLE_WORDS) and not doc[first - 1].is_punct:
        first -= 1
    between = doc[head.i + 1 : first]
    inner = [word for word in between[:-1] if word.is_punct or word.pos_ in {"VERB", "AUX"}]
    return len(between) > 0 and between[-1].text == "," and not inner


def _described(roster: Roster, number: int, head: "Token") -> Party | None:
    """The one party whom the article has described by the words of a definite noun phrase: "the minister"."""
    singular = head.pos_ in {"NOUN", "PROPN"} and head.tag_ not in {"NNS", "NNPS"}
    indefinite = any(child.lower_ in _INDEFINITE for child in head.children)
    narrowed = any(child.dep_ in {*DEFINING, "nummod"} for child in head.rights)
    if not singular or indefinite or narrowed:
        return None
    words = {head.lower_, *modifiers(head)}
    company = roster.company(number, head.i) if words <= people("companies") else None
    return roster.described(words) or company


def _is_who(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person whom a sentence says a noun is: "That man was Stuart Gillies"."""
    if head.dep_ != "nsubj" or head.head.lemma_ != "be":
        return None
    names = {word.i for word in head.head.children if word.dep_ == "attr"}
    return next((m.party for m in roster.mentions[number] if m.party.person and not names.isdisjoint(m.words)), None)


def _retaken(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person just told of whom the article calls something new: "the 24-year-old", "the Norwegian"."""
    definite = any(child.lower_ == "the" for child in head.children)
    if not definite or head.tag_ not in _SINGULAR:
        return None
    native = any(child.lower_ == "born" or child.text.endswith("-born") for child in head.lefts)
    if native or head.text.endswith("-year-old") or head.lower_ == "old" or is_demonym(head):
        return last_before(roster, number, head, None)
    if (
        head.lower_ in roster.told
        or not is_calling(head)
        or any(child.dep_ in {*DEFINING, "poss", "appos"} for child in head.children)
    ):
        return None
    nobody: list[Mention] = []
    last = next(before(roster, number, head), nobody)
    subjects = {m.party.name: m.party for m in last if m.subject and m.party.person and m.sentence != head.sent.start}
    party = next(iter(subjects.values())) if len(subjects) == 1 else None
    posts = people("titles") - people("passing") - people("courtesy")
    if party is None or (head.lower_ in posts and party.roles & posts):
        return None
    return party if any(mention.party is party for mention in roster.mentions[number]) else None


def _ahead(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person named first, right after a lead that tells of them by their post: "…, its director said"."""
    if number > _LEAD or head.tag_ not in _SINGULAR:
        return None
    if head.lower_ not in people("titles"):
        return _opening(roster, number, head)
    headline = number == 0 and not any(child.tag_ == "DT" for child in head.children)
    if not headline and not any(child.lower_ in {"the", "its"} or child.dep_ == "poss" for child in head.children):
        return None
    before = [mention for mentions in roster.mentions[: number + 1] for mention in mentions]
    after = [mention for mentions in roster.mentions[number + 1 : number + 3] for mention in mentions]
    party = next((mention.party for mention in after if mention.subject and mention.party.person), None)
    others = (mention.party for mention in before if mention.party.person and mention.party is not party)
    if party is None or any(roster.is_named(other) and " " in other.name for other in others):
        return None
    posts = (party.roles & (people("titles") | people("persons"))) - people("courtesy")
    return party if not posts or head.lower_ in posts else None


def _opening(roster: Roster, number: int, head: "Token") -> Party | None:
    """Who is named for the first time where the next paragraph begins, after a lead on "the widow of a trawlerman"."""
    defined = any(child.lower_ == "the" for child in head.children)
    body = head.lower_ in people("companies")
    narrowed = any(child.dep_ in {*DEFINING, "poss"} for child in head.children)
    if not defined or not narrowed or not (body or is_calling(head)) or number + 1 >= len(roster.mentions):
        return None
    first = next(iter(roster.mentions[number + 1]), None)
    if first is None or not first.subject or first.quoted or first.at > _OPENS or first.party.person is body:
        return None
    told = any(m.party is first.party for mentions in roster.mentions[1 : number + 1] for m in mentions)
    return None if told or (not body and " " not in first.party.name) else first.party


def _again(roster: Roster, number: int, head: "Token") -> Party | None:
    """The party a bare definite noun phrase takes up again: "the official", "the same accounts"."""
    before = list(head.lefts)
    definite = bool(before) and before[0].lower_ in {"the", "that", "this", "these", "those"}
    bare = all(child.lower_ == "same" for child in before[1:])
    bare = bare and not any(child.dep_ in DEFINING for child in head.rights)
    return roster.earlier(head.lower_, number, head.i) if definite and bare else None


def _new(head: "Token", words: tuple[int, int] | None) -> Party | None:
    """A source the article doesn't name, under its own description."""
    described = description(head, words)
    if described is None or described.lower() == "the":
        return None
    nouns = {head.lower_, head.lemma_.lower()}
    plural = head.tag_ in {"NNS", "NNPS"} or bool(list(head.conjuncts)) or head.lemma_.lower() in people("many")
    person = not plural and (bool(nouns & people("titles")) or is_calling(head))
    pronoun = "they" if plural else pronoun_of(nouns) or (None if person else "it")
    return Party(described, person, roles=nouns, pronoun=pronoun)

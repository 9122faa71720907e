"""Whom a noun phrase without a name means: "the minister", "the 24-year-old", "two officials"."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from service.builtin.quotations.speakers.antecedents import is_beside, last_before, mentions_before, pair_before
from service.builtin.quotations.speakers.callings import is_calling, is_demonym, is_title
from service.builtin.quotations.speakers.capitals import HYPHENS
from service.builtin.quotations.speakers.descriptions import description, is_defined
from service.builtin.quotations.speakers.parties import Mention, Party, modifiers, pronoun_of
from service.builtin.quotations.speakers.roster import Roster
from service.builtin.quotations.tables import alike, any_of, body_kinds, people

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD = 2
"""Paragraphs from the top, the title among them, in which somebody is told of before they are named."""
_UNTOLD = {"aid", "business", "labour", "media", "politics", "sport"}
"""The kinds of body whose names may not tell of it: "Brightwell", "The Diario"."""
_OF_PARTIES = {"governing", "opposition", "ruling"}
"""What tells a party's place and not which of several it is."""
_BACK = 50
"""Paragraphs among which somebody told of before is looked for."""
_AGED = 5
"""Words of "the 24-year-old"."""
_OPENS = 4
"""Words into a paragraph up to which a name begins it."""
_INDEFINITE = {"a", "an", "another", "one", "some", "any", "every", "each", "many", "most", "several"}
TWO = {"both", "couple", "duo", "pair", "two"}
"""What two people told of are called together."""
_SINGULAR = {"NN", "NNP", "JJ"}


def meant_by(roster: Roster, number: int, head: "Token", words: tuple[int, int] | None) -> Party | None:
    """The party that a noun phrase of paragraph ``number`` describes, be it a new one; None when that is nobody.

    ``words`` is where the phrase stands, in the characters of the paragraph, where that is known.
    """
    if head.lower_ in TWO and not is_defined(head) and (pair := pair_before(roster, number, head)):
        return pair
    anew = head.lower_ in people("relations") and any(_is_owner(child) for child in head.lefts)
    ways = (_is_who,) if anew else (_is_who, _described, _again, _body, _of_kind, _retaken, _ahead)
    return next((party for way in ways if (party := way(roster, number, head))), None) or _new(head, words)


def _is_owner(word: "Token") -> bool:
    """Whether a word is whose a noun is, so that it is another's than the one told of: "the union's spokesman"."""
    return word.dep_ == "poss" and word.tag_ != "PRP$"


def _described(roster: Roster, number: int, head: "Token") -> Party | None:
    """Whom the article describes by the words of a definite noun phrase, as "the minister": of several the last one."""
    common = head.pos_ == "NOUN" or (head.pos_ == "PROPN" and (is_title(head) or any(head.lefts)))
    singular = common and head.tag_ not in {"NNS", "NNPS"}
    indefinite = any(child.lower_ in _INDEFINITE for child in head.children)
    narrowed = any(child.dep_ == "nummod" for child in head.rights)
    if not singular or not head.is_alpha or indefinite or narrowed or is_defined(head):
        return None
    words = {head.lower_, *(word.lower_.strip(".") for word in modifiers(head) if not _is_compound(word))}
    company = roster.company(number, head.i) if words <= people("companies") else None
    body = head.lower_ in any_of("bodies", "companies", "speaking")
    after = _only_after(roster, number, head)
    found = [party for party in roster.described(words) if not (body and party.person) and party.name not in after]
    if not found and not body and words - {head.lower_} and all(map(_tells_nothing, modifiers(head))):
        found = [party for party in roster.described({head.lower_}) if party.person]
    if not found and not body:
        found = _of_place(roster, head)
    if len(found) < 2:  # noqa: PLR2004 -- one is meant, or none
        return found[0] if found else company
    return _last_told_of(roster, number, head, found) or company


def _of_place(roster: Roster, head: "Token") -> list[Party]:
    """The people of a post of whom it isn't told where they hold it, or there: "the Oln coach" for "coach Ana Ruiz"."""
    names = _names_before(head)
    post = {head.lower_, *(word.lower_.strip(".") for word in modifiers(head))} - names
    if not names or not post or not post <= people("titles"):
        return []
    return [party for party in roster.described(post) if party.person and not _is_elsewhere(party, names)]


def _names_before(head: "Token") -> set[str]:
    """The names before a noun that tell where a post is held: "the Oln coach"."""
    return {word.lower_ for word in modifiers(head) if word.pos_ == "PROPN" and not is_title(word)}


def _is_elsewhere(party: Party, names: Collection[str]) -> bool:
    """Whether somebody is told to hold their post at another place than some names are of."""
    held = party.roles - any_of("titles", "persons", "courtesy", "passing")
    return bool(held and names) and held.isdisjoint(names)


def _only_after(roster: Roster, number: int, head: "Token") -> set[str]:
    """Who is told of later in a noun's own sentence, and not before it: "The party accused the Liberal Party"."""
    sentence = [mention for mention in roster.mentions[number] if mention.sentence == head.sent.start]
    later = {mention.party.name for mention in sentence if mention.at > head.i}
    near = roster.mentions[max(0, number - _BACK) : number] if later else []
    earlier = (mention.party.name for mentions in near for mention in mentions)
    here = (m.party.name for m in roster.mentions[number] if m.at < head.i)
    return later.difference(earlier, here)


def _tells_nothing(word: "Token") -> bool:
    """Whether a word before a noun adorns it and tells nobody apart: "the veteran senator", "the delighted coach"."""
    state = word.tag_ in {"VBN", "VBG"} or (word.tag_ == "JJ" and word.is_lower and word.lower_.endswith("ed"))
    return state or word.lower_ in people("passing") or word.ent_type_ == "NORP"


def _is_compound(word: "Token") -> bool:
    """Whether a word before a noun has hyphens, and adorns more than it tells apart: "the two-term president"."""
    parts = list(word.subtree)
    return any(part.text in HYPHENS for part in parts) and all(part.text.islower() for part in parts if part.is_alpha)


def _last_told_of(roster: Roster, number: int, head: "Token", parties: Collection[Party]) -> Party | None:
    """The one of some people who is told of in the nearest sentence before a word that tells of any."""
    for mentions in mentions_before(roster, number, head):
        near = {
            m.party.name: m.party for m in mentions if m.party in parties and not is_beside(roster, number, head, m)
        }
        if near:
            return next(iter(near.values())) if len(near) == 1 else None
    return None


def _is_who(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person whom a sentence says a noun is: "That man was Stuart Gillies"."""
    if head.dep_ != "nsubj" or head.head.lemma_ != "be":
        return None
    names = {word.i for word in head.head.children if word.dep_ == "attr"}
    return next((m.party for m in roster.mentions[number] if m.party.person and not names.isdisjoint(m.words)), None)


def _retaken(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person just told of whom the article calls something new: "the 24-year-old", "the Norwegian"."""
    aged = head.text.endswith("-year-old") or head.lower_ == "old"
    definite = any(
        word.lower_ == "the" for word in head.doc[max(0, head.i - _AGED) : head.i] if aged or word.head == head
    )
    if not definite or head.tag_ not in _SINGULAR:
        return None
    native = any(child.lower_ == "born" or child.text.endswith("-born") for child in head.lefts)
    if native or aged or is_demonym(head):
        return last_before(roster, number, head, None)
    epithet = _is_epithet(head)
    told = head.lower_ in roster.told or not is_calling(head) or is_defined(head)
    if (told and not epithet) or any(
        child.dep_ == "poss" or (child.dep_ == "appos" and not child.is_digit) for child in head.children
    ):
        return None
    last = next(mentions_before(roster, number, head), list[Mention]())
    near = [m for m in last if m.party.person and not is_beside(roster, number, head, m)]
    acting = [m for m in near if m.subject] or near
    subjects = {m.party.name: m.party for m in acting}
    party = next(iter(subjects.values())) if len(subjects) == 1 else None
    posts = people("titles") - people("passing") - people("courtesy")
    names = _names_before(head)
    if party is None or not roster.is_named(party) or (head.lower_ in party.roles and _is_elsewhere(party, names)):
        return None
    other = not epithet and head.lower_ in posts and not party.roles.isdisjoint(posts)
    if other and not any(party.roles & group for group in alike(head.lower_)):
        return None
    after = head.doc[head.i + 1 : head.i + 3]
    aged = len(after) > 1 and after[0].text == "," and after[1].is_digit
    here = [mention for mention in roster.mentions[number] if mention.party is party]
    apart = any(mention.at > head.i and mention.sentence == head.sent.start for mention in here)
    return party if (aged or here or epithet) and not apart else None


def _is_epithet(head: "Token") -> bool:
    """Whether a noun names by rank whoever rules: "the Head of State", "the Father of the Nation"."""
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    whose = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    return whose is not None and head.text.istitle() and whose.lower_ in people("realms")


def _ahead(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person named first, right after a lead that tells of them by their post: "…, its director said"."""
    if number > _LEAD or head.tag_ not in _SINGULAR:
        return None
    if head.lower_ not in people("titles"):
        return _opening(roster, number, head)
    if any(child.lower_ in {"a", "an"} for child in head.children):
        return _introduced(roster, number, head)
    headline = number == 0 and not any(child.tag_ == "DT" for child in head.children)
    if not headline and not any(child.lower_ in {"the", "its"} or child.dep_ == "poss" for child in head.children):
        return None
    before = [mention for mentions in roster.mentions[: number + 1] for mention in mentions]
    after = [mention for mentions in roster.mentions[number + 1 : number + 3] for mention in mentions]
    first = next((mention for mention in after if mention.party.person and not mention.quoted), None)
    party = first.party if first and first.subject else None
    others = (mention.party for mention in before if mention.party.person and mention.party is not party)
    if party is None or any(roster.is_named(other) and " " in other.name for other in others):
        return None
    posts = (party.roles & (people("titles") | people("persons"))) - people("courtesy")
    near = headline or first in roster.mentions[number + 1]
    return party if head.lower_ in posts or (near and not posts) else None


def _introduced(roster: Roster, number: int, head: "Token") -> Party | None:
    """The one person of a post whom a lead tells of by it, and whose name comes next: "A minister has said"."""
    after = [m for m in roster.mentions[number] if m.at > head.right_edge.i and m.sentence != head.sent.start]
    after += [mention for mentions in roster.mentions[number + 1 : number + 3] for mention in mentions]
    first = next((mention for mention in after if mention.party.person and not mention.quoted), None)
    alone = len(roster.described({head.lower_})) == 1
    return first.party if first and first.subject and alone and head.lower_ in first.party.roles else None


def _opening(roster: Roster, number: int, head: "Token") -> Party | None:
    """Who is named for the first time where the next paragraph begins, after a lead on "the widow of a trawlerman"."""
    defined = any(child.lower_ == "the" for child in head.children)
    body = head.lower_ in people("companies")
    narrowed = is_defined(head) or any(child.dep_ == "poss" for child in head.lefts)
    if not defined or not narrowed or not (body or is_calling(head)) or number + 1 >= len(roster.mentions):
        return None
    first = next(iter(roster.mentions[number + 1]), None)
    if first is None or not first.subject or first.quoted or first.at > _OPENS or first.party.person is body:
        return None
    told = any(m.party is first.party for mentions in roster.mentions[1 : number + 1] for m in mentions)
    return None if told or (not body and " " not in first.party.name) else first.party


def _again(roster: Roster, number: int, head: "Token") -> Party | None:
    """The party a bare definite noun phrase takes up again: "the official", "the same accounts".

    What is written speaks under the description it has where it does, unless it is said to be the same.
    """
    before = list(head.lefts)
    definite = bool(before) and before[0].lower_ in {"the", "that", "this", "these", "those"}
    rest = [child.lower_ for child in before[1:]]
    if not definite or is_defined(head) or rest != ["same"] * len(rest):
        return None
    return None if not rest and head.lower_ in people("documents") else roster.earlier(head.lower_, number, head.i)


def _body(roster: Roster, number: int, head: "Token") -> Party | None:
    """The one body told of in the last sentence before a phrase that may be it: "the organisation", "the club"."""
    bare = [child.lower_ for child in head.lefts] == ["the"] and not is_defined(head)
    if not bare or head.lower_ not in people("any_body"):
        return None
    other = any_of("civic", "companies") - people("any_body")
    for mentions in mentions_before(roster, number, head):
        near = {
            m.party.name: m.party
            for m in mentions
            if m.party.person is False and not is_beside(roster, number, head, m)
        }
        if near:
            name, party = next(iter(near.items()))
            able = len(near) == 1 and roster.is_named(party) and other.isdisjoint(name.lower().split())
            return party if able else None
    return None


def _of_kind(roster: Roster, number: int, head: "Token") -> Party | None:
    """The one named body told of so far that may be what a definite noun says: "the utility" for "Tarnwick Water"."""
    kinds = body_kinds(head.lower_)
    before = [child.lower_ for child in head.lefts]
    owned = any(child.dep_ == "poss" for child in head.lefts)
    several = not kinds <= {"business", "aid"}  # "the health ministry" is one
    which = several and set(before[1:]) - _OF_PARTIES
    if not kinds or before[:1] != ["the"] or which or owned or is_defined(head) or head.lower_ in roster.told:
        return None
    able: dict[str, Party] = {}
    for paragraph, mentions in enumerate(roster.mentions[: number + 1]):
        for mention in mentions:
            told = paragraph < number or mention.at < head.i
            body = mention.party.person is False and mention.subject and not mention.quoted
            if told and body and roster.is_named(mention.party) and _may_be_of(mention.party, kinds):
                able[mention.party.name] = mention.party
    return next(iter(able.values())) if len(able) == 1 else None


def _may_be_of(party: Party, kinds: frozenset[str]) -> bool:
    """Whether a body may be of some kinds: its name tells of one of them, or of none where such names needn't."""
    own = [body_kinds(word) for word in party.name.lower().split()]
    told = frozenset[str]().union(*own)
    return not told.isdisjoint(kinds) if told else not kinds.isdisjoint(_UNTOLD)


def _new(head: "Token", words: tuple[int, int] | None) -> Party | None:
    """A source the article doesn't name, under its own description."""
    described = description(head, words)
    if described is None or described.lower() == "the":
        return None
    nouns = {head.lower_, head.lemma_.lower()}
    plural = head.tag_ in {"NNS", "NNPS"} or bool(list(head.conjuncts)) or head.lemma_.lower() in people("many")
    posts = people("titles") | (people("persons") - people("companies") if head.pos_ == "PROPN" else frozenset[str]())
    person = not plural and (bool(nouns & posts) or is_calling(head))
    pronoun = "they" if plural else pronoun_of(nouns) or (None if person else "it")
    return Party(described, person, roles=nouns, pronoun=pronoun)

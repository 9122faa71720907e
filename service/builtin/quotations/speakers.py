"""Who a source is: which party "he", "Safadi" or "the minister" means.

A guess is never shown as a fact: where the text leaves it open, the answer is None or the article's own description.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import noun_phrase
from service.builtin.quotations.names import is_person_noun
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
from service.builtin.quotations.tables import people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_REACH = 3
"""Paragraphs back in which a pronoun's party is looked for."""

_LEAD = 2
"""Paragraphs from the top, the title among them, in which somebody is told of before they are named."""
_PRONOUNS: dict[str, Pronoun] = {"he": "he", "him": "he", "she": "she", "it": "it", "they": "they", "them": "they"}
_NOBODY = {"we", "i", "you", "who", "her", "that", "which", "this", "these", "those", "what"}
_INDEFINITE = {"a", "an", "another", "one", "some", "any", "every", "each", "many", "most", "several"}
_SINGULAR = {"NN", "NNP", "JJ"}
_ASIDE = {",", "–", "—", ";", "("}
_DEFINING = {"prep", "acl", "relcl"}


def note_subjects(roster: Roster, number: int, words: "Span", quoted: Sequence[int]) -> None:
    """Note in the roster whom some words of paragraph ``number`` describe as doing something: "the driver stopped".

    ``quoted`` is 1 for each character of the paragraph in quotation marks. To be called in reading order.
    """
    named = {i for mention in roster.mentions[number] for i in mention.words}
    for token in words:
        if token.dep_ not in SUBJECTS or quoted[token.idx] or not _may_act(token) or _is_somebodys(token):
            continue
        if named.isdisjoint(range(token.i, token.right_edge.i + 1)):
            _note(roster, number, token, None)


def _may_act(head: "Token") -> bool:
    """Whether a noun phrase is of people or a body: "the driver", "hundreds of farmers", "the council"."""
    if head.lemma_.lower() in people("many"):
        return any(is_person_noun(word) for of in head.rights if of.lower_ == "of" for word in of.rights)
    body = head.pos_ == "NOUN" and head.lower_ in people("bodies") | people("companies")
    return body or is_person_noun(head)


def _is_somebodys(head: "Token") -> bool:
    """Whether a noun stands with a possessive pronoun: "her mother", of whom the article tells in passing."""
    return any(child.tag_ == "PRP$" for child in head.children)


def speaker(roster: Roster, number: int, head: "Token", words: tuple[int, int]) -> str | None:
    """The name, or the description, of a source in paragraph ``number``; ``head`` is its head word.

    ``words`` is where it stands, in the characters of the paragraph. The source is noted in the roster, for a pronoun
    that follows.
    """
    if head.tag_ in {"WP", "WDT"} and head.head.dep_ == "relcl":
        head = head.head.head
    if head.lower_ in _NOBODY:
        return None
    if head.lower_ in _PRONOUNS:
        meant = _meant(roster, number, head, _PRONOUNS[head.lower_])
        if meant is not None:
            roster.add(number, mention_of(meant, head, range(head.i, head.i + 1)))
        return meant.name if meant else None
    names = [_named(roster, number, word) for word in (head, *head.conjuncts) if words[0] <= word.idx < words[1]]
    if names and all(names):
        return " and ".join(dict.fromkeys(name for name in names if name))
    party = _note(roster, number, head, words)
    return party.name if party else None


def _note(roster: Roster, number: int, head: "Token", words: tuple[int, int] | None) -> Party | None:
    """The party that a noun phrase describes, noted in the roster; None when it describes nobody."""
    party = _described(roster, number, head) or _again(roster, number, head)
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
    beside = [m.party for m in roster.mentions[number] for child in appositions if child.i in m.words]
    beside += own
    return beside[0].name if beside else None


def _described(roster: Roster, number: int, head: "Token") -> Party | None:
    """The one party whom the article has described by the words of a definite noun phrase: "the minister"."""
    singular = head.pos_ in {"NOUN", "PROPN"} and head.tag_ not in {"NNS", "NNPS"}
    indefinite = any(child.lower_ in _INDEFINITE for child in head.children)
    narrowed = any(child.dep_ in {*_DEFINING, "nummod"} for child in head.rights)
    if not singular or indefinite or narrowed:
        return None
    words = {head.lower_, *modifiers(head)}
    company = roster.company(number, head.i) if words <= people("companies") else None
    return roster.described(words) or company


def _retaken(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person just told of whom the article calls something new: "the 24-year-old", "the Norwegian"."""
    definite = any(child.lower_ == "the" for child in head.children)
    new = head.text.endswith("-year-old") or head.lower_ == "old" or head.ent_type_ == "NORP"
    return _last_before(roster, number, head, None) if definite and new and head.tag_ in _SINGULAR else None


def _ahead(roster: Roster, number: int, head: "Token") -> Party | None:
    """The person named first, right after a lead that tells of them by their post: "…, its director said"."""
    if number > _LEAD or head.tag_ not in _SINGULAR or head.lower_ not in people("titles"):
        return None
    if not any(child.lower_ in {"the", "its"} or child.dep_ == "poss" for child in head.children):
        return None
    before = [mention for mentions in roster.mentions[: number + 1] for mention in mentions]
    after = [mention for mentions in roster.mentions[number + 1 : number + 3] for mention in mentions]
    party = next((mention.party for mention in after if mention.subject and mention.party.person), None)
    if party is None or any(mention.party.person and " " in mention.party.name for mention in before):
        return None
    posts = (party.roles & (people("titles") | people("persons"))) - people("courtesy")
    return party if not posts or head.lower_ in posts else None


def _again(roster: Roster, number: int, head: "Token") -> Party | None:
    """The party a bare definite noun phrase takes up again: "the official", "the same accounts"."""
    before = list(head.lefts)
    definite = bool(before) and before[0].lower_ in {"the", "that", "this", "these", "those"}
    bare = all(child.lower_ == "same" for child in before[1:])
    bare = bare and not any(child.dep_ in _DEFINING for child in head.rights)
    return roster.earlier(head.lower_, number, head.i) if definite and bare else None


def _meant(roster: Roster, number: int, head: "Token", pronoun: Pronoun) -> Party | None:
    """The party a pronoun means, which is noted of them."""
    party = _last_before(roster, number, head, pronoun)
    if party is not None:
        party.is_meant_by(pronoun)
    return party


def _last_before(roster: Roster, number: int, head: "Token", pronoun: Pronoun | None) -> Party | None:
    """Of the parties mentioned last before a word that a pronoun can mean (any person), the subject of a clause.

    Sentence by sentence backwards; two that it can equally mean are one too many.
    """
    for mentions in _before(roster, number, head):
        able = [m for m in mentions if (m.party.may_be(pronoun) if pronoun else m.party.person)]
        subjects = [mention for mention in able if mention.subject]
        choice = subjects or able
        if not choice:
            continue
        parties = {mention.party.name for mention in choice}
        if len(parties) > 1 and not subjects:
            return None
        return choice[0].party if subjects else choice[-1].party
    return None


def _before(roster: Roster, number: int, head: "Token") -> Iterator[list[Mention]]:
    """The mentions before a word, sentence by sentence, nearest sentence first; in its own only subjects."""
    for paragraph in range(number, max(-1, number - _REACH - 1), -1):
        mentions = [mention for mention in roster.mentions[paragraph] if not mention.quoted]
        if paragraph == number:
            own = head.sent.start
            mentions = [m for m in mentions if m.at < head.i and (m.subject or m.sentence != own)]
        for sentence in sorted({mention.sentence for mention in mentions}, reverse=True):
            yield [mention for mention in mentions if mention.sentence == sentence]


def _new(head: "Token", words: tuple[int, int] | None) -> Party | None:
    """A source the article doesn't name, under its own description."""
    described = description(head, words)
    if described is None:
        return None
    nouns = {head.lower_, head.lemma_.lower()}
    plural = head.tag_ in {"NNS", "NNPS"} or bool(list(head.conjuncts)) or head.lemma_.lower() in people("many")
    person = not plural and bool(nouns & people("titles") or nouns & people("persons"))
    pronoun = "they" if plural else pronoun_of(nouns) or (None if person else "it")
    return Party(described, person, roles=nouns, pronoun=pronoun)


def description(head: "Token", words: tuple[int, int] | None) -> str | None:
    """The article's own words for a source and what defines it, without articles, possessives and asides.

    They are the source's ``words``, ``[start, end)`` in the characters of the paragraph, where more than the bare noun
    phrase is known to be the source; else what hangs on ``head``.
    """
    doc = head.doc
    first = head.left_edge.i
    while first < head.i and (_is_dropped(doc[first]) or _is_so_called(doc, first)):
        first += 3 if _is_so_called(doc, first) else 1
    known = words is not None and words != noun_phrase(head)
    last = _source_end(head, words[1]) if words and known else _defining_end(head)
    while last > head.i and (doc[last].is_punct or doc[last].is_space) and not doc[last].is_quote:
        last -= 1
    while first < head.i and head.pos_ == "PROPN" and doc[first].lower_.strip(".") in people("titles"):
        first += 1
    marks = sum(word.is_quote for word in doc[first : last + 1])
    if marks % 2 and last + 1 < len(doc) and doc[last + 1].is_quote:
        last += 1
    return " ".join(doc[first : last + 1].text.split()) or None


def _defining_end(head: "Token") -> int:
    """The last word of what defines a noun, by the parse."""
    last = head.i
    for child in head.rights:
        if child.dep_ not in {*_DEFINING, "amod", "advmod"}:
            break
        aside = next((word.i for word in head.doc[last + 1 : child.right_edge.i + 1] if word.text in _ASIDE), None)
        last = child.right_edge.i if aside is None else aside - 1
        if aside is not None:
            break
    return last


def _source_end(head: "Token", end: int) -> int:
    """The last word of a source that ends at the character ``end``, up to an aside."""
    last = head.i
    for word in head.doc[head.i + 1 :]:
        aside = word.text in _ASIDE and not (word.i + 1 < len(head.doc) and word.nbor().ent_type_ == "PERSON")
        if word.idx >= end or aside:
            break
        last = word.i
    return last


def _is_so_called(doc: "Doc", first: int) -> bool:
    return doc[first : first + 3].text.lower() == "so-called"


def _is_dropped(word: "Token") -> bool:
    """Whether a word at the front of a source is none of its description."""
    if word.tag_ in {"DT", "PRP$"} or word.is_punct or word.is_space:
        return True
    counts = word.tag_ == "CD" or word.head.tag_ == "CD"
    return word.dep_ in {"cc", "mark", "advmod", "predet"} and not counts

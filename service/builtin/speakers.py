"""Who a source is: which party "he", "Safadi" or "the minister" means.

A guess is never shown as a fact: where the text leaves it open, the answer is None or the article's own description.
"""

from typing import TYPE_CHECKING

from service.builtin.cues import noun_phrase
from service.builtin.roster import Party, Roster, modifiers, people, pronoun_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 2
"""Paragraphs back in which a pronoun's person is looked for."""

_PERSONAL = {"he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them"}
_INDEFINITE = {"a", "an", "another", "one", "some"}


def speaker(roster: Roster, number: int, head: "Token") -> str | None:
    """The name, or the description, of the source whose head word is ``head``, in paragraph ``number``."""
    if head.lower_ in _PERSONAL:
        meant = _meant(roster, number, head)
        return meant.name if meant else None
    names = [_named(roster, number, word) for word in (head, *head.conjuncts)]
    if all(names):
        return " and ".join(dict.fromkeys(name for name in names if name))
    described = _described(roster, head)
    return described.name if described else _description(head)


def _named(roster: Roster, number: int, head: "Token") -> str | None:
    """The full name that ``head`` is part of, or is explained by: "his sister, Joan Hale"."""
    own = [mention.party for mention in roster.mentions[number] if head.i in mention.words]
    appositions = [child for child in head.children if child.dep_ == "appos"]
    own += [m.party for m in roster.mentions[number] for child in appositions if child.i in m.words]
    if own:
        return own[0].name
    party = roster.known([head.text]) if head.pos_ == "PROPN" else None
    return party.name if party else None


def _described(roster: Roster, head: "Token") -> Party | None:
    """The one party whom the article has described by the words of a definite noun phrase: "the minister"."""
    singular = head.pos_ in {"NOUN", "PROPN"} and head.tag_ not in {"NNS", "NNPS"}
    indefinite = any(child.lower_ in _INDEFINITE for child in head.children)
    narrowed = any(child.dep_ in {"prep", "relcl", "acl", "nummod"} for child in head.rights)
    return None if not singular or indefinite or narrowed else roster.described({head.lower_, *modifiers(head)})


def _meant(roster: Roster, number: int, pronoun: "Token") -> Party | None:
    """The party a pronoun means: the last one named before it that can be meant, subjects first."""
    wanted = "it" if pronoun.lower_ == "it" else pronoun_of({pronoun.lower_})
    if wanted is None:
        return None
    for paragraph in range(number, max(-1, number - _REACH - 1), -1):
        before = [
            mention
            for mention in roster.mentions[paragraph]
            if mention.party.may_be(wanted) and (paragraph < number or mention.start < pronoun.idx)
        ]
        subjects = [mention for mention in before if mention.subject]
        sure = wanted != "it" or len({mention.party.name for mention in before}) == 1
        if found := subjects or (before if sure else []):
            found[-1].party.pronoun = wanted
            return found[-1].party
    return None


def _description(head: "Token") -> str | None:
    """The article's own words for a source it doesn't name; a name it does give stands without title and "the"."""
    start, end = noun_phrase(head)
    words = head.doc.text[start:end].split()
    named = head.pos_ == "PROPN"
    while len(words) > 1 and named and words[0].lower().strip(".") in people("titles"):
        words.pop(0)
    return " ".join(words) or None

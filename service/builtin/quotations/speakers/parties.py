"""The parties of an article and their mentions: whom it names or describes, and what stands around that."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from service.builtin.quotations.speakers.callings import is_kind, is_place
from service.builtin.quotations.tables import people

if TYPE_CHECKING:
    from spacy.tokens import Token

Pronoun = Literal["he", "she", "it", "they"]
FINITE = {"MD", "VBD", "VBP", "VBZ"}
SUBJECTS = {"nsubj", "nsubjpass"}
"""What a subject is to its verb."""


@dataclass
class Party:
    """Somebody the article names or describes.

    ``person`` is None where nothing tells whether they are one; ``roles`` are the words the article describes them by;
    ``pronoun`` is known only where the article itself tells it, ``likely`` is what a given name makes of it.
    """

    name: str
    person: bool | None
    roles: set[str] = field(default_factory=set)
    pronoun: Pronoun | None = None
    likely: Pronoun | None = None

    def may_be(self, pronoun: Pronoun) -> bool:
        """Whether a pronoun may stand for them."""
        told = self.pronoun or self.likely
        if told is not None:
            return told == pronoun
        return pronoun != "they" and self.person in {None, pronoun in {"he", "she"}}

    def is_meant_by(self, pronoun: Pronoun) -> None:
        """Note that a pronoun stands for them."""
        self.person = pronoun in {"he", "she"}
        self.pronoun = self.pronoun or pronoun


@dataclass(frozen=True)
class Mention:
    """One place where a party is mentioned.

    ``words`` are token numbers of its paragraph, ``sentence`` where its sentence starts; ``subject`` says whether it is
    the subject of a clause, ``foremost`` of a sentence's main one, ``owner`` whether they own a subject, ``added``
    whether it stands after "and", ``asked`` whether somebody asks them, ``quoted`` whether in quotation marks: who is
    named there isn't who speaks.
    """

    party: Party
    words: range
    sentence: int
    subject: bool
    quoted: bool = False
    foremost: bool = False
    owner: bool = False
    added: bool = False
    asked: bool = False

    @property
    def at(self) -> int:
        """Its first token."""
        return self.words.start


def mention_of(party: Party, head: "Token", words: range, *, quoted: bool = False) -> Mention:
    """The place of a party whose words' head is ``head``."""
    top = top_of(next((head.doc[i] for i in words if head.doc[i].dep_ in SUBJECTS), head))
    subject = top.dep_ in SUBJECTS
    foremost = subject and top.head.dep_ == "ROOT"
    owner = party.person is not False and top.dep_ == "poss" and (top.head.dep_ in SUBJECTS or _opens(top.head))
    added = words.start > 0 and head.doc[words.start - 1].lower_ in {"and", "&"}
    asked = top.dep_ in {"dobj", "dative"} and top.head.lemma_ == "ask" and top.head.dep_ == "ROOT"
    return Mention(party, words, head.sent.start, subject, quoted, foremost, owner, added, asked)


def _opens(noun: "Token") -> bool:
    """Whether a noun and its preposition open a sentence: "In her statement, …"."""
    return noun.dep_ == "pobj" and bool(noun.head.is_sent_start)


def top_of(head: "Token") -> "Token":
    """The word that a name explains, or the name itself."""
    while head.dep_ in {"appos", "conj"} and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    return head


def roles_of(last: "Token", first: int) -> set[str]:
    """The words an article describes somebody by, around the ``last`` word of their name and before token ``first``."""
    beside = (child for child in last.children if child.dep_ == "appos" and is_aside(child))
    described = [child for child in beside if child.pos_ == "NOUN" or child.lower_ in people("titles")]
    if last.dep_ == "appos" and last.head.pos_ in {"NOUN", "PROPN"} and is_aside(last):
        described.append(last.head)
    before = {_written(word) for word in modifiers(last) if word.i < first}
    if last.dep_ in {"compound", "nmod"} and is_kind(last.head) and not is_place(last):
        before.add(last.head.lower_)
    return before.union(*({word.lower_, *map(_written, modifiers(word))} for word in described))


def is_aside(noun: "Token") -> bool:
    """Whether an apposition is one: after a comma it ends before a verb with another, or it is the verb's subject."""
    doc, end = noun.doc, noun.right_edge.i + 1
    begins = doc[noun.left_edge.i - 1].text if noun.left_edge.i else ""
    return begins != "," or doc[end - 1].text == "," or end == len(doc) or doc[end].tag_ not in FINITE


def modifiers(head: "Token") -> list["Token"]:
    """The words before a noun that say which one: "foreign minister"."""
    return [word for word in head.lefts if word.dep_ in {"compound", "amod", "nmod"}]


def _written(word: "Token") -> str:
    return word.lower_.strip(".")


def pronoun_of(words: set[str]) -> Pronoun | None:
    """Which pronoun some words tell of: he for "chairman", she for "Mrs"."""
    male, female = bool(words & people("male")), bool(words & people("female"))
    return None if male == female else "he" if male else "she"

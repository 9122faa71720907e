"""The names in a paragraph: which words make one up, and whether it is a person's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.builtin.quotations.speakers.callings import given, is_calling, is_demonym, is_person_noun, is_title
from service.builtin.quotations.speakers.capitals import HYPHENS, chain_end, may_be_surname, may_start, with_kind
from service.builtin.quotations.tables import any_of, people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACES = {"GPE", "LOC", "FAC"}
_AT = {"in", "at", "from", "near", "to", "outside", "around", "across", "of"}
_INSIDE = {"in", "at", "near", "outside", "around", "across"}
"""After these a name is a place's, whatever else it looks like."""
_POSSESSIVE = re.compile(r"[’'`‘]s?$")
_ROLE_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|eer|ee|ent|ant)$")
_AGE = re.compile(r"\d\d?")
_LINKS = {"of", "and", "&", "for"}
_OF_OLD = 3
"""Words of "ex-husband"."""
_ROLE_AND_NAMES = 3
"""Words of a role and a name of two words."""


@dataclass(frozen=True)
class Name:
    """A name in its paragraph: its tokens ``[first, last]``, its words without titles, and the titles it stands with.

    ``person`` is True or False where its words or what stands beside them show it, else None; ``place`` says that
    something is in or from it, ``unsure`` that it may be any word, but for who bears it elsewhere.
    """

    first: int
    last: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    person: bool | None
    place: bool
    doc: "Doc"
    unsure: bool = False

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(self.words)

    @property
    def head(self) -> "Token":
        """Its last word."""
        return self.doc[self.last]


def names_in(doc: "Doc") -> Iterator[Name]:
    """The names of people and bodies in a paragraph, in order."""
    token = 0
    while token < len(doc):
        end = with_kind(doc, token, chain_end(doc, token)) if may_start(doc[token]) else token
        if end > token and not _is_lettered(doc, token, end) and (name := _name(doc, token, end)) is not None:
            yield name
        elif end == token and may_be_surname(doc[token]):
            yield Name(token, token, (doc[token].text,), (), None, place=False, doc=doc, unsure=True)
        token = max(end, token + 1)


def surname(words: Sequence[str]) -> str:
    """The word of a name by which the article may call its bearer alone: "Hale" of "Thomas Hale Jr."."""
    last = len(words) - 1
    while last and words[last].strip(".").lower() in people("generations"):
        last -= 1
    return words[last]


def _name(doc: "Doc", start: int, end: int) -> Name | None:
    whole = end
    while end - start > 1 and doc[end - 1].lower_ in people("letters"):
        end -= 1
    office = _office(doc, start)
    first = start if office is None else _after_office(doc, start, end)
    office = office if first > start else None
    if office is None:
        first = _after_post(doc, start, end)
    body = first == start and (
        any(doc[i].lower_ in people("bodies") for i in range(start, end)) or _is_initials(doc[end - 1])
    )
    if not body and first == start:
        first = _after_titles(doc, start, end)
    if start and doc[start - 1].text == "(" and doc[end : end + 1].text == ")":
        return None
    posted = start > 0 and doc[start - 1].lower_ == "the" and not body  # "the Oln General Secretary"
    if (posted or first == end - 1) and end - start > 1 and _is_post(doc[end - 1]):
        return None
    titles = [doc[i].lower_.strip(".") for i in range(start if office is None else office, first)]
    written = doc[first:end].text
    words = tuple(_POSSESSIVE.sub("", written).split())
    kind = words[-1:] and words[-1] in people("civic")
    if (
        not words
        or not (kind or any(map(str.isupper, words[-1])))
        or (len(words) == 1 and not titles and _is_kind(doc[first]))
    ):
        return None
    before = doc[start - 1].lower_ if start and office is None else ""
    if body:
        person = False
    else:
        titles += _titles_before(doc, start)
        if before == "the" and end - start == 1 and is_demonym(doc[start]):
            return None
        definite = before in {"the", "a", "an"} and not titles
        person = False if definite else _is_person(doc, first, end, titles)
    if before == "the" and not body and start > 1 and doc[start - 2].lower_ in _INSIDE:
        before = doc[start - 2].lower_
    place = before in _AT and any(doc[i].ent_type_ in _PLACES for i in range(first, end))
    whole_name = end - first > 1 and given(doc[first].text) and doc[end - 1].ent_type_ == "PERSON"
    inside = before in _INSIDE or (before == "from" and _comes_from(doc[start - 1]))
    place = place or (not titles and inside and not whole_name)
    plural = whole - start == 1 and bool(doc[start].is_sent_start) and doc[start].tag_ == "NNS"
    return Name(first, whole - 1, words, tuple(titles), False if place else person, place, doc, unsure=plural)


def _is_lettered(doc: "Doc", start: int, end: int) -> bool:
    """Whether a chain is no name but says what somebody is by letters: "the Harrow MP"."""
    return start > 0 and doc[start - 1].lower_ == "the" and end - start > 1 and doc[end - 1].lower_ in people("letters")


def _is_initials(word: "Token") -> bool:
    """Whether a word is a body's initials, or a name all in capitals: "Hobart FC"."""
    return word.text.isupper() and word.lower_ not in people("generations")


def _office(doc: "Doc", start: int) -> int | None:
    """Where the office stands that goes on over "of" into a chain of capitalised words: "Secretary of State …"."""
    link = start - 2 if start and doc[start - 1].lower_ == "the" else start - 1
    if link < 1 or doc[link].lower_ != "of" or doc[link - 1].is_lower:
        return None
    if not is_title(doc[link - 1]) and doc[link - 1].lower_ != "member":
        return None
    return link - 1


def _after_office(doc: "Doc", start: int, end: int) -> int:
    """Where a person's name begins after what their office is of; ``start`` when it is nobody's name."""
    firm = doc[start].ent_type_ == "ORG" and given(doc[start].text) is not None
    for i in range(start + 1, end - 1):
        if (doc[i].ent_type_ == "PERSON" and doc[i].ent_iob_ == "B") or (given(doc[i].text) and not firm):
            return i
    return _after_realm(doc, start, end)


def _after_realm(doc: "Doc", start: int, end: int) -> int:
    """Where a person's name begins after the place that a ruler's office is of: "President of Mali Assimi Goita".

    So after the body that a member is of: "Member of Parliament Ana Ruiz".
    """
    rules = doc[start - 2].lower_ in people("rulers") and doc[start - 1].lower_ == "of"
    plain = all(
        doc[i].is_alpha and doc[i].ent_type_ != "ORG" and doc[i].lower_ not in _LINKS for i in range(start, end)
    )
    name = start + (2 if doc[start].lower_ in people("of_two_words") else 1)
    belongs = doc[start - 2].lower_ == "member" and doc[start].lower_ in people("bodies")
    return name if (rules or belongs) and plain and end - name > 1 else start


def _after_post(doc: "Doc", start: int, end: int) -> int:
    """Where a person's name begins after a post with a body in it: "Transport Secretary Amara Nwosu"."""
    bodies = people("bodies")
    held = next((i for i in range(start, end) if doc[i].lower_ in bodies), end)
    named = next((i for i in range(held + 1, end - 1) if given(doc[i].text) and doc[i - 1].lower_ not in _LINKS), None)
    if named is not None and not any(doc[i].lower_ in bodies for i in range(named, end)):
        return named
    last = next((i for i in range(end - 2, held, -1) if _is_post(doc[i])), None)
    if last is None or any(doc[i].lower_ in bodies or doc[i].lower_ in _LINKS for i in range(last + 1, end)):
        return start
    return last + 1


def _is_post(token: "Token") -> bool:
    """Whether a word is a post by itself: "Secretary", and no "foreign" or "acting"."""
    return _is_of_several(token) or (is_title(token) and token.lower_ not in people("passing"))


def _comes_from(preposition: "Token") -> bool:
    """Whether what follows is where somebody is from: "a teacher from Nether Harle"."""
    return preposition.head.lemma_.lower() in people("persons") | people("titles") | {"be", "come", "hail", "old"}


def _is_kind(word: "Token") -> bool:
    """Whether a word says what somebody is and is no name by itself: "Mayor", "Council"."""
    return is_title(word) or _is_of_several(word) or (word.lower_ in people("bodies") and word.text.istitle())


def _is_of_several(word: "Token") -> bool:
    """Whether a word is several people's post: "Republican Senators"."""
    return word.tag_ in {"NNS", "NNPS"} and word.lower_.removesuffix("s") in people("titles")


def _titles_before(doc: "Doc", start: int) -> list[str]:
    """The titles and callings in small letters before a name: "president Ana Ruiz", "retired diplomat Tom Hale"."""
    first = start
    while first and not doc[first].is_sent_start and _may_be_title(doc[first - 1]):
        first -= 1
    while first and start - first > 0 and doc[first - 1].dep_ in {"compound", "amod", "nmod"}:
        first -= 1
    return [doc[i].lower_.strip(".") for i in range(first, start)]


def _may_be_title(word: "Token") -> bool:
    return word.pos_ in {"NOUN", "ADJ"} and (is_title(word) or is_person_noun(word))


def _after_titles(doc: "Doc", start: int, end: int) -> int:
    """Where a person's name begins in a chain that may open with titles: "Defence Minister Agnia Roshak"."""
    first = start
    if end - start > _OF_OLD and doc[start].lower_ in {"co", "ex"} and doc[start + 1].text in HYPHENS:
        first = start + _OF_OLD  # "Ex-husband Tom Hale"
    before = any_of("persons", "partisan")
    while first < end - 1 and (is_title(doc[first]) or doc[first].lower_ in before) and not given(doc[first].text):
        first += 1
    later = next((i for i in range(min(end - 3, start + 3), first, -1) if is_title(doc[i])), None)
    if later is not None:
        return later + 1
    if first == start and (_opens_with_role(doc, first, end) or _is_role_and_given(doc, first, end)):
        return first + 1
    while first < end - 2 and not given(doc[first].text) and _tells_who(doc, first, end):
        first += 1
    return first


def _tells_who(doc: "Doc", first: int, end: int) -> bool:
    """Whether a word before a given name and a surname is none of the name: "Kansas Republican Joan Hale"."""
    word = doc[first]
    told = word.ent_type_ in {"GPE", "NORP"} or word.lower_ in any_of("persons", "partisan") or is_title(word)
    told = told or (bool(word.is_sent_start) and bool(_ROLE_ENDING.search(word.lower_)))
    name = next((i for i in range(first + 1, end - 1) if given(doc[i].text)), None)
    return told and name is not None and all(doc[i].is_alpha for i in range(first, name))


def _opens_with_role(doc: "Doc", first: int, end: int) -> bool:
    """Whether a sentence begins with what somebody is, before a name of two words: "Pensioner Doreen Astley"."""
    role = doc[first]
    if end - first < _ROLE_AND_NAMES or doc[first + 1].text in HYPHENS or doc[first + 1].lower_ in _LINKS:
        return False
    opening = role.is_sent_start or first == 0
    return opening and bool(_ROLE_ENDING.search(role.lower_)) and role.ent_type_ != "PERSON"


def _is_role_and_given(doc: "Doc", first: int, end: int) -> bool:
    """Whether a sentence begins with what somebody is and a given name alone: "Builder Brad"."""
    role = doc[first]
    calling = role.lower_ in any_of("persons", "male", "female") or _ROLE_ENDING.search(role.lower_)
    two = end - first == _ROLE_AND_NAMES - 1 and bool(role.is_sent_start) and role.is_alpha
    return two and bool(calling) and given(doc[first + 1].text) is not None and given(role.text) is None


def _is_who(clause: "Token") -> bool:
    """Whether a clause tells of somebody: "Tevita Fonua, who came on late"."""
    return clause.dep_ == "relcl" and any(word.lower_ == "who" for word in clause.lefts)


def _is_person(doc: "Doc", first: int, end: int, titles: list[str]) -> bool | None:
    last = doc[end - 1]
    aged = end + 1 < len(doc) and doc[end].text == "," and _AGE.fullmatch(doc[end + 1].text)
    beside = [child for child in last.children if child.dep_ == "appos"]
    beside += [last.head] if last.dep_ == "appos" else []
    beside += [child for child in last.children if child.dep_ in {"compound", "nmod"} and child.i < first]
    labels = {doc[i].ent_type_ for i in range(first, end)}
    if given(doc[first].text) and (end - first > 1 or labels.isdisjoint({"ORG", *_PLACES})):
        return True
    if any(given(doc[i].text) for i in range(first + 1, end - 1)) and labels.isdisjoint({"ORG", *_PLACES}):
        return True
    if any(_is_who(child) for child in last.children):
        return True
    if any(word.lower_ in people("companies") for word in beside):
        return False
    if titles or aged or "PERSON" in labels or any(is_title(word) or is_calling(word) for word in beside):
        return True
    return False if "ORG" in labels or any(word.lower_ in people("bodies") for word in beside) else None

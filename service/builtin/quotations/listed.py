"""Which of the likely cues are listed: not those that only look like announced speech."""

from dataclasses import dataclass
from functools import cache

from service.builtin.quotations.features import Features
from service.builtin.quotations.sheet import INSIDE, Sheet
from service.builtin.quotations.speakers.parties import FINITE
from service.builtin.quotations.tables import table

_LEAST = {(True, True): 0.3, (True, False): 0.6, (False, True): 0.4, (False, False): 0.7}
"""What is listed: by whether the cue is in cues.toml, and whether its content is a clause (a wish or plan, "to
find a buyer", isn't)."""
NAMING = {"call", "dub", "know", "name", "nickname", "title", "label"}
_PLACES = {"GPE", "LOC", "FAC"}


@dataclass(frozen=True)
class Likely:
    """A likely cue: its token, how likely, and the tokens of its content and source."""

    token: int
    probability: float
    content: frozenset[int]
    pieces: list[tuple[int, int]]
    source: tuple[int, int] | None


def is_listed(features: Features, new: Likely) -> bool:
    """Whether what a likely cue governs is listed.

    It must be the more likely the less it looks like announced speech: where the cue is no verb of speech or thought,
    and where what is said is a thing and no clause.
    """
    sheet = features.sheet
    lemma = sheet.lemma[new.token]
    named = lemma in NAMING and sheet.dep[new.token] == "acl"
    if lemma in _unsaid() or named or _unnamed(sheet, new) or _is_asked(sheet, new) or _is_dateline(sheet, new):
        return False
    clause = any(sheet.pos[i] in {"VERB", "AUX"} or sheet.quoted[i] for i in new.content)
    listed = features.kind[new.token].islower()
    if _is_thing(sheet, new) and (lemma in _done() or (lemma in _withheld() and _is_negated(sheet, new.token))):
        return False
    if not clause and lemma == "read":
        return False
    if lemma == "hear" and not any(sheet.tag[i] in FINITE for i in new.content):
        return False  # "heard the man shout"
    wish = not listed and sheet.lower[new.pieces[0][0]] == "to"
    return new.probability >= _LEAST[listed, clause and not wish]


def _is_thing(sheet: Sheet, new: Likely) -> bool:
    """Whether what a cue governs is a thing without marks, and no clause of the cue's own."""
    clausal = any(
        sheet.dep[child] in {"ccomp", "xcomp"} and child in new.content for child in sheet.children[new.token]
    )
    return not clausal and not any(sheet.quoted[i] for i in new.content)


def _is_negated(sheet: Sheet, verb: int) -> bool:
    return any(sheet.dep[child] == "neg" for child in sheet.children[verb])


def _is_asked(sheet: Sheet, new: Likely) -> bool:
    """Whether it is told of somebody that they were asked: "Hale, asked about the pier, said"."""
    before = new.token - 1
    after_comma = before >= 0 and sheet.lower[before] == "," and not sheet.quoted[before - 1]
    return sheet.lower[new.token] == "asked" and after_comma and new.source is not None and new.source[1] <= new.token


def _is_dateline(sheet: Sheet, new: Likely) -> bool:
    """Whether a paragraph but begins with where it was written, before a whole sentence: "Harwick: The mayor said"."""
    doc, place = sheet.doc, new.source
    if sheet.lower[new.token] != ":" or place is None or place[0] != 0 or doc[-1].text != ".":
        return False
    return sheet.marks[new.token + 1] != INSIDE and all(doc[i].ent_type_ in _PLACES for i in range(*place))


def _unnamed(sheet: Sheet, new: Likely) -> bool:
    """Whether somebody asks, or declines, to be named: nothing the article reports."""
    return len(new.content) <= 5 and bool({sheet.lower[i] for i in new.content} & {"named", "identified", "quoted"})  # noqa: PLR2004 -- the words of a refusal to be named are few


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(table("cues")["unsaid"].split())


@cache
def _done() -> frozenset[str]:
    return frozenset(table("cues")["done"].split())


@cache
def _withheld() -> frozenset[str]:
    return frozenset(table("cues")["withheld"].split())

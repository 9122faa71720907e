"""Turns: what people say in an interview, a debate or a hearing set as a transcript, each after a label and a colon.

A turn is one direct quotation whose paragraphs are its spans, in marks or without; what the outlet itself asks is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.builtin.quotations.cues import Range
from service.builtin.quotations.drafts import Draft
from service.builtin.quotations.speakers.roster import Roster
from service.builtin.quotations.tables import people
from service.builtin.reading import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TIME = r"[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?"
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_LABEL = re.compile(
    rf"(?P<mark>[\"“”„«]|''|``)?(?:{_TIME}\s+)?"
    rf"(?:(?P<name>{_WORD}(?: (?:de|van|von|of|{_WORD})){{0,4}})(?: \([^()]{{1,40}}\))?:(?=\s|$)(?:\s*{_TIME}(?=\s|$))?"
    r"|(?P<dotted>[QA]|(?:(?:Mrs?|Ms|Dr|Sen|Rep)\.|[A-Z]\w+) [A-Z][A-Z’'-]+(?: of [A-Z]\w+)?)\.(?=\s)"
    r"|(?P<letter>Q)(?=\s+[A-Z]))\s*"
)
"""A label with the mark and the time before it, as "HALE:", "[00:12] Ana Ruiz:", "Mr. HALE." and "Q."."""
_ASIDE = re.compile(
    r"[\[(](?:[\w’'-]+,? ){0,3}(?:laugh|applau|cross-?talk|inaudible|unintelligible|cheer|boo|chuckl|paus|sigh)\w*\.?"
    r"(?:,? [\w’'-]+){0,3}\.?[\])]",
    re.IGNORECASE,
)
"""A stage direction: "[LAUGHTER]", "(Applause.)"."""
_ONLY_ASIDE = re.compile(r"[\"“”„«'`]*[\[(*][^\[\]()]{1,60}[\])*]\.?[\"“”»']*")
_OPENS = re.compile(r"[\"“”„«]|''|``")
_CLOSES = re.compile(r"(?:[\"”»]|'')$")
_PAIRS = {"“": "”", "„": "“”", "«": "»"}
_ASKS = {"q", "question", "interviewer", "host", "moderator", "reporter"}
_ANSWERS = {"a", "answer"}
_POINTERS = {"also", "listen", "more", "note", "photo", "photos", "read", "related", "see", "update", "video", "watch"}
"""Words of labels that only lead to another page."""
_FIRST = {"i", "me", "my", "our", "us", "we"}
_LABEL_TOKENS = 24
_LEAST = 3
"""Labelled paragraphs of a transcript."""


@dataclass(frozen=True)
class _Label:
    """A paragraph's label, where it stands and its turn begins, and whether in marks.

    ``alone`` is whether it has its paragraph for itself, as over what is said in the next one.
    """

    name: str
    place: Range
    end: int
    marked: bool
    alone: bool


@dataclass(frozen=True)
class Transcript:
    """The turns of a transcript, in order; the numbers of their paragraphs, and of those that stand in its marks."""

    turns: Sequence[Draft] = ()
    paragraphs: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()


def transcript(paragraphs: Sequence[Paragraph], roster: Roster) -> Transcript:
    """The transcript that an article holds or is, if any.

    A transcript has three labelled paragraphs or more, a label twice, and verbs in half of them, which a tally hasn't.
    An unlabelled paragraph between two labelled ones goes on with the first, unless it names who speaks there, or lacks
    the mark that the turn opens with.
    """
    labels = {
        number: label
        for number, part in enumerate(paragraphs)
        if part.role != "title" and (label := _label(part.doc[:_LABEL_TOKENS].text))
    }
    often = Counter(label.name for label in labels.values())
    spoken = sum(
        _has_verb(paragraphs[number + label.alone : number + 1 + label.alone]) for number, label in labels.items()
    )
    if len(labels) < _LEAST or max(often.values()) == 1 or spoken * 2 < len(labels):
        return Transcript()
    first, last = _reach(labels, often)
    asking = _asking(paragraphs, labels, roster)
    made: list[Draft] = []
    taken: set[int] = set()
    in_marks: set[int] = set()
    label: _Label | None = None
    closed = alone = False
    for number in range(first, len(paragraphs)):
        paragraph = paragraphs[number]
        text = paragraph.doc.text
        new = labels.get(number) if number <= last else None
        if new is not None:
            label = new
            if label.name not in asking:
                source = _moved(label.place, paragraph.start)
                made.append(Draft(number, speaker=_speaker(label.name, roster), source=source))
        elif (
            label is None
            or not _goes_on(label, paragraph.doc, closed=closed, within=number < last or alone)
            or (made and made[-1].speaker in _named(roster, number))
        ):
            label = None
            continue
        marked = label.marked or _is_marked(text, label.end if new else 0)
        taken.add(number)
        if marked:
            in_marks.add(number)
        alone = new is not None and new.alone
        closed = bool(_CLOSES.search(text.rstrip()))
        if label.name not in asking and not _ONLY_ASIDE.fullmatch(text):
            begins = label.end if new else 0
            made[-1].turns += [_moved(place, paragraph.start) for place in _spoken(text, begins, marked=marked)]
    return Transcript([draft for draft in made if draft.turns], frozenset(taken), frozenset(in_marks))


def _label(text: str) -> _Label | None:
    found = _LABEL.match(text)
    if found is None:
        return None
    group = next(group for group in ("name", "dotted", "letter") if found[group])
    if not _POINTERS.isdisjoint(found[group].lower().split()):
        return None
    marked, alone = found["mark"] is not None, found.end() == len(text)
    return _Label(found[group], found.span(group), found.end(), marked=marked, alone=alone)


def _moved(place: Range, by: int) -> Range:
    return place[0] + by, place[1] + by


def _has_verb(paragraphs: Sequence[Paragraph]) -> bool:
    return any(word.pos_ in {"VERB", "AUX"} for paragraph in paragraphs for word in paragraph.doc)


def _goes_on(label: _Label, doc: "Doc", *, closed: bool, within: bool) -> bool:
    """Whether a paragraph without a label is more of the turn before it, which is ``closed`` when it ends in a mark.

    ``within`` is whether a label follows somewhere, or stands by itself right before. After the last label only who
    says "I" or "we", as no outlet does outside marks, still speaks.
    """
    text = doc.text
    if not label.marked:
        return within or (not _OPENS.search(text) and any(word.lower_ in _FIRST for word in doc))
    return bool(_OPENS.match(text)) and (not closed or (within and _is_marked(text, 0)))


def _named(roster: Roster, number: int) -> set[str]:
    """Whom a paragraph names outside marks: few name themselves, so that a turn ends where its speaker is told of."""
    return {mention.party.name for mention in roster.mentions[number] if not mention.quoted}


def _is_marked(text: str, begins: int) -> bool:
    """Whether all that follows a label stands in marks."""
    said = text[begins:].rstrip()
    opens = _OPENS.match(said)
    return bool(opens) and not any(mark in said[opens.end() : -2] for mark in {opens[0], *_PAIRS.get(opens[0], "")})


def _spoken(text: str, begins: int, *, marked: bool) -> Iterator[Range]:
    """What is said in a paragraph from a place on, without the marks around it and the stage directions within."""
    end = len(text.rstrip())
    if marked:
        opens = _OPENS.match(text, begins)
        begins = opens.end() if opens else begins
        closes = _CLOSES.search(text[:end])
        if closes and _closes_outer(text, closes[0]):
            end = closes.start()
    for aside in [*_ASIDE.finditer(text, begins, end), None]:
        start, stop = begins, end if aside is None else aside.start()
        words = text[start:stop]
        if any(map(str.isalnum, words)):
            start += len(words) - len(words.lstrip())
            yield start, start + len(words.strip())
        begins = stop if aside is None else aside.end()


def _closes_outer(text: str, mark: str) -> bool:
    """Whether the mark that ends a paragraph answers the one that opens it, and no other within."""
    inner = sum(text.count(opener) for opener, closers in _PAIRS.items() if mark in closers)
    return inner == text.count(mark) if inner else text.count(mark) % 2 == 0


def _reach(labels: Mapping[int, _Label], often: Counter[str]) -> tuple[int, int]:
    """The first and last paragraph of the transcript: those with a label that comes twice, or right beside one."""
    places = [number for number, label in labels.items() if often[label.name] > 1]
    first, last = min(places), max(places)
    while first - 1 in labels:
        first -= 1
    while last + 1 in labels:
        last += 1
    return first, last


def _asking(paragraphs: Sequence[Paragraph], labels: Mapping[int, _Label], roster: Roster) -> frozenset[str]:
    """The labels of who asks for the outlet: by name, or because most of their turns end in a question.

    Not so in marks, which no outlet sets around its own words, nor who is told of outside the transcript, as the one
    who led a debate.
    """
    ends: dict[str, list[bool]] = defaultdict(list)
    for number, label in labels.items():
        asks = not label.marked and paragraphs[number].doc.text.rstrip("\"”’'*_ ").endswith("?")
        ends[label.name].append(asks)
    told = {m.party.name for number, ms in enumerate(roster.mentions) if number not in labels for m in ms}
    return frozenset(
        name
        for name, asks in ends.items()
        if name.lower() in _ASKS or (len(asks) > 1 and sum(asks) * 2 > len(asks) and _speaker(name, roster) not in told)
    )


def _speaker(label: str, roster: Roster) -> str | None:
    """The name that a label stands for; None for a mere letter."""
    words = label.split()
    while len(words) > 1 and words[0].lower().strip(".") in people("titles"):
        words = words[1:]
    if " ".join(words).lower() in _ANSWERS:
        return None
    party = roster.known([roster.written(word) for word in words]) or roster.known(words)
    return party.name if party else " ".join(words)

"""Turns: what people say in an interview or a debate set as a transcript, each after a label and a colon.

An answer is one direct quotation without marks, whose paragraphs are its spans; what the outlet itself asks is none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from service.builtin.quotations.drafts import Draft
from service.builtin.quotations.speakers.roster import Roster
from service.builtin.quotations.tables import people
from service.builtin.reading import Paragraph

_LABEL = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*(?: (?:de|van|von|of|[^\W\d_a-z][\w.'’-]*)){0,4})(?: \([^()]{1,40}\))?(?=:\s)"
)
_AFTER_LABEL = re.compile(r":\s*")
_ASIDE = re.compile(r" \([^()]*\)$")
_ASKS = {"q", "question", "interviewer", "host", "moderator", "reporter"}
_ANSWERS = {"a", "answer"}
_LABEL_TOKENS = 24
_LEAST = 3
"""Labelled paragraphs of a transcript."""


def turns(paragraphs: Sequence[Paragraph], roster: Roster) -> list[Draft]:
    """The answers of a transcript, in order; none when the article is no transcript.

    A transcript has three labelled paragraphs or more, a label twice, and verbs in half of them, which a tally hasn't;
    an unlabelled paragraph between two labelled ones goes on with the first.
    """
    labels = {
        number: label[0]
        for number, part in enumerate(paragraphs)
        if part.role != "title" and (label := _LABEL.match(part.doc[:_LABEL_TOKENS].text))
    }
    often = Counter(labels.values())
    spoken = sum(any(word.pos_ in {"VERB", "AUX"} for word in paragraphs[number].doc) for number in labels)
    if len(labels) < _LEAST or max(often.values()) == 1 or spoken * 2 < len(labels):
        return []
    first, last = _reach(labels, often)
    asking = _asking(paragraphs, labels)
    made: list[Draft] = []
    answers = False
    for number in range(first, last + 1):
        paragraph = paragraphs[number]
        start, end = paragraph.start, paragraph.start + len(paragraph.doc.text)
        if (label := labels.get(number)) is not None:
            answers = label not in asking
            words = _AFTER_LABEL.match(paragraph.doc.text, len(label))
            if answers:
                made.append(Draft(number, speaker=_speaker(label, roster), source=(start, start + len(label))))
            start += words.end() if words else len(label)
        if answers and start < end:
            made[-1].turns.append((start, end))
    return made


def _reach(labels: Mapping[int, str], often: Counter[str]) -> tuple[int, int]:
    """The first and last paragraph of the transcript: those with a label that comes twice, or right beside one."""
    places = [number for number, label in labels.items() if often[label] > 1]
    first, last = min(places), max(places)
    while first - 1 in labels:
        first -= 1
    while last + 1 in labels:
        last += 1
    return first, last


def _asking(paragraphs: Sequence[Paragraph], labels: Mapping[int, str]) -> frozenset[str]:
    """The labels of who asks: by name, or because most of their turns end in a question."""
    ends: dict[str, list[bool]] = defaultdict(list)
    for number, label in labels.items():
        ends[label].append(paragraphs[number].doc.text.rstrip("\"”’'*_ ").endswith("?"))
    return frozenset(
        label for label, asks in ends.items() if label.lower() in _ASKS or (len(asks) > 1 and sum(asks) * 2 > len(asks))
    )


def _speaker(label: str, roster: Roster) -> str | None:
    """The name that a label stands for; None for a mere letter."""
    words = _ASIDE.sub("", label).split()
    while len(words) > 1 and words[0].lower().strip(".") in people("titles"):
        words = words[1:]
    if " ".join(words).lower() in _ANSWERS:
        return None
    plain = [word.title() if word.isupper() else word for word in words]
    party = roster.known(plain) or roster.known(words)
    return party.name if party else " ".join(words)

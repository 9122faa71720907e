"""Quotations without a model: quoted runs and governed clauses, attached to their cues.

Paragraph by paragraph: each cue brings the clause it governs; each quoted run goes to the cue beside it, or on from the
run before it; what nobody says (titles, terms, scare quotes) is left. Runs over several paragraphs are one quotation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter, itemgetter

from service.article import Article
from service.builtin.attribution import attributions
from service.builtin.cues import Cue, Range, before_colon, goes_beside, is_speech, noun_phrase
from service.builtin.reading import Paragraph, Reading
from service.builtin.roster import Roster
from service.builtin.sheet import joined_sentences
from service.builtin.speakers import speaker
from service.findings import Directness, Finding, Quotation
from service.marks import Run, quoted_runs

_SENTENCE_ENDS = ".,!?…"
_BEGUN = re.compile(r"\b(I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey) $")
"""A pronoun right before marks, whose verb is in them: "told me I “shouldn’t …”"."""
_LONG = 5
"""Words from which a quoted run without any cue is taken as speech."""


@dataclass
class _Draft:
    """A quotation in the making; ranges are in the characters of the article."""

    paragraph: int
    speaker: str | None = None
    words: Range | None = None
    source: Range | None = None
    clauses: list[Range] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where its last words end."""
        places = [self.words, self.source, *self.clauses, *((run.start, run.end) for run in self.runs)]
        return max(place[1] for place in places if place)


def find(reading: Reading) -> tuple[Finding, ...]:
    """The quotations of an article, in order of their first words."""
    article = reading.article
    runs = quoted_runs(article.text)
    roster = Roster(reading)
    drafts: list[_Draft] = []
    last: _Draft | None = None
    for number, paragraph in enumerate(reading.paragraphs):
        end = paragraph.start + len(paragraph.doc.text)
        inside = runs[bisect_left(runs, paragraph.start, key=_run_start) : bisect_left(runs, end, key=_run_start)]
        new = _Paragraph(reading, number, inside, roster).drafts(last)
        drafts += new
        last = max(new, key=attrgetter("end"), default=last)
    found = [quotation for draft in drafts if (quotation := _quotation(article, draft))]
    found.sort(key=lambda quotation: (quotation.content[0].start, -quotation.content[-1].end))
    return tuple(quotation.model_copy(update={"id": f"q{i}"}) for i, quotation in enumerate(found, 1))


class _Paragraph:
    """One paragraph's cues and quoted runs, being brought together."""

    def __init__(self, reading: Reading, number: int, runs: Sequence[Run], roster: Roster) -> None:
        paragraph = reading.paragraphs[number]
        self._reading = reading
        self._number = number
        self._doc = paragraph.doc
        self._text = paragraph.doc.text
        self._offset = paragraph.start
        self._runs = runs
        self._places = [(run.start - paragraph.start, run.end - paragraph.start) for run in runs]
        quoted = bytearray(len(self._text) + 1)
        for start, end in self._places:
            quoted[start:end] = b"\x01" * (end - start)
        outside = (character.isalnum() and not inside for character, inside in zip(self._text, quoted, strict=False))
        self._words_before = [0, *accumulate(outside)]
        self._quoted = quoted
        self._cues = list(attributions(paragraph.doc, quoted))
        self._stretches = _stretches(paragraph, quoted)
        self._roster = roster

    def drafts(self, last: _Draft | None) -> list[_Draft]:
        """The paragraph's quotations; a run that goes on from the ``last`` one before joins that."""
        attributed: dict[int, _Draft] = {}
        loose: list[_Draft] = []
        for run, place in zip(self._runs, self._places, strict=True):
            start, end = self._stretches[bisect_right(self._stretches, place[0], key=itemgetter(0)) - 1]
            alone = self._words_before[start] == self._words_before[end]
            cue = _cue_of(self._text, place, self._cues_within(start, end))
            if cue is not None:
                draft = attributed.get(id(cue)) or self._attributed(cue)
                attributed[id(cue)] = draft
            elif last and last.runs and (run.continues or (alone and self._goes_on(last, run))):
                draft = last
            elif _spoken(self._text, place, alone=alone):
                draft = self._unattributed(place, last if alone else None)
                loose.append(draft)
            else:
                continue
            draft.runs.append(run)
            draft.paragraph = self._number
            last = draft
        for cue in _outermost(self._cues, len(self._text)):
            if cue.clauses and id(cue) not in attributed:
                attributed[id(cue)] = self._attributed(cue)
        return [*attributed.values(), *loose]

    def _goes_on(self, last: _Draft, run: Run) -> bool:
        """Whether a run alone in its sentence is more of the last quotation: of this paragraph, or just before it."""
        text = self._reading.article.text
        whole = text[run.end - 1] in _SENTENCE_ENDS and not any(map(str.isalnum, text[last.end : run.opening]))
        return last.paragraph == self._number or whole

    def _cues_within(self, start: int, end: int) -> list[Cue]:
        first = bisect_left(self._cues, start, key=_cue_start)
        return self._cues[first : bisect_left(self._cues, end, key=_cue_start)]

    def _attributed(self, cue: Cue) -> _Draft:
        head = cue.source_head
        return _Draft(
            self._number,
            speaker=None if head is None else speaker(self._roster, self._number, head, self._quoted),
            words=self._in_article(cue.words),
            source=None if cue.source is None else self._in_article(cue.source),
            clauses=[self._in_article(clause) for clause in cue.clauses],
        )

    def _unattributed(self, place: Range, last: _Draft | None) -> _Draft:
        """A run no cue claims: said by whom a colon sets before it, else by whoever spoke just before."""
        head = before_colon(self._doc, place)
        if head is not None:
            named = speaker(self._roster, self._number, head, self._quoted)
            return _Draft(self._number, speaker=named, source=self._in_article(noun_phrase(head)))
        recent = last is not None and last.paragraph >= self._number - 1
        return _Draft(self._number, speaker=last.speaker if last and recent else None)

    def _in_article(self, place: Range) -> Range:
        return place[0] + self._offset, place[1] + self._offset


def _run_start(run: Run) -> int:
    return run.start


def _cue_start(cue: Cue) -> int:
    return cue.words[0]


def _stretches(paragraph: Paragraph, quoted: Sequence[int]) -> list[Range]:
    """The sentences of a paragraph that belong together, in its characters."""
    doc = paragraph.doc
    joined = joined_sentences(doc, [quoted[token.idx] for token in doc])
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in joined]


def _cue_of(text: str, run: Range, cues: Sequence[Cue]) -> Cue | None:
    """The cue a run belongs to: the one beside it, else the one whose clause holds it, else the one it follows."""
    best: tuple[int, int, Cue] | None = None
    for cue in cues:
        if cue.source and cue.source[0] <= run[0] < cue.source[1]:
            continue
        words = min(_words_between(text, run, place) for place in cue.attribution)
        if words == 0 and goes_beside(cue.verb):
            rank = 0
        elif any(clause[0] < run[1] and run[0] < clause[1] for clause in cue.clauses):
            rank = 1
        elif is_speech(cue.verb) and cue.words[1] <= run[0] and text[: run[0] - 1].rstrip().endswith((",", ":")):
            rank = 2
        else:
            continue
        if best is None or (rank, words) < best[:2]:
            best = rank, words, cue
    return best[2] if best else None


def _words_between(text: str, one: Range, other: Range) -> int:
    """How many words stand between two ranges, whichever comes first."""
    between = text[one[1] : other[0]] if one[1] <= other[0] else text[other[1] : one[0]]
    return sum(any(character.isalnum() for character in word) for word in between.split())


def _spoken(text: str, run: Range, *, alone: bool) -> bool:
    """Whether a run that no cue claims is still speech: alone in its sentence, or long and no title."""
    words = text[run[0] : run[1]].split()
    if len(words) >= _LONG and sum(word[:1].islower() for word in words) * 2 >= len(words):
        return True
    return alone and text[run[1] - 1] in _SENTENCE_ENDS


def _outermost(cues: Sequence[Cue], length: int) -> Iterator[Cue]:
    """The cues that don't stand inside what another one says."""
    steps = [0] * (length + 1)
    for cue in cues:
        for start, end in cue.clauses:
            steps[start] += 1
            steps[end] -= 1
    depth = list(accumulate(steps))
    for cue in cues:
        own = any(start <= cue.words[0] < end for start, end in cue.clauses)
        if depth[cue.words[0]] <= own:
            yield cue


def _quotation(article: Article, draft: _Draft) -> Quotation | None:
    content, directness = _content(article.text, draft)
    if not content:
        return None
    return Quotation(
        id="",
        directness=directness,
        content=tuple(article.span(*place) for place in content),
        cue=article.span(*draft.words) if draft.words else None,
        source=article.span(*draft.source) if draft.source else None,
        speaker=draft.speaker,
        found_by="builtin",
    )


def _content(text: str, draft: _Draft) -> tuple[list[Range], Directness]:
    """The content ranges of a draft, in reading order, and its directness."""
    runs = [(run.start, run.end) for run in draft.runs]
    attribution = [place for place in (draft.words, draft.source) if place]
    clauses = [piece for clause in draft.clauses for piece in _without(clause, attribution)]
    if not runs:
        return [trimmed for piece in clauses if (trimmed := _trim(text, piece))], "indirect"
    outside = [
        piece
        for clause in clauses
        if any(clause[0] < run[1] and run[0] < clause[1] for run in runs)
        for piece in _without(clause, runs)
        if any(text[i].isalnum() for i in range(*piece))
    ]
    begun = (
        _BEGUN.search(text, max(0, draft.runs[0].opening - 5), draft.runs[0].opening)
        if draft.words and not outside and len(runs) == 1
        else None
    )
    if begun:
        outside = [begun.span(1)]
    if not outside or _stands_alone(text, draft.runs[0]):
        return runs, "direct"
    marked = [(run.opening, run.end if run.closing is None else run.closing + 1) for run in draft.runs]
    pieces = _joined(text, sorted([*outside, *marked]))
    return [trimmed for piece in pieces if (trimmed := _trim(text, piece))], "mixed"


def _stands_alone(text: str, run: Run) -> bool:
    """Whether a run is set off from its sentence, as whole quoted sentences are."""
    before = text[max(0, run.opening - 2) : run.opening].rstrip(" \u00a0")
    return not before or before[-1] in ",:.?!–—\n\r"


def _joined(text: str, pieces: Sequence[Range]) -> list[Range]:
    """The pieces with those joined between which no word stands; closing marks stay with what they close."""
    joined: list[Range] = []
    for start, end in pieces:
        if joined and not any(character.isalnum() for character in text[joined[-1][1] : start]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _without(piece: Range, holes: Sequence[Range]) -> Iterator[Range]:
    """What is left of ``piece`` when ``holes`` are cut out."""
    start, end = piece
    for hole in sorted(holes):
        if hole[1] <= start or end <= hole[0]:
            continue
        if start < hole[0]:
            yield start, hole[0]
        start = max(start, hole[1])
    if start < end:
        yield start, end


def _trim(text: str, piece: Range) -> Range | None:
    """``piece`` without the spaces and punctuation at its ends, but for a mark whose partner is inside."""
    start, end = piece
    while start < end and not (text[start].isalnum() or text[start] in "“\"'‘«„$£€#@([%"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "”\"'’»%)]"):
        end -= 1
    return (start, end) if any(character.isalnum() for character in text[start:end]) else None

"""Quotations without a model: quoted runs and governed clauses, attached to their cues.

Paragraph by paragraph: each cue brings the clause it governs; each quoted run goes to the cue beside it, or on from the
run before it; what nobody says (titles, terms, scare quotes) is left. Runs over several paragraphs are one quotation.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter, itemgetter, not_
from typing import TYPE_CHECKING

from service.builtin.quotations.announced import announced, is_topic, without_asides
from service.builtin.quotations.attribution import attributions
from service.builtin.quotations.beside import after_dash, before_colon, cue_of
from service.builtin.quotations.cues import Cue, Range, goes_beside, noun_phrase, outermost
from service.builtin.quotations.drafts import Draft, quotation
from service.builtin.quotations.nested import nested
from service.builtin.quotations.sheet import joined_sentences
from service.builtin.quotations.speakers import note_subjects, speaker
from service.builtin.quotations.speakers.parties import Pronoun
from service.builtin.quotations.speakers.roster import Roster
from service.builtin.quotations.subjects import issued, source_words
from service.builtin.quotations.turns import transcript
from service.builtin.quotations.unclaimed import SENTENCE_ENDS, is_short, is_spoken, is_term
from service.builtin.reading import Paragraph, Reading
from service.findings import Finding
from service.marks import Run, doubled, quoted_runs

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(reading: Reading) -> tuple[Finding, ...]:
    """The quotations of an article, in order of their first words."""
    article = reading.article
    runs = quoted_runs(article.text)
    within = [_within(paragraph, runs) for paragraph in reading.paragraphs]
    quoted = [_quoted(paragraph, inside) for paragraph, inside in zip(reading.paragraphs, within, strict=True)]
    roster = Roster(reading, quoted)
    told = transcript(reading.paragraphs, roster)
    drafts = [*told.turns]
    last: Draft | None = None
    announcing: Draft | None = None
    for number, (inside, marked) in enumerate(zip(within, quoted, strict=True)):
        if number in told.marked:
            continue
        paragraph = _Paragraph(reading, number, inside, marked, roster)
        new = paragraph.drafts(last, announcing)
        if number in told.paragraphs:
            new = [draft for draft in new if draft.source]  # what its speaker only sets in marks
        announcing = paragraph.announcing()
        drafts += new
        last = None if reading.paragraphs[number].role == "title" else max(new, key=attrgetter("end"), default=last)
    found = [made for draft in drafts if (made := quotation(article, draft))]
    found.sort(key=lambda made: (made.content[0].start, -made.content[-1].end), reverse=True)
    each = {tuple((span.start, span.end) for span in made.content): made for made in found}
    return tuple(made.model_copy(update={"id": f"q{i}"}) for i, made in enumerate(reversed(each.values()), 1))


def _within(paragraph: Paragraph, runs: Sequence[Run]) -> Sequence[Run]:
    end = paragraph.start + _length(paragraph)
    return runs[bisect_left(runs, paragraph.start, key=_run_start) : bisect_left(runs, end, key=_run_start)]


def _length(paragraph: Paragraph) -> int:
    """How many characters a paragraph has: its text is put together anew each time it is asked for."""
    last = paragraph.doc[-1]
    return last.idx + len(last)


def _quoted(paragraph: Paragraph, runs: Sequence[Run]) -> bytearray:
    """1 for each character of a paragraph that stands in one of its runs."""
    quoted = bytearray(_length(paragraph) + 1)
    for run in runs:
        start, end = run.start - paragraph.start, run.end - paragraph.start
        quoted[start:end] = b"\x01" * (end - start)
    return quoted


_ONE: dict[str, Pronoun] = {"he": "he", "she": "she"}


class _Paragraph:
    """One paragraph's cues and quoted runs, being brought together."""

    def __init__(self, reading: Reading, number: int, runs: Sequence[Run], quoted: bytearray, roster: Roster) -> None:
        paragraph = reading.paragraphs[number]
        self._reading = reading
        self._number = number
        self._doc = paragraph.doc
        self._text = doubled(paragraph.doc.text)
        self._headline = paragraph.role == "title" or (not number and is_short(self._text))
        self._offset = paragraph.start
        self._runs = runs
        self._quoted = quoted
        self._places = [(run.start - paragraph.start, run.end - paragraph.start) for run in runs]
        self._stretches = _stretches(paragraph, quoted)
        self._roster = roster
        self._cues = list(attributions(paragraph.doc, quoted))
        if self._headline:
            self._cues = self._of_headline()

    def drafts(self, last: Draft | None, announcing: Draft | None) -> list[Draft]:
        """The paragraph's quotations; a run that goes on from the ``last`` one before joins that.

        ``announcing`` is who the paragraph before says speaks in this one.
        """
        stretches = [self._sentence_at(start) for start, _ in self._places]
        cues = [
            cue_of(self._text, place, self._cues_within(*stretch))
            for place, stretch in zip(self._places, stretches, strict=True)
        ]
        listed = {id(cue) for cue in cues} | {id(cue) for cue in outermost(self._cues, len(self._text)) if cue.clauses}
        attributed = dict(self._all_attributed([cue for cue in self._cues if id(cue) in listed]))
        loose: list[Draft] = []
        for run, place, (start, end), cue in zip(self._runs, self._places, stretches, cues, strict=True):
            alone = not any(map(str.isalnum, compress(self._text[start:end], map(not_, self._quoted[start:end]))))
            if cue is not None:
                draft = attributed[id(cue)]
                if last:
                    _go_on(last, draft, cue, run)
            elif (signed := after_dash(self._doc, place)) is not None:
                words = noun_phrase(signed)
                draft = Draft(self._number, speaker=self._speaker(signed, words), source=self._in_article(words))
                loose.append(draft)
            elif last and last.runs and run.continues:
                draft = last
            elif announcing and not any(map(str.isalnum, self._text[: place[0]])):
                draft = announcing
                loose.append(draft)
            elif alone and (actor := self._actor_before((start, end), attributed)) not in {None, last and last.speaker}:
                draft = Draft(self._number, speaker=actor)
                loose.append(draft)
            elif last and last.runs and alone and self._goes_on(last, run):
                draft = self._whole_sentence_of([*attributed.values()], last)
            elif self._is_speech(place, alone=alone):
                draft = self._unattributed(place, None if self._has_verb((start, end)) else last)
                loose.append(draft)
            else:
                continue
            draft.runs.append(run)
            draft.paragraph = self._number
            last = draft
        return [*attributed.values(), *loose, *self._nested()]

    def _nested(self) -> Iterator[Draft]:
        """What is quoted within the quoted runs; who is meant by a pronoun there, only the outer speaker knows."""
        for run, cue in nested(self._reading.paragraphs[self._number], self._runs):
            named = cue.source_head is not None and cue.source_head.pos_ in {"PROPN", "NOUN"}
            yield replace(self._attributed(cue) if named else self._draft(cue), runs=[run])

    def announcing(self) -> Draft | None:
        """Who speaks in the next paragraph, where this one ends in a cue and a colon: "Hale went on:"."""
        if not self._text.endswith(":"):
            return None
        cues = [cue for cue in self._cues_within(*self._stretches[-1]) if goes_beside(cue.verb) and cue.source]
        cues = cues or list(filter(None, [issued(list(self._doc.sents)[-1])]))
        return replace(self._attributed(cues[-1]), clauses=[]) if cues else None

    def _of_headline(self) -> list[Cue]:
        """The cues as a headline has them, where a colon may say who speaks."""
        mentions = self._roster.mentions[self._number]
        people = frozenset(word for mention in mentions if mention.party.person for word in mention.words)
        cues = [without_asides(cue, self._doc, self._quoted) for cue in self._cues]
        cues = [replace(cue, clauses=()) if is_topic(cue, self._doc, self._quoted) else cue for cue in cues]
        first = announced(self._doc, self._quoted, people)
        if first is None:
            return cues
        return sorted([*(cue for cue in cues if cue.words != first.words), first], key=_cue_start)

    def _actor_before(self, place: Range, attributed: Mapping[int, Draft]) -> str | None:
        """Who says or does something in the sentence right before a place, without marks: "Hale shook his head".

        Not whom the words at the place may speak of: "Hale came once. “She brought a cake.”".
        """
        before = bisect_left(self._stretches, place[0], key=itemgetter(0)) - 1
        if before < 0 or any(self._quoted[slice(*self._stretches[before])]):
            return None
        first, end = self._stretches[before]
        said = [attributed[id(cue)] for cue in self._cues_within(first, end) if id(cue) in attributed]
        if said:
            return said[-1].speaker
        mentions = self._roster.mentions[self._number]
        acting = (m.party for m in mentions if m.subject and first <= self._doc[m.at].idx < end)
        actor = next((party for party in acting if party.person), None)
        words = self._doc.char_span(*place, alignment_mode="expand") or ()
        spoken_of = actor and any(actor.may_be(one) for word in words if (one := _ONE.get(word.lower_)))
        return actor.name if actor and not spoken_of else None

    def _whole_sentence_of(self, drafts: Sequence[Draft], last: Draft) -> Draft:
        """The quotation that a whole quoted sentence goes on from: of two in one sentence, not that of a few words."""
        if not _is_part(last):
            return last
        whole = (draft for draft in reversed(drafts) if draft.runs and not _is_part(draft))
        sentence = self._sentence_at(last.runs[-1].start - self._offset)
        return next((d for d in whole if self._sentence_at(d.runs[-1].start - self._offset) == sentence), last)

    def _sentence_at(self, place: int) -> Range:
        return self._stretches[bisect_right(self._stretches, max(0, place), key=itemgetter(0)) - 1]

    def _is_speech(self, place: Range, *, alone: bool) -> bool:
        """Whether a run no cue claims is speech all the same: by its look, or a person's name and a colon before it."""
        if is_term(self._doc, place):
            return False
        if is_spoken(self._text, place, alone=alone, headline=self._headline):
            return True
        head = before_colon(self._doc, self._text, place)
        mentions = self._roster.mentions[self._number]
        return head is not None and any(mention.party.person and head.i in mention.words for mention in mentions)

    def _goes_on(self, last: Draft, run: Run) -> bool:
        """Whether a run alone in its sentence is more of the last quotation: of this paragraph, or just before it."""
        if last.words is None and last.source is not None and last.source[0] > last.runs[-1].end:
            return False  # signed, and so whole
        text = self._reading.article.text
        whole = text[run.end - 1] in SENTENCE_ENDS and not any(map(str.isalnum, text[last.end : run.opening]))
        return last.paragraph == self._number or whole

    def _cues_within(self, start: int, end: int) -> list[Cue]:
        first = bisect_left(self._cues, start, key=_cue_start)
        return self._cues[first : bisect_left(self._cues, end, key=_cue_start)]

    def _all_attributed(self, cues: Sequence[Cue]) -> Iterator[tuple[int, Draft]]:
        """The drafts of cues by their identity; who else does something is noted on the way, in reading order."""
        at = 0
        for cue in cues:
            head = (cue.source_head or cue.verb).i
            if head >= at:
                note_subjects(self._roster, self._number, self._doc[at:head], self._quoted)
                at = head + 1
            yield id(cue), self._attributed(cue)
        note_subjects(self._roster, self._number, self._doc[at:], self._quoted)

    def _attributed(self, cue: Cue) -> Draft:
        head, words = cue.source_head, cue.source
        speaker = self._speaker(head, words) if head is not None and words is not None else None
        return replace(self._draft(cue), speaker=speaker)

    def _draft(self, cue: Cue) -> Draft:
        """What a cue says by itself; who its speaker is stays open."""
        return Draft(
            self._number,
            words=self._in_article(cue.words),
            source=None if cue.source is None else self._in_article(source_words(cue)),
            clauses=[self._in_article(clause) for clause in cue.clauses],
            clausal=any(map(self._has_verb, cue.clauses)),
        )

    def _has_verb(self, clause: Range) -> bool:
        words = self._doc.char_span(*clause, alignment_mode="expand") or ()
        return any(word.pos_ in {"VERB", "AUX"} and not self._quoted[word.idx] for word in words)

    def _unattributed(self, place: Range, last: Draft | None) -> Draft:
        """A run no cue claims: said by whom a colon sets before it, else by whoever spoke just before."""
        head = before_colon(self._doc, self._text, place)
        if head is not None:
            words = noun_phrase(head)
            return Draft(self._number, speaker=self._speaker(head, words), source=self._in_article(words))
        recent = last is not None and last.paragraph >= self._number - 1
        return Draft(self._number, speaker=last.speaker if last and recent else None)

    def _speaker(self, head: "Token", words: Range) -> str | None:
        return speaker(self._roster, self._number, head, words)

    def _in_article(self, place: Range) -> Range:
        return place[0] + self._offset, place[1] + self._offset


def _go_on(last: Draft, draft: Draft, cue: Cue, run: Run) -> None:
    """Let what a cue says go on from the ``last`` quotation, where it tells no speaker or tells the last one's."""
    if cue.source is None and cue.verb.is_sent_start:
        draft.speaker = last.speaker  # "Adding that, “…”"
    if last.words is None and run.continues and not draft.runs:
        draft.runs, last.runs = last.runs, []  # only now is it told who spoke all along


def _is_part(draft: Draft) -> bool:
    """Whether the last run of a draft is part of an unquoted clause."""
    run = draft.runs[-1]
    return any(clause[0] < run.opening and run.end <= clause[1] + 1 for clause in draft.clauses)


def _run_start(run: Run) -> int:
    return run.start


def _cue_start(cue: Cue) -> int:
    return cue.words[0]


def _stretches(paragraph: Paragraph, quoted: Sequence[int]) -> list[Range]:
    """The sentences of a paragraph that belong together, in its characters."""
    doc = paragraph.doc
    joined = joined_sentences(doc, [quoted[token.idx] for token in doc])
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in joined]

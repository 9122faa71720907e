"""What a quotation in the making becomes: its content spans, in reading order, and its directness."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.article import Article
from service.builtin.quotations.cues import Range
from service.findings import Directness, Quotation
from service.marks import Run

_BEGUN = re.compile(r"\b(I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey) $")
"""A pronoun right before marks, whose verb is in them: "told me I “shouldn’t …”"."""

_POINTING = frozenset(("it", "which", "who", "that", "this", "so", "them", "those", "these", "what", "nothing"))
"""Words that only point at what was said: “she denied it” says that she spoke, and not what."""
_PAUSES = ",.?!…"
_MARKS = frozenset('“"„«')
"""Words in these are somebody's own, though another cue has them too: "she said he called it “a waste”"."""

_DOUBLED = {"''", "``", "‘‘", "’’", ",,", "‚‚"}


@dataclass
class Draft:
    """A quotation in the making; ranges are in the characters of the article.

    ``turns`` are the stretches of a transcript, which are speech without marks; ``clausal`` is whether the clauses have
    a verb outside marks.
    """

    paragraph: int
    speaker: str | None = None
    words: Range | None = None
    source: Range | None = None
    clauses: list[Range] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    turns: list[Range] = field(default_factory=list)
    clausal: bool = False

    @property
    def end(self) -> int:
        """Where its last words end."""
        places = [self.words, self.source, *self.clauses, *self.turns, *((run.start, run.end) for run in self.runs)]
        return max(place[1] for place in places if place)


def quotation(article: Article, draft: Draft) -> Quotation | None:
    """The quotation that a draft amounts to, not numbered yet; None when it has no content."""
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


def _content(text: str, draft: Draft) -> tuple[list[Range], Directness]:
    """The content ranges of a draft, in reading order, and its directness."""
    if draft.turns:
        return draft.turns, "direct"
    runs = [(run.start, run.end) for run in draft.runs]
    attribution = [place for place in (draft.words, draft.source) if place]
    clauses = [piece for clause in draft.clauses for piece in _without(clause, attribution)]
    if not runs:
        said = [trimmed for piece in clauses if (trimmed := _trim(text, piece))]
        words = [text[slice(*piece)].lower() for piece in said]
        if all(piece in _POINTING for piece in words):
            return [], "indirect"
        return said, "indirect" if _MARKS.isdisjoint("".join(words)) else "mixed"
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
    if not outside or _stands_alone(text, draft, outside):
        return runs, "direct"
    pieces = _joined(text, sorted([*outside, *(_marked(text, run) for run in draft.runs)]))
    return [trimmed for piece in pieces if (trimmed := _trim(text, piece))], "mixed"


def _stands_alone(text: str, draft: Draft, outside: Sequence[Range]) -> bool:
    """Whether a draft's first run is set off from the clause around it, as whole quoted sentences are.

    It isn't where a clause with a verb leads up to its comma or colon ("she bears nobody a grudge: “…”"), nor where it
    ends without a pause: "“We are alive” in the south, he said".
    """
    run = draft.runs[0]
    before = text[max(0, run.opening - 3) : run.opening].rstrip("' \u00a0")[-1:]
    if before not in {"", ",", ":", "\n", "\r"}:
        return before in ".?!–—"
    leads = before in {",", ":"} and draft.clausal and outside[0][0] < run.opening
    return not leads and text[run.end - 1] in _PAUSES


def _marked(text: str, run: Run) -> Range:
    """A run with its marks, of which two single ones may stand for one."""
    start = run.opening - (text[run.opening - 1 : run.opening + 1] in _DOUBLED)
    if run.closing is None:
        return start, run.end
    return start, run.closing + 1 + (text[run.closing : run.closing + 2] in _DOUBLED)


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

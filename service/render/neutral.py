"""The neutral reading: the outlet's own loaded phrases replaced by their neutral wording, quotations untouched."""

import re
from dataclasses import dataclass

from service.article import Span
from service.findings import Analysis
from service.marks import quoted_runs


@dataclass(frozen=True)
class Replacement:
    """A phrase of the outlet's and what may stand in its place; None where it is best left out."""

    span: Span
    neutral: str | None


def replacements(analysis: Analysis) -> tuple[Replacement, ...]:
    """What changes in a neutral reading, disjoint and in order; of overlapping phrases the longest counts.

    Words inside quotation marks stay as they are, whoever they belong to.
    """
    kept = {at for run in quoted_runs(analysis.article.text) for at in range(run.start, run.end)}
    found: list[Replacement] = []
    for phrase in sorted(analysis.outlet_words(), key=lambda phrase: (-len(phrase.span.text), phrase.span.start)):
        place = range(phrase.span.start, phrase.span.end)
        if kept.isdisjoint(place):
            kept.update(place)
            found.append(Replacement(phrase.span, _cased(phrase.neutral, phrase.span.text)))
    return tuple(sorted(found, key=lambda item: item.span.start))


def neutral_text(analysis: Analysis) -> str:
    """The article, without its furniture, in the neutral reading."""
    text = analysis.article.text
    changes = replacements(analysis)
    pieces: list[str] = []
    for part in analysis.article.readable():
        at, held = part.start, ""
        for item in changes:
            if part.start <= item.span.start and item.span.end <= part.end:
                held += text[at : item.span.start] + (item.neutral or "")
                at = item.span.end
        pieces.append(re.sub(r"(?<=\S) {2,}(?=\S)", " ", held + text[at : part.end]))
    return "\n\n".join(pieces) + "\n"


def _cased(neutral: str | None, original: str) -> str | None:
    """The neutral wording, with a capital where the original has one."""
    return neutral[0].upper() + neutral[1:] if neutral and original[0].isupper() else neutral

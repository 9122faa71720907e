"""How many loaded phrases stand in the outlet's own words, and how many in its sources' words."""

import re
from dataclasses import dataclass

from service.findings import Analysis, LoadedPhrase, Voice
from service.marks import quoted_runs

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True)
class Total:
    """Loaded phrases of some voices, and the number of words that stand in those voices."""

    phrases: tuple[LoadedPhrase, ...]
    words: int

    @property
    def count(self) -> int:
        """How many phrases."""
        return len(self.phrases)

    @property
    def per_thousand(self) -> float:
        """Phrases for each 1,000 words; 0 without words."""
        return 1000 * self.count / self.words if self.words else 0.0

    def of(self, voice: Voice) -> int:
        """How many phrases of one voice."""
        return sum(phrase.voice == voice for phrase in self.phrases)


@dataclass(frozen=True)
class Totals:
    """The outlet's own words (all voices but ``quoted``), its sources' words, and, out of the first, the headline's."""

    outlet: Total
    sources: Total
    headline: Total


def totals(analysis: Analysis) -> Totals:
    """Count an analysis; sources' words are those inside the quotation marks of direct and mixed quotations."""
    article = analysis.article
    quoted = _quoted_characters(analysis)
    words = {"outlet": 0, "sources": 0, "headline": 0}
    for part in article.readable():
        for word in _WORD.finditer(article.text, part.start, part.end):
            if word.start() in quoted:
                words["sources"] += 1
            else:
                words["outlet"] += 1
                words["headline"] += part.role == "title"
    own = analysis.outlet_words()
    return Totals(
        outlet=Total(own, words["outlet"]),
        sources=Total(analysis.source_words(), words["sources"]),
        headline=Total(tuple(phrase for phrase in own if phrase.voice == "headline"), words["headline"]),
    )


def count_words(text: str) -> int:
    """How many words ``text`` has; "don't" is one, and so are "U.S." and "10,000"."""
    return sum(1 for _ in _WORD.finditer(text))


def _quoted_characters(analysis: Analysis) -> set[int]:
    runs = quoted_runs(analysis.article.text)
    quoted: set[int] = set()
    for quotation in analysis.quotations:
        for span in quotation.content:
            if quotation.directness == "direct":
                quoted.update(range(span.start, span.end))
            elif quotation.directness == "mixed":
                for run in runs:
                    quoted.update(range(max(span.start, run.start), min(span.end, run.end)))
    return quoted

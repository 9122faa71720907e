"""Whose words a loaded phrase is: decided by code, from the quotations' spans, never by a model.

- ``quoted``: inside the quotation marks of a direct or mixed quotation
- ``paraphrased``: inside the content of an indirect quotation, or of a mixed one outside its marks
- ``headline``: in the title, outside quotation marks
- ``scare_quote``: inside quotation marks of one to four words with no source and no cue
- ``outlet``: everything else

The first that holds is the voice.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from service.article import Article, Span
from service.findings import LoadedPhrase, Quotation, Voice
from service.marks import Run, quoted_runs

_SCARE_WORDS = 4


def give_voices(
    article: Article, quotations: Sequence[Quotation], phrases: Sequence[LoadedPhrase]
) -> tuple[LoadedPhrase, ...]:
    """The phrases with their ``voice`` and ``speaker`` set."""
    contents = _Contents(quotations)
    runs = quoted_runs(article.text)
    return tuple(_voiced(article, contents, runs, phrase) for phrase in phrases)


class _Contents:
    """The content spans of all quotations, to be asked which quotation a phrase stands in."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        pairs = [(span, quotation) for quotation in quotations for span in quotation.content]
        self._pairs = sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [span.start for span, _ in self._pairs]
        self._reach = list(accumulate((span.end for span, _ in self._pairs), max))

    def holder(self, phrase: Span) -> Quotation | None:
        """The innermost quotation whose content holds ``phrase``."""
        index = bisect_right(self._starts, phrase.start) - 1
        while index >= 0 and self._reach[index] >= phrase.end:
            span, quotation = self._pairs[index]
            if phrase in span:
                return quotation
            index -= 1
        return None


def _voiced(article: Article, contents: _Contents, runs: Sequence[Run], phrase: LoadedPhrase) -> LoadedPhrase:
    holder = contents.holder(phrase.span)
    run = _run_around(runs, phrase.span)
    return phrase.model_copy(
        update={"voice": _voice(article, holder, run, phrase.span), "speaker": holder.speaker if holder else None}
    )


def _voice(article: Article, holder: Quotation | None, run: Run | None, phrase: Span) -> Voice:
    if holder and holder.directness != "indirect" and (run or holder.directness == "direct"):
        return "quoted"
    if holder:
        return "paraphrased"
    if article.role_at(phrase.start) == "title" and not run:
        return "headline"
    if run and len(article.text[run.start : run.end].split()) <= _SCARE_WORDS:
        return "scare_quote"
    return "outlet"


def _run_around(runs: Sequence[Run], phrase: Span) -> Run | None:
    index = bisect_right(runs, phrase.start, key=attrgetter("start")) - 1
    return runs[index] if index >= 0 and phrase.end <= runs[index].end else None

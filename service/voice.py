"""Whose words a loaded phrase is: decided by code, from the quotations' spans, never by a model.

- ``quoted``: inside the quotation marks of a direct or mixed quotation
- ``paraphrased``: inside the content of an indirect quotation, or of a mixed one outside its marks
- ``headline``: in the title, outside quotation marks
- ``scare_quote``: inside quotation marks of one to four words with no source and no cue
- ``outlet``: everything else

The first that holds is the voice.
"""

from collections.abc import Sequence

from service.article import Article
from service.findings import LoadedPhrase, Quotation, Voice
from service.marks import Run, quoted_runs

SCARE_WORDS = 4


def give_voices(
    article: Article, quotations: Sequence[Quotation], phrases: Sequence[LoadedPhrase]
) -> tuple[LoadedPhrase, ...]:
    """The phrases with their ``voice`` and ``speaker`` set."""
    runs = quoted_runs(article.text)
    return tuple(_voiced(article, quotations, runs, phrase) for phrase in phrases)


def _voiced(
    article: Article, quotations: Sequence[Quotation], runs: Sequence[Run], phrase: LoadedPhrase
) -> LoadedPhrase:
    span = phrase.span
    run = next((run for run in runs if run.start <= span.start and span.end <= run.end), None)
    holder = next(
        (quotation for quotation in quotations if any(span in content for content in quotation.content)), None
    )
    voice: Voice
    if holder and holder.directness != "indirect" and (run or holder.directness == "direct"):
        voice = "quoted"
    elif holder:
        voice = "paraphrased"
    elif article.role_at(span.start) == "title" and not run:
        voice = "headline"
    elif run and len(article.text[run.start : run.end].split()) <= SCARE_WORDS:
        voice = "scare_quote"
    else:
        voice = "outlet"
    return phrase.model_copy(update={"voice": voice, "speaker": holder.speaker if holder else None})

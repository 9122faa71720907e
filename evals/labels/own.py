"""Our own gold: articles written for it and labelled by the guideline in ``evals/gold``, one row an article.

The page saves corrections in the same form. A row is rejected unless each span's text is the article's.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.labels.label import Claim, Labelled, LoadedLabel, QuotationLabel
from evals.labels.rows import first_fields, json_rows, reading
from evals.scoring import Span as Offsets
from service.article import Span
from service.gold import GoldArticle


def holds(path: Path) -> bool:
    """Whether a file is in our own form."""
    return path.is_file() and {"id", "text", "quotations", "loaded"} <= first_fields(path)


def articles(path: Path) -> Iterator[tuple[str, GoldArticle]]:
    """The rows of a file, each with its place; InputError names the line and the label that isn't right."""
    for where, row in json_rows(path):
        with reading(where):
            article = GoldArticle.model_validate(row)
        yield where, article


def read(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a file."""
    return (_labelled(article) for _, article in articles(path))


def _labelled(row: GoldArticle) -> Labelled:
    claims = tuple(
        Claim(summary.text, summary.label == "supported", (summary.kind,) if summary.kind else ())
        for summary in row.summaries
    )
    return Labelled(
        row.id,
        row.text,
        parts=row.parts or None,
        quotations=tuple(
            QuotationLabel(
                item.directness,
                tuple(map(_offsets, item.content)),
                _whole(item.cue),
                _whole(item.source),
                item.speaker,
            )
            for item in row.quotations
        ),
        loaded=tuple(LoadedLabel(_offsets(item.span), item.technique, item.voice, item.speaker) for item in row.loaded),
        distractors=tuple(map(_offsets, row.distractors)),
        claims=claims or None,
        references=tuple(summary.text for summary in row.summaries if summary.label == "supported") or None,
    )


def _offsets(span: Span) -> Offsets:
    return span.start, span.end


def _whole(span: Span | None) -> tuple[Offsets, ...]:
    return (_offsets(span),) if span else ()

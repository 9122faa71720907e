"""An analysis as CSV: a row for each finding, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from service.findings import Analysis
from service.render.visible import plain
from service.render.words import TECHNIQUES

COLUMNS: Final[tuple[str, ...]] = (
    "finding", "text", "start", "end", "voice", "speaker", "technique", "form", "cue", "reason", "neutral",
    "strength", "verdict", "found_by",
)  # fmt: skip
"""The columns; ``start`` and ``end`` are code points of the article, as in JSON."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # a spreadsheet takes the wide ones too


def csv_file(analysis: Analysis) -> str:
    """The findings as CSV with a byte order mark, which spreadsheets want; no cell can start a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(analysis):
        writer.writerow([_cell(row.get(name)) for name in COLUMNS])
    return "\ufeff" + written.getvalue()


def _rows(analysis: Analysis) -> Iterator[dict[str, object]]:
    for sentence in analysis.summary:
        yield {
            "finding": "summary sentence",
            "text": sentence.text,
            "verdict": sentence.verdict,
            "reason": "; ".join(sentence.problems),
        }
    for said in analysis.quotations:
        for span in said.content:
            yield {
                "finding": "quotation",
                "text": span.text,
                "start": span.start,
                "end": span.end,
                "speaker": said.speaker,
                "form": said.directness,
                "cue": said.cue.text if said.cue else None,
                "verdict": said.verdict,
                "found_by": said.found_by,
            }
    for phrase in analysis.loaded_language:
        yield {
            "finding": "loaded phrase",
            "text": phrase.span.text,
            "start": phrase.span.start,
            "end": phrase.span.end,
            "voice": phrase.voice,
            "speaker": phrase.speaker,
            "technique": TECHNIQUES[phrase.technique],
            "reason": phrase.reason,
            "neutral": phrase.neutral,
            "strength": phrase.strength,
            "found_by": phrase.found_by,
        }
    for item in analysis.unlocated:
        yield {"finding": "not in the article", "text": item.claimed, "verdict": item.verdict, "form": item.chain}


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    text = plain(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text

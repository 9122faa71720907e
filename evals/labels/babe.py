"""BABE: sentences that experts called biased or not, and the words they found so (Spinde et al., 2021).

Read as JSON lines with ``label_bias``, or as published: a table with semicolons between its columns.
"""

import ast
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from evals.labels.label import Labelled
from evals.labels.rows import Row, first_fields, json_rows, reading, text_of

_BIASED = {"Biased": True, "Non-biased": False}


def holds(path: Path) -> bool:
    """Whether a file holds BABE's labels."""
    if path.suffix == ".csv" and path.is_file():
        return "label_bias" in text_of(path).partition("\n")[0].split(";")
    return path.is_file() and "label_bias" in first_fields(path)


def read(path: Path) -> Iterator[Labelled]:
    """The labelled sentences of a file."""
    for where, row in _table(path) if path.suffix == ".csv" else json_rows(path):
        with reading(where):
            label = _labelled(row)
        yield label


def _table(path: Path) -> Iterator[tuple[str, Row]]:
    table = csv.DictReader(io.StringIO(text_of(path), newline=""), delimiter=";")
    for number, row in enumerate(table, 1):
        where = f"row {number} of {path.name}"
        with reading(where):
            words: list[str] = ast.literal_eval(row["biased_words"] or "[]")
        yield where, {**row, "biased_words": words}


def _labelled(row: Row) -> Labelled:
    words = (word for phrase in row["biased_words"] for word in re.findall(r"\w+", phrase.lower()))
    return Labelled(
        row["text"],
        row["text"],
        outlet=row["outlet"] or "",
        words=frozenset(words),
        biased=_BIASED.get(row["label_bias"]),
    )

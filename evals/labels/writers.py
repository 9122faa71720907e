"""Summaries of news by professional writers (Zhang et al., 2023): JSON lines with ``text`` and ``summaries``."""

from collections.abc import Iterator
from pathlib import Path

from evals.labels.label import Labelled
from evals.labels.rows import first_fields, json_rows, reading


def holds(path: Path) -> bool:
    """Whether a file holds writers' summaries."""
    fields = first_fields(path) if path.is_file() else frozenset[str]()
    return {"text", "summaries"} <= fields and "quotations" not in fields


def read(path: Path) -> Iterator[Labelled]:
    """The articles of a file, each with its summaries."""
    for where, row in json_rows(path):
        with reading(where):
            label = Labelled(row["id"], row["text"], references=tuple(map(str, row["summaries"])))
        yield label

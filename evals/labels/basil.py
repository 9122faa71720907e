"""BASIL: lexical and informational bias in news of three outlets (Fan et al., EMNLP 2019); the lexical spans are ours.

Read as JSON lines with ``triplet``, or as published: a folder with ``articles`` and ``annotations``, where a label's
offsets count within its sentence, and ``p7`` is the eighth sentence of the body.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.labels.label import Labelled, LoadedLabel
from evals.labels.rows import Row, first_fields, json_rows, reading, text_of
from evals.scoring import Span
from service.gold import check_words


def holds(path: Path) -> bool:
    """Whether a file or folder holds BASIL's labels."""
    if path.is_dir():
        return (path / "articles").is_dir() and (path / "annotations").is_dir()
    return {"spans", "triplet"} <= first_fields(path)


def read(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a file or folder."""
    return _published(path) if path.is_dir() else _rows(path)


def _rows(path: Path) -> Iterator[Labelled]:
    for where, row in json_rows(path):
        with reading(where):
            loaded = tuple(LoadedLabel((item["start"], item["end"])) for item in row["spans"] if item["bias"] == "lex")
            label = Labelled(row["id"], row["text"], outlet=row.get("source", ""), loaded=loaded)
        yield label


def _published(folder: Path) -> Iterator[Labelled]:
    for path in sorted((folder / "articles").rglob("*.json")):
        labels = folder / "annotations" / path.relative_to(folder / "articles").with_name(f"{path.stem}_ann.json")
        with reading(path.name):
            article: Row = json.loads(text_of(path))
            text, starts = _text(article["title"], article["body-paragraphs"])
        with reading(labels.name):
            annotation: Row = json.loads(text_of(labels))
            loaded = tuple(
                LoadedLabel(_span(text, starts, item))
                for item in annotation["phrase-level-annotations"]
                if item["bias"] == "lex"
            )
        yield Labelled(path.stem, text, outlet=str(article.get("source", "")).lower(), loaded=loaded)


def _text(title: str, paragraphs: Sequence[Sequence[str]]) -> tuple[str, dict[str, int]]:
    """Title and paragraphs, an empty line between them, and where each sentence starts."""
    text, starts = title, {"title": 0}
    for paragraph in paragraphs:
        text += "\n\n"
        for number, sentence in enumerate(paragraph):
            text += " " if number else ""
            starts[f"p{len(starts) - 1}"] = len(text)
            text += sentence
    return text, starts


def _span(text: str, starts: dict[str, int], item: dict[str, Any]) -> Span:
    offset = starts[item["id"]]
    span = offset + item["start"], offset + item["end"]
    check_words(text, span, item["txt"], label=f"the label in {item['id']}")
    return span

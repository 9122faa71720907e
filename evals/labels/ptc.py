"""PTC: propaganda techniques in news (Da San Martino et al., SemEval-2020 Task 11).

Read as JSON lines whose ``spans`` have a technique, or as published: a folder of ``article*.txt`` with label files
beside or below them, tab-separated: id, start, end (span identification) or id, technique, start, end.
Of the fourteen techniques two are ours to find; where a file names none, all its spans count.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from evals.labels.label import Labelled, LoadedLabel
from evals.labels.rows import first_fields, json_rows, lines, reading, text_of
from service.errors import InputError

TECHNIQUES = frozenset({"Loaded_Language", "Name_Calling,Labeling"})
_LABELS = re.compile(r"label|task-?(?:si|flc|tc)", re.IGNORECASE)


def holds(path: Path) -> bool:
    """Whether a file or folder holds PTC's labels."""
    if path.is_dir():
        return any(path.rglob("article*.txt"))
    return "spans" in first_fields(path) and "triplet" not in first_fields(path)


def read(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a file or folder."""
    return _published(path) if path.is_dir() else _rows(path)


def _rows(path: Path) -> Iterator[Labelled]:
    for where, row in json_rows(path):
        with reading(where):
            spans = (LoadedLabel((item["start"], item["end"]), item["technique"]) for item in row["spans"])
            loaded = tuple(span for span in spans if span.technique in TECHNIQUES)
            label = Labelled(row["id"], row["text"], loaded=loaded)
        yield label


def _published(folder: Path) -> Iterator[Labelled]:
    spans = _spans(folder)
    for path in sorted(folder.rglob("article*.txt")):
        # The offsets count each line end once, as the task's own reader did.
        text = text_of(path).replace("\r\n", "\n")
        loaded = tuple(spans.pop(path.stem.removeprefix("article"), ()))
        past = next((item.span for item in loaded if item.span[1] > len(text)), None)
        if past:
            raise InputError(
                f"A label of {path.name} ends at {past[1]}, past its {len(text)} characters; check the files."
            )
        yield Labelled(path.stem.removeprefix("article"), text, loaded=loaded)


def _spans(folder: Path) -> dict[str, list[LoadedLabel]]:
    """The labels by article: those with a technique where there are any, else all spans."""
    named: dict[str, list[LoadedLabel]] = {}
    plain: dict[str, list[LoadedLabel]] = {}
    for path in sorted(found for found in folder.rglob("*") if found.is_file() and _is_labels(folder, found)):
        for where, line in lines(path):
            with reading(where):
                number, *technique, start, end = line.split("\t")
                label = LoadedLabel((int(start), int(end)), technique[0] if technique else None)
            if not technique:
                plain.setdefault(number, []).append(label)
            elif label.technique in TECHNIQUES:
                named.setdefault(number, []).append(label)
    return named or plain


def _is_labels(folder: Path, path: Path) -> bool:
    """Whether a file is one of labels, by its name or its folder's."""
    return path.suffix != ".txt" and bool(_LABELS.search(str(path.relative_to(folder))))

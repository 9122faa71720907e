"""PolNeAR: attributions in American political news (Newell et al., LREC 2018).

Read as JSON lines with ``quotes``, or as published: a folder that holds ``text`` and ``attributions`` in the standoff
form of brat, of whose annotators the first is read. Its contents begin with "that", ours after it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.labels.label import Labelled, QuotationLabel
from evals.labels.rows import first_fields, json_rows, lines, reading, text_of
from evals.scoring import Span, letters
from service.marks import quoted_runs

_LEADING_THAT = re.compile(r"[\s\"'“”«»‘’]*that\b", re.IGNORECASE)
_ROLE = re.compile(r"(Content|Cue|Source)\d*:(T\d+)")


def holds(path: Path) -> bool:
    """Whether a file or folder holds PolNeAR's labels."""
    if path.is_dir():
        return (path / "text").is_dir() and (path / "attributions").is_dir()
    return "quotes" in first_fields(path)


def read(path: Path) -> Iterator[Labelled]:
    """The labelled articles of a file or folder."""
    return _published(path) if path.is_dir() else _rows(path)


def _rows(path: Path) -> Iterator[Labelled]:
    for where, row in json_rows(path):
        with reading(where):
            text: str = row["text"]
            quotations = tuple(
                QuotationLabel(
                    item["type"],
                    _without_that(text, _pairs(item["content"])),
                    _pairs(item["cue"]),
                    _pairs(item["source"]),
                )
                for item in row["quotes"]
            )
            label = Labelled(row["id"], text, outlet=row.get("publisher", ""), quotations=quotations)
        yield label


def _pairs(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


def _without_that(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    (start, end), *rest = content
    that = _LEADING_THAT.match(text, start, end)
    return ((that.end(), end), *rest) if that and that.end() < end else content


def _published(folder: Path) -> Iterator[Labelled]:
    for path in sorted((folder / "text").glob("*.txt")):
        text = text_of(path)
        labels = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if labels:
            yield Labelled(path.stem, text, outlet=path.stem.partition("_")[0], quotations=_standoff(labels[0], text))


def _standoff(path: Path, text: str) -> tuple[QuotationLabel, ...]:
    """The events of a brat file: T lines hold spans, E lines say which of them belong together."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for where, line in lines(path):
        with reading(where):
            key, rest, *_ = line.split("\t")
            if key.startswith("T"):
                _, _, places = rest.partition(" ")
                spans[key] = _pairs([[int(edge) for edge in place.split()] for place in places.split(";")])
            elif key.startswith("E"):
                events.append(rest)
    return tuple(found for event in events if (found := _quotation(event, spans, text)))


def _quotation(event: str, spans: dict[str, tuple[Span, ...]], text: str) -> QuotationLabel | None:
    roles: dict[str, list[Span]] = {"Content": [], "Cue": [], "Source": []}
    for role, key in _ROLE.findall(event):
        roles[role] += spans[key]
    if not roles["Content"]:
        return None
    content = _without_that(text, tuple(sorted(roles["Content"])))
    return QuotationLabel(_directness(text, content), content, tuple(roles["Cue"]), tuple(roles["Source"]))


def _directness(text: str, content: tuple[Span, ...]) -> str:
    """Direct when all letters of the content stand in quotation marks, indirect when none does."""
    said = letters(text, content)
    marked = said & letters(text, [(run.start, run.end) for run in quoted_runs(text)])
    if not marked:
        return "indirect"
    return "direct" if marked == said else "mixed"

"""Gold labels in one form: our own, and those of published sets, read from a path the user gives.

A file has one JSON object a line; which set it is shows in its fields. Offsets are code points, half-open, into
``text``. PolNeAR: Newell et al., LREC 2018. PTC: Da San Martino et al., SemEval-2020. BASIL: Fan et al., EMNLP 2019.
BABE: Spinde et al., 2021.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.scoring import Span
from service.errors import InputError

_LEADING_THAT = re.compile(r"[\s\"'“”«»‘’]*that\b", re.IGNORECASE)


@dataclass(frozen=True)
class QuotationLabel:
    """A quotation as people labelled it; ``directness`` is direct, indirect or mixed."""

    directness: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None = None


@dataclass(frozen=True)
class LoadedLabel:
    """A loaded phrase as people labelled it; voice and speaker only in our own set."""

    span: Span
    technique: str | None = None
    voice: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Labelled:
    """One text and what people found in it; None for what nobody labelled.

    ``words`` are loaded words without a place, in lower case, and ``biased`` is the verdict on a single sentence.
    """

    id: str
    text: str
    group: str = ""
    quotations: tuple[QuotationLabel, ...] | None = None
    loaded: tuple[LoadedLabel, ...] | None = None
    distractors: tuple[Span, ...] = ()
    words: frozenset[str] | None = None
    biased: bool | None = None


def read_labels(path: Path) -> Iterator[Labelled]:
    """The labelled texts of a file, one by one; InputError names the line that can't be read."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _labelled(line, f"line {number} of {path.name}")
    except OSError as error:
        raise InputError(f"The gold file {path} can't be read: {error.strerror}; give the path of a file.") from None


def _labelled(line: str, where: str) -> Labelled:
    try:
        row: dict[str, Any] = json.loads(line)
        form = next(form for field, form in _FORMS.items() if field in row)
        return form(row)
    except (ValueError, KeyError, TypeError, StopIteration):
        raise InputError(f"What {where} holds is no gold label of a known set; see the README of evals.") from None


def _own(row: Mapping[str, Any]) -> Labelled:
    return Labelled(
        row["id"],
        row["text"],
        quotations=tuple(
            QuotationLabel(
                item["directness"],
                tuple(map(_span, item["content"])),
                (_span(item["cue"]),) if item["cue"] else (),
                (_span(item["source"]),) if item["source"] else (),
                item["speaker"],
            )
            for item in row["quotations"]
        ),
        loaded=tuple(
            LoadedLabel((item["start"], item["end"]), item["technique"], item["voice"], item["speaker"])
            for item in row["loaded"]
        ),
        distractors=tuple((item["start"], item["end"]) for item in row["distractors"]),
    )


def _polnear(row: Mapping[str, Any]) -> Labelled:
    text: str = row["text"]
    return Labelled(
        row["id"],
        text,
        quotations=tuple(
            QuotationLabel(
                item["type"],
                _without_that(text, tuple(map(_span, item["content"]))),
                tuple(map(_span, item["cue"])),
                tuple(map(_span, item["source"])),
            )
            for item in row["quotes"]
        ),
    )


def _without_that(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """PolNeAR's contents begin with "that", ours after it."""
    (start, end), *rest = content
    that = _LEADING_THAT.match(text, start, end)
    if that is None:
        return content
    return (that.end(), end), *rest


_TECHNIQUES = {"Loaded_Language", "Name_Calling,Labeling"}


def _spans(row: Mapping[str, Any]) -> Labelled:
    """PTC, of whose fourteen techniques two are ours to find, or BASIL, of whose labels the lexical ones are."""
    loaded = tuple(
        LoadedLabel((item["start"], item["end"]), item.get("technique"))
        for item in row["spans"]
        if (item["technique"] in _TECHNIQUES if "technique" in item else item["bias"] == "lex")
    )
    return Labelled(row["id"], row["text"], group=row.get("source", ""), loaded=loaded)


def _babe(row: Mapping[str, Any]) -> Labelled:
    return Labelled(
        row["text"],
        row["text"],
        group=row["outlet"] or "",
        words=frozenset(word for phrase in row["biased_words"] for word in re.findall(r"\w+", phrase.lower())),
        biased=row["label_bias"] == "Biased",
    )


def _span(pair: list[int]) -> Span:
    start, end = pair
    return start, end


_FORMS: Mapping[str, Callable[[Mapping[str, Any]], Labelled]] = {
    "quotations": _own,
    "quotes": _polnear,
    "spans": _spans,
    "label_bias": _babe,
}

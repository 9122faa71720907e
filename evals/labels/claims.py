"""Claims that people judged against an article: SummEdits (Laban et al., 2023) and QAGS (Wang et al., 2020).

SummEdits is read as published, JSON lines with ``doc`` and ``summary``; its summaries of one text are one row here, and
its own ids, which give the verdict away, are dropped. QAGS is read as published, with ``summary_sentences``, or with
``sentences``; a sentence is supported when most of its readers say yes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.labels.label import Claim, Labelled
from evals.labels.rows import first_fields, json_rows, reading


def holds_summedits(path: Path) -> bool:
    """Whether a file holds SummEdits' labels."""
    return path.is_file() and {"doc", "summary", "label"} <= first_fields(path)


def read_summedits(path: Path) -> Iterator[Labelled]:
    """The texts of a file, each with all its claims."""
    claims: dict[str, list[Claim]] = {}
    for where, row in json_rows(path):
        with reading(where):
            claim = Claim(
                row["summary"], row["label"] == 1, tuple(kind.replace("_", " ") for kind in row.get("edit_types", ()))
            )
            claims.setdefault(row["doc"], []).append(claim)
    return (Labelled(_id(text), text, claims=tuple(found)) for text, found in claims.items())


def holds_qags(path: Path) -> bool:
    """Whether a file holds QAGS' labels."""
    fields = first_fields(path) if path.is_file() else frozenset[str]()
    return "article" in fields and not fields.isdisjoint({"sentences", "summary_sentences"})


def read_qags(path: Path) -> Iterator[Labelled]:
    """The articles of a file, each sentence of a summary a claim."""
    for where, row in json_rows(path):
        with reading(where):
            claims = tuple(
                Claim(item["sentence"], _most(item["votes"]))
                if "votes" in item
                else Claim(item["sentence"], _most([response["response"] for response in item["responses"]]))
                for item in row.get("sentences", row.get("summary_sentences"))
            )
            label = Labelled(_id(row["article"]), row["article"], claims=claims)
        yield label


def _most(votes: Sequence[str]) -> bool:
    return 2 * sum(vote == "yes" for vote in votes) > len(votes)


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]

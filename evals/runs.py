"""A run: a task put to a model on labelled texts, its scores with their intervals, and where it all came from."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from evals.labels import Labelled
from evals.scoring import Counts, interval, total
from evals.tasks.task import Task
from service.analysis import analyze
from service.errors import WhosewordsError
from service.findings import Analysis

Score = tuple[float | None, tuple[float, float] | None]
"""A figure and its 95 % interval, both None where undefined."""


@dataclass(frozen=True)
class Outcome:
    """What became of one text: its counts, or why there are none. A failure is counted, never scored."""

    id: str
    counts: Counts
    failure: str | None = None
    analysis: Analysis | None = None


@dataclass(frozen=True)
class Provenance:
    """Where a run came from: who answered, the gold file's sha256 and the part of it, our version, the UTC time."""

    task: str
    model: str
    gold: str
    part: str
    version: str
    date: str


def answer(task: Task, labels: Sequence[Labelled], *, model: str, done: Callable[[], None]) -> Iterator[Outcome]:
    """Analyse each text with ``model`` and count what the labels say of it; ``done`` is called after each."""
    for label in labels:
        try:
            analysis = analyze(label.text, model)
        except WhosewordsError as error:
            yield Outcome(label.id, Counts(float), failure=str(error))
        else:
            failed = next((failure.message for failure in analysis.failures), None)
            counts = Counts(float) if failed else task.counts(label, analysis)
            yield Outcome(label.id, counts, failed, analysis)
        done()


def scores(task: Task, outcomes: Sequence[Outcome]) -> dict[str, Score]:
    """Each figure of the task over the texts that were answered, with its bootstrap interval over texts."""
    rows = [outcome.counts for outcome in outcomes if outcome.failure is None]
    summed = total(rows)
    return {figure.name: (figure.compute(summed), interval(rows, figure.compute)) for figure in task.figures}


def provenance(task: Task, *, model: str, gold: Path, part: str) -> Provenance:
    """What to know of a run to make it again."""
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Provenance(task.name, model, f"{gold.name} {digest}", part, version("whosewords"), now)


def write(path: Path, origin: Provenance, outcomes: Sequence[Outcome], figures: dict[str, Score]) -> None:
    """Write a run as one JSON object: provenance, scores, and each text's counts and prediction."""
    rows = [
        {
            "id": outcome.id,
            "failure": outcome.failure,
            "counts": outcome.counts,
            "analysis": outcome.analysis.model_dump(mode="json", exclude={"article": {"text"}})
            if outcome.analysis
            else None,
        }
        for outcome in outcomes
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"provenance": asdict(origin), "scores": figures, "texts": rows}, ensure_ascii=False))


def halves(labels: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The labels to tune on and those kept back, told apart by a hash of the text, the same every time."""
    parts: tuple[list[Labelled], list[Labelled]] = ([], [])
    for label in labels:
        parts[hashlib.sha256(label.text.encode()).digest()[0] % 2].append(label)
    return parts

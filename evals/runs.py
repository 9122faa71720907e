"""A run: tasks put to models on labelled texts, with every prediction, the scores, and where it all came from."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.bootstrap import Interval, interval, resampled
from evals.labels import Gold
from evals.scoring import Counts, total
from evals.tasks import TASKS
from evals.tasks.task import Case, Figure, Task
from service.errors import InputError

Half = Literal["tuned on", "kept back"]
Part = Literal["all", "tuned on", "kept back"]
PARTS: tuple[Part, ...] = ("all", "tuned on", "kept back")
"""The texts that a figure is made of: all, those that parameters may be fitted on, and the others."""
_LIBRARIES = ("whosewords", "spacy", "pydantic", "rapidfuzz", "litellm")


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, ignored_types=(cached_property,))


class Outcome(_Kept):
    """What became of one text in one task: its counts, or why there are none. A failure is counted, never scored."""

    id: str
    half: Half
    counts: dict[str, float] = {}
    cases: tuple[Case, ...] = ()
    failure: str | None = None


class Score(_Kept):
    """A figure and its 95 % interval, both None where undefined."""

    value: float | None
    interval: Interval | None


class Result(_Kept):
    """One task put to one model: what became of each text. The scores are made of it, and written beside it."""

    task: str
    model: str
    outcomes: tuple[Outcome, ...]

    def rows(self, part: Part) -> list[Counts]:
        """The counts of the answered texts of a part."""
        return [Counts(float, outcome.counts) for outcome in self.answered(part)]

    def answered(self, part: Part) -> Iterator[Outcome]:
        """The texts of a part that were answered."""
        return (item for item in self.outcomes if item.failure is None and part in ("all", item.half))

    @cached_property
    def failures(self) -> tuple[Outcome, ...]:
        """The texts without an answer."""
        return tuple(outcome for outcome in self.outcomes if outcome.failure is not None)

    @cached_property
    def scores(self) -> Mapping[Part, Mapping[str, Score]]:
        """Each figure of the task, by part and name, over the texts that were answered."""
        return {part: scores(task_named(self.task).figures, self.rows(part)) for part in PARTS}


class Provenance(_Kept):
    """Where a run came from: what to know to make it again. Digests are sha256 in hex, the date is UTC."""

    gold: str
    gold_path: str
    gold_digest: str
    models: tuple[str, ...]
    prompts: dict[str, str]
    commit: str
    versions: dict[str, str]
    date: str


class Run(_Kept):
    """A whole run; ``predictions`` holds each analysis, without its text, by model and by the text's id."""

    provenance: Provenance
    results: tuple[Result, ...]
    predictions: dict[str, dict[str, Any]] = {}


def task_named(name: str) -> Task:
    """The task called ``name``; InputError when there is none, as in a run of another version."""
    found = next((task for task in TASKS if task.name == name), None)
    if found is None:
        raise InputError(f"There is no task {name}; the tasks are {', '.join(task.name for task in TASKS)}.")
    return found


def scores(figures: Sequence[Figure], rows: Sequence[Counts]) -> dict[str, Score]:
    """Each figure over articles' counts, with its bootstrap interval over articles."""
    summed, drawn = total(rows), resampled(rows)
    return {
        figure.name: Score(
            value=figure.compute(summed) if rows else None,
            interval=interval(drawn, figure.compute),
        )
        for figure in figures
    }


def half_of(text: str) -> Half:
    """Whether a text is one to tune on or kept back, by a hash of it, the same every time."""
    return "kept back" if sha256(text.encode()).digest()[0] % 2 else "tuned on"


def provenance(gold: Gold, models: Sequence[str]) -> Provenance:
    """What to know of a run that begins now."""
    from prompts import __file__ as prompts

    folder = Path(prompts).parent
    return Provenance(
        gold=gold.name,
        gold_path=str(gold.path),
        gold_digest=_digest(gold.path),
        models=tuple(models),
        prompts={path.stem: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.toml"))},
        commit=_commit(folder),
        versions={"python": python_version(), **{name: version(name) for name in _LIBRARIES}},
        date=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _digest(path: Path) -> str:
    """Of a file, or of all files of a folder with their names."""
    if path.is_file():
        return sha256(path.read_bytes()).hexdigest()
    digest = sha256()
    for file in sorted(found for found in path.rglob("*") if found.is_file()):
        digest.update(f"{file.relative_to(path)}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _commit(folder: Path) -> str:
    """The commit of the checkout, marked when files differ from it; empty outside one."""
    asked = ["git", "-C", str(folder), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 -- any git will do
    except (OSError, subprocess.CalledProcessError):
        return ""


def write(folder: Path, run: Run) -> Path:
    """Write a run, its scores beside each result; the file's path is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "run.json"
    kept = run.model_dump(mode="json")
    for result, row in zip(run.results, kept["results"], strict=True):
        row["scores"] = {
            part: {name: score.model_dump() for name, score in found.items()} for part, found in result.scores.items()
        }
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return path


def read(path: Path) -> Run:
    """A run from its file or its folder; InputError when it is none."""
    file = path / "run.json" if path.is_dir() else path
    try:
        return Run.model_validate_json(file.read_bytes())
    except OSError as error:
        raise InputError(f"The run {path} can't be read: {error.strerror}; give a run's folder or file.") from None
    except ValidationError:
        raise InputError(f"{path} holds no run of this version; give a folder that evals has written.") from None

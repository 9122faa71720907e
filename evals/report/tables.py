"""The table of a task: a row for each figure, and a column for each part of the texts, or for each model of several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from evals.runs import PARTS, Part, Result, Run, Score, task_named
from evals.tasks.task import Figure, Task

NOTE = "†"
ABOVE = "† above people: it has learnt one guideline, not the task"
"""What is said of a figure that is higher than people's agreement with each other."""
Shown = Literal["share", "number", "dollars"]


@dataclass(frozen=True)
class Cell:
    """A score as it is shown; ``best`` of its row when there are several models, ``above`` what people reach."""

    score: Score
    text: str
    interval: str = ""
    best: bool = False
    above: bool = False


@dataclass(frozen=True)
class Row:
    """A figure and its cells, in the columns' order."""

    figure: Figure
    cells: tuple[Cell, ...]

    @property
    def people(self) -> str:
        """How well people do."""
        return str(self.figure.people or "")


@dataclass(frozen=True)
class Column:
    """A heading: the model or the part of the texts, and what there is to say of it."""

    name: str
    texts: int
    marks: tuple[str, ...] = ()

    @property
    def size(self) -> str:
        """How many texts were answered, in words."""
        return "1 text" if self.texts == 1 else f"{self.texts} texts"


@dataclass(frozen=True)
class Table:
    """A task's figures; those that are undefined in every column are left out."""

    task: Task
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def groups(self) -> dict[str, list[Row]]:
        """The rows under their headings, in order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.figure.group, []).append(row)
        return found

    @property
    def people(self) -> str:
        """On which set people's agreement with each other was measured; empty when no figure has it."""
        return next((row.figure.people.on for row in self.rows if row.figure.people), "")

    @property
    def above(self) -> bool:
        """Whether a figure is above what people reach."""
        return any(cell.above for row in self.rows for cell in row.cells)


def tables(run: Run) -> tuple[Table, ...]:
    """A table for each task of a run, in its order."""
    names = list(dict.fromkeys(result.task for result in run.results))
    return tuple(
        _table(task_named(name), [result for result in run.results if result.task == name], run.provenance.gold)
        for name in names
    )


def _table(task: Task, results: Sequence[Result], gold: str) -> Table:
    several = len(results) > 1
    parts: Sequence[Part] = ("all",) if several else PARTS
    held: list[tuple[Result, Part]] = [(result, part) for result in results for part in parts]
    marks = _marks(results) if several else {}
    columns = tuple(
        Column(result.model if several else part, len(list(result.answered(part))), marks.get(result.model, ()))
        for result, part in held
    )
    rows = (
        _row(figure, [result.scores[part][figure.name] for result, part in held], gold, rank=several)
        for figure in task.figures
    )
    return Table(task, columns, tuple(row for row in rows if any(cell.score.value is not None for cell in row.cells)))


def _row(figure: Figure, scores: Sequence[Score], gold: str, *, rank: bool) -> Row:
    cells = [_cell(figure, score, gold) for score in scores]
    known = [score.value for score in scores if score.value is not None]
    if rank and figure.better and len(set(known)) > 1:
        best = max(known) if figure.better == "higher" else min(known)
        cells = [replace(cell, best=cell.score.value == best) for cell in cells]
    return Row(figure, tuple(cells))


def _cell(figure: Figure, score: Score, gold: str) -> Cell:
    """A score; it can be above people only on the set that they were measured on."""
    if score.value is None:
        return Cell(score, "–")
    edges, people = score.interval, figure.people
    return Cell(
        score,
        shown(score.value, figure.shown),
        f"{shown(edges[0], figure.shown)}–{shown(edges[1], figure.shown)}" if edges and edges[0] != edges[1] else "",
        above=people is not None and people.on == gold and people.high < min(score.value, 1),
    )


def shown(value: float, how: Shown) -> str:
    """A number as it is written: a share with three digits, dollars with enough of them, others with two."""
    if how == "share":
        return f"{value:.3f}".removeprefix("0")
    if how == "dollars":
        return f"${value:.4f}" if value else "$0"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"  # noqa: PLR2004 -- from there on digits after the point say nothing


def _marks(results: Sequence[Result]) -> dict[str, tuple[str, ...]]:
    """Which model is best by the task's first figure, and which is cheapest, by dollars and then by seconds."""
    first = task_named(results[0].task).figures[0]
    values = {result.model: _value(result, first.name) for result in results}
    known = {model: value for model, value in values.items() if value is not None}
    costs = {result.model: _cost(result) for result in results}
    priced = {model: cost for model, cost in costs.items() if cost is not None}
    best = max(known, key=lambda model: known[model]) if len(set(known.values())) > 1 else None
    cheapest = min(priced, key=lambda model: priced[model], default=None)
    return {
        result.model: tuple(word for word, model in (("best", best), ("cheapest", cheapest)) if model == result.model)
        for result in results
    }


def _value(result: Result, figure: str) -> float | None:
    score = result.scores["all"].get(figure)
    return score.value if score else None


def _cost(result: Result) -> tuple[float, float] | None:
    dollars, seconds = _value(result, "dollars an article"), _value(result, "seconds an article")
    return None if dollars is None or seconds is None else (dollars, seconds)

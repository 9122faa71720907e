"""The plots' shapes: bars with intervals and the human line, precision against recall, and where errors sit.

Everything is in per cent of a bar's length, or in the units of a plot's own view box; the template draws it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from evals.report.tables import Cell, Row, Table, shown
from evals.runs import Result, task_named
from evals.tasks.task import CaseKind

SIDE, MARGIN = 300.0, 40.0
"""The side of a plot's square, and the room left and below it for its axes."""
_STEPS = 40
_MOST = 14
HUES = 6
"""So many colours are told apart; from there on they repeat."""


@dataclass(frozen=True)
class Bar:
    """A cell of a table as a bar, in per cent; None where there is nothing to draw."""

    cell: Cell
    column: int
    length: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Bars:
    """A figure's bars, one for each column, and where people stand, in per cent."""

    row: Row
    bars: tuple[Bar, ...]
    people: tuple[float, float] | None


@dataclass(frozen=True)
class Point:
    """A precision and a recall; ``x`` and ``y`` in the plot, ``hue`` by model, ``number`` in the legend."""

    number: int
    name: str
    hue: int
    x: float
    y: float
    precision: str
    recall: str


@dataclass(frozen=True)
class Sitting:
    """How many errors of each kind sit in one place, and their lengths in per cent of the longest."""

    place: str
    counts: tuple[tuple[CaseKind, int, float, float], ...]
    total: int


def bars(table: Table) -> dict[str, list[Bars]]:
    """The shares of a table as bars, under the headings of their groups."""
    return {
        group: found
        for group, rows in table.groups.items()
        if (found := [_bars(row) for row in rows if row.figure.shown == "share"])
    }


def _bars(row: Row) -> Bars:
    people = row.figure.people
    return Bars(
        row,
        tuple(
            Bar(
                cell,
                number,
                100 * cell.score.value,
                100 * cell.score.interval[0] if cell.score.interval else None,
                100 * cell.score.interval[1] if cell.score.interval else None,
            )
            for number, cell in enumerate(row.cells)
            if cell.score.value is not None
        ),
        (100 * people.low, 100 * people.high) if people else None,
    )


def points(results: Sequence[Result]) -> list[Point]:
    """Precision against recall on all texts, for each model and each pair of figures that its task names."""
    found: list[Point] = []
    for hue, result in enumerate(results):
        scores = result.scores["all"]
        for name, precise, recalled in task_named(result.task).curve:
            precision, recall = scores[precise].value, scores[recalled].value
            if precision is not None and recall is not None:
                words = f"{result.model}, {name}" if len(results) > 1 else name
                place = MARGIN + SIDE * recall, SIDE * (1 - precision)
                texts = shown(precision, "share"), shown(recall, "share")
                found.append(Point(len(found) + 1, words, hue % HUES, *place, *texts))
    return found


def level(f1: float) -> str:
    """The path of all points whose F1 is ``f1``."""
    least = f1 / (2 - f1)
    recalls = [least + (1 - least) * step / _STEPS for step in range(_STEPS + 1)]
    places = ((MARGIN + SIDE * r, SIDE * (1 - f1 * r / (2 * r - f1))) for r in recalls)
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def sittings(result: Result) -> list[Sitting]:
    """The places with most errors: what is missed, found without gold or partly wrong, by kind of label and voice."""
    counted: dict[str, Counter[CaseKind]] = {}
    for case in (case for outcome in result.outcomes for case in outcome.cases):
        place = " · ".join(filter(None, (case.what, case.where)))
        counted.setdefault(place, Counter())[case.kind] += 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1].total(), item[0]))[:_MOST]
    longest = max((counts.total() for _, counts in ordered), default=1)
    return [Sitting(place, tuple(_stacked(counts, longest)), counts.total()) for place, counts in ordered]


def _stacked(counts: Counter[CaseKind], longest: int) -> list[tuple[CaseKind, int, float, float]]:
    """Each kind with its count, its start and its length."""
    stack: list[tuple[CaseKind, int, float, float]] = []
    start = 0.0
    for kind in get_args(CaseKind):
        length = 100 * counts[kind] / longest
        stack.append((kind, counts[kind], start, length))
        start += length
    return stack

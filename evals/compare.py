"""What changed between two runs: each figure's difference with a paired interval, and the articles that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.bootstrap import Interval, paired, resampled
from evals.runs import Outcome, Result, Run, task_named
from evals.scoring import Counts, total
from evals.tasks.task import Case, Figure

_INCIDENTAL = frozenset({"seconds"})
"""Counts that differ each time, and change no article."""


@dataclass(frozen=True)
class Difference:
    """A figure before and after, on the texts that both runs answered; ``sure`` when the interval leaves out 0."""

    figure: Figure
    before: float
    after: float
    interval: Interval | None

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def sure(self) -> bool:
        """Whether the interval of the difference lies wholly on one side of 0."""
        return self.interval is not None and (self.interval[0] > 0 or self.interval[1] < 0)

    @property
    def worse(self) -> bool:
        """Whether the figure went the wrong way."""
        return self.change < 0 if self.figure.better == "higher" else self.figure.better == "lower" and self.change > 0


@dataclass(frozen=True)
class Changed:
    """An article whose counts differ: what goes wrong now and didn't, and what went wrong and doesn't any more."""

    id: str
    new: tuple[Case, ...]
    gone: tuple[Case, ...]


@dataclass(frozen=True)
class Comparison:
    """One task and model in two runs, over the texts that both answered; ``before`` names the earlier model."""

    task: str
    model: str
    before: str
    texts: int
    differences: tuple[Difference, ...]
    changed: tuple[Changed, ...]


def compare(before: Run, after: Run) -> tuple[Comparison, ...]:
    """Compare what both runs hold: results of the same task and model, or of the same task where each has one model."""
    return tuple(
        _compared(earlier, result) for result in after.results if (earlier := _counterpart(before, after, result))
    )


def _counterpart(before: Run, after: Run, result: Result) -> Result | None:
    of_task = [earlier for earlier in before.results if earlier.task == result.task]
    same = next((earlier for earlier in of_task if earlier.model == result.model), None)
    alone = len(before.provenance.models) == len(after.provenance.models) == 1
    return same or (of_task[0] if alone and of_task else None)


def _compared(before: Result, after: Result) -> Comparison:
    earlier = {outcome.id: outcome for outcome in before.answered("all")}
    pairs = [(earlier[outcome.id], outcome) for outcome in after.answered("all") if outcome.id in earlier]
    rows = [[Counts(float, outcome.counts) for outcome in side] for side in zip(*pairs, strict=True)] or [[], []]
    return Comparison(
        task=after.task,
        model=after.model,
        before=before.model,
        texts=len(pairs),
        differences=tuple(_differences(task_named(after.task).figures, rows[0], rows[1])),
        changed=tuple(_changed(pairs)),
    )


def _differences(figures: Sequence[Figure], before: Sequence[Counts], after: Sequence[Counts]) -> Iterator[Difference]:
    sums, drawn = (total(before), total(after)), (resampled(before), resampled(after))
    for figure in figures:
        one, other = figure.compute(sums[0]), figure.compute(sums[1])
        if one is not None and other is not None and one != other:
            yield Difference(figure, one, other, paired(drawn[0], drawn[1], figure.compute))


def _changed(pairs: Sequence[tuple[Outcome, Outcome]]) -> Iterator[Changed]:
    for one, other in pairs:
        names = (one.counts.keys() | other.counts.keys()) - _INCIDENTAL
        new = tuple(case for case in other.cases if case not in one.cases)
        gone = tuple(case for case in one.cases if case not in other.cases)
        if new or gone or any(one.counts.get(name, 0) != other.counts.get(name, 0) for name in names):
            yield Changed(other.id, new, gone)

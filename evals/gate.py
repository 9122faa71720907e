"""A gate: figures that may not get worse, in a TOML file of a table for each task and a line for each figure.

The value is a floor where higher is better and a ceiling where lower is, over all texts that were answered.
"""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import cast

from evals.runs import Run, task_named
from evals.tasks.task import Figure
from service.errors import InputError


def broken(path: Path, run: Run, *, tasks: Collection[str]) -> tuple[str, ...]:
    """What keeps a run of ``tasks`` from passing the gate, one sentence each; InputError when the file is no gate."""
    limits = [(name, *limit) for name, table in _tables(path).items() for limit in _limits(path, name, table)]
    return tuple(
        problem for name, figure, limit in limits if name in tasks for problem in _problems(run, name, figure, limit)
    )


def _tables(path: Path) -> dict[str, dict[str, object]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"The gate {path} can't be read: {error.strerror}; check the path.") from None
    except ValueError as error:
        raise InputError(f"The gate {path} is not TOML: {error}; mend it.") from None
    if stray := next((name for name, limits in tables.items() if not isinstance(limits, dict)), None):
        raise InputError(f"In the gate {path}, {stray} stands under no task; put it below a line like [quotations].")
    return tables


def _limits(path: Path, name: str, limits: dict[str, object]) -> Iterator[tuple[Figure, float]]:
    figures = {figure.name: figure for figure in task_named(name).figures}
    for figure, limit in limits.items():
        if figure not in figures or not figures[figure].better:
            raise InputError(f"The gate {path} wants “{figure}” of {name}, which has no such figure to hold it to.")
        if not isinstance(limit, (int, float)):
            raise InputError(f"In the gate {path}, the limit of “{figure}” is no number; give one.")
        yield figures[figure], cast("float", limit)


def _problems(run: Run, name: str, figure: Figure, limit: float) -> Iterator[str]:
    results = [result for result in run.results if result.task == name]
    if not results:
        yield f"{name} has no gold here, and the gate holds “{figure.name}” to {limit:g}."
    for result in results:
        value = result.scores["all"][figure.name].value
        short = value is None or (value < limit if figure.better == "higher" else value > limit)
        if short:
            found = "undefined" if value is None else f"{value:.3f}"
            bound = "at least" if figure.better == "higher" else "at most"
            yield f"{name}, “{figure.name}” of {result.model}: {found}, and the gate wants {bound} {limit:g}."

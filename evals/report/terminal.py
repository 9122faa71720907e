"""A run in the terminal: a table for each task, and what failed or changed."""

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from evals.compare import Comparison
from evals.report.tables import ABOVE, NOTE, Cell, Table, tables
from evals.report.told import counted, difference, failed, heading, verdict
from evals.runs import Run
from service.render.words import shown

_WIDE = 120
"""Columns from which intervals fit beside every cell; with fewer they stand beside the first alone."""


def show(console: Console, run: Run, comparisons: Sequence[Comparison] = ()) -> None:
    """Print a run's tables, then its failures, then how it differs from an earlier run."""
    for table in tables(run):
        console.print(_grid(table, wide=console.width >= _WIDE))
        if table.above:
            console.print(Text(f"  {ABOVE}", "dim"))
        for result in (result for result in run.results if result.task == table.task.name):
            for sentence in failed(result):
                console.print(Text(shown(sentence), "red"))
            cases = [case for outcome in result.outcomes for case in outcome.cases]
            if cases:
                console.print(Text(f"  {result.model}: {counted(cases)}, each in its sentence in the report", "dim"))
        console.print()
    for comparison in comparisons:
        _compare(console, comparison)


def _grid(table: Table, *, wide: bool) -> Grid:
    grid = Grid(title=f"{table.task.name} · {table.task.about}", title_justify="left", title_style="bold", box=SIMPLE)
    grid.add_column("figure", overflow="fold", min_width=20)
    for column in table.columns:
        marks = "".join(f"\n{mark}" for mark in column.marks)
        grid.add_column(Text(f"{column.name}\n{column.size}{marks}"), justify="right", no_wrap=True)
    if table.people:
        grid.add_column(f"people\n{table.people}", justify="right", no_wrap=True)
    for group, rows in table.groups.items():
        if group:
            grid.add_section()
            grid.add_row(Text(group, "italic dim"))
        for row in rows:
            cells = [_cell(cell, interval=wide or number == 0) for number, cell in enumerate(row.cells)]
            grid.add_row(Text(row.figure.name), *cells, *([Text(row.people)] if table.people else []))
    return grid


def _cell(cell: Cell, *, interval: bool) -> Text:
    text = Text(cell.text + (NOTE if cell.above else ""), "bold" if cell.best else "")
    if cell.best:
        text.append(" ★")
    if interval and cell.interval:
        text.append(f" [{cell.interval}]", "dim")
    return text


def _compare(console: Console, comparison: Comparison) -> None:
    grid = Grid(title=Text(heading(comparison)), title_justify="left", title_style="bold", box=SIMPLE)
    for name in ("figure", "before", "after", "change", "95 % interval", ""):
        grid.add_column(name, justify="left" if name == "figure" else "right")
    for item in comparison.differences:
        grid.add_row(Text(item.figure.name), *map(Text, difference(item)), Text(verdict(item)))
    console.print(grid if comparison.differences else Text(f"{heading(comparison)}: the same figures."))
    for changed in comparison.changed:
        news = "; ".join(
            f"{word} {counted(cases)}" for word, cases in (("new:", changed.new), ("gone:", changed.gone)) if cases
        )
        console.print(Text(f"  {shown(changed.id)}: {news or 'other counts'}"))
    console.print()

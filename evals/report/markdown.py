"""A run as Markdown: tables, differences, and every case in its sentence; what articles and models say stays text."""

import re
from collections.abc import Iterator, Sequence

from evals.compare import Comparison
from evals.report.tables import ABOVE, NOTE, Cell, Table, tables
from evals.report.told import counted, difference, failed, heading, origin, verdict
from evals.runs import Result, Run
from evals.tasks.task import Case
from service.render.visible import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


def document(run: Run, comparisons: Sequence[Comparison] = ()) -> str:
    """The whole report."""
    return "\n".join(_lines(run, comparisons)) + "\n"


def _lines(run: Run, comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield f"# How good: {_plain(', '.join(run.provenance.models))} on {_plain(run.provenance.gold)}"
    yield ""
    for table in tables(run):
        yield f"## {table.task.name}"
        yield ""
        yield table.task.about
        yield ""
        yield from _table(table)
        for comparison in (item for item in comparisons if item.task == table.task.name):
            yield from _comparison(comparison)
        for result in (result for result in run.results if result.task == table.task.name):
            yield from _result(result)
    yield "## Where it came from"
    yield ""
    yield from (f"- {name}: {_plain(value)}" for name, value in origin(run))


def _table(table: Table) -> Iterator[str]:
    headings = [_plain(" · ".join((column.name, column.size, *column.marks))) for column in table.columns]
    yield from _head("figure", *headings, f"people ({table.people})" if table.people else "people")
    for group, rows in table.groups.items():
        if group:
            yield f"| *{group}* |{' |' * (len(headings) + 1)}"
        for row in rows:
            yield _row(_plain(row.figure.name), *map(_cell, row.cells), _plain(row.people))
    yield ""
    if table.above:
        yield ABOVE
        yield ""


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield f"|---|{'---:|' * (len(names) - 1)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    value = cell.text + (NOTE if cell.above else "")
    return (f"**{_plain(value)}**" if cell.best else _plain(value)) + (f" ({cell.interval})" if cell.interval else "")


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield f"### {_plain(heading(comparison))}"
    yield ""
    yield from _head("figure", "before", "after", "change", "95 % interval", "")
    for item in comparison.differences:
        yield _row(_plain(item.figure.name), *map(_plain, difference(item)), verdict(item))
    yield ""
    for changed in comparison.changed:
        yield f"- {_plain(changed.id)}"
        yield from (f"  - new: {_case(case)}" for case in changed.new)
        yield from (f"  - gone: {_case(case)}" for case in changed.gone)
    yield ""


def _result(result: Result) -> Iterator[str]:
    yield from (f"{_plain(sentence)}\n" for sentence in failed(result))
    for outcome in result.outcomes:
        if outcome.cases:
            yield f"### {_plain(outcome.id)} · {_plain(result.model)}: {counted(outcome.cases)}"
            yield ""
            yield from (f"- {_case(case)}" for case in outcome.cases)
            yield ""


def _case(case: Case) -> str:
    kind = " · ".join(filter(None, (case.kind, case.what, case.where)))
    note = f" – {_plain(case.note)}" if case.note else ""
    return f"{_plain(kind)}: {_plain(case.before)}**{_plain(case.words)}**{_plain(case.after)}{note}"


def _plain(text: str) -> str:
    """The text on one line, so that nothing in it is Markdown."""
    return _SPECIAL.sub(r"\\\1", plain(re.sub(r"\s+", " ", text)))

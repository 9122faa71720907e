"""``whosewords batch``: many articles, durably; and how the rows of any command's batch are carried out."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.asked import Budget, Fallback, Stagger, as_asked, check_models
from service.cli.terminal import DONE, FAILED, check_deadline, say
from service.errors import InputError

if TYPE_CHECKING:
    from service.batch import Told
    from service.batch.output import Tally
    from service.batch.tasks import Task

Source = Annotated[
    Path, typer.Argument(metavar="IN", help="Rows of id and text: JSON lines, a CSV file, or a folder of texts.")
]
Out = Annotated[Path | None, typer.Option(metavar="OUT", help="Where the answers go, one JSON object a line.")]


def batch(
    source: Source,
    output: Out = None,
    model: Annotated[str, typer.Option(help="Who answers: builtin, or a LiteLLM model string.")] = "builtin",
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Articles read at once; as many as there are cores, or 8 for a model.", metavar="N"),
    ] = None,
    deadline: Annotated[float, typer.Option(help="Seconds a model may take for an article.")] = 120.0,
    replay: Annotated[
        bool, typer.Option("--replay", help="Answer from kept answers alone; say what is missing.")
    ] = False,
    fallback: Fallback = None,
    budget: Budget = None,
    stagger: Stagger = False,
    exported: Annotated[
        Path | None,
        typer.Option("--export", metavar="REQUESTS", help="Write the requests for a provider's batch API, and stop."),
    ] = None,
    imported: Annotated[
        Path | None,
        typer.Option("--import", metavar="ANSWERS", help="Answer from what a provider's batch API gave back."),
    ] = None,
) -> int:
    """Analyse many articles; stopped at any time, the same call goes on where it was."""
    check_deadline(deadline)
    from service.batch.exchange import export, take_in
    from service.batch.tasks import Analyses

    if model == "builtin" and (replay or exported or imported):
        raise InputError("The builtin needs no kept answers; name a --model with --replay, --export or --import.")
    asked = as_asked(model, fallback, budget, stagger=stagger)
    if exported and imported:
        raise InputError("Give --export before the provider answers and --import afterwards, not both at once.")
    if exported:
        return say(export(source, exported, model), DONE)
    if output is None:
        raise InputError("Give --output OUT, where the answers go.")
    if imported:
        say(take_in(imported), DONE)
    elif not replay:
        check_models(model, asked)
    return carry_out(source, output, Analyses(model, deadline, replay or bool(imported), asked), jobs)


def carry_out(source: Path, output: Path, task: "Task", jobs: int | None = None) -> int:
    """Answer the rows of ``source`` into ``output``, and say what they came to."""
    from service.batch import Batch
    from service.render.words import counted

    rows = Batch(source, output, task)
    with _progress(rows.count) as told:
        tally = rows.run(jobs=jobs, told=told, warn=lambda sentence: say(sentence, DONE))
    failed = f", {tally.failed:,} of them with errors" if tally.failed else ""
    return say(f"{counted(tally.done, 'row')} done{failed}{_cost(tally)}.", FAILED if tally.failed else DONE)


@contextmanager
def _progress(count: int) -> Generator["Told"]:
    """Show on a terminal how far the rows are, how fast they go, what they cost and how long they will take."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from service.cli.rate import RateColumn

    columns = (
        MofNCompleteColumn(),
        BarColumn(),
        RateColumn(),
        TextColumn("{task.fields[cost]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=300) as bar:
        rows = bar.add_task("", total=count, cost="")
        yield lambda tally: bar.update(rows, completed=tally.done, cost=_cost(tally).removeprefix(", "))


def _cost(tally: "Tally") -> str:
    """What the rows cost, as far as it is known."""
    known = f", ${tally.cost:.4f}" if tally.cost else ""
    return known + (f" and {tally.unpriced:,} at a cost unknown" if tally.unpriced else "")

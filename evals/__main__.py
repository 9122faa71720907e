"""The command: ``python -m evals TASK``.

Exit status: 0 done · 1 some texts have no answer, a figure is short of the gate, or a review found what doesn't hold ·
2 the call or the input is wrong · 130 interrupted.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from evals import report
from evals.answering import answer_all
from evals.compare import compare
from evals.gate import broken
from evals.labels import OWN, Gold, read_gold
from evals.runs import Result, Run, provenance, read, write
from evals.tasks import TASKS
from evals.tasks.task import Task
from service import llm
from service.analysis import BUILTIN
from service.errors import InputError, WhosewordsError

DONE, SHORT, WRONG, INTERRUPTED = 0, 1, 2, 130
RUNS = Path("runs")
"""Where runs are written, each in a folder of its own."""

app = typer.Typer(
    help="How good an analysis is: tasks scored against gold labels.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Golds = Annotated[Path, typer.Option("--gold", help="Gold labels: our own, or a published set's file or folder.")]
Models = Annotated[list[str] | None, typer.Option("--model", help="builtin, or a LiteLLM model; repeat it.")]
Limit = Annotated[int | None, typer.Option(min=1, help="The most texts to answer.")]
Against = Annotated[Path | None, typer.Option(metavar="RUN", help="An earlier run to compare with: its folder.")]
Gate = Annotated[Path | None, typer.Option(metavar="FILE", help="Limits of figures, in TOML; 1 when one is broken.")]


def main() -> None:
    """The entry point of the command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit status; what a caller did wrong is one sentence on stderr."""
    try:
        return app(arguments or ["--help"], prog_name="python -m evals", standalone_mode=False) or DONE
    except typer.TyperException as error:
        return _say(f"{error.format_message().strip().rstrip('.')}; see python -m evals --help.", WRONG)
    except typer.Abort:
        return INTERRUPTED
    except InputError as error:
        return _say(str(error), WRONG)
    except WhosewordsError as error:
        return _say(str(error), SHORT)


@dataclass(frozen=True)
class _Call:
    """What a caller asked for: the command's name, and its tasks and options."""

    name: str
    tasks: Sequence[Task]
    gold: Gold
    models: Sequence[str]
    limit: int | None
    against: Path | None
    gate: Path | None


def _command(name: str, about: str, tasks: Sequence[Task]) -> None:
    @app.command(name, help=about)
    def command(  # pyright: ignore[reportUnusedFunction] -- typer calls it
        gold: Golds = OWN, model: Models = None, limit: Limit = None, against: Against = None, gate: Gate = None
    ) -> int:
        models = tuple(dict.fromkeys(model or [BUILTIN]))
        return _score(_Call(name, tasks, read_gold(gold), models, limit, against, gate))


for _task in TASKS:
    _command(_task.name, _task.about, [_task])
_command("all", "Every task that the gold has labels for.", TASKS)


@app.command()
def review(file: Annotated[Path, typer.Argument(help="Gold rows, or corrections saved by the page.")]) -> int:
    """Show each label of gold rows in its sentence, and say what doesn't hold."""
    from evals.review import show

    return SHORT if show(Console(), file) else DONE


@app.command()
def speed(name: Annotated[str, typer.Argument(help="What to time: grounding, builtin, batch, model or page.")]) -> int:
    """Say how fast a part is."""
    from evals.speed import SPEEDS

    if name not in SPEEDS:
        raise InputError(f"There is no speed {name}; choose one of {', '.join(SPEEDS)}.")
    SPEEDS[name](Console())
    return DONE


def _score(call: _Call) -> int:
    tasks = [task for task in call.tasks if any(map(task.suits, call.gold.texts))]
    if not tasks:
        raise InputError(f"{call.gold.path} has no labels for {call.name}; give another with --gold.")
    if BUILTIN not in call.models and not any(task.asks for task in tasks):
        raise InputError(f"Code alone answers {call.name}, whatever the model; leave --model out.")
    before = read(call.against) if call.against else None
    for model in call.models:
        if model != BUILTIN:
            llm.check_model(model)
    run = _answered(tasks, call)
    comparisons = compare(before, run) if before else ()
    folder = RUNS / f"{run.provenance.date[:19].replace(':', '')}-{call.name}-{call.gold.name}"
    written = [write(folder, run), *report.write(folder, run, comparisons)]
    report.show(Console(), run, comparisons)
    if before and not comparisons:
        _say(f"The run {call.against} has none of these tasks and models, so nothing is compared.", DONE)
    _say(f"Written: {', '.join(map(str, written))}", DONE)
    problems = broken(call.gate, run, tasks=[task.name for task in call.tasks]) if call.gate else ()
    for problem in problems:
        _say(problem, SHORT)
    return SHORT if problems or any(result.failures for result in run.results) else DONE


def _answered(tasks: Sequence[Task], call: _Call) -> Run:
    """The run, with a bar on stderr while it goes."""
    texts = [label for label in call.gold.texts if any(task.suits(label) for task in tasks)][: call.limit]
    origin = provenance(call.gold, call.models)
    results: list[Result] = []
    predictions: dict[str, dict[str, object]] = {}
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for model in call.models:
            names = [task.name for task in tasks if task.asks or model == BUILTIN]
            bar = progress.add_task(model, total=len(texts))
            found, predictions[model] = answer_all(names, texts, model, done=partial(progress.advance, bar))
            results += found
    return Run(provenance=origin, results=tuple(results), predictions=predictions)


def _say(sentence: str, status: int) -> int:
    """One line on stderr, then ``status``."""
    from service.render.words import shown

    typer.echo(f"evals: {shown(sentence)}", err=True)
    return status


if __name__ == "__main__":
    main()

"""The command: ``python -m evals TASK``, where a task is one of those in `evals.tasks`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from evals.labels import Labelled, read_labels
from evals.runs import Outcome, Score, answer, halves, provenance, scores, write
from evals.tasks import TASKS
from evals.tasks.task import Task
from service.errors import InputError

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, rich_markup_mode=None)

Gold = Annotated[Path, typer.Option(help="The gold labels: a file of one JSON object a line.")]
Model = Annotated[str, typer.Option(help="Who answers: builtin or a LiteLLM model.")]
Limit = Annotated[int | None, typer.Option(help="The most texts to answer.")]


def _command(task: Task) -> None:
    @app.command(task.name, help=f"Score {task.name} against gold labels.")
    def run(gold: Gold, model: Model = "builtin", limit: Limit = None) -> None:  # pyright: ignore[reportUnusedFunction] -- typer calls it
        labels = [label for label in read_labels(gold) if task.suits(label)][:limit]
        if not labels:
            raise InputError(f"The file {gold} has no labels for the task {task.name}; give another with --gold.")
        tuned, kept_back = halves(labels)
        figures: dict[str, dict[str, Score]] = {}
        for part, chosen in (("tuned on", tuned), ("kept back", kept_back)):
            outcomes = _answered(task, chosen, model)
            figures[part] = scores(task, outcomes)
            origin = provenance(task, model=model, gold=gold, part=part)
            write(
                Path("runs") / f"{task.name}-{gold.stem}-{part.replace(' ', '-')}.json", origin, outcomes, figures[part]
            )
        _print(task, figures, sizes={"tuned on": len(tuned), "kept back": len(kept_back)})


for _task in TASKS:
    _command(_task)


def _answered(task: Task, labels: list[Labelled], model: str) -> list[Outcome]:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(task.name, total=len(labels))
        return list(answer(task, labels, model=model, done=lambda: progress.advance(bar)))


def _print(task: Task, figures: dict[str, dict[str, Score]], *, sizes: dict[str, int]) -> None:
    table = Table(title=task.name)
    table.add_column("figure")
    for part, size in sizes.items():
        table.add_column(f"{part}, {size} texts", justify="right")
    table.add_column("people", justify="right")
    for figure in task.figures:
        table.add_row(figure.name, *(_score(figures[part][figure.name]) for part in sizes), figure.people)
    Console().print(table)


def _score(score: Score) -> str:
    value, edges = score
    if value is None:
        return "–"
    return f"{value:.3f}" + (f" [{edges[0]:.3f}, {edges[1]:.3f}]" if edges else "")


def main() -> None:
    """Run the command; what a caller did wrong is one sentence and status 2."""
    try:
        app(prog_name="python -m evals")
    except InputError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()

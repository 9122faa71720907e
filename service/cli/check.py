"""``whosewords check``: whether a text keeps to its article, alone or row by row."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli.asked import Budget, Fallback, as_asked, check_models
from service.cli.batch import carry_out
from service.cli.terminal import DONE, FAILED, check_deadline, screen, write
from service.errors import InputError


def check(
    summary: Annotated[
        str | None, typer.Argument(help="A file with the summary, or any text; - is standard input.")
    ] = None,
    against: Annotated[str | None, typer.Option(metavar="ARTICLE", help="The article; - is standard input.")] = None,
    model: Annotated[
        str, typer.Option(help="Who proposes passages and doubts beside code: builtin for none, or a LiteLLM model.")
    ] = "builtin",
    deadline: Annotated[float, typer.Option(help="Seconds a model may take for an article.")] = 120.0,
    fallback: Fallback = None,
    budget: Budget = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="What to print.")] = "text",
    batch: Annotated[
        Path | None, typer.Option(metavar="IN", help="Rows of id, text and summary: JSON lines or CSV.")
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="OUT", help="Where the answers to the rows go.")] = None,
) -> int:
    """Say whether a text keeps to its article, sentence by sentence; exit 1 when it doesn't."""
    check_deadline(deadline)
    asked = as_asked(model, fallback, budget)
    if batch and output and not (summary or against):
        from service.batch.tasks import Checks

        check_models(model, asked)
        return carry_out(batch, output, Checks(model, deadline, asked=asked))
    if summary is None or against is None or batch or output:
        raise InputError("Give SUMMARY and --against ARTICLE, or --batch IN and --output OUT.")
    from service.checking import check as check_text
    from service.files import read_text

    if summary == against:
        raise InputError(f"The summary and the article are both {summary}; give two files.")
    told, article = read_text(summary), read_text(against)
    checked = check_text(told, article, model, deadline=deadline, asked=asked)
    if form == "json":
        written = write(checked.model_dump_json(indent=2) + "\n")
    else:
        from service.render.checked import page

        width, colour = screen()
        written = write(page(checked, article, width=width, colour=colour))
    if written != DONE:
        return written
    return DONE if checked.verdict == "supported" else FAILED

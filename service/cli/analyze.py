"""``whosewords analyze``: one article."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.cli.asked import Budget, Fallback, Stagger, as_asked
from service.cli.terminal import DONE, FAILED, LOADED, check_deadline, say, screen, write
from service.errors import InputError

if TYPE_CHECKING:
    from service.analysis import Progress
    from service.findings import Analysis

Format = Literal["text", "json", "html", "sarif"]


def analyze(
    file: Annotated[str, typer.Argument(help="An article: plain text or HTML; - is standard input.")] = "-",
    model: Annotated[
        str, typer.Option(help="Who answers: builtin, or a LiteLLM model string (openai/…, anthropic/…, ollama/…).")
    ] = "builtin",
    form: Annotated[Format, typer.Option("--format", help="What to print.")] = "text",
    deadline: Annotated[float, typer.Option(help="Seconds a model may take in all.")] = 120.0,
    replay: Annotated[
        bool, typer.Option("--replay", help="Answer from kept answers alone; say what is missing.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Use no kept answer, and keep none.")] = False,
    fallback: Fallback = None,
    budget: Budget = None,
    stagger: Stagger = False,
    fail_on_loaded: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Exit 3 when the outlet's own words hold more than N loaded phrases."),
    ] = None,
) -> int:
    """Analyse one article: its summary, its quotations, and its loaded language by whose words they are."""
    check_deadline(deadline)
    from service.analysis import analyze as analyze_text
    from service.asking.terms import Recall
    from service.files import STDIN, read_text

    if file == STDIN and sys.stdin.isatty():
        typer.echo("Paste the article, then press Ctrl-D on a line of its own.", err=True)
    asked = as_asked(model, fallback, budget, stagger=stagger, beside=replay or no_cache)
    if replay and no_cache:
        raise InputError("Give --replay, which answers from the cache alone, or --no-cache, not both.")
    text = read_text(file)
    recall = Recall(replay=replay, fresh=no_cache)
    with _progress(model) as progress:
        analysis = analyze_text(text, model, deadline=deadline, recall=recall, asked=asked, progress=progress)
    failed = _tell_failures(analysis)
    if form != "text" or len(analysis.failures) < len(analysis.run.chains):
        as_submitted = file != STDIN and analysis.article.text == text
        written = write(_rendered(analysis, form, file if as_submitted else None))
        if written != DONE:
            return written
    if failed:
        return FAILED
    if fail_on_loaded is not None and len(analysis.outlet_words()) > fail_on_loaded:
        count = len(analysis.outlet_words())
        return say(f"The outlet's own words hold {count} loaded phrases, more than {fail_on_loaded}.", LOADED)
    return DONE


def _rendered(analysis: "Analysis", form: Format, file: str | None) -> str:
    """The analysis as printed; ``file`` is where its text stands, if it stands in a file as it is."""
    if form == "json":
        return analysis.model_dump_json(indent=2) + "\n"
    if form == "html":
        from service.render import html

        return html.page(analysis)
    if form == "sarif":
        from service.render import sarif

        return sarif.log(analysis, file)
    from service.render import text

    width, colour = screen()
    return text.page(analysis, width=width, colour=colour)


def _tell_failures(analysis: "Analysis") -> bool:
    """Say on stderr which chains failed, one sentence for each reason; whether any did."""
    reasons: dict[str, list[str]] = {}
    for failure in analysis.failures:
        reasons.setdefault(failure.message, []).append(failure.chain)
    for message, chains in reasons.items():
        say(f"No answer for {', '.join(chains)}: {message}", FAILED)
    return bool(reasons)


@contextmanager
def _progress(model: str) -> Generator["Progress | None"]:
    """Show on a terminal which chains are done; yields what to tell of each, None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from service.chains import CHAINS
    from service.render.words import shown

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        asking = bar.add_task(f"{shown(model)} is reading", total=len(CHAINS))
        yield lambda chain: bar.update(asking, advance=1, description=f"{shown(model)}: {chain} done")

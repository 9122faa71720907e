"""The command line, ``whosewords``.

Exit status: 0 done · 1 a chain failed · 2 the call or the input is wrong · 3 the outlet's own words hold more flags
than ``--fail-on-loaded`` allows · 130 interrupted · 141 nobody reads the output any more.
"""

import os
import signal
import sys
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from service.errors import InputError, WhosewordsError

if TYPE_CHECKING:
    from service.analysis import Progress
    from service.findings import Analysis

DONE, FAILED, WRONG, LOADED, INTERRUPTED, UNREAD = 0, 1, 2, 3, 130, 141

Format = Literal["text", "json", "html", "sarif"]

app = typer.Typer(
    help="Read a news article: what it says, who says it, and whose words are loaded.",
    epilog="Nothing leaves this machine unless you name a model of a provider.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """The entry point of the command."""
    signal.signal(signal.SIGINT, _interrupted)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries warn their own authors, not a reader of the news
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit status; whatever is wrong is one sentence on stderr."""
    try:
        return app(arguments or ["--help"], prog_name="whosewords", standalone_mode=False) or DONE
    except typer.TyperException as error:
        what = error.format_message().replace("Value error, ", "").strip().rstrip(".")
        return _say(f"{what}; see whosewords --help.", WRONG)
    except InputError as error:
        return _say(str(error), WRONG)
    except WhosewordsError as error:
        return _say(str(error), FAILED)


@app.callback()
def commands() -> None:
    """Keep ``analyze`` a command of its own however few there are."""


@app.command()
def analyze(
    file: Annotated[str, typer.Argument(help="An article: plain text or HTML; - is standard input.")] = "-",
    model: Annotated[
        str, typer.Option(help="Who answers: builtin, or a LiteLLM model string (openai/…, anthropic/…, ollama/…).")
    ] = "builtin",
    form: Annotated[Format, typer.Option("--format", help="What to print.")] = "text",
    deadline: Annotated[float, typer.Option(help="Seconds a model may take in all.")] = 120.0,
    fail_on_loaded: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Exit 3 when the outlet's own words hold more than N loaded phrases."),
    ] = None,
) -> int:
    """Analyse one article: its summary, its quotations, and its loaded language by whose words they are."""
    if not 0 < deadline < float("inf"):
        raise InputError(f"The deadline is {deadline:g}; give a number of seconds above 0.")
    from service.analysis import analyze as analyze_text
    from service.files import STDIN, read_text

    if file == STDIN and sys.stdin.isatty():
        typer.echo("Paste the article, then press Ctrl-D on a line of its own.", err=True)
    text = read_text(file)
    with _progress(model) as progress:
        analysis = analyze_text(text, model, deadline=deadline, progress=progress)
    failed = _tell_failures(analysis)
    if form != "text" or len(analysis.failures) < len(analysis.run.chains):
        as_submitted = file != STDIN and analysis.article.text == text
        written = _write(_rendered(analysis, form, file if as_submitted else None))
        if written != DONE:
            return written
    if failed:
        return FAILED
    if fail_on_loaded is not None and len(analysis.outlet_words()) > fail_on_loaded:
        count = len(analysis.outlet_words())
        return _say(f"The outlet's own words hold {count} loaded phrases, more than {fail_on_loaded}.", LOADED)
    return DONE


@app.command()
def verify(
    quotation: Annotated[str | None, typer.Argument(help="The quotation's words.")] = None,
    against: Annotated[str | None, typer.Option(metavar="ARTICLE", help="The article; - is standard input.")] = None,
    after: Annotated[str, typer.Option(help="Words just before the place meant.")] = "",
    batch: Annotated[
        str | None, typer.Option(metavar="IN", help="Rows of id, text and claimed, as JSON lines.")
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="OUT", help="Where the answers to the rows go.")] = None,
) -> int:
    """Say whether a quotation is in an article, word for word; exit 1 when it isn't."""
    if batch and output and not (quotation or against):
        return _verify_batch(batch, output)
    if quotation is None or against is None or batch or output:
        raise InputError("Give a QUOTATION and --against ARTICLE, or --batch IN and --output OUT.")
    from rich.console import Console

    from service.files import read_text
    from service.grounding import locate
    from service.render.located import show
    from service.verify import holds

    text = read_text(against)
    located = locate(quotation, text, after)
    show(Console(), located, text)
    return DONE if holds(located) else FAILED


def _verify_batch(batch: str, output: str) -> int:
    """A line for each line, in order; 1 when some were no rows."""
    import json
    from pathlib import Path

    from service.verify import verify_rows

    if Path(batch).resolve() == Path(output).resolve():
        raise InputError(f"The answers would overwrite the rows of {batch}; give another --output.")
    failed = False
    try:
        with Path(batch).open(encoding="utf-8") as rows, Path(output).open("w", encoding="utf-8") as answers:
            for answer in verify_rows(iter(rows)):
                failed |= "error" in answer
                answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The batch {batch} can't be read, or {output} written ({error}); check both paths.") from None
    return FAILED if failed else DONE


@app.command()
def ui(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port; the first free one from 7860 on.")] = None,
) -> int:
    """Open the web page, on this machine's loopback address."""
    from service.ui import serve

    signal.signal(signal.SIGINT, signal.default_int_handler)
    serve(port=port)
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
    from rich.console import Console

    from service.render import text

    console = Console()
    return text.page(analysis, width=console.width, colour=console.color_system is not None and not console.no_color)


def _tell_failures(analysis: "Analysis") -> bool:
    """Say on stderr which chains failed, one sentence for each reason; whether any did."""
    reasons: dict[str, list[str]] = {}
    for failure in analysis.failures:
        reasons.setdefault(failure.message, []).append(failure.chain)
    for message, chains in reasons.items():
        _say(f"No answer for {', '.join(chains)}: {message}", FAILED)
    return bool(reasons)


def _write(output: str) -> int:
    """Print to stdout in UTF-8 whatever the locale says; the exit status says whether anybody could read it."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(output.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _say(f"The output can't be written ({error.strerror}); send it somewhere else.", WRONG)
    return DONE


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


def _say(sentence: str, status: int) -> int:
    """One line on stderr, then ``status``."""
    from service.render.words import shown

    typer.echo(f"whosewords: {shown(sentence)}", err=True)
    return status


def _interrupted(*_: object) -> NoReturn:
    """Leave at once: a thread deep in a socket or in a parse would hold up an ordinary exit."""
    if sys.stderr.isatty():
        os.write(sys.stderr.fileno(), b"\x1b[?25h\n")
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()

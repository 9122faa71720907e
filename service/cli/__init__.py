"""The command line, ``whosewords``: a file for each command.

Exit status: 0 done · 1 a chain or a row failed, or a text doesn't keep to its article · 2 the call or the input is
wrong · 3 the outlet's own words hold more flags than ``--fail-on-loaded`` allows · 130 interrupted · 141 nobody reads
the output any more.
"""

import signal
import sys
import warnings
from collections.abc import Sequence

import typer

from service.cli.analyze import analyze
from service.cli.batch import batch
from service.cli.cache import cache
from service.cli.check import check
from service.cli.terminal import DONE, FAILED, INTERRUPTED, LOADED, UNREAD, WRONG, interrupted, say
from service.cli.ui import ui
from service.cli.verify import verify
from service.errors import InputError, WhosewordsError

__all__ = ["DONE", "FAILED", "INTERRUPTED", "LOADED", "UNREAD", "WRONG", "app", "main", "run"]

app = typer.Typer(
    help="Read a news article: what it says, who says it, and whose words are loaded.",
    epilog="Nothing leaves this machine unless you name a model of a provider.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _command in (analyze, batch, cache, check, verify, ui):
    app.command()(_command)


def main() -> None:
    """The entry point of the command."""
    signal.signal(signal.SIGINT, interrupted)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # libraries warn their own authors, not a reader of the news
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command and return its exit status; whatever is wrong is one sentence on stderr."""
    try:
        return app(arguments or ["--help"], prog_name="whosewords", standalone_mode=False) or DONE
    except typer.TyperException as error:
        what = error.format_message().replace("Value error, ", "").strip().rstrip(".")
        return say(f"{what}; see whosewords --help.", WRONG)
    except InputError as error:
        return say(str(error), WRONG)
    except WhosewordsError as error:
        return say(str(error), FAILED)

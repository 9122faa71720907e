"""What the commands share: the exit statuses, and how a command speaks and ends."""

import os
import sys
from typing import NoReturn

import typer

from service.errors import InputError

DONE, FAILED, WRONG, LOADED, INTERRUPTED, UNREAD = 0, 1, 2, 3, 130, 141


def say(sentence: str, status: int) -> int:
    """One line on stderr, then ``status``."""
    from service.render.words import shown

    typer.echo(f"whosewords: {shown(sentence)}", err=True)
    return status


def write(output: str) -> int:
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
        return say(f"The output can't be written ({error.strerror}); send it somewhere else.", WRONG)
    return DONE


def screen() -> tuple[int, bool]:
    """How wide stdout is, in columns, and whether it shows colour."""
    from rich.console import Console

    console = Console()
    return console.width, console.color_system is not None and not console.no_color


def check_deadline(deadline: float) -> None:
    """Raise InputError unless ``deadline`` is a number of seconds to work with."""
    if not 0 < deadline < float("inf"):
        raise InputError(f"The deadline is {deadline:g}; give a number of seconds above 0.")


def interrupted(*_: object) -> NoReturn:
    """Leave at once: a thread deep in a socket or in a parse would hold up an ordinary exit."""
    if sys.stderr.isatty():
        os.write(sys.stderr.fileno(), b"\x1b[?25h\n")
    os._exit(INTERRUPTED)

"""Indented paragraphs laid out for a terminal or a file, as every text for people is here."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

MAX_WIDTH = 100
"""Columns; longer lines are hard to read."""

Line = tuple[int, Text | Table]
"""A paragraph and how far it is indented, in columns."""


def laid_out(lines: Iterable[Line], *, width: int, colour: bool) -> str:
    """The paragraphs as lines of at most ``width`` columns."""
    console = Console(
        file=StringIO(),
        width=min(width, MAX_WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        for indent, words in lines:
            console.print(Padding(words, (0, 0, 0, indent), expand=False) if words else "")
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())

"""``whosewords cache``: what is kept of models' answers, and where."""

from typing import Annotated

import typer

from service.cli.terminal import write
from service.errors import InputError


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Throw all kept answers away.")] = False,
) -> int:
    """Show how many answers of models are kept, how much room they take, and where."""
    from service import cache as answers
    from service.render.words import counted

    count, size = answers.size()
    told = f"{counted(count, 'answer')}, {size / 1e6:.1f} MB, in {answers.folder()}"
    if not clear:
        return write(f"{told}\n")
    try:
        answers.clear()
    except OSError as error:
        raise InputError(
            f"The cache in {answers.folder()} can't be cleared ({error.strerror}); delete the folder."
        ) from None
    return write(f"Thrown away: {told}\n")

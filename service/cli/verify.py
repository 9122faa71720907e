"""``whosewords verify``: whether a quotation is in an article, alone or row by row."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.batch import carry_out
from service.cli.terminal import DONE, FAILED, screen, write
from service.errors import InputError


def verify(
    quotation: Annotated[str | None, typer.Argument(help="The quotation's words.")] = None,
    against: Annotated[str | None, typer.Option(metavar="ARTICLE", help="The article; - is standard input.")] = None,
    after: Annotated[str, typer.Option(help="Words just before the place meant.")] = "",
    batch: Annotated[
        Path | None, typer.Option(metavar="IN", help="Rows of id, text and claimed: JSON lines or CSV.")
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="OUT", help="Where the answers to the rows go.")] = None,
) -> int:
    """Say whether a quotation is in an article, word for word; exit 1 when it isn't."""
    if batch and output and not (quotation or against or after):
        from service.batch.tasks import Verifications

        return carry_out(batch, output, Verifications())
    if quotation is None or against is None or batch or output:
        raise InputError("Give a QUOTATION and --against ARTICLE, or --batch IN and --output OUT.")
    if not quotation.strip():
        raise InputError("The quotation is empty; give its words.")
    from service.files import read_text
    from service.grounding import locate
    from service.render.located import page

    text = read_text(against)
    located = locate(quotation, text, after)
    width, colour = screen()
    written = write(page(located, text, width=width, colour=colour))
    if written != DONE:
        return written
    return DONE if located.spans else FAILED

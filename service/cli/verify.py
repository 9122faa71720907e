"""``whosewords verify``: whether a quotation is in an article."""

from typing import Annotated

import typer

from service.cli.terminal import DONE, FAILED
from service.errors import InputError


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

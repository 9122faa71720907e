"""``whosewords ui``: the page."""

import signal
from typing import Annotated

import typer

from service.cli.terminal import DONE


def ui(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port; the first free one from 7860 on.")] = None,
) -> int:
    """Open the web page, on this machine's loopback address."""
    from service.ui import serve

    signal.signal(signal.SIGINT, signal.default_int_handler)
    serve(port=port)
    return DONE

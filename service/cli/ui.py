"""``whosewords ui``: the page."""

import signal
from typing import Annotated

import typer

from service.cli.terminal import DONE


def ui(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port; the first free one from 7860 on.")] = None,
    host: Annotated[str, typer.Option(help="Address to serve on; others can reach any but the loopback one.")] = (
        "127.0.0.1"
    ),
    auth: Annotated[
        str | None, typer.Option(metavar="NAME:PASSWORD", envvar="WHOSEWORDS_AUTH", help="Ask every reader for these.")
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer analyze and check as MCP tools too (extra mcp).")] = False,
) -> int:
    """Open the web page, on this machine's loopback address."""
    from service.ui import serve

    signal.signal(signal.SIGINT, signal.default_int_handler)
    serve(host, port, auth=auth, mcp=mcp)
    return DONE

"""The page's server: on the loopback address unless told otherwise, with no request to anywhere else.

Gradio's server mode carries the API with its queue, the client library and the tools for assistants; the page itself is
ours, for Gradio's own can't be held to a Content-Security-Policy.
"""

import os
import sys
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from service.builtin.reading import language
from service.errors import InputError
from service.ui.answering import Answering
from service.ui.guard import Guard
from service.ui.line import Line
from service.ui.routes import routes

if TYPE_CHECKING:
    import gradio as gr

LOOPBACK = "127.0.0.1"
_LOOPBACKS = {LOOPBACK, "localhost", "::1"}


def build(*, anywhere: bool = False, auth: str | None = None) -> "gr.Server":
    """The server, ready to be launched; ``anywhere`` when others than this machine are to reach it."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    class Guarded(gr.Server):
        """A server with the guard before everything, for Gradio's own layers let other sites' pages in."""

        def build_middleware_stack(self) -> ASGIApp:
            return Guard(super().build_middleware_stack(), anywhere=anywhere, auth=auth)

    server = Guarded(title="Whosewords", docs_url=None, redoc_url=None, openapi_url=None)
    answering = Answering(Line(), any_model=not anywhere)
    server.api(answering.analyze, name="analyze", concurrency_limit=None)  # pyright: ignore[reportUnknownMemberType] -- gradio gives it no full type
    server.api(answering.check, name="check", concurrency_limit=None)  # pyright: ignore[reportUnknownMemberType] -- the same
    for route in routes(answering):
        server.router.routes.append(route)
    return server


def serve(host: str = LOOPBACK, port: int | None = None, *, auth: str | None = None, mcp: bool = False) -> None:
    """Serve the page until interrupted; InputError when it can't be as asked.

    ``port`` is the first free one from 7860 on when None; ``auth`` is "user:password", asked of every reader; ``mcp``
    offers the API's endpoints as MCP tools too. The embedded engine is warmed up meanwhile.
    """
    _check(host, auth, mcp=mcp)
    server = build(anywhere=host not in _LOOPBACKS, auth=auth)
    Thread(target=language, daemon=True).start()
    try:
        app, url, _ = server.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            enable_monitoring=False,
            max_file_size=0,
            footer_links=[],
            show_error=True,
            mcp_server=mcp,
            _frontend=False,
        )
    except OSError:
        raise InputError(f"The port {port or 7860} is taken; give another with --port.") from None
    print(f"Whosewords is at {url} (stop it with Ctrl-C)", flush=True)  # noqa: T201 -- what a server says when it is up
    blocks = app.get_blocks()
    try:
        blocks.block_thread()
    except KeyboardInterrupt:
        blocks.close()


def _check(host: str, auth: str | None, *, mcp: bool) -> None:
    if auth is not None and not all(auth.partition(":")):
        raise InputError("The name and password of --auth need a colon between them; write --auth NAME:PASSWORD.")
    if mcp and not find_spec("mcp"):
        raise InputError("Offering MCP tools needs the package mcp; run `pip install mcp`, or leave out --mcp.")
    if host not in _LOOPBACKS:
        open_to_all = "" if auth else " and nothing asks them for a password: add --auth NAME:PASSWORD"
        print(  # noqa: T201 -- a warning belongs on stderr before the server is up
            f"Others on the network can reach this page on {host}{open_to_all}; "
            "what they paste is read here, unencrypted on its way.",
            file=sys.stderr,
            flush=True,
        )

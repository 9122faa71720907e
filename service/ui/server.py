"""The page's server: on the loopback address unless told otherwise, with no request to anywhere else."""

import os
from importlib.resources import files
from threading import Thread

from service.builtin.reading import language
from service.errors import InputError
from service.render.html import script, style
from service.ui.page import build

LOOPBACK = "127.0.0.1"
_UPLOAD = "4mb"


def serve(host: str = LOOPBACK, port: int | None = None) -> None:
    """Serve the page until interrupted; InputError when the port is taken.

    ``port`` is the first free one from 7860 on when None. The embedded engine is warmed up meanwhile.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    Thread(target=language, daemon=True).start()
    theme = gr.themes.Base(  # pyright: ignore[reportPrivateImportUsage] -- gradio's own way to it
        primary_hue="violet",
        neutral_hue="stone",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )
    page = build()
    try:
        _, url, _ = page.queue(max_size=64).launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            max_file_size=_UPLOAD,
            footer_links=[],
            theme=theme,
            css=style() + (files("service.ui") / "page.css").read_text(encoding="utf-8"),
            head=f"<script>{script()}</script>",
        )
    except OSError:
        raise InputError(f"The port {port or 7860} is taken; give another with --port.") from None
    print(f"Whosewords is at {url} (stop it with Ctrl-C)", flush=True)  # noqa: T201 -- what a server says when it is up
    try:
        page.block_thread()
    except KeyboardInterrupt:
        page.close()

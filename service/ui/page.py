"""What the page holds, and what a press on its button does."""

import asyncio
import os
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from service.analysis import BUILTIN, analyze_async
from service.chains import CHAINS
from service.errors import InputError, WhosewordsError
from service.files import decode
from service.findings import Analysis
from service.render.html import fragment

if TYPE_CHECKING:
    import gradio as gr

AT_ONCE = 4
"""Articles read at the same time; more wait in line."""

_INTRODUCTION = """
# Whosewords
Paste a news article: what it says, who says it, and whose words are loaded, each one click from its place in the text.
"""


def build() -> "gr.Blocks":
    """The page, ready to be served."""
    import gradio as gr

    models = [BUILTIN, *os.environ.get("WHOSEWORDS_MODELS", "").split()]
    with gr.Blocks(title="Whosewords", analytics_enabled=False) as page:
        gr.Markdown(_INTRODUCTION)
        article = gr.Textbox(label="Article", placeholder="Paste the article here.", lines=9, max_lines=18)
        with gr.Row(equal_height=True):
            model = gr.Dropdown(models, value=BUILTIN, label="Who reads it", allow_custom_value=True, scale=2)
            upload = gr.UploadButton(
                "From a file …", file_types=[".txt", ".md", ".html", ".htm"], type="binary", scale=1
            )
            example = gr.Button("Try an example", scale=1)
            press = gr.Button("Analyse", variant="primary", scale=2, elem_id="analyse")
        reading = gr.HTML(elem_id="reading", padding=False)
        press.click(
            show, [article, model], reading, api_visibility="private", show_progress="hidden", concurrency_limit=AT_ONCE
        )
        upload.upload(from_file, [upload], [article, reading], api_visibility="private")
        example.click(_example, None, article, api_visibility="private")
        gr.api(analyze_endpoint, api_name="analyze", concurrency_limit=AT_ONCE)  # pyright: ignore -- gradio gives it no full type
    return page


async def show(text: str, model: str) -> AsyncIterator[str]:
    """The analysis as HTML, after a line that says which chains are done; a failure is one sentence in its place."""
    done: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    names = [chain.name for chain in CHAINS]
    finished: list[str] = []
    yield _progress(names, finished)
    work = asyncio.create_task(
        analyze_async(text, model, progress=lambda name: loop.call_soon_threadsafe(done.put_nowait, name) and None)
    )
    try:
        while not work.done():
            told = asyncio.create_task(done.get())
            await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
            if told.done():
                finished.append(told.result())
                yield _progress(names, finished)
            else:
                told.cancel()
        yield fragment(work.result())
    except WhosewordsError as error:
        yield f'<p class="ww-page-error" role="alert">{escape(str(error))}</p>'
    finally:
        work.cancel()


async def analyze_endpoint(text: str, model: str = BUILTIN) -> dict[str, Any]:
    """Analyse one article; the JSON contract of an analysis, or ``{"error": {kind, message}}``."""
    try:
        analysis: Analysis = await analyze_async(text, model)
    except WhosewordsError as error:
        return {"error": {"kind": error.kind, "message": str(error)}}
    return analysis.model_dump(mode="json")


def from_file(data: bytes) -> tuple[str | None, str]:
    """The text of an uploaded file for the box, and nothing to read yet; or why it can't be had."""
    try:
        return decode(data, "file"), ""
    except InputError as error:
        return None, f'<p class="ww-page-error" role="alert">{escape(str(error))}</p>'


def _example() -> str:
    return (files("service.ui") / "example.txt").read_text(encoding="utf-8")


def _progress(names: list[str], finished: list[str]) -> str:
    steps = "".join(
        f"<li{' class=done' if name in finished else ''}>{escape(name.replace('_', ' '))}"
        f"{' – done' if name in finished else ' …'}</li>"
        for name in names
    )
    return f'<div class="ww-page-progress" role="status"><p>Reading.</p><ul>{steps}</ul></div>'

"""What the tests of the page share: a server in a process of its own, a model's server, and a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import require
from tests.server import ModelServer, model_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SEEN = {"wide": (1280, 900), "phone": (390, 844)}

OpenPage = Callable[..., "Page"]


@contextmanager
def served(*options: str, **environment: str) -> Generator[str]:
    """The address of a page served with these options."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "ui", "--port", str(port), *options]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})  # noqa: S603 -- our own command
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="package")
def model() -> Iterator[ModelServer]:
    """A model's server, which says what a test tells it to."""
    with model_server() as server:
        yield server


@pytest.fixture(scope="package")
def address(model: ModelServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page's address, served by a process of its own, which offers the model too."""
    with served(
        WHOSEWORDS_MODELS="openai/scripted",
        OPENAI_API_BASE=model.url,
        OPENAI_API_KEY="none",
        WHOSEWORDS_CACHE=str(tmp_path_factory.mktemp("cache")),
    ) as at:
        yield at


@pytest.fixture(scope="package")
def chromium() -> "Iterator[Browser]":
    """A browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(path, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: "Browser", address: str) -> Iterator[OpenPage]:
    """Opens the page; afterwards no error was logged in it, and no request had left the machine."""
    errors: list[str] = []
    asked: set[str] = set()
    contexts: list[object] = []

    def opened(seen: str = "wide", scheme: str = "light", at: str = address) -> "Page":
        width, height = SEEN[seen]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- light or dark
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.add(request.url))
        page.goto(at)
        return page

    yield opened
    for context in contexts:
        context.close()  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] -- a browser's context
    assert not errors
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:", "file:"))]


@pytest.fixture
def page(open_page: OpenPage) -> "Page":
    """The page, wide and by day."""
    return open_page()


def read(page: "Page", text: str, model: str = "builtin") -> None:
    """Paste an article, press, and wait for it."""
    if page.locator("#desk").is_hidden():
        page.locator("#another").click()
    page.get_by_label("Article").first.fill(text)
    page.locator("#model").select_option(model)
    page.locator("#analyse").click()
    page.wait_for_selector("#reading .ww-article", timeout=60_000)
    page.wait_for_selector("#told:empty", state="attached")

"""How soon the page shows an article after the press, and how soon a long one's filters answer, in Chromium."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console

from service.analysis import analyze
from service.errors import InputError
from service.findings import Analysis
from service.render import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLES = Path("tests/articles")
ROUNDS = 7
MARKS = 1_500
LONG = 100_000
"""Characters of the long article, at least."""

_LINE = "The council’s reckless cut has outraged the town, and many of those who live in it wonder what is to come. "
_SAID = "“This disgraceful plan will hurt us all in the end,” said Tom Lee of the union, which has 400 members."
_FILTERED = """async () => {
  const boxes = [...document.querySelectorAll('[data-filter=voice]')], took = [];
  const click = async (box) => {
    const begun = performance.now(); box.click(); document.body.offsetHeight; took.push(performance.now() - begun);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done))) };
  await click(boxes[0]); await click(boxes[0]); took.length = 0;
  for (let round = 0; round < 7; round++) for (const box of boxes) { await click(box); await click(box) }
  return took }"""
_SCROLLED = """async () => {
  const frames = []; let last = performance.now();
  for (let at = 0; at < 60; at++) {
    scrollBy(0, 900);
    await new Promise((done) => requestAnimationFrame(done));
    frames.push(performance.now() - last); last = performance.now() }
  return frames }"""


def run(console: Console) -> Mapping[str, object]:
    """Measure the page in Chromium, with the builtin; prints and returns the figures, medians in milliseconds.

    InputError: there is no Chromium, or no playwright to drive it.
    """
    figures: dict[str, object] = {}
    with _chromium() as browser, _served() as address:
        page = browser.new_page()
        page.goto(address)
        for path in sorted(ARTICLES.glob("*.txt")):
            text = path.read_text("utf-8")
            took = median([_read(page, text) for _ in range(ROUNDS)])
            figures[f"from the press to the marked article, {path.stem}"] = took
            console.print(f"{path.stem}, {len(text.split())} words: {took:.0f} ms from the press (aim: 1,500)")
        figures |= _long(browser, console)
    return figures


def _read(page: "Page", text: str) -> float:
    """Milliseconds from the press until the article stands there."""
    if page.locator("#desk").is_hidden():
        page.locator("#another").click()
    page.get_by_label("Article").first.fill(text)
    page.evaluate("document.getElementById('reading').replaceChildren()")
    begun = time.perf_counter()
    page.locator("#analyse").click()
    page.wait_for_selector("#reading .ww-article")
    page.wait_for_selector("#told:empty", state="attached")  # nothing is waited for any more
    return 1000 * (time.perf_counter() - begun)


def _long(browser: "Browser", console: Console) -> Mapping[str, object]:
    made = _much()
    with TemporaryDirectory() as place:
        file = Path(place, "long.html")
        file.write_text(html.page(made), "utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        filtered, scrolled = median(page.evaluate(_FILTERED)), median(page.evaluate(_SCROLLED))
    letters, marks = len(made.article.text), len(made.loaded_language)
    console.print(f"{letters:,} characters with {marks:,} marks: a filter answers in {filtered:.0f} ms (aim: 100)")
    console.print(f"the same, scrolled: a frame takes {scrolled:.0f} ms")
    return {"characters": letters, "marks": marks, "a filter": filtered, "a frame of scrolling": scrolled}


def _much() -> Analysis:
    """A long article with many marks."""
    each = len(analyze(f"Council cuts budget\n\n{_LINE}{_SAID}\n").loaded_language)
    if not each:
        raise InputError("The builtin flags nothing in this benchmark's sentences; give it others.")
    times = max(MARKS // each, LONG // len(_LINE + _SAID)) + 1
    return analyze("Council cuts budget\n\n" + "\n\n".join(f"{_LINE}{_SAID}" for _ in range(times)) + "\n")


@contextmanager
def _chromium() -> "Generator[Browser]":
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not (path and find_spec("playwright")):
        raise InputError("The page is measured in Chromium, driven by playwright; install both and try again.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _served() -> Generator[str]:
    """The address of the page, served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    code = "from service.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code, "ui", "--port", str(port)]) as server:  # noqa: S603 -- our own command
        try:
            while server.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()

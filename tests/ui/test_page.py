"""The page in a real browser: paste, press, read, click."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import require

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "articles" / "us-rejects-ceasefire.txt"
OWN = ROOT / "tests" / "articles" / "wire-copy.txt"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page's address, served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "ui", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"})  # noqa: S603 -- our own command
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def page(address: str) -> "Iterator[Page]":
    """A browser with the page open; afterwards no error was logged, and no request had left the machine."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(browser, "Chromium")
    from playwright.sync_api import sync_playwright

    errors: list[str] = []
    hosts: set[str] = set()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: hosts.add(request.url))
        page.goto(address)
        yield page
        chromium.close()
    assert not errors
    assert all(host.startswith((address, "data:", "blob:", address.replace("http", "ws"))) for host in hosts)


def read(page: "Page", text: str) -> None:
    page.get_by_label("Article").first.fill(text)
    page.locator("#analyse").click()
    page.wait_for_selector(".ww-article", timeout=30_000)


def test_an_article_is_read_and_a_quotation_leads_to_its_passage(page: "Page") -> None:
    read(page, OWN.read_text("utf-8"))
    findings = page.locator(".ww").inner_text()
    for speaker in ("Irena Halvorsen", "Tomas Reve", "Anders Kohl"):
        assert speaker in findings
    page.locator("#reading table a").first.click()
    page.wait_for_selector(".ww-article .ww-ringed")
    assert page.locator(".ww-article .ww-ringed").first.is_visible()


def test_the_article_the_project_began_with_shows_its_speakers(page: "Page") -> None:
    if not SHARED.exists():
        pytest.skip("the shared article is absent")
    read(page, SHARED.read_text("utf-8"))
    findings = page.locator(".ww").inner_text()
    for speaker in ("Antony Blinken", "Sameh Shoukry", "Ayman Safadi", "Hamas authorities"):
        assert speaker in findings


def test_an_empty_article_is_answered_with_one_sentence(page: "Page") -> None:
    page.locator("#analyse").click()
    page.wait_for_selector(".ww-page-error", timeout=30_000)
    assert page.locator(".ww-page-error").inner_text() == "The article is empty; give the text of a news article."


def test_markup_in_an_article_stays_text(page: "Page") -> None:
    image = "<img src=x onerror=\"document.title='ran'\">"
    read(page, f"A mill burned on Monday, police said. {image} Nobody was hurt.")
    assert "<img src=x" in page.locator(".ww-article").inner_text()
    assert page.title() != "ran"

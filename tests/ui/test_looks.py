"""How the page looks to those who see otherwise: axe finds nothing serious, nothing is cut off, and it stays quick."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from service.render import html
from tests.conftest import require
from tests.render.made import analysis, many
from tests.ui.conftest import OpenPage, read
from tests.ui.test_page import TABLOID

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(os.environ.get("AXE_CORE", "/")) / "axe.min.js"
EACH_LOOK = pytest.mark.parametrize(
    ("seen", "scheme"), [("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark")]
)


def serious(page: "Page") -> list[str]:
    """What axe finds that is serious or critical."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert len(found["passes"]) > 10
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:200]}"
        for item in found["violations"]
        if item["impact"] in {"serious", "critical"}
    ]


def fits(page: "Page") -> bool:
    """Whether nothing sticks out to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@EACH_LOOK
def test_axe_finds_nothing_serious_anywhere_on_the_page(open_page: OpenPage, seen: str, scheme: str) -> None:
    require(AXE.is_file(), "axe-core, whose folder AXE_CORE names,")
    page = open_page(seen, scheme)
    assert serious(page) == []
    read(page, TABLOID)
    if seen == "phone":
        page.locator(".ww-legend > summary").click()
    page.locator(".ww-more > summary").click()
    page.locator("[data-missed]").click()
    page.locator("[data-verdict=different]").first.click()
    page.locator(".ww-summary summary").first.click()
    assert serious(page) == []
    assert fits(page)
    page.locator("[data-filter=voice][value=quoted]").uncheck()
    page.locator("#take > summary").click()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator(".ww-neutrally").check(force=True)
    assert serious(page) == []
    page.locator("#another").click()
    page.locator("#unaided").check()
    read(page, TABLOID)
    assert serious(page) == []
    page.locator("#reveal").click()
    assert serious(page) == []
    assert fits(page)


@EACH_LOOK
def test_a_shared_page_is_as_good_without_a_server(open_page: OpenPage, tmp_path: Path, seen: str, scheme: str) -> None:
    require(AXE.is_file(), "axe-core, whose folder AXE_CORE names,")
    file = tmp_path / "shared.html"
    file.write_text(html.page(analysis()), "utf-8")
    page = open_page(seen, scheme, file.as_uri())
    assert serious(page) == []
    assert fits(page)
    text = page.locator(".ww").inner_text()
    for words in ("Not supported by the article: no passage.", "The model gave no JSON", "We will not fight this plan"):
        assert words in text
    page.locator(".ww-neutrally").check(force=True)
    assert page.locator(".ww-ins:visible").first.inner_text() == "cut"
    page.locator(".ww-as-written").check(force=True)
    if seen == "phone":
        page.locator(".ww-legend > summary").click()
    page.locator("[data-filter=voice][value=outlet]").uncheck()
    assert page.locator(".ww-phrases > li:visible").count() == len(analysis().loaded_language) - 1


def test_a_hundred_kilobytes_with_fifteen_hundred_marks_can_be_filtered(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "many.html"
    made = many(1500)
    assert len(made.article.text) >= 100_000
    assert len(made.loaded_language) == 1500
    file.write_text(html.page(made), "utf-8")
    page = open_page(at=file.as_uri())
    entries = page.locator(".ww-phrases > li:visible")
    assert entries.count() == 1500
    page.locator("[data-filter=voice][value=outlet]").uncheck()
    assert entries.count() == sum(phrase.voice != "outlet" for phrase in made.loaded_language)
    page.locator("[data-filter=voice][value=outlet]").check()
    assert entries.count() == 1500


def test_on_paper_everything_stands_and_nothing_to_press(page: "Page") -> None:
    read(page, TABLOID)
    page.emulate_media(media="print")
    for name in ("#shelf", ".ww-tools", ".ww-nav", ".ww-judge >> nth=0"):
        assert page.locator(name).is_hidden()
    for name in ("#ww-summary", "#ww-quotations", "#ww-loaded", ".ww-article"):
        assert page.locator(name).is_visible()
    assert page.locator(".ww-findings").evaluate("e => getComputedStyle(e).overflowY") == "visible"

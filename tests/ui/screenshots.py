"""The pictures in docs/, taken of the page as it is: ``make screenshots``."""

import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.ui.conftest import FLAGS, ROOT, SEEN, read, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = ROOT / "docs"
TABLOID = (ROOT / "tests" / "articles" / "tabloid.txt").read_text("utf-8")


def main() -> None:
    """Take every picture anew."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for seen, scheme, name in (("wide", "light", "page"), ("wide", "dark", "night"), ("phone", "light", "phone")):
            width, height = SEEN[seen]
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- light or dark
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(address)
            read(page, TABLOID)
            _at_a_mark(page)
            page.screenshot(path=DOCS / f"{name}.png")
            if name == "page":
                page.mouse.move(740, 700)
                page.locator(".ww-neutrally").check(force=True)
                page.locator("#ww-quotations").scroll_into_view_if_needed()
                page.screenshot(path=DOCS / "neutral.png")
            context.close()
        browser.close()


def _at_a_mark(page: "Page") -> None:
    mark = page.locator(".ww-article a.ww-outlet", has_text="coughed up").first
    mark.scroll_into_view_if_needed()
    page.locator(".ww-title").first.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 90)")
    mark.hover()


if __name__ == "__main__":
    main()

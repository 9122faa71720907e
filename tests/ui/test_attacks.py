"""Whatever a text tries, it stays text: on the page, in its errors, in a file's name and in every export."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from service.render import html
from service.ui.exports import EXPORTS
from tests.server import ModelServer, Reply, says
from tests.ui.attacks import attacked, payloads, readable
from tests.ui.conftest import OpenPage, read

PAYLOADS = payloads()
BATCH = 120
BATCHES = [PAYLOADS[at : at + BATCH] for at in range(0, len(PAYLOADS), BATCH)]

ELEMENTS = frozenset(
    """
    a abbr article b bdi button caption code dd del details div dl dt fieldset figcaption figure footer form g h1 h2 h3
    h4 input ins label legend li main nav ol option output p rect section select span sub summary sup svg table tbody
    td text th thead tr ul html head body meta title style script header
    """.split()  # noqa: SIM905 -- a page of quotation marks would be no easier to read
)
ATTRIBUTES = frozenset(
    """
    aria-describedby aria-hidden aria-label aria-labelledby charset checked class content data-article data-filter
    data-initials data-keys data-letter data-said data-speaker data-start data-strength data-technique data-to
    data-voice dir focusable height hidden href http-equiv id lang max min name open preserveAspectRatio role scope
    step tabindex text-anchor title type value viewBox width x y
    """.split()  # noqa: SIM905 -- the same
)
OF_A_FRAGMENT = ELEMENTS - {"html", "head", "body", "meta", "title", "style", "script", "header", "form"}
OF_MARKDOWN = {"h1", "h2", "p", "ul", "li", "strong", "s", "table", "thead", "tbody", "tr", "th", "td"}


def nodes(source: str, *, whole: bool) -> list[Any]:
    """Every element of a document or a fragment, as a browser would parse it."""
    parser: Any = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(source) if whole else parser.parseFragment(source)
    return [node for node in tree.iter() if isinstance(node.tag, str)]


def name_of(node: Any) -> str:  # noqa: ANN401 -- html5lib has no types
    """An element's name, without its namespace."""
    return str(node.tag).rpartition("}")[2]


def check(found: list[Any], allowed: Collection[str]) -> None:
    """Nothing stands in it but what our templates write."""
    for node in found:
        if name_of(node) == "DOCUMENT_FRAGMENT":
            continue
        assert name_of(node) in allowed, ET.tostring(node)[:300]
        for name, value in node.attrib.items():
            assert name in ATTRIBUTES, (name, value)
            if name == "href":
                assert re.fullmatch(r"#[\w-]*", value), value


def test_there_are_many_of_them() -> None:
    assert len(PAYLOADS) >= 600


@pytest.mark.parametrize("batch", range(len(BATCHES)))
def test_a_document_holds_nothing_but_what_our_templates_write(batch: int) -> None:
    made = attacked(BATCHES[batch])
    page = nodes(html.page(made), whole=True)
    check(page, ELEMENTS)
    assert sum(name_of(node) == "script" for node in page) == 1
    check(nodes(str(EXPORTS["worksheet"].render(made)), whole=True), ELEMENTS)


def test_nor_does_a_fragment_as_the_page_takes_it_in() -> None:
    check(nodes(html.fragment(attacked(PAYLOADS[::10])), whole=False), OF_A_FRAGMENT)


@pytest.mark.parametrize("batch", range(len(BATCHES)))
def test_every_other_export_holds_them_as_text(batch: int) -> None:
    made = attacked(BATCHES[batch])
    kept = json.loads(EXPORTS["json"].render(made))
    assert kept["article"]["text"] == made.article.text
    rows = list(csv.reader(io.StringIO(str(EXPORTS["csv"].render(made)).removeprefix("\ufeff"))))
    assert len(rows) == 1 + 4 * len(BATCHES[batch])
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    shown = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(str(EXPORTS["md"].render(made)))
    check(nodes(shown, whole=False), OF_MARKDOWN)
    data = EXPORTS["docx"].render(made)
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(packed.read(name))  # noqa: S314 -- our own file
        assert b"javascript" not in b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".rels"))
        assert len(re.findall(rb"<w:comment ", packed.read("word/comments.xml"))) >= 2 * len(BATCHES[batch])


def test_nothing_runs_in_a_browser(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    for number, batch in enumerate(BATCHES):
        made = attacked(batch)
        file = tmp_path / f"{number}.html"
        file.write_text(html.page(made), "utf-8", errors="replace")
        page.goto(file.as_uri())
        assert page.locator(".ww-phrases > li").count() == len(batch)
        page.locator(".ww-neutrally").check(force=True)
        page.locator(".ww-article a.ww-loaded").first.hover()
        assert page.evaluate("[window.ran, document.scripts.length]") == [None, 1]
        assert page.title() != "ran"


def test_nothing_runs_on_the_page_through_article_model_name_or_error(
    open_page: OpenPage, model: ModelServer, tmp_path: Path
) -> None:
    page = open_page()
    ours = [readable(text) for text in PAYLOADS[:1200:24]]
    read(page, "A mill burned on Monday.\n\n" + "\n\n".join(f"“{text},” said Ana Ruiz of {text}." for text in ours))
    assert page.evaluate("[window.ran, document.scripts.length]") == [None, 1]
    answers = {
        "sentences": [{"text": text, "support": [text]} for text in ours[:20]],
        "quotations": [{"content": [text], "source": text, "speaker": text, "cue": text} for text in ours[:20]],
        "phrases": [{"phrase": "mill", "technique": "Doubt", "reason": text, "neutral": text} for text in ours[:20]],
    }

    def script(_request: object, number: int) -> Reply:
        return says(json.dumps(answers) if number % 2 else "".join(ours))

    model.script = script
    read(page, "A mill burned on Tuesday, police said. Nobody was hurt.", "openai/scripted")
    assert page.evaluate("[window.ran, document.scripts.length]") == [None, 1]
    for number, text in enumerate(ours[:12]):
        page.locator("#another").click()
        name = re.sub(r"[/\0]", "_", text)[:60] + ".exe"
        file = tmp_path / str(number) / name.encode(errors="replace").decode()
        file.parent.mkdir()
        file.write_text("x", "utf-8")
        page.locator("#file").set_input_files(file)
        expect(page.locator(".ww-page-error")).to_contain_text("this kind")
        page.locator("#desk").evaluate("e => { e.hidden = true }")
    assert page.evaluate("[window.ran, document.scripts.length]") == [None, 1]
    assert page.title() == "Whosewords"

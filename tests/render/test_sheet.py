"""An article laid out in blocks: every part in its place, a dateline with the paragraph that it opens."""

import pytest

from service.article import Article
from service.findings import Analysis, Run
from service.render.sheet import Sheet

STORY = "The council closed the ferry on Monday, the mayor said."
LINES = ["Ferry closed for the winter", "By Ann Poe", f"HARWICK (AP) — {STORY}", STORY]


def laid_out(text: str) -> list[tuple[str, list[str]]]:
    sheet = Sheet.of(Analysis(article=Article.read(text), run=Run(model="builtin", version="0", chains={})))
    return [
        (block.role, ["".join(cut.text for cut in paragraph.segments) for paragraph in block.paragraphs])
        for block in sheet.blocks
    ]


@pytest.mark.parametrize("end", ["\n\n", "\n"])
def test_a_dateline_stands_with_its_paragraph(end: str) -> None:
    assert laid_out(end.join(LINES)) == [("title", LINES[:1]), ("furniture", LINES[1:2]), ("body", LINES[2:])]


def test_a_dateline_alone_makes_no_block() -> None:
    assert laid_out("\n\n".join(LINES[2:])) == [("body", LINES[2:])]


def test_furniture_before_a_paragraph_without_a_dateline_stays_apart() -> None:
    lines = [*LINES[:2], STORY]
    assert laid_out("\n\n".join(lines)) == [("title", lines[:1]), ("furniture", lines[1:2]), ("body", lines[2:])]

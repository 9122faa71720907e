"""Corrections and a reader's own marks, in a real browser; and what is saved of them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pydantic import ValidationError

from evals.labels import own
from service.gold import GoldArticle
from service.ui.corrections import Judged, rows
from tests.render.made import analysis, span
from tests.ui.conftest import OpenPage, read
from tests.ui.test_page import TABLOID

if TYPE_CHECKING:
    from playwright.sync_api import Page


def saved(page: "Page", path: Path) -> GoldArticle:
    """The one gold row that the page saves, as the scorer reads it."""
    with page.expect_download() as coming:
        page.locator("#save-corrections").click()
    file = path / "corrections.jsonl"
    coming.value.save_as(file)
    assert own.holds(file)
    ((_, row),) = own.articles(file)
    return row


def entry(page: "Page", words: str) -> str:
    """The selector of the entry of a loaded phrase."""
    held = page.locator(f'.ww-to bdi:text-is("{words}")')
    return f"#{page.locator('.ww-phrases > li', has=held).first.get_attribute('id')}"


@pytest.mark.parametrize("seen", ["wide", "phone"])
def test_corrections_are_gold_rows_that_can_be_undone(open_page: OpenPage, seen: str, tmp_path: Path) -> None:
    page = open_page(seen)
    read(page, TABLOID)
    page.locator(f"{entry(page, 'slammed')} [data-verdict=right]").click()
    page.locator(f"{entry(page, 'defiant council leader')} [data-verdict=wrong]").click()
    fat_cats = entry(page, "fat cats")
    page.locator(f"{fat_cats} [data-verdict=different]").click()
    page.locator(f"{fat_cats} form select").first.select_option("outlet")
    page.locator(f"{fat_cats} form input").first.fill("shameless town hall fat cats")
    page.locator(f"{fat_cats} form button[type=submit]").click()
    page.locator("[data-missed]").click()
    page.locator(".ww-missing input").first.fill("no such words")
    page.locator(".ww-missing button[type=submit]").click()
    expect(page.locator(".ww-missing .ww-form-problem")).to_contain_text("doesn’t hold these words")
    page.locator(".ww-missing input").first.fill("bone dry")
    page.locator(".ww-missing button[type=submit]").click()
    expect(page.locator("#corrected")).to_contain_text("4 corrections")
    row = saved(page, tmp_path)
    assert [(item.span.text, item.voice) for item in row.loaded] == [
        ("slammed", "outlet"),
        ("shameless town hall fat cats", "outlet"),
        ("bone dry", "outlet"),
    ]
    assert [item.text for item in row.distractors] == ["defiant council leader"]
    assert row.quotations == ()
    page.locator("#undo").click()
    expect(page.locator("#corrected")).to_contain_text("3 corrections")
    assert page.locator(".ww-added li").count() == 0
    page.locator("#rest").check()
    row = saved(page, tmp_path)
    assert len(row.loaded) > 5
    assert len(row.quotations) > 3


def test_a_missed_phrase_is_added_by_selecting_it(page: "Page", tmp_path: Path) -> None:
    text = TABLOID.replace("The fountain was switched on", "The 🎈 ill-starred\r\nfountain was switched on")
    read(page, text)
    paragraph = page.locator(".ww-article p", has_text="ill-starred")
    paragraph.evaluate(
        """p => { const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = new Range(); let node;
             while ((node = walker.nextNode())) {
               const at = node.data.indexOf('fountain was switched'); if (at < 0) continue;
               range.setStart(node, at); range.setEnd(node, at + 'fountain was switched'.length); break }
             getSelection().removeAllRanges(); getSelection().addRange(range) }"""
    )
    page.locator("[data-missed]").click()
    expect(page.locator(".ww-missing input").first).to_have_value("fountain was switched")
    page.locator(".ww-missing button[type=submit]").click()
    (phrase,) = saved(page, tmp_path).loaded
    assert phrase.span.text == "fountain was switched"


@pytest.mark.parametrize(("seen", "scheme"), [("wide", "light"), ("phone", "dark")])
def test_a_reader_marks_unaided_and_then_compares(open_page: OpenPage, seen: str, scheme: str) -> None:
    page = open_page(seen, scheme)
    page.locator("#unaided").check()
    read(page, TABLOID)
    marks = page.locator(".ww-article .ww-loaded[data-keys]")
    plain = "e => { const s = getComputedStyle(e);"
    plain += " return [s.textDecorationLine, s.paddingLeft, e.href] }"
    assert all(marks.nth(number).evaluate(plain) == ["none", "0px", ""] for number in range(marks.count()))
    assert page.locator(".ww-part:visible").count() == 0
    for words in ("bungling", "six days"):
        page.locator("#ww-own-words").fill(words)
        page.get_by_role("button", name="Mark as loaded").click()
    assert page.evaluate("CSS.highlights.get('ww-own').size") == 2
    page.locator("#reveal").click()
    told = page.locator(".ww-teacher").inner_text()
    assert "Marked by both\t1" in told
    assert "agreed\t1" in told
    assert "Marked by you alone\t1" in told
    assert "Where people disagree" in told
    assert page.locator(".ww-part:visible").count() >= 3
    assert marks.first.get_attribute("href")
    page.locator("#take > summary").click()
    with page.expect_download() as coming:
        page.locator("[data-export=worksheet]").click()
    sheet = Path(coming.value.path()).read_text("utf-8")
    assert "Whose words? A worksheet" in sheet
    assert "RAGING residents" in sheet


def test_a_row_holds_what_was_judged_and_nothing_else() -> None:
    made = analysis()
    different = {"span": span(made.article, "slashed").model_dump(), "technique": "Doubt", "voice": "outlet"}
    judged = Judged.model_validate(
        {
            "analysis": made.model_dump(mode="json"),
            "judgements": [
                {"key": "l1", "verdict": "wrong"},
                {"key": "l1", "verdict": "right"},
                {"key": "l2", "verdict": "different", "phrase": different},
                {"key": "q1", "verdict": "wrong"},
                {"key": "q2", "verdict": "right"},
            ],
        }
    )
    row = json.loads(rows([judged]))
    assert [(item["span"]["text"], item["technique"]) for item in row["loaded"]] == [
        ("reckless", "Loaded_Language"),
        ("slashed", "Doubt"),
    ]
    assert row["distractors"] == []
    assert [item["speaker"] for item in row["quotations"]] == ["Tom Lee"]


@pytest.mark.parametrize(
    "judgement",
    [
        {"key": "l1", "verdict": "different"},
        {"verdict": "missed"},
        {"verdict": "right"},
        {"key": "l1", "verdict": "missed", "phrase": {"span": {"start": 0, "end": 3, "text": "abc"}}},
        {
            "verdict": "missed",
            "phrase": {"span": {"start": 0, "end": 3, "text": "abc"}, "technique": "Doubt", "voice": "outlet"},
        },
    ],
)
def test_a_judgement_that_is_not_whole_or_not_true_to_the_text_is_refused(judgement: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Judged.model_validate({"analysis": analysis().model_dump(mode="json"), "judgements": [judgement]})

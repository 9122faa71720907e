"""The page in a real browser: paste, press, read, click."""

import json
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.server import Reply, fails, says
from tests.ui.conftest import ROOT, OpenPage, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.server import ModelServer

SHARED = ROOT.parent / "shared" / "articles" / "us-rejects-ceasefire.txt"
OWN = (ROOT / "tests" / "articles" / "wire-copy.txt").read_text("utf-8")
TABLOID = (ROOT / "tests" / "articles" / "tabloid.txt").read_text("utf-8")


def test_an_article_is_read_and_a_quotation_leads_to_its_passage(page: "Page") -> None:
    read(page, OWN)
    findings = page.locator(".ww").inner_text()
    for speaker in ("Irena Halvorsen", "Tomas Reve", "Anders Kohl"):
        assert speaker in findings
    page.locator("#reading table a").first.click()
    page.wait_for_selector(".ww-article .ww-ringed")
    assert page.locator(".ww-article .ww-ringed").first.is_visible()


def test_the_article_the_project_began_with_shows_who_speaks_in_it(page: "Page") -> None:
    if not SHARED.exists():
        pytest.skip("the shared article is absent")
    text = SHARED.read_text("utf-8")
    read(page, text)
    findings = page.locator(".ww").inner_text()
    for speaker in ("Antony Blinken", "Sameh Shoukry", "Ayman Safadi", "Hamas authorities"):
        assert speaker in findings


@pytest.mark.parametrize("seen", ["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_tells_what_it_is_and_leads_to_its_entry_and_back(open_page: OpenPage, seen: str, scheme: str) -> None:
    page = open_page(seen, scheme)
    read(page, TABLOID)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".ww-furniture[open]").count() == 0
    mark = page.locator(".ww-article a.ww-outlet", has_text="slammed").first
    mark.hover()
    card = page.locator(".ww-note")
    told = card.inner_text()
    for words in ("slammed", "neutrally: ", "the outlet's own voice", "strength", "found by the built-in rules"):
        assert words in told
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
    mark.click()
    entry = page.locator(mark.get_attribute("href") or "")
    assert "ww-ringed" in (entry.get_attribute("class") or "")
    if seen == "phone":
        card.get_by_role("button", name="See it in the list").click()
    assert entry.evaluate("e => { const r = e.getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0 }")
    entry.locator(".ww-to").click()
    assert mark.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top < innerHeight")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert entry.locator(".ww-to").evaluate("e => e === document.activeElement")


def test_marks_of_each_voice_differ_in_more_than_colour(page: "Page") -> None:
    read(page, TABLOID)
    lines = page.evaluate(
        """[...document.querySelectorAll('.ww-voices .ww-loaded')].map(e => {
             const s = getComputedStyle(e); return [s.textDecorationStyle, getComputedStyle(e, '::after').content] })"""
    )
    assert len(lines) >= 4
    assert len({line for line, _ in lines}) == len(lines) == len({letter for _, letter in lines})


def test_filters_act_at_once_and_without_the_server(page: "Page") -> None:
    read(page, TABLOID)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    entries, marks = page.locator(".ww-phrases > li:visible"), page.locator(".ww-article a.ww-loaded:not(.ww-off)")
    every, every_mark = entries.count(), marks.count()
    page.locator("[data-filter=voice][value=outlet]").uncheck()
    assert 0 < entries.count() < every
    assert 0 < marks.count() < every_mark
    assert page.locator(".ww-article a.ww-outlet:not(.ww-off)").count() == 0
    assert f"of {every} loaded phrases" in page.locator(".ww-shown").inner_text()
    page.locator("[data-filter=voice][value=outlet]").check()
    assert entries.count() == every
    page.locator(".ww-more > summary").click()
    page.locator("[data-filter=speaker]").select_option(label="Kelly Drabble")
    assert entries.all_inner_texts()
    assert all("Kelly Drabble" in entry for entry in entries.all_inner_texts())
    page.locator("[data-filter=speaker]").select_option(label="everybody’s")
    page.locator("[data-filter=strength]").fill("1")
    assert entries.count() < every
    page.locator("[data-filter=strength]").fill("0")
    technique = page.locator("[data-filter=technique]").first
    technique.uncheck()
    assert page.locator(f".ww-phrases > li[data-technique='{technique.input_value()}']:visible").count() == 0
    technique.check()
    page.locator("[data-filter=said]").uncheck()
    assert page.locator(".ww-article p > .ww-chip:visible").count() == 0
    assert not asked


def test_a_summary_sentence_shows_its_support_and_comes_in_three_lengths(page: "Page") -> None:
    read(page, OWN)
    sentences = page.locator(".ww-summary > li:visible")
    standard = sentences.count()
    page.locator(".ww-short").check(force=True)
    assert 1 <= sentences.count() < standard
    page.locator(".ww-bullets").check(force=True)
    assert sentences.count() == standard
    sentences.first.locator("summary").click()
    support = sentences.first.locator(".ww-support a")
    assert support.first.inner_text() in OWN
    support.first.click()
    assert page.locator(".ww-article .ww-ringed").count() >= 1


def test_the_neutral_reading_leaves_quotations_alone_and_can_be_copied(page: "Page") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    read(page, TABLOID)
    page.locator(".ww-neutrally").check(force=True)
    assert page.locator(".ww-was", has_text="slammed").first.evaluate(
        "e => getComputedStyle(e).textDecorationLine"
    ) == ("line-through")
    assert page.locator(".ww-ins:visible").count() >= 1
    assert page.locator(".ww-quoted.ww-was").count() == 0
    page.locator(".ww-copy").click()
    expect(page.locator(".ww-said-so")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "slammed" not in copied
    assert "criticised" in copied
    assert "“It’s an absolute disgrace. They’ve shut our swimming pool and built themselves a birdbath!”" in copied
    assert "Most Read" not in copied


def test_an_empty_article_is_answered_with_one_sentence(page: "Page") -> None:
    page.locator("#analyse").click()
    page.wait_for_selector(".ww-page-error", timeout=30_000)
    assert page.locator(".ww-page-error").inner_text() == "The article is empty; give the text of a news article."


def test_examples_files_and_drops_come_to_the_desk(page: "Page", tmp_path: Path) -> None:
    for name in ("agency", "local", "tabloid"):
        page.locator("#text").fill("")
        page.locator(f"[data-example={name}]").click()
        expect(page.locator("#text")).to_have_value(re.compile(r".{500}", re.DOTALL))
    story = tmp_path / "story.md"
    story.write_text("# A mill burned\n\nA mill burned on Monday, police said.\n", "utf-8")
    page.locator("#file").set_input_files(story)
    expect(page.locator("#text")).to_have_value(re.compile("^# A mill"))
    assert "story.md" in page.locator("#told").inner_text()
    page.evaluate(
        """() => { const held = new DataTransfer();
             held.items.add(new File(['Dropped on Monday, police said.'], 'd.txt'));
             document.getElementById('desk').dispatchEvent(
               new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true })) }"""
    )
    expect(page.locator("#text")).to_have_value(re.compile("^Dropped"))


def test_a_chain_that_fails_says_why_and_offers_another_try(page: "Page", model: "ModelServer") -> None:
    def script(request: dict[str, object], _number: int) -> Reply:
        asked = str(request)
        return fails(401, "bad key") if "loaded" in asked.lower() and not mended else says("{}")

    mended = False
    model.script = script
    read(page, "Model case one. A mill burned on Monday, police said.", "openai/scripted")
    assert page.locator(".ww-failure[role=note]").is_visible()
    assert page.locator(".ww-failure").all_inner_texts()[1]
    asked = len(model.requests)
    page.locator(".ww-failure[role=note] button").click()
    expect(page.locator("#past option")).to_have_count(2)
    assert len(model.requests) > asked


def test_a_models_answers_are_shown_as_they_come(page: "Page", model: "ModelServer") -> None:
    go_on = threading.Event()
    words = "Model case three. A mill burned on Monday, police said."

    def script(request: dict[str, object], _number: int) -> Reply:
        properties = str(request.get("response_format"))
        if "directness" in properties or "speaker" in properties:
            return says(json.dumps({"quotations": []}))
        if "phrases" in properties:
            go_on.wait(30)
            return says(json.dumps({"phrases": []}))
        return says(json.dumps({"sentences": [{"text": "A mill burned on Monday.", "support": [words]}]}))

    model.script = script
    page.get_by_label("Article").first.fill(words)
    page.locator("#model").select_option("openai/scripted")
    page.locator("#analyse").click()
    try:
        expect(page.locator("#ww-loaded")).to_contain_text("Still being read …", timeout=30_000)
        expect(page.locator("#ww-summary")).to_contain_text("A mill burned on Monday.")
        assert page.locator("#cancel").is_visible()
    finally:
        go_on.set()
    expect(page.locator("#ww-loaded")).not_to_contain_text("Still being read …")
    expect(page.locator("#shelf")).to_be_visible()


def test_a_reading_can_be_called_off(page: "Page", model: "ModelServer") -> None:
    model.script = lambda _request, _number: Reply(hangs=True)
    page.get_by_label("Article").first.fill("Model case two. A mill burned on Monday, police said.")
    page.locator("#model").select_option("openai/scripted")
    page.locator("#analyse").click()
    page.wait_for_selector(".ww-steps")
    page.locator("#cancel").click()
    expect(page.locator("#told")).to_have_text("Cancelled.")
    assert page.locator("#analyse").is_enabled()


def test_what_was_read_in_the_session_can_be_read_again(page: "Page") -> None:
    read(page, OWN)
    read(page, TABLOID)
    assert page.locator(".ww-title").inner_text().startswith("Fury")
    page.locator("#past").select_option(index=0)
    assert page.locator(".ww-title").inner_text().startswith("Dam breach")


def test_what_was_read_outlives_a_reload_in_its_own_tab(page: "Page", open_page: OpenPage) -> None:
    read(page, OWN)
    read(page, TABLOID)
    page.reload()
    expect(page.locator(".ww-title")).to_contain_text("Fury")
    expect(page.locator("#past option")).to_have_count(2)
    expect(page.locator(".ww-article mark, .ww-article a").first).to_be_visible()
    other = open_page()
    expect(other.locator("#desk")).to_be_visible()
    expect(other.locator("#past option")).to_have_count(0)


def test_the_keyboard_alone_is_enough(page: "Page") -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ww-skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.insert_text(TABLOID)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#reading .ww-article")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ww-article a.ww-loaded')"):
            break
    assert page.locator(".ww-note").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".ww-note").count() == 0
    page.keyboard.press("Enter")
    assert page.locator(".ww-phrases .ww-ringed").count() == 1


def test_two_readers_at_once_never_see_each_others_article(open_page: OpenPage) -> None:
    one, other = open_page(), open_page("phone")
    for page, text in ((one, OWN), (other, TABLOID)):
        page.get_by_label("Article").first.fill(text)
    one.locator("#analyse").click()
    other.locator("#analyse").click()
    for page, mine, theirs in ((one, "Dam breach", "Snodgrass"), (other, "Fury", "Halvorsen")):
        page.wait_for_selector("#reading .ww-article")
        assert page.locator(".ww-title").inner_text().startswith(mine)
        assert theirs not in page.content()
        assert page.locator("#past option").count() == 1

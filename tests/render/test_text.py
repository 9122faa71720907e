"""The analysis as text for a terminal."""

import re
import unicodedata
from typing import get_args

import pytest
from pydantic import BaseModel
from rich.cells import cell_len

from service.article import Article, Span
from service.findings import Analysis, Run, SummarySentence, Technique
from service.render import text
from service.render.places import line_of, passages
from service.render.words import TECHNIQUES
from tests.render.made import TEXT, analysis

MARKUP = "[bold]loud[/bold] :smile:"
RUN = Run(model="builtin", version="0.1.0", chains={})


def empty(words: str = "The bridge opened on Monday.") -> Analysis:
    """An analysis in which nothing was found."""
    return Analysis(article=Article.read(words), run=RUN)


def test_every_finding_is_said_in_words() -> None:
    page = text.page(analysis(), width=100)
    for words in (
        "Council’s reckless cut stuns town\n",
        "read by builtin · whosewords 0.1.0",
        "1. It votes on Friday.",
        "not supported by the article",
        "“We will fight this disgraceful plan,” … “It is a betrayal.”",
        "mixed · cue “said” · source “Ann Poe” · line 3",
        "The outlet's own words: 4 loaded phrases in ",
        "Its sources' words: 1 loaded phrase in ",
        "line 7  Mr Lee told reporters that the [so-called] “[reform]” was a sham.",
        "so-called · doubt · the outlet's wording of what Tom Lee said",
        "reckless · loaded wording · the outlet's headline",
        "disgraceful · loaded wording · said by Tom Lee",
        "neutral: cut",
        "altered (negation) · quotations: “We will not fight this plan”",
        "the article has, line 5: “We will fight this disgraceful plan,”",
        "timeline: The model gave no JSON; try another.",
    ):
        assert words in page


def test_quotations_are_grouped_by_speaker() -> None:
    page = text.page(analysis())
    assert page.count("\n  Tom Lee\n") == 1
    assert page.index("  Tom Lee\n") < page.index("the so-called “reform” was a sham\n")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_keep_to_the_width_and_carry_no_colour_unless_asked(width: int) -> None:
    page = text.page(analysis(), width=width)
    assert max(cell_len(line) for line in page.splitlines()) <= width
    assert "\x1b" not in page
    assert "\x1b[" in text.page(analysis(), width=width, colour=True)


def test_colour_says_nothing_that_words_do_not() -> None:
    assert re.sub(r"\x1b\[[0-9;]*m", "", text.page(analysis(), colour=True)) == text.page(analysis())


def test_nothing_found_is_said() -> None:
    page = text.page(empty())
    assert "An untitled article" in page
    assert "Nothing to sum up was found." in page
    assert "Nobody is quoted." in page
    assert "The outlet's own words: 0 loaded phrases in 5 words" in page


def test_an_article_cannot_command_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp\u2066\r\x08" + TEXT.replace("reckless", "reck\x1b[8mless")
    article = Article.read(hostile)
    at = hostile.index("reck")
    phrase = {
        "span": article.span(at, at + len("reck\x1b[8mless")),
        "technique": "Doubt",
        "reason": "\x1b[1mloud",
        "strength": 1,
        "found_by": "model",
    }
    page = text.page(
        Analysis.model_validate(
            {
                "article": article,
                "loaded_language": [phrase],
                "summary": [{"text": "All is \x1b[31mred", "support": [], "verdict": "unsupported"}],
                "failures": [{"chain": "\x1bx", "kind": "answer", "message": "bad \x07"}],
                "run": {"model": "openai/\x1b[5m", "version": "0", "chains": {}},
            }
        )
    )
    assert "[U+001B]" in page
    assert not [character for character in page if unicodedata.category(character) == "Cc" and character != "\n"]
    assert not set(page) & set("\u202e\u2066")


def test_markup_of_the_article_stays_text() -> None:
    made = empty().model_copy(update={"summary": (SummarySentence(text=MARKUP, support=(), verdict="unsupported"),)})
    assert MARKUP in text.page(made)


class Event(BaseModel):
    """A finding of a chain that the renderer has never heard of."""

    when: str
    passage: Span
    also: tuple[Span, ...] = ()
    sure: bool | None = None


def test_the_findings_of_a_chain_of_ones_own_are_printed_by_their_fields() -> None:
    made = empty("The bridge opened on Monday.\nIt shut on Friday.")
    events = (
        Event(when="Monday", passage=made.article.span(4, 17)),
        Event(when="Friday", passage=made.article.span(32, 36), also=(made.article.span(40, 46),), sure=True),
    )
    made = Analysis.model_validate({**dict(made), "house_events": events, "house_names": ()})
    page = text.page(made)
    assert "HOUSE EVENTS\n  when: Monday\n    passage: “bridge opened” (line 1)\n" in page
    assert "passage: “shut” (line 2)\n    also: “Friday” (line 2)\n    sure: True\n" in page
    assert "HOUSE NAMES\n  Nothing was found.\n" in page
    again = Analysis.model_validate_json(made.model_dump_json())
    assert "HOUSE EVENTS\n  when: Monday\n" in text.page(again)


def test_each_phrase_is_shown_in_its_sentence_and_a_long_one_is_cut_at_words() -> None:
    long = "word " * 400 + "regime " + "word " * 400
    article = Article.read(f"Dr. No left. The mob, he said.\n\n{long}")
    text_of = article.text

    def phrase(words: str) -> dict[str, object]:
        start = text_of.index(words)
        span = article.span(start, start + len(words))
        return {"span": span, "technique": "Doubt", "reason": "It does.", "strength": 1, "found_by": "builtin"}

    made = Analysis.model_validate(
        {"article": article, "loaded_language": [phrase("mob"), phrase("regime")], "run": RUN}
    )
    short, cut = passages(article, made.loaded_language)
    assert text_of[short.start : short.end].strip() == "The mob, he said."
    assert not (short.cut_before)
    assert not (short.cut_after)
    assert cut.cut_before
    assert cut.cut_after
    assert cut.end - cut.start < 500
    assert text_of[cut.start : cut.end].split()[0] == "word"


def test_a_sentence_with_no_break_spaces_is_found() -> None:
    words = "?\u00a0 B\u00a0.“J!”.BaB regime"
    article = Article.read(words)
    start = words.index("regime")
    found = Analysis.model_validate(
        {
            "article": article,
            "loaded_language": [
                {
                    "span": article.span(start, len(words)),
                    "technique": "Doubt",
                    "reason": "It does.",
                    "strength": 1,
                    "found_by": "builtin",
                }
            ],
            "run": RUN,
        }
    )
    assert "[regime]" in text.page(found)


def test_lines_are_counted_as_an_editor_does() -> None:
    assert [line_of("a\r\nb\n\nc", offset) for offset in (0, 3, 6)] == [1, 2, 4]


def test_every_technique_has_plain_words() -> None:
    assert set(TECHNIQUES) == set(get_args(Technique))

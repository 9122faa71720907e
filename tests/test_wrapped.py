"""Articles whose lines were wrapped at a width, as mails and old wires are: they read as if they weren't."""

import textwrap
from pathlib import Path

import pytest

from service import analyze, check
from service.marks import quoted_runs
from service.paragraphs import unwrapped
from service.sentences import sentence_spans

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))[:5]
STORY = (
    "The council said on Friday that the bridge over the river would stay shut until the spring. “We can wait no "
    "longer than that, and we won’t be told to,” Ann Poe, the harbour master of the town, told reporters on the quay."
)


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 66, break_on_hyphens=False) for paragraph in text.split("\n\n"))


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_analysis_finds_the_same_in_wrapped_lines(path: Path) -> None:
    text = "\n\n".join(filter(None, map(flat, path.read_text("utf-8").split("\n"))))
    plain, lined = analyze(text), analyze(wrapped(text))
    assert [(flat(item.span.text), item.voice) for item in lined.loaded_language] == [
        (item.span.text, item.voice) for item in plain.loaded_language
    ]
    assert [([flat(span.text) for span in item.content], item.speaker) for item in lined.quotations] == [
        ([span.text for span in item.content], item.speaker) for item in plain.quotations
    ]
    assert [item.text for item in lined.summary] == [item.text for item in plain.summary]


def test_a_check_reads_wrapped_lines() -> None:
    claims = "The bridge stays shut until spring, the council said. Ann Poe, the harbour master, said they can't wait."
    plain, lined = check(claims, STORY), check(claims, wrapped(STORY))
    assert [item.verdict for item in lined.sentences] == [item.verdict for item in plain.sentences]


def test_sentences_and_quotations_go_over_the_ends_of_wrapped_lines() -> None:
    text = wrapped(STORY)
    assert text.count("\n") > 1
    assert [flat(text[start:end]) for start, end in sentence_spans(text)] == [
        STORY[start:end] for start, end in sentence_spans(STORY)
    ]
    (run,) = quoted_runs(text)
    assert flat(text[run.start : run.end]) == "We can wait no longer than that, and we won’t be told to,"


def test_unwrapping_leaves_every_other_character_in_its_place() -> None:
    text = f"Bridge shut\n\n{wrapped(STORY)}\n\nA short line\nand another\n\n{wrapped(STORY)}"
    opened = unwrapped(text)
    assert len(opened) == len(text)
    assert all(was == now or (was == "\n" and now == " ") for was, now in zip(text, opened, strict=True))
    assert opened.split("\n\n")[1] == STORY
    assert "A short line\nand another" in opened


@pytest.mark.parametrize(
    "text", ["", "One line.", "One line.\nAnother one.\n", f"{STORY}\n\n{STORY}", f"{STORY}\n{STORY}"]
)
def test_a_text_that_was_not_wrapped_stays_as_it_is(text: str) -> None:
    assert unwrapped(text) == text

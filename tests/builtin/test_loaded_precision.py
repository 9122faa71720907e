"""Flags that a reader judged one by one: the engine shows these and no others, and the page in docs tells of them."""

import json
from functools import cache
from pathlib import Path

import pytest

from service import analyze

FOLDER = Path(__file__).parents[1] / "articles" / "loaded"
PAGE = Path(__file__).parents[2] / "docs" / "loaded-precision.md"
JUDGED: dict[str, list[dict[str, str | bool]]] = json.loads((FOLDER / "judged.json").read_text("utf-8"))
PLAIN = ("wire-court", "wire-strike")


@cache
def shown(name: str) -> list[tuple[str, str]]:
    """The flags of an article at the default strength, each with its voice."""
    analysis = analyze((FOLDER / f"{name}.txt").read_text("utf-8"))
    return [(item.span.text, item.voice) for item in analysis.loaded_language]


def test_each_article_is_judged() -> None:
    assert set(JUDGED) == {path.stem for path in FOLDER.glob("*.txt")}


@pytest.mark.parametrize("name", JUDGED)
def test_each_flag_is_one_that_was_judged(name: str) -> None:
    judged = [item["phrase"] for item in JUDGED[name]]
    assert [words for words, _ in shown(name)] == judged, (
        f"judge the flags of {name} anew, in judged.json and in {PAGE}"
    )


def test_four_in_five_flags_are_right_to_a_reader() -> None:
    verdicts = [bool(item["right"]) for flags in JUDGED.values() for item in flags]
    assert len(verdicts) >= 40
    assert sum(verdicts) >= 0.8 * len(verdicts)


def test_plain_wire_copy_is_left_alone() -> None:
    words = sum(len((FOLDER / f"{name}.txt").read_text("utf-8").split()) for name in PLAIN)
    outlets = [phrase for name in PLAIN for phrase, voice in shown(name) if voice == "outlet"]
    assert words > 500
    assert len(outlets) * 1000 <= words


def test_the_page_tells_what_was_judged() -> None:
    page = PAGE.read_text("utf-8")
    for name, flags in JUDGED.items():
        words = len((FOLDER / f"{name}.txt").read_text("utf-8").split())
        right = sum(bool(item["right"]) for item in flags)
        share = f"{right / len(flags):.2f}".removeprefix("0") if flags else "–"
        assert f"| `{name}` | {words} | {len(flags)} | {right if flags else '–'} | {share} |" in page
        for item in flags:
            assert f"{item['phrase']}{'' if item['right'] else ' (*wrong*)'}" in page

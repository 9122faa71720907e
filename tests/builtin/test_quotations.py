"""Quotations by the embedded engine: snippets that tools get wrong, one by one, each with what a reader finds in it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from service import analyze
from tests.linear import is_linear

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("quotation_cases.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = [
        [quotation.directness, [span.text for span in quotation.content], quotation.speaker or ""]
        for quotation in analyze(case["text"]).quotations
    ]
    assert found == case["said"]


@pytest.mark.parametrize("text", ["Pensioner", "Obama", "“Obama”", "NATO.\n\nPensioner\n\nUN", "-", "Mr"])
def test_a_paragraph_of_one_word_is_read(text: str) -> None:
    assert analyze(text).quotations == ()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Pia Holm, who said the bridge was unsafe, has left.", "Pia Holm, who"),
        ("Residents who said the bridge was unsafe have left.", "Residents who"),
        ("“We were never asked about it, and nobody cared.” — Ana Ruiz", "Ana Ruiz"),
        ("Rents have risen, figures published on Friday show.", "figures published on Friday"),
    ],
)
def test_a_source_is_the_words_beside_its_cue(text: str, source: str) -> None:
    assert [said.source and said.source.text for said in analyze(text).quotations] == [source]


def test_a_paragraph_of_many_quotations_within_quotations_is_read_in_linear_time() -> None:
    assert is_linear(lambda count: analyze("“Moss called it ‘a farce’ and left,” the mayor said. " * count), 200)

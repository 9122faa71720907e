"""The analysis as SARIF 2.1.0."""

import json
from typing import Any

import pytest

from service.article import Article
from service.findings import Analysis
from service.render import sarif
from service.render.words import TECHNIQUES
from tests.render.made import TEXT, analysis


def run_of(made: Analysis, file: str | None = "news/article.txt") -> dict[str, Any]:
    """The one run of the log."""
    log = json.loads(sarif.log(made, file))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run


def region_of(result: dict[str, Any]) -> dict[str, Any]:
    """Where a result stands."""
    (location,) = result["locations"]
    return location["physicalLocation"]["region"]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "😀 " + TEXT.replace(" library", " 😀 library")])
def test_regions_hold_the_phrases_by_offset_and_by_line_and_column(text: str) -> None:
    run = run_of(analysis(text))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n"]
    lines = text.split("\n")
    for result in run["results"]:
        region = region_of(result)
        words = region["snippet"]["text"]
        assert text[region["charOffset"] : region["charOffset"] + region["charLength"]] == words
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == words


def test_a_span_over_two_lines_ends_on_the_second() -> None:
    article = Article.read("First the\nregime fell.")
    made = Analysis.model_validate(
        {
            "article": article,
            "loaded_language": [
                {
                    "span": article.span(6, 16),
                    "technique": "Doubt",
                    "reason": "It does.",
                    "strength": 1,
                    "found_by": "builtin",
                }
            ],
            "run": {"model": "builtin", "version": "0", "chains": {}},
        }
    )
    region = region_of(run_of(made)["results"][0])
    places = [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")]
    assert places == [1, 7, 2, 7]


def test_results_are_the_outlets_own_words_as_notes() -> None:
    made = analysis()
    notes = [result for result in run_of(made)["results"] if result["level"] == "note"]
    assert [region_of(note)["snippet"]["text"] for note in notes] == [
        phrase.span.text for phrase in made.outlet_words()
    ]
    assert "quoted" not in {note["properties"]["voice"] for note in notes}
    paraphrased = next(note for note in notes if note["properties"]["voice"] == "paraphrased")
    assert paraphrased["properties"]["speaker"] == "Tom Lee"
    assert paraphrased["properties"]["neutral"] is None


def test_a_fabricated_quotation_is_a_warning_at_the_passage_it_alters() -> None:
    (warning,) = [result for result in run_of(analysis())["results"] if result["level"] == "warning"]
    assert region_of(warning)["snippet"]["text"] == "We will fight this disgraceful plan,"
    assert "We will not fight this plan" in warning["message"]["text"]


def test_each_technique_has_a_rule_and_each_result_points_to_its_own() -> None:
    run = run_of(analysis())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*TECHNIQUES, "Unlocated_Quotation"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["defaultConfiguration"]["level"] == result["level"]
        assert rule["fullDescription"]["text"].endswith(".")


def test_a_failed_chain_is_a_notification() -> None:
    (invocation,) = run_of(analysis())["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "timeline: The model gave no JSON; try another."


@pytest.mark.parametrize(
    ("file", "uri"),
    [("news/a b.txt", "news/a%20b.txt"), ("/tmp/é.txt", "file:///tmp/%C3%A9.txt"), (None, "stdin")],  # noqa: S108 -- a name
)
def test_the_artifact_is_the_file_and_a_text_without_one_is_carried_along(file: str | None, uri: str) -> None:
    run = run_of(analysis(), file)
    (artifact,) = run["artifacts"]
    assert artifact["location"]["uri"] == uri
    assert artifact.get("contents", {}).get("text") == (TEXT if file is None else None)
    for result in run["results"]:
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "index": 0}


def test_braces_are_doubled_in_messages() -> None:
    made = analysis()
    brace = made.loaded_language[0].model_copy(update={"reason": "It says {0}."})
    run = run_of(made.model_copy(update={"loaded_language": (brace,)}))
    assert "It says {{0}}." in run["results"][0]["message"]["text"]

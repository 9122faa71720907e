"""The review of gold rows: labels in their sentences, and what doesn't hold."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from evals.review import problems, show
from service.errors import InputError
from service.gold import GoldArticle
from tests.evals.made import SAMPLE, rows, span


def reviewed(path: Path) -> tuple[str, int]:
    console = Console(file=io.StringIO(), width=200)
    with console.capture() as captured:
        count = show(console, path)
    return captured.get(), count


def test_rows_that_hold_are_shown_label_by_label() -> None:
    printed, count = reviewed(SAMPLE)
    assert count == 0
    assert "fountain · line 1 of sample.jsonl" in printed
    assert "Tom Hale, a baker, called the plan “a [shameless waste]” and said" in printed
    assert "Loaded_Language, quoted:" in printed
    assert "source “Mayor Ana Ruiz”, cue “said”" in printed
    assert "distractor: Police kept order at a [heated] meeting" in printed
    assert printed.endswith("All holds.\n")


def changed(**fields: object) -> list[str]:
    return list(problems(GoldArticle.model_validate({**dict(rows()[0]), **fields})))


def test_a_voice_against_the_marks_is_told() -> None:
    loaded = list(rows()[0].loaded)
    loaded[1] = loaded[1].model_copy(update={"voice": "outlet", "speaker": None})
    assert changed(loaded=loaded) == [
        "loaded phrase 2, “shameless waste”, is labelled outlet; its marks say quoted",
        "loaded phrase 2, “shameless waste”, has the speaker nobody, and its quotation Tom Hale",
    ]


def test_overlaps_are_told() -> None:
    text = rows()[0].text
    assert changed(distractors=[span(text, "bulldozed the idea")]) == [
        "“bulldozed” and “bulldozed the idea” overlap, both loaded or distractors"
    ]
    quotations = list(rows()[0].quotations)
    quotations[1] = quotations[1].model_copy(update={"content": tuple(reversed(quotations[1].content))})
    assert changed(quotations=quotations) == [
        f"quotation 2: its contents overlap or are out of order at {text.index('The plan will')}"
    ]


def test_a_directness_against_the_marks_and_a_cue_in_the_content_are_told() -> None:
    quotations = list(rows()[0].quotations)
    quotations[3] = quotations[3].model_copy(update={"directness": "direct", "cue": span(rows()[0].text, "vote")})
    assert changed(quotations=quotations) == [
        "quotation 4 is direct, and by its marks indirect: “he would not vote for her again”",
        "quotation 4: its cue “vote” lies in its content",
    ]


def test_parts_that_leave_words_out_or_overlap_are_told() -> None:
    title, byline, body = rows()[0].parts
    assert changed(parts=[title, byline]) == [
        "“Dunmere council will spend 48,000 pounds on a fountain, Mayo” belongs to no part"
    ]
    stretched = byline.model_copy(update={"end": body.start + 1})
    told = changed(parts=[title, stretched, body])
    assert told[0].startswith("the parts furniture")
    assert "overlap" in told[0]
    assert changed(parts=[title, byline.model_copy(update={"role": "body"}), body]) == [
        f"two parts beside each other are body, at {byline.start} and {body.start}: make them one"
    ]


def test_a_label_in_furniture_is_told() -> None:
    text = rows()[0].text
    told = changed(distractors=[span(text, "Lena")])
    assert told == ["distractor 1 stands in furniture: “Lena”"]


def test_a_wrong_span_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(SAMPLE.read_text("utf-8").replace('"text": "heated"', '"text": "cooled"'), "utf-8")
    with pytest.raises(InputError, match=r"line 1 of rows\.jsonl.*distractor 1 says “cooled”"):
        reviewed(path)


def test_an_answer_in_a_transcript_and_a_quotation_within_another_need_no_marks_of_their_own() -> None:
    text = "Vass: I told them it was safe.\n"
    answer = {"directness": "direct", "content": [span(text, "I told them it was safe.")], "source": span(text, "Vass")}
    inner = {"directness": "indirect", "content": [span(text, "it was safe")], "cue": span(text, "told")}
    part = {"role": "body", "start": 0, "end": len(text) - 1}
    row = GoldArticle.model_validate({"id": "t", "text": text, "parts": [part], "quotations": [answer, inner]})
    assert list(problems(row)) == []

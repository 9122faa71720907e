"""The command that says whether a quotation is in an article, alone and by the row."""

import json
from pathlib import Path

import pytest

from service.cli import run

TEXT = "“We are not permitted to sell the land,” she said. “There is no plan to raise taxes in 2026,” Ruiz added."


@pytest.mark.parametrize(
    ("quotation", "status", "said"),
    [
        ("We are not permitted to sell the land", 0, "word for word"),
        ("we are not permitted to sell the land.", 0, "but for"),
        ("There is no plan … in 2026", 0, "left out"),
        ("There is no plan to raise taxes in 2036", 1, "[-2026-]{+2036+}"),
        ("The mayor is a thief", 1, "no such passage"),
    ],
)
def test_a_quotation_is_verified(
    quotation: str, status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, "utf-8")
    assert run(["verify", quotation, "--against", str(article)]) == status
    assert said in capsys.readouterr().out


def test_rows_are_answered_in_order_and_a_bad_one_is_a_row_with_an_error(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "a", "text": TEXT, "claimed": "We are permitted to sell the land"}),
        "{not json",
        json.dumps({"id": "c", "text": TEXT}),
        json.dumps({"id": "d", "text": "half \ud800", "claimed": "half"}),
        json.dumps({"id": 5, "text": TEXT, "claimed": "sell the land"}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    assert run(["verify", "--batch", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl")]) == 1
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d", 5]
    assert (answers[0]["verdict"], answers[0]["changes"]) == ("altered", ["negation"])
    assert all("error" in answer for answer in answers[1:4])
    assert [span["text"] for span in answers[4]["spans"]] == ["sell the land"]


def test_a_batch_is_not_written_over_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{}\n", "utf-8")
    assert run(["verify", "--batch", str(rows), "--output", str(rows)]) == 2
    assert "overwrite" in capsys.readouterr().err
    assert rows.read_text("utf-8") == "{}\n"

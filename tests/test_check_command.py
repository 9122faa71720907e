"""The command that says whether a text keeps to its article, alone and by the row."""

import io
import json
import sys
from pathlib import Path

import pytest

from service import cli
from service.findings import Checked
from tests.batches import rows
from tests.scripted import ScriptedModel

ARTICLE = (
    "Council votes down the toll\n\nThe council of Marlow Bay rejected a toll on lorries on Monday.\n\n"
    "The toll would have cost drivers 40 pounds a day, the council said.\n"
)
SOUND = "The council of Marlow Bay rejected a toll on lorries."
UNSOUND = "The council of Marlow Bay rejected a toll on lorries. The mayor of Rome stole nine hundred horses."


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "sound.txt").write_text(SOUND, "utf-8")
    (tmp_path / "unsound.txt").write_text(UNSOUND, "utf-8")
    return str(tmp_path / "article.txt")


def test_a_summary_that_keeps_to_its_article(article: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(tmp_path / "sound.txt"), "--against", article]) == cli.DONE
    out, err = capfd.readouterr()
    assert not err
    assert "✓ supported    The council of Marlow Bay" in out
    assert "3:1  “The council of Marlow Bay rejected a toll on lorries" in out
    assert "\x1b" not in out


def test_a_summary_that_does_not(article: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(tmp_path / "unsound.txt"), "--against", article]) == cli.FAILED
    out = capfd.readouterr().out
    assert "✗ unsupported  The mayor of Rome stole nine hundred horses." in out
    assert "problem: " in out
    assert out.endswith("✗ The article doesn't support 1 of 2 sentences.\n")


def test_json_is_what_was_checked(article: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    call = ["check", str(tmp_path / "unsound.txt"), "--against", article, "--format", "json"]
    assert cli.run(call) == cli.FAILED
    checked = Checked.model_validate_json(capfd.readouterr().out)
    assert [sentence.verdict for sentence in checked.sentences] == ["supported", "unsupported"]


def test_a_model_that_is_named_is_asked(
    article: str, tmp_path: Path, scripted: ScriptedModel, capfd: pytest.CaptureFixture[str]
) -> None:
    passage = "The council of Marlow Bay rejected a toll on lorries on Monday."
    said = {"sentence": SOUND, "support": [passage], "doubts": [{"kind": "hedge", "what": "It is not so sure."}]}
    scripted.says["CheckAnswer"] = [json.dumps({"sentences": [said]})] * 2
    call = ["check", str(tmp_path / "sound.txt"), "--against", article, "--model", "scripted/model"]
    assert cli.run(call) == cli.FAILED
    assert "problem: It is not so sure." in capfd.readouterr().out
    given, output = (
        rows(tmp_path / "rows.jsonl", [{"id": 1, "text": ARTICLE, "summary": SOUND}]),
        tmp_path / "out.jsonl",
    )
    rows_call = ["check", "--batch", str(given), "--output", str(output), "--model", "scripted/model"]
    assert cli.run(rows_call) == cli.DONE
    answer = json.loads(output.read_text("utf-8"))
    assert (answer["run"]["model"], answer["verdict"]) == ("scripted/model", "unsupported")


def test_one_of_the_two_may_be_standard_input(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SOUND.encode())))
    assert cli.run(["check", "-", "--against", article]) == cli.DONE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Give SUMMARY and --against ARTICLE"),
        (["sound.txt"], "Give SUMMARY and --against ARTICLE"),
        (["-", "--against", "-"], "are both -"),
        (["missing.txt", "--against", "article.txt"], "missing.txt"),
        (["empty.txt", "--against", "article.txt"], "is empty"),
    ],
)
@pytest.mark.usefixtures("article")
def test_a_wrong_call_is_one_sentence(
    arguments: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text(" ", "utf-8")
    assert cli.run(["check", *arguments]) == cli.WRONG
    said = capfd.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_rows_are_checked_in_order(tmp_path: Path) -> None:
    given = [
        {"id": "a", "text": ARTICLE, "summary": SOUND},
        {"id": "b", "text": ARTICLE},
        {"id": "c", "text": ARTICLE, "summary": UNSOUND},
        {"id": "d", "text": ARTICLE, "summary": ""},
    ]
    source, output = rows(tmp_path / "in.jsonl", given), tmp_path / "out.jsonl"
    assert cli.run(["check", "--batch", str(source), "--output", str(output)]) == cli.FAILED
    answers = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c", "d"]
    assert [answer.get("verdict") for answer in answers] == ["supported", None, "unsupported", None]
    assert [len(answer.get("sentences", [])) for answer in answers] == [1, 0, 2, 0]
    assert answers[1]["error"]["kind"] == answers[3]["error"]["kind"] == "input"

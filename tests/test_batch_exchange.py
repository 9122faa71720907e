"""A batch by way of a provider's batch API: requests out, answers in; and answers from the cache alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from service import cli
from tests.batches import TEXT, lines, rows
from tests.scripted import NOTHING, ScriptedModel

MODEL = ("--model", "openai/any")
FOUND = {
    "content": ["We are not permitted to sell the land,"],
    "directness": "direct",
    "cue": "said",
    "source": "Ana Ruiz",
    "speaker": "Ana Ruiz",
}


def reply(request: dict[str, Any], text: str | None = None, **choice: object) -> dict[str, Any]:
    """A line of the provider's answers."""
    name = request["body"]["response_format"]["json_schema"]["name"]
    said = text or (json.dumps({"quotations": [FOUND]}) if name == "QuotationsAnswer" else NOTHING[name])
    message = {"role": "assistant", "content": said, "refusal": None}
    usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
    body = {"choices": [{"index": 0, "message": message, "finish_reason": "stop", **choice}], "usage": usage}
    response = {"status_code": 200, "request_id": "r", "body": body}
    return {"id": "b", "custom_id": request["custom_id"], "response": response, "error": None}


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Path:
    """Requests for two articles, one of them twice, and a row that is none; there is no key."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    given = [
        {"id": "a", "text": TEXT},
        {"id": "b", "text": TEXT.replace("Monday", "Friday")},
        {"id": "c", "text": TEXT},
    ]
    source = rows(tmp_path / "in.jsonl", [*given, {"id": "d"}])
    requests = tmp_path / "requests.jsonl"
    assert cli.run(["batch", str(source), *MODEL, "--export", str(requests)]) == cli.DONE
    said = capfd.readouterr().err
    assert said.startswith(f"whosewords: 6 requests are in {requests}, without 1 rows")
    return requests


def test_requests_are_those_a_provider_takes(exported: Path) -> None:
    requests = lines(exported)
    assert len({request["custom_id"] for request in requests}) == 6
    for request in requests:
        assert (request["method"], request["url"]) == ("POST", "/v1/chat/completions")
        assert request["body"].keys() == {"model", "messages", "response_format"}
        assert request["body"]["model"] == "any"
        assert request["body"]["response_format"]["type"] == "json_schema"
    assert "Ana Ruiz" in requests[0]["body"]["messages"][1]["content"]
    assert {path.name for path in exported.parent.iterdir()} == {"in.jsonl", "requests.jsonl"}


def test_the_answers_finish_the_batch_without_a_provider(
    exported: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    answers = rows(tmp_path / "answers.jsonl", [reply(request) for request in reversed(lines(exported))])
    call = ["batch", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl"), *MODEL]
    assert cli.run([*call, "--import", str(answers)]) == cli.FAILED
    assert "6 answers were taken" in capfd.readouterr().err
    a, b, c, d = lines(tmp_path / "out.jsonl")
    for row in (a, b, c):
        assert not row["analysis"]["failures"]
        assert [found["speaker"] for found in row["analysis"]["quotations"]] == ["Ana Ruiz"]
        assert {run["cached"] for run in row["analysis"]["run"]["chains"].values()} == {1}
    assert d["error"]["kind"] == "input"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"error": {"code": "expired"}}, "is an error of the provider"),
        ({"response": {"status_code": 500, "body": {}}}, "is an error of the provider"),
        ({"response": {"status_code": 200, "body": {"choices": []}}}, "is withheld"),
        ({"custom_id": "another"}, "answers no request of ours"),
        ({"response": 5}, "is no answer of a batch API"),
        ({"finish_reason": "length"}, "is cut short"),
        ({"finish_reason": "content_filter"}, "is withheld"),
        ({"text": " "}, "is empty"),
    ],
)
def test_what_is_missing_or_bad_among_the_answers_fails_its_chain_alone(
    bad: dict[str, Any], says: str, exported: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first, second, *others = lines(exported)
    choice = {name: bad[name] for name in ("finish_reason", "text") if name in bad}
    spoilt = reply(second, **choice) | {name: value for name, value in bad.items() if name not in choice}
    answers = rows(tmp_path / "answers.jsonl", [spoilt, *map(reply, others)])
    call = ["batch", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl"), *MODEL]
    assert cli.run([*call, "--import", str(answers)]) == cli.FAILED
    assert f"; 1 can't be used (line 1 {says})." in capfd.readouterr().err
    a, b, *_ = lines(tmp_path / "out.jsonl")
    assert [(failure["chain"], failure["kind"]) for failure in a["analysis"]["failures"]] == [
        ("summary", "model_unavailable"),
        ("quotations", "model_unavailable"),
    ]
    assert "is kept for this question" in a["analysis"]["failures"][0]["message"]
    assert not b["analysis"]["failures"]
    assert first


def test_files_that_are_no_answers_and_calls_that_make_no_sense_are_refused(
    exported: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = str(tmp_path / "in.jsonl")
    call = ["batch", source, "--output", str(tmp_path / "out.jsonl")]
    for arguments, says in [
        ([*call, *MODEL, "--import", source], "holds no answer that can be used"),
        ([*call, *MODEL, "--import", str(tmp_path / "none")], "can't be read"),
        ([*call, *MODEL, "--import", source, "--export", source], "not both at once"),
        ([*call, *MODEL, "--export", source], "another file"),
        ([*call, *MODEL, "--export", str(tmp_path)], "another file"),
        ([*call, "--export", str(exported)], "name a --model"),
    ]:
        assert cli.run(arguments) == cli.WRONG
        said = capfd.readouterr().err
        assert says in said
        assert said.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_replay_answers_from_what_is_kept_and_says_what_is_missing(
    scripted: ScriptedModel, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    call = ["analyze", str(tmp_path / "article.txt"), *MODEL, "--format", "json"]
    assert cli.run([*call, "--replay"]) == cli.FAILED
    said = capfd.readouterr().err
    assert said.startswith("whosewords: No answer for summary, quotations, loaded_language: No answer of the model")
    assert not scripted.asked
    assert cli.run(call) == cli.DONE
    asked = json.loads(capfd.readouterr().out)
    count = len(scripted.asked)
    assert cli.run([*call, "--replay"]) == cli.DONE
    replayed = json.loads(capfd.readouterr().out)
    assert len(scripted.asked) == count
    assert {**replayed, "run": 0} == {**asked, "run": 0}
    source = rows(tmp_path / "in.jsonl", [{"id": 1, "text": TEXT}])
    assert cli.run(["batch", str(source), "--output", str(tmp_path / "out.jsonl"), *MODEL, "--replay"]) == cli.DONE
    assert len(scripted.asked) == count

"""How a model is asked, by the options of each command that asks one."""

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from service import cli, llm
from service.asking.terms import PLAINLY, Asked
from service.batch.tasks import Analyses
from service.chains import CHAINS
from tests.batches import rows
from tests.misbehaviours import TEXT, right
from tests.server import ModelServer, Reply, Request, fails, model_server, says

SUMMARY = "The council of Marlow Bay rejected a toll on lorries."
PASSAGE = "The council of Marlow Bay rejected a reckless toll on lorries."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A server whose model ``first`` is down."""
    monkeypatch.setattr(llm, "PAUSE", 0.0)

    def script(request: Request, _: int) -> Reply:
        if request["model"] == "first":
            return fails(503)
        if "sentences" in request["response_format"]["json_schema"]["schema"]["properties"] and SUMMARY in str(request):
            checked = {"sentence": SUMMARY, "support": [PASSAGE], "doubts": []}
            return says(json.dumps({"sentences": [checked]}), model=request["model"])
        return says(right(request), model=request["model"])

    with model_server() as server:
        server.script = script
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
        yield server


@pytest.fixture(params=["batch", "check", "check --batch"])
def call(request: pytest.FixtureRequest, tmp_path: Path) -> Sequence[str]:
    """A call of each command, with one article, without a model; a batch's answer goes to ``out.jsonl``."""
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    (tmp_path / "summary.txt").write_text(SUMMARY, "utf-8")
    given = str(rows(tmp_path / "in.jsonl", [{"id": 1, "text": TEXT, "summary": SUMMARY}]))
    out = ("--output", str(tmp_path / "out.jsonl"))
    return {
        "batch": ("batch", given, *out),
        "check": ("check", str(tmp_path / "summary.txt"), "--against", str(tmp_path / "article.txt")),
        "check --batch": ("check", "--batch", given, *out),
    }[request.param]


def answer(tmp_path: Path) -> dict[str, Any]:
    """The one answer of a batch."""
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    return row.get("analysis", row)


def test_another_model_answers_when_one_is_down(call: Sequence[str], server: ModelServer, tmp_path: Path) -> None:
    assert cli.run([*call, "--model", "openai/first", "--fallback", "openai/second"]) == cli.DONE
    assert {"first", "second"} == {request["model"] for request in server.requests}
    if "--output" in call:
        chains = answer(tmp_path)["run"]["chains"].values()
        assert {chain["answered_by"] for chain in chains} == {"second"}


def test_a_budget_stops_before_it_is_passed(
    call: Sequence[str], server: ModelServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*call, "--model", "openai/gpt-4o-mini", "--budget", "0.0001"]) == cli.FAILED
    assert not server.requests
    err = capfd.readouterr().err
    if "--output" in call:
        assert "allow more with --budget" in json.dumps(answer(tmp_path))
        (tmp_path / "out.jsonl").unlink()
    else:
        assert "allow more with --budget" in err
    assert cli.run([*call, "--model", "openai/gpt-4o-mini", "--budget", "0.05"]) == cli.DONE


def test_a_budget_for_a_model_without_a_price_is_a_wrong_call(
    call: Sequence[str], server: ModelServer, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*call, "--model", "openai/own", "--budget", "1"]) == cli.WRONG
    said = capfd.readouterr().err
    assert said.startswith("whosewords: What the model openai/own costs isn't known, so a budget can't be kept; leave ")
    assert said.count("\n") == 1
    assert not server.requests


def test_a_fallback_that_is_no_model_is_a_wrong_call(
    call: Sequence[str], server: ModelServer, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*call, "--model", "openai/own", "--fallback", "nobody"]) == cli.WRONG
    assert "There is no model 'nobody'" in capfd.readouterr().err
    assert not server.requests


def test_the_builtin_is_not_asked_otherwise(call: Sequence[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*call, "--budget", "1"]) == cli.WRONG
    assert "name a --model with these options" in capfd.readouterr().err


def test_a_batch_may_ask_one_question_first(server: ModelServer, tmp_path: Path) -> None:
    at: list[float] = []
    answered = server.script

    def script(request: Request, number: int) -> Reply:
        at.append(time.monotonic())
        return Reply(answered(request, number).body, wait=0.2)

    server.script = script
    source = rows(tmp_path / "in.jsonl", [{"id": 1, "text": TEXT}])
    call = ["batch", str(source), "--output", str(tmp_path / "out.jsonl"), "--model", "openai/own", "--stagger"]
    assert cli.run(call) == cli.DONE
    assert len(at) == len(CHAINS)
    assert at[1] - at[0] >= 0.2


def test_what_shapes_the_answers_tells_outputs_apart() -> None:
    plain, asked = (
        Analyses("openai/own", 9, replay=False, asked=how).settings() for how in (PLAINLY, Asked(("b",), 2))
    )
    assert asked == {**plain, "fallback": "b", "budget": "2"}
    assert Analyses("openai/own", 9, replay=False, asked=Asked(stagger=True)).settings() == plain

"""`llm` over real HTTP, against a local server that behaves and misbehaves like a provider."""

import asyncio
import json
import logging
import time
import traceback
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from pydantic import BaseModel

from service import llm
from service.errors import (
    AnswerError,
    InputError,
    ModelRefused,
    ModelUnavailable,
    TooLongError,
    WhosewordsError,
)
from tests.server import ModelServer, Reply, completion, fails, in_turn, model_server, says

KEY = "sk-proj-THE0SECRET0KEY0OF0THIS0TEST0abcdefgh"
MESSAGES = [{"role": "user", "content": "What is the answer?"}]


class Number(BaseModel):
    """A number."""

    number: int


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setattr(llm, "PAUSE", 0.01)
    monkeypatch.setattr(llm, "_form_of", {})
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with model_server() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        yield server


def complete(timeout: float = 20, model: str = "openai/served") -> llm.Answer:
    return asyncio.run(llm.complete(MESSAGES, model=model, schema=Number, timeout=timeout))


def test_an_answer_comes_back_with_what_it_took(server: ModelServer) -> None:
    server.script = in_turn(says('{"number": 7}', model="served-2026"))
    answer = complete()
    assert answer == llm.Answer('{"number": 7}', "served-2026", 100, 20, None, 1)
    wanted = server.requests[0]["response_format"]["json_schema"]
    assert wanted["strict"] is True
    assert wanted["schema"]["properties"] == {"number": {"title": "Number", "type": "integer"}}
    assert server.keys == [f"Bearer {KEY}"]


def test_a_known_price_is_given(server: ModelServer) -> None:
    server.script = in_turn(says('{"number": 7}', model="gpt-4o-mini"))
    cost = complete(model="openai/gpt-4o-mini").cost_usd
    assert cost is not None
    assert 0 < cost < 0.001


@pytest.mark.parametrize("name", ["OPENAI_API_BASE", "OPENAI_BASE_URL"])
def test_a_server_of_ones_own_needs_no_key(server: ModelServer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("OPENAI_API_BASE")
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv(name, server.url)
    server.script = in_turn(says('{"number": 7}'))
    llm.check_model("openai/served")
    assert complete().text == '{"number": 7}'


@pytest.mark.parametrize(
    ("lacking", "formats"), [(1, ["json_schema", "json_object"]), (2, [*("json_schema", "json_object"), None])]
)
def test_a_server_without_structured_output_gets_the_schema_in_words(
    server: ModelServer, lacking: int, formats: list[str | None]
) -> None:
    unsupported = fails(400, "'response_format.type' is not supported by this model")
    server.script = in_turn(*[unsupported] * lacking, says('{"number": 7}'))
    assert complete().calls == lacking + 1
    assert [request.get("response_format", {}).get("type") for request in server.requests] == formats
    assert '"integer"' in server.requests[-1]["messages"][-1]["content"]
    assert complete().calls == 1, "what a model lacks is learnt once"


@pytest.mark.parametrize(
    "passing",
    [
        fails(429, retry_after="0"),
        fails(429),
        fails(429, retry_after=formatdate(time.time() - 5, usegmt=True)),
        fails(500),
        fails(503),
        fails(529),
        Reply("<html>Bad gateway</html>", 502),
        Reply(drops=True),
    ],
    ids=["429-retry-after", "429", "429-date", "500", "503", "529", "502-html", "dropped"],
)
def test_a_passing_failure_is_tried_again(server: ModelServer, passing: Reply) -> None:
    server.script = in_turn(passing, says('{"number": 7}'))
    assert complete().calls == 2
    assert len(server.requests) == 2


def test_the_wait_asked_for_is_kept(server: ModelServer) -> None:
    server.script = in_turn(fails(429, retry_after="1"), says('{"number": 7}'))
    started = time.monotonic()
    complete()
    assert time.monotonic() - started >= 1


def test_a_wait_past_the_deadline_is_not_begun(server: ModelServer) -> None:
    server.script = in_turn(fails(429, retry_after="60"))
    started = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        complete(timeout=20)
    assert time.monotonic() - started < 5
    assert (caught.value.retryable, caught.value.retry_after) == (True, 60)
    assert len(server.requests) == 1


@pytest.mark.parametrize("lasting", [fails(429), fails(500), Reply(drops=True)], ids=["429", "500", "dropped"])
def test_a_lasting_failure_is_tried_three_times(server: ModelServer, lasting: Reply) -> None:
    server.script = in_turn(lasting)
    with pytest.raises(ModelUnavailable) as caught:
        complete()
    assert caught.value.retryable
    assert len(server.requests) == llm.TRIES


def test_a_silent_server_costs_no_more_than_the_deadline(server: ModelServer) -> None:
    server.script = in_turn(says('{"number": 7}'), Reply(hangs=True))
    complete()
    started = time.monotonic()
    with pytest.raises(ModelUnavailable, match="no answer"):
        complete(timeout=0.5)
    assert time.monotonic() - started < 0.6
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "kind", "says_so"),
    [
        (says('{"number": 7', finish="length"), TooLongError, "cut short"),
        (says(""), AnswerError, "empty"),
        (says(None), AnswerError, "empty"),
        (completion([]), AnswerError, "without any content"),
        (says(None, refusal="I can't help with that."), ModelRefused, "declined"),
        (says("", finish="content_filter"), ModelRefused, "declined"),
        (fails(400, "Rejected by our safety system", code="content_policy_violation"), ModelRefused, "declined"),
        (fails(400, "This model's maximum context length is 8192 tokens"), TooLongError, "too long"),
        (fails(400, "the request exceeds the available context size"), TooLongError, "too long"),
        (fails(401, f"Incorrect API key provided: {KEY}"), ModelUnavailable, "turned the API key down"),
        (fails(403), ModelUnavailable, "turned the API key down"),
        (fails(404, "The model does not exist"), InputError, "has no model openai/served"),
        (fails(418), ModelUnavailable, "HTTP 418"),
    ],
    ids=["cut", "empty", "null", "choices", "refusal", "filter", "policy", "long", "size", "401", "403", "404", "418"],
)
def test_each_failure_has_its_name_and_costs_one_call(
    server: ModelServer, reply: Reply, kind: type[WhosewordsError], says_so: str
) -> None:
    server.script = in_turn(reply)
    with pytest.raises(WhosewordsError, match=says_so) as caught:
        complete()
    assert type(caught.value) is kind
    assert len(server.requests) == 1


@pytest.mark.parametrize("model", ["nonsense", "no-provider/model", "", "openai/"])
def test_an_unknown_model_is_told_in_one_sentence(model: str) -> None:
    with pytest.raises(InputError, match="There is no model") as caught:
        llm.check_model(model)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("model", "names"),
    [
        ("openai/gpt-4o", "OPENAI_API_KEY"),
        ("anthropic/claude-sonnet-4-5", "ANTHROPIC_API_KEY"),
        ("gemini/gemini-2.0-flash", "GOOGLE_API_KEY or GEMINI_API_KEY"),
    ],
)
def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch, model: str, names: str) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "GEMINI_API_KEY", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(InputError, match=names):
        llm.check_model(model)
    monkeypatch.setenv(names.rpartition(" ")[2], KEY)
    llm.check_model(model)


def test_ollama_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OLLAMA_API_BASE", raising=False)
    llm.check_model("ollama/llama3.2")


@pytest.mark.parametrize(
    "reply",
    [
        fails(401, f"Incorrect API key provided: {KEY}"),
        fails(400, f"bad header Bearer {KEY}"),
        fails(404, KEY),
        fails(500, KEY),
        Reply(drops=True),
    ],
    ids=["401", "400", "404", "500", "dropped"],
)
def test_a_key_is_nowhere_to_be_seen(
    server: ModelServer, reply: Reply, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    server.script = in_turn(reply)
    with caplog.at_level(logging.DEBUG), pytest.raises(WhosewordsError) as caught:
        complete()
    seen: list[BaseException] = []
    error: BaseException | None = caught.value
    while error:
        seen.append(error)
        error = error.__cause__ or error.__context__
    shown = "".join(map(repr, seen)) + "".join(traceback.format_exception(caught.value))
    assert KEY not in shown + str(vars(caught.value)) + caplog.text
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


def test_endpoints_hold_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", f"https://me:{KEY}@models.example:8080/v1?key={KEY}")
    assert llm.endpoints()["OPENAI_API_BASE"] == "https://models.example:8080/v1"


def test_callers_on_many_loops_share_the_line(server: ModelServer) -> None:
    server.script = in_turn(says('{"number": 7}'))

    async def several() -> list[llm.Answer]:
        calls = (llm.complete(MESSAGES, model="openai/served", schema=Number, timeout=20) for _ in range(5))
        return await asyncio.gather(*calls)

    assert [answer.calls for answer in [*asyncio.run(several()), *asyncio.run(several())]] == [1] * 10


def test_calls_past_the_limit_wait(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = most = 0

    def script(_: object, number: int) -> Reply:
        nonlocal at_once, most
        with server.lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.05)
        with server.lock:
            at_once -= 1
        return says(json.dumps({"number": number}))

    server.script = script
    monkeypatch.setattr(llm, "AT_ONCE", 2)
    llm._gate.cache_clear()  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 -- the gate itself is what is tried

    async def several() -> list[llm.Answer]:
        calls = (llm.complete(MESSAGES, model="openai/served", schema=Number, timeout=20) for _ in range(6))
        return await asyncio.gather(*calls)

    try:
        assert len(asyncio.run(several())) == 6
    finally:
        llm._gate.cache_clear()  # pyright: ignore[reportPrivateUsage] # noqa: SLF001 -- the same
    assert most == 2

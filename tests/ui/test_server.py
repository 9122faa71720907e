"""The page's server: its endpoints, its limits, and whom it lets in."""

import asyncio
import importlib.util
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from gradio_client import Client

from service.errors import InputError, ModelUnavailable
from service.findings import Analysis
from service.ui import server
from service.ui.guard import HEADERS, MAX_BODY
from service.ui.line import Line
from tests.ui.conftest import ROOT, served

OWN = (ROOT / "tests" / "articles" / "wire-copy.txt").read_text("utf-8")
SHORT = "“We will win,” said Ana Ruiz, the mayor."


def called(address: str, name: str, data: object) -> str:
    """What an endpoint answers a caller that has no client library."""
    body = json.dumps({"data": data})
    begun = httpx.post(
        f"{address}gradio_api/call/{name}", content=body, headers={"content-type": "application/json"}, timeout=60
    )
    if begun.status_code != 200:
        return begun.text
    return httpx.get(f"{address}gradio_api/call/{name}/{begun.json()['event_id']}", timeout=120).text


def resident(address: str) -> int:
    """The server's memory in MB."""
    port = address.rstrip("/").rpartition(":")[2]
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if f"--port\0{port}\0".encode() in command + b"\0":
                pages = (folder / "statm").read_text().split()[1]
                return int(pages) * 4096 // 10**6
    raise AssertionError("the server is gone")


def test_two_endpoints_answer_the_client_library_and_no_other_is_there(address: str) -> None:
    client = Client(address, verbose=False)
    view_api = cast("Callable[..., dict[str, Any]]", client.view_api)  # pyright: ignore[reportUnknownMemberType] -- the same
    offered = view_api(return_format="dict", print_info=False)
    predict = cast("Callable[..., Any]", client.predict)  # pyright: ignore[reportUnknownMemberType] -- no types
    assert set(offered["named_endpoints"]) == {"/analyze", "/check"}
    assert not offered["unnamed_endpoints"]
    found = Analysis.model_validate(predict(OWN, api_name="/analyze"))
    assert "Irena Halvorsen" in {said.speaker for said in found.quotations}
    checked = predict("Nobody had to leave home.", OWN, api_name="/check")
    assert checked["verdict"] == "unsupported"
    assert predict(" ", api_name="/analyze")["error"]["kind"] == "input"


REFUSED: list[tuple[object, str]] = [
    ([5, "builtin"], "must be text"),
    ([None, None], "must be text"),
    ([{"a": 1}, []], "must be text"),
    ([SHORT, 7], "must be a name"),
    (["x" * 500_000, "builtin"], "is the most that is read here"),
    ([SHORT, "no-such-model"], "no-such-model"),
    ([], "receive enough input values"),
    ("text", "valid list"),
    ({}, "valid list"),
    (["half \ud800", "builtin"], "error"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_what_an_endpoint_cannot_read_is_refused_in_words(address: str, data: object, words: str) -> None:
    assert words in called(address, "analyze", data)


def test_a_body_of_twenty_megabytes_is_refused_with_or_without_its_length(address: str) -> None:
    def pieces() -> Any:  # noqa: ANN401 -- a generator of bytes
        for _ in range(400):
            yield b"a" * 50_000

    whole = b'{"data":["' + b"a" * 20_000_000 + b'","builtin"]}'
    for path in ("gradio_api/call/analyze", "gradio_api/queue/join", "page/read", "page/file"):
        told = httpx.post(address + path, content=whole, headers={"content-type": "application/json"})
        assert told.status_code == 413
        assert "the most that is read" in told.json()["error"]["message"]
    told = httpx.post(f"{address}page/read", content=pieces())
    assert told.status_code == 413
    assert resident(address) < 1500


def test_two_hundred_requests_at_once_are_answered_or_refused_and_the_page_lives(address: str) -> None:
    begun = threading.Barrier(40)

    def one(number: int) -> str:
        if number < 40:
            begun.wait(30)
        return called(address, "analyze", [f"Number {number}. {SHORT}", "builtin"])

    with ThreadPoolExecutor(200) as pool:
        told = list(pool.map(one, range(200)))
    answered = [text for text in told if '"schema_version"' in text]
    refused = [text for text in told if "try again in a minute" in text]
    assert len(answered) + len(refused) == 200
    assert len(answered) >= 36
    for number, text in enumerate(told):
        if text in answered:
            assert f"Number {number}." in text
    assert httpx.get(address).status_code == 200
    assert resident(address) < 1500


def test_the_line_admits_some_lets_some_wait_and_turns_the_rest_away() -> None:
    async def queue() -> list[object]:
        line = Line(at_once=1, waiting=1, longest=5)

        async def one() -> str:
            async with line.place():
                await asyncio.sleep(0.05)
            return "read"

        return list(await asyncio.gather(*(one() for _ in range(4)), return_exceptions=True))

    told = within_a_thread(queue)
    assert told[:2] == ["read", "read"]
    assert all(isinstance(item, ModelUnavailable) and item.retryable for item in told[2:])


def test_a_reading_that_takes_too_long_ends_with_a_sentence() -> None:
    async def slow() -> list[object]:
        async def one() -> None:
            async with Line(longest=0.01).place():
                await asyncio.sleep(5)

        return list(await asyncio.gather(one(), return_exceptions=True))

    (told,) = within_a_thread(slow)
    assert "took longer than" in str(told)


def within_a_thread(work: Any) -> list[object]:  # noqa: ANN401 -- a coroutine function
    """What ``work`` gives in a loop of its own, for the browser's tests hold this thread's."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work()).result()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, 200),
    ],
)
def test_another_sites_page_is_refused(address: str, headers: dict[str, str], status: int) -> None:
    told = httpx.post(f"{address}page/export/json", json={}, headers=headers)
    assert told.status_code == status
    assert told.json()["error"]["message"]
    assert "access-control-allow-origin" not in told.headers


@pytest.mark.parametrize("path", ["", "page/assets/page.js", "config", "nothing", "gradio_api/info"])
def test_every_answer_carries_the_headers_that_hold_it(address: str, path: str) -> None:
    told = httpx.get(address + path)
    for name, value in HEADERS.items():
        assert told.headers[name] == value
    policy = told.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    "path", ["gradio_api/upload", "gradio_api/file=/etc/passwd", "monitoring", "login", "theme.css", "assets/x", "docs"]
)
def test_doors_that_nobody_needs_are_shut(address: str, path: str) -> None:
    assert httpx.get(address + path).status_code == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"{", b"\xff", b"[" * 100_000, b'{"text": 5, "model": "builtin"}'])
def test_malformed_requests_of_the_page_get_a_sentence(address: str, body: bytes) -> None:
    for path in ("page/read", "page/export/csv", "page/corrections"):
        told = httpx.post(address + path, content=body)
        assert told.status_code == 200
        assert "Traceback" not in told.text
        last = json.loads(told.text.strip().splitlines()[-1]) if told.text.strip() else {"error": None}
        assert "error" in last


def test_readers_elsewhere_are_warned_of_and_asked_for_a_password(capfd: pytest.CaptureFixture[str]) -> None:
    with served("--host", "0.0.0.0", "--auth", "ana:secret") as address:  # noqa: S104 -- what is tested
        assert httpx.get(address).status_code == 401
        assert httpx.get(address, auth=("ana", "wrong")).status_code == 401
        assert "Analyse" in httpx.get(address, auth=("ana", "secret")).text
        told = httpx.post(
            f"{address}page/read", json={"text": SHORT, "model": "openai/dear"}, auth=("ana", "secret")
        ).text
        assert "isn't offered here" in told
    assert "Others on the network can reach this page" in capfd.readouterr().err


def test_what_cannot_be_served_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="NAME:PASSWORD"):
        server.serve(auth="nameonly")

    def absent(_name: str) -> None:
        """No package is there."""

    monkeypatch.setattr(server, "find_spec", absent)
    with pytest.raises(InputError, match="needs the package mcp"):
        server.serve(mcp=True)


@pytest.mark.skipif(not importlib.util.find_spec("mcp"), reason="the extra mcp is absent")
def test_the_endpoints_are_tools_for_assistants_too() -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def use(address: str) -> list[object]:
        async with (
            streamable_http_client(f"{address}gradio_api/mcp/") as (receive, send, _),
            ClientSession(receive, send) as session,
        ):
            await session.initialize()
            tools = {tool.name: tool.description for tool in (await session.list_tools()).tools}
            told = await session.call_tool("analyze", {"text": SHORT})
            return [tools, str(told.content)]

    with served("--mcp") as address:
        tools, told = within_a_thread(lambda: use(address))
    assert set(cast("dict[str, str]", tools)) == {"analyze", "check"}
    assert "Ana Ruiz" in str(told)


def test_a_body_fits_the_longest_article_in_any_script() -> None:
    longest = json.dumps({"text": "\U0001f388" * 400_000}, ensure_ascii=False)
    assert len(longest.encode()) < MAX_BODY

"""Keys stay where they belong: in the header of the request, and nowhere in what is raised, shown, logged or kept."""

import json
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from service import analyze, cache, check, cli, llm
from service.asking.terms import Asked, Recall
from service.errors import WhosewordsError
from service.render import html, sarif
from tests.batches import rows
from tests.misbehaviours import TEXT, right
from tests.server import ModelServer, Reply, fails, in_turn, model_server, says

KEYS = [
    "sk-abcdefghijklmnopqrstT3BlbkFJuvwxyz0123456789ABCD",
    "sk-proj-Zz9_yX-8wV7uT6sR5qP4oN3mL2kJ1iH0gF",
    "sk-ant-api03-Qw3rTyUiOp_AsDfGhJkL-ZxCvBnM1234567890-AA",
    "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    "gsk_Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78",
    "hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
    "xai-0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t",
    "pplx-0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c",
    "r8_AbCdEf0123456789GhIjKlMnOpQrStUvWx",
    "nvapi-AbCdEf_0123456789-GhIjKlMnOpQrStUvWxYz0123456789abcdef",
    "AKIAIOSFODNN7EXAMPLE0",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "0123456789abcdef0123456789abcdef",
    "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3aG9zZXdvcmRzIn0.c2lnbmF0dXJlLW9mLWEtdGVzdA",
    "ya29.a0AfH6SMBx-0123456789_abcdefghijklmnop",
    "co-0123456789abcdefghijklmnopqrstuvwxyzABCD",
    "dapi0123456789abcdef0123456789abcdef",
    "together_0123456789abcdef-0123-4567-89ab-cdef01234567",
]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setattr(llm, "TRIES", 1)
    with model_server() as server:
        yield server


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_found_nowhere(  # noqa: PLR0913, PLR0917 -- each is a place where one might be
    key: str,
    server: ModelServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    secret = key.replace("/", "")  # a password in a URL has no slash
    monkeypatch.setenv("OPENAI_API_KEY", key)
    monkeypatch.setenv("OPENAI_API_BASE", server.url.replace("//", f"//user:{secret}@") + f"?key={secret}")
    told: list[str] = []
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("OPENAI_API_BASE", server.url)
    server.script = lambda request, _: says(right(request))
    told.append(analyze(TEXT, "openai/any").model_dump_json())
    for reply in (
        fails(401, f"Incorrect API key provided: {key}"),
        fails(400, f"bad header: Authorization: Bearer {key}"),
        fails(500, f"could not reach http://x:{secret}@upstream/?api_key={key}", x_request_key=key),
        fails(429, f"limit of {key}", retry_after=key),
        Reply(f"<p>{key}</p>", 502, kind="text/html"),
        Reply(drops=True),
        fails(404, key),
    ):
        server.script = in_turn(reply)
        analysis = analyze(
            TEXT, "openai/any", deadline=10, recall=Recall(fresh=True), asked=Asked(fallbacks=["openai/b"])
        )
        told.append(analysis.model_dump_json() + repr(analysis))
        assert len(analysis.failures) == 3
    try:
        llm.check_model(f"nobody/{'x'}")
    except WhosewordsError as error:
        told += [repr(error), repr(vars(error)), *traceback.format_exception(error)]
    source = rows(tmp_path / "in.jsonl", [{"id": 1, "text": TEXT}])
    cli.run(["batch", str(source), "--model", "openai/any", "--export", str(tmp_path / "requests.jsonl")])
    monkeypatch.setenv("OPENAI_API_BASE", server.url.replace("//", f"//user:{secret}@") + f"?key={secret}")
    told.append(json.dumps(dict(llm.endpoints())))
    out, err = capfd.readouterr()
    told += [out, err, caplog.text, repr(llm.answer_form), *map(str, caplog.records)]
    kept = [path.read_bytes() for place in (tmp_path, cache.folder()) for path in place.rglob("*") if path.is_file()]
    assert len(kept) > 1
    for place in told:
        assert key not in place
        assert secret not in place
    for data in kept:
        assert key.encode() not in data
        assert secret.encode() not in data
    assert any(key in header for header in server.keys)


@pytest.mark.parametrize("secret", ["sk-proj-Zz9_yX-8wV7uT6sR5qP4oN3mL2", "p%40ss%2Fw0rd-01234"])
@pytest.mark.parametrize("shape", ["user:{secret}@{place}/v1", "{place}/v1?api_key={secret}"])
def test_what_an_address_carries_is_found_nowhere(  # noqa: PLR0913, PLR0917 -- each is a place where it might be
    shape: str,
    secret: str,
    server: ModelServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def at(place: str) -> str:
        return "http://" + shape.format(secret=secret, place=place)

    place = server.url.removeprefix("http://").removesuffix("/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    for address, reply in (
        (at(place), None),
        (at(place), fails(401, f"no entry for {secret}")),
        (at(place), fails(500, f"could not reach {at(place)}")),
        (at(place), fails(400, f"response_format is unknown at {at(place)}")),
        (at(place), Reply(f"<a href='{at(place)}'>moved</a>", 302, {"location": at(place)}, kind="text/html")),
        (at(place), Reply(drops=True)),
        (at(place), Reply(hangs=True)),
        (at("127.0.0.1:1"), None),
        (at("127.0.0.1:none"), None),
        (at("[::1"), None),
        (at(place).replace("http:", "ftp:"), None),
    ):
        monkeypatch.setenv("OPENAI_API_BASE", address)
        server.script = in_turn(reply) if reply else lambda request, _: says(right(request))
        analysis = analyze(TEXT, "openai/any", deadline=2, recall=Recall(fresh=reply is not None))
        assert reply is None or len(analysis.failures) == len(analysis.run.chains)
        told += [analysis.model_dump_json(), repr(analysis), html.page(analysis), sarif.log(analysis, None)]
        try:
            check("Marlow Bay voted.", TEXT, "openai/any", deadline=2, recall=Recall(fresh=True))
        except WhosewordsError as error:
            told += [repr(error), repr(vars(error)), *traceback.format_exception(error)]
    monkeypatch.setenv("OPENAI_API_BASE", at(place))
    server.script = in_turn(fails(503, at(place)))
    source = rows(tmp_path / "in.jsonl", [{"id": 1, "text": f"{TEXT} And more."}])
    for output in (["--output", "out.jsonl", "--deadline", "2"], ["--export", "requests.jsonl"]):
        output[1] = str(tmp_path / output[1])
        cli.run(["batch", str(source), "--model", "openai/any", *output])
    out, err = capfd.readouterr()
    told += [out, err, caplog.text, *map(str, caplog.records)]
    kept = [path.read_bytes() for place in (tmp_path, cache.folder()) for path in place.rglob("*") if path.is_file()]
    assert len(kept) > 3
    plain = unquote(secret)
    for words in told:
        assert secret not in words
        assert plain not in words
    for data in kept:
        assert secret.encode() not in data
        assert plain.encode() not in data
    # With a user's name in the address a call ends before it leaves, as it has a key already.
    assert bool(server.requests) == shape.startswith("{place}")

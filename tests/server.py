"""An OpenAI-compatible server on the loopback address that answers, or misbehaves, as a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What goes back: a status, headers and a body of a ``kind``, after ``wait`` seconds.

    ``hangs`` sends nothing at all, ``drops`` cuts the line, ``halved`` cuts it in the body, ``drips`` sends a byte now
    and then.
    """

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    hangs: bool = False
    drops: bool = False
    halved: bool = False
    drips: bool = False
    kind: str = "application/json"
    wait: float = 0.0


Request = dict[str, Any]
Script = Callable[[Request, int], Reply]
"""The reply to a request's JSON body and its number, from 0."""


class ModelServer(ThreadingHTTPServer):
    """Serves ``script``; ``requests`` and ``keys`` keep what came in."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self) -> None:
        """Listen at a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: Script = in_turn(says("{}"))
        self.requests: list[Request] = []
        self.keys: list[str] = []
        self.closing = threading.Event()
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """The base address, as OPENAI_API_BASE takes it."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def model_server() -> Generator[ModelServer]:
    """A running server, stopped afterwards."""
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(text: str | None, *, finish: str = "stop", refusal: str | None = None, model: str = "served") -> Reply:
    """A well-formed completion."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return completion([{"index": 0, "message": message, "finish_reason": finish}], model=model)


def completion(choices: list[dict[str, Any]] | None, *, model: str = "served") -> Reply:
    """A completion with these choices."""
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    body = {"id": "c", "object": "chat.completion", "created": 1, "model": model, "choices": choices, "usage": usage}
    return Reply(json.dumps(body))


def fails(status: int, message: str = "no", *, code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI sends it; an underscore in a header's name stands for a hyphen."""
    body = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": code}})
    return Reply(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


def in_turn(*replies: Reply) -> Script:
    """Each reply once, then the last again and again."""
    return lambda _, number: replies[min(number, len(replies) - 1)]


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer  # pyright: ignore[reportIncompatibleVariableOverride] -- what serves it is known
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer one request."""
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.server.lock:
            number = len(self.server.requests)
            self.server.requests.append(request)
            self.server.keys.append(self.headers.get("authorization", ""))
        reply = self.server.script(request, number)
        if reply.hangs:
            self.server.closing.wait()
        if reply.hangs or reply.drops:
            self.close_connection = True
            return
        if reply.wait:
            time.sleep(reply.wait)
        body = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("content-type", reply.kind)
        self.send_header("content-length", str(len(body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            if reply.halved:
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            elif reply.drips:
                self._drip(body)
            else:
                self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        for at in range(len(body)):
            if self.server.closing.wait(0.05):
                break
            self.wfile.write(body[at : at + 1])
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's own name
        """Say nothing."""

"""What asking a model adds to the model's own time: against a local server whose answers take 200 ms."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from typing import Any

from rich.console import Console

from service import llm
from service.analysis import analyze_async
from service.article import Article
from service.asking import ask
from service.asking.terms import Recall, Terms
from service.chains import CHAINS
from service.llm.flights import carried_out
from service.prompt import Excerpt, Message, load

WAIT = 0.2
"""Seconds that the server takes for an answer."""
MODEL = "openai/local"
AT_ONCE = 64
"""Articles in flight at once."""
ROUNDS = 20
ARTICLES = 192

_SAID = "We can wait no longer than the spring,"
_ANSWERS: dict[str, dict[str, object]] = {
    "summary": {
        "sentences": [
            {"text": "The council talked about the harbour wall.", "support": ["It talked about the harbour wall"]},
            {"text": "In 1903 a storm broke the lamps.", "support": ["In 1903 a storm broke 3 lamps on the quay"]},
        ]
    },
    "quotations": {
        "quotations": [
            {"content": [_SAID], "directness": "direct", "cue": "said", "source": "Ann Poe", "speaker": "Ann Poe"}
        ]
    },
    "loaded_language": {
        "phrases": [
            {
                "before": "called the delay",
                "phrase": "reckless",
                "technique": "Loaded_Language",
                "reason": "It judges the delay.",
                "neutral": "long",
                "strength": 0.8,
            }
        ]
    },
}
_LEAD = (
    "The council met on Tuesday. It talked about the harbour wall, which was built in 1911 and leaks.",
    f"“{_SAID}” said Ann Poe, the harbour master, who called the delay reckless.",
)
_FRESH = Recall(fresh=True)


def run(console: Console) -> Mapping[str, object]:
    """Measure one article, many at once, a cached one, and what prompts share; prints and returns the figures."""
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as place, _served() as address:
        os.environ.update(OPENAI_API_BASE=address, OPENAI_API_KEY="none-is-needed", WHOSEWORDS_CACHE=place)
        figures["shared bytes"] = _shared()
        console.print(f"prompts of an article of 600 words share {_shared():.1%} of their bytes (aim: 95%)")
        asyncio.run(analyze_async(_article(0), MODEL, recall=_FRESH))  # loads what is loaded once
        added = asyncio.run(_added())
        figures["added ms p50"] = added
        console.print(f"one article takes {added:.1f} ms more than its slowest call (p50; aim: 15)")
        _prepared.update((_article(number), _messages(_article(number))) for number in range(ARTICLES))
        for work, what in ((_chains, "asked and grounded"), (_analyses, "with the builtin beside them")):
            # Right before each, as a machine's speed changes when others use it too.
            bare, dear = asyncio.run(carried_out(_all(_calls), time.monotonic() + 600, "The server"))
            speed, cost = asyncio.run(_all(work))
            figures |= {
                f"{what} articles/s": speed,
                f"{what} over calls alone": speed / bare,
                f"{what} processor ms": cost,
                f"{what} calls alone processor ms": dear,
            }
            console.print(
                f"{AT_ONCE} in flight, {what}: {speed:.1f} articles/s, {speed / bare:.2f} of litellm alone "
                f"(aim: 0.95); {cost:.0f} ms of a processor for each, of which litellm alone takes {dear:.0f}"
            )
        figures |= _cached()
        console.print(
            f"a cached article: {figures['cached ms p50']:.2f} ms p50, {figures['cached ms p99']:.2f} ms p99 (aim: 3), "
            f"litellm imported: {figures['litellm imported']}"
        )
    return figures


def _article(number: int) -> str:
    """An article of some 600 words, unlike the others."""
    history = (
        f"In {1900 + at} a storm broke {at} lamps on the quay and the ward of then paid {at * 7} crowns for new ones."
        for at in range(27)
    )
    return f"Ward {number} meets\n\n" + "\n\n".join((*_LEAD, *history))


def _shared() -> float:
    prompts = [json.dumps(load(chain.name).messages(Excerpt(_article(0)))).encode() for chain in CHAINS]
    same = next(at for at, letters in enumerate(zip(*prompts, strict=False)) if len(set(letters)) > 1)
    return same / max(map(len, prompts))


async def _added() -> float:
    """Milliseconds of one analysis over its slowest call, at the median."""
    over: list[float] = []
    complete = llm.complete
    took: list[float] = []

    async def timed(*args: Any, **options: Any) -> llm.Answer:  # noqa: ANN401 -- passed on as they are
        started = time.perf_counter()
        answer = await complete(*args, **options)
        took.append(time.perf_counter() - started)
        return answer

    llm.complete = timed
    try:
        for number in range(ROUNDS):
            took.clear()
            started = time.perf_counter()
            await analyze_async(_article(number), MODEL, recall=_FRESH)
            over.append(time.perf_counter() - started - max(took))
    finally:
        llm.complete = complete
    return 1000 * median(over)


async def _all(work: Callable[[str], Awaitable[object]]) -> tuple[float, float]:
    """Articles a second, so many in flight at once, and milliseconds of a processor for each."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with gate:
            await work(_article(number))

    started, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(one, range(ARTICLES)))
    used = time.process_time() - used
    return ARTICLES / (time.perf_counter() - started), 1000 * used / ARTICLES


_prepared: dict[str, list[tuple[list[Message], dict[str, Any]]]] = {}


def _messages(text: str) -> list[tuple[list[Message], dict[str, Any]]]:
    """The messages about an article and the form wanted, for each chain."""
    return [(load(chain.name).messages(Excerpt(text)), llm.answer_form(chain.answer)) for chain in CHAINS]


async def _calls(text: str) -> None:
    """The calls of an article, with litellm alone and all of it prepared."""
    acompletion = llm.bare()
    await asyncio.gather(
        *(
            acompletion(MODEL, messages, response_format=form, max_retries=0, num_retries=0)
            for messages, form in _prepared[text]
        )
    )


async def _chains(text: str) -> None:
    article = Article.read(text)
    terms = Terms((MODEL,), time.monotonic() + 120, _FRESH)
    await asyncio.gather(*(ask(chain, article, terms) for chain in CHAINS))


async def _analyses(text: str) -> None:
    await analyze_async(text, MODEL, recall=_FRESH)


_TIMED = """
import asyncio, json, sys, time
from service.analysis import analyze_async
text = sys.stdin.read()
async def main():
    took = []
    for _ in range(300):
        started = time.perf_counter()
        analysis = await analyze_async(text, sys.argv[1])
        took.append(1000 * (time.perf_counter() - started))
    assert not any(run.calls for run in analysis.run.chains.values())
    print(json.dumps([took, "litellm" in sys.modules]))
asyncio.run(main())
"""


def _cached() -> dict[str, object]:
    """A cached article, in a process of its own, which has loaded nothing to ask with."""
    text = _article(0)
    asyncio.run(analyze_async(text, MODEL))
    done = subprocess.run([sys.executable, "-c", _TIMED, MODEL], input=text, capture_output=True, text=True, check=True)  # noqa: S603 -- our own interpreter
    took, imported = json.loads(done.stdout)
    return {"cached ms p50": median(took), "cached ms p99": quantiles(took, n=100)[98], "litellm imported": imported}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer one request as its question wants, after a while."""
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        time.sleep(WAIT)
        question = request["messages"][-1]["content"]
        answer = next(answer for name, answer in _ANSWERS.items() if f'"{name}"' in question)
        message = {"role": "assistant", "content": json.dumps(answer)}
        usage = {"prompt_tokens": 4000, "completion_tokens": 20, "total_tokens": 4020}
        choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
        kind = {"id": "c", "object": "chat.completion", "created": 1, "model": "local"}
        body = json.dumps(kind | {"choices": choices, "usage": usage}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's own name
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512


@contextmanager
def _served() -> Generator[str]:
    """The address of a running server, in a process of its own, so that it takes no time of what is measured."""
    code = "from evals.speed.model import serve; serve()"
    command: Sequence[str] = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:  # noqa: S603 -- our own interpreter
        try:
            assert process.stdout  # noqa: S101 -- it is a pipe
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
        finally:
            process.terminate()


def serve() -> None:
    """Serve at a free port, which is printed, until terminated."""
    server = _Server(("127.0.0.1", 0), _Handler)
    print(server.server_address[1], flush=True)  # noqa: T201 -- who started it reads it
    thread = Thread(target=server.serve_forever)
    thread.start()
    thread.join()

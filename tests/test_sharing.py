"""The same question asked by many at once is put to the model once, in a process and across processes."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from service import analyze, cache
from service.analysis import analyze_async
from service.article import Article
from service.asking import ask
from service.asking.terms import Asked, Recall, Terms
from service.chains import CHAINS
from service.errors import InputError, ModelUnavailable
from service.llm.meter import Meter
from tests.misbehaviours import TEXT, right
from tests.server import ModelServer, Reply, Request, fails, in_turn, model_server, says

ROOT = Path(__file__).parents[1]
ARTICLE = Article.read(TEXT)


def answer(request: Request, _: int) -> Reply:
    return Reply(says(right(request)).body, wait=0.3)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server() as server:
        server.script = answer
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
        yield server


def test_two_hundred_at_once_make_one_call(server: ModelServer) -> None:
    async def all_at_once() -> list[Meter]:
        meters = [Meter() for _ in range(200)]
        terms = Terms(("openai/any",), time.monotonic() + 60)
        await asyncio.gather(*(ask(CHAINS[1], ARTICLE, terms, meter) for meter in meters))
        return meters

    runs = [meter.run() for meter in asyncio.run(all_at_once())]
    assert len(server.requests) == 1
    assert sorted((run.calls, run.cached) for run in runs) == [(0, 1)] * 199 + [(1, 0)]


def test_callers_in_threads_of_their_own_share_too(server: ModelServer) -> None:
    threads = [Thread(target=analyze, args=(TEXT, "openai/any")) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) == len(CHAINS)


_ASKING = """
import asyncio, sys, time
from service.article import Article
from service.asking import ask
from service.asking.terms import Terms
from service.chains import CHAINS
asyncio.run(ask(CHAINS[1], Article.read(sys.stdin.read()), Terms(("openai/any",), time.monotonic() + 100)))
"""


def test_processes_share_too(server: ModelServer) -> None:
    server.script = lambda request, _: Reply(says(right(request)).body, wait=4)
    running = [
        subprocess.Popen([sys.executable, "-W", "ignore", "-c", _ASKING], cwd=ROOT, stdin=subprocess.PIPE, text=True)  # noqa: S603 -- our own interpreter
        for _ in range(3)
    ]
    for process in running:
        assert process.stdin
        process.stdin.write(TEXT)
        process.stdin.close()
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    assert len(server.requests) == 1


def test_a_claim_ends_with_its_process(tmp_path: Path) -> None:
    key = "a" * 64
    reader, writer = os.pipe()
    if not (child := os.fork()):
        with cache.claimed(key) as held:
            os.write(writer, b"1" if held else b"0")
            time.sleep(30)
        os._exit(0)
    assert os.read(reader, 1) == b"1"
    with cache.claimed(key) as held:
        assert not held
    with cache.claimed("b" * 64) as held:
        assert held
    os.kill(child, 9)
    os.waitpid(child, 0)
    with cache.claimed(key) as held:
        assert held
    del tmp_path


def test_who_waits_longer_goes_on_when_the_first_gives_up(server: ModelServer) -> None:
    server.script = lambda request, _: Reply(says(right(request)).body, wait=1)

    async def two() -> tuple[object, object]:
        now = time.monotonic()
        short, long = (ask(CHAINS[1], ARTICLE, Terms(("openai/any",), now + wait)) for wait in (0.4, 20))
        one = asyncio.create_task(short)
        await asyncio.sleep(0.05)
        return tuple(await asyncio.gather(one, long, return_exceptions=True))  # pyright: ignore[reportReturnType] -- two

    short, long = asyncio.run(two())
    assert isinstance(short, ModelUnavailable)
    assert not isinstance(long, BaseException)


def test_cancelled_work_stops(server: ModelServer) -> None:
    server.script = in_turn(fails(503))

    async def cancelled() -> None:
        task = asyncio.create_task(analyze_async(TEXT, "openai/any", recall=Recall(fresh=True)))
        while not server.requests:  # noqa: ASYNC110 -- the server is in a thread
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(cancelled())
    time.sleep(2.5)
    assert len(server.requests) <= len(CHAINS), "first tries may be on their way; second ones may not follow"


def test_another_model_answers_when_one_is_down(server: ModelServer) -> None:
    server.script = lambda request, _: (
        fails(503) if request["model"] == "first" else says(right(request), model="other-1")
    )
    analysis = analyze(TEXT, "openai/first", asked=Asked(fallbacks=("openai/second",)), deadline=60)
    assert not analysis.failures
    assert {run.answered_by for run in analysis.run.chains.values()} == {"other-1"}
    assert analysis.run.model == "openai/first"


def test_a_budget_is_never_passed(server: ModelServer) -> None:
    server.script = lambda request, _: says(right(request), model="gpt-4o-mini")
    analysis = analyze(TEXT, "openai/gpt-4o-mini", asked=Asked(budget=0.0001))
    assert {failure.kind for failure in analysis.failures} == {"budget"}
    assert not server.requests
    analysis = analyze(TEXT, "openai/gpt-4o-mini", asked=Asked(budget=0.01))
    assert not analysis.failures
    assert 0 < sum(run.cost_usd or 0 for run in analysis.run.chains.values()) < 0.01


def test_a_model_without_a_price_has_no_budget(server: ModelServer) -> None:
    with pytest.raises(InputError, match="leave --budget out"):
        analyze(TEXT, "openai/any", asked=Asked(budget=1))
    with pytest.raises(InputError, match="openai/other costs isn't known"):
        analyze(TEXT, "openai/gpt-4o-mini", asked=Asked(fallbacks=["openai/other"], budget=1))
    assert not server.requests


def test_staggered_chains_wait_for_the_first(server: ModelServer) -> None:
    at: list[float] = []

    def script(request: Request, _: int) -> Reply:
        at.append(time.monotonic())
        return Reply(says(right(request)).body, wait=0.3)

    server.script = script
    analyze(TEXT, "openai/any", asked=Asked(stagger=True))
    assert at[1] - at[0] >= 0.3
    assert len(at) == len(CHAINS)


def test_a_repeated_article_is_kept_whole_and_no_cache_asks_again(server: ModelServer) -> None:
    first = analyze(TEXT, "openai/any")
    again = analyze(TEXT, "openai/any")
    assert len(server.requests) == len(CHAINS)
    assert again.model_copy(update={"run": first.run}) == first
    assert [(run.calls, run.cached, run.cost_usd) for run in again.run.chains.values()] == [(0, 1, 0.0)] * len(CHAINS)
    analyze(TEXT, "openai/any", recall=Recall(fresh=True))
    assert len(server.requests) == 2 * len(CHAINS)

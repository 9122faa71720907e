"""Whatever a provider does, an analysis ends in time, is sound, and names what failed; calls stay within the budget.

Every behaviour, for each chain, always, at first only, and every third time, over real HTTP to a local server.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from service import llm
from service.analysis import analyze, analyze_async
from service.asking.terms import Recall
from service.chains import CHAINS
from service.errors import (
    AnswerError,
    BudgetError,
    InputError,
    ModelRefused,
    ModelUnavailable,
    WhosewordsError,
)
from service.findings import Analysis, spans_of
from service.llm.meter import CALLS
from tests.misbehaviours import BEHAVIOURS, FORGED, TEXT, asked, right
from tests.server import ModelServer, Reply, Request, model_server, says

DEADLINE = 10.0
"""Seconds of an analysis; far more than any needs that gets an answer, so only those that get none take so long."""
LATE = 0.1
"""Seconds by which a deadline may be passed, on a machine that is idle."""
KINDS = {kind.kind for kind in (AnswerError, BudgetError, InputError, ModelRefused, ModelUnavailable)}
WHEN: dict[str, Callable[[int], bool]] = {
    "always": lambda _: True,
    "first only": lambda number: number == 0,
    "every third": lambda number: number % 3 == 0,
}
"""Whether a chain's call of this number, from 0, meets the behaviour."""
FATAL = {
    "401", "402", "404", "429 with a long wait", "never answers", "slow drip", "too long", "truncated",
    "truncated where it looks whole", "refusal", "filter", "policy", "empty", "no content", "no choices",
    "5 MB", "nested without end", "thousands of claims", "an error with status 200",
}  # fmt: skip
"""What costs an answer even when it happens once."""


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    """A server, with litellm and the builtin loaded, which takes longer than the deadlines here."""
    with pytest.MonkeyPatch.context() as patch, model_server() as server:
        patch.setenv("OPENAI_API_BASE", server.url)
        patch.setenv("OPENAI_API_KEY", "key-of-a-test")
        server.script = lambda request, _: says(right(request))
        assert not analyze(TEXT, "openai/any", deadline=120, recall=Recall(fresh=True)).failures
        yield server


@pytest.fixture
def server(running: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    monkeypatch.setattr(llm, "PAUSE", 0.01)
    monkeypatch.setattr(llm, "_form_of", {})
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
    monkeypatch.setenv("OPENAI_API_BASE", running.url)
    return running


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_an_analysis_outlives_it(name: str, server: ModelServer) -> None:
    calls: Counter[tuple[str, str]] = Counter()
    plans = {
        f"case-{chain.name}-{at}": (chain.answer.__name__, when)
        for chain in CHAINS
        for at, when in enumerate(WHEN.values())
    }

    def script(request: Request, _: int) -> Reply:
        schema = asked(request)
        with server.lock:
            number = calls[request["model"], schema]
            calls[request["model"], schema] += 1
        struck, when = plans[request["model"]]
        return BEHAVIOURS[name](request) if schema == struck and when(number) else says(right(request))

    server.script = script

    async def case(model: str) -> tuple[Analysis, float]:
        started = time.monotonic()
        analysis = await analyze_async(TEXT, f"openai/{model}", deadline=DEADLINE, recall=Recall(fresh=True))
        return analysis, time.monotonic() - started

    async def cases() -> list[tuple[Analysis, float]]:
        return await asyncio.gather(*map(case, plans))

    for (model, (struck, when)), (analysis, seconds) in zip(plans.items(), asyncio.run(cases()), strict=True):
        assert seconds < DEADLINE + LATE, (model, seconds)
        chain = next(chain.name for chain in CHAINS if chain.answer.__name__ == struck)
        assert_sound(analysis, struck=chain)
        for other in CHAINS:
            made = calls[model, other.answer.__name__]
            assert made <= CALLS
            assert analysis.run.chains[other.name].calls in {made, made + 1}, "a call may be cut before it arrives"
        if when is not WHEN["always"] and name not in FATAL:
            assert not analysis.failures, (name, model, analysis.failures)


def assert_sound(analysis: Analysis, struck: str) -> None:
    """Spans are true, nothing forged has one, and only the chain that was struck may have failed, by a name."""
    text = analysis.article.text
    for span in spans_of(analysis):
        assert text[span.start : span.end] == span.text
    assert Analysis.model_validate_json(analysis.model_dump_json()) == analysis
    assert {failure.chain for failure in analysis.failures} <= {struck}
    for failure in analysis.failures:
        assert failure.kind in KINDS
        assert failure.message
        assert "\n" not in failure.message
        assert not getattr(analysis, failure.chain)
    found = [*analysis.quotations, *analysis.loaded_language]
    assert not [span for item in found for span in spans_of(item) if FORGED in span.text]
    for name in {chain.name for chain in CHAINS} - {struck}:
        assert getattr(analysis, name)
    assert analysis.run.chains.keys() == {chain.name for chain in CHAINS}


def test_there_are_enough_of_them() -> None:
    assert len(BEHAVIOURS) >= 25
    assert set(BEHAVIOURS) >= FATAL
    assert issubclass(AnswerError, WhosewordsError)

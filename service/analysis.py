"""From a text to an analysis: the straight line every article takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import Any, TypeVar

from service import llm
from service.article import Article
from service.asking import USUAL, Recall, ask
from service.builtin.reading import Reading, read
from service.chains import CHAINS
from service.chains.chain import Chain, Grounded
from service.errors import InputError, WhosewordsError
from service.findings import Analysis, ChainRun, Failure, Finding, LoadedPhrase, Quotation, Run, Unlocated
from service.voice import give_voices
from service.webpage import article_text

T = TypeVar("T")

BUILTIN = "builtin"
DEADLINE = 120.0
"""Seconds an article may take unless told otherwise."""

Progress = Callable[[str], None]
"""Told the name of each chain as it ends."""


def analyze(
    text: str,
    model: str = BUILTIN,
    *,
    deadline: float = DEADLINE,
    recall: Recall = USUAL,
    progress: Progress | None = None,
) -> Analysis:
    """Analyse one article: what it says, who says it, and whose words are loaded.

    ``text`` is the article as pasted, or a web page's HTML; ``model`` is ``builtin`` or a LiteLLM model string;
    ``deadline`` is in seconds; ``recall`` says how a model's kept answers are used. A chain that fails is in
    ``failures`` beside the others' results; InputError says that the text can't be read, or that there is no such model
    or no key for it. Works inside a running event loop too.
    """
    return wherever(analyze_async(text, model, deadline=deadline, recall=recall, progress=progress))


def wherever(work: Coroutine[Any, Any, T]) -> T:
    """The result of ``work``, which runs to its end in a loop of its own, whether or not the caller is in one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


async def analyze_async(
    text: str,
    model: str = BUILTIN,
    *,
    deadline: float = DEADLINE,
    recall: Recall = USUAL,
    progress: Progress | None = None,
) -> Analysis:
    """`analyze`, for use in an event loop."""
    article = Article.read(article_text(text))
    answer = await _answerer(article, model, deadline, recall)
    outcomes = await asyncio.gather(*(_outcome(chain, answer, progress) for chain in CHAINS))
    return _analysis(article, model, outcomes)


Answerer = Callable[[Chain[Any]], Awaitable[tuple[Grounded, ChainRun]]]
Outcome = tuple[Chain[Any], Grounded | Failure, ChainRun]


async def _answerer(article: Article, model: str, deadline: float, recall: Recall) -> Answerer:
    if model == BUILTIN:
        reading = await asyncio.to_thread(read, article)
        return lambda chain: asyncio.to_thread(_answer_builtin, chain, reading)
    until = time.monotonic() + deadline
    if not recall.replay:
        await asyncio.to_thread(llm.check_model, model)
    return lambda chain: ask(chain, article, model=model, until=until, recall=recall)


def _answer_builtin(chain: Chain[Any], reading: Reading) -> tuple[Grounded, ChainRun]:
    if chain.builtin is None:
        raise InputError(f"The chain {chain.name} has no built-in answer; choose a model.")
    started = time.perf_counter()
    findings = chain.builtin(reading)
    return Grounded(findings), ChainRun(seconds=time.perf_counter() - started)


async def _outcome(chain: Chain[Any], answer: Answerer, progress: Progress | None) -> Outcome:
    try:
        grounded, run = await answer(chain)
    except WhosewordsError as error:
        grounded, run = Failure(chain=chain.name, kind=error.kind, message=str(error)), ChainRun()
    if progress:
        progress(chain.name)
    return chain, grounded, run


def _analysis(article: Article, model: str, outcomes: Sequence[Outcome]) -> Analysis:
    findings: dict[str, tuple[Finding, ...]] = {}
    failures: list[Failure] = []
    unlocated: list[Unlocated] = []
    for chain, outcome, _ in outcomes:
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            findings[chain.name] = outcome.findings
            unlocated += outcome.unlocated
    quotations = [item for item in findings.get("quotations", ()) if isinstance(item, Quotation)]
    phrases = [item for item in findings.get("loaded_language", ()) if isinstance(item, LoadedPhrase)]
    findings["loaded_language"] = give_voices(article, quotations, phrases)
    run = Run(model=model, version=version("whosewords"), chains={chain.name: run for chain, _, run in outcomes})
    return Analysis.model_validate(
        {**findings, "article": article, "unlocated": unlocated, "failures": failures, "run": run}
    )

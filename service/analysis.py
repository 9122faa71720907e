"""From a text to an analysis: the straight line every article takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from importlib.metadata import version
from typing import Any, TypeVar

from service import llm
from service.article import Article
from service.asking import ask, keeping
from service.asking.terms import PLAINLY, USUAL, Asked, Recall, Terms
from service.asking.together import known_to_builtin, with_builtin
from service.builtin.reading import Reading, read
from service.builtin.tongues import cannot, other_tongue
from service.chains import CHAINS
from service.chains.chain import Chain, Grounded
from service.errors import InputError, ModelUnavailable, WhosewordsError
from service.findings import Analysis, ChainRun, Failure, Finding, LoadedPhrase, Quotation, Run, Unlocated
from service.llm.flights import in_time, soon
from service.llm.meter import Meter
from service.voice import give_voices
from service.webpage import article_text

T = TypeVar("T")

BUILTIN = "builtin"
DEADLINE = 120.0
"""Seconds an article may take unless told otherwise."""

Progress = Callable[[str], object]
"""Told the name of each chain as it ends."""


def analyze(  # noqa: PLR0913 -- each is a choice of the caller's
    text: str,
    model: str = BUILTIN,
    *,
    deadline: float = DEADLINE,
    recall: Recall = USUAL,
    asked: Asked = PLAINLY,
    progress: Progress | None = None,
) -> Analysis:
    """Analyse one article: what it says, who says it, and whose words are loaded.

    ``text`` is the article as pasted, or a web page's HTML; ``model`` is ``builtin`` or a LiteLLM model string;
    ``deadline`` is in seconds; ``recall`` says how a model's kept answers are used, ``asked`` how it is asked. A chain
    that fails is in ``failures`` beside the others' results; InputError says that the text can't be read, or that there
    is no such model or no key for it. Works inside a running event loop too.
    """
    if model == BUILTIN:
        return _by_builtin(text, progress)
    return wherever(analyze_async(text, model, deadline=deadline, recall=recall, asked=asked, progress=progress))


def wherever(work: Coroutine[Any, Any, T]) -> T:
    """The result of ``work``, which runs to its end in a loop of its own, whether or not the caller is in one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


async def analyze_async(  # noqa: PLR0913 -- each is a choice of the caller's
    text: str,
    model: str = BUILTIN,
    *,
    deadline: float = DEADLINE,
    recall: Recall = USUAL,
    asked: Asked = PLAINLY,
    progress: Progress | None = None,
) -> Analysis:
    """`analyze`, for use in an event loop, in which ``progress`` is told."""
    until = time.monotonic() + deadline
    if model == BUILTIN:
        told = progress and partial(asyncio.get_running_loop().call_soon_threadsafe, progress)
        return await asyncio.to_thread(_by_builtin, text, told)
    terms = asked.terms(model, until, recall)
    key = keeping.key_of(text, terms.models, [chain.name for chain in CHAINS])
    if kept := None if recall.fresh else keeping.analysis(key, text, recall):
        for chain in CHAINS if progress else ():
            progress(chain.name)  # pyright: ignore[reportOptionalCall] -- there are none without it
        return kept
    article = Article.read(article_text(text))
    if not recall.replay:
        await _make_ready(terms)
    looking = asyncio.ensure_future(soon(_beside, _builtin_findings, article))
    meters = [Meter() for _ in CHAINS]
    outcomes = await _asked(article, terms, meters, progress, stagger=asked.stagger)
    if any(isinstance(outcome, Grounded) for _, outcome, _ in outcomes):
        outcomes = await _beside_builtin(outcomes, looking, until)
    analysis = _analysis(article, model, outcomes)
    if looking.done() and all(meter.whole for meter in meters) and not (recall.fresh or recall.replay):
        await asyncio.to_thread(keeping.keep, key, analysis, recall)
    return analysis


Outcome = tuple[Chain[Any], Grounded | Failure, ChainRun]

_beside = ThreadPoolExecutor(2, "whosewords-builtin")
"""The builtin reads here what a model is asked about, so that nobody's deadline waits for it."""


async def _make_ready(terms: Terms) -> None:
    """Check the models' names, keys and prices; when time is over meanwhile, the chains will say so."""
    try:
        await llm.ready(terms.models, terms.until, priced=terms.purse is not None)
    except ModelUnavailable:
        return


async def _asked(
    article: Article, terms: Terms, meters: Sequence[Meter], progress: Progress | None, *, stagger: bool
) -> list[Outcome]:
    """The outcomes of all chains, each with its meter and told as it ends."""

    async def outcome(chain: Chain[Any], meter: Meter) -> Outcome:
        started = time.perf_counter()
        try:
            grounded, run = await ask(chain, article, terms, meter)
        except WhosewordsError as error:
            grounded = _failure(chain, error)
            run = meter.run().model_copy(update={"seconds": time.perf_counter() - started})
        if progress:
            progress(chain.name)
        return chain, grounded, run

    waiting = list(zip(CHAINS, meters, strict=True))
    first = [await outcome(*waiting.pop(0))] if stagger else []
    return [*first, *await asyncio.gather(*(outcome(*one) for one in waiting))]


def _builtin_findings(article: Article) -> Mapping[str, tuple[Finding, ...]]:
    if other_tongue(article):
        return {}
    reading = read(article)
    return {
        chain.name: chain.builtin(reading)
        for chain in CHAINS
        if chain.builtin and chain.name in {"quotations", "loaded_language"}
    }


async def _beside_builtin(
    outcomes: Sequence[Outcome], looking: Awaitable[Mapping[str, tuple[Finding, ...]]], until: float
) -> list[Outcome]:
    """The outcomes with the builtin's beside them, unless it takes longer than there is time."""
    try:
        found = await in_time(looking, until, "The builtin")
    except ModelUnavailable:
        return list(outcomes)
    bring = {"quotations": with_builtin, "loaded_language": known_to_builtin}
    return [
        (chain, Grounded(bring[chain.name](outcome.findings, found[chain.name]), outcome.unlocated), run)
        if isinstance(outcome, Grounded) and chain.name in found
        else (chain, outcome, run)
        for chain, outcome, run in outcomes
    ]


def _by_builtin(text: str, progress: Progress | None) -> Analysis:
    """The embedded engine's analysis: its chains one after another, on one reading of the article."""
    article = Article.read(article_text(text))
    known = other_tongue(article) or read(article)
    outcomes: list[Outcome] = []
    for chain in CHAINS:
        started = time.perf_counter()
        try:
            outcome = Grounded(_found_by_builtin(chain, article, known))
        except WhosewordsError as error:
            outcome = _failure(chain, error)
        outcomes.append((chain, outcome, ChainRun(seconds=time.perf_counter() - started)))
        if progress:
            progress(chain.name)
    return _analysis(article, BUILTIN, outcomes)


def _found_by_builtin(chain: Chain[Any], article: Article, known: Reading | str) -> tuple[Finding, ...]:
    """What the builtin finds in an article of which the reading is ``known``, or the other language it is in."""
    if isinstance(known, str):
        if chain.abroad is None:
            raise cannot(known)
        return chain.abroad(article)
    if chain.builtin is None:
        raise InputError(f"The chain {chain.name} has no built-in answer; choose a model.")
    return chain.builtin(known)


def _failure(chain: Chain[Any], error: WhosewordsError) -> Failure:
    return Failure(chain=chain.name, kind=error.kind, message=str(error))


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
    run = Run(model=model, version=_version(), chains={chain.name: run for chain, _, run in outcomes})
    return Analysis.model_validate(
        {**findings, "article": article, "unlocated": unlocated, "failures": failures, "run": run}
    )


@cache
def _version() -> str:
    return version("whosewords")

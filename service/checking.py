"""Does a text keep to its article? Each of its sentences, with the passages it rests on and what is wrong with it."""

import asyncio
import time
from importlib.metadata import version

from service import llm
from service.analysis import BUILTIN, DEADLINE, wherever
from service.article import Article, check_text
from service.asking import ask
from service.asking.terms import PLAINLY, USUAL, Asked, Recall
from service.chains import check as question
from service.findings import ChainRun, Checked, Finding, Run, SummarySentence, Unlocated
from service.sentences import sentence_spans
from service.support import Support


def check(  # noqa: PLR0913 -- each is a choice of the caller's
    summary: str,
    article: str,
    model: str = BUILTIN,
    *,
    deadline: float = DEADLINE,
    recall: Recall = USUAL,
    asked: Asked = PLAINLY,
) -> Checked:
    """Check a summary, or any text, against the article it should keep to.

    Each sentence of ``summary`` gets the passages of ``article`` that say it, and problems in words. Code does it
    alone; a ``model`` proposes passages and doubts, and code has the last word on what it can check. ``deadline`` is in
    seconds; ``recall`` says how a model's kept answers are used, ``asked`` how it is asked. InputError when either text
    is empty, too long or not valid Unicode, or there is no such model; a model's own failures are raised as they are.
    """
    return wherever(check_async(summary, article, model, deadline=deadline, recall=recall, asked=asked))


async def check_async(  # noqa: PLR0913 -- each is a choice of the caller's
    summary: str,
    article: str,
    model: str = BUILTIN,
    *,
    deadline: float = DEADLINE,
    recall: Recall = USUAL,
    asked: Asked = PLAINLY,
) -> Checked:
    """`check`, for use in an event loop."""
    check_text(summary, what="summary")
    read = Article.read(article)
    sentences = [summary[start:end] for start, end in sentence_spans(summary)]
    if model == BUILTIN:
        started = time.perf_counter()
        found = await asyncio.to_thread(_builtin, sentences, read)
        return _checked(found, (), model, ChainRun(seconds=time.perf_counter() - started))
    terms = asked.terms(model, time.monotonic() + deadline, recall)
    if not recall.replay:
        await llm.ready(terms.models, terms.until, priced=terms.purse is not None)
    grounded, run = await ask(question.chain_for(sentences), read, terms)
    return _checked(grounded.findings, grounded.unlocated, model, run)


def _builtin(sentences: list[str], article: Article) -> tuple[SummarySentence, ...]:
    support = Support(article)
    return tuple(support.of(sentence) for sentence in sentences)


def _checked(found: tuple[Finding, ...], unlocated: tuple[Unlocated, ...], model: str, chain_run: ChainRun) -> Checked:
    sentences = tuple(sentence for sentence in found if isinstance(sentence, SummarySentence))
    sound = all(sentence.verdict == "supported" for sentence in sentences)
    run = Run(model=model, version=version("whosewords"), chains={question.NAME: chain_run})
    verdict = "supported" if sound else "unsupported"
    return Checked(verdict=verdict, sentences=sentences, unlocated=unlocated, run=run)

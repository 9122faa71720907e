"""What the server answers: the two endpoints of its API, and the page's own stream of one reading."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from service.analysis import BUILTIN, analyze_async
from service.asking.terms import Recall
from service.chains import CHAINS
from service.checking import check_async
from service.errors import InputError, WhosewordsError
from service.findings import Analysis
from service.render.html import fragment
from service.ui.line import Line

MAX_CHARACTERS = 400_000
"""The longest text read here, so that one reader can't keep all others waiting: some 65,000 words."""
MAX_PAGE = 5_000_000
"""The longest web page's HTML read here."""


def models() -> list[str]:
    """Who may read: the embedded engine, and what WHOSEWORDS_MODELS names."""
    return [BUILTIN, *os.environ.get("WHOSEWORDS_MODELS", "").split()]


class Answering:
    """Reads articles in one line; ``any_model`` lets a caller name models that aren't configured."""

    def __init__(self, line: Line, *, any_model: bool) -> None:
        """Nothing is read yet."""
        self._line = line
        self._any_model = any_model

    async def analyze(self, text: str, model: str = BUILTIN) -> dict[str, Any]:
        """Analyse a news article: what it says, who says it, and whose words are loaded.

        Args:
            text: The article as plain text, or a web page's HTML.
            model: Who answers: builtin, or a LiteLLM model string.

        Returns:
            The analysis, schema_version 1, or {"error": {"kind", "message"}}.

        """
        return await self._answered(lambda: analyze_async(text, model), model, article=text)

    async def check(self, summary: str, article: str, model: str = BUILTIN) -> dict[str, Any]:
        """Check whether a summary keeps to its article, sentence by sentence.

        Args:
            summary: The summary, or any text that should keep to the article.
            article: The article as plain text.
            model: Who answers: builtin, or a LiteLLM model string.

        Returns:
            The verdict and the sentences with their support and problems, or {"error": {"kind", "message"}}.

        """
        return await self._answered(
            lambda: check_async(summary, article, model), model, summary=summary, article=article
        )

    async def _answered(self, work: Callable[[], Awaitable[Any]], model: object, **texts: object) -> dict[str, Any]:
        try:
            for name, text in texts.items():
                check_size(text, name)
            self._check_model(model)
            async with self._line.place():
                found = await work()
        except WhosewordsError as error:
            return {"error": {"kind": error.kind, "message": str(error)}}
        return found.model_dump(mode="json")

    async def read(self, text: object, model: object) -> AsyncIterator[str]:
        """One reading as JSON lines: which chains there are, each as it is done, then the analysis and its HTML.

        A model's answers are shown as they come: {"partial"} is HTML with what there is so far.

        The last line is {"html", "analysis"} or {"error"}; whoever stops listening calls the work off.
        """
        done: asyncio.Queue[str] = asyncio.Queue()
        try:
            article, model = check_size(text, "article"), self._check_model(model)
            yield _line(chains=[chain.name for chain in CHAINS], model=model)
            async with self._line.place():
                yield _line(begun=True)
                work = asyncio.create_task(analyze_async(article, model, progress=done.put_nowait))
                try:
                    waiting = {chain.name for chain in CHAINS}
                    async for name in _told(done, work):
                        waiting.discard(name)
                        yield _line(done=name)
                        if model != BUILTIN and waiting and not work.done():
                            yield _line(partial=await _so_far(article, model, waiting))
                    analysis = work.result()
                finally:
                    work.cancel()
            yield await asyncio.to_thread(_result, analysis)
        except WhosewordsError as error:
            yield _line(error={"kind": error.kind, "message": str(error)})

    def _check_model(self, model: object) -> str:
        if not isinstance(model, str) or not model.strip():
            raise InputError("The model must be a name; give builtin, or a LiteLLM model string.")
        if not self._any_model and model not in models():
            raise InputError(f"The model {model[:80]} isn't offered here; choose one of {', '.join(models())}.")
        return model


async def _so_far(article: str, model: str, waiting: set[str]) -> str:
    """What a model's answers give so far, as HTML; they are kept, and so cost nothing a second time.

    Whose words a phrase is, only the quotations tell, so the phrases wait for them.
    """
    waiting |= {"loaded_language"} if "quotations" in waiting else set()
    found = await analyze_async(article, model, recall=Recall(replay=True))
    left = dict.fromkeys(waiting, ())
    failures = tuple(failure for failure in found.failures if failure.chain not in waiting)
    return await asyncio.to_thread(
        fragment, found.model_copy(update={**left, "failures": failures}), frozenset(waiting)
    )


def check_size(text: object, what: str) -> str:
    """``text`` when it is one that is read here; InputError says why not."""
    if not isinstance(text, str):
        raise InputError(f"The {what} must be text; give it as a string.")
    most = MAX_PAGE if text.lstrip("\ufeff \t\r\n").startswith("<") else MAX_CHARACTERS
    if len(text) > most:
        raise InputError(
            f"The {what} has {len(text):,} characters, and {most:,} is the most that is read here; split it."
        )
    return text


async def _told(done: asyncio.Queue[str], work: "asyncio.Task[Analysis]") -> AsyncIterator[str]:
    """The name of each chain as it ends, until the work does."""
    while not work.done():
        told = asyncio.create_task(done.get())
        await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
        if told.done():
            yield told.result()
        else:
            told.cancel()


def _result(analysis: Analysis) -> str:
    return _line(html=fragment(analysis), analysis=analysis.model_dump(mode="json"))


def _line(**facts: object) -> str:
    return json.dumps(facts) + "\n"

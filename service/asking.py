"""One question to a model: from the cache, or asked, checked, and asked once more with what was wrong."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service import cache, llm
from service.article import Article
from service.chains.chain import Chain, Grounded
from service.chunks import split
from service.errors import AnswerError, TooLongError, WhosewordsError
from service.findings import ChainRun
from service.prompt import Message, Prompt, load
from service.replies import Reply, joined, read_reply, reask

ASKS = 2
"""Times a piece of an article is asked about: once, and once more when something was wrong."""
SHORTEST = 1_000
"""Characters of a piece that isn't split again when it is too much for the model."""

Piece = tuple[int, int]
Answered = tuple[Reply, ChainRun]


async def ask(chain: Chain[Any], article: Article, *, model: str, until: float) -> tuple[Grounded, ChainRun]:
    """Put ``chain``'s question about ``article`` to ``model``, by the monotonic time ``until``.

    A long article is asked about in pieces, all at once, and grounded as a whole. Raises what `llm.complete` raises,
    and AnswerError when no answer has the form asked for.
    """
    started = time.perf_counter()
    question = _Question(chain, article, load(chain.name), model, until)
    pieces = [piece for piece in split(article.text) if _readable(article, *piece)] or [(0, len(article.text))]
    answered = await question.put(pieces)
    answer = joined([reply.answer for reply, _ in answered if reply.answer])
    run = _total([run for _, run in answered])
    seconds = time.perf_counter() - started
    return chain.ground(answer, article), run.model_copy(
        update={"prompt_digest": question.prompt.digest, "seconds": seconds}
    )


@dataclass(frozen=True)
class _Question:
    chain: Chain[Any]
    article: Article
    prompt: Prompt
    model: str
    until: float

    async def put(self, pieces: Sequence[Piece]) -> list[Answered]:
        """The answers to the pieces, in order; when one fails, the others are called off."""
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(self._piece(piece, number, len(pieces)))
                    for number, piece in enumerate(pieces, start=1)
                ]
        except* WhosewordsError as failures:
            failure = failures.exceptions[0]
        else:
            return [answered for task in tasks for answered in task.result()]
        raise failure

    async def _piece(self, piece: Piece, number: int, pieces: int) -> list[Answered]:
        """The answer to one piece, or those to its parts when the model can't take it whole."""
        start, end = piece
        try:
            return [await self._answer(_readable(self.article, start, end), number, pieces)]
        except TooLongError:
            if end - start <= SHORTEST:
                raise
        parts = split(self.article.text[start:end], (end - start) * 2 // 3)
        return await self.put([(start + first, start + last) for first, last in parts])

    async def _answer(self, text: str, number: int, pieces: int) -> Answered:
        messages = self.prompt.messages(text, piece=number, pieces=pieces)
        key = cache.key_of(
            chain=self.chain.name,
            prompt=self.prompt.digest,
            schema=self.chain.answer.model_json_schema(),
            model=self.model,
            endpoints=dict(llm.endpoints()),
            messages=messages,
        )
        if kept := cache.get(key):
            reply = read_reply(kept, self.chain, self.article)
            if reply.answer:
                return reply, ChainRun(cached=1, cost_usd=0.0)
        reply, run = await self._asked(messages)
        await asyncio.to_thread(cache.put, key, reply.text)
        return reply, run

    async def _asked(self, messages: list[Message]) -> Answered:
        """The best of the replies to one question; AnswerError when none has the form asked for."""
        best = Reply("")
        runs: list[ChainRun] = []
        for ask_number in range(ASKS):
            try:
                answer = await llm.complete(
                    [*messages, *(reask(best) if ask_number else ())],
                    model=self.model,
                    schema=self.chain.answer,
                    timeout=self.until - time.monotonic(),
                )
            except WhosewordsError:
                if best.answer:  # a first answer that can be read is worth more than the second's failure
                    break
                raise
            runs.append(_took(answer))
            reply = read_reply(answer.text, self.chain, self.article)
            best = max(best, reply, key=lambda reply: reply.worth) if ask_number else reply
            if not reply.problems:
                break
        if not best.answer:
            why = f"The model {self.model} gave no answer of the form asked for: {best.problems[0]} Use another model."
            raise AnswerError(why, answer=best.text)
        return best, _total(runs)


def _readable(article: Article, start: int, end: int) -> str:
    """What a model is given of ``[start, end)``: all but the furniture."""
    within = [(max(part.start, start), min(part.end, end)) for part in article.readable()]
    return "\n\n".join(article.text[first:last] for first, last in within if first < last)


def _took(answer: llm.Answer) -> ChainRun:
    return ChainRun(
        calls=answer.calls,
        input_tokens=answer.input_tokens,
        output_tokens=answer.output_tokens,
        cost_usd=answer.cost_usd,
    )


def _total(runs: Sequence[ChainRun]) -> ChainRun:
    """The runs added up; what they cost is unknown as soon as one's is."""
    costs = [run.cost_usd for run in runs if run.cost_usd is not None]
    return ChainRun(
        calls=sum(run.calls for run in runs),
        cached=sum(run.cached for run in runs),
        input_tokens=sum(run.input_tokens for run in runs),
        output_tokens=sum(run.output_tokens for run in runs),
        cost_usd=sum(costs) if len(costs) == len(runs) else None,
    )

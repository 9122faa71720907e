"""One question to a model: from the cache, or asked, checked, and asked once more with what was wrong."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from service import cache, llm
from service.article import Article
from service.chains.chain import Chain, Grounded
from service.chunks import split
from service.errors import AnswerError, ModelUnavailable, TooLongError, WhosewordsError
from service.findings import ChainRun
from service.prompt import Message, Prompt, load
from service.replies import Reply, joined, read_reply, reask

ASKS = 2
"""Times a piece of an article is asked about: once, and once more when something was wrong."""
SHORTEST = 1_000
"""Characters of a piece that isn't split again when it is too much for the model."""

Piece = tuple[int, int]
Answered = tuple[Reply, ChainRun]


class NotKeptError(ModelUnavailable):
    """No answer to the question is kept, and the model isn't to be asked."""


@dataclass(frozen=True)
class Recall:
    """How answers kept on disk are used: ``replay`` answers from them alone, without the model.

    A reply kept under the name ``payer`` is taken, for the same ``payer``, as if it had just been paid for: its run is
    told again. So an article that is begun anew after a crash costs nothing twice, and its run reads as it would have.
    """

    replay: bool = False
    payer: str = ""


USUAL = Recall()
"""What is kept is used, and what isn't is asked."""


class Kept(BaseModel):
    """A reply as it is kept: its text, what it took, and who paid for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    run: ChainRun = ChainRun()
    payer: str = ""


def keep(key: str, kept: Kept) -> None:
    """Keep a reply under the key of its question; takes milliseconds, so call it in a thread."""
    cache.put(key, kept.model_dump_json())


def key_of(chain: Chain[Any], prompt: Prompt, model: str, messages: list[Message]) -> str:
    """The key under which the reply to a question is kept."""
    return cache.key_of(
        chain=chain.name,
        prompt=prompt.digest,
        schema=chain.answer.model_json_schema(),
        model=model,
        endpoints=dict(llm.endpoints()),
        messages=messages,
    )


def questions(chain: Chain[Any], article: Article, model: str) -> Iterator[tuple[str, list[Message]]]:
    """What `ask` would put to ``model`` first, for each piece of the article: the question's key and its messages."""
    prompt, pieces = load(chain.name), _pieces(article)
    for number, piece in enumerate(pieces, start=1):
        messages = prompt.messages(_readable(article, *piece), piece=number, pieces=len(pieces), about=chain.about)
        yield key_of(chain, prompt, model, messages), messages


async def ask(
    chain: Chain[Any], article: Article, *, model: str, until: float, recall: Recall = USUAL
) -> tuple[Grounded, ChainRun]:
    """Put ``chain``'s question about ``article`` to ``model``, by the monotonic time ``until``.

    A long article is asked about in pieces, all at once, and grounded as a whole. Raises what `llm.complete` raises,
    AnswerError when no answer has the form asked for, and NotKeptError as ``recall`` has it.
    """
    started = time.perf_counter()
    question = _Question(chain, article, load(chain.name), model, until, recall)
    answered = await question.put(_pieces(article))
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
    recall: Recall

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
        except (TooLongError, NotKeptError):
            if end - start <= SHORTEST:
                raise
        parts = split(self.article.text[start:end], (end - start) * 2 // 3)
        return await self.put([(start + first, start + last) for first, last in parts])

    async def _answer(self, text: str, number: int, pieces: int) -> Answered:
        """The best of the replies to one question; AnswerError when none has the form asked for."""
        messages = self.prompt.messages(text, piece=number, pieces=pieces, about=self.chain.about)
        best = Reply("")
        runs: list[ChainRun] = []
        for ask_number in range(ASKS):
            try:
                reply, run = await self._replied([*messages, *(reask(best) if ask_number else ())])
            except WhosewordsError:
                if best.answer:  # a first answer that can be read is worth more than the second's failure
                    break
                raise
            runs.append(run)
            best = max(best, reply, key=lambda reply: reply.worth) if ask_number else reply
            if not reply.problems:
                break
        if not best.answer:
            why = f"The model {self.model} gave no answer of the form asked for: {best.problems[0]} Use another model."
            raise AnswerError(why, answer=best.text)
        return best, _total(runs)

    async def _replied(self, messages: list[Message]) -> Answered:
        """The reply to these messages: the one kept, or a new one, which is kept."""
        key = key_of(self.chain, self.prompt, self.model, messages)
        kept = _kept(cache.get(key))
        if kept:
            own = bool(kept.payer) and kept.payer == self.recall.payer
            reply = read_reply(kept.text, self.chain, self.article)
            if reply.answer or own:
                return reply, kept.run if own else ChainRun(cached=1, cost_usd=0.0)
        if self.recall.replay:
            raise NotKeptError(
                f"No answer of the model {self.model} is kept for this question; ask it without --replay or --import."
            )
        answer = await llm.complete(
            messages, model=self.model, schema=self.chain.answer, timeout=self.until - time.monotonic()
        )
        reply, run = read_reply(answer.text, self.chain, self.article), _took(answer)
        if reply.answer or self.recall.payer:
            await asyncio.to_thread(keep, key, Kept(text=answer.text, run=run, payer=self.recall.payer))
        return reply, run


def _kept(text: str | None) -> Kept | None:
    """The reply in what is kept; None when there is none, or it isn't of our making."""
    try:
        return Kept.model_validate_json(text) if text else None
    except ValidationError:
        return None


def _pieces(article: Article) -> list[Piece]:
    """The pieces in which a model is asked about the article."""
    return [piece for piece in split(article.text) if _readable(article, *piece)] or [(0, len(article.text))]


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

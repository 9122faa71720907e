"""One question to a model: from the cache, or asked, checked, and asked once more with what was wrong."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from service import cache, llm
from service.article import Article
from service.asking.pieces import Pieces, Place, digest, moved
from service.asking.replies import Reply, joined, read_answer, read_reply, reask
from service.asking.terms import Terms
from service.chains.chain import Chain, Grounded
from service.errors import AnswerError, InputError, ModelUnavailable, TooLongError, WhosewordsError
from service.findings import ChainRun
from service.llm.flights import in_time, once, soon
from service.llm.meter import Meter
from service.prompt import Excerpt, Message, Prompt, load

ASKS = 2
"""Times a piece of an article is asked about: once, and once more when something was wrong."""
SHORTEST = 1_000
"""Characters of a piece that isn't split again when it is too much for the model."""
MOST = 100
"""Texts at most that a long article's passages are asked about in, for its summary: far more than the longest gives."""

Answered = tuple[Reply, Grounded]
"""A reply about a piece, and what it found, with the whole article's offsets."""

Grounding = Awaitable[Callable[[Any], Grounded]]
"""What will look an answer's words up, as soon as it is made."""

_LOOKING = "Looking up the model's words"
_reading = ThreadPoolExecutor(2, "whosewords-reading")
"""Replies are looked up here, so that nobody's deadline waits for it."""


class NotKeptError(ModelUnavailable):
    """No answer to the question is kept, and the model isn't to be asked."""


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
        schema=llm.answer_form(chain.answer),
        model=model,
        endpoints=dict(llm.endpoints()),
        messages=messages,
    )


def questions(chain: Chain[Any], article: Article, model: str) -> Iterator[tuple[str, list[Message]]]:
    """What `ask` would put to ``model`` first, for each piece of the article: the question's key and its messages."""
    prompt, pieces = load(chain.name), Pieces(article)
    for number, place in enumerate(pieces.places, start=1):
        messages = prompt.messages(pieces.excerpt(place, number, len(pieces.places)), chain.about)
        yield key_of(chain, prompt, model, messages), messages


async def ask(
    chain: Chain[Any], article: Article, terms: Terms, meter: Meter | None = None
) -> tuple[Grounded, ChainRun]:
    """Put ``chain``'s question about ``article`` to a model; ``meter`` tells what it took even when it fails.

    A long article is asked about in pieces, all at once. Raises what `llm.complete` raises, AnswerError when no answer
    has the form asked for, and NotKeptError as ``terms`` have it.
    """
    started = time.perf_counter()
    pieces = Pieces(article)
    meter = meter or Meter()
    meter.purse = terms.purse
    meter.limit *= len(pieces.places) + (len(pieces.places) > 1)
    question = _Question(chain, pieces, load(chain.name), terms, meter)
    grounded = await question.found()
    run = meter.run()
    return grounded, run.model_copy(
        update={"prompt_digest": question.prompt.digest, "seconds": time.perf_counter() - started}
    )


@dataclass(frozen=True)
class _Question:
    chain: Chain[Any]
    pieces: Pieces
    prompt: Prompt
    terms: Terms
    meter: Meter
    down: set[str] = field(default_factory=set[str])

    async def found(self) -> Grounded:
        """What the answers to all pieces come to."""
        chain = self.chain
        answered = await self._put(self.pieces.places)
        if len(answered) == 1:
            return answered[0][1]
        if chain.merge is None:
            answer = joined([reply.answer for reply, _ in answered if reply.answer])
            return await self._read(partial(chain.ground, answer, self.pieces.article))
        return await self._summed(chain.merge, chain.merge([grounded for _, grounded in answered]))

    async def _summed(
        self, merge: Callable[[Sequence[Grounded]], Grounded], merged: Grounded, most: int = MOST
    ) -> Grounded:
        """What the pieces' passages come to, asked about as one text; those themselves without an answer."""
        texts = digest(self.chain.passages(merged)) if self.chain.passages else []
        if not 0 < len(texts) < most:
            return merged
        excerpts = [Excerpt(text, number, len(texts)) for number, text in enumerate(texts, start=1)]
        try:
            replies = [await self._answer(excerpt, self.pieces.article) for excerpt in excerpts]
        except WhosewordsError:
            self.meter.whole = False
            return merged
        found = merge([reply.grounded for reply in replies])
        return await self._summed(merge, found, len(texts)) if len(texts) > 1 else found

    async def _put(self, places: Sequence[Place]) -> list[Answered]:
        """The answers to the pieces, in order; when one fails, the others are called off."""
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(self._piece(place, number, len(places)))
                    for number, place in enumerate(places, start=1)
                ]
        except* WhosewordsError as failures:
            failure = failures.exceptions[0]
        else:
            return [answered for task in tasks for answered in task.result()]
        raise failure

    async def _piece(self, place: Place, number: int, pieces: int) -> list[Answered]:
        """The answer to one piece, or those to its parts when the model can't take it whole."""
        excerpt = self.pieces.excerpt(place, number, pieces)
        try:
            reply = await self._answer(excerpt, self.pieces.read(place))
        except (TooLongError, NotKeptError):
            if place[1] - place[0] <= SHORTEST:
                raise
        else:
            return [(reply, moved(reply.grounded, place[0]))]
        return await self._put(self.pieces.parts(place))

    async def _answer(self, excerpt: Excerpt, article: Article) -> Reply:
        """The best of the replies to one question, of the first model that isn't down."""
        messages = self.prompt.messages(excerpt, self.chain.about)
        ground = asyncio.ensure_future(soon(_reading, self.chain.grounding, article))
        for left in range(len(self.terms.models), 1, -1):
            model = self.terms.models[-left]
            if model in self.down:
                continue
            now = time.monotonic()
            try:
                return await self._asked(messages, ground, model, now + (self.terms.until - now) / left)
            except (ModelUnavailable, InputError) as error:
                if not isinstance(error, NotKeptError):
                    self.down.add(model)
                    self.meter.whole = False
        return await self._asked(messages, ground, self.terms.models[-1], self.terms.until)

    async def _asked(self, messages: list[Message], ground: Grounding, model: str, until: float) -> Reply:
        """The best of a model's replies; AnswerError when none has the form asked for."""
        best = Reply("")
        for number in range(ASKS):
            try:
                reply = await self._replied([*messages, *(reask(best) if number else ())], ground, model, until)
            except WhosewordsError:
                if best.answer:  # a first answer that can be read is worth more than the second's failure
                    self.meter.whole = False
                    break
                raise
            if number:
                self.meter.runs.append(ChainRun(reasks=1, cost_usd=0.0))
            best = max(best, reply, key=lambda reply: reply.worth) if number else reply
            if not reply.problems:
                break
        if not best.answer:
            why = f"The model {model} gave no answer of the form asked for: {best.problems[0]} Use another model."
            raise AnswerError(why, answer=best.text)
        return best

    async def _replied(self, messages: list[Message], ground: Grounding, model: str, until: float) -> Reply:
        """The reply to these messages: the one kept, or a new one, which is kept."""
        key, recall = key_of(self.chain, self.prompt, model, messages), self.terms.recall
        kept, first = (None if recall.fresh else self._kept(key)), False
        if kept is None:
            if recall.replay:
                raise NotKeptError(
                    f"No answer of the model {model} is kept for this question; ask it without --replay or --import."
                )
            kept, first = await once(
                f"{key}{' fresh' * recall.fresh}",
                partial(self._new, key, messages, model, until),
                until,
                f"The model {model}",
            )
        own = first or (bool(kept.payer) and kept.payer == recall.payer)
        told = kept.run.model_copy(update={"calls": 0} if first else {})  # the meter has counted them
        self.meter.runs.append(told if own else _from_cache(kept.run))
        looking_up = await in_time(asyncio.shield(ground), self.terms.until, _LOOKING)
        return await self._read(partial(read_reply, kept.text, self.chain, looking_up))

    def _kept(self, key: str) -> Kept | None:
        """The reply that is kept; None when there is none that can be used."""
        text = cache.get(key)
        try:
            kept = Kept.model_validate_json(text) if text else None
        except ValidationError:
            return None
        own = kept and kept.payer and kept.payer == self.terms.recall.payer
        return kept if kept and (own or read_answer(kept.text, self.chain)[0]) else None

    async def _new(self, key: str, messages: list[Message], model: str, until: float) -> Kept:
        """The reply of the model, unless another process has it meanwhile."""
        recall = self.terms.recall
        if recall.fresh:
            return await self._complete(messages, model, until)
        pause = 0.005
        while True:
            with cache.claimed(key) as held:
                if kept := self._kept(key):
                    return kept.model_copy(update={"run": _from_cache(kept.run)})
                if held:
                    kept = await self._complete(messages, model, until)
                    if recall.payer or read_answer(kept.text, self.chain)[0]:
                        await asyncio.to_thread(keep, key, kept)
                    return kept
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.1)

    async def _complete(self, messages: list[Message], model: str, until: float) -> Kept:
        timeout = until - time.monotonic()
        answer = await llm.complete(messages, model=model, schema=self.chain.answer, timeout=timeout, meter=self.meter)
        run = ChainRun(
            answered_by=answer.model,
            replies=1,
            calls=answer.calls,
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            cost_usd=answer.cost_usd,
        )
        return Kept(text=answer.text, run=run, payer=self.terms.recall.payer)

    async def _read(self, work: Any) -> Any:  # noqa: ANN401 -- whatever the work gives
        """Look words up, in a thread, in the time that is left."""
        looking = asyncio.get_running_loop().run_in_executor(_reading, work)
        return await in_time(looking, self.terms.until, _LOOKING)


def _from_cache(run: ChainRun) -> ChainRun:
    """What a reply takes that was paid for before."""
    return ChainRun(answered_by=run.answered_by, replies=1, cached=1, cost_usd=0.0)

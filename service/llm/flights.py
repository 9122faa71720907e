"""Questions in flight: a thread with an event loop on which models are asked, where the same question is asked once.

Connections outlive an analysis there, limits hold for the whole process, and a caller's loop may come and go.
"""

import asyncio
import atexit
import os
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import Any, TypeVar

from service.errors import BudgetError, ModelUnavailable

HEAD_START = 0.03
"""Seconds that questions have to go out before anything else is read: threads share Python's lock."""

S = TypeVar("S")
T = TypeVar("T")


@dataclass
class _Flight:
    task: "asyncio.Task[Any]"
    until: float
    waiting: int = 0


_flights: dict[tuple[int, str], _Flight] = {}


async def carried_out(work: Coroutine[Any, Any, T], until: float, what: str) -> T:
    """The result of ``work``, done on the loop of this module, by the monotonic time ``until``.

    When the time is over, or the caller is cancelled, the work is called off. ModelUnavailable: time is over.
    """
    loop = _loop(os.getpid())
    if asyncio.get_running_loop() is loop:
        return await in_time(work, until, what)
    future: Future[T] = asyncio.run_coroutine_threadsafe(work, loop)
    return await in_time(asyncio.wrap_future(future), until, what)


async def once(key: str, work: Callable[[], Coroutine[Any, Any, T]], until: float, what: str) -> tuple[T, bool]:
    """The result of ``work``, done once for all who ask for the same ``key`` meanwhile; True for who had it done.

    It goes on as long as anybody waits for it.
    """
    return await carried_out(_joined(key, work, until), until, what)


async def _joined(key: str, work: Callable[[], Coroutine[Any, Any, T]], until: float) -> tuple[T, bool]:
    place = os.getpid(), key
    while True:
        flight = _flights.get(place)
        first = flight is None
        if flight is None:
            flight = _flights[place] = _Flight(asyncio.create_task(work()), until)
            flight.task.add_done_callback(lambda _, ours=flight: _landed(place, ours))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task), first
        except ModelUnavailable:
            if first or flight.until >= until:  # else who had it done had less time than we have
                raise
        except BudgetError:
            if first:  # else it was another's money that didn't reach
                raise
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                _landed(place, flight)
                flight.task.cancel()


def _landed(place: tuple[int, str], flight: _Flight) -> None:
    if _flights.get(place) is flight:
        del _flights[place]


async def soon(pool: Executor, work: Callable[[S], T], given: S) -> T:
    """The result of ``work`` in a thread of ``pool``, begun when the questions are on their way, which it'd hold up."""
    await asyncio.sleep(HEAD_START)
    return await asyncio.get_running_loop().run_in_executor(pool, work, given)


async def in_time(work: Awaitable[T], until: float, what: str) -> T:
    """The result of ``work`` by the monotonic time ``until``; ModelUnavailable says that ``what`` took longer."""
    left = until - time.monotonic()
    try:
        async with asyncio.timeout(max(left, 0)):
            return await work
    except TimeoutError:
        raise ModelUnavailable(
            f"{what} gave no answer in the {max(left, 0):.0f} s left; allow more time or try later.", retryable=True
        ) from None


@cache
def _loop(process: int) -> asyncio.AbstractEventLoop:
    """The loop, running in a thread; a process's own, for a forked one has no thread."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name=f"whosewords-asking-{process}", daemon=True).start()
    atexit.register(_close, loop, process)
    return loop


def _close(loop: asyncio.AbstractEventLoop, process: int) -> None:
    """Call off what still runs when Python ends, which would complain of it otherwise."""
    if os.getpid() != process:
        return

    async def call_off() -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run_coroutine_threadsafe(call_off(), loop).result(timeout=1)
    loop.call_soon_threadsafe(loop.stop)

"""The line in front of the engine: some articles are read at once, some wait, and the rest are told to come back."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from service.errors import ModelUnavailable

AT_ONCE = 4
"""Articles read at the same time."""
WAITING = 32
"""Articles that may wait for their turn."""
LONGEST = 180.0
"""Seconds one may be read for, its time in the line not counted."""


class Line:
    """One line for the page and the API alike."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, longest: float = LONGEST) -> None:
        """Nobody is in the line yet."""
        self._turns = asyncio.Semaphore(at_once)
        self._room = at_once + waiting
        self._longest = longest
        self._inside = 0

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[None]:
        """Wait for a turn and hold it; ModelUnavailable when the line is full, or the turn takes too long."""
        if self._inside >= self._room:
            raise ModelUnavailable(
                f"{self._room} articles are being read or wait already; try again in a minute.", retryable=True
            )
        self._inside += 1
        try:
            async with self._turns, asyncio.timeout(self._longest):
                yield
        except TimeoutError:
            raise ModelUnavailable(
                f"The article took longer than {self._longest:.0f} seconds; give a shorter one, or use another model.",
                retryable=True,
            ) from None
        finally:
            self._inside -= 1

"""Whether work grows no faster than its text: by the processor's time for a size and twice it, never by a limit."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TRIES = 5
MOST_GROWTH = 2.7
"""Twice the size takes twice the time when work is linear, four times when it grows with the square."""
MOMENT = 0.01
"""Seconds of the processor too few to tell anything by."""


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work`` of ``size`` takes about twice the time of half the size, in one of the tries."""
    for _ in range(TRIES):
        half, whole = (min(seconds(work, of) for _ in range(2)) for of in (size // 2, size))
        if whole < MOMENT or whole < MOST_GROWTH * half:
            return True
    return False


def seconds(work: Callable[[T], object], given: T) -> float:
    """The processor's seconds, which don't depend on who else is using it."""
    started = time.process_time()
    work(given)
    return time.process_time() - started

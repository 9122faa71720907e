"""Whether work grows no faster than its text: by the processor's time for a size and twice it, never by a limit."""

import time
from collections.abc import Callable

TRIES = 3
MOST_GROWTH = 3
"""Twice the size takes twice the time when work is linear, four times when it grows with the square."""
MOMENT = 0.02


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work`` of ``size`` takes about twice the time of half the size, in one of the tries."""
    for _ in range(TRIES):
        half, whole = (min(_seconds(work, of) for _ in range(2)) for of in (size // 2, size))
        if whole < MOST_GROWTH * half + MOMENT:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = time.process_time()
    work(size)
    return time.process_time() - started

"""Whether work grows no faster than its text: by the processor's time for a size and a fourth of it, not by a limit."""

import time
from collections.abc import Callable
from statistics import median_low
from typing import TypeVar

T = TypeVar("T")

ROUNDS = 5
PART = 4
MOST_GROWTH = 7.5
"""Four times the size takes four times the time when work is linear, sixteen when it grows with the square."""
MOMENT = 0.01
"""Seconds of the processor too few to tell anything by."""


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work`` of ``size`` takes about four times what a fourth takes, in most of the rounds."""
    return median_low(_growth(work, size) for _ in range(ROUNDS)) < MOST_GROWTH


def _growth(work: Callable[[int], object], size: int) -> float:
    part, whole = seconds(work, size // PART), seconds(work, size)
    return 0.0 if whole < MOMENT else whole / part


def seconds(work: Callable[[T], object], given: T) -> float:
    """The processor's seconds, which don't depend on who else is using it."""
    started = time.process_time()
    work(given)
    return time.process_time() - started

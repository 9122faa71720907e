"""Quotation marks: where a run of quoted words opens and closes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A quoted run: its words are ``[start, end)``, its marks stand just outside; ``closed`` is False when the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


def quoted_runs(text: str) -> tuple[Run, ...]:
    """The outermost quoted runs of ``text``, in order."""
    return ()

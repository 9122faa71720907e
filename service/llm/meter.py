"""What asking a model takes: HTTP calls and money, each counted as it is spent and held to a limit."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from service.errors import BudgetError
from service.findings import ChainRun

CALLS = 12
"""HTTP calls at most for one chain's question about one piece of an article: retries, re-asks and all."""


class Purse:
    """What may be spent on an article, in US dollars; used on one event loop alone.

    Before a call the most that it may cost is put aside, and afterwards what it did cost is taken; so the limit is
    never passed, whatever runs at once.
    """

    def __init__(self, usd: float) -> None:
        """Fill it."""
        self._left = usd
        self._aside = 0.0
        self._back = asyncio.Event()

    @asynccontextmanager
    async def paying(self, most: float) -> AsyncGenerator["Bill"]:
        """Put ``most`` aside while a call runs; waits while others' money may come back, then raises BudgetError."""
        while most > self._left - self._aside:
            if not self._aside:
                raise BudgetError(
                    f"The next call may cost ${most:.4f}, and ${max(self._left, 0):.4f} of the budget is left; "
                    "allow more with --budget."
                )
            self._back.clear()
            await self._back.wait()
        bill = Bill(most)
        self._aside += most
        try:
            yield bill
        finally:
            self._aside -= most
            self._left -= bill.cost
            self._back.set()


@dataclass
class Bill:
    """What a call cost, in US dollars; the most it may, until that is known."""

    cost: float


@dataclass
class Meter:
    """What one chain's question has taken so far; ``limit`` is how many HTTP calls it may make in all.

    ``whole`` is False when something failed on the way, so that asking again may bring a better answer.
    """

    limit: int = CALLS
    calls: int = 0
    whole: bool = True
    runs: list[ChainRun] = field(default_factory=list[ChainRun])
    purse: Purse | None = None

    def call(self) -> bool:
        """Count one more HTTP call; False when there may be none."""
        if self.calls >= self.limit:
            return False
        self.calls += 1
        return True

    def run(self) -> ChainRun:
        """All of it together; calls that brought no answer count too."""
        told = total(self.runs)
        calls = self.calls + told.calls
        return told.model_copy(update={"calls": calls, "cost_usd": told.cost_usd if self.runs else None})


def total(runs: Iterable[ChainRun]) -> ChainRun:
    """The runs added up; what they cost is unknown as soon as one's is."""
    runs = list(runs)
    costs = [run.cost_usd for run in runs if run.cost_usd is not None]
    models = dict.fromkeys(name for run in runs if run.answered_by for name in run.answered_by.split(", "))
    return ChainRun(
        answered_by=", ".join(models) or None,
        calls=sum(run.calls for run in runs),
        reasks=sum(run.reasks for run in runs),
        replies=sum(run.replies for run in runs),
        cached=sum(run.cached for run in runs),
        input_tokens=sum(run.input_tokens for run in runs),
        output_tokens=sum(run.output_tokens for run in runs),
        cost_usd=sum(costs) if len(costs) == len(runs) else None,
    )

"""What an answer takes: seconds, tokens and money, an article; counted for every task that asks a chain."""

from collections.abc import Iterable

from evals.scoring import Counts
from evals.tasks.task import Figure, ratio
from service.findings import Run


def cost(runs: Iterable[Run], *chains: str) -> Counts:
    """The sums of one article over some chains of its runs; a call of unknown cost makes the whole cost unknown."""
    sums = Counts(float, articles=1)
    for run in (run.chains[chain] for run in runs for chain in chains if chain in run.chains):
        sums["seconds"] += run.seconds
        sums["tokens"] += run.input_tokens + run.output_tokens
        sums["dollars"] += run.cost_usd or 0.0
        sums["cost unknown"] += run.cost_usd is None and run.calls > 0
    return sums


def _dollars(sums: Counts) -> float | None:
    if sums["cost unknown"] or not sums["articles"]:
        return None
    return sums["dollars"] / sums["articles"]


COST = (
    Figure("seconds an article", ratio("seconds", "articles"), "lower", "cost", shown="number"),
    Figure("tokens an article", ratio("tokens", "articles"), "lower", "cost", shown="number"),
    Figure("dollars an article", _dollars, "lower", "cost", shown="dollars"),
)

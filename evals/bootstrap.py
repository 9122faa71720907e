"""How sure a figure is: intervals by bootstrap over articles, for one run and for the difference between two.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993): the percentile interval, and for two runs the
paired one, in which both are resampled alike.
"""

from collections.abc import Callable, Sequence

from evals.scoring import Counts

SAMPLES = 1000
LEVEL = 0.95

Interval = tuple[float, float]
Compute = Callable[[Counts], float | None]


def resampled(rows: Sequence[Counts], *, samples: int = SAMPLES, seed: int = 0) -> list[Counts]:
    """The summed counts of ``samples`` draws, with replacement, of as many articles as ``rows`` has.

    The same number of rows and seed draw the same articles: so two runs on the same articles are resampled alike.
    """
    import numpy as np

    if not rows:
        return []
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=float)
    draws = np.random.default_rng(seed).multinomial(len(rows), [1 / len(rows)] * len(rows), size=samples)
    return [Counts(float, zip(names, sums.tolist(), strict=True)) for sums in draws @ table]


def interval(drawn: Sequence[Counts], figure: Compute, *, level: float = LEVEL) -> Interval | None:
    """The middle ``level`` of a figure's values on the draws; None when it is undefined in each."""
    return _middle([figure(sums) for sums in drawn], level)


def paired(
    before: Sequence[Counts], after: Sequence[Counts], figure: Compute, *, level: float = LEVEL
) -> Interval | None:
    """The middle ``level`` of the differences ``after`` minus ``before``, draw by draw, of two runs resampled alike."""
    values = [(figure(one), figure(other)) for one, other in zip(before, after, strict=True)]
    return _middle([b - a if a is not None and b is not None else None for a, b in values], level)


def _middle(values: Sequence[float | None], level: float) -> Interval | None:
    import numpy as np

    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)

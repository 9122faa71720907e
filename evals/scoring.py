"""Scores as pure functions of counts: keyword-only, and None where a figure is undefined.

Every count is additive over articles, so that a figure for many articles, and its bootstrap, is the figure of the sum.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

Span = tuple[int, int]
"""``[start, end)`` in code points."""

Counts = defaultdict[str, float]
"""Sums by name; a name never counted is 0."""

THRESHOLDS = (1.0, 0.8, 0.5)
"""Jaccard from which two contents count as the same quotation."""


def precision(*, right: float, predicted: float) -> float | None:
    """The share of what was predicted that is right."""
    return right / predicted if predicted else None


def recall(*, right: float, gold: float) -> float | None:
    """The share of the gold labels that was found."""
    return right / gold if gold else None


def f1(*, precision: float | None, recall: float | None) -> float | None:
    """The harmonic mean of the two; 0 when both are 0, None when either is undefined."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def balanced_accuracy(
    *, true_positives: float, positives: float, true_negatives: float, negatives: float
) -> float | None:
    """The mean of the recalls of the two classes."""
    if not positives or not negatives:
        return None
    return (true_positives / positives + true_negatives / negatives) / 2


def macro_f1(
    *, true_positives: float, false_positives: float, false_negatives: float, true_negatives: float
) -> float | None:
    """The mean of the F1 of the two classes of a yes-or-no question."""
    yes = _class_f1(true_positives, false_positives, false_negatives)
    no = _class_f1(true_negatives, false_negatives, false_positives)
    return None if yes is None or no is None else (yes + no) / 2


def _class_f1(right: float, false: float, missed: float) -> float | None:
    return 2 * right / (2 * right + false + missed) if right + false + missed else None


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The offsets of the letters and digits in some spans: what contents are compared by, marks and spaces aside."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """The size of the intersection over that of the union; 0 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def match_contents(
    *, gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]], least: float
) -> dict[int, int]:
    """Match predicted contents to gold ones, one to one, best Jaccard first, from ``least`` on.

    Returns the index of the gold content for each predicted one that has a match. Source: the matching used for
    PolNeAR (Newell et al., LREC 2018), on letters and digits.
    """
    at: dict[int, list[int]] = {}
    for index, content in enumerate(gold):
        for offset in content:
            at.setdefault(offset, []).append(index)
    pairs = [
        (jaccard(content, gold[other]), mine, other)
        for mine, content in enumerate(predicted)
        for other in sorted({index for offset in content for index in at.get(offset, ())})
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for agreement, mine, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if agreement >= least and mine not in matched and other not in taken:
            matched[mine] = other
            taken.add(other)
    return matched


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with those that overlap joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def span_counts(*, gold: Iterable[Span], predicted: Iterable[Span]) -> Counts:
    """The sums behind span precision and recall as SemEval-2020 Task 11 defines them (Da San Martino et al., 2020).

    With S predicted and T gold, overlaps merged, ``precise`` is the sum over s in S of Σ_t |s ∩ t| / |s|,
    ``recalled`` that over t in T of Σ_s |s ∩ t| / |t|; ``predicted`` and ``gold`` are |S| and |T|; ``astray`` counts
    the predicted spans that touch no gold.
    """
    mine, theirs = merged(predicted), merged(gold)
    counts = Counts(float, predicted=len(mine), gold=len(theirs))
    touched: set[Span] = set()
    first = 0
    for span in mine:
        while first < len(theirs) and theirs[first][1] <= span[0]:
            first += 1
        for other in theirs[first:]:
            if other[0] >= span[1]:
                break
            common = min(span[1], other[1]) - max(span[0], other[0])
            counts["precise"] += common / (span[1] - span[0])
            counts["recalled"] += common / (other[1] - other[0])
            touched.add(span)
    counts["astray"] = len(mine) - len(touched)
    return counts


def total(rows: Iterable[Counts]) -> Counts:
    """The counts of several articles, added up."""
    added = Counts(float)
    for row in rows:
        for name, count in row.items():
            added[name] += count
    return added


def interval(
    rows: Sequence[Counts],
    figure: Callable[[Counts], float | None],
    *,
    samples: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> tuple[float, float] | None:
    """The bootstrap interval of a figure over articles: the middle ``level`` of its values on resampled articles.

    ``rows`` holds the counts of each article. None when the figure is undefined in every sample. Source: Efron and
    Tibshirani, An Introduction to the Bootstrap (1993), the percentile interval.
    """
    import numpy as np

    if not rows:
        return None
    names = sorted({name for row in rows for name in row})
    table = np.array([[row[name] for name in names] for row in rows], dtype=float)
    drawn = np.random.default_rng(seed).multinomial(len(rows), [1 / len(rows)] * len(rows), size=samples) @ table
    values = [figure(Counts(float, zip(names, row.tolist(), strict=True))) for row in drawn]
    known = [value for value in values if value is not None]
    if not known:
        return None
    edges = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(edges[0]), float(edges[1])

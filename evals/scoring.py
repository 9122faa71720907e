"""Scores as pure functions of counts: keyword-only, and None where a figure is undefined.

Every count is additive over articles, so that a figure for many articles, and its bootstrap, is the figure of the sum.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""``[start, end)`` in code points."""

Counts = defaultdict[str, float]
"""Sums by name; a name never counted is 0."""

_WORD = re.compile(r"\w+")

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


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


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
            common = overlap(span, other)
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


def per(*, count: float, of: float, each: float = 1) -> float | None:
    """How many there are for each ``each`` of something: flags per 1,000 words, altered quotations per 100."""
    return each * count / of if of else None


def auc(*, pairs: Iterable[tuple[str, float, bool, float]]) -> float | None:
    """The chance that a positive text has a higher score than a negative one of the same group, a tie counting half.

    ``pairs`` are (group, score, positive, how many); pairs of texts are made within a group alone, and those of all
    groups weigh the same, so a group's share of positives adds nothing. With one group it is the plain area under the
    ROC curve. None without a pair. Source: the Mann-Whitney form of the area (Hanley and McNeil, Radiology 1982).
    """
    ranked: dict[str, dict[float, list[float]]] = {}
    for group, score, positive, many in pairs:
        ranked.setdefault(group, {}).setdefault(score, [0.0, 0.0])[positive] += many
    won = played = 0.0
    for scores in ranked.values():
        below = positives = 0.0
        for _, (negative, positive) in sorted(scores.items()):
            won += positive * (below + negative / 2)
            below += negative
            positives += positive
        played += below * positives
    return won / played if played else None


def rouge_l(*, summary: str, references: Iterable[str]) -> float | None:
    """ROUGE-L, the F1 of the longest common subsequence of words, against the reference it fits best; None without one.

    Words are runs of letters and digits in lower case, unstemmed. Source: Lin, ROUGE: A Package for Automatic
    Evaluation of Summaries (2004), section 3, with precision and recall weighed alike.
    """
    from rapidfuzz.distance import LCSseq

    mine = _WORD.findall(summary.lower())
    scores = [
        f1(
            precision=precision(right=(common := LCSseq.similarity(mine, theirs)), predicted=len(mine)),
            recall=recall(right=common, gold=len(theirs)),
        )
        for theirs in (_WORD.findall(reference.lower()) for reference in references)
    ]
    return max((score for score in scores if score is not None), default=None)

"""The fitted parts of the quotations: which word is a cue, and which words around it are its content and its source.

Their parameters are plain numbers in ``data/quotations.json``; data/README.md is their card. Without the file the rules
of `cues` do alone, and find less.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise, repeat
from math import exp
from operator import add
from typing import TYPE_CHECKING, Any

from service.builtin.quotations.features import NOWHERE, OFFSETS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "data/quotations.json"
_UNKNOWN = 0


@dataclass(frozen=True)
class CueClassifier:
    """Logistic regression: ``weights`` are those of the features that tell."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Sequence[str]) -> float:
        """How likely a word with these features is a cue, from 0 to 1."""
        return 1 / (1 + exp(-self.bias - sum(map(self.weights.get, features, repeat(0.0)))))


class RoleTagger:
    """A linear-chain conditional random field (Lafferty et al., 2001) over the words around one cue.

    ``labels`` are B or I followed by C (content) or S (source), or O. ``columns`` hold, for each column of features and
    each distance it is looked at from, the weight of each label for each value.
    """

    def __init__(
        self,
        labels: Sequence[str],
        bias: Sequence[float],
        steps: Sequence[Sequence[float]],
        columns: Mapping[str, Mapping[str, Sequence[float]]],
    ) -> None:
        """``bias`` are the weights of the labels, ``steps`` of one after another, row by row from the first on."""
        import numpy as np

        self.labels = tuple(labels)
        self._bias = np.array(bias, dtype=np.float32)
        self._steps = tuple(zip(*steps, strict=True))
        near = {key: values for key, values in columns.items() if OFFSETS.get(key[:-2])}
        self._near = _Weights(near, len(labels))
        self._here = _Weights({key: values for key, values in columns.items() if key not in near}, len(labels))

    def read(self, columns: Mapping[str, Sequence[str]]) -> list[str]:
        """The best sequence of labels for words with these columns of features, all of one length."""
        length = len(columns["word"])
        beyond = [NOWHERE] * max(map(abs, self._near.offsets), default=0)
        around = self._near.of({name: [*beyond, *values, *beyond] for name, values in columns.items()})
        scores = self._bias + self._here.of(columns).sum(axis=1)
        for place, offset in enumerate(self._near.offsets):
            first = len(beyond) + offset
            scores += around[first : first + length, place]
        return [self.labels[label] for label in self._best_path(scores.tolist())]

    def _best_path(self, scores: list[list[float]]) -> list[int]:
        """Viterbi's algorithm; ``scores`` has a row for each word and a column for each label."""
        best = [scores[0]]
        for row in scores[1:]:
            before = best[-1]
            best.append([max(map(add, before, into)) + score for into, score in zip(self._steps, row, strict=True)])
        path = [_largest(best.pop())]
        while best:
            path.append(_largest(list(map(add, best.pop(), self._steps[path[-1]]))))
        return path[::-1]


def _largest(values: Sequence[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)


class _Weights:
    """The weights of columns of features: those of one value of a column, at all distances, are one row."""

    def __init__(self, columns: Mapping[str, Mapping[str, Sequence[float]]], labels: int) -> None:
        import numpy as np

        self.offsets = tuple(sorted({int(key[-2:]) for key in columns}))
        self._rows: dict[str, dict[str, int]] = {}
        rows = _UNKNOWN + 1
        for key, values in columns.items():
            known = self._rows.setdefault(key[:-2], {})
            new = [value for value in values if value not in known]
            known.update(zip(new, range(rows, rows + len(new)), strict=True))
            rows += len(new)
        self._weights = np.zeros((rows, len(self.offsets), labels), dtype=np.float32)
        for key, values in columns.items():
            places = list(map(self._rows[key[:-2]].__getitem__, values))
            self._weights[places, self.offsets.index(int(key[-2:]))] = list(values.values())

    def of(self, columns: Mapping[str, Sequence[str]]) -> "NDArray[np.float32]":
        """What all the columns' values weigh: by word, distance and label."""
        import numpy as np

        held = [list(map(rows.get, columns[name], repeat(_UNKNOWN))) for name, rows in self._rows.items()]
        words = len(next(iter(columns.values())))
        return self._weights[np.array(held, dtype=np.intp).reshape(len(held), words)].sum(axis=0)


@dataclass(frozen=True)
class Fitted:
    """The fitted parts together, with the words they know by name."""

    words: frozenset[str]
    cue_words: frozenset[str]
    cues: CueClassifier
    roles: RoleTagger


@cache
def fitted() -> Fitted | None:
    """The fitted parts, or None where their file is left out."""
    file = files("service.builtin").joinpath(FILE)
    if not file.is_file():
        return None
    table: dict[str, Any] = json.loads(file.read_text("utf-8"))
    cue, roles = table["cue"], table["roles"]
    return Fitted(
        frozenset(table["words"]),
        frozenset(table["cue_words"]),
        CueClassifier(cue["bias"], cue["weights"]),
        RoleTagger(roles["labels"], roles["bias"], roles["steps"], roles["columns"]),
    )


def stretches(labels: Sequence[str], role: str) -> list[tuple[int, int]]:
    """Where a role's words stand: ``[start, end)`` for each unbroken stretch of them."""
    flags = [False, *(label.endswith(role) for label in labels), False]
    edges = [place for place, (before, here) in enumerate(pairwise(flags)) if before != here]
    return list(zip(edges[::2], edges[1::2], strict=True))

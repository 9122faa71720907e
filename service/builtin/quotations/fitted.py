"""The fitted parts of the quotations: which word is a cue, and which words around it are its content and its source.

Their parameters are plain numbers in ``data/quotations.json``; data/README.md is their card. Without the file the rules
of `cues` do alone, and find less.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Any

from service.builtin.quotations.features import NOWHERE, OFFSETS

if TYPE_CHECKING:
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
        weights = self.weights
        return 1 / (1 + exp(-self.bias - sum(weights.get(feature, 0.0) for feature in features)))


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
        self._bias = np.array([bias], dtype=np.float32)
        self._steps = tuple(map(tuple, zip(*steps, strict=True)))
        self._rows: dict[str, dict[str, int]] = {}
        self._weights: dict[str, NDArray[np.float32]] = {}
        for name, values in columns.items():
            self._rows[name] = {value: row for row, value in enumerate(values, _UNKNOWN + 1)}
            self._weights[name] = np.array([[0.0] * len(labels), *values.values()], dtype=np.float32)

    def read(self, columns: Mapping[str, Sequence[str]]) -> list[str]:
        """The best sequence of labels for words with these columns of features, all of one length."""
        import numpy as np

        length = len(columns["word"])
        scores = np.repeat(self._bias, length, axis=0)
        for name, values in columns.items():
            for offset in OFFSETS.get(name, (0,)):
                key = f"{name}{offset:+}"
                rows = self._rows.get(key)
                if rows is None:
                    continue
                looked_at = values
                if offset < 0:
                    looked_at = [NOWHERE] * min(-offset, length) + list(values[: max(0, length + offset)])
                elif offset:
                    looked_at = list(values[offset:]) + [NOWHERE] * min(offset, length)
                scores += self._weights[key][[rows.get(value, _UNKNOWN) for value in looked_at]]
        return [self.labels[label] for label in self._best_path(scores.tolist())]

    def _best_path(self, scores: list[list[float]]) -> list[int]:
        """Viterbi's algorithm; ``scores`` has a row for each word and a column for each label."""
        indices = range(len(self.labels))
        best = scores[0]
        back: list[list[int]] = []
        for row in scores[1:]:
            came: list[int] = []
            reached: list[float] = []
            for label in indices:
                steps = self._steps[label]
                sums = [before + step for before, step in zip(best, steps, strict=True)]
                top = max(sums)
                came.append(sums.index(top))
                reached.append(top + row[label])
            back.append(came)
            best = reached
        path = [max(indices, key=best.__getitem__)]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]


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

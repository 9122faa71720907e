"""Gold labels: our own, and those of published sets, read from a path the user gives; one file each, a line in `SETS`.

Offsets are code points, half-open, into ``text``. No text of a published set is in this repository.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.labels import babe, basil, claims, own, polnear, ptc, writers
from evals.labels.label import Labelled
from service.errors import InputError

OWN = Path(__file__).parent.parent / "gold" / "articles.jsonl"
"""Our own gold."""


@dataclass(frozen=True)
class LabelSet:
    """A set: its name, whether a path holds it, and how to read it."""

    name: str
    holds: Callable[[Path], bool]
    read: Callable[[Path], Iterator[Labelled]]


SETS: tuple[LabelSet, ...] = (
    LabelSet("own", own.holds, own.read),
    LabelSet("PolNeAR", polnear.holds, polnear.read),
    LabelSet("BASIL", basil.holds, basil.read),
    LabelSet("PTC", ptc.holds, ptc.read),
    LabelSet("BABE", babe.holds, babe.read),
    LabelSet("SummEdits", claims.holds_summedits, claims.read_summedits),
    LabelSet("QAGS", claims.holds_qags, claims.read_qags),
    LabelSet("writers", writers.holds, writers.read),
)


@dataclass(frozen=True)
class Gold:
    """The labelled texts of a path, and the name of their set."""

    name: str
    path: Path
    texts: tuple[Labelled, ...]


def read_gold(path: Path) -> Gold:
    """All labelled texts of a file or folder; InputError when it is of no known set, or names what can't be read."""
    if not path.exists():
        raise InputError(f"There is no gold file {path}; check the path given with --gold.")
    found = next((known for known in SETS if known.holds(path)), None)
    if found is None:
        names = ", ".join(known.name for known in SETS)
        raise InputError(f"{path} holds labels of no known set ({names}); see evals/README.md for their forms.")
    texts = tuple(found.read(path))
    if not texts:
        raise InputError(f"{path} holds no labelled text; give another with --gold.")
    return Gold(found.name, path, texts)

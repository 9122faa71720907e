"""What a task is: labelled texts, what is counted in each, and the figures made of the counts."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.labels import Labelled
from evals.scoring import Counts
from service.findings import Analysis


@dataclass(frozen=True)
class Figure:
    """One number of a task's report; ``people`` is how well people agree with each other on the same thing."""

    name: str
    compute: Callable[[Counts], float | None]
    people: str = ""


@dataclass(frozen=True)
class Task:
    """A question of quality: ``counts`` compares an analysis with the labels of its text, ``figures`` sum it up."""

    name: str
    suits: Callable[[Labelled], bool]
    counts: Callable[[Labelled, Analysis], Counts]
    figures: tuple[Figure, ...]

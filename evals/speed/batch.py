"""How fast a batch of the builtin is on one process and on two, and whether its memory grows with its rows."""

import json
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from rich.console import Console

from service.batch import Batch
from service.batch.output import Tally
from service.batch.tasks import Analyses

ROWS = 10_000
JOBS = (1, 2)

_SUBJECTS = ("council", "ministry", "union", "harbour office", "school board", "health service", "water company")
_DEEDS = ("rejected", "postponed", "defended", "withdrew", "approved", "criticised", "published")
_MATTERS = ("a toll on lorries", "its budget", "the reckless plan", "new rules for ships", "a report on prices")


def run(console: Console, rows: int = ROWS) -> Mapping[str, object]:
    """Answer ``rows`` invented articles with one process, then with two; returns and prints the figures.

    Memory is that of all processes together, in MB, when a tenth of the rows is done and at the end (Linux alone).
    """
    figures: dict[str, object] = {"rows": rows}
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "in.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row)}\n" for row in islice(_rows(), rows))
        for jobs in JOBS:
            memory: dict[int, float] = {}

            def told(tally: Tally, memory: dict[int, float] = memory) -> None:
                if tally.done in range(rows // 10, rows // 10 + 8) or tally.done > rows - 8:
                    memory[tally.done] = _memory()

            started = time.perf_counter()
            batch = Batch(source, Path(place, f"out-{jobs}.jsonl"), Analyses("builtin", 120, replay=False))
            batch.run(jobs=jobs, told=told, warn=console.print)
            seconds.append(time.perf_counter() - started)
            early, late = memory[min(memory)], memory[max(memory)]
            figures[f"{jobs} processes"] = {"seconds": seconds[-1], "MB after a tenth": early, "MB at the end": late}
            console.print(f"{jobs} processes: {rows / seconds[-1]:.1f} rows/s, {early:.0f} MB, then {late:.0f} MB")
    figures["gain"] = seconds[0] / seconds[-1]
    console.print(f"{JOBS[-1]} processes are {figures['gain']:.2f} times as fast as one")
    return figures


def _rows() -> Iterator[Mapping[str, object]]:
    """Articles of some two hundred words, no two the same."""
    number = 0
    while True:
        sentences = [
            f"The {_SUBJECTS[(number + at) % 7]} of ward {number} {_DEEDS[(number + 3 * at) % 7]} "
            f"{_MATTERS[(number + at) % 5]} on Monday. “We will not accept {_MATTERS[at % 5]},” Ana Ruiz said."
            for at in range(8)
        ]
        yield {"id": number, "text": f"Ward {number} decides\n\n" + "\n\n".join(sentences) + "\n"}
        number += 1


def _memory() -> float:
    """The memory of this process and of those it started, in MB."""
    own = Path("/proc/self")
    children = Path(own, "task", own.resolve().name, "children").read_text("utf-8").split()
    pages = sum(int(Path("/proc", process, "statm").read_text("utf-8").split()[1]) for process in ["self", *children])
    return pages * 4096 / 1e6

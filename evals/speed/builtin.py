"""How fast the builtin reads articles and starts, beside spaCy alone and textacy's direct quotations; its memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.console import Console

from service.batch.processes import pool
from service.errors import InputError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from spacy.language import Language

GOLD = Path("evals/gold/articles.jsonl")
ARTICLES = Path("tests/articles")
LEAST = 40
"""Articles measured; fewer are repeated."""
ROUNDS = 5


def run(console: Console) -> Mapping[str, object]:
    """Measure `analyze` on one process and two, and its contestants, in turns, each alone in its processes; medians."""
    texts = _texts()
    words = sum(len(text.split()) for text in texts)
    figures: dict[str, object] = {"articles": len(texts), "words": words}
    with ExitStack() as processes:
        pools = {name: (processes.enter_context(pool(jobs)), read, jobs) for name, read, jobs in _contestants(console)}
        for running, read, jobs in pools.values():
            _all(running, read, texts[: 4 * jobs])  # each loads its model before the clock runs
        seconds = _interleaved({name: partial(_all, own, read, texts) for name, (own, read, _) in pools.items()})
        memory = {name: own.submit(_peak).result() for name, (own, _, _) in pools.items()}
    for name, took in seconds.items():
        ratio = took / seconds["spaCy alone"]
        figures[name] = {
            "articles/s": len(texts) / took,
            "words/s": words / took,
            "times spaCy alone": ratio,
            "peak MB of a process": memory[name],
        }
        console.print(
            f"{name}: {len(texts) / took:.1f} articles/s, {words / took:,.0f} words/s, {ratio:.2f} of spaCy alone, "
            f"{memory[name]:.0f} MB a process"
        )
    figures["seconds from a cold start"] = started = _interleaved(_starts())
    for name, took in started.items():
        console.print(f"{name}, from a cold start: {took:.2f} s")
    return figures


def _texts() -> Sequence[str]:
    if GOLD.exists():
        texts = [json.loads(line)["text"] for line in GOLD.read_text("utf-8").splitlines() if line.strip()]
    else:
        texts = [path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    if not texts:
        raise InputError(f"There are no articles in {GOLD} or {ARTICLES}; run this in a checkout of the project.")
    return [texts[at % len(texts)] for at in range(max(LEAST, len(texts)))]


def _contestants(console: Console) -> list[tuple[str, Callable[[str], int], int]]:
    """Their names, what each does with an article, and in how many processes."""
    found = [
        ("builtin, one process", _analyzed, 1),
        ("spaCy alone", _parsed, 1),
        ("builtin, two processes", _analyzed, 2),
    ]
    if find_spec("textacy"):
        return [*found, ("textacy's direct quotations", _quotations_of_textacy, 1)]
    console.print("textacy isn't installed (the extra “compare”), so nothing is measured beside it")
    return found


def _all(running: "ProcessPoolExecutor", read: Callable[[str], int], texts: Sequence[str]) -> list[int]:
    return list(running.map(read, texts, chunksize=4))


def _analyzed(text: str) -> int:
    """The number of findings; small enough to cross from one process to another."""
    from service import analyze

    return len(analyze(text).quotations)


@cache
def _spacy() -> "Language":
    """The engine's own pipeline as spaCy loads it."""
    import spacy

    from service.builtin.reading import pipeline

    return spacy.load(pipeline())


def _parsed(text: str) -> int:
    return len(_spacy()(text))


def _quotations_of_textacy(text: str) -> int:
    from textacy.extract import direct_quotations  # pyright: ignore[reportMissingImports, reportUnknownVariableType] -- an extra

    try:
        return len([*direct_quotations(_spacy()(text))])  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] -- untyped here
    except ValueError:
        return 0  # it refuses a text with an odd number of marks


def _peak() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _starts() -> dict[str, Callable[[], object]]:
    """New processes: one that analyses an article, one that only loads spaCy's pipeline."""
    article = str(next(ARTICLES.glob("*.txt")))
    codes = {
        "one article": "from service.cli import main; main()",
        "spaCy's pipeline alone": "import spacy; from service.builtin.reading import pipeline; spacy.load(pipeline())",
    }
    return {name: partial(_started, code, article) for name, code in codes.items()}


def _started(code: str, article: str) -> None:
    subprocess.run([sys.executable, "-c", code, "analyze", article], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command


def _interleaved(contestants: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, contestant in contestants.items():
            start = time.perf_counter()
            contestant()
            times[name].append(time.perf_counter() - start)
    return {name: median(own) for name, own in times.items()}

"""How fast the builtin reads articles and starts, beside spaCy alone and textacy's direct quotations; its memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

from service.batch.processes import pool
from service.errors import InputError

GOLD = Path("evals/gold/articles.jsonl")
ARTICLES = Path("tests/articles")
LEAST = 40
"""Articles measured; fewer are repeated."""
ROUNDS = 3


def run(console: Console) -> Mapping[str, object]:
    """Measure `analyze` on one process and two, and its contestants, in turns; figures are medians."""
    texts = _texts()
    words = sum(len(text.split()) for text in texts)
    nlp = _nlp()
    contestants: dict[str, Callable[[], object]] = {
        "builtin, one process": lambda: [_analyzed(text) for text in texts],
        "spaCy alone": lambda: [nlp(text) for text in texts],
    }
    if quotations := _textacy(nlp):
        contestants["textacy's direct quotations"] = lambda: [quotations(text) for text in texts]
    else:
        console.print("textacy isn't installed (the extra “compare”), so nothing is measured beside it")
    with pool(2) as running:
        contestants["builtin, two processes"] = lambda: list(running.map(_analyzed, texts, chunksize=4))
        list(running.map(_analyzed, texts[:8]))  # both processes load their model before the clock runs
        seconds = _interleaved(contestants)
    figures: dict[str, object] = {"articles": len(texts), "words": words}
    for name, took in seconds.items():
        ratio = took / seconds["spaCy alone"]
        figures[name] = {"articles/s": len(texts) / took, "words/s": words / took, "times spaCy alone": ratio}
        console.print(
            f"{name}: {len(texts) / took:.1f} articles/s, {words / took:,.0f} words/s, {ratio:.2f} of spaCy alone"
        )
    figures["seconds from a cold start"] = started = _interleaved(_starts())
    for name, took in started.items():
        console.print(f"{name}, from a cold start: {took:.2f} s")
    kilobytes = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    )
    figures["peak MB"], figures["peak MB of a worker"] = (size / 1024 for size in kilobytes)
    console.print(f"peak memory {kilobytes[0] / 1024:.0f} MB, of a worker {kilobytes[1] / 1024:.0f} MB")
    return figures


def _texts() -> Sequence[str]:
    if GOLD.exists():
        texts = [json.loads(line)["text"] for line in GOLD.read_text("utf-8").splitlines() if line.strip()]
    else:
        texts = [path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    if not texts:
        raise InputError(f"There are no articles in {GOLD} or {ARTICLES}; run this in a checkout of the project.")
    return [texts[at % len(texts)] for at in range(max(LEAST, len(texts)))]


def _analyzed(text: str) -> int:
    """The number of findings; small enough to cross from one process to another."""
    from service import analyze

    return len(analyze(text).quotations)


def _nlp() -> Any:  # noqa: ANN401 -- spaCy's own type is loaded only here
    from service.builtin.reading import language

    return language()


def _textacy(nlp: Any) -> Callable[[str], object] | None:  # noqa: ANN401 -- the same
    """What finds direct quotations with textacy; None without it."""
    try:
        from textacy.extract import direct_quotations  # pyright: ignore[reportMissingImports, reportUnknownVariableType] -- an extra
    except ImportError:
        return None

    def found(text: str) -> object:
        try:
            return [*direct_quotations(nlp(text))]  # pyright: ignore[reportUnknownVariableType] -- untyped here
        except ValueError:
            return None  # it refuses a text with an odd number of marks

    return found


def _starts() -> dict[str, Callable[[], object]]:
    """New processes: one that analyses an article, one that only loads spaCy's pipeline."""
    article = str(next(ARTICLES.glob("*.txt")))
    codes = {
        "one article": "from service.cli import main; main()",
        "spaCy's pipeline alone": "from service.builtin.reading import language; language()",
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

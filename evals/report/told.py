"""What the three reports say in the same words: where a run came from, and what failed or changed."""

from collections.abc import Iterator, Sequence

from evals.compare import Comparison, Difference
from evals.report.tables import shown
from evals.runs import Result, Run
from evals.tasks.task import Case


def origin(run: Run) -> Iterator[tuple[str, str]]:
    """A run's provenance, as names and values."""
    held = run.provenance
    yield "gold", f"{held.gold}, {held.gold_path}"
    yield "gold’s sha256", held.gold_digest
    yield "models", ", ".join(held.models)
    yield "date", held.date
    yield "commit", held.commit or "none"
    yield "versions", ", ".join(f"{name} {number}" for name, number in held.versions.items())
    for name, digest in held.prompts.items():
        yield f"prompt {name}", digest


def counted(cases: Sequence[Case]) -> str:
    """How many misses, false alarms and wrong parts there are: “2 misses, 1 false alarm”."""
    plural = {"miss": "misses", "false alarm": "false alarms", "wrong": "wrong"}
    counts = {kind: sum(case.kind == kind for case in cases) for kind in plural}
    return ", ".join(f"{count} {kind if count == 1 else plural[kind]}" for kind, count in counts.items() if count)


def failed(result: Result) -> Iterator[str]:
    """One sentence for each reason for which texts have no answer."""
    reasons: dict[str, list[str]] = {}
    for outcome in result.failures:
        reasons.setdefault(outcome.failure or "", []).append(outcome.id)
    for reason, ids in reasons.items():
        texts = "1 text" if len(ids) == 1 else f"{len(ids)} texts"
        yield f"{result.task}, {result.model}: no answer for {texts}, counted and not scored: {reason}"


def heading(comparison: Comparison) -> str:
    """What is compared with what."""
    models = comparison.model if comparison.model == comparison.before else f"{comparison.before} → {comparison.model}"
    return f"{comparison.task}, {models}: against the earlier run, on {comparison.texts} texts that both answered"


def difference(item: Difference) -> tuple[str, str, str, str]:
    """A difference as cells: before, after, the change and its paired interval."""
    how = item.figure.shown
    edges = item.interval
    return (
        shown(item.before, how),
        shown(item.after, how),
        _signed(item.change, item),
        f"{_signed(edges[0], item)} to {_signed(edges[1], item)}" if edges else "",
    )


def _signed(value: float, item: Difference) -> str:
    return f"{'−' if value < 0 else '+'}{shown(abs(value), item.figure.shown)}"


def verdict(item: Difference) -> str:
    """In a word, what a difference means."""
    if not item.sure or not item.figure.better:
        return ""
    return "worse" if item.worse else "better"

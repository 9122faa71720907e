"""A run told to people: as tables in the terminal, as Markdown, and as one HTML file with plots."""

from collections.abc import Sequence
from pathlib import Path

from evals.compare import Comparison
from evals.report import html, markdown
from evals.report.terminal import show
from evals.runs import Run

__all__ = ["show", "write"]


def write(folder: Path, run: Run, comparisons: Sequence[Comparison] = ()) -> tuple[Path, ...]:
    """Write a run's report as Markdown and as HTML beside the run; their paths are returned."""
    pages = {"report.md": markdown.document(run, comparisons), "report.html": html.document(run, comparisons)}
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    return tuple(folder / name for name in pages)

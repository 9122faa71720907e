"""How fast it is, and what it takes: measurements, run by hand."""

from collections.abc import Callable, Mapping

from rich.console import Console

from evals.speed import batch, builtin, grounding, model, page

SPEEDS: dict[str, Callable[[Console], Mapping[str, object]]] = {
    "grounding": grounding.run,
    "builtin": builtin.run,
    "batch": batch.run,
    "model": model.run,
    "page": page.run,
}
"""What can be measured, by name; each prints its figures and returns them."""

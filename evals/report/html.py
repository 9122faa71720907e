"""A run as one HTML file: its figures, plots and cases. It has no script, and its policy allows no request."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evals.compare import Comparison
from evals.report import plots, told
from evals.report.tables import ABOVE, tables
from evals.runs import Run
from service.render.visible import visible


def document(run: Run, comparisons: Sequence[Comparison] = ()) -> str:
    """The whole report, every text in it escaped."""
    style = (files("evals.report") / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("report.jinja")
        .render(
            run=run,
            tables=tables(run),
            comparisons=comparisons,
            above=ABOVE,
            style=Markup(style),  # noqa: S704 -- our own file
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("evals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    names: dict[str, Any] = {
        "bars": plots.bars,
        "points": plots.points,
        "sittings": plots.sittings,
        "levels": {value: plots.level(value) for value in (0.2, 0.4, 0.6, 0.8)},
        "side": plots.SIDE,
        "margin": plots.MARGIN,
        "hues": plots.HUES,
        "told": told,
    }
    environment.globals.update(names)
    return environment


def _finalize(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

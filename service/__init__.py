"""Whosewords: what a news article says, who says it, and whose words are loaded."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.analysis import analyze as analyze
    from service.analysis import analyze_async as analyze_async
    from service.checking import check as check
    from service.findings import Analysis as Analysis
    from service.findings import Checked as Checked
    from service.findings import Located as Located
    from service.grounding import locate as locate
    from service.offsets import Offsets as Offsets

_HOMES = {
    "Analysis": "service.findings",
    "Checked": "service.findings",
    "Located": "service.findings",
    "Offsets": "service.offsets",
    "analyze": "service.analysis",
    "analyze_async": "service.analysis",
    "check": "service.checking",
    "locate": "service.grounding",
}

__all__ = ["Analysis", "Checked", "Located", "Offsets", "analyze", "analyze_async", "check", "locate"]


def __getattr__(name: str) -> object:
    """Load a public name where it is first used, so that importing the package stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'service' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

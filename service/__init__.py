"""Whosewords: what a news article says, who says it, and whose words are loaded."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.analysis import analyze as analyze
    from service.analysis import analyze_async as analyze_async
    from service.findings import Analysis as Analysis
    from service.grounding import locate as locate

_HOMES = {
    "Analysis": "service.findings",
    "analyze": "service.analysis",
    "analyze_async": "service.analysis",
    "locate": "service.grounding",
}

__all__ = ["Analysis", "analyze", "analyze_async", "locate"]


def __getattr__(name: str) -> object:
    """Load a public name where it is first used, so that importing the package stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'service' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

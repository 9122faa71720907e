"""Which lines of a pasted page are title, body, caption and furniture."""

from collections.abc import Iterator
from typing import Literal


def find_parts(text: str) -> Iterator[tuple[Literal["title", "body", "caption", "furniture"], int, int]]:
    """Yield ``(role, start, end)`` for the parts of ``text``, in order."""
    start = len(text) - len(text.lstrip())
    yield "body", start, len(text.rstrip())

"""The forms in which a reader takes an analysis along."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from service.findings import Analysis
from service.render import html
from service.render.docx import document
from service.render.markdown import markdown, title_of
from service.render.table import csv_file
from service.render.worksheet import worksheet


@dataclass(frozen=True)
class Export:
    """A form: how it is called, its file's ending and type, and what writes it."""

    name: str
    ending: str
    media: str
    render: Callable[[Analysis], str | bytes]

    def stem(self, analysis: Analysis) -> str:
        """The file's name without its ending: the headline's words, or "article"."""
        words = re.findall(r"[^\W_]+", title_of(analysis).lower())
        return "-".join(words)[:60].rstrip("-") or "article"


def _json(analysis: Analysis) -> str:
    return analysis.model_dump_json(indent=2) + "\n"


EXPORTS: Final[dict[str, Export]] = {
    "html": Export("Web page, complete in one file", "html", "text/html; charset=utf-8", html.page),
    "docx": Export(
        "Word, with comments at the phrases",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        document,
    ),
    "md": Export("Markdown", "md", "text/markdown; charset=utf-8", markdown),
    "csv": Export("Table (CSV)", "csv", "text/csv; charset=utf-8", csv_file),
    "json": Export("Data (JSON)", "json", "application/json", _json),
    "worksheet": Export("Worksheet to print", "html", "text/html; charset=utf-8", worksheet),
}
"""Each form by the name that its address ends with."""

"""Batches for tests: their rows and outputs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from service import cli

TEXT = "The mayor spoke on Monday.\n\n“We are not permitted to sell the land,” Ana Ruiz said.\n"


def rows(path: Path, given: Sequence[Mapping[str, object]]) -> Path:
    """Write rows to ``path``."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in given), "utf-8")
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    """What stands in an output."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def quotations(path: Path, count: int = 3) -> Path:
    """Rows with a quotation each."""
    return rows(path, [{"id": number, "text": TEXT, "claimed": "sell the land"} for number in range(count)])


def verify(source: Path, output: Path) -> int:
    """The exit status of ``verify --batch``."""
    return cli.run(["verify", "--batch", str(source), "--output", str(output)])

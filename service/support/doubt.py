"""What may be wrong with a sentence, and on which of it code has the last word."""

from dataclasses import dataclass
from typing import Literal

DoubtKind = Literal[
    "number", "date", "unit", "name", "negation", "quotation",
    "modal", "hedge", "attribution", "roles", "opposite", "passage",
]  # fmt: skip

CHECKABLE: frozenset[DoubtKind] = frozenset({"number", "date", "unit", "name", "negation", "quotation"})
"""The kinds on which code has the last word, whatever a model says."""


@dataclass(frozen=True)
class Doubt:
    """Why a sentence may not keep to its article, in words."""

    kind: DoubtKind
    message: str

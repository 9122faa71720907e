"""The options of how a model is asked, the same for each command that asks one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from service.errors import InputError

if TYPE_CHECKING:
    from service.asking.terms import Asked

Fallback = Annotated[
    list[str] | None, typer.Option(metavar="MODEL", help="Who answers when the model is down; repeat it.")
]
Budget = Annotated[
    float | None, typer.Option(metavar="USD", min=0, help="Stop before an article costs more US dollars.")
]
Stagger = Annotated[
    bool,
    typer.Option("--stagger", help="Ask one question first: slower, and cheaper where a provider caches prompts."),
]


def as_asked(
    model: str, fallback: Sequence[str] | None, budget: float | None, *, stagger: bool = False, beside: bool = False
) -> "Asked":
    """How ``model`` is asked; InputError when the builtin is named with these options, or with others ``beside``."""
    from service.asking.terms import Asked

    if model == "builtin" and (fallback or stagger or beside or budget is not None):
        raise InputError("The builtin costs nothing and keeps nothing; name a --model with these options.")
    return Asked(tuple(fallback or ()), budget, stagger)


def check_models(model: str, asked: "Asked") -> None:
    """Raise InputError when a model that is to be asked goes by no such name, has no key, or no price for a budget."""
    from service.llm import check_model

    for name in (model, *asked.fallbacks) if model != "builtin" else ():
        check_model(name, priced=asked.budget is not None)

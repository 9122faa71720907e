"""One question to a model: messages, answer, validation, and one re-ask that says what was wrong."""

from typing import Any

from service.article import Article
from service.chains.chain import Chain, Grounded
from service.errors import ModelUnavailable
from service.findings import ChainRun


async def ask(chain: Chain[Any], article: Article, *, model: str, until: float) -> tuple[Grounded, ChainRun]:
    """Put ``chain``'s question about ``article`` to ``model``, by the monotonic time ``until``."""
    raise ModelUnavailable(f"The model {model} can't be asked yet.")

"""The questions put to an article: one file each, and a line in `CHAINS`."""

from typing import Any

from service.chains import loaded_language, quotations, summary
from service.chains.chain import Chain

CHAINS: tuple[Chain[Any], ...] = (
    summary.CHAIN,
    quotations.CHAIN,
    loaded_language.CHAIN,
)

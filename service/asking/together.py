"""A model's findings and the builtin's, brought together: the builtin adds what it is sure of, and never takes away."""

from collections.abc import Sequence

from service.article import Span
from service.findings import Finding, LoadedPhrase, Quotation

_SAME = 0.5
"""The share of the characters of two quotations together from which they are the same one."""


def with_builtin(quotations: Sequence[Finding], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """A model's quotations, and those ``found`` by the builtin in quotation marks, with a cue, that it left out.

    What both found is the model's, ``found_by`` both. In reading order, numbered anew.
    """
    theirs = [item for item in quotations if isinstance(item, Quotation)]
    ours = [item for item in found if isinstance(item, Quotation)]
    taken = _Places([span for item in theirs for span in item.content])
    together = [_marked(item, [other for other in ours if _same(item, other)]) for item in theirs]
    together += [item for item in ours if _is_sure(item) and not taken.touch(item.content)]
    together.sort(key=lambda item: (item.content[0].start, -item.content[-1].end))
    return tuple(item.model_copy(update={"id": f"q{number}"}) for number, item in enumerate(together, start=1))


def known_to_builtin(phrases: Sequence[Finding], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """A model's loaded phrases, as it gave them; ``found_by`` both where the builtin flags some of the same words."""
    places = _Places([item.span for item in found if isinstance(item, LoadedPhrase)])
    return tuple(
        item.model_copy(update={"found_by": "both"})
        if isinstance(item, LoadedPhrase) and places.touch([item.span])
        else item
        for item in phrases
    )


def _is_sure(item: Quotation) -> bool:
    return item.directness == "direct" and item.cue is not None


def _marked(item: Quotation, same: Sequence[Quotation]) -> Quotation:
    return item.model_copy(update={"found_by": "both"}) if same else item


def _same(one: Quotation, other: Quotation) -> bool:
    if one.content[0].start >= other.content[-1].end or other.content[0].start >= one.content[-1].end:
        return False
    mine, others = (_characters(item.content) for item in (one, other))
    return len(mine & others) >= _SAME * len(mine | others)


def _characters(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


class _Places:
    """Stretches of the article, to be asked whether others touch them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._taken = _characters(spans)

    def touch(self, spans: Sequence[Span]) -> bool:
        return not self._taken.isdisjoint(_characters(spans))

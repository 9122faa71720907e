"""Are these words in the article? Where, and if not quite, what was changed?"""

from collections.abc import Iterable, Sequence

from service.article import Article, Span
from service.findings import Located, LocatedVerdict


class Locator:
    """Looks claimed words up in one text; successive finds of the same words take successive places."""

    def __init__(self, text: str, hidden: Sequence[tuple[int, int]] = ()) -> None:
        self._text = text
        self._hidden = hidden
        self._used: dict[str, int] = {}

    @classmethod
    def of(cls, article: Article) -> "Locator":
        """A locator for an article, which finds nothing in its furniture."""
        return cls(article.text, [(part.start, part.end) for part in article.parts if part.role == "furniture"])

    def locate(self, claimed: str, *, after: str = "", near: Sequence[Span] = ()) -> Located:
        """Where ``claimed`` stands; ``after`` is what stands just before it, ``near`` the spans it belongs to."""
        start = self._text.find(claimed, self._used.get(claimed, 0))
        if start < 0 or not claimed:
            return Located(verdict="not_found")
        self._used[claimed] = start + len(claimed)
        return Located(verdict="verbatim", spans=(Span(start=start, end=start + len(claimed), text=claimed),))


def locate(claimed: str, text: str, after: str = "") -> Located:
    """Is ``claimed`` in ``text``, word for word? ``after``: words just before the occurrence meant."""
    return Locator(text).locate(claimed, after=after)


def worst(located: Iterable[Located]) -> LocatedVerdict:
    """The verdict of a finding whose parts were located apart."""
    order: tuple[LocatedVerdict, ...] = ("verbatim", "typography", "elided")
    return max((verdict for item in located for verdict in order if verdict == item.verdict), key=order.index)

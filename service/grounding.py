"""Grounding: whether words are in the article, where, and if not quite, what was changed.

Everything that claims to come from the article passes through `Locator.locate`: summary support, quotations, cues and
sources, loaded phrases, prompt examples, a reader's own question. What it answers is never repaired and never dropped:

- ``verbatim``: the article holds exactly these words
- ``typography``: the same words in other marks, dashes, spaces or accents' encoding, another first letter's case, or
  another full stop or comma at the end
- ``elided``: pieces of one paragraph, in order, with an ellipsis or a bracketed insertion between them, that leaves out
  nothing that negates
- ``altered``: a passage of the article is close, and this is what differs
- ``not_found``: no passage is

Whole words only: "regime" is not in "regimen", "400" not in "1,400", "can" not in "can't".
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import regex

from service.article import Article, Span, check_unicode
from service.changes import is_negative, words_of
from service.findings import Edit, Located, LocatedVerdict
from service.folding import Folded, fold
from service.passages import Passages

_ENCLOSING = regex.compile(r"^[\s\"'“”„«»‘’‹›]+|[\s\"'“”„«»‘’‹›]+$")
_CLOSING = ".,;:"
_ELLIPSIS = regex.compile(
    r"\s*(?:[\[(]\s*(?:…|\.{3,}|(?:\.\s){2,}\.)\s*[\])]|…|\.{3,}|(?:\.\s){2,}\.|\[(?P<inserted>[^\[\]]{0,200})\])\s*"
)
_ATTACHED = "-‐‑−"
_MOST_TIES = 10
_MOST_STARTS = 100


class Locator:
    """Looks claimed words up in one text; the same words looked up again take their next place in it."""

    def __init__(self, text: str, hidden: Sequence[tuple[int, int]] = ()) -> None:
        """A locator for ``text`` that finds nothing in the ``hidden`` ranges."""
        check_unicode(text, what="article")
        self._text = text
        self._hidden = hidden
        self._taken: dict[str, int] = {}

    @classmethod
    def of(cls, article: Article) -> "Locator":
        """A locator for an article, which finds nothing in its furniture."""
        return cls(article.text, [(part.start, part.end) for part in article.parts if part.role == "furniture"])

    def locate(self, claimed: str, *, after: str = "", near: Sequence[Span] = ()) -> Located:
        """Say whether the text holds ``claimed``, and where.

        ``after`` is what stands just before the place meant; ``near`` are spans of the same finding, which the place
        should be beside. Without either, the same words take their places in the order of the text, and ``ties`` are
        the other places.
        """
        words = claimed.strip()
        if not any(character.isalnum() for character in words) or not _encodable(words):
            return Located(verdict="not_found")
        found, places = self.places(words)
        if places:
            return self._located(found, places, words if found == "verbatim" else fold(words), after, near)
        return self._elided(words) or self._altered(words)

    def places(self, words: str) -> tuple[LocatedVerdict, list[tuple[int, int]]]:
        """Every place that holds ``words``, in order: those that are verbatim or, without any, the typographic ones."""
        if exact := list(self._exact(words)):
            return "verbatim", exact
        wanted = fold(_ENCLOSING.sub("", words)).strip()
        for bare in dict.fromkeys((wanted, wanted.rstrip(_CLOSING).rstrip())):
            for form in dict.fromkeys((bare, bare[:1].upper() + bare[1:], bare[:1].lower() + bare[1:])):
                if form and (found := list(self._folded_places(form))):
                    return "typography", found
        return "typography", []

    def _exact(self, words: str) -> Iterator[tuple[int, int]]:
        start = self._text.find(words)
        while start >= 0:
            place = start, start + len(words)
            if self._stands(*place):
                yield place
            start = self._text.find(words, start + 1)

    def _folded_places(self, form: str) -> Iterator[tuple[int, int]]:
        start = self._folded.text.find(form)
        while start >= 0:
            place = self._folded.span(start, start + len(form))
            if place and self._stands(*place):
                yield place
            start = self._folded.text.find(form, start + 1)

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self._text)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._text, self._hidden)

    def _stands(self, start: int, end: int) -> bool:
        """Whether a place is whole words, and not hidden."""
        whole = _opens_word(self._text, start) and _closes_word(self._text, end)
        return whole and not any(first < end and start < last for first, last in self._hidden)

    def _located(
        self, verdict: LocatedVerdict, places: list[tuple[int, int]], key: str, after: str, near: Sequence[Span]
    ) -> Located:
        """The place among several that is meant, and those that might be meant as well."""
        if near:
            order = sorted(places, key=lambda place: _distance(place, near))
            chosen, ties = (
                order[0],
                [place for place in order[1:] if _distance(place, near) == _distance(order[0], near)],
            )
        elif after.strip():
            agreed = {place: self._agreement(place[0], after) for place in places}
            order = sorted(places, key=lambda place: -agreed[place])
            chosen, ties = order[0], [place for place in order[1:] if agreed[place] == agreed[order[0]]]
        else:
            taken = self._taken.get(key, 0)
            chosen = next((place for place in places if place[0] >= taken), places[-1])
            self._taken[key] = chosen[1]
            ties = [place for place in places if place != chosen]
        return Located(verdict=verdict, spans=(self._span(chosen),), ties=tuple(map(self._span, ties[:_MOST_TIES])))

    def _agreement(self, start: int, after: str) -> int:
        """How many words before ``start`` agree with the end of ``after``."""
        meant = [fold(after[slice(*place)]).lower() for place in words_of(after)]
        before = self._text[max(0, start - 2 * len(after) - 20) : start]
        found = [fold(before[slice(*place)]).lower() for place in words_of(before)]
        agreed = 0
        for one, other in zip(reversed(meant), reversed(found), strict=False):
            if one != other:
                break
            agreed += 1
        return agreed

    def _elided(self, claimed: str) -> Located | None:
        """The pieces of a claim with ellipses or insertions, when they stand in order in one paragraph."""
        words = _ENCLOSING.sub("", claimed)
        gaps = list(_ELLIPSIS.finditer(words))
        edges = [0, *(edge for gap in gaps for edge in gap.span()), len(words)]
        pieces = [words[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
        pieces = [piece for piece in pieces if any(character.isalnum() for character in piece)]
        if not gaps or not pieces:
            return None
        inserted = " ".join(gap["inserted"] or "" for gap in gaps)
        negated = None
        for places in self._in_order(pieces):
            left_out = " ".join(self._text[one[1] : two[0]] for one, two in pairwise(places))
            if not _negates(left_out) and not _negates(inserted):
                return Located(verdict="elided", spans=tuple(map(self._span, places)))
            negated = negated or (places, left_out)
        if negated is None:
            return None
        (first, *_, last), left_out = (*negated[0], negated[0][-1]), negated[1]
        edit = Edit(kinds=("negation",), claimed=inserted, article=" ".join(left_out.split()))
        return Located(verdict="altered", near=self._span((first[0], last[1])), changes=edit.kinds, diff=(edit,))

    def _in_order(self, pieces: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
        """The ways the pieces stand one after the other in one paragraph."""
        for first in self.places(pieces[0])[1][:_MOST_STARTS]:
            places = [first]
            until = self._passages.paragraph_end(first[0])
            for piece in pieces[1:]:
                base = places[-1][1]
                _, found = Locator(self._text[base:until]).places(piece)
                if not found:
                    break
                places.append((found[0][0] + base, found[0][1] + base))
            else:
                yield places

    def _altered(self, claimed: str) -> Located:
        """The passage that ``claimed`` alters, if one is close enough."""
        nearest = self._passages.nearest(_ENCLOSING.sub("", claimed))
        if nearest is None:
            return Located(verdict="not_found")
        return Located(verdict="altered", near=self._span(nearest.place), changes=nearest.changes, diff=nearest.edits)

    def _span(self, place: tuple[int, int]) -> Span:
        return Span(start=place[0], end=place[1], text=self._text[slice(*place)])


def locate(claimed: str, text: str, after: str = "") -> Located:
    """Is ``claimed`` in ``text``, word for word? ``after``: words just before the occurrence meant."""
    return Locator(text).locate(claimed, after=after)


def worst(located: Iterable[Located]) -> LocatedVerdict:
    """The verdict of a finding whose parts were located apart."""
    order: tuple[LocatedVerdict, ...] = ("elided", "typography", "verbatim")
    verdicts = {item.verdict for item in located}
    return next(verdict for verdict in order if verdict in verdicts)


def _negates(text: str) -> bool:
    return any(is_negative(text[slice(*place)]) for place in words_of(text))


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _distance(place: tuple[int, int], near: Sequence[Span]) -> int:
    return min(max(0, span.start - place[1], place[0] - span.end) for span in near)


def _is_letter(character: str) -> bool:
    return character.isalnum() or regex.match(r"\p{M}", character) is not None


def _opens_word(text: str, start: int) -> bool:
    """Whether what stands at ``start`` isn't the later part of a longer word or number."""
    if start == 0 or not _is_letter(text[start]):
        return True
    before, further = text[start - 1], text[start - 2 : start - 1]
    if _is_letter(before):
        return False
    if before in _ATTACHED:
        return further in _ATTACHED if further else False
    if before in "'’":
        return not (further and further.isupper())
    return not (before in ".,:" and text[start].isdigit() and further.isdigit())


def _closes_word(text: str, end: int) -> bool:
    """Whether what ends at ``end`` isn't the earlier part of a longer word or number."""
    if end >= len(text) or not _is_letter(text[end - 1]):
        return end >= len(text) or not regex.match(r"\p{M}", text[end])
    after, further = text[end], text[end + 1 : end + 2]
    if _is_letter(after):
        return False
    if after in "'’" and further and _is_letter(further):
        return further in "sS" and not _is_letter(text[end + 2 : end + 3] or " ")
    return not (after in ".,:" and text[end - 1].isdigit() and further.isdigit())

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

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from math import inf
from operator import itemgetter

import regex

from service.article import Article, Span, check_unicode
from service.findings import Edit, Located, LocatedVerdict
from service.grounding.changes import words_of
from service.grounding.elisions import Judge, read_elision
from service.grounding.folding import UNSEEN, Folded, fold
from service.grounding.passages import Passages
from service.grounding.wordedges import is_whole, occurrences, seen_after
from service.paragraphs import paragraphs

_UNSEEN_ENDS = regex.compile(rf"^[\s{UNSEEN}]++|(?<![\s{UNSEEN}])[\s{UNSEEN}]++\Z")
_ENCLOSING = "\"'“”„«»‘’‹› \t\n\r\v\f\x85\u00a0\u2009\u2028\u2029\u202f\u3000"
_CLOSING = regex.compile(r"(?<![.,;:])[.,;:]\Z")
_ASKING = regex.compile(r"[\s\"'“”„«»‘’‚‹›\])]*+[?!]")
_SIGHTS = 40, 400
"""Characters before a place that are compared with those it should stand after, at first and at most."""
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

    def start_over(self) -> None:
        """Let words that were looked up take their first place again."""
        self._taken.clear()

    def locate(self, claimed: str, *, after: str = "", near: Sequence[Span] = ()) -> Located:
        """Say whether the text holds ``claimed``, and where.

        ``after`` is what stands just before the place meant; ``near`` are spans of the same finding, which the place
        should be beside. Without either, the same words take their places in the order of the text, and ``ties`` are
        the other places.
        """
        words = claimed if claimed[:1].isalnum() and claimed[-1:].isalnum() else _UNSEEN_ENDS.sub("", claimed)
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
        for form, bared in _forms(words).items():
            if found := list(self._folded_places(form, bared=bared)):
                return "typography", found
        return "typography", []

    def _all_places(self, words: str) -> list[tuple[int, int]]:
        """Every place that holds ``words``, in whatever typography, in order."""
        folded = (place for form, bared in _forms(words).items() for place in self._folded_places(form, bared=bared))
        return sorted({*self._exact(words), *folded})

    def _exact(self, words: str) -> Iterator[tuple[int, int]]:
        for start in occurrences(self._text, words):
            if self._stands(start, start + len(words)):
                yield start, start + len(words)

    def _folded_places(self, form: str, *, bared: bool) -> Iterator[tuple[int, int]]:
        """The places of a folded form; not where the text asks or exclaims, and the claim closed with another mark."""
        for start in occurrences(self._folded.text, form):
            place = self._folded.span(start, start + len(form))
            if place and self._stands(*place) and not (bared and _ASKING.match(seen_after(self._text, place[1]))):
                yield place

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self._text)

    @cached_property
    def _paragraph_ends(self) -> list[int]:
        return [paragraph.end for paragraph in paragraphs(self._text)]

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._text, lambda word: bool(self.places(word)[1]))

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self._text, self._hidden)

    def _stands(self, start: int, end: int) -> bool:
        """Whether a place is whole words, and not hidden."""
        following = bisect_right(self._hidden, start, key=itemgetter(1))
        hidden = following < len(self._hidden) and self._hidden[following][0] < end
        return not hidden and is_whole(self._text, start, end)

    def _located(
        self, verdict: LocatedVerdict, places: list[tuple[int, int]], key: str, after: str, near: Sequence[Span]
    ) -> Located:
        """The place among several that is meant, and those that might be meant as well."""
        fitting = places
        if near:
            fitting = _best(places, lambda place: -_distance(place, near))
        elif after.strip():
            meant = _last_words(after[-_SIGHTS[-1] :])
            fitting = _best(places, lambda place: self._agreement(place[0], meant))
        taken = self._taken.get(key, 0)
        chosen = next((place for place in fitting if place[0] >= taken), fitting[-1])
        self._taken[key] = chosen[1]
        ties = [place for place in fitting if place != chosen][:_MOST_TIES]
        return Located(verdict=verdict, spans=(self._span(chosen),), ties=tuple(map(self._span, ties)))

    def _agreement(self, start: int, meant: Sequence[str]) -> int:
        """How many words before ``start`` agree with those ``meant``, the last one first."""
        agreed = 0
        for sight in _SIGHTS:
            found = _last_words(self._text[max(0, start - sight) : start])
            agreed = next(
                (agreed for agreed, (one, other) in enumerate(zip(meant, found, strict=False)) if one != other),
                min(len(meant), len(found)),
            )
            if agreed < len(found) - 1:  # the first word found may be half a word
                break
        return agreed

    def _elided(self, claimed: str) -> Located | None:
        """What a claim with ellipses or insertions is, when its pieces stand in order in one paragraph."""
        elision = read_elision(claimed.strip(_ENCLOSING))
        if elision is None:
            return None
        changed = None
        for places in self._in_order(elision.pieces):
            verdict = self._judge.verdict(elision, places)
            if verdict and not verdict.changes:
                return Located(verdict="elided", spans=tuple(map(self._span, places)))
            changed = changed or (verdict and (places, verdict))
        if changed is None:
            return None
        places, verdict = changed
        article = " ".join(verdict.left_out.split())
        edit = Edit(kinds=verdict.changes, claimed=elision.inserted, article=article)
        near = self._span((places[0][0], places[-1][1]))
        return Located(verdict="altered", near=near, changes=verdict.changes, diff=(edit,))

    def _in_order(self, pieces: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
        """The ways the pieces stand one after the other in one paragraph, each as near as can be to the rarest."""
        standing = [self._all_places(piece) for piece in pieces]
        rarest = min(range(len(pieces)), key=lambda index: len(standing[index]))
        for anchor in standing[rarest][:_MOST_STARTS]:
            paragraph = bisect_right(self._paragraph_ends, anchor[0])
            first = self._paragraph_ends[paragraph - 1] if paragraph else 0
            until = self._paragraph_ends[paragraph]
            places = [anchor]
            for found in reversed(standing[:rarest]):
                before = bisect_right(found, places[0][0], key=itemgetter(1)) - 1
                if before >= 0 and found[before][0] >= first:
                    places.insert(0, found[before])
            for found in standing[rarest + 1 :]:
                following = bisect_left(found, places[-1][1:])
                if following < len(found) and found[following][1] <= until:
                    places.append(found[following])
            if len(places) == len(pieces):
                yield places

    def _altered(self, claimed: str) -> Located:
        """The passage that ``claimed`` alters, if one is close enough."""
        nearest = self._passages.nearest(claimed.strip(_ENCLOSING))
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


def _forms(words: str) -> dict[str, bool]:
    """The folded forms that are the same words: the first letter in either case, and without a closing mark.

    True for those whose closing mark was taken off.
    """
    whole = fold(words.strip(_ENCLOSING)).strip()
    bare = _CLOSING.sub("", whole).rstrip()
    forms = dict.fromkeys(_cased(whole), False)
    return {form: form not in forms for form in (*forms, *_cased(bare)) if form}


def _cased(words: str) -> tuple[str, ...]:
    """The words with their first letter in either case, where it has two that are each other's."""
    first, other = words[:1], words[:1].swapcase()
    return (words, other + words[1:]) if other != first and len(other) == 1 and other.swapcase() == first else (words,)


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _last_words(text: str) -> list[str]:
    """The words at the end of ``text``, the last one first."""
    return [fold(text[slice(*place)]).lower() for place in reversed(words_of(text))]


def _best(places: Sequence[tuple[int, int]], worth: Callable[[tuple[int, int]], float]) -> list[tuple[int, int]]:
    """The places of the greatest worth."""
    worths = [worth(place) for place in places]
    most = max(worths)
    return [place for place, one in zip(places, worths, strict=True) if one == most]


def _distance(place: tuple[int, int], near: Sequence[Span]) -> float:
    """Characters between a place and the nearest of ``near``; no place is nearer than one inside them is far."""
    if any(span.start < place[1] and place[0] < span.end for span in near):
        return inf
    return min(max(span.start - place[1], place[0] - span.end) for span in near)

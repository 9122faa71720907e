"""Does a sentence keep to its article? The passages that support it, the verdict, and what is wrong, in words.

Code alone decides, by words: numbers, names, negations and the like must be the article's, other words may be synonyms.
"""

from collections.abc import Sequence

from service.article import Article, Span
from service.findings import SummarySentence
from service.grounding import Locator
from service.marks import quoted_runs
from service.support.certainty import attribution_doubts, certainty_doubts
from service.support.doubt import CHECKABLE as CHECKABLE
from service.support.doubt import Doubt
from service.support.evidence import Evidence, Index
from service.support.meanings import opposite_doubts
from service.support.mentions import Mentions
from service.support.names import name_doubts
from service.support.negations import negation_doubts
from service.support.numbers import number_doubts
from service.support.roles import role_doubts
from service.support.standing import Standing, Standings, runs
from service.support.terms import HYPHENS, Term, read_terms

_COMMON_ENDINGS = ("s", "ing", "ed", "ly", "ion", "ment", "ness", "ous", "ive", "al", "ic", "ity", "less", "ful")
"""How no given name or surname ends, or few do."""
_LEAST_COVERED = 0.5
"""The share of its weight that a sentence must have in common with its passages."""


class Support:
    """An article, ready to be asked about many sentences."""

    def __init__(self, article: Article) -> None:
        """Index ``article``, in time linear in its length."""
        self._article = article
        self.locator = Locator.of(article)
        """What looks words up in the article: one for all, since it keeps what it makes of the text."""
        self._index = Index(article)
        self._mentions = Mentions(self._index.passages)
        starts = {passage.start for passage in self._index.passages} | {part.start for part in article.parts}
        self._edges = starts, {passage.end for passage in self._index.passages}

    def of(self, sentence: str) -> SummarySentence:
        """Whether the article supports ``sentence``: its best passages, three at most, and the problems."""
        support, doubts = self.examine(sentence)
        return SummarySentence(
            text=sentence,
            support=support,
            verdict="unsupported" if doubts else "supported",
            problems=tuple(dict.fromkeys(doubt.message for doubt in doubts)),
        )

    def examine(self, sentence: str) -> tuple[tuple[Span, ...], tuple[Doubt, ...]]:
        """The best passages for ``sentence`` in reading order, and every doubt about it, of its kind."""
        if copied := self._copied(sentence):
            return (copied,), ()
        evidence = self._index.evidence(self._terms(sentence))
        support = tuple(
            self._article.span(self._index.passages[number].start, self._index.passages[number].end)
            for number in sorted(evidence.chosen)
        )
        return support, tuple(self._doubts(sentence, evidence))

    def standings(self, sentence: str) -> list[tuple[tuple[int, int], Standing]]:
        """How each name of ``sentence`` that the article has stands in it, and where in the sentence it is."""
        terms = self._terms(sentence)
        standings = Standings(self._mentions, self._index.evidence(terms))
        found = ((run, standings.of(run)) for run in runs(terms))
        return [((terms[run.start].start, terms[run.stop - 1].end), standing) for run, standing in found if standing]

    def _doubts(self, sentence: str, evidence: Evidence) -> list[Doubt]:
        found = [
            *number_doubts(evidence),
            *name_doubts(self._index, self._mentions, evidence),
            *negation_doubts(evidence),
            *certainty_doubts(evidence),
            *attribution_doubts(self._index, evidence),
            *role_doubts(evidence),
            *opposite_doubts(evidence),
            *self._quotation_doubts(sentence),
        ]
        if not found and evidence.covered < _LEAST_COVERED:
            found.append(Doubt("passage", "no passage of the article says this"))
        return found

    def _copied(self, sentence: str) -> Span | None:
        """Where the article itself has ``sentence`` word for word, as one of its sentences or several."""
        words = sentence.strip()
        places = self.locator.places(words)[1] if any(map(str.isalnum, words)) else ()
        starts, ends = self._edges
        whole = (place for place in places if place[0] in starts and place[1] in ends)
        copied = next((place for place in whole if not self._index.is_spoken(place[0])), None)
        return copied and self._article.span(*copied)

    def _terms(self, sentence: str) -> Sequence[Term]:
        """The sentence's terms; a capital makes no name of a word that the article only writes small.

        Nor of the first word, unless the article or the next word makes it one.
        """
        terms = read_terms(sentence)
        opens = True
        for at, term in enumerate(terms):
            if term.kind == "name" and not self._is_name(terms, at, opens=opens):
                terms[at] = term._replace(kind="word")
            opens = (opens and not term.word[0].isalnum()) or term.word in '“"«:'
        return terms

    def _is_name(self, terms: Sequence[Term], at: int, *, opens: bool) -> bool:
        term = terms[at]
        if self._index.has_upper(term) or term.word[1:2].isupper():
            return True
        if self._index.has_lower(term):
            return False
        if not opens:
            return term.word[1:2] not in HYPHENS  # an X-ray, a T-shirt
        if term.senses or term.plain.endswith(_COMMON_ENDINGS):
            return False
        return at + 1 == len(terms) or terms[at + 1].kind not in {"number", "date"}

    def _quotation_doubts(self, sentence: str) -> list[Doubt]:
        found: list[Doubt] = []
        for run in quoted_runs(sentence):
            words = sentence[run.start : run.end].strip("`' ")
            located = self.locator.locate(words, after="\n")
            if located.verdict == "altered" and any(_says(edit.claimed + edit.article) for edit in located.diff):
                changed = "; ".join(f"“{edit.claimed}” for “{edit.article}”" for edit in located.diff)
                found.append(Doubt("quotation", f"the quotation “{words}” is altered: {changed}"))
            elif located.verdict == "not_found":
                found.append(Doubt("quotation", f"the quotation “{words}” is not in the article"))
        return found


def _says(text: str) -> bool:
    """Whether something other than marks stands in ``text``."""
    return any(character.isalnum() for character in text)

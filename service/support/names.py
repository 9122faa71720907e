"""Doubts about names: those the article has not, and those that stand in it elsewhere, or as another does."""

from collections.abc import Iterator, Sequence

from service.support.doubt import Doubt
from service.support.evidence import Evidence, Index
from service.support.mentions import POSSESSIVES, Mentions
from service.support.standing import Standing, Standings, runs
from service.support.terms import Term, may_be_left_out


def name_doubts(index: Index, mentions: Mentions, evidence: Evidence) -> Iterator[Doubt]:
    """Names the article has not, or not of this."""
    standings = Standings(mentions, evidence)
    for run in runs(evidence.terms):
        unknown = [term for at in run if (term := evidence.terms[at]) and _is_unknown(index, mentions, evidence, at)]
        for term in unknown:
            yield Doubt("name", f"the name “{term.word}” is not in the article")
        standing = None if unknown else standings.of(run)
        if standing and standing.doubt > 0:
            yield Doubt("name", _told(evidence, run, standing))


def _told(evidence: Evidence, run: range, standing: Standing) -> str:
    name = _words(evidence.terms[run.start : run.stop])
    if standing.signs["torn"]:
        return f"“{name}”: the article has no such name"
    if rival := standing.rival:
        there = _words(evidence.passages[rival.passage].terms[rival.first : rival.last + 1])
        return f"“{name}”: the article has “{there}” here"
    return f"“{name}” is in the article, but not of this"


def _words(terms: Sequence[Term]) -> str:
    name = " ".join(term.word for term in terms)
    ending = next((ending for ending in POSSESSIVES if name.endswith(ending)), "")
    return name.removesuffix(ending.removeprefix("s"))


def _is_unknown(index: Index, mentions: Mentions, evidence: Evidence, at: int) -> bool:
    term = evidence.terms[at]
    if evidence.held[at] or may_be_left_out(term):
        return False
    return not _initials(index, term) and next(mentions.made_of(term), None) is None


def _initials(index: Index, term: Term) -> bool:
    """Whether an abbreviation is the initials of names the article has in a row."""
    letters = term.word.replace(".", "")
    if not letters.isupper() or len(letters) == 1:
        return False
    return any(
        letters in "".join(other.word[0] for other in passage.terms if other.word[0].isupper())
        for passage in index.passages
    )

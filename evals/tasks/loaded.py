"""Loaded phrases: whether they are found where people mark them, in the right voice, and nothing where they don't.

Span precision and recall as in SemEval-2020 Task 11 (Da San Martino et al., 2020); articles without gold count. By
voice and by technique: the share of the gold spans of that kind that any flag covers, and of the flags of that kind
that lie in any gold span, each span by itself. In plain articles, of which people marked at most one phrase in a
thousand words: how often the engine breaks the silence, by voice.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from evals.labels.label import Labelled, LoadedLabel
from evals.scoring import Counts, Span, f1, merged, overlap, span_counts
from evals.tasks.cost import COST, cost
from evals.tasks.task import Answers, Case, Figure, Judged, Sentences, Task, ratio
from service.findings import Analysis, LoadedPhrase, Technique, Voice

_PLAIN = 1000
"""An article is plain when people marked at most one phrase in so many of its words."""


def judge(label: Labelled, analysis: Analysis) -> Judged:
    """The span sums of one article, by voice and technique too; which voice the phrases have that both sides marked."""
    gold, found = label.loaded or (), analysis.loaded_language
    theirs, mine = [item.span for item in gold], [_span(item) for item in found]
    sums = span_counts(gold=theirs, predicted=mine)
    sums["words"] = len(label.text.split())
    sums["distractors"] = len(label.distractors)
    sums["distractors flagged"] = sum(any(overlap(span, place) for place in mine) for span in label.distractors)
    sums["ungrounded"] = sum(label.text[item.span.start : item.span.end] != item.span.text for item in found)
    claimed = [item for item in analysis.unlocated if item.chain == "loaded_language"]
    sums["claimed"], sums["not in the text"] = len(found) + len(claimed), len(claimed)
    if len(gold) * _PLAIN <= sums["words"]:
        sums["plain words"] = sums["words"]
        for item in found:
            sums[f"plain {item.voice}"] += 1
    _by_kind(sums, gold, found)
    _compare(sums, gold, found)
    return Judged(sums, tuple(_cases(Sentences(label.text), label, found)))


def _span(phrase: LoadedPhrase) -> Span:
    return phrase.span.start, phrase.span.end


def _by_kind(sums: Counts, gold: Sequence[LoadedLabel], found: Sequence[LoadedPhrase]) -> None:
    """How much of each gold span the flags cover, and of each flag the gold, added up by voice and by technique."""
    flagged, labelled = merged(map(_span, found)), merged(item.span for item in gold)
    for item in gold:
        for kind in filter(None, (item.voice, item.technique)):
            sums[f"gold {kind}"] += 1
            sums[f"covered {kind}"] += _covered(item.span, flagged)
    for item in found:
        for kind in (item.voice, item.technique):
            sums[f"predicted {kind}"] += 1
            sums[f"true {kind}"] += _covered(_span(item), labelled)


def _covered(span: Span, others: Sequence[Span]) -> float:
    return sum(overlap(span, other) for other in others) / (span[1] - span[0])


def _compare(sums: Counts, gold: Sequence[LoadedLabel], found: Sequence[LoadedPhrase]) -> None:
    """Whether voice and technique are right, on each gold phrase that a flag overlaps, by the flag that does most."""
    for item in gold:
        best = _beside(item, found)
        if best and item.voice is not None:
            sums["voice judged"] += 1
            sums["voice right"] += best.voice == item.voice
        if best and item.technique is not None:
            sums["technique judged"] += 1
            sums["technique right"] += best.technique == item.technique


def _beside(item: LoadedLabel, found: Sequence[LoadedPhrase]) -> LoadedPhrase | None:
    best = max(found, key=lambda phrase: overlap(_span(phrase), item.span), default=None)
    return best if best and overlap(_span(best), item.span) else None


def _cases(sentences: Sentences, label: Labelled, found: Sequence[LoadedPhrase]) -> Iterator[Case]:
    gold = label.loaded or ()
    for item in gold:
        best = _beside(item, found)
        what, where = item.technique or "loaded", item.voice or ""
        if best is None:
            yield sentences.case("miss", what, [item.span], where=where)
        elif item.voice and best.voice != item.voice:
            yield sentences.case("wrong", what, [item.span], where=where, note=f"the answer’s voice: {best.voice}")
    for item in found:
        if not any(overlap(_span(item), other.span) for other in gold):
            distractor = any(overlap(_span(item), span) for span in label.distractors)
            note = "a distractor" if distractor else ""
            yield sentences.case("false alarm", item.technique, [_span(item)], where=item.voice, note=note)


def _f1(precise: Callable[[Counts], float | None], recalled: Callable[[Counts], float | None]) -> Figure:
    return Figure("span F1", lambda sums: f1(precision=precise(sums), recall=recalled(sums)))


def _by(group: str, kinds: Sequence[str]) -> Iterator[Figure]:
    for kind in kinds:
        yield Figure(f"{kind} recall", ratio(f"covered {kind}", f"gold {kind}"), group=group)
        yield Figure(f"{kind} precision", ratio(f"true {kind}", f"predicted {kind}"), group=group)


def _in_plain_articles() -> Iterator[Figure]:
    for voice in _VOICES:
        flags = ratio(f"plain {voice}", "plain words", each=1000)
        better = "lower" if voice != "quoted" else ""
        yield Figure(f"{voice} flags per 1,000 words", flags, better, "in plain articles", shown="number")


def _ask(label: Labelled, answers: Answers) -> Judged:
    # Whose words a phrase is depends on the quotations, so a failure of theirs is one here too.
    analysis = answers.analysis("loaded_language", "quotations")
    judged = judge(label, analysis)
    judged.counts.update(cost([analysis.run], "loaded_language"))
    return judged


_PRECISION, _RECALL = ratio("precise", "predicted"), ratio("recalled", "gold")
_VOICES: tuple[str, ...] = get_args(Voice)
_TECHNIQUES: tuple[str, ...] = get_args(Technique)

TASK = Task(
    name="loaded",
    about="Are loaded phrases found where people mark them, in the right voice, and nothing where they don't?",
    suits=lambda label: label.loaded is not None,
    judge=_ask,
    figures=(
        _f1(_PRECISION, _RECALL),
        Figure("span precision", _PRECISION),
        Figure("span recall", _RECALL),
        Figure("flags per 1,000 words", ratio("predicted", "words", each=1000), "", shown="number"),
        Figure("false flags per 1,000 words", ratio("astray", "words", each=1000), "lower", shown="number"),
        Figure("distractors flagged", ratio("distractors flagged", "distractors"), "lower"),
        Figure("voice, on matched", ratio("voice right", "voice judged")),
        Figure("technique, on matched", ratio("technique right", "technique judged")),
        *_in_plain_articles(),
        *_by("by voice", _VOICES),
        *_by("by technique", _TECHNIQUES),
        Figure(
            "not in the text per 100 phrases",
            ratio("not in the text", "claimed", each=100),
            "lower",
            "honesty",
            shown="number",
        ),
        Figure("ungrounded spans", lambda sums: sums["ungrounded"], "lower", "honesty", shown="number"),
        *COST,
    ),
    curve=(("all", "span precision", "span recall"),),
)

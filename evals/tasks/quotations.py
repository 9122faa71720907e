"""Quotations: whether what was said is found, in full, with its cue, its source and its speaker.

Contents are matched one to one by Jaccard on letters and digits, and cue and source of matched ones are right when they
overlap the gold (Newell et al., LREC 2018; the measure of people's agreement on PolNeAR). Two figures look closer: the
recall of quoted runs of three or more words, and of indirect quotations whose cue is a verb of saying, at .5.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from evals.labels.label import Labelled, QuotationLabel
from evals.scoring import THRESHOLDS, Counts, Span, f1, letters, match_contents, overlap, precision, recall
from evals.tasks.cost import COST, cost
from evals.tasks.task import Answers, Case, Figure, Judged, People, Sentences, Task, ratio
from service.builtin.loaded_language.inflection import word_forms
from service.findings import Analysis, Quotation, spans_of
from service.marks import quoted_runs

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_LEAST = min(THRESHOLDS)
DIRECTNESS = ("direct", "mixed", "indirect")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LONG = 3
"""Words from which a quoted run is counted."""
_SAYING = """
accuse acknowledge add admit advise agree allege announce answer argue ask assert caution cite claim comment complain
concede confirm contend declare deny disclose explain indicate inform insist joke maintain mention note observe pledge
predict proclaim promise recall recount reiterate remark remind repeat reply report respond reveal say speculate state
stress suggest swear talk tell testify tweet urge vow warn write
"""
"""Verbs of a say-type cue; "according to" is one too. Some two fifths of PolNeAR's indirect quotations have one."""


def judge(label: Labelled, analysis: Analysis) -> Judged:
    """What was found of the quotations people labelled, and what else was."""
    text, gold, found = label.text, label.quotations or (), analysis.quotations
    theirs = [letters(text, item.content) for item in gold]
    mine = [letters(text, _spans(item)) for item in found]
    sums = Counts(float, {"gold": len(gold), "predicted": len(found)})
    for item in gold:
        sums[f"gold {item.directness}"] += 1
    for item in found:
        sums[f"predicted {item.directness}"] += 1
    _count_runs(sums, text, theirs, mine)
    said = {number for number, item in enumerate(gold) if item.directness == "indirect" and _says(text, item.cue)}
    sums["gold said"] = len(said)
    for least in THRESHOLDS:
        reached = match_contents(gold=theirs, predicted=mine, least=least)
        sums[f"right {least}"] = len(reached)
        for one, other in reached.items():
            sums[f"found {gold[other].directness} {least}"] += 1
            sums[f"true {found[one].directness} {least}"] += 1
    matched = match_contents(gold=theirs, predicted=mine, least=_LEAST)
    sums["found said"] = len(said & set(matched.values()))
    for one, other in matched.items():
        _compare(sums, gold[other], found[one])
    claimed = [item for item in analysis.unlocated if item.chain == "quotations"]
    sums["claimed"] = len(found) + len(claimed)
    sums["altered"] = sum(item.verdict == "altered" for item in claimed)
    sums["invented"] = sum(item.verdict == "not_found" for item in claimed)
    sums["ungrounded"] = sum(text[span.start : span.end] != span.text for span in spans_of(found))
    return Judged(sums, tuple(_cases(Sentences(text), gold, found, matched)))


def _spans(quotation: Quotation) -> list[Span]:
    return [(span.start, span.end) for span in quotation.content]


def _count_runs(sums: Counts, text: str, gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> None:
    """Count the quoted runs of three or more words that lie in one gold content, and those that one answer's holds.

    All of a run's letters must be in the content; whether it is the same quotation otherwise isn't asked.
    """
    for run in quoted_runs(text):
        if len(_WORD.findall(text[run.start : run.end])) >= _LONG:
            marked = letters(text, [(run.start, run.end)])
            if any(marked <= content for content in gold):
                sums["gold runs"] += 1
                sums["found runs"] += any(marked <= content for content in found)


@cache
def _saying() -> frozenset[str]:
    return frozenset({"according"}.union(*map(word_forms, _SAYING.split())))


def _says(text: str, cue: Iterable[Span]) -> bool:
    """Whether a cue is of the say type: one of its words is a form of a verb of saying, or "according"."""
    return any(word.lower() in _saying() for start, end in cue for word in _WORD.findall(text[start:end]))


def _compare(sums: Counts, gold: QuotationLabel, found: Quotation) -> None:
    sums["directness right"] += gold.directness == found.directness
    for part, theirs, mine in (("source", gold.source, found.source), ("cue", gold.cue, found.cue)):
        if theirs or mine:
            sums[f"{part} judged"] += 1
            sums[f"{part} right"] += mine is not None and any(overlap(span, (mine.start, mine.end)) for span in theirs)
    if gold.speaker is not None:
        sums["speaker judged"] += 1
        sums["speaker right"] += _name(gold.speaker) == _name(found.speaker or "")
        sums["speaker wrong"] += found.speaker is not None and _name(gold.speaker) != _name(found.speaker)


def _name(speaker: str) -> str:
    return _ARTICLE.sub("", " ".join(speaker.split())).casefold()


def _cases(
    sentences: Sentences, gold: tuple[QuotationLabel, ...], found: tuple[Quotation, ...], matched: dict[int, int]
) -> Iterator[Case]:
    reached = set(matched.values())
    for number, item in enumerate(gold):
        if number not in reached:
            yield sentences.case("miss", item.directness, item.content)
    for number, item in enumerate(found):
        if number not in matched:
            yield sentences.case("false alarm", item.directness, _spans(item))
            continue
        label = gold[matched[number]]
        if label.speaker is not None and _name(label.speaker) != _name(item.speaker or ""):
            note = f"said by {label.speaker}; the answer: {item.speaker or 'nobody'}"
            yield sentences.case("wrong", item.directness, _spans(item), where="speaker", note=note)


def _f1_at(least: float) -> Callable[[Counts], float | None]:
    return lambda sums: f1(
        precision=precision(right=sums[f"right {least}"], predicted=sums["predicted"]),
        recall=recall(right=sums[f"right {least}"], gold=sums["gold"]),
    )


_PEOPLE = {
    ("direct", 1.0): 0.94,
    ("direct", 0.5): 0.98,
    ("mixed", 1.0): 0.76,
    ("mixed", 0.5): 0.92,
    ("indirect", 1.0): 0.63,
    ("indirect", 0.5): 0.74,
}
"""How well people agree on PolNeAR, by directness and Jaccard."""


def _by_directness(directness: str) -> Iterator[Figure]:
    for least, words in ((0.5, "at .5"), (1.0, "exact")):
        people = _PEOPLE[directness, least]
        yield Figure(
            f"{directness} recall {words}",
            ratio(f"found {directness} {least}", f"gold {directness}"),
            group="by directness",
            people=People(people, people, "PolNeAR"),
        )
    yield Figure(
        f"{directness} precision at .5",
        ratio(f"true {directness} {_LEAST}", f"predicted {directness}"),
        group="by directness",
    )


def _ask(label: Labelled, answers: Answers) -> Judged:
    analysis = answers.analysis("quotations")
    judged = judge(label, analysis)
    judged.counts.update(cost([analysis.run], "quotations"))
    return judged


TASK = Task(
    name="quotations",
    about="Is what was said found, in full, with its cue, its source and its speaker? At .5: by Jaccard on letters.",
    suits=lambda label: label.quotations is not None,
    judge=_ask,
    figures=(
        Figure("content F1 at .5", _f1_at(0.5)),
        Figure("content F1 at .8", _f1_at(0.8)),
        Figure("content F1, exact", _f1_at(1.0)),
        Figure("precision at .5", ratio("right 0.5", "predicted")),
        Figure("recall at .5", ratio("right 0.5", "gold")),
        *(figure for directness in DIRECTNESS for figure in _by_directness(directness)),
        Figure("indirect recall, say cue", ratio("found said", "gold said"), group="by directness"),
        Figure("recall of quoted runs", ratio("found runs", "gold runs"), group="by directness"),
        Figure("directness", ratio("directness right", "right 0.5"), group="on matched quotations"),
        Figure(
            "source",
            ratio("source right", "source judged"),
            group="on matched quotations",
            people=People(0.95, 1, "PolNeAR"),
        ),
        Figure("cue", ratio("cue right", "cue judged"), group="on matched quotations"),
        Figure("speaker", ratio("speaker right", "speaker judged"), group="on matched quotations"),
        Figure("wrong speaker", ratio("speaker wrong", "speaker judged"), "lower", "on matched quotations"),
        Figure("altered per 100 quotations", ratio("altered", "claimed", each=100), "lower", "honesty", shown="number"),
        Figure(
            "invented per 100 quotations", ratio("invented", "claimed", each=100), "lower", "honesty", shown="number"
        ),
        Figure("ungrounded spans", lambda sums: sums["ungrounded"], "lower", "honesty", shown="number"),
        *COST,
    ),
    curve=(
        ("all", "precision at .5", "recall at .5"),
        *((directness, f"{directness} precision at .5", f"{directness} recall at .5") for directness in DIRECTNESS),
    ),
)

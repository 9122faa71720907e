"""A probe of the check: sentences that people call supported, as they are and with one thing changed by code.

How many of the changes are noticed, by a doubt of the change's own kind and by any; and how many of the unchanged
sentences are doubted without cause. Wanted: at least .95 noticed at 5 % doubted at most.
"""

from collections.abc import Set as AbstractSet

from evals.alterations import AlterationKind, alterations
from evals.labels.label import Labelled
from evals.scoring import Counts
from evals.tasks.task import Answers, Case, Figure, Judged, Task, ratio
from service.sentences import sentence_spans
from service.support import Support

KINDS: dict[AlterationKind, AbstractSet[str]] = {
    "number": {"number", "date", "unit"},
    "name": {"name"},
    "new name": {"name"},
    "negation": {"negation"},
}
"""Each kind of change, and the kinds of doubt that name it."""
_SHOWN: dict[AlterationKind, str] = {
    "number": "another number",
    "name": "another of the article's names",
    "new name": "a name it hasn't",
    "negation": "a negation put in or taken out",
}
_NAMED = frozenset[str]().union(*KINDS.values())


def judge(label: Labelled, support: Support) -> Judged:
    """What the check says of the supported sentences of one article, unchanged and changed."""
    sums = Counts(float)
    cases: list[Case] = []
    for sentence in _supported(label):
        doubts = support.examine(sentence)[1]
        sums["unchanged"] += 1
        sums["doubted"] += bool(doubts)
        named = [doubt for doubt in doubts if doubt.kind in _NAMED]
        sums["doubted, named kinds"] += bool(named)
        for kind, kinds in KINDS.items():
            sums[f"doubted {kind}"] += any(doubt.kind in kinds for doubt in doubts)
        if doubts:
            note = "; ".join(doubt.message for doubt in doubts)
            cases.append(Case(kind="false alarm", what="unchanged", where=doubts[0].kind, words=sentence, note=note))
        for change in alterations(sentence, label.text):
            found = {doubt.kind for doubt in support.examine(change.text)[1]}
            sums[f"changed {change.kind}"] += 1
            sums["changed"] += 1
            sums[f"noticed {change.kind}"] += bool(found)
            sums["noticed"] += bool(found)
            sums["noticed, its kind"] += not KINDS[change.kind].isdisjoint(found)
            if not found:
                note = f"“{change.was}” became “{change.now}”"
                cases.append(Case(kind="miss", what=change.kind, words=change.text, note=note))
    return Judged(sums, tuple(cases))


def _supported(label: Labelled) -> list[str]:
    """The sentences of all texts that people call supported, each once."""
    sentences = (
        claim.text[start:end]
        for claim in label.claims or ()
        if claim.supported
        for start, end in sentence_spans(claim.text)
    )
    return list(dict.fromkeys(sentences))


def _ask(label: Labelled, answers: Answers) -> Judged:
    return judge(label, answers.support)


TASK = Task(
    name="probe",
    about="Is one changed number, name or negation noticed, and an unchanged sentence left alone?",
    suits=lambda label: any(claim.supported for claim in label.claims or ()),
    judge=_ask,
    asks=False,
    figures=(
        Figure("changes noticed", ratio("noticed", "changed")),
        *(Figure(f"changes noticed, {_SHOWN[kind]}", ratio(f"noticed {kind}", f"changed {kind}")) for kind in KINDS),
        Figure("changes noticed, by a doubt of their kind", ratio("noticed, its kind", "changed")),
        Figure("false alarms, of number, name or negation", ratio("doubted, named kinds", "unchanged"), "lower"),
        *(
            Figure(f"false alarms, {kind}", ratio(f"doubted {kind}", "unchanged"), "lower")
            for kind in KINDS
            if kind != "new name"
        ),
        Figure("false alarms, of any kind", ratio("doubted", "unchanged"), "lower"),
    ),
)

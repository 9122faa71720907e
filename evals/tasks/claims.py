"""Claims: whether a text that keeps to its article is told from one that doesn't.

A text is predicted unsupported when any of its sentences is; balanced accuracy as in SummEdits (Laban et al., 2023).
The claims of one article are one row, so that the bootstrap draws articles. The check sees the texts alone.
"""

from collections.abc import Callable, Iterator, Sequence

from evals.labels.label import Claim, Labelled
from evals.scoring import Counts, balanced_accuracy
from evals.tasks.cost import COST, cost
from evals.tasks.task import Answers, Case, Figure, Judged, People, Task, ratio
from service.errors import WhosewordsError
from service.findings import Checked, Run, SummarySentence

KINDS = (
    "number",
    "name",
    "negation",
    "date",
    "hedge",
    "attribution",
    "roles",
    "opposite",
    "invented",
    "entity modification",
    "antonym swap",
    "negation insertion removal",
    "hallucinated fact insertion",
)
"""The kinds of change our own gold names, then SummEdits'."""


def judge(label: Labelled, check: Callable[[str], Checked]) -> Judged:
    """What ``check`` says of each claim on one article, beside what people say.

    A claim without an answer is counted and not scored; when there is none at all, the last failure is raised.
    """
    sums = Counts(float)
    cases: list[Case] = []
    runs: list[Run] = []
    failure: WhosewordsError | None = None
    for claim in label.claims or ():
        try:
            checked = check(claim.text)
        except WhosewordsError as error:
            sums["unanswered"] += 1
            failure = error
            continue
        runs.append(checked.run)
        _count(sums, claim, doubted=checked.verdict == "unsupported")
        if (checked.verdict == "supported") != claim.supported:
            cases += _cases(claim, checked.sentences)
    sums["claims"] = len(label.claims or ())
    if failure and not runs:
        raise failure
    return Judged(sums | cost(runs, "check"), tuple(cases))


def _count(sums: Counts, claim: Claim, *, doubted: bool) -> None:
    sums["supported" if claim.supported else "unsupported"] += 1
    sums["supported right" if claim.supported else "unsupported right"] += doubted != claim.supported
    for kind in claim.kinds:
        sums[f"gold {kind}"] += 1
        sums[f"found {kind}"] += doubted


def _cases(claim: Claim, sentences: Sequence[SummarySentence]) -> Iterator[Case]:
    """A claim taken for what it isn't: a change not noticed, or sentences doubted without cause."""
    if not claim.supported:
        yield Case(kind="miss", what="unsupported", where=", ".join(claim.kinds), words=claim.text)
        return
    for sentence in sentences:
        if sentence.problems:
            note = "; ".join(sentence.problems)
            yield Case(kind="false alarm", what="supported", words=sentence.text, note=note)


def _balanced(sums: Counts) -> float | None:
    return balanced_accuracy(
        true_positives=sums["unsupported right"],
        positives=sums["unsupported"],
        true_negatives=sums["supported right"],
        negatives=sums["supported"],
    )


def _ask(label: Labelled, answers: Answers) -> Judged:
    return judge(label, answers.check)


TASK = Task(
    name="claims",
    about="Is a text that keeps to its article told from one that doesn't?",
    suits=lambda label: label.claims is not None,
    judge=_ask,
    figures=(
        Figure("balanced accuracy", _balanced, people=People(0.90, 0.90, "SummEdits")),
        Figure("unsupported texts noticed", ratio("unsupported right", "unsupported")),
        Figure("supported texts left alone", ratio("supported right", "supported")),
        *(
            Figure(f"noticed, {kind}", ratio(f"found {kind}", f"gold {kind}"), group="by kind of change")
            for kind in KINDS
        ),
        Figure("claims without an answer", ratio("unanswered", "claims"), "lower", "honesty"),
        *COST,
    ),
)

"""Parts: whether title, body, captions and furniture are told apart, character by character, white space aside."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_args

from evals.labels.label import Labelled
from evals.scoring import Counts
from evals.tasks.task import Answers, Case, Figure, Judged, Sentences, Task, ratio
from service.article import Article, Part, Role


def judge(label: Labelled, article: Article) -> Judged:
    """The characters of each role on both sides, and those that have the same."""
    gold, found = _roles(label.text, label.parts or ()), _roles(label.text, article.parts)
    held = [at for at, character in enumerate(label.text) if not character.isspace()]
    sums = Counts(float, {"characters": len(held), "right": sum(gold[at] == found[at] for at in held)})
    for at in held:
        sums[f"gold {gold[at]}"] += 1
        sums[f"found {found[at]}"] += 1
        sums[f"right {gold[at]}"] += gold[at] == found[at]
    return Judged(sums, tuple(_cases(label.text, gold, found)))


def _roles(text: str, parts: Sequence[Part]) -> list[str]:
    """The role of each character, “none” outside all parts."""
    roles = ["none"] * len(text)
    for part in parts:
        roles[part.start : part.end] = [part.role] * (part.end - part.start)
    return roles


def _cases(text: str, gold: Sequence[str], found: Sequence[str]) -> Iterator[Case]:
    """Each run of characters that has another role in the answer."""
    sentences = Sentences(text)
    for pair, places in groupby(range(len(text)), key=lambda at: (gold[at], found[at])):
        run = [at for at in places if not text[at].isspace()]
        if run and pair[0] != pair[1]:
            yield sentences.case("wrong", pair[0], [(run[0], run[-1] + 1)], where=f"taken for {pair[1]}")


def _ask(label: Labelled, answers: Answers) -> Judged:
    return judge(label, answers.article)


_ROLES: tuple[str, ...] = get_args(Role)

TASK = Task(
    name="parts",
    about="Are title, body, captions and the furniture of the page told apart, character by character?",
    suits=lambda label: label.parts is not None,
    judge=_ask,
    asks=False,
    figures=(
        Figure("characters in the right part", ratio("right", "characters")),
        *(
            figure
            for role in _ROLES
            for figure in (
                Figure(f"{role} recall", ratio(f"right {role}", f"gold {role}"), group="by role"),
                Figure(f"{role} precision", ratio(f"right {role}", f"found {role}"), group="by role"),
            )
        ),
    ),
    curve=tuple((role, f"{role} precision", f"{role} recall") for role in _ROLES),
)

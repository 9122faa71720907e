"""Putting tasks to a model on labelled texts: each text is analysed once, whatever number of tasks ask for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from os import cpu_count
from typing import Any

from evals.labels.label import Labelled
from evals.runs import Outcome, Result, half_of, task_named
from evals.tasks.task import Answers
from service.analysis import BUILTIN
from service.batch.processes import pool
from service.errors import WhosewordsError

_WORTH_A_PROCESS = 8
"""Texts from which further processes repay their start."""
_AT_ONCE = 4
"""Texts in a model's hands at the same time."""


@dataclass(frozen=True)
class Answered:
    """What became of one text in each task, and the analysis without its text, if one was asked for."""

    id: str
    outcomes: dict[str, Outcome]
    prediction: dict[str, Any] | None


def answer_all(
    tasks: Sequence[str], texts: Sequence[Labelled], model: str, *, done: Callable[[], None]
) -> tuple[tuple[Result, ...], dict[str, Any]]:
    """Put ``tasks`` to ``model``; a result for each task, and the predictions by text. ``done`` follows each text."""
    wanted = [(label, chosen) for label in texts if (chosen := _suiting(tasks, label))]
    found = list(_answers(wanted, model, done))
    results = tuple(
        Result(
            task=task,
            model=model,
            outcomes=tuple(answered.outcomes[task] for answered in found if task in answered.outcomes),
        )
        for task in tasks
    )
    return results, {answered.id: answered.prediction for answered in found if answered.prediction}


def _suiting(tasks: Iterable[str], label: Labelled) -> tuple[str, ...]:
    return tuple(task for task in tasks if task_named(task).suits(label))


def _answers(
    wanted: Sequence[tuple[Labelled, tuple[str, ...]]], model: str, done: Callable[[], None]
) -> Iterator[Answered]:
    """In the texts' order, however they come in."""
    with _executor(len(wanted), model) as executor:
        futures: list[Future[Answered]] = [executor.submit(answer, label, tasks, model) for label, tasks in wanted]
        for _ in as_completed(futures):
            done()
        for future in futures:
            yield future.result()


def _executor(texts: int, model: str) -> Executor:
    """Processes where there is enough to compute; threads, which share one connection, for a model to be waited for."""
    if model != BUILTIN:
        return ThreadPoolExecutor(max_workers=_AT_ONCE)
    workers = min(cpu_count() or 1, texts // _WORTH_A_PROCESS)
    if workers > 1:
        return pool(workers)
    return ThreadPoolExecutor(max_workers=1)


def answer(label: Labelled, tasks: Sequence[str], model: str) -> Answered:
    """Put ``tasks`` to ``model`` on one text; a task without an answer has a failure in its outcome."""
    answers = Answers(label.text, model)
    outcomes = {task: _outcome(task, label, answers) for task in tasks}
    prediction = answers.asked and answers.asked.model_dump(mode="json", exclude={"article": {"text"}})
    return Answered(label.id, outcomes, prediction)


def _outcome(task: str, label: Labelled, answers: Answers) -> Outcome:
    half = half_of(label.text)
    try:
        judged = task_named(task).judge(label, answers)
    except WhosewordsError as error:
        return Outcome(id=label.id, half=half, failure=str(error))
    return Outcome(id=label.id, half=half, counts=judged.counts, cases=judged.cases)

"""The tasks: one file each, and a line in `TASKS`."""

from evals.tasks import claims, loaded, probe, quotations, summary, words
from evals.tasks.task import Task

TASKS: tuple[Task, ...] = (quotations.TASK, loaded.TASK, words.TASK, claims.TASK, probe.TASK, summary.TASK)

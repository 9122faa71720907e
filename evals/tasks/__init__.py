"""The tasks: one file each, and a line in `TASKS`."""

from evals.tasks import claims, loaded, parts, probe, quotations, summary, words
from evals.tasks.task import Task

TASKS: tuple[Task, ...] = (parts.TASK, quotations.TASK, loaded.TASK, words.TASK, claims.TASK, probe.TASK, summary.TASK)

"""Many rows, one engine: whatever a batch does with its rows, they are answered, kept and taken up again in one way."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Any

from service.batch.output import Output, Tally, opened
from service.batch.processes import Processes
from service.batch.rows import TEXTS, Given, Rows
from service.batch.tasks import Task, answered, sound_id
from service.errors import InputError

AHEAD = 32
"""How many times the rows in hand the reading may be ahead of the first row that isn't done."""

Told = Callable[[Tally], None]
"""Told what the rows that are safe on the disk come to."""
Answering = Callable[[Given, str], Awaitable[str]]


class Batch:
    """The rows of ``source``, to be answered into ``output``; InputError when either can't be used.

    ``count`` is the number of rows.
    """

    def __init__(self, source: Path, output: Path, task: Task) -> None:
        """Read the rows once, to know how many there are and to know them again."""
        _refuse_to_overwrite(source, output)
        wanted = [name for name, field in task.row.model_fields.items() if field.is_required()]
        self._rows = Rows(source, wanted)
        self._path = output
        self._task = task
        self.count = self._rows.count

    def run(self, *, jobs: int | None = None, told: Told = lambda _: None, warn: Callable[[str], object]) -> Tally:
        """Answer every row that isn't answered yet, and return what they all come to.

        ``jobs`` is how many articles are read at once: processes for the builtin, the cores unless told; articles that
        a model is asked about. ``warn`` is told what the caller should know beside. InputError when the output can't
        be written, holds something else, or is written by another run.
        """
        made_with = {"version": version("whosewords"), "task": self._task.name, **self._task.settings()}
        made_with |= {"input": self._rows.digest}
        with opened(self._path, made_with) as output:
            if output.is_finished:
                warn(f"{self._path} is finished already, and was left as it is; delete it to have it made anew.")
                return self._compared(output)
            if not output.locked:
                warn(f"This system can't lock {self._path}; see to it that no other run writes there.")
            output.resume()
            told(output.tally)
            if output.next < self.count:
                asyncio.run(self._answer(output, jobs, told))
            if output.next != self.count:
                raise InputError(f"The input {self._rows.path} changed while it was read; begin again with it.")
            output.finish()
            return output.tally

    async def _answer(self, output: Output, jobs: int | None, told: Told) -> None:
        task = self._task
        if task.is_heavy(self.count):
            jobs = min(jobs or os.cpu_count() or 1, self.count)
            with Processes(task, jobs) as running:
                await self._carry_out(output, running.answered, 2 * jobs, told)
        else:
            at_once = jobs or task.at_once
            await self._carry_out(output, lambda given, payer: answered(given, task, payer), at_once, told)

    async def _carry_out(self, output: Output, answering: Answering, at_once: int, told: Told) -> None:
        """Answer the rows, ``at_once`` of them in hand, and never far ahead of the first that isn't done."""
        waiting = (given for given in self._rows if not output.has(given.number))
        upcoming = next(waiting, None)
        running: dict[asyncio.Task[str], int] = {}
        while upcoming or running:
            while upcoming and len(running) < at_once and upcoming.number < output.next + AHEAD * at_once:
                answer = asyncio.ensure_future(answering(upcoming, f"{output.run} {upcoming.number}"))
                running[answer] = upcoming.number
                upcoming = next(waiting, None)
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            answers = {running.pop(answer): answer.result() for answer in done}
            await asyncio.to_thread(output.add, dict(sorted(answers.items())))
            told(output.tally)

    def _compared(self, output: Output) -> Tally:
        """What the rows of a finished output come to; InputError when they aren't the answers to these rows."""
        for given, line in zip_longest(self._rows, output.lines()):
            if given is None or line is None or not self._fits(given, line):
                raise InputError(
                    f"{self._path} holds something else than the answers to these rows; give another --output."
                )
            output.tally.add(line)
        return output.tally

    def _fits(self, given: Given, line: bytes) -> bool:
        """Whether the line can be the answer to the row."""
        failed = False
        try:
            answer: dict[str, Any] = json.loads(line)
            failed = "error" in answer
            fields = given.fields()
            if answer["id"] != sound_id(fields):
                return False
            return failed or self._task.fits(self._task.row.model_validate(fields), answer)
        except InputError:
            return failed
        except (ValueError, AttributeError, KeyError, TypeError):
            return False


def _refuse_to_overwrite(source: Path, output: Path) -> None:
    """Raise InputError when the output would be, or become, a part of the input."""
    same = output.exists() and source.exists() and output.samefile(source)
    inside = source.is_dir() and output.resolve().parent == source.resolve() and output.suffix.lower() in TEXTS
    if same or inside or output.resolve() == source.resolve():
        raise InputError(f"The answers would overwrite the rows of {source}; give another --output.")

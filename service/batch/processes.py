"""Rows answered in processes of their own, so that a machine's cores share them; a process that dies is replaced."""

import asyncio
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Self

from service.batch.rows import Given
from service.batch.tasks import Task, answered, lost


class Processes:
    """``jobs`` processes that answer rows; each loads what it needs once. What isn't begun is called off at the end."""

    def __init__(self, task: Task, jobs: int) -> None:
        """Take note; the processes start with the first row."""
        self._task = task
        self._jobs = jobs
        self._pool = pool(jobs)
        self._alone = asyncio.Lock()
        self._single: ProcessPoolExecutor | None = None

    async def answered(self, given: Given, payer: str) -> str:
        """`answered`, in one of the processes.

        When one of them dies, nobody can tell which row it was for, so each row that was with them is answered once
        more in a process alone; the one that ends this too gets an error.
        """
        running = self._pool
        try:
            return await self._put(running, given, payer)
        except BrokenProcessPool:
            if self._pool is running:
                self._pool = pool(self._jobs)
        async with self._alone:
            self._single = self._single or pool(1)
            try:
                return await self._put(self._single, given, payer)
            except BrokenProcessPool:
                self._single = None
                return lost(given)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for running in filter(None, (self._pool, self._single)):
            running.shutdown(wait=False, cancel_futures=True)

    async def _put(self, running: ProcessPoolExecutor, given: Given, payer: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(running, _answered, given, self._task, payer)


def pool(jobs: int) -> ProcessPoolExecutor:
    """``jobs`` processes that load the builtin when they first need it, and end with this one however it ends."""
    # What libraries warn of in a new process, and what Python itself does when a batch is killed, is nobody's to read.
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    # glibc would keep a heap for each thread: a fifth more memory for each process, and nothing gained.
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and end with it: a killed parent can't say that nobody waits any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _answered(given: Given, task: Task, payer: str) -> str:
    return asyncio.run(answered(given, task, payer))

"""Commands carried out in forks of one process that has loaded everything, to be killed, or to meet a broken disk.

``python -m tests.forks`` reads a JSON object a line (see `Call`) and answers each with how the command ended. A fork
takes milliseconds, where a new interpreter takes a second.
"""

import asyncio
import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Any, NoReturn

from service.article import Article
from service.builtin.reading import read
from service.chains import CHAINS
from service.llm import check_model

STEPS = ("write", "fsync", "ftruncate", "unlink")
"""The steps of `service.batch.output` between which a crash may fall."""


@dataclass(frozen=True)
class Call:
    """A command's arguments, and what befalls it.

    ``kill_after`` seconds it gets SIGKILL. ``fault`` strikes at the step ``at``, from 0: "before", "after" and "torn"
    kill it there, the name of an errno makes the step fail. With ``shuffled``, eight quotations are verified at
    once, and are done in any order.
    """

    arguments: Sequence[str]
    kill_after: float | None = None
    fault: str | None = None
    at: int = 0
    shuffled: bool = False
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, or the negative number of its signal; what it said; its steps."""

    status: int
    said: str


class Forks:
    """The process that forks; `forks` starts one."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Speak to ``process``."""
        self._process = process

    def run(self, call: Call) -> Ended:
        """Carry out a call."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(asdict(call)), file=self._process.stdin, flush=True)
        return Ended(**json.loads(self._process.stdout.readline()))


@contextmanager
def forks(*, model: bool = False) -> Generator[Forks]:
    """A process that forks; one that can ask a ``model`` takes longer to start."""
    command = [sys.executable, "-m", "tests.forks", *(["model"] if model else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 -- our own command
        try:
            yield Forks(process)
        finally:
            assert process.stdin
            process.stdin.close()


class FaultyDisk:
    """The module ``os``, of which one step goes wrong."""

    def __init__(self, fault: str, at: int) -> None:
        """Strike with ``fault`` at the step ``at``."""
        self._fault = fault
        self._left = at

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever ``os`` has
        """What ``os`` has; its steps are counted."""
        found: Any = getattr(os, name)
        return self._counted(found, name) if name in STEPS else found

    def _counted(self, step: Callable[..., Any], name: str) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:  # noqa: ANN401 -- whatever the step takes and gives
            self._left -= 1
            if self._left != -1:
                return step(*arguments)
            if name == "write" and self._fault != "before":
                file, data = arguments
                os.write(file, data if self._fault == "after" else data[: len(data) // 2])
            elif self._fault == "after":
                step(*arguments)
            if number := getattr(errno, self._fault, None):
                raise OSError(number, os.strerror(number))
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError("a killed process goes on")

        return counted


def _main() -> None:
    for name in ("diskcache", "service.batch.tasks", "service.cli", "service.render.words"):
        import_module(name)
    if "model" in sys.argv:
        os.environ["OPENAI_API_KEY"] = "key-of-a-test"
        check_model("openai/any")
        reading = read(Article.read("“We will not sell the land,” Ana Ruiz said on Monday."))
        for chain in CHAINS:
            assert chain.builtin
            chain.builtin(reading)
        asyncio.run(_ask_nobody())
    for line in sys.stdin:
        call = Call(**json.loads(line))
        reader, writer = os.pipe()
        if not (child := os.fork()):
            _carry_out(call, writer)
        os.close(writer)
        if call.kill_after is not None:
            time.sleep(call.kill_after)
            os.kill(child, signal.SIGKILL)
        with open(reader, encoding="utf-8", errors="replace") as said:  # noqa: PTH123 -- a pipe has no path
            words = said.read()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"status": os.waitstatus_to_exitcode(status), "said": words}) + "\n")
        sys.stdout.flush()


async def _ask_nobody() -> None:
    """Have litellm load what it loads with its first call."""
    import litellm

    with suppress(Exception):
        await litellm.acompletion("openai/any", [], api_base="http://127.0.0.1:1/v1", max_retries=0, num_retries=0)


def _carry_out(call: Call, writer: int) -> NoReturn:
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(writer, 1)
    os.dup2(writer, 2)
    os.environ.update(call.environment)
    random.seed()
    from service import cli
    from service.batch import output, tasks

    if call.fault:
        output.os = FaultyDisk(call.fault, call.at)  # pyright: ignore[reportAttributeAccessIssue] -- it stands in for it
    if call.shuffled:
        answer = tasks.Verifications.answer

        async def late(self: tasks.Verifications, row: tasks.QuotationRow, payer: str) -> str:
            await asyncio.sleep(any_time(0.003))
            return await answer(self, row, payer)

        tasks.Verifications.answer = late
        tasks.Verifications.at_once = 8
    os._exit(cli.run(call.arguments))


def any_time(most: float) -> float:
    """Seconds, at random, ``most`` at most."""
    return random.uniform(0, most)  # noqa: S311 -- no secret


if __name__ == "__main__":
    _main()

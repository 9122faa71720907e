"""How a batch ends, and what it does when a row breaks, a process dies, or one row holds up the rest."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from service import cli
from service.batch.processes import Processes
from service.batch.rows import Rows
from service.batch.tasks import Verifications
from tests.batches import TEXT, lines, quotations, rows, verify
from tests.command import COMMAND, interrupted


def test_a_mistake_of_ours_fails_its_row_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def breaks(self: Verifications, row: Any, payer: str) -> str:  # noqa: ANN401 -- as it is declared
        del self, payer
        if row.id == 1:
            raise ZeroDivisionError("oops")
        return '"verdict":"verbatim","spans":[]'

    monkeypatch.setattr(Verifications, "answer", breaks)
    assert verify(quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl") == cli.FAILED
    found = lines(tmp_path / "out.jsonl")
    assert [row.get("error", {}).get("kind") for row in found] == [None, "error", None]
    assert "ZeroDivisionError" in found[1]["error"]["message"]


def test_a_process_that_dies_is_replaced_and_its_row_answered(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", [{"id": number, "text": TEXT} for number in range(12)])
    call = [*COMMAND, "batch", str(source), "--output", str(tmp_path / "out.jsonl"), "--jobs", "2"]
    with subprocess.Popen(call) as running:  # noqa: S603 -- our own command
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        until = time.monotonic() + 60
        while not (tmp_path / "out.jsonl").exists() or not (tmp_path / "out.jsonl").stat().st_size:
            assert time.monotonic() < until
            time.sleep(0.01)
        workers = [int(child) for child in children.read_text().split() if b"spawn_main" in command_of(int(child))]
        os.kill(workers[0], signal.SIGKILL)
        assert running.wait(timeout=120) == cli.DONE
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == list(range(12))


def command_of(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_row_that_ends_every_process_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio
    from concurrent.futures.process import BrokenProcessPool

    async def broken(self: Processes, *_: object) -> str:
        del self
        raise BrokenProcessPool("gone")

    monkeypatch.setattr(Processes, "_put", broken)
    given = next(iter(Rows(quotations(tmp_path / "in.jsonl"), ("id", "text"))))

    async def answer() -> str:
        with Processes(Verifications(), 1) as running:
            return await running.answered(given, "")

    found = json.loads(asyncio.run(answer()))
    assert (found["id"], found["error"]["kind"]) == (0, "process")


def test_ctrl_c_ends_a_batch_at_once_and_it_can_go_on(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", [{"id": number, "text": TEXT} for number in range(3)])
    assert interrupted("batch", str(source), "--output", str(tmp_path / "out.jsonl")) == b""
    assert (tmp_path / "out.jsonl.unfinished").exists()


def test_reading_stays_close_to_the_first_row_that_is_not_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One slow row holds up the reading, so what waits for its turn is bounded however many rows there are."""
    import asyncio

    farthest = 0
    slow = threading.Event()

    async def late(self: Verifications, row: Any, payer: str) -> str:  # noqa: ANN401 -- as it is declared
        nonlocal farthest
        del self, payer
        farthest = max(farthest, row.id)
        while row.id == 0 and not slow.is_set():
            await asyncio.sleep(0.01)
            if farthest >= 63:
                await asyncio.sleep(0.3)
                slow.set()
        return '"verdict":"verbatim","spans":[]'

    monkeypatch.setattr(Verifications, "answer", late)
    monkeypatch.setattr(Verifications, "at_once", 2)
    seen: list[int] = []
    monkeypatch.setattr(slow, "set", lambda: (seen.append(farthest), threading.Event.set(slow)))
    assert verify(quotations(tmp_path / "in.jsonl", 300), tmp_path / "out.jsonl") == cli.DONE
    assert seen == [63]
    assert [row["id"] for row in lines(tmp_path / "out.jsonl")] == list(range(300))

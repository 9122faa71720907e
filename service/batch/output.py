"""A batch's output on the disk: in the order of the rows, each row whole and safe before it counts as done.

``OUT`` grows in order. A row that is done before its turn waits in ``OUT.unfinished``, beside a first line that says
what the output is made with; that file goes when all is done. After a crash both are read again, a torn last line is
cut off, and nothing that stood in them is done again.
"""

import json
import os
import secrets
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import InputError

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND


@dataclass
class Tally:
    """What the rows done so far come to: how many, how many ``failed``, at what cost in USD.

    A row has failed when it holds an error, or an analysis of which a chain failed; ``unpriced`` counts the rows whose
    cost isn't known.
    """

    done: int = 0
    failed: int = 0
    cost: float = 0.0
    unpriced: int = 0

    def add(self, line: str | bytes) -> None:
        """Count the answer in ``line``; ValueError when it is none."""
        try:
            answer: dict[str, Any] = json.loads(line)
            analysis: dict[str, Any] = answer.get("analysis") or {}
            run: dict[str, Any] | None = (analysis or answer).get("run")
            runs: dict[str, dict[str, Any]] = run["chains"] if run else {}
            costs: list[float | None] = [run["cost_usd"] for run in runs.values() if run["calls"]]
        except (AttributeError, KeyError, TypeError):
            raise ValueError("no answer of a batch") from None
        self.done += 1
        self.failed += bool("error" in answer or analysis.get("failures"))
        self.cost += sum(cost for cost in costs if cost is not None)
        self.unpriced += None in costs


class Output:
    """An open output; make one with `opened`. ``next`` is the number of the first row that isn't in place yet."""

    def __init__(self, path: Path, made_with: Mapping[str, object]) -> None:
        """Open the file at ``path`` and keep it from other runs, as far as the system can."""
        self.path = path
        self.unfinished = path.with_name(f"{path.name}.unfinished")
        self.tally = Tally()
        self.next = 0
        self.run = secrets.token_hex(8)
        self._made_with = dict(made_with)
        self._ahead: dict[int, str] = {}
        self._side = self._side_size = self._header_size = 0
        self._out = os.open(path, _FLAGS, 0o666)
        self._out_size = os.fstat(self._out).st_size
        self.locked = self._lock()

    @property
    def is_finished(self) -> bool:
        """Whether something stands in the file that no unfinished run has left there."""
        return self._out_size > 0 and not self.unfinished.exists()

    def has(self, number: int) -> bool:
        """Whether the row is done."""
        return number < self.next or number in self._ahead

    def lines(self) -> Iterator[bytes]:
        """The lines that stand in the file."""
        with self.path.open("rb") as file:
            yield from file

    def resume(self) -> None:
        """Go on where an earlier run stopped, or begin; InputError when that run was made with something else."""
        with self._guarded():
            self._resume()

    def add(self, answers: Mapping[int, str]) -> None:
        """Put the answers, by their rows' numbers, on the disk; they count once they are safe there."""
        with self._guarded():
            self._ahead.update(answers)
            self._write(answers)
        for line in answers.values():
            self.tally.add(line)

    def finish(self) -> None:
        """Say that every row is in place."""
        with self._guarded():
            os.close(self._side)
            self._side = 0
            os.unlink(self.unfinished)  # noqa: PTH108 -- as every step that a crash may fall between
            self._sync_folder()

    def close(self) -> None:
        """Let the files, and the lock, go."""
        for file in filter(None, (self._out, self._side)):
            os.close(file)

    @contextmanager
    def _guarded(self) -> Generator[None]:
        """Make an error of the disk an InputError, and cut off what was not said to be safe.

        After a failed write nobody can tell how much of it is on the disk.
        """
        try:
            yield
        except OSError as error:
            for file, size in ((self._out, self._out_size), (self._side, self._side_size)):
                if file:
                    with suppress(OSError):
                        os.ftruncate(file, size)
            raise InputError(
                f"The output {self.path} can't be written ({error.strerror}), with {self.tally.done:,} rows done; "
                "make room, then give the same call to go on."
            ) from None

    def _resume(self) -> None:
        self._side = os.open(self.unfinished, _FLAGS, 0o666)
        with self.unfinished.open("rb") as file:
            header = self._header(file.readline())
            if header is None and self._out_size:
                raise InputError(f"How {self.path} was begun can't be told any more; delete it and {self.unfinished}.")
            if header is None:
                self._begin()
                return
            self._header_size = self._side_size = file.tell()
            self._out_size = self._place_lines()
            for line in file:
                if not self._take(line):
                    break
                self._side_size += len(line)
        if header["made with"] != self._made_with:
            if self.tally.done:
                raise InputError(self._made_otherwise(header["made with"]))
            os.ftruncate(self._out, 0)
            self._begin()
            return
        self.run = header["run"]
        os.ftruncate(self._out, self._out_size)
        os.ftruncate(self._side, self._side_size)
        self._write({})

    def _lock(self) -> bool:
        try:
            import fcntl

            fcntl.flock(self._out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._out)
            raise InputError(
                f"Another run writes to {self.path}; wait for its end, or give another --output."
            ) from None
        except (ImportError, OSError):
            return False
        return True

    def _begin(self) -> None:
        header = {"made with": self._made_with, "run": self.run}
        os.ftruncate(self._side, 0)
        self._append(self._side, f"{json.dumps(header, ensure_ascii=False)}\n".encode())
        self._header_size = self._side_size = os.fstat(self._side).st_size
        self._sync_folder()

    def _write(self, answers: Mapping[int, str]) -> None:
        """Append to either file what belongs there."""
        in_place: list[str] = []
        while self.next in self._ahead:
            in_place.append(self._ahead.pop(self.next))
            self.next += 1
        early = [f"{number} {line}\n" for number, line in answers.items() if number >= self.next]
        if early:
            self._side_size += self._append(self._side, "".join(early).encode())
        if in_place:
            self._out_size += self._append(self._out, "".join(f"{line}\n" for line in in_place).encode())
        if not self._ahead and self._side_size > self._header_size:
            os.ftruncate(self._side, self._header_size)
            self._side_size = self._header_size

    def _append(self, file: int, data: bytes) -> int:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
        return len(data)

    def _place_lines(self) -> int:
        """Count the whole lines that stand in the file; returns their length in bytes."""
        size = 0
        for line in self.lines():
            try:
                self.tally.add(line if line.endswith(b"\n") else b"")
            except ValueError:
                break
            self.next += 1
            size += len(line)
        return size

    def _take(self, line: bytes) -> bool:
        """Take up a row that was done before its turn; False when the line is torn."""
        number, _, answer = line.decode(errors="replace").rstrip("\n").partition(" ")
        if not (line.endswith(b"\n") and number.isdecimal()):
            return False
        if int(number) >= self.next:
            try:
                self.tally.add(answer)
            except ValueError:
                return False
            self._ahead[int(number)] = answer
        return True

    def _header(self, line: bytes) -> dict[str, Any] | None:
        try:
            header: dict[str, Any] = json.loads(line if line.endswith(b"\n") else b"")
        except ValueError:
            return None
        return header

    def _made_otherwise(self, before: Mapping[str, object]) -> str:
        names = self._made_with.keys() | before.keys()
        other = sorted(name for name in names if self._made_with.get(name) != before.get(name))
        return (
            f"{self.path} was begun with another {' and another '.join(other)}; give the call it was begun with, "
            f"or delete it and {self.unfinished} to begin again."
        )

    def _sync_folder(self) -> None:
        if os.name == "posix":
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextmanager
def opened(path: Path, made_with: Mapping[str, object]) -> Generator[Output]:
    """An output to be written; an error of the disk becomes an InputError that says how far it got."""
    if path.exists() and not path.is_file():
        raise InputError(f"The output {path} is no file; give --output a file's path.")
    try:
        output = Output(path, made_with)
    except OSError as error:
        raise InputError(f"The output {path} can't be written ({error.strerror}); give another --output.") from None
    try:
        yield output
    finally:
        output.close()

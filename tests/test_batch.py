"""A batch in ordinary times: what it reads, what it writes, what it refuses, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from service import cli
from service.batch.output import Output
from service.batch.processes import Processes
from service.batch.rows import Rows
from service.batch.tasks import Verifications
from service.errors import ModelUnavailable
from service.findings import Analysis
from tests.forks import rows
from tests.scripted import ScriptedModel
from tests.server import Reply, model_server

TEXT = "The mayor spoke on Monday.\n\n“We are not permitted to sell the land,” Ana Ruiz said.\n"
COMMAND = (sys.executable, "-c", "from service.cli import main; main()")


def answers(path: Path) -> list[dict[str, Any]]:
    """What stands in an output."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def verify(source: Path, output: Path) -> int:
    """The exit status of ``verify --batch``."""
    return cli.run(["verify", "--batch", str(source), "--output", str(output)])


def quotations(path: Path, count: int = 3) -> Path:
    """Rows with a quotation each."""
    return rows(path, [{"id": number, "text": TEXT, "claimed": "sell the land"} for number in range(count)])


def test_articles_are_analysed_in_order_and_what_cannot_be_is_a_row_with_an_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        b'\xef\xbb\xbf{"id": "a", "text": ' + json.dumps(TEXT).encode() + b', "source": "a wire"}',
        b"",
        b"{not json",
        b"\xff\xfe\xff",
        b'["a", "list"]',
        b'{"text": "no id"}',
        b'{"id": null, "text": "no id"}',
        b'{"id": true, "text": "no id"}',
        b'{"id": "c"}',
        b'{"id": "d", "text": 5}',
        b'{"id": "e", "text": "half \\ud800 a pair"}',
        b'{"id": "\\ud800", "text": "half a pair in the id"}',
        b'{"id": "f", "text": " "}',
        b"[" * 100_000,
        b'{"id": 1.5, "text": ' + json.dumps(TEXT + "\u2028\x85").encode() + b"}",
        b'{"id": "a", "text": ' + json.dumps(TEXT).encode() + b"}",
    ]
    source.write_bytes(b"\r\n".join(lines))
    assert cli.run(["batch", str(source), "--output", str(output), "--jobs", "2"]) == cli.FAILED
    out, err = capfd.readouterr()
    assert (out, err) == ("", "whosewords: 15 rows done, 12 of them with errors.\n")
    found = answers(output)
    assert [row["id"] for row in found] == ["a", *[None] * 6, "c", "d", "e", None, "f", None, 1.5, "a"]
    assert all(row["error"].keys() == {"kind", "message"} for row in found[1:13])
    assert found[1]["error"] == {"kind": "input", "message": "Line 3 is no JSON object; write one object a line."}
    for row in (found[0], found[13], found[14]):
        analysis = Analysis.model_validate(row["analysis"])
        assert analysis.quotations[0].speaker == "Ana Ruiz"
    assert found[13]["analysis"]["article"]["text"] == TEXT + "\u2028\x85"
    assert len(output.read_text("utf-8").splitlines()) == 15
    assert output.read_bytes().startswith(b'{"id":"a","analysis":{"schema_version":1,"article":{"id":"')


def test_a_folder_and_a_csv_file_are_rows_too(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, data in {"b.md": TEXT.encode(), "a.txt": TEXT.encode(), "c.html": b"\xff", "d.pdf": b"%PDF"}.items():
        (folder / name).write_bytes(data)
    assert cli.run(["batch", str(folder), "--output", str(tmp_path / "out.jsonl")]) == cli.FAILED
    found = answers(tmp_path / "out.jsonl")
    assert [(row["id"], "analysis" in row) for row in found] == [("a.txt", True), ("b.md", True), (None, False)]
    for delimiter in ",;":
        table = tmp_path / "rows.csv"
        head = delimiter.join(["\ufeffClaimed", "id", "text", "notes"])
        row = delimiter.join(["sell the land", "x", '"' + TEXT.replace("\n\n", "\n") + '"', "-"])
        table.write_text(f"{head}\n{row}\n{delimiter.join(['sell', 'y'])}\n", "utf-8")
        (tmp_path / "out.jsonl").unlink()
        assert verify(table, tmp_path / "out.jsonl") == cli.FAILED
        found = answers(tmp_path / "out.jsonl")
        assert [(row["id"], row.get("verdict")) for row in found] == [("x", "verbatim"), ("y", None)]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.jsonl", b"", "holds no rows"),
        ("blank.jsonl", b"\n \n\r\n", "holds no rows"),
        ("wide.jsonl", '{"id": 1}'.encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("empty.csv", b"", "has no column id"),
        ("head.csv", b"id,text,claimed\n", "holds no rows"),
        ("lacks.csv", b"id,text\n1,2\n", "has no column claimed"),
        ("open.csv", b'id,text,claimed\n1,"2,3\n', "is no good CSV after row 0"),
        ("latin.csv", "id,text,claimed\n1,é,3\n".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_an_input_without_rows_is_one_sentence_and_leaves_nothing(
    name: str, data: bytes, says: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert verify(tmp_path / name, tmp_path / "out.jsonl") == cli.WRONG
    said = capfd.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_cannot_be_read_or_written_is_one_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = quotations(tmp_path / "in.jsonl")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.jsonl")
    batch = ["batch", str(source)]
    for call, says in [
        (["verify", "--batch", str(tmp_path / "none"), "--output", str(tmp_path / "out")], "There is no input"),
        (["verify", "--batch", str(tmp_path / "pipe.jsonl"), "--output", str(tmp_path / "out")], "more than once"),
        (["verify", "--batch", str(tmp_path / "folder"), "--output", str(tmp_path / "out")], "holds texts alone"),
        (["verify", "--batch", str(source), "--output", str(tmp_path / "folder")], "is no file"),
        (["verify", "--batch", str(source), "--output", str(tmp_path / "none" / "out")], "can't be written"),
        (["verify", "--batch", str(source), "--output", str(source)], "overwrite"),
        (["batch", str(tmp_path / "folder"), "--output", str(tmp_path / "out")], "holds no texts"),
        (["batch", str(tmp_path / "folder"), "--output", str(tmp_path / "folder" / "out.txt")], "overwrite"),
        (batch, "--output"),
        ([*batch, "--output", str(tmp_path / "out"), "--jobs", "0"], "--jobs"),
        ([*batch, "--output", str(tmp_path / "out"), "--deadline", "0"], "above 0"),
        ([*batch, "--output", str(tmp_path / "out"), "--replay"], "name a --model"),
        (["check", "--batch", str(source)], "--batch IN and --output OUT"),
        (["verify", "--batch", str(source), "--output", "x", "--after", "y"], "--batch IN and --output OUT"),
    ]:
        assert cli.run(call) == cli.WRONG, call
        said = capfd.readouterr().err
        assert says in said
        assert said.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "folder", "pipe.jsonl"}


def test_an_unknown_model_and_a_missing_key_are_said_before_any_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    source = quotations(tmp_path / "in.jsonl")
    for model, says in {"no-such-model": "no-such-model", "openai/gpt-4o-mini": "OPENAI_API_KEY"}.items():
        call = ["batch", str(source), "--output", str(tmp_path / "out.jsonl"), "--model", model]
        assert cli.run(call) == cli.WRONG
        assert says in capfd.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_finished_output_is_left_as_it_is_and_another_is_not_written_over(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, output = quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    assert verify(source, output) == cli.DONE
    before = output.read_bytes(), output.stat().st_mtime_ns
    assert verify(source, output) == cli.DONE
    assert "is finished already" in capfd.readouterr().err
    for other in (quotations(tmp_path / "more.jsonl", 4), quotations(tmp_path / "fewer.jsonl", 2)):
        assert verify(other, output) == cli.WRONG
        assert "holds something else" in capfd.readouterr().err
    changed = rows(tmp_path / "changed.jsonl", [{"id": n, "text": f"Now {TEXT}", "claimed": "now"} for n in range(3)])
    assert verify(changed, output) == cli.WRONG
    assert cli.run(["batch", str(source), "--output", str(output)]) == cli.WRONG
    assert (output.read_bytes(), output.stat().st_mtime_ns) == before
    output.write_text("Notes of mine\n", "utf-8")
    assert verify(source, output) == cli.WRONG
    assert output.read_text("utf-8") == "Notes of mine\n"


def begun(output: Path, source: Path, **made_with: str) -> None:
    """Leave what a run that was killed after its first row leaves, and a torn second."""
    whole = output.with_name("whole.jsonl")
    assert verify(source, whole) == cli.DONE
    first, second, *_ = whole.read_bytes().splitlines(keepends=True)
    output.write_bytes(first + second[:40])
    known = {"version": "0.1.0", "task": "verifications", "input": Rows(source, ("id", "text", "claimed")).digest}
    header = json.dumps({"made with": known | made_with, "run": "0"})
    output.with_name(f"{output.name}.unfinished").write_bytes(f"{header}\n2 ".encode() + second + b'1 {"id"')


def test_a_torn_line_is_cut_off_and_a_row_that_waited_takes_its_place(tmp_path: Path) -> None:
    source, output = quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    begun(output, source)
    assert verify(source, output) == cli.DONE
    assert [row["id"] for row in answers(output)] == [0, 1, 1], "the row that waited is not answered again"
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out.jsonl", "whole.jsonl"}


@pytest.mark.parametrize("made_with", [{"input": "0"}, {"version": "0.0.1"}, {"task": "checks"}, {"model": "builtin"}])
def test_what_was_begun_with_something_else_is_not_gone_on_with(
    made_with: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, output = quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    begun(output, source, **made_with)
    before = output.read_bytes()
    assert verify(source, output) == cli.WRONG
    said = capfd.readouterr().err.splitlines()[-1]
    assert f"was begun with another {next(iter(made_with))}; " in said
    assert output.read_bytes() == before
    output.with_name("out.jsonl.unfinished").write_text("{", "utf-8")
    assert verify(source, output) == cli.WRONG
    assert "can't be told any more" in capfd.readouterr().err
    assert output.read_bytes() == before


def test_two_runs_on_one_output_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source, output = quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    held = Output(output, {})
    assert verify(source, output) == cli.WRONG
    assert "Another run writes to" in capfd.readouterr().err
    held.close()
    assert verify(source, output) == cli.DONE


def test_without_a_lock_it_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert verify(quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl") == cli.DONE
    assert "This system can't lock" in capfd.readouterr().err


def test_rows_a_model_fails_at_are_counted_and_the_rest_go_on(
    scripted: ScriptedModel, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    scripted.says["SummaryAnswer"] = [ModelUnavailable("The model is away; try later.")]
    texts = [{"id": number, "text": f"The mayor spoke {number} times on Monday.\n"} for number in range(5)]
    source, output = rows(tmp_path / "in.jsonl", texts), tmp_path / "out.jsonl"
    call = ["batch", str(source), "--output", str(output), "--model", "openai/any", "--jobs", "1"]
    assert cli.run(call) == cli.FAILED
    told = capfd.readouterr().err
    assert told == "whosewords: 5 rows done, 1 of them with errors, $3.5000 and 1 at a cost unknown.\n"
    failed = [row["id"] for row in answers(output) if row["analysis"]["failures"]]
    assert failed == [0]
    assert cli.run([*call[:-4], "--model", "openai/other"]) == cli.WRONG, "another model's output is left alone"


def test_a_mistake_of_ours_fails_its_row_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def breaks(self: Verifications, row: Any, payer: str) -> str:  # noqa: ANN401 -- as it is declared
        del self, payer
        if row.id == 1:
            raise ZeroDivisionError("oops")
        return '"verdict":"verbatim","spans":[]'

    monkeypatch.setattr(Verifications, "answer", breaks)
    assert verify(quotations(tmp_path / "in.jsonl"), tmp_path / "out.jsonl") == cli.FAILED
    found = answers(tmp_path / "out.jsonl")
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
    assert [row["id"] for row in answers(tmp_path / "out.jsonl")] == list(range(12))


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
    with model_server() as server:
        server.script = lambda request, number: Reply(hangs=True)  # noqa: ARG005 -- a script's signature
        environment = {**os.environ, "OPENAI_API_BASE": server.url, "OPENAI_API_KEY": "key-of-a-test"}
        call = [*COMMAND, "batch", str(source), "--output", str(tmp_path / "out.jsonl"), "--model", "openai/any"]
        with subprocess.Popen(call, stderr=subprocess.PIPE, env=environment) as running:  # noqa: S603 -- our own command
            until = time.monotonic() + 60
            while not server.requests and time.monotonic() < until:
                time.sleep(0.05)
            interrupted = time.monotonic()
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=10) == cli.INTERRUPTED
            assert time.monotonic() - interrupted < 2
            assert running.stderr
            assert running.stderr.read() == b""
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
    assert [row["id"] for row in answers(tmp_path / "out.jsonl")] == list(range(300))

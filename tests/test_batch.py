"""A batch in ordinary times: what it reads, what it writes, and what it refuses."""

import json
import os
import sys
from pathlib import Path

import pytest

from service import cli
from service.batch.output import Output
from service.batch.rows import Rows
from service.errors import ModelUnavailable
from service.findings import Analysis
from tests.batches import TEXT, lines, quotations, rows, verify
from tests.scripted import ScriptedModel


def test_articles_are_analysed_in_order_and_what_cannot_be_is_a_row_with_an_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given = [
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
    source.write_bytes(b"\r\n".join(given))
    assert cli.run(["batch", str(source), "--output", str(output), "--jobs", "2"]) == cli.FAILED
    out, err = capfd.readouterr()
    assert (out, err) == ("", "whosewords: 15 rows done, 12 of them with errors.\n")
    found = lines(output)
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
    found = lines(tmp_path / "out.jsonl")
    assert [(row["id"], "analysis" in row) for row in found] == [("a.txt", True), ("b.md", True), (None, False)]
    for delimiter in ",;":
        table = tmp_path / "rows.csv"
        head = delimiter.join(["\ufeffClaimed", "id", "text", "notes"])
        row = delimiter.join(["sell the land", "x", '"' + TEXT.replace("\n\n", "\n") + '"', "-"])
        table.write_text(f"{head}\n{row}\n{delimiter.join(['sell', 'y'])}\n", "utf-8")
        (tmp_path / "out.jsonl").unlink()
        assert verify(table, tmp_path / "out.jsonl") == cli.FAILED
        found = lines(tmp_path / "out.jsonl")
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
    assert [row["id"] for row in lines(output)] == [0, 1, 1], "the row that waited is not answered again"
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
    failed = [row["id"] for row in lines(output) if row["analysis"]["failures"]]
    assert failed == [0]
    assert cli.run([*call[:-4], "--model", "openai/other"]) == cli.WRONG, "another model's output is left alone"

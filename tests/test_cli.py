"""The command line: what it prints, where, and its exit status."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from service import cli
from service.article import MAX_CHARACTERS
from service.errors import ModelUnavailable
from service.files import MAX_BYTES
from service.findings import Analysis
from tests.command import COMMAND, interrupted
from tests.scripted import ScriptedModel

ARTICLES = Path(__file__).parent / "articles"
ARTICLE = ARTICLES / "tabloid.txt"


def analysed(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Analysis:
    """What ``whosewords analyze --format json`` prints, read back."""
    assert cli.run(["analyze", *arguments, "--format", "json"]) == cli.DONE
    out, err = capfdbinary.readouterr()
    assert not err
    return Analysis.model_validate_json(out)


def sentence(capfd: pytest.CaptureFixture[str], arguments: Sequence[str], status: int) -> str:
    """The one line on stderr of a call that ends with ``status`` and prints nothing else."""
    assert cli.run(arguments) == status
    out, err = capfd.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert err.startswith("whosewords: ")
    assert err.rstrip().endswith(".")
    assert "Traceback" not in err
    return err.removeprefix("whosewords: ").rstrip()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t\n", "is empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not text in UTF-8"),
        ("archive.bin", b"PK\x03\x04\x00\x00 some words", "not a text"),
        ("latin.txt", "The café’s owner said no.".encode("cp1252"), "save it as UTF-8"),
        ("cut.txt", "The mayor said so.".encode("utf-16")[:-1], "not text in UTF-8"),
        ("huge.txt", b"The mayor said no. " * (30_000_000 // 19), "larger than 10 MB"),
        ("long.txt", b"The mayor said no. " * (MAX_CHARACTERS // 19 + 1), "is the most that is read"),
    ],
)
def test_input_that_cannot_be_read_is_one_sentence_and_status_2(
    name: str, data: bytes, says: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert says in sentence(capfd, ["analyze", str(tmp_path / name)], cli.WRONG)


def test_a_large_file_is_refused_without_reading_it_all(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "sparse.txt").open("wb") as file:
        file.truncate(10**12)
    assert "larger than" in sentence(capfd, ["analyze", str(tmp_path / "sparse.txt")], cli.WRONG)


@pytest.mark.skipif(os.name != "posix", reason="permissions and devices as POSIX has them")
def test_files_that_cannot_be_opened_are_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.txt")
    assert missing in sentence(capfd, ["analyze", missing], cli.WRONG)
    assert "is a folder" in sentence(capfd, ["analyze", str(tmp_path)], cli.WRONG)
    assert "can't be read" in sentence(capfd, ["analyze", "x" * 5000], cli.WRONG)
    locked = tmp_path / "locked.txt"
    locked.write_text("The mayor said no.")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        assert "may not be read" in sentence(capfd, ["analyze", str(locked)], cli.WRONG)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["analyse"], "No such command 'analyse'"),
        (["analyze", "--format", "xml"], "'xml' is not one of 'text', 'json', 'html', 'sarif'"),
        (["analyze", "--modle", "builtin"], "No such option: --modle"),
        (["analyze", "--model"], "'--model' requires an argument"),
        (["analyze", "one.txt", "two.txt"], "extra argument"),
        (["analyze", "--fail-on-loaded", "-1"], "--fail-on-loaded"),
        (["analyze", "--deadline", "soon"], "--deadline"),
        (["analyze", "--deadline", "0"], "a number of seconds above 0"),
        (["analyze", "--deadline", "nan"], "a number of seconds above 0"),
        (["ui", "--port", "70000"], "--port"),
        (["analyze", "no\x1b[2Jsuch"], "no[U+001B][2Jsuch"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(
    arguments: list[str], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert says in sentence(capfd, arguments, cli.WRONG)


def test_help_is_plain_and_a_bare_call_shows_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == cli.DONE
    bare = capfd.readouterr().out
    assert cli.run(["--help"]) == cli.DONE
    assert capfd.readouterr().out == bare
    assert "analyze" in bare
    assert cli.run(["analyze", "--help"]) == cli.DONE
    assert "--fail-on-loaded N" in capfd.readouterr().out


def test_an_unknown_model_and_a_missing_key_are_the_callers_to_mend(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_BASE", raising=False)
    assert "no-such-model" in sentence(capfd, ["analyze", str(ARTICLE), "--model", "no-such-model"], cli.WRONG)
    assert "OPENAI_API_KEY" in sentence(capfd, ["analyze", str(ARTICLE), "--model", "openai/gpt-4o-mini"], cli.WRONG)


def test_without_a_network_the_chains_fail_in_one_sentence_and_status_1(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:1/v1")
    call = ["analyze", str(ARTICLE), "--model", "openai/any", "--deadline", "2"]
    said = sentence(capfd, call, cli.FAILED)
    assert said.startswith("No answer for summary, quotations, loaded_language: ")
    assert "key-of-a-test" not in said


def test_a_failed_chain_leaves_the_others_and_status_1(
    scripted: ScriptedModel, capfd: pytest.CaptureFixture[str]
) -> None:
    scripted.says["SummaryAnswer"] = [ModelUnavailable("The model is away; try later.")] * 9
    assert cli.run(["analyze", str(ARTICLE), "--model", "openai/any", "--format", "json"]) == cli.FAILED
    out, err = capfd.readouterr()
    assert err == "whosewords: No answer for summary: The model is away; try later.\n"
    found = json.loads(out)
    assert [failure["chain"] for failure in found["failures"]] == ["summary"]
    assert {item["found_by"] for item in found["quotations"]} == {"builtin"}


def test_json_is_the_contract(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    found = analysed(capfdbinary, str(ARTICLE))
    assert found.article.text == ARTICLE.read_bytes().decode()
    assert found.quotations
    assert found.run.model == "builtin"
    assert not found.failures


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_kept_character_for_character_in_every_encoding_it_may_have(
    encoding: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "Zoë’s café “shut” 😀\r\n\r\nThe mayor said it was a disgrace.\rNo\x85one\u2028agreed.\r\n"
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    (tmp_path / "article.txt").write_bytes((mark + text).encode(encoding))
    assert analysed(capfdbinary, str(tmp_path / "article.txt")).article.text == text


def test_too_many_loaded_phrases_are_status_3_and_the_analysis_is_printed_all_the_same(
    capfd: pytest.CaptureFixture[str],
) -> None:
    call = ["analyze", str(ARTICLE), "--format", "json", "--fail-on-loaded"]
    assert cli.run([*call, "0"]) == cli.LOADED
    out, err = capfd.readouterr()
    own = [phrase for phrase in json.loads(out)["loaded_language"] if phrase["voice"] != "quoted"]
    assert own
    assert err == f"whosewords: The outlet's own words hold {len(own)} loaded phrases, more than 0.\n"
    assert cli.run([*call, str(len(own))]) == cli.DONE
    assert cli.run([*call, str(len(own) - 1)]) == cli.LOADED


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif"])
def test_output_is_utf_8_whatever_the_locale(form: str) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    call = [*COMMAND, "analyze", "-", "--format", form]
    done = subprocess.run(  # noqa: S603 -- our own command
        call, input=ARTICLE.read_bytes(), capture_output=True, env=environment, check=True
    )
    assert not done.stderr
    assert "£40,000" in done.stdout.decode()
    assert b"\x1b" not in done.stdout


def test_a_closed_pipe_ends_it_without_a_word() -> None:
    with subprocess.Popen(  # noqa: S603 -- our own command
        [*COMMAND, "analyze", str(ARTICLE), "--format", "html"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == cli.UNREAD


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is a thing of Linux")
def test_output_that_cannot_be_written_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 -- our own command
            [*COMMAND, "analyze", str(ARTICLE)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == cli.WRONG
    assert done.stderr.startswith(b"whosewords: The output can't be written")
    assert done.stderr.count(b"\n") == 1


def test_ctrl_c_ends_it_at_once_while_a_model_keeps_it_waiting() -> None:
    assert b"Traceback" not in interrupted("analyze", str(ARTICLE))


def test_the_most_that_is_read_holds_the_longest_article() -> None:
    assert len(("😀" * MAX_CHARACTERS).encode()) <= MAX_BYTES

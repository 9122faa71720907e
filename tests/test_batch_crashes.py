"""A batch that is killed, or meets a full or a broken disk, goes on from there: nothing lost, nothing done twice.

What runs here is the command itself, in forks of a process that has loaded it. Most kills hit ``verify --batch``, which
takes a millisecond a row and stands on the same engine as the others; fifty hit ``batch`` with a model served on the
loopback address, where each call is counted; a few hit ``batch`` with the builtin in processes of its own.
"""

import json
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from service import cli
from tests.batches import rows
from tests.command import COMMAND
from tests.forks import Call, Forks, any_time, forks
from tests.server import ModelServer, Reply, Request, model_server, says

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are things of POSIX")

ARTICLE = "“We are not permitted to sell the land,” she said.\n\n“There is no plan to raise taxes in 2026,” Ruiz added."


@pytest.fixture(scope="module")
def forked() -> Generator[Forks]:
    with forks() as running:
        yield running


def article(number: int) -> str:
    """An article unlike the others."""
    return f"The council of ward {number} met on Tuesday to talk about the harbour wall.\n\n{ARTICLE}\n"


def quotations(path: Path, count: int) -> Path:
    """Rows with a quotation each, a bad one among ten."""
    claims = ["We are not permitted to sell the land", "There is no plan to raise taxes in 2036", "A thief"]
    given = [{"id": number, "text": article(number), "claimed": claims[number % 3]} for number in range(count)]
    for row in given[5::10]:
        del row["claimed"]
    return rows(path, given)


def undisturbed(forked: Forks, source: Path) -> bytes:
    """The finished file of a run that nothing befalls."""
    whole = source.with_name("undisturbed.jsonl")
    ended = forked.run(Call(["verify", "--batch", str(source), "--output", str(whole)]))
    assert ended.status == cli.FAILED, ended.said
    return whole.read_bytes()


@pytest.mark.parametrize("fault", ["before", "after", "torn", "ENOSPC", "EIO"])
def test_a_batch_of_fifty_rows_survives_whatever_befalls_it_at_any_step(
    fault: str, forked: Forks, tmp_path: Path
) -> None:
    source = quotations(tmp_path / "in.jsonl", 50)
    whole = undisturbed(forked, source)
    call = ["verify", "--batch", str(source), "--output", str(tmp_path / "out.jsonl")]
    at = 0
    while True:
        ended = forked.run(Call(call, fault=fault, at=at, shuffled=True))
        if ended.status == cli.FAILED:
            break
        if fault in {"ENOSPC", "EIO"}:
            assert ended.status == cli.WRONG
            assert re.fullmatch(
                r"whosewords: The output .* can't be written \(.*\), with .* rows done; .*\n", ended.said
            )
        else:
            assert ended.status == -signal.SIGKILL
        resumed = forked.run(Call(call, shuffled=True))
        assert resumed.status == cli.FAILED, resumed.said
        assert (tmp_path / "out.jsonl").read_bytes() == whole
        assert not (tmp_path / "out.jsonl.unfinished").exists()
        (tmp_path / "out.jsonl").unlink()
        at += 1
    assert at > 20


def test_a_hundred_and_fifty_kills_at_any_time_leave_what_an_undisturbed_run_leaves(
    forked: Forks, tmp_path: Path
) -> None:
    source = quotations(tmp_path / "in.jsonl", 120)
    whole = undisturbed(forked, source)
    call = ["verify", "--batch", str(source), "--output", str(tmp_path / "out.jsonl")]
    kills, most = 0, 1.0
    while kills < 150:
        ended = forked.run(Call(call, kill_after=any_time(most), shuffled=True))
        if ended.status == -signal.SIGKILL:
            kills += 1
            most *= 1.1
        else:
            assert ended.status == cli.FAILED, ended.said
            assert (tmp_path / "out.jsonl").read_bytes() == whole
            (tmp_path / "out.jsonl").unlink()
            most *= 0.8
    assert forked.run(Call(call)).status == cli.FAILED
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def answer(request: Request, _: int) -> Reply:
    """A model's answer after a while; a first answer about quotations is wrong, the second right."""
    time.sleep(any_time(0.02))
    name = request["response_format"]["json_schema"]["name"]
    if name == "SummaryAnswer":
        return says('{"sentences": [{"text": "Nothing was sold.", "support": ["not permitted to sell the land"]}]}')
    if name == "LoadedLanguageAnswer":
        return says('{"phrases": []}')
    again = len(request["messages"]) > 4
    words = "We are not permitted to sell the land," if again else "We are free to leave the town for good and sell"
    found = {"content": [words], "directness": "direct", "cue": "said", "source": "she", "speaker": "she"}
    return says(json.dumps({"quotations": [found]}))


def calls(server: ModelServer) -> Counter[str]:
    """How often each question was put to the server."""
    return Counter(json.dumps(request["messages"]) for request in server.requests)


def timeless(data: bytes) -> bytes:
    """The output without the times of its run cards."""
    return re.sub(rb'"seconds":[0-9.e+-]+', b'"seconds":0', data)


def test_fifty_kills_pay_no_model_twice(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", [{"id": f"a{number}", "text": article(number)} for number in range(8)])
    jobs, kills = 3, 0
    with model_server() as server, forks(model=True) as forked:
        server.script = answer
        there = {"OPENAI_API_BASE": server.url, "OPENAI_API_KEY": "key-of-a-test"}

        def call(output: str, cache: str, kill_after: float | None = None) -> int:
            arguments = ["batch", str(source), "--output", str(tmp_path / output), "--model", "openai/any"]
            environment = {**there, "WHOSEWORDS_CACHE": str(tmp_path / cache)}
            made = Call([*arguments, "--jobs", str(jobs)], kill_after=kill_after, environment=environment)
            return forked.run(made).status

        assert call("undisturbed.jsonl", "cache-undisturbed") == cli.DONE
        questions = calls(server)
        assert set(questions.values()) == {1}
        assert len(questions) == 32
        whole = timeless((tmp_path / "undisturbed.jsonl").read_bytes())
        most, attempts = 2.0, 0
        while kills < 50:
            attempts += 1
            server.requests.clear()
            killed = 0
            while call("out.jsonl", f"cache-{attempts}", any_time(most)) == -signal.SIGKILL:
                killed += 1
                most *= 1.1
            assert timeless((tmp_path / "out.jsonl").read_bytes()) == whole
            (tmp_path / "out.jsonl").unlink()
            again = calls(server)
            assert set(again) == set(questions)
            in_flight = 3 * jobs
            assert again.total() - len(again) <= in_flight * killed
            kills += killed
            most *= 0.8


def test_killed_processes_of_the_builtin_are_gone_and_their_batch_goes_on(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", [{"id": number, "text": article(number)} for number in range(16)])
    call = [*COMMAND, "batch", str(source), "--jobs", "2", "--output"]
    subprocess.run([*call, str(tmp_path / "undisturbed.jsonl")], check=True, capture_output=True)  # noqa: S603 -- our own command
    for lines in (0, 8):
        with subprocess.Popen([*call, str(tmp_path / "out.jsonl")], stderr=subprocess.PIPE) as running:  # noqa: S603 -- the same
            until = time.monotonic() + 60
            while done(tmp_path / "out.jsonl") < lines and time.monotonic() < until:
                time.sleep(0.01)
            running.kill()
            assert running.stderr
            running.stderr.read()  # ends when the last process that holds it has ended
    subprocess.run([*call, str(tmp_path / "out.jsonl")], check=True, capture_output=True)  # noqa: S603 -- the same
    left, right = ((tmp_path / name).read_bytes() for name in ("out.jsonl", "undisturbed.jsonl"))
    assert timeless(left) == timeless(right)


def done(output: Path) -> int:
    """How many lines stand in the file."""
    return output.read_bytes().count(b"\n") if output.exists() else 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[Path]:
    """A disk of 64 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603 -- a fixed command
        pytest.skip("only root may mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607 -- the same


def test_a_disk_that_is_full_stops_it_and_room_lets_it_go_on(forked: Forks, small_disk: Path, tmp_path: Path) -> None:
    source = quotations(tmp_path / "in.jsonl", 400)
    whole = undisturbed(forked, source)
    assert len(whole) > 32_000
    (small_disk / "ballast").write_bytes(b"x" * 40_000)
    call = Call(["verify", "--batch", str(source), "--output", str(small_disk / "out.jsonl")], shuffled=True)
    ended = forked.run(call)
    assert ended.status == cli.WRONG
    assert "No space left on device" in ended.said
    assert ended.said.count("\n") == 1
    (small_disk / "ballast").unlink()
    assert forked.run(call).status in {cli.FAILED, cli.WRONG}
    assert (small_disk / "out.jsonl").read_bytes() == whole

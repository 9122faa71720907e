"""The cache: text comes back, planted rows don't run, and nothing that breaks it breaks an analysis."""

import os
import pickle
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from service import analyze, cache, cli
from tests.scripted import ScriptedModel

KEY = cache.key_of(chain="summary", model="openai/served")


@dataclass
class Bomb:
    """Leaves a file behind when it is unpickled."""

    mark: Path

    def __reduce__(self) -> tuple[object, ...]:
        """Touch the mark."""
        return (Path.touch, (self.mark,))


def plant(column: str, value: object) -> None:
    with sqlite3.connect(cache.folder() / "cache.db") as database:
        database.execute(f"UPDATE Cache SET {column} = ?", (value,))  # noqa: S608 -- the columns are named below
    database.close()


def test_text_comes_back_whole() -> None:
    text = "{“é”: \U0001f4f0}\n" * 50_000
    assert cache.get(KEY) is None
    cache.put(KEY, text)
    assert cache.get(KEY) == text
    assert list(cache.folder().rglob("*.val")) == []


def test_a_key_is_the_same_for_the_same_parts_and_no_others() -> None:
    assert cache.key_of(a=1, b=[{"x": 1, "y": 2}]) == cache.key_of(b=[{"y": 2, "x": 1}], a=1)
    assert cache.key_of(a=1) != cache.key_of(a="1")
    assert len(KEY) == 64


def test_the_folder_is_its_owners_alone() -> None:
    cache.put(KEY, "text")
    assert cache.folder().stat().st_mode & 0o777 == 0o700
    assert [path.name for path in cache.folder().iterdir() if path.stat().st_mode & 0o077] == []


def test_a_planted_pickle_is_not_run(tmp_path: Path) -> None:
    cache.put(KEY, "text")
    mark = tmp_path / "ran"
    plant("mode", 4)
    plant("value", pickle.dumps(Bomb(mark)))
    assert cache.get(KEY) is None
    plant("mode", 1)
    assert cache.get(KEY) is None, "bytes are no text"
    assert not mark.exists()
    cache.put(KEY, "text again")
    assert cache.get(KEY) == "text again"


def test_a_planted_file_name_is_neither_read_nor_removed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for mode in (2, 3, 1):
        cache.put(KEY, "text")
        plant("filename", str(secret))
        plant("mode", mode)
        assert cache.get(KEY) is None
    cache.put(KEY, "text again")
    assert cache.get(KEY) == "text again"
    assert secret.exists()


def test_a_broken_database_is_a_miss() -> None:
    cache.folder().mkdir()
    (cache.folder() / "cache.db").write_bytes(b"no database" * 1000)
    cache.put(KEY, "text")
    assert cache.get(KEY) is None


def test_a_folder_that_cannot_be_made_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("WHOSEWORDS_CACHE", str(tmp_path / "file" / "cache"))
    cache.put(KEY, "text")
    assert cache.get(KEY) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", "{}"),
        ("value", '{"payer": "", "analysis": {"schema_version": 2}}'),
        ("value", '{"text": "{}", "run": {}, "payer": 7}'),
        ("filename", "/etc/hostname"),
        ("mode", 4),
        ("value", b"\x80\x04N."),
    ],
)
def test_a_planted_answer_is_made_anew(column: str, value: object, scripted: ScriptedModel) -> None:
    first = analyze("The mayor spoke on Monday about the harbour.", "openai/any")
    count = len(scripted.asked)
    plant(column, value)
    again = analyze("The mayor spoke on Monday about the harbour.", "openai/any")
    assert len(scripted.asked) == 2 * count
    assert again.model_copy(update={"run": first.run}) == first


def test_the_command_shows_and_clears_it(capfd: pytest.CaptureFixture[str]) -> None:
    cache.put(KEY, "text")
    assert cli.run(["cache"]) == cli.DONE
    assert capfd.readouterr().out.startswith("1 answer, 0.0 MB, in ")
    assert cli.run(["cache", "--clear"]) == cli.DONE
    assert cache.get(KEY) is None
    cache.put(KEY, "text again")
    assert cache.get(KEY) == "text again"
    assert cli.run(["cache", "--clear"]) == cli.DONE
    assert cache.size() == (0, 0)


def test_only_text_is_kept() -> None:
    cache.put(KEY, 7)  # pyright: ignore[reportArgumentType] -- what is not text is what is tried
    assert cache.get(KEY) is None


def test_its_place_is_the_platforms_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHOSEWORDS_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert cache.folder() == Path("/elsewhere/whosewords")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache.folder() == Path.home() / ".cache" / "whosewords"


def test_the_umask_is_left_as_it_was() -> None:
    before = os.umask(0o022)
    try:
        cache.put(KEY, "text")
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)

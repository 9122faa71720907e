"""Answers kept on disk, so that a repeated question costs nothing.

Only text is stored, and only inside SQLite: diskcache itself would unpickle a planted row and open a planted file name
(CVE-2025-69872), so both are refused here. An error of the cache is never more than a miss.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

SIZE_LIMIT = 2**28
"""Bytes the cache may take before its oldest answers go."""

_IN_DATABASE = 1
"""diskcache's mode of a plain value that stands in the row itself."""


def key_of(**parts: object) -> str:
    """The key of an answer: the sha256, in hex, of everything that shapes it. Never give it a secret."""
    canonical = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def get(key: str) -> str | None:
    """The text kept under ``key``, or None."""
    try:
        value = _opened(folder()).get(key)
    except Exception:  # noqa: BLE001 -- a broken cache must never break an analysis
        return None
    return value if isinstance(value, str) else None


def put(key: str, text: str) -> None:
    """Keep ``text`` under ``key``, if the disk allows; takes milliseconds, so call it in a thread."""
    try:
        _opened(folder()).set(key, text)
    except Exception:  # noqa: BLE001 -- a broken cache must never break an analysis
        return


@contextmanager
def claimed(key: str) -> Generator[bool]:
    """Claim the question ``key`` among this machine's processes; False when another has it.

    The claim is a lock on a byte of a file, which ends with the process however it ends. Where a system or a disk can't
    lock, everybody's claim holds. Within a process a claim doesn't exclude; see `flights.once`.
    """
    place = int(key[:15], 16)
    try:
        lock = _lock(folder())
        held = lock(place, True)  # noqa: FBT003 -- on, and off below
    except Exception:  # noqa: BLE001 -- a broken cache must never break an analysis
        lock, held = None, True
    try:
        yield held
    finally:
        if lock and held:
            lock(place, False)  # noqa: FBT003 -- the same


@cache
def _lock(place: Path) -> Callable[[int, bool], bool]:
    """What locks and unlocks a byte of the file of claims; False when another process has locked it."""
    import fcntl

    _opened(place)
    file = os.open(place / "claims", os.O_RDWR | os.O_CREAT, 0o600)

    def lock(at: int, on: bool) -> bool:  # noqa: FBT001 -- as a lock is
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB if on else fcntl.LOCK_UN, 1, at)
        except (BlockingIOError, PermissionError):
            return False
        return True

    return lock


def size() -> tuple[int, int]:
    """How many answers are kept, and how many bytes they take on the disk; zeros where there are none."""
    if not (folder() / "cache.db").exists():
        return 0, 0
    try:
        store: Any = _opened(folder())
        return len(store), store.volume()
    except Exception:  # noqa: BLE001 -- a broken cache holds nothing
        return 0, sum(path.stat().st_size for path in folder().glob("cache.db*"))


def clear() -> None:
    """Throw all kept answers away, a broken database with them; OSError when the disk doesn't allow it."""
    _opened.cache_clear()
    for path in folder().glob("cache.db*"):
        path.unlink(missing_ok=True)


def folder() -> Path:
    """Where answers are kept: ``$WHOSEWORDS_CACHE``, or the platform's folder for such things."""
    if chosen := os.environ.get("WHOSEWORDS_CACHE"):
        return Path(chosen).expanduser()
    if sys.platform == "darwin":
        return Path("~/Library/Caches/whosewords").expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~/AppData/Local")).expanduser() / "whosewords" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "whosewords"


class _Store(Protocol):
    def get(self, key: str) -> object: ...
    def set(self, key: str, value: str) -> object: ...


@cache
def _opened(place: Path) -> _Store:
    import diskcache

    untyped: Any = diskcache.Disk

    class TextDisk(untyped):
        """Takes and gives text alone, from the database alone."""

        def put(self, key: object) -> tuple[str, bool]:
            return _text(key), True

        def get(self, key: object, raw: object) -> str:
            if not raw:
                raise TypeError("a pickled key was planted in the cache")
            return _text(key)

        def store(self, value: object, read: object, key: object = None) -> tuple[int, int, None, str]:
            del read, key
            return 0, _IN_DATABASE, None, _text(value)

        def fetch(self, mode: int, filename: str | None, value: object, read: object) -> str:
            del read
            if mode != _IN_DATABASE or filename is not None:
                raise TypeError("a pickle or a file name was planted in the cache")
            return _text(value)

        def remove(self, file_path: str) -> None:
            """Leave files alone: no row of ours has one."""

    umask = os.umask(0o077)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.chmod(0o700)
        store: Any = diskcache.Cache(str(place), disk=TextDisk, size_limit=SIZE_LIMIT)
        return store
    finally:
        os.umask(umask)


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError(f"the cache holds text alone, not {type(value).__name__}")
    return value

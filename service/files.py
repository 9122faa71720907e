"""Texts from files and from standard input, kept character for character."""

import sys
from pathlib import Path
from typing import IO

from service.errors import InputError

MAX_BYTES = 10_000_000
"""The largest file that is read: room for the longest article in any script, and for a web page's markup."""

STDIN = "-"
"""The name that means standard input."""


def read_text(name: str) -> str:
    """The text of the file ``name``, or of standard input for ``-``; InputError says why it can't be had."""
    if name == STDIN:
        return decode(_read(sys.stdin.buffer, "standard input"), "standard input")
    what = f"file {name}"
    try:
        with Path(name).open("rb") as file:
            return decode(_read(file, what), what)
    except FileNotFoundError:
        raise InputError(f"There is no {what}; check the path, or give - to read standard input.") from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder; give one article's file.") from None
    except PermissionError:
        raise InputError(f"The {what} may not be read; ask its owner for permission, or copy it.") from None
    except OSError as error:
        raise InputError(f"The {what} can't be read ({error.strerror}); check the path.") from None


def decode(data: bytes, what: str) -> str:
    """The text of ``data``: UTF-8, or UTF-16 with its byte order mark; ``what`` names it in an InputError."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"The {what} is not text in UTF-8 (byte {error.start} is not); save it as UTF-8 and try again."
        ) from None
    if "\0" in text:
        raise InputError(f"The {what} is not a text; give an article as plain text or as a web page's HTML, in UTF-8.")
    return text


def _read(stream: IO[bytes], what: str) -> bytes:
    """All of ``stream``, unless it goes on beyond what is read."""
    data = bytearray()
    while len(data) <= MAX_BYTES and (piece := stream.read(MAX_BYTES + 1 - len(data))):
        data += piece
    if len(data) > MAX_BYTES:
        raise InputError(f"The {what} is larger than {MAX_BYTES // 10**6} MB, the most that is read; give one article.")
    return bytes(data)

"""Rows of files, each with its place, so that an error can name it."""

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from service.errors import InputError

Row = Mapping[str, Any]


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line of a file that isn't empty, with its place in words; InputError when the file can't be read."""
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if line.strip():
            yield f"line {number} of {path.name}", line.rstrip("\r")


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, its line ends as they are; InputError when it can't be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"The gold file {path} is not UTF-8 (byte {error.start} is not); save it as UTF-8 and try again."
        ) from None
    except OSError as error:
        raise InputError(f"The gold file {path} can't be read: {error.strerror}; check the path.") from None


def json_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Each object of a file of JSON lines, with its place in words."""
    for where, line in lines(path):
        with reading(where):
            row: object = json.loads(line)
        if not isinstance(row, dict):
            raise InputError(f"What {where} holds is no JSON object; give a file of one object a line.")
        yield where, cast("Row", row)


def first_fields(path: Path) -> frozenset[str]:
    """The fields of a file's first JSON line; none when it has no such line."""
    try:
        _, row = next(json_rows(path))
    except (StopIteration, InputError):
        return frozenset()
    return frozenset(row)


@contextmanager
def reading(where: str) -> Generator[None]:
    """Turn whatever a malformed row raises into an InputError that names ``where``."""
    try:
        yield
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, problem["loc"])) or "the row"
        message = problem["msg"].removeprefix("Value error, ").rstrip(".")
        raise InputError(f"In {where}, {field}: {message}; mend the row.") from None
    except KeyError as error:
        raise InputError(f"In {where} the field {error} is missing; mend the row.") from None
    except (ValueError, TypeError, IndexError) as error:
        raise InputError(f"What {where} holds can't be read ({error}); mend the row.") from None

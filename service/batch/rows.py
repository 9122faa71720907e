"""The rows given to a batch: JSON lines, a CSV file or a folder of texts, read one at a time and never kept."""

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from service.errors import InputError
from service.files import read_text

LONGEST = 32_000_000
"""Bytes of a row at most: room for two of the longest texts, each character an escape of twelve bytes."""
TEXTS = frozenset({".txt", ".md", ".html", ".htm"})
"""The endings of the files that a folder's rows are made of."""

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Given:
    """A row as it is given: its ``number`` from 0, its ``place`` for a message, and what stands there.

    That is a line of JSON, fields already told apart, or the reason why there is nothing to read.
    """

    number: int
    place: str
    content: bytes | dict[str, str] | InputError

    def fields(self) -> dict[str, Any]:
        """The row's fields by name; InputError says why there are none."""
        if isinstance(self.content, InputError):
            raise self.content
        if isinstance(self.content, dict):
            return self.content
        try:
            found: object = json.loads(self.content.decode())
        except UnicodeDecodeError:
            raise InputError(f"{self.place} is not UTF-8; save the rows as UTF-8.") from None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise InputError(f"{self.place} is no JSON object; write one object a line.")
        return cast("dict[str, Any]", found)


class Rows:
    """The rows of a file or a folder, in order, as often as they are asked for.

    ``columns`` are the fields that every row must have. Making one raises InputError when there is nothing to read.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        """Look at the whole input once: ``count`` is how many rows there are, ``digest`` tells them from others."""
        self.path = path
        self._columns = columns
        digest = hashlib.sha256()
        self.count = 0
        for given in self:
            content = given.content
            digest.update(content if isinstance(content, bytes) else repr(content).encode(errors="surrogatepass"))
            self.count += 1
        self.digest = digest.hexdigest()
        if not self.count:
            raise InputError(f"The input {path} holds no rows; give one row a line, with {_listed(columns)}.")

    def __iter__(self) -> Iterator[Given]:
        """Read the rows from the first on; InputError says what keeps them from being read at all."""
        try:
            if self.path.is_dir():
                yield from self._texts()
            elif self.path.exists() and not self.path.is_file():
                raise InputError(f"The input {self.path} is read more than once; save its rows to a file first.")
            elif self.path.suffix.lower() in {".csv", ".tsv"}:
                yield from self._records()
            else:
                with self.path.open("rb") as file:
                    yield from self._lines(file)
        except FileNotFoundError:
            raise InputError(f"There is no input {self.path}; check the path.") from None
        except OSError as error:
            raise InputError(f"The input {self.path} can't be read ({error.strerror}); check the path.") from None

    def _lines(self, file: IO[bytes]) -> Iterator[Given]:
        number = row = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            if number == 1:
                if line.startswith(_UTF_16):
                    raise InputError(f"The input {self.path} is UTF-16; save it as UTF-8.")
                line = line.removeprefix(_BOM)
            content: bytes | InputError = line
            if len(line) > LONGEST:
                content = InputError(f"Line {number} is longer than {LONGEST // 10**6} MB; give shorter texts.")
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST)
            if isinstance(content, InputError) or content.strip():
                yield Given(row, f"Line {number}", content)
                row += 1

    def _records(self) -> Iterator[Given]:
        csv.field_size_limit(LONGEST)
        row = 0
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                first = file.readline(LONGEST)
                delimiter = max(",;\t", key=first.count)
                file.seek(0)
                reader = csv.DictReader(file, delimiter=delimiter, strict=True)
                reader.fieldnames = names = [name.strip().lower() for name in reader.fieldnames or ()]
                if missing := [column for column in self._columns if column not in names]:
                    raise InputError(
                        f"The input {self.path} has no column {missing[0]}; give {_listed(self._columns)}."
                    )
                for record in reader:
                    known = {name: value for name, value in record.items() if name and isinstance(value, str)}
                    yield Given(row, f"Row {row + 1}", known)
                    row += 1
        except UnicodeDecodeError:
            raise InputError(f"The input {self.path} is not UTF-8; save it as CSV in UTF-8.") from None
        except csv.Error as error:
            raise InputError(
                f"The input {self.path} is no good CSV after row {row} ({error}); mend it there."
            ) from None

    def _texts(self) -> Iterator[Given]:
        if set(self._columns) != {"id", "text"}:
            raise InputError(f"The folder {self.path} holds texts alone; give rows with {_listed(self._columns)}.")
        files = sorted(path for path in self.path.iterdir() if path.suffix.lower() in TEXTS and path.is_file())
        if not files:
            raise InputError(f"The folder {self.path} holds no texts; put files in it that end in .txt, .md or .html.")
        for row, path in enumerate(files):
            try:
                content: dict[str, str] | InputError = {"id": path.name, "text": read_text(str(path))}
            except InputError as error:
                content = error
            yield Given(row, f"File {path.name}", content)


def _listed(columns: Sequence[str]) -> str:
    return f"{', '.join(columns[:-1])} and {columns[-1]}"

"""Is a quotation in its article, word for word? One at a time, or row by row."""

import json
from collections.abc import Iterator
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from service.article import check_unicode
from service.errors import InputError
from service.findings import Located
from service.grounding import locate


class Row(BaseModel):
    """A row of a batch: the article's ``text``, the quotation ``claimed``, and the words ``after`` which it stands."""

    model_config = ConfigDict(strict=True)

    id: str | int
    text: str
    claimed: str
    after: str = ""


def verify_rows(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """Answer each JSON line with ``{id, verdict, spans, changes, near, diff}``, a bad one with ``{id, error}``."""
    for number, line in enumerate(lines, 1):
        yield _answered(line, number)


def holds(located: Located) -> bool:
    """Whether the article holds the words: verbatim, but for typography, or elided."""
    return bool(located.spans)


def _answered(line: str, number: int) -> dict[str, Any]:
    try:
        given: Any = json.loads(line)
    except ValueError:
        return _error(None, f"Line {number} is not JSON; write one object a line.")
    known = cast("dict[str, object]", given).get("id") if isinstance(given, dict) else None
    try:
        row = Row.model_validate(given)
        check_unicode(row.text, what=f"text of line {number}")
        located = locate(row.claimed, row.text, row.after)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"])) or "the row"
        return _error(known, f"Line {number} has no good {field}; give id, text and claimed, and after if you like.")
    except InputError as error:
        return _error(known, str(error))
    return {"id": row.id, **located.model_dump(mode="json", exclude={"ties"})}


def _error(known: object, message: str) -> dict[str, Any]:
    sound = known if isinstance(known, (str, int)) else None
    return {"id": sound, "error": {"kind": InputError.kind, "message": message}}

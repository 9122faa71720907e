"""What a batch does with its rows: analyse them, check them, or verify a quotation in each."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from service.analysis import BUILTIN, DEADLINE, analyze_async
from service.article import check_unicode
from service.asking.terms import PLAINLY, Asked, Recall
from service.batch.rows import Given
from service.checking import check_async
from service.errors import InputError, WhosewordsError
from service.grounding import locate
from service.webpage import is_html

MANY = 200
"""Summaries whose checking takes longer than the start of a process."""

_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What some programs take for the end of a line, as JSON may have it: a row is one line for them too."""


class Row(BaseModel):
    """A row: the ``id`` that its answer carries, and the article's ``text``; other fields are left alone."""

    model_config = ConfigDict(strict=True)

    id: str | int | FiniteFloat
    text: str


class SummaryRow(Row):
    """A row with a ``summary``, or any text, that should keep to the article."""

    summary: str


class QuotationRow(Row):
    """A row with the quotation ``claimed`` and the words ``after`` which it stands."""

    claimed: str
    after: str = ""


class Task(ABC):
    """What is done with each row; it goes to a process of its own as it is.

    ``name`` tells it from other tasks, ``row`` is what a row must hold, and ``at_once`` how many rows are in hand where
    one process answers them all.
    """

    name: ClassVar[str]
    row: ClassVar[type[Row]]
    at_once: ClassVar[int] = 64

    def is_heavy(self, count: int) -> bool:  # noqa: ARG002 -- others tell by it
        """Whether so many rows are worth processes of their own."""
        return False

    def settings(self) -> Mapping[str, str]:
        """All that shapes the answers beside the rows."""
        return {}

    @abstractmethod
    async def answer(self, row: Any, payer: str) -> str:  # noqa: ANN401 -- of the type ``row``
        """The members of the answer's JSON object that follow the id; ``payer`` is as in `Recall`."""

    @abstractmethod
    def fits(self, row: Any, answer: Mapping[str, Any]) -> bool:  # noqa: ANN401 -- of the type ``row``
        """Whether a sound answer can be the row's."""


@dataclass(frozen=True)
class Analyses(Task):
    """Analyse each article with ``model``, in ``deadline`` seconds at most; ``replay`` as in `Recall`.

    ``asked`` says how it is asked; its budget is an article's, not the batch's.
    """

    model: str
    deadline: float
    replay: bool
    asked: Asked = PLAINLY

    name = "analyses"
    row = Row
    at_once = 8  # three chains each, so that few calls wait in line while their deadlines run

    def is_heavy(self, count: int) -> bool:
        """Whether it is this machine that reads."""
        del count
        return self.model == BUILTIN

    def settings(self) -> Mapping[str, str]:
        """The models, whether they may be asked, and for how much."""
        return _settings(self)

    async def answer(self, row: Row, payer: str) -> str:
        """The analysis; InputError when there is none."""
        recall = Recall(replay=self.replay, payer=payer if self.model != BUILTIN else "")
        analysis = await analyze_async(row.text, self.model, deadline=self.deadline, recall=recall, asked=self.asked)
        return f'"analysis":{analysis.model_dump_json()}'

    def fits(self, row: Row, answer: Mapping[str, Any]) -> bool:
        """Whether the answer is an analysis of this text by this model."""
        analysis = answer.get("analysis", {})
        if analysis.get("run", {}).get("model") != self.model:
            return False
        return analysis.get("article", {}).get("text") == row.text or is_html(row.text)


@dataclass(frozen=True)
class Checks(Task):
    """Check whether each summary keeps to its article, by ``model``, as `Analyses` has it."""

    model: str = BUILTIN
    deadline: float = DEADLINE
    replay: bool = False
    asked: Asked = PLAINLY

    name = "checks"
    row = SummaryRow
    at_once = 16

    def is_heavy(self, count: int) -> bool:
        """Whether it is this machine that reads, and the processes gain more time than their start takes."""
        return self.model == BUILTIN and count >= MANY

    def settings(self) -> Mapping[str, str]:
        """The models, whether they may be asked, and for how much."""
        return _settings(self)

    async def answer(self, row: SummaryRow, payer: str) -> str:
        """The verdict and the sentences; InputError when there are none, and whatever a model fails with."""
        recall = Recall(replay=self.replay, payer=payer if self.model != BUILTIN else "")
        checked = await check_async(
            row.summary, row.text, self.model, deadline=self.deadline, recall=recall, asked=self.asked
        )
        return checked.model_dump_json()[1:-1]

    def fits(self, row: SummaryRow, answer: Mapping[str, Any]) -> bool:
        """Whether the sentences are the summary's, checked by this model."""
        if answer["run"]["model"] != self.model:
            return False
        return all(sentence["text"] in row.summary for sentence in answer["sentences"])


@dataclass(frozen=True)
class Verifications(Task):
    """Say of each quotation whether its article holds it."""

    name = "verifications"
    row = QuotationRow

    async def answer(self, row: QuotationRow, payer: str) -> str:
        """The verdict, where the words stand, and what was changed."""
        del payer
        check_unicode(row.text, what="text")
        check_unicode(row.claimed, what="quotation")
        return locate(row.claimed, row.text, row.after).model_dump_json(exclude={"ties"})[1:-1]

    def fits(self, row: QuotationRow, answer: Mapping[str, Any]) -> bool:
        """Whether the passages are the article's."""
        return all(row.text[span["start"] : span["end"]] == span["text"] for span in answer.get("spans", ()))


def _settings(task: Analyses | Checks) -> Mapping[str, str]:
    settings = {"model": task.model, "replay": str(task.replay)}
    if task.asked.fallbacks:
        settings["fallback"] = " ".join(task.asked.fallbacks)
    if task.asked.budget is not None:
        settings["budget"] = str(task.asked.budget)
    return settings


async def answered(given: Given, task: Task, payer: str) -> str:
    """The line of JSON that answers a row, with an error in it when the row can't be answered; nothing is raised."""
    known: object = None
    try:
        fields = given.fields()
        known = sound_id(fields)
        row = task.row.model_validate(fields)
        check_unicode(str(row.id), what="id")
        members = await task.answer(row, payer)
    except ValidationError as error:
        field = error.errors()[0]["loc"][0]
        wanted = [name for name, about in task.row.model_fields.items() if about.is_required()]
        return _failed(known, InputError.kind, f"{given.place} has no good {field}; give {' and '.join(wanted)}.")
    except WhosewordsError as error:
        return _failed(known, error.kind, str(error))
    except Exception as error:  # noqa: BLE001 -- a row that brings out a mistake of ours must not end the others
        return _failed(known, WhosewordsError.kind, f"{given.place} met a mistake of ours ({error!r}); report it.")
    return f'{{"id":{_dumped(row.id)},{members}}}'.translate(_BREAKS)


def lost(given: Given) -> str:
    """The answer to a row that ended the process which answered it."""
    try:
        known = sound_id(given.fields())
    except InputError:
        known = None
    reason = "ended the process that read it, perhaps for want of memory; give it alone, or a shorter text"
    return _failed(known, "process", f"{given.place} {reason}.")


def sound_id(fields: Mapping[str, Any]) -> object:
    """The id among the fields; None when there is none that an answer can carry."""
    try:
        row = Row.model_validate({"id": fields.get("id"), "text": ""})
        check_unicode(str(row.id), what="id")
    except (ValidationError, InputError):
        return None
    return row.id


def _failed(known: object, kind: str, message: str) -> str:
    sound = message.encode(errors="replace").decode()
    return f'{{"id":{_dumped(known)},"error":{_dumped({"kind": kind, "message": sound})}}}'.translate(_BREAKS)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

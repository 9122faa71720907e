"""Requests written for a provider's batch API, and its answers taken in: the form of OpenAI's, which others take too.

A request's ``custom_id`` is the key under which `asking` looks its reply up. So the answers are put into the cache, and
the batch is answered from there like any other.
"""

import json
import os
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from service.article import Article
from service.asking import Kept, keep, questions
from service.batch.rows import Rows
from service.batch.tasks import Row
from service.cache import SIZE_LIMIT
from service.chains import CHAINS
from service.errors import InputError
from service.findings import ChainRun
from service.llm import answer_form
from service.webpage import article_text

MOST_REQUESTS = 50_000
"""Requests in one file at most, as OpenAI has it."""
URL = "/v1/chat/completions"

_KEY = re.compile(r"[0-9a-f]{64}")


def export(source: Path, requests: Path, model: str) -> str:
    """Write a request for each chain and piece of each article of ``source``; returns what was done, in a sentence.

    No network is needed, and no key. InputError when either file can't be used.
    """
    if requests.exists() and (not requests.is_file() or requests.samefile(source)):
        raise InputError(f"The requests can't be written to {requests}; give --export another file.")
    rows = Rows(source, ("id", "text"))
    unread: list[str] = []
    seen: set[bytes] = set()
    part = requests.with_name(f"{requests.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for key, body in _bodies(rows, model, unread):
                if bytes.fromhex(key) not in seen:
                    seen.add(bytes.fromhex(key))
                    request = {"custom_id": key, "method": "POST", "url": URL, "body": body}
                    file.write(json.dumps(request, ensure_ascii=False, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(requests)
    except OSError as error:
        raise InputError(f"The requests can't be written to {requests} ({error.strerror}); make room there.") from None
    left_out = f", without {len(unread):,} rows that can't be read ({unread[0]})" if unread else ""
    many = f"; a provider takes {MOST_REQUESTS:,} in one file, so split it" if len(seen) > MOST_REQUESTS else ""
    return f"{len(seen):,} requests are in {requests}{left_out}{many}."


def take_in(answers: Path) -> str:
    """Put the answers a provider's batch API gave back into the cache; returns what was done, in a sentence.

    An answer that is an error, withheld, cut short or empty is left out, and then missing like any other.
    """
    taken = size = 0
    wrong: list[str] = []
    try:
        with answers.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    key, kept = _kept(line)
                except ValueError as error:
                    wrong.append(f"line {number} {error}")
                    continue
                size += len(kept.text)
                if size > SIZE_LIMIT // 2:
                    raise InputError(f"{answers} holds more answers than are kept; give the batch in smaller inputs.")
                keep(key, kept)
                taken += 1
    except OSError as error:
        raise InputError(f"The answers {answers} can't be read ({error.strerror}); check the path.") from None
    if not taken:
        why = f" ({wrong[0]})" if wrong else ""
        raise InputError(f"{answers} holds no answer that can be used{why}; give the provider's output file.")
    left_out = f"; {len(wrong):,} can't be used ({wrong[0]})" if wrong else ""
    return f"{taken:,} answers were taken from {answers}{left_out}."


def _bodies(rows: Rows, model: str, unread: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    name = model.partition("/")[2] or model
    for given in rows:
        try:
            row = Row.model_validate(given.fields())
            article = Article.read(article_text(row.text))
        except InputError as error:
            unread.append(str(error).rstrip("."))
            continue
        except ValidationError:
            unread.append(f"{given.place} has no good id or text")
            continue
        for chain in CHAINS:
            for key, messages in questions(chain, article, model):
                yield key, {"model": name, "messages": messages, "response_format": answer_form(chain.answer)}


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Body(BaseModel):
    choices: list[_Choice] = []
    usage: _Usage = _Usage()


class _Response(BaseModel):
    status_code: int = 200
    body: _Body


class _Line(BaseModel):
    custom_id: str
    response: _Response | None = None
    error: Any = None


def _kept(line: bytes) -> tuple[str, Kept]:
    """A line's key and its reply; ValueError says why it can't be used."""
    try:
        found = _Line.model_validate_json(line)
    except ValidationError:
        raise ValueError("is no answer of a batch API") from None
    if not _KEY.fullmatch(found.custom_id):
        raise ValueError("answers no request of ours")
    if found.error or not found.response or found.response.status_code != HTTPStatus.OK:
        raise ValueError("is an error of the provider")
    choice = next(iter(found.response.body.choices), None)
    if not choice or choice.message.refusal or choice.finish_reason == "content_filter":
        raise ValueError("is withheld")
    if choice.finish_reason == "length":
        raise ValueError("is cut short")
    if not (choice.message.content or "").strip():
        raise ValueError("is empty")
    usage = found.response.body.usage
    run = ChainRun(input_tokens=usage.prompt_tokens, output_tokens=usage.completion_tokens)
    return found.custom_id, Kept(text=choice.message.content or "", run=run)

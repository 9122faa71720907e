"""The one door to language models: a question goes out through litellm, its answer or a named error comes back.

litellm's own retries, prints and logs are off. Calls run on the loop of `flights`. Nothing that litellm raises is
passed on or chained, since it may carry a key.
"""

import asyncio
import json
import logging
import os
import random
import time
import warnings
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from service.errors import AnswerError, BudgetError, InputError, ModelRefused, ModelUnavailable, TooLongError
from service.llm.flights import carried_out
from service.llm.meter import Bill, Meter
from service.llm.provider_errors import explained, lacks_form
from service.prompt import Message

TRIES = 3
"""Calls at most when the provider fails: a limit, an outage, a dropped connection."""
PAUSE = 0.5
"""Seconds before the second try, doubled for the third, unless the provider says how long to wait."""
AT_ONCE = 64
"""Calls in flight at once; more wait in line."""
ENDLESS = 3_600
"""Seconds after which litellm itself gives up; the same for all calls, for another time would be another connection."""
LONGEST = 100_000
"""Characters of an answer at most: several times what the answers about a piece of an article take."""
DEAREST = 8_192
"""Tokens of an answer at most, where there is a budget."""

_FORMS = ("json_schema", "json_object", "text")
_form_of: dict[str, int] = {}
"""The index in ``_FORMS`` of the strictest form a model has been seen to take."""


@dataclass(frozen=True)
class Answer:
    """A model's raw reply: ``model`` is who answered, ``calls`` counts all requests, an unknown cost is None."""

    text: str
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    calls: int


async def complete(
    messages: Sequence[Message],
    *,
    model: str,
    schema: type[BaseModel],
    timeout: float,  # noqa: ASYNC109 -- a deadline is what is meant
    meter: Meter | None = None,
) -> Answer:
    """Put ``messages`` to ``model`` and have an answer in the form of ``schema``, within ``timeout`` seconds.

    ``meter`` counts the HTTP calls and limits them. InputError: the model's name or its key is missing or wrong.
    ModelUnavailable: no answer, after the retries that fit. ModelRefused: an answer withheld. TooLongError: cut short.
    AnswerError: an empty answer, or one beyond all measure. BudgetError: the meter's limit, or its money, is reached.
    """
    until = time.monotonic() + timeout
    work = _answered(messages, model, schema, until, meter or Meter())
    return await carried_out(work, until, f"The model {model}")


async def ready(models: Sequence[str], until: float, *, priced: bool = False) -> None:
    """`check_model` for each, by the monotonic time ``until``: the first time, it takes seconds."""

    async def checked() -> None:
        for model in models:
            check_model(model, priced=priced)

    await carried_out(checked(), until, f"The model {models[0]}")


def check_model(model: str, *, priced: bool = False) -> None:
    """Raise InputError when no provider goes by the name ``model``, or when its key is missing; no request is made.

    With ``priced``, also when nobody knows what it costs, for then no budget can be kept.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            name, provider, key, _ = _litellm().get_llm_provider(model)
            missing: list[str] = _litellm().validate_environment(model)["missing_keys"]
    except Exception:  # noqa: BLE001 -- litellm raises many kinds for a name it can't read
        name, provider, key, missing = None, None, None, []
    if not (name and provider):
        raise InputError(
            f"There is no model {model!r}; write PROVIDER/NAME, as openai/gpt-4o-mini or ollama/llama3.2, or builtin."
        )
    # Where names of other kinds are missing too, a cloud's own sign-in or a local server may stand in for them.
    needs_key = bool(missing) and all(name.endswith("_API_KEY") for name in missing)
    if needs_key and not key and not (provider == "openai" and _own_server()):
        raise InputError(f"The model {model} needs an API key; put it in the environment as {' or '.join(missing)}.")
    if priced:
        dearest((), model)


def dearest(messages: Sequence[Message], model: str) -> float:
    """The most that a call may cost, in US dollars, with `DEAREST` tokens in the answer; InputError: it isn't known."""
    size = sum(len(message["content"].encode()) for message in messages)
    try:
        cost = _litellm().cost_per_token(model=model, prompt_tokens=size // 2, completion_tokens=DEAREST)
    except Exception:  # noqa: BLE001 -- litellm raises many kinds for a model without a price
        cost = ()
    if most := sum(cost):
        return most
    raise InputError(
        f"What the model {model} costs isn't known, so a budget can't be kept; leave --budget out, or use a model with "
        "a known price."
    )


def answer_form(schema: type[BaseModel]) -> dict[str, Any]:
    """The strictest way to ask for an answer in the form of ``schema``: a request's ``response_format``."""
    wanted = {"name": schema.__name__, "strict": True, "schema": json.loads(_schema(schema))}
    return {"type": "json_schema", "json_schema": wanted}


@cache
def _schema(schema: type[BaseModel]) -> str:
    """The schema as JSON: it takes time to make, and whoever gets it as an object may change it."""
    return json.dumps(schema.model_json_schema(), ensure_ascii=False)


def endpoints() -> Mapping[str, str]:
    """Where the environment sends requests, by the variable's name; without user names, passwords or queries."""
    found: dict[str, str] = {}
    for name in os.environ:
        if name.endswith(("_API_BASE", "_BASE_URL")):
            try:
                url = urlsplit(os.environ[name])
            except ValueError:  # who calls there will say so, without the address
                found[name] = "?"
            else:
                found[name] = f"{url.scheme}://{url.netloc.rpartition('@')[2]}{url.path}"
    return found


def bare() -> Any:  # noqa: ANN401 -- litellm's types are its own
    """The function of litellm for a call, without anything of ours, to be compared with."""
    return _litellm().acompletion


async def _answered(
    messages: Sequence[Message], model: str, schema: type[BaseModel], until: float, meter: Meter
) -> Answer:
    check_model(model)
    before, failed = meter.calls, 0
    while True:
        form = _form_of.get(model, 0)
        outcome = await _call(messages, model, schema, _FORMS[form], until, meter)
        if not isinstance(outcome, Exception):
            return _read(outcome, model, meter.calls - before)
        if form + 1 < len(_FORMS) and lacks_form(outcome):
            _form_of[model] = max(form + 1, _form_of.get(model, 0))
            continue
        failed += 1
        error = explained(outcome, model)
        if not isinstance(error, ModelUnavailable) or not error.retryable or failed == TRIES:
            raise error
        pause = error.retry_after if error.retry_after is not None else PAUSE * 2 ** (failed - 1)
        pause += random.uniform(0, PAUSE)  # noqa: S311 -- so that callers turned away together don't come back together
        if time.monotonic() + pause >= until:
            raise error
        await asyncio.sleep(pause)


async def _call(  # noqa: PLR0913, PLR0917 -- one request is made of these
    messages: Sequence[Message], model: str, schema: type[BaseModel], form: str, until: float, meter: Meter
) -> Any:  # noqa: ANN401 -- litellm's types are its own
    """One request: litellm's response, or the exception it ended in, so that ours is raised outside any handler."""
    options: dict[str, Any] = {}
    if form == "json_schema":
        options["response_format"] = answer_form(schema)
    else:
        form_wanted = f"\n\nThe JSON object must fit this schema:\n{_schema(schema)}"
        messages = [*messages[:-1], {**messages[-1], "content": messages[-1]["content"] + form_wanted}]
        if form == "json_object":
            options["response_format"] = {"type": "json_object"}
    if _own_server() and "OPENAI_API_KEY" not in os.environ and _litellm().get_llm_provider(model)[1] == "openai":
        options["api_key"] = "none"
    if meter.purse:
        options["max_tokens"] = DEAREST
    async with _gate(os.getpid()), _paying(messages, model, meter) as bill:
        if time.monotonic() >= until or not meter.call():
            raise BudgetError(f"The model {model} was asked {meter.calls} times in vain; try later.")
        try:
            response = await _litellm().acompletion(
                model, list(messages), timeout=ENDLESS, max_retries=0, num_retries=0, **options
            )
        except Exception as error:  # noqa: BLE001 -- every kind is told apart by the caller
            bill.cost = 0.0 if getattr(error, "status_code", None) in _FREE else bill.cost
            return error
        cost = response._hidden_params.get("response_cost")  # noqa: SLF001 -- where litellm keeps it
        bill.cost = bill.cost if cost is None else cost
        return response


_FREE = {400, 401, 402, 403, 404, 413, 422, 429, 503, 529}
"""The statuses of a request that a provider turned away unread."""


def _paying(messages: Sequence[Message], model: str, meter: Meter) -> AbstractAsyncContextManager[Bill]:
    if meter.purse is None:
        return nullcontext(Bill(0.0))
    return meter.purse.paying(dearest(messages, model))


def _read(response: Any, model: str, calls: int) -> Answer:  # noqa: ANN401 -- litellm's types are its own
    choice = next(iter(response.choices or ()), None)
    if choice is None:
        raise AnswerError(f"The model {model} sent an answer without any content; try again or use another model.")
    text = choice.message.content or ""
    if len(text) > LONGEST:
        raise AnswerError(f"The model {model} sent an answer of {len(text):,} characters; use another model.")
    beside: Any = getattr(choice.message, "provider_specific_fields", None) or {}
    if choice.finish_reason == "content_filter" or beside.get("refusal"):
        raise ModelRefused(f"The model {model} declined to answer about this article; use another model.")
    if choice.finish_reason == "length":
        raise TooLongError(f"The answer of the model {model} was cut short; give a shorter article.", answer=text)
    if not text.strip():
        raise AnswerError(f"The model {model} sent an empty answer; try again or use another model.")
    usage: Any = getattr(response, "usage", None)
    return Answer(
        text=text,
        model=response.model or model,
        input_tokens=getattr(usage, "prompt_tokens", 0) or 0,
        output_tokens=getattr(usage, "completion_tokens", 0) or 0,
        cost_usd=response._hidden_params.get("response_cost"),  # noqa: SLF001 -- where litellm keeps it
        calls=calls,
    )


def _own_server() -> bool:
    return any(os.environ.get(name) for name in ("OPENAI_API_BASE", "OPENAI_BASE_URL"))


@cache
def _gate(_process: int) -> asyncio.Semaphore:
    """What lets calls through; a process's own, as the loop is."""
    return asyncio.Semaphore(AT_ONCE)


@cache
def _litellm() -> Any:  # noqa: ANN401 -- its types are its own
    # Read at import: the first keeps it from fetching its price list, the second from loading the nearest .env.
    os.environ.update(LITELLM_LOCAL_MODEL_COST_MAP="True", LITELLM_MODE="PRODUCTION")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import litellm

        litellm.Message(content="")  # its types are completed on first use, and warn as they are
    litellm.suppress_debug_info = True
    # What these log may hold a key: a header, an address, a provider's own words.
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore", "aiohttp"):
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL)
    return litellm

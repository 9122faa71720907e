"""What a provider's failure means to the caller, in words of ours: the provider's own may hold a key."""

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from service.errors import InputError, ModelRefused, ModelUnavailable, TooLongError, WhosewordsError

_OUTAGE = "can't be reached or is failing; check the network and the address, or try later"
_MEANING = {
    401: "turned the API key down; check the key in the environment",
    402: "asks for payment; check the account",
    403: "turned the API key down; check what the key may be used for",
    408: "gave no answer in time; try again later",
    429: "turned the request away, as too many for now or over the account's limit; try later",
}

_POLICY = re.compile(r"content.?(policy|filter)|safety system", re.IGNORECASE)
_LENGTH = re.compile(r"context.?(length|size|window)|too (long|many tokens)", re.IGNORECASE)
_FORM = re.compile(r"response_?format|json|schema|structured output|grammar", re.IGNORECASE)


def explained(error: Exception, model: str) -> WhosewordsError:
    """The error to raise for one of litellm's, told apart by its HTTP status and the name of its class."""
    status = _status(error)
    if _is_about(error, "ContentPolicyViolationError", _POLICY):
        return ModelRefused(f"The provider of {model} declined to have this article read; use another model.")
    if _is_about(error, "ContextWindowExceededError", _LENGTH):
        return TooLongError(f"The article is too long for the model {model}; give a shorter one or use another model.")
    if status == HTTPStatus.NOT_FOUND:
        return InputError(f"The provider has no model {model}; check the name.")
    outage = status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    meaning = _OUTAGE if outage else _MEANING.get(status or 0, f"did not take the request (HTTP {status})")
    return ModelUnavailable(
        f"The provider of {model} {meaning}.",
        retryable=outage or status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS},
        retry_after=_retry_after(error),
    )


def lacks_form(error: Exception) -> bool:
    """Whether a request was turned down for the form of answer it asks for."""
    return _is_about(error, "UnsupportedParamsError", _FORM)


def _is_about(error: Exception, kind: str, words: re.Pattern[str]) -> bool:
    """Whether litellm gave the error this kind, or the provider turned the request down in such words."""
    turned_down = _status(error) in {400, 413, 422}
    return type(error).__name__ == kind or (turned_down and words.search(str(error)) is not None)


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _retry_after(error: Exception) -> float | None:
    """The seconds the provider asks to wait, given as a number or as a date."""
    headers: Any = getattr(error, "litellm_response_headers", None) or {}
    value = str(headers.get("retry-after", ""))
    try:
        seconds = float(value)
    except ValueError:
        pass
    else:
        return max(seconds, 0.0) if math.isfinite(seconds) else None
    try:
        return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None

"""What can go wrong, named for who can act on it.

    WhosewordsError
    ├── InputError           the caller: an article, a file or an option that can't be used
    ├── BudgetError          the caller: what may be spent doesn't reach
    ├── PromptError          us: a prompt file that is broken
    ├── ModelUnavailable     the provider: no answer, for now (network, limit, outage, missing key)
    ├── ModelRefused         the provider: an answer withheld (refusal, content filter)
    └── AnswerError          the model: an answer that isn't what was asked for
        └── TooLongError     the same, for the article or its answer is more than the model can take

Each message is one sentence that says what happened, to which thing, and what to do.
"""

from typing import ClassVar


class WhosewordsError(Exception):
    """Anything this package raises on purpose; ``kind`` is its name in JSON."""

    kind: ClassVar[str] = "error"


class InputError(WhosewordsError):
    """The caller gave something that can't be used."""

    kind = "input"


class BudgetError(WhosewordsError):
    """What the caller allows to be spent, calls or money, doesn't reach for the next call."""

    kind = "budget"


class PromptError(WhosewordsError):
    """A prompt file is broken: ours to mend."""

    kind = "prompt"


class ModelUnavailable(WhosewordsError):  # noqa: N818 -- named for who can act, as the others are
    """The provider gave no answer; ``retryable`` says whether the same call may go through later."""

    kind = "model_unavailable"

    def __init__(self, message: str, *, retryable: bool = False, retry_after: float | None = None) -> None:
        """Say what happened, and whether and when to try again."""
        super().__init__(message)
        self.retryable = retryable
        self.retry_after = retry_after


class ModelRefused(WhosewordsError):  # noqa: N818 -- the same
    """The provider or the model withheld an answer."""

    kind = "model_refused"


class AnswerError(WhosewordsError):
    """The model's answer isn't what was asked for; ``answer`` keeps the raw text as evidence."""

    kind = "answer"

    def __init__(self, message: str, *, answer: str = "") -> None:
        """Say what was wrong with an answer, and keep it."""
        super().__init__(message)
        self.answer = answer


class TooLongError(AnswerError):
    """The article, or the answer to it, is more than the model can take; ask about less at a time."""

"""A model that says what a test tells it to, at the seam of `llm`: no litellm, no network."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from service.errors import WhosewordsError
from service.llm import Answer
from service.llm.meter import Meter
from service.prompt import Message

Said = str | BaseModel | WhosewordsError
"""What a scripted model says: a text, an answer to be sent as JSON, or an error to be raised."""

NOTHING = {
    "SummaryAnswer": '{"sentences": [{"text": "Nothing of note.", "support": []}]}',
    "QuotationsAnswer": '{"quotations": []}',
    "LoadedLanguageAnswer": '{"phrases": []}',
}


@dataclass
class ScriptedModel:
    """Says, for each schema by name, each item of ``says`` in turn; when they run out, that it found nothing.

    ``asked`` keeps what was asked: the schema's name and the messages.
    """

    says: dict[str, list[Said]] = field(default_factory=dict[str, list[Said]])
    asked: list[tuple[str, list[Message]]] = field(default_factory=list[tuple[str, list[Message]]])

    def check(self, model: str, *, priced: bool = False) -> None:
        """Take any model's name, as `llm.check_model` takes a good one."""

    async def ready(self, models: Sequence[str], until: float, *, priced: bool = False) -> None:
        """The same, as `llm.ready` does."""

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        model: str,
        schema: type[BaseModel],
        timeout: float,  # noqa: ASYNC109 -- the signature of llm.complete
        meter: Meter,
    ) -> Answer:
        """Answer as `llm.complete` does."""
        del timeout
        meter.call()
        name = schema.__name__
        self.asked.append((name, list(messages)))
        waiting = self.says.get(name)
        said = waiting.pop(0) if waiting else NOTHING[name]
        if isinstance(said, WhosewordsError):
            raise said
        text = said.model_dump_json() if isinstance(said, BaseModel) else said
        return Answer(text=text, model=model, input_tokens=100, output_tokens=20, cost_usd=0.25, calls=1)

"""A model's raw reply: the JSON in it, whether its form is right, and whether what it copied is in the article."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from json import JSONDecoder, dumps
from re import finditer
from typing import Any

from pydantic import BaseModel, ValidationError

from service.chains.chain import Chain, Grounded
from service.findings import Unlocated
from service.prompt import Message

TOLD = 12
"""Things found wrong that a re-ask tells of."""
ECHOED = 20_000
"""Characters of a wrong answer that a re-ask shows again."""
NAMED = 1_000
"""Characters of something wrong that a re-ask names."""
NOTHING = Grounded(())
"""What is found in no answer."""
_STARTS = 20
"""Opening braces at which JSON is looked for."""


@dataclass(frozen=True)
class Reply:
    """A reply and what was found wrong with it; ``worth`` ranks replies.

    ``answer`` is None when its form is wrong; ``grounded`` is what the article, or the piece of it, holds of it.
    """

    text: str
    answer: BaseModel | None = None
    grounded: Grounded = NOTHING
    problems: tuple[str, ...] = ()
    worth: int = -1


def read_reply(text: str, chain: Chain[Any], ground: Callable[[Any], Grounded]) -> Reply:
    """Check a reply to ``chain``'s question; one that finds more, and invents less, is worth more.

    ``ground`` is the chain's grounding, made of the article.
    """
    answer, problems = read_answer(text, chain)
    if answer is None:
        return Reply(text, problems=problems)
    grounded = ground(answer)
    problems = tuple(_mismatch(item) for item in grounded.unlocated)
    return Reply(text, answer, grounded, problems, max(len(grounded.findings) - len(grounded.unlocated), 0))


def read_answer(text: str, chain: Chain[Any]) -> tuple[BaseModel | None, tuple[str, ...]]:
    """The answer in a reply, in the form of ``chain``'s schema; None, and what is wrong, if it has none."""
    found = json_object(text)
    if found is None:
        return None, ("There is no JSON object in it.",)
    if not _is_unicode(found):
        return None, ("It holds half a surrogate pair (\\ud800 to \\udfff); write characters whole.",)
    try:
        return chain.answer.model_validate(found), ()
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False, include_context=False)
        return None, tuple(f"{_path(problem['loc'])}: {problem['msg']}." for problem in wrong)


def json_object(text: str) -> dict[str, Any] | None:
    """The first JSON object in ``text``, which may stand in a fence or after some words; None when there is none."""
    decoder = JSONDecoder()
    for brace in islice(finditer(r"\{", text), _STARTS):
        try:
            found, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _is_unicode(found: dict[str, Any]) -> bool:
    try:
        dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def reask(reply: Reply) -> list[Message]:
    """The messages that follow a wrong reply: it, and what is wrong with it."""
    wrong = "\n".join(f"- {problem}" for problem in reply.problems[:TOLD])
    return [
        {"role": "assistant", "content": reply.text[:ECHOED].encode(errors="replace").decode() or "{}"},
        {
            "role": "user",
            "content": f"Something is wrong with that answer:\n{wrong}\n"
            "Answer again, in full and in the form asked for. Copy words exactly as they stand in the article, and "
            "leave out whatever you can't copy from it. Keep what was right.",
        },
    ]


def joined(answers: Sequence[BaseModel]) -> BaseModel:
    """The answers to the pieces of an article as one: their lists end to end, anything else as in the first."""
    fields: dict[str, Any] = dict(answers[0])
    for name, value in fields.items():
        if isinstance(value, list):
            fields[name] = [item for answer in answers for item in getattr(answer, name)]
    return answers[0].model_copy(update=fields)


def _path(location: tuple[int | str, ...]) -> str:
    return _short(".".join(map(str, location))) or "the answer"


def _mismatch(item: Unlocated) -> str:
    if item.near:
        return f"The article doesn't say “{_short(item.claimed)}”; what it says is: {_short(item.near.text)}"
    return f"The article doesn't hold these words: {_short(item.claimed)}"


def _short(words: str) -> str:
    return words if len(words) <= NAMED else f"{words[:NAMED]}…"

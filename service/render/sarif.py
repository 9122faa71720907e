"""An analysis as SARIF 2.1.0, the format in which code hosts and editors take findings at places in a text.

The loaded phrases in the outlet's own words are notes, one rule for each technique; a quotation that an answer claimed
and the article doesn't hold is a warning; a chain without an answer is a notification. Lines end at LF or CRLF, and
columns and offsets count Unicode code points from the text's first character.
"""

import json
from bisect import bisect_right
from pathlib import Path
from typing import Any

from service.article import Span
from service.findings import Analysis, LoadedPhrase, Technique, Unlocated
from service.render.words import TECHNIQUES, whose

Json = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
UNLOCATED = "Unlocated_Quotation"

_DESCRIPTIONS: dict[Technique, str] = {
    "Loaded_Language": "Words chosen for the feeling they carry, where plain ones would say as much.",
    "Name_Calling,Labeling": "A person, group or thing is called by a name that already judges it.",
    "Exaggeration,Minimisation": "Something is made larger or smaller than the facts given.",
    "Doubt": "The wording makes somebody's word seem not to be trusted.",
    "Appeal_to_fear-prejudice": "The wording works by fear of something, or by a prejudice against somebody.",
    "Flag-Waving": "The wording appeals to belonging to a nation or a group.",
    "Slogans": "A short, striking phrase made to be repeated.",
    "Unattributed_Judgement": "A contested judgement is stated as a fact, and as nobody's.",
    "Loaded_Attribution": "The reporting verb judges what was said, or whether it is true.",
}


def log(analysis: Analysis, file: str | None = None) -> str:
    """The SARIF log; ``file`` is the path of the article's file, None for a text that stands in no file as it is."""
    artifact = _artifact(analysis, file)
    places = _Places(analysis.article.text, artifact["location"])
    results = [_loaded(phrase, places) for phrase in analysis.outlet_words()]
    results += [_unlocated(claim, places) for claim in analysis.unlocated if claim.chain == "quotations"]
    run = {
        "tool": {"driver": {"name": "Whosewords", "version": analysis.run.version, "rules": _rules()}},
        "invocations": [_invocation(analysis)],
        "artifacts": [artifact],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n"],
        "results": results,
        "properties": {"model": analysis.run.model, "articleId": analysis.article.id},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


class _Places:
    """Spans of one text as SARIF locations."""

    def __init__(self, text: str, location: Json) -> None:
        self._lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        self._location = location

    def __call__(self, span: Span | None) -> list[Json]:
        """The location of ``span``; of the whole text for None."""
        physical: Json = {"artifactLocation": {**self._location, "index": 0}}
        if span:
            start_line, start_column = self._line_and_column(span.start)
            end_line, end_column = self._line_and_column(span.end)
            physical["region"] = {
                "startLine": start_line,
                "startColumn": start_column,
                "endLine": end_line,
                "endColumn": end_column,
                "charOffset": span.start,
                "charLength": span.end - span.start,
                "snippet": {"text": span.text},
            }
        return [{"physicalLocation": physical}]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1; the end of a span is the column after its last character."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _artifact(analysis: Analysis, file: str | None) -> Json:
    if file is None:
        return {"location": {"uri": "stdin"}, "contents": {"text": analysis.article.text}}
    return {"location": {"uri": _uri(file)}, "encoding": "utf-8"}


def _uri(file: str) -> str:
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _rules() -> list[Json]:
    techniques: list[Json] = [
        {
            "id": technique,
            "name": "".join(word.capitalize() for word in words.replace("-", " ").split()),
            "shortDescription": {"text": f"{words[0].upper()}{words[1:]}."},
            "fullDescription": {"text": _DESCRIPTIONS[technique]},
            "defaultConfiguration": {"level": "note"},
        }
        for technique, words in TECHNIQUES.items()
    ]
    unlocated: Json = {
        "id": UNLOCATED,
        "name": "UnlocatedQuotation",
        "shortDescription": {"text": "Quotation that is not in the article."},
        "fullDescription": {
            "text": "An answer claimed these words as a quotation, and the article does not hold them."
        },
        "defaultConfiguration": {"level": "warning"},
    }
    return [*techniques, unlocated]


def _loaded(phrase: LoadedPhrase, places: _Places) -> Json:
    neutral = f" Neutral: {phrase.neutral}." if phrase.neutral else ""
    return {
        "ruleId": phrase.technique,
        "ruleIndex": list(TECHNIQUES).index(phrase.technique),
        "level": "note",
        "message": _message(f"“{phrase.span.text}” ({whose(phrase)}): {phrase.reason}{neutral}"),
        "locations": places(phrase.span),
        "properties": {
            "voice": phrase.voice,
            "speaker": phrase.speaker,
            "neutral": phrase.neutral,
            "strength": phrase.strength,
            "foundBy": phrase.found_by,
        },
    }


def _unlocated(claim: Unlocated, places: _Places) -> Json:
    has = f"; the article has “{claim.near.text}”" if claim.near else ""
    return {
        "ruleId": UNLOCATED,
        "ruleIndex": len(TECHNIQUES),
        "level": "warning",
        "message": _message(f"The quotation “{claim.claimed}” is not in the article{has}."),
        "locations": places(claim.near),
        "properties": {"verdict": claim.verdict, "changes": list(claim.changes)},
    }


def _message(text: str) -> Json:
    """A message; braces are doubled, for SARIF takes single ones as places to fill in."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _invocation(analysis: Analysis) -> Json:
    notifications: list[Json] = [
        {"level": "error", "message": _message(f"{failure.chain}: {failure.message}")} for failure in analysis.failures
    ]
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}

"""A model and the builtin together: what each adds, and that neither takes the other's findings away."""

import json
from typing import Any

from service import analyze
from tests.scripted import ScriptedModel

TEXT = (
    "Marlow Bay votes down toll\n\nThe council of Marlow Bay rejected a reckless toll on lorries on Monday.\n\n"
    "“A toll is a tax on the people of this town,” said Hugh Hill, a fisherman.\n\n"
    "“We will come back with a better plan in May,” said Petra Novak, the mayor.\n"
)


def quotation(content: str, speaker: str) -> dict[str, Any]:
    return {"content": [content], "directness": "direct", "cue": "said", "source": speaker, "speaker": speaker}


HILL = quotation("A toll is a tax on the people of this town,", "Hugh Hill")


def phrase(words: str, before: str) -> dict[str, Any]:
    kind = {"technique": "Loaded_Language", "neutral": "", "strength": 0.8}
    return {"before": before, "phrase": words, "reason": "A reason of the model's.", **kind}


def said(scripted: ScriptedModel, quotations: list[Any], phrases: list[Any]) -> None:
    scripted.says = {
        "QuotationsAnswer": [json.dumps({"quotations": quotations})] * 2,
        "LoadedLanguageAnswer": [json.dumps({"phrases": phrases})] * 2,
    }


def test_a_quotation_in_marks_that_the_model_left_out_is_listed(scripted: ScriptedModel) -> None:
    said(scripted, [HILL], [])
    found = analyze(TEXT, "openai/any").quotations
    assert [(item.id, item.speaker, item.found_by) for item in found] == [
        ("q1", "Hugh Hill", "both"),
        ("q2", "Petra Novak", "builtin"),
    ]


def test_what_the_model_alone_found_stays(scripted: ScriptedModel) -> None:
    indirect = quotation("rejected a reckless toll on lorries on Monday", "")
    said(scripted, [indirect, HILL], [phrase("better plan", "back with a")])
    analysis = analyze(TEXT, "openai/any")
    assert [item.found_by for item in analysis.quotations] == ["model", "both", "builtin"]
    assert [(item.span.text, item.found_by, item.voice) for item in analysis.loaded_language] == [
        ("better plan", "model", "quoted")
    ]
    assert analysis.loaded_language[0].speaker == "Petra Novak"


def test_a_loaded_phrase_that_both_found_keeps_the_models_reason(scripted: ScriptedModel) -> None:
    said(scripted, [], [phrase("reckless", "rejected a")])
    (found,) = analyze(TEXT, "openai/any").loaded_language
    assert (found.found_by, found.reason, found.voice) == ("both", "A reason of the model's.", "outlet")


def test_a_chain_that_fails_gets_nothing_from_the_builtin(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": ["no", "no"]}
    analysis = analyze(TEXT, "openai/any")
    assert (analysis.quotations, [failure.chain for failure in analysis.failures]) == ((), ["quotations"])

"""Asking a model: what it is shown, what is made of its answers, and what that took."""

import asyncio
import json
import time
from typing import Any

import pytest

from service.article import Article, Part
from service.asking import ask
from service.asking.terms import Terms
from service.chains import CHAINS
from service.chains.chain import Chain, Grounded
from service.errors import AnswerError, ModelUnavailable, TooLongError
from service.findings import ChainRun, LoadedPhrase, Quotation, SummarySentence
from service.prompt import load
from tests.scripted import ScriptedModel

TEXT = (
    "Marlow Bay votes down toll\n\nThe council of Marlow Bay rejected a reckless toll on lorries.\n\n"
    "“A toll is a tax,” said Hugh Hill, a fisherman. “We are not tax collectors.”\n"
)
ARTICLE = Article.read(TEXT)
SUMMARY, QUOTATIONS, LOADED = CHAINS


def quotation(
    *content: str, source: str = "Hugh Hill", speaker: str = "Hugh Hill", cue: str = "said"
) -> dict[str, Any]:
    return {"content": list(content), "directness": "direct", "cue": cue, "source": source, "speaker": speaker}


def quotations(*items: dict[str, Any]) -> str:
    return json.dumps({"quotations": list(items)}, ensure_ascii=False)


TRUE = quotation("A toll is a tax,", "We are not tax collectors.")
ALTERED = quotation("A toll is a tax,", "We are tax collectors.")
INVENTED = quotation("I shall leave the town for good.")


def asked(chain: Chain[Any], article: Article = ARTICLE) -> tuple[Grounded, ChainRun]:
    return asyncio.run(ask(chain, article, Terms(("openai/served",), time.monotonic() + 20)))


def test_each_chain_gives_grounded_findings(scripted: ScriptedModel) -> None:
    scripted.says = {
        "SummaryAnswer": [
            json.dumps({"sentences": [{"text": "The toll was rejected.", "support": ["rejected a reckless toll"]}]})
        ],
        "QuotationsAnswer": [quotations(TRUE)],
        "LoadedLanguageAnswer": [
            json.dumps(
                {
                    "phrases": [
                        {
                            "before": "rejected a",
                            "phrase": "reckless",
                            "technique": "Loaded_Language",
                            "reason": "It judges the plan.",
                            "neutral": "",
                            "strength": 0.8,
                        }
                    ]
                }
            )
        ],
    }
    (sentence,), (found,), (phrase,) = (asked(chain)[0].findings for chain in CHAINS)
    assert isinstance(sentence, SummarySentence)
    assert (sentence.verdict, [span.text for span in sentence.support]) == ("supported", ["rejected a reckless toll"])
    assert isinstance(found, Quotation)
    assert [span.text for span in found.content] == ["A toll is a tax,", "We are not tax collectors."]
    assert (found.cue and found.cue.text, found.source and found.source.text) == ("said", "Hugh Hill")
    assert (found.speaker, found.verdict, found.found_by) == ("Hugh Hill", "verbatim", "model")
    assert isinstance(phrase, LoadedPhrase)
    assert (phrase.span.text, phrase.neutral, phrase.found_by) == ("reckless", None, "model")


@pytest.mark.parametrize("form", ["{}", "```json\n{}\n```", "Here is the answer:\n{}\nI hope it helps.", "{oops\n{}"])
def test_json_is_found_in_what_stands_around_it(scripted: ScriptedModel, form: str) -> None:
    scripted.says = {"QuotationsAnswer": [form.replace("{}", quotations(TRUE))]}
    grounded, run = asked(QUOTATIONS)
    assert (len(grounded.findings), run.calls) == (1, 1)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I can't find any.", "There is no JSON object in it."),
        ('{"quotations": [{"content": "one"}]}', "quotations.0.content: Input should be a valid list"),
        ("[1, 2]", "There is no JSON object in it."),
        ('{"quotations": ' * 100_000, "There is no JSON object in it."),
        (quotations(ALTERED), "We are tax collectors."),
        (quotations(INVENTED), "I shall leave the town for good."),
        (quotations(quotation("A toll is a tax,", speaker="Petra Novak")), "Petra Novak"),
    ],
    ids=["prose", "wrong-type", "list", "nested", "altered", "invented", "speaker"],
)
def test_a_wrong_answer_is_asked_again_with_what_was_wrong(scripted: ScriptedModel, said: str, told: str) -> None:
    scripted.says = {"QuotationsAnswer": [said, quotations(TRUE)]}
    grounded, run = asked(QUOTATIONS)
    assert (len(grounded.findings), grounded.unlocated, run.calls) == (1, (), 2)
    first, second = (messages for _, messages in scripted.asked)
    assert second[: len(first)] == first
    assert [message["role"] for message in second[len(first) :]] == ["assistant", "user"]
    assert told in second[-1]["content"]


def test_it_is_asked_again_only_once_and_fabrication_is_kept_apart(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": [quotations(TRUE, INVENTED)] * 3}
    grounded, run = asked(QUOTATIONS)
    assert run.calls == 2
    assert len(grounded.findings) == 1
    assert [(item.claimed, item.verdict) for item in grounded.unlocated] == [
        ("I shall leave the town for good.", "not_found")
    ]


def test_the_better_answer_is_kept(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": [quotations(TRUE, INVENTED, TRUE), quotations(INVENTED)]}
    assert len(asked(QUOTATIONS)[0].findings) == 2


def test_a_first_answer_outlives_the_failure_of_the_second(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": [quotations(TRUE, INVENTED), ModelUnavailable("down")]}
    grounded, run = asked(QUOTATIONS)
    assert (len(grounded.findings), run.calls) == (1, 2)


def test_two_answers_of_the_wrong_form_are_a_failure(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": ["no", "not at all"]}
    with pytest.raises(AnswerError, match="openai/served gave no answer of the form asked for") as caught:
        asked(QUOTATIONS)
    assert caught.value.answer == "no"
    assert "\n" not in str(caught.value)


def test_the_run_tells_what_it_took(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": ["no", quotations(TRUE)]}
    _, run = asked(QUOTATIONS)
    assert (run.calls, run.cached, run.input_tokens, run.output_tokens, run.cost_usd) == (2, 0, 200, 40, 0.5)
    assert run.prompt_digest == load("quotations").digest
    assert run.seconds > 0


def test_a_repeated_question_is_answered_from_the_cache(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": [quotations(TRUE)]}
    first, _ = asked(QUOTATIONS)
    again, run = asked(QUOTATIONS)
    assert again == first
    assert (run.calls, run.cached, run.cost_usd, len(scripted.asked)) == (0, 1, 0.0, 1)
    asked(QUOTATIONS, Article.read(TEXT + "\nMore."))
    assert len(scripted.asked) == 2


def test_another_address_is_another_question(scripted: ScriptedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(QUOTATIONS)
    monkeypatch.setenv("OPENAI_API_BASE", "http://elsewhere.example/v1")
    asked(QUOTATIONS)
    assert len(scripted.asked) == 2


def test_a_failure_is_not_cached(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": ["no", "no", quotations(TRUE)]}
    with pytest.raises(AnswerError):
        asked(QUOTATIONS)
    assert asked(QUOTATIONS)[1].cached == 0


def test_furniture_is_not_shown_to_the_model(scripted: ScriptedModel) -> None:
    furniture = Part(role="furniture", start=len(TEXT) + 1, end=len(TEXT) + 11)
    text = f"{TEXT}\nSHARE THIS"
    article = ARTICLE.model_copy(update={"text": text, "parts": (*ARTICLE.parts, furniture)})
    asked(QUOTATIONS, article)
    shown = scripted.asked[0][1][1]["content"]
    assert "Hugh Hill" in shown
    assert "SHARE THIS" not in shown


def test_a_long_article_is_asked_about_in_pieces(scripted: ScriptedModel) -> None:
    filler = "The council met on Tuesday to talk about the harbour wall.\n\n"
    article = Article.read(TEXT + filler * 600 + "“It is over,” said Petra Novak.\n")
    last = quotation("It is over,", source="Petra Novak", speaker="Petra Novak")
    scripted.says = {"QuotationsAnswer": [quotations(TRUE), quotations(last)]}
    grounded, run = asked(QUOTATIONS, article)
    assert [found.speaker for found in grounded.findings if isinstance(found, Quotation)] == [
        "Hugh Hill",
        "Petra Novak",
    ]
    assert [found.id for found in grounded.findings if isinstance(found, Quotation)] == ["q1", "q2"]
    assert run.calls == len(scripted.asked) == 2


def test_a_piece_too_long_for_the_model_is_divided(scripted: ScriptedModel) -> None:
    article = Article.read("The council met on Tuesday to talk about the harbour wall.\n\n" * 40 + TEXT)
    scripted.says = {"QuotationsAnswer": [TooLongError("too long"), quotations(), quotations(TRUE)]}
    grounded, run = asked(QUOTATIONS, article)
    assert len(grounded.findings) == 1
    assert (run.calls, run.replies, len(scripted.asked)) == (3, 2, 3)


def test_a_short_article_too_long_for_the_model_fails(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": [TooLongError("too long")]}
    with pytest.raises(TooLongError):
        asked(QUOTATIONS)


def test_one_piece_that_fails_calls_the_others_off(scripted: ScriptedModel) -> None:
    article = Article.read("The council met on Tuesday to talk about the harbour wall.\n\n" * 1000)
    scripted.says = {"QuotationsAnswer": [quotations(), ModelUnavailable("down")]}
    with pytest.raises(ModelUnavailable, match="down"):
        asked(QUOTATIONS, article)

"""The check of a text against its article: by code alone, and with a model whose word isn't the last."""

import asyncio

import pytest

from service import check
from service.chains.check import CheckAnswer, chain_for
from service.checking import check_async
from service.errors import InputError, ModelUnavailable
from service.prompt import load
from tests.scripted import ScriptedModel

ARTICLE = (
    "The council will not sell the quay, Mayor Ana Ruiz said on Tuesday. The firm offered €5 million for it.\n\n"
    "“We owe it to our children,” Ruiz said. The firm may appeal."
)
TEXT = "The council won't sell the quay, the mayor said. The firm offered €6 million. The firm will take it to court."


def answered(*sentences: dict[str, object]) -> CheckAnswer:
    return CheckAnswer.model_validate({"sentences": sentences})


def test_code_alone_checks_each_sentence() -> None:
    checked = check(TEXT, ARTICLE)
    assert [sentence.verdict for sentence in checked.sentences] == ["supported", "unsupported", "unsupported"]
    assert checked.verdict == "unsupported"
    assert " ".join(sentence.text for sentence in checked.sentences) == TEXT
    assert checked.run.model == "builtin"


def test_a_text_all_of_whose_sentences_hold_is_supported() -> None:
    assert check("The council will not sell the quay, Ruiz said.", ARTICLE).verdict == "supported"


def test_it_works_inside_a_running_loop() -> None:
    async def within() -> str:
        return check(TEXT, ARTICLE).verdict

    assert asyncio.run(within()) == "unsupported"


@pytest.mark.parametrize(("summary", "article"), [("", ARTICLE), (TEXT, " \n"), ("half \ud800", ARTICLE)])
def test_what_cannot_be_read_is_said(summary: str, article: str) -> None:
    with pytest.raises(InputError):
        check(summary, article)


def test_a_model_gives_passages_and_doubts_and_code_keeps_its_own(scripted: ScriptedModel) -> None:
    first, second, third = (sentence.text for sentence in check(TEXT, ARTICLE).sentences)
    scripted.says["CheckAnswer"] = [
        answered(
            {"sentence": first, "support": ["The council will not sell the quay"], "doubts": []},
            {"sentence": second, "support": ["The firm offered €5 million for it."], "doubts": []},
            {
                "sentence": third,
                "support": ["The firm may appeal."],
                "doubts": [{"kind": "hedge", "what": "The article says that it may."}],
            },
        )
    ]
    checked = check(TEXT, ARTICLE, "scripted/model")
    assert [sentence.verdict for sentence in checked.sentences] == ["supported", "unsupported", "unsupported"]
    assert [span.text for span in checked.sentences[0].support] == ["The council will not sell the quay"]
    assert "6 million" in checked.sentences[1].problems[0], "a number is code's to check, whatever the model says"
    assert "The article says that it may." in checked.sentences[2].problems
    assert (checked.run.model, checked.run.chains["check"].calls) == ("scripted/model", 1)
    assert all(f'"{word}' in scripted.asked[0][1][-1]["content"] for word in (first[:20], third[:20]))


def test_a_models_doubt_about_a_number_that_is_right_does_not_count(scripted: ScriptedModel) -> None:
    scripted.says["CheckAnswer"] = [
        answered(
            {
                "sentence": "The firm offered €5 million.",
                "support": ["The firm offered €5 million for it."],
                "doubts": [{"kind": "number", "what": "It was €7 million."}],
            }
        )
    ]
    assert check("The firm offered €5 million.", ARTICLE, "scripted/model").verdict == "supported"


def test_a_models_passage_clears_a_doubt_about_words(scripted: ScriptedModel) -> None:
    sentence = "Ruiz thinks of the next generation when she refuses."
    assert check(sentence, ARTICLE).verdict == "unsupported"
    scripted.says["CheckAnswer"] = [
        answered({"sentence": sentence, "support": ["We owe it to our children"], "doubts": []})
    ]
    assert check(sentence, ARTICLE, "scripted/model").verdict == "supported"


def test_passages_that_a_model_invents_are_listed_and_support_nothing(scripted: ScriptedModel) -> None:
    made_up = answered({"sentence": "The mayor is a thief.", "support": ["Ruiz is a thief."], "doubts": []})
    scripted.says["CheckAnswer"] = [made_up, made_up]
    checked = check("The mayor is a thief.", ARTICLE, "scripted/model")
    assert checked.verdict == "unsupported"
    assert [item.claimed for item in checked.unlocated] == ["Ruiz is a thief."]


def test_a_sentence_that_a_model_leaves_out_is_checked_all_the_same(scripted: ScriptedModel) -> None:
    scripted.says["CheckAnswer"] = [answered()]
    checked = asyncio.run(check_async(TEXT, ARTICLE, "scripted/model"))
    assert [sentence.verdict for sentence in checked.sentences] == ["supported", "unsupported", "unsupported"]


def test_a_models_failure_is_raised_as_it_is(scripted: ScriptedModel) -> None:
    scripted.says["CheckAnswer"] = [ModelUnavailable("The model is away; try later.")]
    with pytest.raises(ModelUnavailable, match="away"):
        check(TEXT, ARTICLE, "scripted/model")


def test_the_prompts_example_fits_its_schema_and_stands_in_its_article() -> None:
    from service.article import Article

    (example,) = load("check").examples
    answer = CheckAnswer.model_validate(example.answer)
    grounded = chain_for([item.sentence for item in answer.sentences]).ground(answer, Article.read(example.article))
    assert grounded.unlocated == ()
    assert [finding.model_dump()["verdict"] for finding in grounded.findings] == ["supported", "unsupported"]

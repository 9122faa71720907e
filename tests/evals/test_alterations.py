"""Sentences made false by one change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.alterations import INVENTED, alterations

ARTICLE = "The council of Dunmere met in Harrow Hall, where Ana Ruiz and Tom Hale spoke. A report by the WHO was read."


def changed(sentence: str, kind: str, article: str = ARTICLE) -> str | None:
    return next((found.text for found in alterations(sentence, article) if found.kind == kind), None)


@pytest.mark.parametrize(
    "sentence", ["It cost 48,000 pounds.", "It cost 4.5 percent.", "It opened in 1998.", "Nine died.", "It took 1 day."]
)
def test_a_number_becomes_another(sentence: str) -> None:
    now = changed(sentence, "number")
    assert now is not None
    assert now != sentence
    assert len(now.split()) == len(sentence.split())


def test_a_number_keeps_its_form() -> None:
    (found,) = alterations("48,000 pounds", ARTICLE)
    assert "," in found.now
    assert found.was == "48,000"
    assert int(found.now.replace(",", "")) > 48_000


def test_a_name_becomes_another_of_the_article_that_shares_no_word_with_those_here() -> None:
    now = changed("Ana Ruiz spoke.", "name")
    assert now in {"Dunmere spoke.", "Harrow Hall spoke.", "Tom Hale spoke.", "WHO spoke."}


def test_a_name_becomes_one_that_the_article_has_not() -> None:
    now = changed("The town of Dunmere waits.", "new name", "He lives in Dunmere.")
    assert now in {f"The town of {name} waits." for name in INVENTED}
    assert changed("The town of Dunmere waits.", "name", "He lives in Dunmere.") is None, "it has no other"


def test_initials_are_the_same_name() -> None:
    article = "The guidance of the World Health Organization, or rather the WHO, was read."
    assert changed("It is by the World Health Organization.", "name", article) is None


def test_a_place_and_its_people_and_the_parts_of_one_name_are_the_same_name() -> None:
    article = "A minister of Wales met a Welsh aide and, later, the farmer Ana Ruiz."
    assert changed("The Welsh coast is theirs, says Ruiz.", "name", article) is None
    assert changed("Ana came.", "name", "She says that Ana Ruiz came, and told Ruiz that Ana saw it.") is None


def test_a_name_is_not_changed_to_another_form_of_itself_or_to_a_word_that_is_none() -> None:
    article = "The envoy of Orvanya met an Orvanyan aide in Oslo on Today and today, and I’m told that Kerrow waits."
    names = {
        changed(f"{words} The Orvanyan aide spoke.", "name", article) for words in ("Yes.", "So.", "Now.", "Well.")
    }
    assert names <= {
        f"{words} The {name} aide spoke." for words in ("Yes.", "So.", "Now.", "Well.") for name in ("Oslo", "Kerrow")
    }


@pytest.mark.parametrize("sentence", ["Monday came.", "The day passed.", "He left."])
def test_without_a_name_no_name_is_changed(sentence: str) -> None:
    assert changed(sentence, "name") is None


@pytest.mark.parametrize(
    ("sentence", "now"),
    [
        ("The bill will pass.", "The bill will not pass."),
        ("The bill will not pass.", "The bill will pass."),
        ("They did not agree.", "They agree."),
        ("It isn’t safe.", "It is safe."),
        ("He no longer works there.", "He still works there."),
        ("It was not only late.", None),
        ("Nobody was hurt.", None),
        ("They missed it.", "They did not miss it."),
        ("They compared it.", "They did not compare it."),
        ("They offered it.", "They did not offer it."),
        ("The mayor rejected the plan.", "The mayor did not reject the plan."),
        ("Ruiz said so.", "Ruiz did not say so."),
        ("They planned it.", "They did not plan it."),
        ("He tried it.", "He did not try it."),
        ("She closed it.", "She did not close it."),
    ],
)
def test_a_negation_is_put_in_or_taken_out(sentence: str, now: str | None) -> None:
    assert changed(sentence, "negation") == now


@given(st.text(max_size=200))
def test_any_text_can_be_asked_and_each_change_is_one_of_its_kind(sentence: str) -> None:
    found = list(alterations(sentence, ARTICLE))
    assert len({change.kind for change in found}) == len(found)
    assert all(change.text != sentence for change in found)
    assert found == list(alterations(sentence, ARTICLE))

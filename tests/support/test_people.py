"""What a sentence tells of a person, and names of persons, of places in others, of bodies, and as they are spelled."""

import pytest

from service.article import Article
from service.support import Support
from service.support.people import is_meant_by_a_pronoun, is_told_of_a_person
from service.support.standing import runs
from service.support.terms import read_terms

ARTICLE = Article.read(
    "Hospital in Dunmere closes a ward\n\n"
    "Children have fallen ill in Teskia's port city of Dunmere since May, and the hospital has closed a ward. "
    "The virus is H9N4, the nurse Astrid Holmberg found. The T-shirts of the X-ray staff were burnt.\n\n"
    "The Lantern Group, which runs the hospital, made no comment. Corvin Zelinka, a father of three, said his son "
    "had been in the ward for a week, and that Harrow United sent flowers. The yard gate stays shut. "
    "Its watchman, Ysolt Brandreth, locked it."
)


@pytest.fixture(scope="module")
def support() -> Support:
    return Support(ARTICLE)


def told(support: Support, sentence: str) -> list[str]:
    return [doubt.message for doubt in support.examine(sentence)[1] if doubt.kind == "name"]


@pytest.mark.parametrize(
    ("sentence", "told_of"),
    [
        ("Holmberg, 44, found it.", True),
        ("Holmberg, a 44-year-old nurse, found it.", True),
        ("Holmberg, who works there, found it.", True),
        ("The manager Holmberg found it.", True),
        ("A woman called Holmberg found it.", True),
        ("Lantern, 44 nurses and a doctor found it.", False),
        ("Lantern, a group of nurses, found it.", False),
        ("Lantern, whose staff found it, made no comment.", False),
    ],
)
def test_an_age_a_calling_and_who_are_told_of_people(sentence: str, *, told_of: bool) -> None:
    terms = read_terms(sentence)
    run = next(run for run in runs(terms) if terms[run.start].word in {"Holmberg", "Lantern"})
    assert is_told_of_a_person(terms, run) == told_of


def test_a_pronoun_means_the_name_that_opens_its_sentence() -> None:
    first, second = runs(read_terms("On Monday Dunmere told Zelinka that she would leave her post."))
    terms = read_terms("On Monday Dunmere told Zelinka that she would leave her post.")
    assert is_meant_by_a_pronoun(terms, first)
    assert not is_meant_by_a_pronoun(terms, second)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Dunmere, who has three children, said the ward was closed.", "Dunmere"),
        ("The Lantern Group said he had sent flowers.", "Lantern"),
    ],
)
def test_what_is_told_of_a_person_speaks_against_the_name_of_a_place_or_a_body(
    support: Support, sentence: str, name: str
) -> None:
    (standing,) = (found for (start, end), found in support.standings(sentence) if name in sentence[start:end])
    assert standing.signs["human"] == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Corvin Zelinka, who has three children, said the ward was closed.",
        "Ysolt Brandreth, who keeps watch, locked the gate.",
        "A Teskian who has three children said the ward was closed.",
        "Dunmere’s hospital let Zelinka see his son.",
    ],
)
def test_a_persons_own_name_is_let_be(support: Support, sentence: str) -> None:
    assert all(standing.signs["human"] == 0 for _, standing in support.standings(sentence))


def test_what_happens_in_a_place_happens_in_the_one_around_it(support: Support) -> None:
    assert told(support, "Children have fallen ill in Teskia since May.") == []
    (standing,) = (found for _, found in support.standings("The hospital in Teskia has closed a ward."))
    assert standing.signs["apart"] == standing.signs["less"] == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Corvin Zellinka said his son had been in the ward.",
        "Astrid Holmburg found the virus.",
        "Harrow United FC sent flowers.",
        "The Lantern Group plc made no comment.",
        "The Yard gate stays shut.",
        "The hospital has closed a ward after a U-turn.",
    ],
)
def test_a_name_spelled_nearly_so_or_with_what_a_body_is_and_a_capital_alone_raise_no_doubt(
    support: Support, sentence: str
) -> None:
    assert told(support, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["Oskar Venter found the virus.", "Venter will see his son.", "Venter couldn’t see his son.", "Hellberg found it."],
)
def test_a_name_that_the_article_has_not_is_told_of(support: Support, sentence: str) -> None:
    assert any("is not in the article" in message for message in told(support, sentence))


def test_letters_with_digits_and_a_letter_before_a_hyphen_make_one_word() -> None:
    words = [
        (term.word, term.plain, term.kind) for term in read_terms("H9N4 on e-mail, a T-shirt and 3kg of web-like foil")
    ]
    assert ("H9N4", "h9n4", "name") in words
    assert ("e-mail", "email", "word") in words
    assert ("T-shirt", "tshirt", "name") in words
    assert [word for word, *_ in words if word in {"web", "like", "3", "kg"}] == ["3", "kg", "web", "like"]

"""How names stand in an article: which mentions are of one name, how it is used, and what speaks against it."""

import pytest

from service.article import Article
from service.support import Support
from service.support.evidence import Index
from service.support.mentions import Mentions, uses
from service.support.standing import Standing, runs
from service.support.terms import read_terms
from tests.linear import is_linear

ARTICLE = Article.read(
    "Teskian towns to share a ferry\n\n"
    "The council of Port Sarn will buy a ferry from the Harrow Yard, Mayor Ana Ruiz said on Tuesday. Ruiz hopes to see "
    "it in service by June. She called the price fair.\n\n"
    "In Kerrow the farmer Tom Hale has sued the Rural Bank over a loan of nine years ago. Hale lost a first case in "
    "2019, and the court in Kerrow sits again next week.\n\n"
    "The yard built its last ferry for the South Isles, the North Isles bought theirs abroad. Teskian shipping has "
    "grown since."
)


@pytest.fixture(scope="module")
def support() -> Support:
    return Support(ARTICLE)


def standing(support: Support, sentence: str, name: str) -> Standing:
    return next(found for (start, end), found in support.standings(sentence) if sentence[start:end] == name)


def told(support: Support, sentence: str) -> list[str]:
    return [doubt.message for doubt in support.examine(sentence)[1] if doubt.kind == "name"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz says Port Sarn’s council will buy a ferry from the Harrow Yard.",
        "Tom Hale of Kerrow sued the Rural Bank over a loan.",
        "Hale lost his first case against the bank in 2019.",
        "Teskia’s shipping has grown.",
        "The Harrow Yard built a ferry for the South Isles.",
    ],
)
def test_names_among_the_words_that_the_article_has_around_them_are_let_be(support: Support, sentence: str) -> None:
    assert told(support, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The council of Kerrow will buy a ferry from the Harrow Yard.", "Kerrow"),
        ("Mayor Tom Hale said on Tuesday that the council will buy a ferry.", "Hale"),
        ("The Rural Bank will sell a ferry to the council of Port Sarn.", "Rural Bank"),
        ("In Port Sarn a farmer has sued the bank over a loan of nine years ago.", "Port Sarn"),
        ("Tom Ruiz has sued the bank over a loan.", "Tom Ruiz"),
        ("Ana Lopez called the price fair.", "Lopez"),
    ],
)
def test_a_name_in_anothers_place_is_told_of(support: Support, sentence: str, name: str) -> None:
    assert any(name in message for message in told(support, sentence))


def test_the_name_that_stands_there_in_the_article_is_named(support: Support) -> None:
    (message,) = told(support, "The council of Kerrow will buy a ferry from the Harrow Yard.")
    assert message == "“Kerrow”: the article has “Port Sarn” here"
    (message,) = told(support, "Kerrow’s council will buy a ferry from the Harrow Yard.")
    assert message.startswith("“Kerrow”"), "without the ending of what belongs to it"


def test_a_name_put_in_anothers_place_speaks_more_against_itself(support: Support) -> None:
    right = standing(support, "The farmer Tom Hale has sued the bank.", "Tom Hale")
    wrong = standing(support, "The farmer Ana Ruiz has sued the bank.", "Ana Ruiz")
    assert wrong.doubt > 0 > right.doubt
    assert wrong.signs["elsewhere"] > right.signs["elsewhere"] == 0
    assert wrong.rival is not None
    assert wrong.rival.stems == ("tom", "hale")


def test_a_name_that_comes_after_what_is_told_of_it_speaks_against_itself(support: Support) -> None:
    told_of = "The council of {} will buy a ferry from the Harrow Yard."
    assert standing(support, told_of.format("Port Sarn"), "Port Sarn").signs["less"] == 0
    assert standing(support, told_of.format("Kerrow"), "Kerrow").signs["less"] > 0


def test_a_surname_and_a_name_made_of_another_are_mentions_of_it() -> None:
    sentence = "Ruiz and Teskia wait for the South Isles."
    terms = read_terms(sentence)
    index = Index(ARTICLE)
    mentions = Mentions(index.passages)
    evidence = index.evidence(terms)
    words = {
        sentence[terms[run.start].start : terms[run.stop - 1].end]: {
            index.passages[passage].terms[at].word for passage, at in mentions.of(evidence, run)
        }
        for run in runs(terms)
        if terms[run.start].kind == "name"
    }
    assert words == {"Ruiz": {"Ruiz"}, "Teskia": {"Teskian"}, "South Isles": {"Isles"}}
    (isles,) = mentions.of(evidence, range(len(terms) - 3, len(terms) - 1))
    assert index.passages[isles[0]].terms[isles[1] - 1].word == "South", "the North Isles are others"


def test_titles_alone_are_no_name() -> None:
    terms = read_terms("He met President Ana Ruiz and a Prime Minister.")
    assert [[term.word for term in terms[run.start : run.stop]] for run in runs(terms)] == [
        ["President", "Ana", "Ruiz"]
    ]


def test_how_a_name_is_used_is_told_by_the_words_beside_it() -> None:
    terms = read_terms("In the Hague a Teskian’s lawyer said it.")
    the, article, placing, *_ = uses(terms, 2, 2)
    assert (the, article, placing) == (True, False, True)
    the, article, _, _, owns, _, _, leads = uses(terms, 4, 4)
    assert (the, article, owns, leads) == (False, True, True, True)


@pytest.mark.parametrize("unit", ["Ana Ruiz met Tom Hale and ", "Ana Ruiz met Tom Hale. "])
def test_an_article_of_one_sentence_or_of_the_same_names_is_checked_in_linear_time(unit: str) -> None:
    def examined(size: int) -> None:
        support = Support(Article.read(unit * (size // len(unit))))
        support.examine("Tom Hale met Ana Ruiz at the quay of Dunmere, and Hale saw Lopez.")

    assert is_linear(examined, 100_000)


def test_another_name_that_follows_the_same_word_in_the_article_speaks_against_one(support: Support) -> None:
    right = standing(support, "The farmer Tom Hale has sued the bank.", "Tom Hale")
    wrong = standing(support, "The farmer Ana Ruiz has sued the bank.", "Ana Ruiz")
    assert right.signs["after"] < 0 < wrong.signs["after"]
    assert standing(support, "Ana Ruiz called the price fair.", "Ana Ruiz").signs["after"] == 0, "nothing before it"


@pytest.mark.parametrize(
    ("text", "resumed"),
    [
        ("Ana Ruiz, who has run the port of Kerrow for nine years, praised it.", ","),
        ("Ana Ruiz (the mayor of Kerrow) praised it.", ")"),
        ("Ana Ruiz praised it, said Hale, and left.", "Ruiz"),
        ("Ana Ruiz, the mayor.", "Ruiz"),
    ],
)
def test_a_sentence_goes_on_after_what_is_inserted_behind_a_name(text: str, resumed: str) -> None:
    passages = Index(Article.read(f"A vote on the port\n\n{text}")).passages
    mention = Mentions(passages).by_passage[1][0]
    terms = passages[1].terms
    assert terms[mention.resumed].word == resumed
    assert Mentions(passages).from_there((1, mention.last), len(terms) - 1) == mention.resumed
    assert Mentions(passages).from_there((1, mention.last), mention.first) == mention.last


def test_what_is_inserted_behind_a_name_keeps_it_no_further_from_what_follows() -> None:
    def told_in(between: str) -> float:
        support = Support(Article.read(f"A vote on the port\n\nAna Ruiz{between} praised the pier, and Tom Hale came."))
        return standing(support, "Tom Hale praised the pier.", "Tom Hale").signs["rival"]

    assert told_in(", who has run the port of Kerrow for nine years,") == told_in("")


def test_somebodys_name_where_a_place_stands_speaks_against_it(support: Support) -> None:
    assert standing(support, "Teskian ferries are built in Hale.", "Hale").signs["person"] == 1
    assert standing(support, "Teskian ferries are built in Kerrow.", "Kerrow").signs["person"] == 0
    assert standing(support, "Teskian ferries are built by Hale.", "Hale").signs["person"] == 0
    titled = Support(Article.read("The farm burnt\n\nA farm near Lopez burnt. Mr. Brandt saw it from the road."))
    assert standing(titled, "A farm in Brandt burnt.", "Brandt").signs["person"] == 1
    assert standing(titled, "A farm in Lopez burnt.", "Lopez").signs["person"] == 0


def test_a_name_is_used_as_its_own_form_is() -> None:
    support = Support(
        Article.read(
            "French wine sells\n\nMore French wine was sold in France, and in France the French growers are glad. They "
            "live well in France, say French papers."
        )
    )
    place, people = (standing(support, f"Wine sells well in {name}.", name) for name in ("France", "French"))
    assert people.signs["odd"] > place.signs["odd"]


def test_names_that_stand_near_one_another_are_not_yet_one_name() -> None:
    support = Support(Article.read("The yard\n\nAna Ruiz met Tom Hale at the yard, and there Ruth B Lund saw the two."))
    assert standing(support, "Ana Hale met Ruiz at the yard.", "Ana Hale").signs["torn"] == 1
    assert standing(support, "Ruth Lund saw the two at the yard.", "Ruth Lund").signs["torn"] == 0


def test_the_full_stop_of_a_title_parts_nothing() -> None:
    support = Support(Article.read("The vote\n\nWithout Mr. Hale the vote was lost, and Mrs. Ruiz is not Dr. Lund."))
    assert support.examine("Without Hale the vote was lost.")[1] == ()
    assert support.examine("Ruiz is not Lund.")[1] == ()


def test_an_initial_within_a_name_may_be_left_out_or_put_in() -> None:
    support = Support(Article.read("The judge, Drew B. Tipton, halted the sale of the yard. Ann Poe had sued."))
    assert support.of("The judge, Drew Tipton, halted the sale of the yard.").verdict == "supported"
    assert support.of("The judge, Drew Poe, halted the sale of the yard.").problems
    plain = Support(Article.read("The judge, Drew Tipton, halted the sale of the yard. Ann Poe had sued."))
    assert plain.of("The judge, Drew B. Tipton, halted the sale of the yard.").verdict == "supported"

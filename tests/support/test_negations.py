"""Negations told in another way than the article's, and those that aren't there or are lost."""

import pytest

from service.article import Article
from service.support import Support

AROUND = (
    " The harbour at Port Sarn has been busy since spring. Ferries leave every hour. The town council meets on Monday "
    "in Kerrow, and the budget is due in June."
)


def doubts(article: str, sentence: str) -> set[str]:
    found = Support(Article.read(f"Port news from the coast\n\n{article}{AROUND}")).examine(sentence)[1]
    return {doubt.kind for doubt in found}


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("The figures have yet to be published.", "The figures have not been published."),
        ("The agency ruled out a leak.", "The agency said there was no leak."),
        ("It is unclear who lit the fire.", "It is not known who lit the fire."),
        ("It is not known who lit the fire.", "It is unclear who lit the fire."),
        ("The appeal was dismissed by the court.", "The court did not uphold the appeal."),
        ("The mill will shut unless a buyer is found.", "The mill will close if no buyer is found."),
        ("None of the 12 boats passed the test.", "All 12 boats failed the test."),
        ("All 12 boats failed the test.", "None of the 12 boats passed the test."),
        ("Neither the yard nor the council has apologised.", "The yard and the council have not apologised."),
        ("Not all passengers knew of the change.", "Some passengers did not know of the change."),
        ("Workers were not told of the closure until Friday.", "Workers were told of the closure only on Friday."),
        ("Boats may dock, but not if owners are at sea.", "Boats may dock if their owners aren't at sea."),
        ("Hale says he couldn't come because the court sat.", "Hale says he could not come because the court sat."),
        ("You can't do Kerrow and the quay by night.", "A visit to the quay in Kerrow by night is for pilots."),
    ],
)
def test_a_negation_told_in_another_way_raises_no_doubt(article: str, sentence: str) -> None:
    assert doubts(article, sentence) <= {"passage"}


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("Ministers rejected the plan.", "Ministers did not accept the plan."),
        ("Buses are banned from the quay.", "Buses are not allowed on the quay."),
        ("Buses are not allowed on the quay.", "Buses are banned from the quay."),
        ("The invoice has not been paid, the yard says.", "The yard says the invoice is unpaid."),
        ("A jury found Hale not guilty of theft.", "Hale was acquitted of theft."),
    ],
)
def test_the_opposite_of_what_is_taken_back_is_the_same(article: str, sentence: str) -> None:
    assert doubts(article, sentence) == set()


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("The quay is the only landing in town.", "The quay is not the only landing in town."),
        ("Gulls now nest on a few islets of the bay.", "Gulls do not nest on the islets of the bay."),
        ("Hale said he didn't know what to expect.", "Hale said he did know what to expect."),
        ("The fever was not deemed a threat, in a row involving vets.", "The fever was regarded as a threat by vets."),
        ("All 12 boats passed the test.", "None of the 12 boats passed the test."),
        ("Neither the yard nor the council has apologised.", "The yard and the council have apologised."),
    ],
)
def test_what_is_put_in_or_taken_out_is_still_noticed(article: str, sentence: str) -> None:
    assert "negation" in doubts(article, sentence)


def test_could_not_leaves_nothing_open() -> None:
    assert doubts("Hale couldn't reach the pier by noon.", "Hale could not reach the pier by noon.") == set()
    assert "modal" in doubts("Hale could reach the pier by noon.", "Hale will reach the pier by noon.")
    assert "modal" in doubts("Hale may not reach the pier by noon.", "Hale will not reach the pier by noon.")


def test_a_year_is_no_count() -> None:
    article = "She spent two years testing metal for engines. She worked in its laboratory between 1943 and 1945."
    assert "number" not in doubts(article, "She was called to work there from 1943 through 1945 to test metal.")
    assert "number" in doubts(article, "She was called to work there from 1943 through 1948 to test metal.")


def test_a_number_told_where_most_of_the_sentence_is_told_is_let_be() -> None:
    article = (
        "Kerrow had 56 cases of the fever. In all, 870 people there have caught it, and 457 deaths were told in May."
    )
    assert doubts(article, "So far 870 cases have been told, with 457 deaths in May.") == set()


def test_of_passages_that_say_as_much_the_one_in_the_sentences_words_supports_it() -> None:
    article = Article.read("News\n\nThe ship was purchased in May. The ship was bought in May.")
    (span,), _ = Support(article).examine("The ship was bought, then, in May.")
    assert span.text == "The ship was bought in May."


def test_a_word_of_no_matter_is_no_opposite_where_the_article_has_it_too() -> None:
    article = (
        "Ruiz said that she rang Hale after the vote, which gave her the chair, to thank him for what she called fair."
    )
    assert (
        doubts(article, "Ruiz said that she rang Hale after the vote to thank him for what she called fair.") == set()
    )

"""What the check of a sentence against its article finds: each kind of doubt, and none where there is nothing wrong."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.article import Article
from service.support import Support
from service.support.doubt import DoubtKind

ARTICLE = Article.read(
    "Ferry line may drop night service\n\n"
    "The council of Port Sarn will not permit Delta Marine to build 48 homes on the quay, Mayor Ana Ruiz said "
    "on Tuesday. The firm bought the site for €5.2 million in 2019.\n\n"
    "About 1,400 people use the night ferry, some 2.5% of the island's workers. Fares rose to €5.20 in January. "
    "The line may end the night service by 3 March, according to Tom Hale, who runs it.\n\n"
    "“The harbour road is a death trap,” said Joan Mbeki, a driver. Hale denied that the boats were unsafe. Police "
    "arrested Victor Lund after he attacked a guard at the terminal. Inspectors found no leaks in the hull.\n\n"
    "Residents claim that the line hid the cost of the repairs. A report by the Harbour Board said the engines "
    "reportedly failed twice in 2022. The outlook for the trade is unknown. Olga Brandt, a baker, claimed that she had "
    "lost half of her trade since the ferry changed its pier."
)


class Case(NamedTuple):
    """A sentence, and the kind of doubt it must raise; None for a sentence that keeps to the article."""

    sentence: str
    kind: DoubtKind | None = None


KEPT = [
    Case("The firm bought the site for €5.2 million in 2019."),
    Case("Delta Marine will not be permitted to build 48 homes on the quay."),
    Case("The mayor, Ana Ruiz, said Delta Marine would not be allowed to build the homes."),
    Case("Some 1,400 people take the night ferry."),
    Case("The ticket price went up to €5.20 in January."),
    Case("The night service may stop by 3 March, Tom Hale says."),
    Case("Joan Mbeki called the harbour road “a death trap”."),
    Case("Hale said the boats were not unsafe."),
    Case("Victor Lund was arrested by police."),
    Case("No leaks were found in the hull."),
    Case("Residents say that the line concealed what the repairs cost."),
    Case("It paid more than €5 million for the site."),
    Case("The boats were not unsafe, Hale said."),
    Case("The Harbour Board's report said the engines had reportedly failed twice."),
    Case("Olga Brandt says she lost half of her trade."),
]

DOUBTED = [
    Case("The firm bought the site for €5.3 million in 2019.", "number"),
    Case("The firm bought the site for €5.2 million in 2018.", "number"),
    Case("Delta Marine will not be permitted to build 84 homes on the quay.", "number"),
    Case("Delta Marine will not be permitted to build 1,400 homes on the quay.", "number"),
    Case("Less than 1,400 people use the night ferry.", "number"),
    Case("Fares rose to $5.20 in January.", "unit"),
    Case("Fares rose to €5.20 in June.", "date"),
    Case("Mayor Ana Ruiz said on Friday that the homes would not be permitted.", "date"),
    Case("Mayor Ana Lopez said the homes would not be permitted.", "name"),
    Case("Mayor Ana Mbeki said the homes would not be permitted.", "name"),
    Case("The council of Port Vell will not permit the homes.", "name"),
    Case("The council will permit Delta Marine to build 48 homes on the quay.", "negation"),
    Case("Inspectors found leaks in the hull.", "negation"),
    Case("The firm has not bought the site for €5.2 million.", "negation"),
    Case("Joan Mbeki did not call the harbour road “a death trap”.", "negation"),
    Case("Police have not arrested Victor Lund.", "negation"),
    Case("Delta Marine attacked a guard at the terminal, and police arrested it.", "name"),
    Case("The report of Port Sarn said the engines reportedly failed twice in 2022.", "name"),
    Case("Fares fell to €5.20 in January.", "opposite"),
    Case("The line will end the night service by 3 March.", "modal"),
    Case("The engines failed twice in 2022.", "hedge"),
    Case("The harbour road is a death trap.", "attribution"),
    Case("The line hid the cost of the repairs.", "attribution"),
    Case("Olga Brandt lost half of her trade.", "attribution"),
    Case("A guard attacked Victor Lund at the terminal.", "roles"),
    Case("Joan Mbeki said “the harbour road is a deadly trap”.", "quotation"),
    Case("Ruiz said the firm was “run by crooks”.", "quotation"),
    Case("Astronomers photographed a distant galaxy with their new telescope.", "passage"),
]


@pytest.fixture(scope="module")
def support() -> Support:
    return Support(ARTICLE)


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.sentence)
def test_a_sentence_that_keeps_to_the_article_is_supported(case: Case, support: Support) -> None:
    found = support.of(case.sentence)
    assert found.problems == ()
    assert found.verdict == "supported"
    assert found.support


@pytest.mark.parametrize("case", DOUBTED, ids=lambda case: case.sentence)
def test_what_is_wrong_with_a_sentence_is_named(case: Case, support: Support) -> None:
    _, doubts = support.examine(case.sentence)
    assert case.kind in {doubt.kind for doubt in doubts}
    assert support.of(case.sentence).verdict == "unsupported"


def test_every_passage_is_the_articles_own_and_in_reading_order(support: Support) -> None:
    for case in (*KEPT, *DOUBTED):
        passages, _ = support.examine(case.sentence)
        assert all(ARTICLE.text[span.start : span.end] == span.text for span in passages)
        assert [span.start for span in passages] == sorted(span.start for span in passages)


def test_nothing_in_furniture_supports_a_sentence() -> None:
    article = Article.read(
        "Council sells the mill\n\nThe council sold the old mill on Monday, and the town was told of it on Tuesday by "
        "the mayor.\n\nShare this article on Facebook\n\nSubscribe to our newsletter"
    )
    assert any(part.role == "furniture" for part in article.parts)
    assert Support(article).of("Readers can subscribe to a newsletter.").verdict == "unsupported"


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("The couple won $ 53, 193, 914 on the draw.", "They won $53,193,914 on the draw."),
        ("His weight fell from 105 kg to 102. 5 kg last year.", "His weight fell to 102.5 kg."),
        (
            "A man has admitted killing his wife of 25 years. Asghar Bell, 55, said so.",
            "A 55-year-old man admitted it.",
        ),
        (
            "A man has denied the theft. A neighbour saw him leave. Police kept it. Mr Bell, 55, is free.",
            "A 55-year-old man has denied the theft.",
        ),
        ("Nineteen women have been referred for tests and four are being treated.", "Four women are being treated."),
        ("“Mr Bell will go there,” she said.", "She said “Mr. Bell will go there”."),
        ("Bell had no recollection of the crash.", "Bell has no memory of the crash."),
        ("No results can be expected before 2028, she said.", "She said results are not expected before 2028."),
        ("Firms, rather than the state, pay for it.", "Firms pay for it, not the state."),
        ("Sport faces cuts.", "A sport like badminton with smaller crowds may face the deepest of cuts."),
    ],
)
def test_the_same_told_in_another_way_raises_no_doubt(article: str, sentence: str) -> None:
    _, doubts = Support(Article.read(article)).examine(sentence)
    assert {doubt.kind for doubt in doubts} <= {"passage"}


@pytest.mark.parametrize(
    ("article", "sentence", "kind"),
    [
        ("The couple won $ 53, 193, 914 on the draw.", "They won $53,193 on the draw.", "number"),
        ("His weight fell from 105 kg to 102. 5 kg last year.", "His weight fell to 103.5 kg.", "number"),
        ("Asghar Bell, 55, said so.", "Bell, a 54-year-old man, said so.", "number"),
        ("“Mr Bell is a fool,” she said.", "She said “Mr. Bell is a rogue”.", "quotation"),
    ],
)
def test_and_what_is_wrong_in_it_is_still_found(article: str, sentence: str, kind: DoubtKind) -> None:
    _, doubts = Support(Article.read(article)).examine(sentence)
    assert kind in {doubt.kind for doubt in doubts}


WORDS = st.sampled_from(
    [*ARTICLE.text.split(), "not", "may", "48", "€9", "Lopez", "…", "“", "”", "\u202e", "😀", "İ", "n't"]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_checked_without_a_word_that_lies(sentence: str) -> None:
    found = Support(ARTICLE).of(sentence)
    assert all(ARTICLE.text[span.start : span.end] == span.text for span in found.support)
    assert (found.verdict == "supported") == (not found.problems)


@given(st.text(max_size=300))
def test_any_article_is_read(text: str) -> None:
    if text.strip() and not any("\ud800" <= character <= "\udfff" for character in text):
        assert Support(Article.read(text)).of("Ruiz will not sell 48 homes.").verdict == "unsupported"


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("Tom Hale beat Victor Lund in the final.", "Victor Lund lost the final to Tom Hale."),
        ("Kerrow won 2-1 against Dunmere on Saturday.", "Dunmere lost 2-1 to Kerrow on Saturday."),
        ("The bank lent the yard 3 million euros.", "The yard borrowed 3 million euros from the bank."),
        ("The report blames the company and the regulator.", "The regulator and the company are blamed in the report."),
    ],
)
def test_what_is_told_from_the_other_side_raises_no_doubt(article: str, sentence: str) -> None:
    assert Support(Article.read(f"News of the week\n\n{article}")).examine(sentence)[1] == ()


@pytest.mark.parametrize(
    ("article", "sentence", "kind"),
    [
        ("Tom Hale beat Victor Lund in the final.", "Tom Hale lost the final to Victor Lund.", "opposite"),
        ("Tom Hale beat Victor Lund in the final.", "Victor Lund beat Tom Hale in the final.", "roles"),
    ],
)
def test_and_what_is_exchanged_or_turned_round_alone_is_still_found(
    article: str, sentence: str, kind: DoubtKind
) -> None:
    assert kind in {doubt.kind for doubt in Support(Article.read(f"News\n\n{article}")).examine(sentence)[1]}

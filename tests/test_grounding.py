"""Grounding: what each way of altering, cutting or retyping words makes of them, and which occurrence is meant."""

import pytest

from service.article import Article, Span
from service.errors import InputError
from service.findings import Located
from service.grounding import Locator, locate
from service.render.located import page
from tests.grounding_cases import CASES, COUNCIL, Case


@pytest.mark.parametrize("case", CASES, ids=[ascii(case.claimed) for case in CASES])
def test_a_claim_gets_its_verdict(case: Case) -> None:
    located = locate(case.claimed, case.text)
    assert located.verdict == case.verdict
    if case.changes or case.verdict != "altered":
        assert located.changes == case.changes
    if case.spans is not None:
        assert tuple(span.text for span in located.spans) == case.spans
    assert all(case.text[span.start : span.end] == span.text for span in located.spans)


@pytest.mark.parametrize("case", [case for case in CASES if case.verdict == "altered"], ids=lambda case: case.claimed)
def test_an_altered_claim_shows_the_passage_and_the_edits_but_no_span(case: Case) -> None:
    located = locate(case.claimed, case.text)
    assert located.near is not None
    assert located.near.text == case.text[located.near.start : located.near.end]
    assert located.diff
    assert located.changes
    assert not located.spans


def test_the_diff_names_what_stands_for_what() -> None:
    (edit,) = locate("There is no plan to raise taxes in 2036", COUNCIL).diff
    assert (edit.claimed, edit.article) == ("2036", "2026")


REPEATS = "The regime fell. A new regime came, and that regime fell too. The old regime is gone."


def _starts(located: Located) -> list[int]:
    return [span.start for span in located.spans]


def test_the_same_words_again_take_their_next_place() -> None:
    locator = Locator(REPEATS)
    starts = [_starts(locator.locate("regime"))[0] for _ in range(4)]
    assert starts == [place for place in range(len(REPEATS)) if REPEATS.startswith("regime", place)]
    assert _starts(locator.locate("regime")) == starts[-1:], "the last one stands for any further"
    locator.start_over()
    assert _starts(locator.locate("regime")) == starts[:1]


def test_words_before_say_which_place_is_meant() -> None:
    located = locate("regime", REPEATS, after="came, and that")
    assert _starts(located) == [REPEATS.index("regime fell too")]
    assert located.ties == ()


def test_words_before_are_compared_whatever_their_typography() -> None:
    text = "“Yes,” he said. No, he said. “No,” he said."
    assert _starts(locate("he said", text, after='"No,"')) == [text.rindex("he said")]


def test_the_same_words_before_the_same_words_take_their_places_in_turn() -> None:
    locator = Locator("the regime, the regime, the regime")
    assert [_starts(locator.locate("regime", after="the"))[0] for _ in range(3)] == [4, 16, 28]


def test_a_part_is_found_near_the_others_and_not_inside_them() -> None:
    text = "“I said no,” Ruiz said. Later Hale said: “I said yes.”"
    article = Article.read(text)
    content = article.span(text.index("I said no"), text.index(",” Ruiz"))
    assert _starts(Locator(text).locate("said", near=[content])) == [text.index("said. Later")]


def test_a_second_piece_of_the_same_words_is_another_place() -> None:
    text = "“We will win,” she said. “We will win,” she said again."
    locator = Locator(text)
    first = locator.locate("We will win")
    assert _starts(locator.locate("We will win", near=first.spans)) == [text.rindex("We will win")]


def test_a_tie_is_told() -> None:
    located = locate("regime", REPEATS)
    assert [span.start for span in located.ties] == [REPEATS.index("regime came"), 45, REPEATS.rindex("regime")]
    assert locate("gone", REPEATS).ties == ()


def test_places_as_near_as_each_other_are_ties_taken_in_turn() -> None:
    text = "Hale said. “No,” Ruiz said: “never.” Hale said."
    article = Article.read(text)
    anchor = article.span(text.index("Ruiz"), text.index("Ruiz") + 4)
    located = Locator("said Ruiz said").locate("said", near=[Span(start=5, end=9, text="Ruiz")])
    assert (_starts(located), [span.start for span in located.ties]) == ([0], [10])
    assert _starts(Locator(text).locate("said", near=[anchor])) == [text.index("said: ")]


def test_parts_of_one_finding_stay_beside_it_though_the_same_words_came_before() -> None:
    text = "“Yes,” he said. Much was said elsewhere, and much was said later on. “No,” he said."
    article = Article.read(text)
    locator = Locator(text)
    anchors = [article.span(text.index(word), text.index(word) + len(word)) for word in ("No", "Yes")]
    assert [_starts(locator.locate("he said", near=[anchor]))[0] for anchor in anchors] == [
        text.rindex("he said"),
        text.index("he said"),
    ]


def test_words_before_that_agree_with_no_place_leave_ties() -> None:
    located = locate("regime", REPEATS, after="words that stand nowhere")
    assert _starts(located) == [REPEATS.index("regime")]
    assert len(located.ties) == 3


def test_furniture_holds_nothing() -> None:
    text = (
        "Council sells the mill\n\nBy Ana Ruiz\n\nThe council sold the old mill on Monday, and the town was told of it "
        "on Tuesday by the mayor.\n\nShare this article on Facebook\n\nSubscribe to our newsletter"
    )
    article = Article.read(text)
    furniture = [text[part.start : part.end] for part in article.parts if part.role == "furniture"]
    assert any("newsletter" in words for words in furniture)
    locator = Locator.of(article)
    assert locator.locate("Subscribe to our newsletter").verdict == "not_found"
    assert locator.locate("Subscribe to your newsletter").verdict == "not_found"
    assert locator.locate("Subscribe … newsletter").verdict == "not_found"
    assert locator.locate("sold the old mill").verdict == "verbatim"


def test_half_a_surrogate_pair_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError, match="character 4 is half a surrogate pair"):
        locate("x", "The \udc00 end")


def test_a_claim_too_long_to_compare_is_still_found() -> None:
    text = " ".join(f"word{number}" for number in range(6_000))
    assert locate(text, text).verdict == "verbatim"
    assert locate(text.replace("word77 ", "word78 "), text).verdict == "not_found"


def test_ties_are_shown_to_whoever_asks() -> None:
    located = locate("regime", REPEATS)
    shown = page(located, REPEATS)
    assert len(located.ties) == 3
    assert all(f"1:{span.start + 1}" in shown for span in located.ties)

"""The summary: whole body sentences, in order, that stand by themselves."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.article import Article
from service.builtin.reading import read
from service.builtin.summary import find
from service.findings import SummarySentence
from tests.builtin.test_loaded_language import LOADED, WIRE

HARBOUR = """Harbour ferry to close for the winter

The harbour ferry will close for the winter on 3 November for repairs of its engine, the port authority said on Monday.

“We tried to keep it running,” said Ines Duarte, who heads the authority. “The engine is old. It will not last long.”

Why now? Nobody could say. But they will miss it.

Some 2,000 people take the ferry to work, and the port authority will run buses over the bridge until it returns.

“The buses were late all last winter, and my shop lost a third of its trade.”

Shop owners on the east side said the winter closing would cost them trade. They asked the city for help.

The city council will vote on Thursday on a grant of 90,000 euros for the repairs of the ferry's engine.

However, the grant would cover only half of what the repairs cost.
"""


def summary(text: str) -> tuple[SummarySentence, ...]:
    return find(read(Article.read(text)))


@pytest.mark.parametrize("text", [WIRE, HARBOUR])
def test_it_has_three_to_five_whole_sentences_in_order(text: str) -> None:
    found = summary(text)
    assert 3 <= len(found) <= 5
    starts = [sentence.support[0].start for sentence in found]
    assert starts == sorted(starts)
    for sentence in found:
        (span,) = sentence.support
        assert sentence.verdict == "supported"
        assert span.text == text[span.start : span.end]
        assert sentence.text == " ".join(span.text.split())
        assert sentence.text[-1] in ".”"


def test_it_leaves_out_questions_bare_quotations_and_openings_that_lean() -> None:
    told = " ".join(sentence.text for sentence in summary(HARBOUR))
    assert "the port authority said on Monday" in told
    for left_out in ("Why now?", "But they", "The buses were late", "They asked", "However", "Harbour ferry to close"):
        assert left_out not in told


def test_what_a_pronoun_alone_is_told_to_have_said_is_not_shown_without_who_it_is() -> None:
    spoken = "“The ferry needs a new engine,” {} said, and the authority and the council would pay for its repairs."
    text = HARBOUR.partition("“")[0] + "A fisherman waited beside it.\n\n" + "{}" + HARBOUR.partition("trade.”")[2]
    assert any("new engine" in sentence.text for sentence in summary(text.format(spoken.format("the mayor"))))
    assert not any("new engine" in sentence.text for sentence in summary(text.format(spoken.format("she"))))


def test_the_main_news_is_told_even_in_heated_words() -> None:
    heated = HARBOUR.replace("The harbour ferry will close", "The shameful authority’s disgraceful ferry will close", 1)
    assert "shameful" in summary(heated)[0].text


def test_a_sentence_is_shown_without_the_dateline_before_it() -> None:
    text = "Ferry closes\n\nHARWICK, June 3 (UPI) — The port authority closed the ferry on Monday after a fire."
    (sentence,) = summary(text)
    assert sentence.text == "The port authority closed the ferry on Monday after a fire."


def test_the_first_sentence_after_a_dateline_is_shown_though_the_dateline_parses_as_its_subject() -> None:
    lede = "Members of the town's oldest rowing club accused the port on Monday of ignoring a warning."
    rest = "The port closed the slipway. The club will meet on Friday to vote on a fine."
    told = [sentence.text for sentence in summary(f"Club accuses port\n\nSALT CITY, Mo. — {lede}\n\n{rest}")]
    assert told[0] == lede


@pytest.mark.parametrize(
    "caption",
    [
        "The mayor (left) told the port authority that the ferry needs repairs of its engine.",
        "The mayor, pictured on Monday, told the port authority that the ferry needs repairs of its engine.",
        "Old engine: The mayor told the port authority that the ferry needs repairs of its engine.",
    ],
)
def test_what_is_said_of_a_picture_is_not_shown(caption: str) -> None:
    text = HARBOUR.replace("Why now?", caption)
    assert caption not in [sentence.text for sentence in summary(text)]
    plain = "The mayor told the port authority that the ferry needs repairs of its engine."
    assert plain in [sentence.text for sentence in summary(text.replace(caption, plain))]


def test_a_sentence_with_a_stray_mark_is_not_shown() -> None:
    stray = "The port authority told the council that the ferry needs repairs of its engine now.”"
    text = HARBOUR.replace("Why now?", stray)
    assert stray not in [sentence.text for sentence in summary(text)]
    assert stray[:-1] in [sentence.text for sentence in summary(text.replace(stray, stray[:-1]))]


@pytest.mark.parametrize(
    "opening",
    [
        "In fact, the repairs",
        "As a result, the repairs",
        "The repairs, however,",
        "In this way the repairs",
        "With that, the repairs",
    ],
)
def test_a_phrase_may_lean_on_the_sentence_before_as_a_word_may(opening: str) -> None:
    leaning = f"{opening} of the ferry will cost the port authority and the council as much as a new engine would."
    text = HARBOUR.partition("“")[0] + f"A fisherman waited.\n\n{leaning}" + HARBOUR.partition("trade.”")[2]
    assert leaning not in [sentence.text for sentence in summary(text)]
    plain = leaning.replace(opening, "The repairs")
    assert plain in [sentence.text for sentence in summary(text.replace(leaning, plain))]


def test_a_quotation_is_never_cut_in_half() -> None:
    spoken = "“The bridge must close. The ferry must close. We have no money,” the mayor told the council in the end."
    text = f"The mayor spoke to the council for an hour. {spoken}"
    for sentence in summary(text):
        assert sentence.text.count("“") == sentence.text.count("”")


def test_a_short_text_gives_a_shorter_summary() -> None:
    assert len(summary("The port authority closed the ferry on Monday after a fire.")) == 1


def test_a_text_without_sentences_gives_none() -> None:
    assert summary("Ferry timetable\n\nMonday\n\nTuesday") == ()


def test_of_two_that_say_the_same_the_plainer_is_chosen() -> None:
    plain = "The council approved the port budget for repairs of the ferry on Tuesday."
    heated = "The shameful council approved the disgraceful port budget for repairs of the ferry on Tuesday."
    (chosen,) = summary(f"{heated}\n\n{plain}")
    assert chosen.text == plain


def test_what_is_told_is_not_told_again_in_other_words() -> None:
    opening, rest = HARBOUR.split("\n\n", 2)[1:]
    again = "The harbour ferry will close for the winter for repairs of its engine, said the port authority."
    told = [sentence.text for sentence in summary(f"{opening}\n\n{again}\n\n{rest}")]
    assert told[0] == opening
    assert again not in told


def test_what_stands_early_is_told_before_what_stands_late() -> None:
    names = ["Ash", "Birch", "Cedar", "Dean", "Elm", "Fern", "Gale", "Holt"]
    lines = [f"{name} Lane will be mended in May, said the town council’s engineer, {name} Hale." for name in names]
    told = [sentence.text for sentence in summary("\n\n".join(lines))]
    assert told == lines[:3]


def test_the_first_sentence_leans_on_nothing_and_is_what_news_begins_with() -> None:
    opening = "They took the ferry to work for thirty years, and on Monday the ferry made its last crossing."
    told = [sentence.text for sentence in summary(f"{opening}\n\n{HARBOUR.partition(chr(10))[2]}")]
    assert told[0] == opening


def test_white_space_in_a_sentence_is_one_space() -> None:
    (sentence,) = summary("The port  authority closed\tthe ferry on Monday after a fire.")
    assert sentence.text == "The port authority closed the ferry on Monday after a fire."


def test_the_same_text_gives_the_same_summary() -> None:
    assert summary(HARBOUR) == summary(HARBOUR)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*LOADED, *HARBOUR.split("\n\n"), "“", "”", "He said “no."]), min_size=1, max_size=12))
def test_its_sentences_are_apart_and_true_whatever_the_text(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    spans = [sentence.support[0] for sentence in summary(text)]
    assert len(spans) <= 5
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))

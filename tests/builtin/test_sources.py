"""Who says it where the sentence is not plain: names that own a noun, relative clauses, statements put out."""

import pytest

from service import analyze
from service.findings import Quotation


def said(*paragraphs: str) -> list[Quotation]:
    return list(analyze("\n\n".join(("Harwick weighs its plant", *paragraphs))).quotations)


@pytest.mark.parametrize("whose", ["City of Harwick's mayor", "Bank of Harwick's governor", "University of Oln's dean"])
def test_the_noun_speaks_and_not_the_name_it_belongs_to(whose: str) -> None:
    (found,) = said(f"The {whose} confirmed that the plant would close in the spring.")
    assert found.speaker == whose


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The claims, one official who saw the file said, were “thin”.", "one official who saw the file"),
        ("The wall, a builder who mended the roof claimed, was “rotten”.", "a builder who mended the roof"),
    ],
)
def test_who_is_told_by_what_they_did_speaks(sentence: str, source: str) -> None:
    (found,) = said(sentence)
    assert found.source
    assert found.source.text == source
    assert found.speaker == source.removeprefix("a ")


def test_whoever_read_something_and_then_speaks_by_themselves_is_left_alone() -> None:
    (found,) = said("The file was thin, said a clerk who had seen it, and the case was closed.")
    assert found.speaker == "clerk who had seen it"


def test_a_statement_sent_is_said_by_who_sent_it() -> None:
    (found,) = said("A company spokesperson sent us the following statement on Thursday:", "“We had to act today.”")
    assert found.speaker == "company spokesperson"


def test_a_letter_that_names_no_sender_leaves_the_next_paragraph_alone() -> None:
    (found,) = said("This is the letter:", "“We had to act today.”")
    assert found.speaker is None


def test_what_is_said_is_no_subject_without_its_verb() -> None:
    (found,) = said(
        "The mayor confirmed to the Courier that Oldham Foods, which employs a hundred people, is closing it."
    )
    assert found.content[0].text == "Oldham Foods, which employs a hundred people, is closing it"


def test_whom_somebody_writes_to_is_nothing_said() -> None:
    assert not said("Lawmakers of both sides wrote to the president on Monday.")
    (found,) = said("Lawmakers of both sides wrote to the president that the plant was lost.")
    assert found.content[0].text == "the plant was lost"


def test_they_who_add_something_are_not_those_somebody_spoke_of() -> None:
    first, second = said(
        "A source told CNN that officials were looking for buyers. They added that no offer had come in."
    )
    assert (first.speaker, second.speaker) == ("source", None)
    first, second = said("Officials told CNN that they were looking for buyers. They added that no offer had come in.")
    assert second.speaker == first.speaker == "Officials"


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        (
            "Hale said the road will be closed and urged drivers to stay away.",
            "the road will be closed",
            "drivers to stay away",
        ),
        (
            "Hale said the club deserved to win but added, “The gap was small. We were unlucky on the day.”",
            "the club deserved to win",
            "The gap was small. We were unlucky on the day.",
        ),
        (
            "Hale blasted the plan the mayor has put in place, labelling it “a disgrace”.",
            "the plan the mayor has put in place",
            "it “a disgrace”",
        ),
    ],
)
def test_a_second_cue_ends_what_the_first_says(sentence: str, first: str, second: str) -> None:
    assert [(one.content[0].text, one.speaker) for one in said(sentence)] == [(first, "Hale"), (second, "Hale")]


def test_a_brother_who_came_and_told_is_not_who_speaks() -> None:
    (found,) = said("Moss said his brother had come home and told them to leave.")
    assert found.content[0].text == "his brother had come home and told them to leave"


def test_where_an_article_was_written_says_nothing() -> None:
    (found,) = said("New Delhi: The minister on Friday termed the claims “a farce”.")
    assert (found.speaker, found.content[0].text) == ("minister", "the claims “a farce”")


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Hale last week said that the road was shut.", "Hale"),
        ("Figures for March show that rents have risen.", "Figures for March"),
    ],
)
def test_the_day_is_no_part_of_who_speaks(sentence: str, source: str) -> None:
    (found,) = said(sentence)
    assert found.source
    assert found.source.text == source


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor heaped praise on the firefighters.",
        "Police have not disclosed the name of the boy.",
        "The jury heard the man shout.",
        "They chanted slogans against the king.",
    ],
)
def test_what_is_done_or_kept_back_is_nothing_said(sentence: str) -> None:
    assert not said(sentence)


def test_a_few_words_without_a_verb_leave_who_spoke_speaking() -> None:
    first, second = said(
        "Of the pier, “it will have to go by the end of the year,” Ana Ruiz said. Of the bridge, “it is a wreck too.”"
    )
    assert first.speaker == second.speaker == "Ana Ruiz"


@pytest.mark.parametrize(
    "headline", ["Ruiz To Council: ‘Be Careful What You Wish For’", "Ruiz on Hale: ‘He Must Go Now’"]
)
def test_a_headline_tells_whom_its_speaker_speaks_to(headline: str) -> None:
    first, *_ = analyze(f"{headline}\n\n“I am tired of it,” Ana Ruiz said of Tom Hale on Monday.").quotations
    assert first.speaker == "Ana Ruiz"


def test_a_first_paragraph_that_tells_who_speaks_is_no_headline() -> None:
    (found,) = analyze("The mayor told the council: “The town is poor and the bridge is old.”").quotations
    assert (found.speaker, found.content[0].text) == ("mayor", "The town is poor and the bridge is old.")


@pytest.mark.parametrize("opening", ["That result is good news", "That is good news"])
def test_that_which_points_is_said_too(opening: str) -> None:
    (found,) = said(f"{opening} for the town, sources said.")
    assert found.content[0].text == f"{opening} for the town"


def test_who_says_something_may_stand_at_the_end() -> None:
    (found,) = said(
        "The board is meeting to review a merger with Oln, and it will decide on Friday, say people close to it."
    )
    assert (found.speaker, found.content[0].text[:20]) == ("people close to it", "The board is meeting")


def test_what_cannot_speak_vows_nothing() -> None:
    (found,) = said("Parents protested the possible move vowing to pack the meeting on Monday night.")
    assert found.speaker == "Parents"


def test_some_are_not_all() -> None:
    (found,) = said("Some chiefs say the act is failing its first test.")
    assert found.speaker == "Some chiefs"


@pytest.mark.parametrize("sign", [" –", ":", " -"])
def test_a_headline_may_be_signed(sign: str) -> None:
    first, *_ = analyze(
        f"Why I’m leaving the board for good{sign} Former Minister Hale\n\nTom Hale said on Friday that he was tired."
    ).quotations
    assert (first.speaker, first.content[0].text) == ("Tom Hale", "Why I’m leaving the board for good")


def test_who_spoke_all_along_may_be_told_in_the_last_paragraph() -> None:
    (found,) = said("“This is meant in good faith. We may suffer.", "“The town is poor now,” Ana Ruiz said.")
    assert (found.speaker, len(found.content)) == ("Ana Ruiz", 2)

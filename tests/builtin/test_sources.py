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

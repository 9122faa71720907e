"""Loaded words in headlines, behind capitals, and phrases that stand around their object."""

import pytest

from tests.builtin.test_loaded_language import WIRE, flags

BODY = """

The director said his staff would send the papers by the end of the week. He spoke to reporters after the hearing.

The committee meets again next month, and officials said that they would publish the figures in the spring.
"""


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Senator Slams Agency Over Missing Papers", "Slams"),
        ("Mayor Torches Council Over Park Plan", "Torches"),
        ("Union Blasts Rail Firm Over Pay Deal", "Blasts"),
    ],
)
def test_a_heated_verb_in_a_headline_is_a_verb_though_it_looks_like_a_name(headline: str, verb: str) -> None:
    assert verb in flags(headline + BODY)


def test_a_noun_in_a_headline_is_no_verb() -> None:
    assert not flags("Twin Blasts in Port City Kill 12" + BODY)


def test_a_capital_that_opens_a_sentence_is_no_name_that_clears() -> None:
    assert "Fury" in flags("Fury as ministry hides cost of the new prison.")


def test_a_label_is_flagged_however_rarely_annotators_mark_it() -> None:
    assert "illegals" in flags(f"{WIRE}\n\nPolice said that 14 illegals were found in the lorry.")
    assert "so-called" in flags(f"{WIRE}\n\nThe so-called experts met on Friday.")
    assert "so-called" not in flags(f"{WIRE}\n\nThe so-called tax gap fell again.")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The minister had a meltdown at the hearing.", "had a meltdown"),
        ("Her critics sang the praises of the plan.", "sang the praises of"),
        ("He did their bidding for a decade.", "did their bidding"),
    ],
)
def test_a_phrase_is_found_in_the_past_of_an_irregular_verb(text: str, phrase: str) -> None:
    assert phrase in flags(text)


@pytest.mark.parametrize(
    ("text", "phrase", "neutral"),
    [
        ("He would throw anyone under the bus.", "throw anyone under the bus", "blame anyone"),
        ("They have bled the country dry.", "bled the country dry", "burdened the country"),
        ("She stabbed her own leader in the back.", "stabbed her own leader in the back", "let down her own leader"),
    ],
)
def test_a_phrase_is_found_around_its_object(text: str, phrase: str, neutral: str) -> None:
    assert flags(text)[phrase].neutral == neutral


def test_a_phrase_is_not_found_around_what_is_no_object() -> None:
    assert not flags("The bank that he propped a bicycle against went up for sale.")
    assert not flags("They threw a party and hid under the bus.")

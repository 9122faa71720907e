"""Datelines: where a report begins, and that what stands before one is the headline."""

import pytest

from service.parts import find_parts
from service.parts.datelines import dateline

REPORT = "The council closed the ferry on Monday, the mayor said."

OPENINGS = [
    "HARWICK — ",
    "HARWICK, June 3 (UPI) — ",
    "Harwick (AFP) – ",
    "PORT ORMOND/HARWICK (Reuters) - ",
    "(Reuters) -- ",
    "HARWICK, N.H. – ",
    "(Harwick Independent) – ",
    "Harwick (KTRX) — ",
    "Ormond (Harwick) [Ferrin]: ",
    "Ormond (Harwick) [Ferrin], February 8 (FNI): ",
    "Port Ormond, June 3 (FTI): ",
    "PORT ORMOND, June 3 (Ferrin) --  ",
    "PORT ORMOND (FERRINDAILY) — ",
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_stands_before_a_dateline_is_the_headline_though_it_ends_in_a_full_stop(opening: str) -> None:
    report = f"{opening}{REPORT}"
    assert dateline(report) == len(opening)
    text = f"Council closes the harbour ferry.\n\n{report}\n"
    assert [(role, text[start:end]) for role, start, end in find_parts(text)][1:] == [
        ("furniture", opening.rstrip()),
        ("body", report[len(opening) :]),
    ]


@pytest.mark.parametrize(
    "opening",
    ["NATO – the alliance – said", "Moderator (Ormond): We said", "The mayor – Ana Ruiz – said", "He (AP) said", "A"],
)
def test_a_dash_alone_makes_no_dateline(opening: str) -> None:
    report = f"{opening} on Monday that the ferry would be closed for repairs in the autumn."
    assert dateline(report) == 0
    text = f"The council closed the harbour ferry.\n\n{report}"
    assert [role for role, _, _ in find_parts(text)] == ["body"]


@pytest.mark.parametrize("heading", ["FAREWELL—", "JULY- ", "WHO PAYS? — ", "MONDAY’S “WINNERS” - "])
def test_a_heading_that_runs_into_its_paragraph_is_no_dateline(heading: str) -> None:
    assert dateline(f"{heading}{REPORT}") == 0


def test_a_dateline_is_furniture_only_where_the_article_opens() -> None:
    report = f"HARWICK — {REPORT}"
    roles = [role for role, _, _ in find_parts("\n\n".join(["Council closes the harbour ferry", *[report] * 5]))]
    assert roles == ["title", *["furniture", "body"] * 3]


LONG = "The council closed the ferry to the island on Monday, the mayor said, after a winter of storms broke its pier."


@pytest.mark.parametrize("place", ["PORT ORMOND:", "Harwick:", "New Harwick, Ferrin:"])
def test_a_place_and_a_colon_open_a_report(place: str) -> None:
    text = f"Council closes the ferry\n\n{place} {LONG}\n\nNobody was hurt."
    parts = [(role, text[start:end]) for role, start, end in find_parts(text)]
    assert parts[1:] == [("furniture", place), ("body", f"{LONG}\n\nNobody was hurt.")]


def test_a_headline_and_a_transcript_have_no_place_before_their_colon() -> None:
    label = "Ruiz: The ferry will not sail before May, and nobody knows that better than the people of the island do."
    for text in (
        "Ruiz: We will go to court over the ferry.\n\nThe mayor said so.",
        f"{label}\n\nHale: Why is that?\n\nHe left.",
    ):
        assert "furniture" not in [role for role, _, _ in find_parts(text)]

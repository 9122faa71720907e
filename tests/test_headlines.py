"""Which line of a page is the article's headline."""

import pytest

from tests.pages import HEADLINE, MORE, PROSE, lines_of, roles_of


@pytest.mark.parametrize(
    "headline",
    [
        "Who will pay for the bridge?",
        "Shut!",
        "Council Leaders Say Bridge Will Stay Shut.",
        "Mayor: “We had no choice”",
        "‘We had no choice’: mayor shuts bridge",
        "WATCH: Mayor shuts the bridge himself",
        "Poll: most people in Ferrin want the bridge back",
        "Get tough on email fraud, says minister",
    ],
)
def test_headlines_of_all_kinds(headline: str) -> None:
    assert lines_of(f"{headline}\n\n{PROSE}\n\n{MORE}", "title") == [headline]


def test_a_headline_printed_twice_is_the_one_beside_the_article() -> None:
    others = "Minister opens the new fish market\nFerry runs late for the third day"
    text = (
        f"{others}\n{HEADLINE}\nSections\n{others}\n4 November 2023\n\n{HEADLINE}\n\nBy Jane Doe\n\n{PROSE}\n\n{MORE}"
    )
    assert lines_of(text, "title") == [HEADLINE]
    assert lines_of(text, "body") == [PROSE, MORE]


def test_a_long_headline_stands_over_its_bullets() -> None:
    headline = (
        f"EXCLUSIVE: {HEADLINE} as piers crack, traders on the quay lose heart and nobody at the town hall says who "
        "pays for any of it - while the ferry is laid up too... is YOUR road next?"
    )
    points = ["• Two of the piers are cracked", "• Traders have asked for help with their rents"]
    text = "\n\n".join([headline, "\n".join(points), PROSE, MORE])
    assert lines_of(text, "title") == [headline]
    assert lines_of(text, "body") == [*points, PROSE, MORE]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Yes",
        "the bridge is shut",
        f"{PROSE}\n\n{MORE}",
        f"The mayor resigned.\n\n{PROSE}",
        f"“I will not go,” she said.\n\n{PROSE}",
        "O bridge of stone,\nO river wide,\nYou carry none\nTo the other side",
        "Q: Why was the bridge shut?\nSMITH: It was cracked\nQ: And now?\nSMITH: We wait",
    ],
)
def test_a_text_without_headline_is_all_body(text: str) -> None:
    assert roles_of(text) == ["body"]

"""Pages as they are pasted: which paragraphs are title, body, caption and furniture."""

from pathlib import Path

import pytest

from service.parts import find_parts
from tests.linear import is_linear
from tests.pages import ARTICLE, HEADLINE, MORE, PROSE, lines_of, roles_of


@pytest.mark.parametrize(
    "line",
    [
        "Home / News / World",
        "News \u00a0 / \u00a0 Politics \u00a0 / \u00a0 More",
        "Home > News > Bridge to stay shut until spring",
        "News » Local",
        "Skip to main content",
        "Menu",
        "By Jane Doe",
        "BY JANE DOE AND JOHN ROE",
        "By Jane Doe, political editor",
        "By Jane Doe, arts and books correspondent",
        "Jane Doe, Staff Writer",
        "Jane Doe | Transport correspondent",
        "Published 4 Nov 2023 10:12 GMT",
        "Updated: Thursday, 6th June 2024, 11:48 BST",
        "Sat 4 Nov 2023 10.12 GMT",
        "November 4, 2023",
        "2 hours ago",
        "04/11/2023",
        "Jane Doe · 4 Nov 2023",
        "3 min read",
        "Listen to this article",
        "Share this article",
        "Advertisement",
        "www.ferrin.example.com",
        "https://ferrin.example.com/news/bridge?id=3",
        "@janedoe",
        "This article is more than 2 years old",
        "Image 1 of 5",
        "Sign up for our daily newsletter",
        "Bridge to stay shut until spring | The Courier",
        "FERRIN COURIER - News - Sport - What’s on - Jobs",
        "News Sport Business Opinion Puzzles",
        "Share: Facebook X WhatsApp Email Copy link",
    ],
)
def test_what_stands_around_the_headline_is_furniture(line: str) -> None:
    above = f"{line}\n\n{ARTICLE}"
    assert lines_of(above, "furniture") == [line]
    assert lines_of(above, "title") == [HEADLINE]
    if not line.startswith(HEADLINE):
        below = f"{HEADLINE}\n\n{line}\n\n{PROSE}\n\n{MORE}"
        assert lines_of(below, "furniture") == [line]
        assert lines_of(below, "body") == [PROSE, MORE]


@pytest.mark.parametrize(
    "foot",
    [
        "Share",
        "SHARE THIS ARTICLE\nFerrin News Roku",
        "Related\nLorry driver fined after crash\nWhat will the new bridge cost?",
        "Most read\n1. Lorry driver fined after crash\n2. Bus timetable",
        "Read more: Lorry driver fined after crash",
        "Sign up here for our free newsletter.",
        "Follow Jane Doe on Twitter @janedoe",
        "© 2024 Ferrin Media Ltd. All rights reserved.",
        "Copyright 2024 Ferrin Media. This material may not be published or broadcast.",
        "We use cookies to make this site better for you.",
        "Additional reporting by John Roe",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "The Meridian Wire contributed to this report.",
        "This article was first published on 4 November.",
        "Tags: bridge, council",
        "Comments are closed.",
        "© The Ferrin Courier. Pass this on to a friend.",
        "The Courier is reader-funded. Chip in today.",
        "We have no shareholders. Become a Courier supporter from £3 a month.",
        "This story is free to read because 4,000 of you pay for it.",
        "Like this story? Get our free morning newsletter. Your email address",
        "Have you been fined on the bridge? Email newsdesk@courier.example",
        "How are YOU getting over the river? Email newsdesk@courier.example",
        "Republish our work, with a link to the source.",
        "The author holds shares in the builder.",
        "KEEP READING: Who pays for the bridge?",
        "#bridge #ferrin",
        "Comments (2)\n\nBob: They should have seen this coming, and I said so years ago.",
        "Our pages can also be read at the following addresses:\n\nwww.ferrin.example.org",
        "More on this story\n\nLorry driver fined\n\nThe driver was fined £300.\n\nNew buses\n\nBuses will run hourly.",
    ],
)
def test_what_follows_the_prose_is_furniture(foot: str) -> None:
    text = f"{HEADLINE}\n\n{PROSE}\n\n{MORE}\n\nNobody was hurt.\n\n{foot}\n"
    assert lines_of(text, "body") == [PROSE, MORE, "Nobody was hurt."]
    assert lines_of(text, "furniture") == [line for line in foot.splitlines() if line]


@pytest.mark.parametrize(
    "caption",
    [
        "The bridge on Friday. (Photo by AFP)",
        "The bridge on Friday (AP Photo/Jane Doe, File)",
        "The bridge on Friday [Jane Doe/AFP]",
        "The bridge on Friday. Photograph: Jane Doe/The Courier",
        "The bridge on Friday. Picture: Jane Doe",
        "The bridge on Friday. REUTERS/Jane Doe",
        "The bridge on Friday. Jane Doe via Getty Images",
        "The bridge on Friday (Jane Doe for The Courier via Getty Images)",
        "The bridge on Friday (Courtesy of Jane Doe)",
        "The bridge on Friday. Credit: Jane Doe",
        "FILE - The bridge, left, and the mill stand in Ferrin on May 2, 2022.",
        "File photo: the bridge and the mill",
        "Image caption, The bridge on Friday",
        "Image source, Getty Images",
        "The bridge in the spring. File picture",
        "Jane Doe, centre, at the bridge. Mistral Pictures",
        "Getty Images",
        "Traders on the quay say they have lost heart[/caption]",
    ],
)
def test_a_credit_makes_a_caption(caption: str) -> None:
    above = f"{HEADLINE}\n\n{caption}\n\n{PROSE}\n\n{MORE}"
    assert lines_of(above, "caption") == [caption]
    assert lines_of(above, "body") == [PROSE, MORE]
    between = f"{HEADLINE}\n\n{PROSE}\n\n{caption}\n\n{MORE}"
    assert lines_of(between, "caption") == [caption]


def test_a_credit_on_the_next_line_makes_a_caption_of_the_line_above() -> None:
    text = f"{HEADLINE}\n\nThe bridge was shut on Friday.\nJane Doe/AFP\n\n{PROSE}\n\n{MORE}"
    assert lines_of(text, "caption") == ["The bridge was shut on Friday.", "Jane Doe/AFP"]


@pytest.mark.parametrize(
    "line",
    [
        "“No,” he said.",
        "“We will never go back”",
        "What happens next",
        "- a new pier",
        "• Traffic will go by the mill",
        "“I sent him a text: do you feel it? Please text me,” she said.",
        "Share prices of the builder fell on Friday.",
        "Related costs have doubled, officials say.",
        "Comments by the minister drew laughter.",
        "By Tuesday evening the water had gone.",
        "Photo by photo, the police went through them.",
        "Subscribe is what 300 people did that day.",
        "“It was bad,” Ms Roe told Reuters.",
        "WASHINGTON (AP) — The bridge is shut.",
        "The minister spoke to (AFP) reporters.",
        "“Thieves,” he called them. (AFP)",
        "News, sport and weather are all to be cut.",
        "The builder has no shareholders and few friends.",
        "He gave the council £2 a month, and “become a supporter from £3” was the answer.",
        "Comments are closed to nobody, the council says.",
        "Q: Why was it shut?",
        "O bridge of stone,",
        "In 2023",
    ],
)
def test_what_stands_in_the_prose_is_body(line: str) -> None:
    text = f"{HEADLINE}\n\n{PROSE}\n\n{MORE}\n\n{PROSE}\n\n{line}\n\n{MORE}\n\n{PROSE}\n"
    assert lines_of(text, "body") == [PROSE, MORE, PROSE, line, MORE, PROSE]


def test_links_in_the_prose_are_furniture_up_to_the_next_paragraph() -> None:
    text = f"{HEADLINE}\n\n{PROSE}\n\nRELATED ARTICLES\n\nLorry driver fined\n\n{MORE}\n\nAdvertisement\n\n{PROSE}"
    assert lines_of(text, "body") == [PROSE, MORE, PROSE]


def test_names_alone_beside_the_date_are_a_byline() -> None:
    text = f"{HEADLINE}\n\nJane Doe & John Roe Smith\n\n4 November 2023\n\n{PROSE}\n\n{MORE}"
    assert lines_of(text, "furniture") == ["Jane Doe & John Roe Smith", "4 November 2023"]


def test_the_opening_printed_above_the_byline_too_is_read_once() -> None:
    picture = "Piers of the bridge. Photo: Jane Roe"
    text = f"{HEADLINE}\n\n{PROSE}\n\n{picture}\n\nBy Jane Doe\n\n4 Nov 2023\n\n{PROSE}\n\n{MORE}"
    assert lines_of(text, "body") == [PROSE, MORE]
    assert PROSE in lines_of(text, "furniture")


def test_what_is_said_twice_in_an_article_is_read_twice() -> None:
    text = f"{HEADLINE}\n\nBy Jane Doe\n\n{PROSE}\n\n{MORE}\n\n{PROSE}\n\n{MORE}"
    assert lines_of(text, "body") == [PROSE, MORE] * 2


def test_other_articles_cut_short_at_the_foot_are_furniture() -> None:
    teasers = ["The harbour wall will be mended by the end of the year, the mayor of Ferrin has…", "A baker who has…"]
    text = "\n".join([ARTICLE, *teasers, "Schools in the valley are to open an hour later from next week, as the…"])
    assert lines_of(text, "body") == [PROSE, MORE]
    assert lines_of(f"{ARTICLE}\n\n{teasers[0]}", "body") == [PROSE, MORE, teasers[0]]


def test_a_standfirst_is_body_and_the_byline_under_it_furniture() -> None:
    standfirst = "A third of the town must go the long way round."
    text = f"{HEADLINE}\n\n{standfirst}\n\nJane Doe\n4 Nov 2023\nShare\n\n{PROSE}\n\n{MORE}"
    assert lines_of(text, "body") == [standfirst, PROSE, MORE]
    assert lines_of(text, "furniture") == ["Jane Doe", "4 Nov 2023", "Share"]


def test_lines_wrapped_at_a_width_are_put_together() -> None:
    wrapped = (
        "The council said on Friday that the bridge over the river\n"
        "Ferrin would stay shut until the spring, and that the\n"
        "cost of mending it had doubled since the summer\n"
        "when cracks were found in two of its\n"
        "Victorian piers.\n"
    )
    assert roles_of(f"{HEADLINE}\n\n{wrapped}\n{wrapped}") == ["title", "body"]


def test_the_end_of_an_article_may_be_a_list() -> None:
    text = f"{ARTICLE}\n\nThe winners are:\n\nAda Marsh\n\nTom Pell\n\nShare"
    assert lines_of(text, "body")[-3:] == ["The winners are:", "Ada Marsh", "Tom Pell"]
    assert lines_of(text, "furniture") == ["Share"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\f", "\u2028", "\u2029", "\x85"])
def test_every_line_end_counts(end: str) -> None:
    text = f"News / World{end}{end}{HEADLINE}{end}{end}{PROSE}{end}{end}Share this article{end}"
    found = [(role, text[start:stop]) for role, start, stop in find_parts(text)]
    assert found == [
        ("furniture", "News / World"),
        ("title", HEADLINE),
        ("body", PROSE),
        ("furniture", "Share this article"),
    ]


def test_invisible_characters_belong_to_the_paragraph_before() -> None:
    text = f"\ufeff{HEADLINE}\n\u200b\n{PROSE}\u200b\n\n\u00ad\n\n{MORE}"
    assert [(role, text[start:end]) for role, start, end in find_parts(text)] == [
        ("title", f"\ufeff{HEADLINE}\n\u200b"),
        ("body", f"{PROSE}\u200b\n\n\u00ad\n\n{MORE}"),
    ]


def test_the_shared_article() -> None:
    path = Path(__file__).parents[2] / "shared" / "articles" / "us-rejects-ceasefire.txt"
    if not path.exists():
        pytest.skip("the shared article is absent")
    text = path.read_text(encoding="utf-8")
    assert roles_of(text) == ["furniture", "title", "caption", "body", "furniture"]
    assert lines_of(text, "title") == ["US rejects renewed push by Arabs for ceasefire in Gaza"]
    assert lines_of(text, "furniture")[-2:] == ["SHARE THIS ARTICLE", "Press TV News Roku"]
    assert len(lines_of(text, "body")) == 9


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "\n",
        "/",
        " / ",
        "(",
        "“",
        ".",
        "-",
        "@",
        "\u200b",
        "www.a.co ",
        "Ab, ",
        "Photo by ",
        "Related\n\n",
        f"Related\n\nLink\n\n{PROSE}\n\n",
        f"Comments\n\n{PROSE}\n\n",
        "Why now, then?\n\nShare\n\n",
        f"{PROSE}\n",
        "By Jane Doe\n",
        "4 Nov 2023\n",
        "SMITH: yes\n",
    ],
)
def test_a_long_text_is_read_in_linear_time(piece: str) -> None:
    def found(size: int) -> None:
        assert list(find_parts((piece * (size // len(piece) + 1))[:size] + "x"))

    assert is_linear(found, 100_000)

"""Who says what, over whole articles: surnames, posts, bodies, groups and pronouns."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from service import analyze
from service.builtin.quotations.speakers.callings import given
from tests.linear import is_linear

ARTICLES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))[
    "article"
]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["text"].partition("\n")[0])
def test_speakers(article: dict[str, Any]) -> None:
    found = [(quotation.content[0].text, quotation.speaker) for quotation in analyze(article["text"]).quotations]
    missed = [
        (begins, speaker)
        for begins, speaker in article["said"]
        if not any(content.startswith(begins) and named == speaker for content, named in found)
    ]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” he said.",
        "Tom Hale and Carl Moss walked out of the hall. “It is over,” he said.",
        "Tom Hale spoke on Monday. Nobody in the village said the bridge was old.",
        "Tom Hale spoke.\n\nThe rain fell.\n\nThe hall was full.\n\n“It is over,” he said.",
        "Tom Bell met Joan Hale. Una Dory and Kay Lorne were there for Ann Roper and Pia Sund. They said it was over.",
    ],
)
def test_nobody_is_named_where_the_article_leaves_it_open(text: str) -> None:
    assert [quotation.speaker for quotation in analyze(text).quotations] == [None]


def test_a_given_name_is_a_mans_or_a_womans() -> None:
    table = tomllib.loads(files("service").joinpath("given_names.toml").read_text("utf-8"))
    assert set(table["he"].split()).isdisjoint(table["she"].split())
    assert [given(word) for word in ("Oliver", "Amara", "Robin")] == ["he", "she", None]


def test_the_article_itself_is_heeded_before_a_given_name() -> None:
    text = "Ms Oliver Dane met Tom Hale on Monday. The talks went well, she said."
    assert [quotation.speaker for quotation in analyze(text).quotations] == ["Oliver Dane"]


def test_who_is_told_something_is_not_who_says_it() -> None:
    text = "Eirik Sandvik flew in on Sunday. He was told that it was too dangerous to search."
    assert [quotation.speaker for quotation in analyze(text).quotations] == [None]


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("The US Secretary of State Harold Vance", "Harold Vance"),
        ("Chancellor of the Exchequer Maud Ferris", "Maud Ferris"),
        ("Director of Public Prosecutions Oliver Stroud", "Oliver Stroud"),
        ("Leader of the Opposition Edith Marsh", "Edith Marsh"),
        ("Governor of California Rupert Hale", "Rupert Hale"),
        ("Head of Morgan Stanley Asia", "Morgan Stanley Asia"),
    ],
)
def test_what_an_office_is_of_is_no_part_of_a_name(opening: str, name: str) -> None:
    called = name if name.endswith("Asia") else name.rsplit(maxsplit=1)[-1]
    text = f"{opening} spoke in the capital on Monday.\n\n“We will sign,” {called} said."
    assert [quotation.speaker for quotation in analyze(text).quotations] == [name]


@pytest.mark.parametrize(
    ("opening", "again", "speaker"),
    [
        ("Tarnwick Water", "The utility", "Tarnwick Water"),
        ("Mercer Motors", "The car company", "Mercer Motors"),
        ("Norrland, which drills for oil,", "Energy giant Norrland", "Norrland"),
        ("The National Front", "The movement", "National Front"),
        ("Northumbria Police", "The force", "Northumbria Police"),
        ("Harrow County Council", "The health ministry", "health ministry"),
        ("Harrow County Council", "The charity", "charity"),
        ("Coach Tor Berg", "The Norwegian coach", "Tor Berg"),
        ("Prime Minister Ana Leal", "The premier", "Ana Leal"),
        ("Ben Crane, MP for Moss,", "The MP", "Ben Crane"),
        ("Mohammed al-Rashid", "Al-Rashid", "Mohammed al-Rashid"),
        ("Ursula von der Heide", "Von der Heide", "Ursula von der Heide"),
    ],
)
def test_what_an_article_calls_somebody_next(opening: str, again: str, speaker: str) -> None:
    text = f"""
River plan delayed

{opening} said on Monday that the plan for the river would be delayed until spring.

Una Dory, who lives by the weir, was furious. She wrote to a friend.

{again} said the delay was short."""
    named = [one.speaker for one in analyze(text).quotations if one.content[0].text == "the delay was short"]
    assert named == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Unite union spoke up on Monday.\n\nThe union said pay was too low.", "Unite"),
        ("The Tesco supermarket chain said pay was too low.", "Tesco"),
        ("Member of Parliament Kanini Kega said pay was too low.", "Kanini Kega"),
        ("India captain Rohit Sharma was there.\n\nThe exhausted skipper said pay was too low.", "Rohit Sharma"),
        ("The Harwick School District met.\n\nThe district said pay was too low.", "Harwick School District"),
        ("Republican Senators said it was late.\n\nThe Senators said pay was too low.", "Republican Senators"),
        ("According to the Liberal lawmaker, Tom Hale is on record as a liar.", "Liberal lawmaker"),
        ("The sitting was short. The union accused the Dockers Union of greed.", "union"),
        (
            "A witness said Tom Brown had his hands up when the officer fired. She said pay was too low.",
            "witness",
        ),
    ],
)
def test_who_is_meant_by_a_noun(text: str, speaker: str) -> None:
    assert [one.speaker for one in analyze(f"Talks go on\n\n{text}").quotations][-1] == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "“We are lost,” said Shaaban el-Qott. Muhammad Al-Harbi left, el-Qott said. It was late, said Al-Harbi.",
            ["Shaaban el-Qott", "Shaaban el-Qott", "Muhammad Al-Harbi"],
        ),
        (
            "Tom Dunne hit Ann Dunne.\n\nIn Ms Sheehy’s letter, read out, she said she was sad.\n\nHelen Sheehy left.",
            ["Helen Sheehy"],
        ),
        (
            "The Movement for Change said it was late.\n\nThe opposition party said it was sorry.",
            ["Movement for Change", "Movement for Change"],
        ),
        (
            "The head of the college says it is late.\n\nIt follows a letter.\n\nBruce Keogh said it was early.",
            ["head of the college", "Bruce Keogh"],
        ),
        (
            "Mark Drake said data for England and Wales could not be compared and claimed it was a trick.",
            ["Mark Drake", "Mark Drake"],
        ),
        ("Most people put on vests, added Ashraf Sayyed Mohamed, another driver.", ["Ashraf Sayyed Mohamed"]),
    ],
)
def test_who_is_meant_by_a_part_of_a_name_or_a_post(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in analyze(f"Talks go on\n\n{text}").quotations] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "OLD General Secretary Tom Hale said it was late. The OLD General Secretary accused the state of fraud.",
            ["Tom Hale", "Tom Hale"],
        ),
        (
            "Arsenal manager Tom Hale said it was late. The Chelsea manager said it was early.",
            ["Tom Hale", "Chelsea manager"],
        ),
        ("Interim coach Javier Lopez left.\n\nThe Hyderabad coach said that it was late.", ["Javier Lopez"]),
        (
            "“Satan is here,” Tom Hale told us.\n\nAdding that, “He warned us of what he can do, and we laughed.”",
            ["Tom Hale", "Tom Hale"],
        ),
    ],
)
def test_a_post_is_somebodys_where_it_is_told_whose(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in analyze(f"Talks go on\n\n{text}").quotations] == speakers


def test_a_headline_may_have_a_dash_after_who_speaks() -> None:
    text = "Javier Lopez - We played as a team for ten minutes\n\nJavier Lopez was sad on Friday."
    assert [one.speaker for one in analyze(text).quotations] == ["Javier Lopez"]


@pytest.mark.parametrize(
    "text", ["Ana Ruiz spoke. The Reve reve said no.", 'Ana Ruiz spoke.\n\n<tweet tweet-author="a" tweet-date="May">']
)
def test_a_name_that_repeats_itself_is_no_post(text: str) -> None:
    assert "tweet" not in [one.speaker for one in analyze(text).quotations]


@pytest.mark.parametrize(
    ("rest", "speaker"),
    [
        ("“Wait,” said Tom Hale, transport minister and a rower.", "Tom Hale"),
        ("Nobody was told.\n\nTransport minister Tom Hale hoped it would last.", "Tom Hale"),
        ("Tom Hale, a rower, said he would leave.", "minister"),
        ("Minister Tom Hale and minister Kim Moss said they would leave.", "minister"),
    ],
)
def test_whom_a_lead_tells_of_by_a_post_may_be_named_next(rest: str, speaker: str) -> None:
    found = analyze(f"Ferry to close\n\nA minister has said that the ferry will close in May. {rest}").quotations
    assert found[0].speaker == speaker


def test_an_article_of_many_people_of_one_post_is_read_in_linear_time() -> None:
    told = (
        "Senator {} said the bridge was late. The senator said the party had left, and the coach told the union of it."
    )

    def read_all(count: int) -> None:
        names = (
            f"Ana R{'aeiou'[at % 5]}{'lmnrst'[at % 6]}{'aeiou'[at // 30 % 5]}{'bdgk'[at // 150]}n"
            for at in range(count)
        )
        analyze("\n\n".join(map(told.format, names)))

    assert is_linear(read_all, 300)

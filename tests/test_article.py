"""An article is its text, unchanged, and the parts found in it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.article import MAX_CHARACTERS, Article
from service.errors import InputError

LINES = st.sampled_from(
    [
        "Mayor quits over bridge",
        "“No,” he said.",
        "The mayor said on Friday that the bridge would stay shut until the spring.",
        "By Ada Marsh",
        "4 November 2023",
        "Share",
        "Related",
        "Comments (3)",
        "News / World / More",
        "The bridge on Friday. (Photo by AFP)",
        "Reuters",
        "• one",
        "SMITH: Yes.",
        "www.ferrin.example.com",
        "the autumn of that year",
        "\u200b",
        " \t\u00a0",
        "",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\f", "\u2028", "\u2029", "\x85", "\x0b", " "])
PAGES = st.lists(st.tuples(LINES, BREAKS), max_size=25).map(lambda lines: "".join(map("".join, lines)))
TEXTS = st.one_of(PAGES, st.text(max_size=300)).filter(str.strip)


@given(TEXTS)
def test_parts_hold_every_visible_character_once(text: str) -> None:
    article = Article.read(text)
    assert article.text == text
    end = 0
    for part in article.parts:
        assert part.start < part.end
        assert not text[end : part.start].strip()
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        end = part.end
    assert not text[end:].strip()
    assert all(one.role != other.role for one, other in zip(article.parts, article.parts[1:], strict=False))


@given(TEXTS)
def test_something_is_left_to_read(text: str) -> None:
    assert any(article_part.role != "furniture" for article_part in Article.read(text).parts)


@pytest.mark.parametrize("text", ["", "   ", "\n\r\n\t\u00a0\u2028"])
def test_an_empty_text_is_no_article(text: str) -> None:
    with pytest.raises(InputError, match="empty"):
        Article.read(text)


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(InputError, match="character 4 is half"):
        Article.read("Half\ud83d of a face.")


def test_a_text_may_be_too_long() -> None:
    with pytest.raises(InputError, match="1,000,001 characters"):
        Article.read("a" * (MAX_CHARACTERS + 1))


def test_line_ends_stay_as_they_are() -> None:
    text = "Mayor quits over bridge\r\n\r\nThe mayor said on Friday that he would go.\r\n"
    article = Article.read(text)
    assert article.text == text
    assert [(part.role, text[part.start : part.end]) for part in article.parts] == [
        ("title", "Mayor quits over bridge"),
        ("body", "The mayor said on Friday that he would go."),
    ]


def test_id_is_the_sha256_of_the_text() -> None:
    text = "Smörgås “No,” he said. 🙂"
    assert Article.read(text).id == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_a_span_carries_its_text() -> None:
    article = Article.read("The mayor 🙂 said so.")
    assert article.span(10, 11).text == "🙂"
    assert article.span(4, 9) in article.span(0, 9)
    assert article.span(0, 5).overlaps(article.span(4, 9))
    assert not article.span(0, 4).overlaps(article.span(4, 9))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 22)])
def test_a_span_lies_in_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Article.read("The mayor said so now").span(start, end)


def test_furniture_is_not_read() -> None:
    article = Article.read(
        "Mayor quits over bridge\n\nThe mayor said on Friday that he would go.\n\nShare this article\n"
    )
    share = article.text.index("Share")
    assert article.role_at(share) == "furniture"
    assert article.role_at(share - 1) is None
    assert article.is_furniture(share - 10, share + 1)
    assert not article.is_furniture(0, share)
    assert [part.role for part in article.readable()] == ["title", "body"]

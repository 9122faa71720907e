"""A web page's HTML becomes its article's text."""

import builtins
import logging

import pytest

from service.article import Article
from service.errors import InputError
from service.webpage import article_text, is_html
from tests.linear import is_linear

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Harbour wall fails | The Ferrin Post</title>
<meta property="og:title" content="Harbour wall fails at Ferrin"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Harbour wall fails at Ferrin</h1>
<p>The harbour wall at Ferrin gave way on Friday night, and forty boats were lost in the storm that followed it.</p>
<p>“We heard it go,” said Tom Pell, who has kept his boat there for twenty years.
“Then the <b>sea</b> came in &amp; took everything.”</p>
<p>The council said it would rebuild the wall by the spring, and that it had asked the government for money.</p>
</article>
<div class="related"><h3>Related</h3><ul><li><a href="/x">Storm warning for coast</a></li></ul></div>
<div id="comments"><p>Bob: this is a disgrace and I said so years ago.</p></div>
<footer>© 2026 The Ferrin Post</footer></body></html>
"""


def test_an_article_is_taken_out_of_its_page() -> None:
    text = article_text(PAGE)
    assert text.split("\n\n") == [
        "Harbour wall fails at Ferrin",
        "The harbour wall at Ferrin gave way on Friday night, and forty boats were lost in the storm that followed it.",
        (
            "“We heard it go,” said Tom Pell, who has kept his boat there for twenty years. "
            "“Then the sea came in & took everything.”"
        ),
        "The council said it would rebuild the wall by the spring, and that it had asked the government for money.",
    ]
    assert [part.role for part in Article.read(text).parts] == ["title", "body"]


def test_a_title_from_the_head_stands_first() -> None:
    assert article_text(PAGE.replace("<h1>Harbour wall fails at Ferrin</h1>", "")).startswith(
        "Harbour wall fails at Ferrin\n\nThe harbour wall"
    )


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "\ufeff  " + PAGE,
        '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE,
        "<!-- saved page -->\n<!-- twice -->" + PAGE,
        PAGE.partition("\n")[2],
        "<div><p>One.</p><p>Two.</p></div>",
    ],
)
def test_markup_is_known(page: str) -> None:
    assert is_html(page)


@pytest.mark.parametrize(
    "text",
    [
        "The council said so.\n\nNobody was hurt.\n",
        "Write <b>, <p>, <p>, <p>, </p> and <html> sparingly, the style guide says.",
        "<b>Bold</b> words open this article, and <p> is mentioned.",
        "5 < 6 and 7 > 2, he said.",
        "< 5 per cent of them stayed.",
        "<!--" * 1000,
        "",
    ],
)
def test_a_text_stays_as_it_is(text: str) -> None:
    assert article_text(text) == text


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>", "<p><p><p><p>"],
)
def test_a_page_without_article_is_no_input(page: str) -> None:
    with pytest.raises(InputError, match="no article"):
        article_text(page)


def test_a_page_may_be_too_long() -> None:
    with pytest.raises(InputError, match="10,000,006 characters"):
        article_text("<html>" + "a" * 10_000_000)


def test_the_extra_may_be_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *arguments: object) -> object:
        if name == "trafilatura":
            raise ImportError(name)
        return imported(name, *arguments)  # pyright: ignore[reportArgumentType] - handed on as it came

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match="pip install trafilatura"):
        article_text(PAGE)
    assert article_text("The council said so.") == "The council said so."


@pytest.mark.parametrize("page", [PAGE.replace("wall", "wa\ud83dll"), PAGE.replace("wall", "wa\0ll")])
def test_a_broken_page_is_read_all_the_same(page: str) -> None:
    assert "forty boats were lost" in article_text(page)


def test_trafilatura_is_quiet(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(InputError):
        article_text("<html><body><div>" * 50)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_a_deep_page_is_refused_in_linear_time() -> None:
    def refused(depth: int) -> None:
        with pytest.raises(InputError):
            article_text("<html>" + "<div>" * depth)

    assert is_linear(refused, 20_000)

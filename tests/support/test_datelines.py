"""A check reads an article's dateline, and the article's own first sentence is supported without it."""

from service.article import Article
from service.support import Support

TEXT = (
    "Crossings to reopen\n\n"
    "By Ann Poe\n\n"
    "OSTRAVA, Feb. 12 (FNI) - Two border crossings will reopen next month, the minister said on Friday.\n\n"
    "They were shut in 2019."
)


def test_the_place_and_the_day_of_a_dateline_are_the_articles() -> None:
    support = Support(Article.read(TEXT))
    assert (
        support.of("Two border crossings will reopen next month, the minister said in Ostrava.").verdict == "supported"
    )
    assert support.of("Two border crossings will reopen next month, the minister said in Gdansk.").problems


def test_a_sentence_after_a_dateline_is_copied_whole() -> None:
    sentence = TEXT[TEXT.index("Two border") : TEXT.index("\n\nThey")]
    (span,) = Support(Article.read(TEXT)).of(sentence).support
    assert span.text == sentence


def test_other_furniture_supports_nothing() -> None:
    assert Support(Article.read(TEXT)).of("Ann Poe reopened two border crossings.").problems

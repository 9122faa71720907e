"""An article read by spaCy: what its own pipeline says of each paragraph, furniture left out."""

from pathlib import Path

import pytest

from service.article import Article
from service.builtin import reading
from service.builtin.reading import language, read

ARTICLES = Path(__file__).parents[1] / "articles"
MANY = "\n\n".join(f"Ann Poe of Ward {number} met Acme Ltd in Paris on Monday." for number in range(9))


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt"))[:6], ids=lambda path: path.stem)
def test_paragraphs_are_as_spacy_reads_them(path: Path) -> None:
    found = read(Article.read(path.read_text("utf-8"))).paragraphs
    assert found
    for paragraph, alone in zip(found, language().pipe([paragraph.doc.text for paragraph in found]), strict=True):
        assert paragraph.doc.to_json() == alone.to_json()


def test_odd_words_are_as_spacy_reads_them() -> None:
    lines = [
        "“There's nothin' here, y'all,” she said, “and I ain't gonna go; let's see what he gotta do.”",
        "He  said\tthat it is what it is, and that they'd had enough of ’em.",
        "He has what he has, that which was hers is theirs, and there were those who do not.",
    ]
    found = read(Article.read("\n\n".join(lines * 2))).paragraphs
    assert len(found) == 2 * len(lines)
    for paragraph, alone in zip(found, language().pipe([paragraph.doc.text for paragraph in found]), strict=True):
        assert paragraph.doc.to_json() == alone.to_json()


def test_names_are_found_in_every_paragraph_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_AT_ONCE", 4)
    assert all(paragraph.doc.ents for paragraph in read(Article.read(MANY)).paragraphs)


def test_furniture_is_not_read() -> None:
    article = Article.read("The bridge\n\nBy Ann Poe\n\nThe bridge fell into the river on Monday, the mayor said.")
    assert [paragraph.role for paragraph in read(article).paragraphs] == ["title", "body"]

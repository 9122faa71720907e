"""Parts of speech, forms and irregular lemmas, as spaCy's attribute ruler gives them, asked once for each kind of word.

Most of its patterns look at one word's tag, dependency and letters, and they name few words. So those are asked once
about each kind: a tag, a dependency, and the word where a pattern names it. The others are matched as ever.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.vocab import Vocab

_Kind = tuple[int, int, int]
"""The hashes of a word as some pattern names it, 0 for any other; of its tag; and of its dependency."""

_TOLD_BY = ["LOWER", "TAG", "DEP"]
_GIVEN = ["POS", "MORPH", "LEMMA"]


class WordClasses:
    """What the attribute ruler of ``nlp`` says, kept by kind of word."""

    def __init__(self, nlp: "Language") -> None:
        """Part the ruler's patterns in those for kinds of words and those for anything else."""
        ruler: Any = nlp.get_pipe("attribute_ruler")
        patterns: list[dict[str, Any]] = ruler.patterns
        of_kinds = [pattern for pattern in patterns if all(map(_is_of_a_kind, pattern["patterns"]))]
        self._vocab = nlp.vocab
        self._of_kinds = _ruler(nlp.vocab, of_kinds)
        self._others = _ruler(nlp.vocab, [pattern for pattern in patterns if pattern not in of_kinds])
        self._named = {nlp.vocab.strings[word] for pattern in of_kinds for word in _words(pattern["patterns"])}
        self._known: dict[_Kind, list[int]] = {}

    def give(self, docs: "Sequence[Any]") -> None:
        """Give each word of ``docs``, tagged and parsed, its part of speech, form, and lemma where it is irregular."""
        from numpy import array, uint64

        kinds = [list(self._kinds(doc.to_array(_TOLD_BY).tolist())) for doc in docs]
        self._learn({kind for some in kinds for kind in some} - self._known.keys())
        for doc, some in zip(docs, kinds, strict=True):
            doc.from_array(_GIVEN, array([self._known[kind] for kind in some], uint64))
            self._others(doc)

    def _kinds(self, told: Sequence[_Kind]) -> Iterator[_Kind]:
        for word, tag, dependency in told:
            yield word if word in self._named else 0, tag, dependency

    def _learn(self, kinds: set[_Kind]) -> None:
        """Ask the ruler about the kinds, as words of one text."""
        from spacy.tokens import Doc

        if not kinds:
            return
        text_of = self._vocab.strings.as_string
        text: Any = Doc(
            self._vocab,
            words=[text_of(word) or "-" for word, _, _ in kinds],
            tags=[text_of(tag) for _, tag, _ in kinds],
            deps=[text_of(dependency) for _, _, dependency in kinds],
            heads=list(range(len(kinds))),
        )
        self._of_kinds(text)
        self._known.update(zip(kinds, text.to_array(_GIVEN).tolist(), strict=True))


def _is_of_a_kind(pattern: list[dict[str, Any]]) -> bool:
    return len(pattern) == 1 and pattern[0].keys() <= set(_TOLD_BY) and "REGEX" not in (pattern[0].get("LOWER") or {})


def _words(patterns: list[list[dict[str, Any]]]) -> Iterator[str]:
    for pattern in patterns:
        word = pattern[0].get("LOWER")
        yield from [word] if isinstance(word, str) else word["IN"] if word else ()


def _ruler(vocab: "Vocab", patterns: list[dict[str, Any]]) -> "AttributeRuler":
    from spacy.pipeline import AttributeRuler

    ruler: Any = AttributeRuler(vocab)
    ruler.add_patterns(patterns)
    return ruler

"""Where the word tables' phrases stand in an article as the words they mean, and no context clears them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from service.builtin.loaded_language.objects import around, ends
from service.builtin.loaded_language.words import Entry, Form, Phrase, contexts, forms_by_first_word
from service.builtin.reading import Paragraph, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTS = {
    "noun": {"NOUN", "PROPN"},
    "verb": {"VERB", "AUX"},
    "adjective": {"ADJ", "VERB", "ADV", "PROPN", "INTJ", "X"},
    "adverb": {"ADV", "ADJ", "PROPN", "INTJ", "X"},
}
_NAMES = {"PERSON", "ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_OBJECTS = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}
_FINITE = {"VBZ", "VBD", "VBP", "MD"}
HYPHENS = {"-", "‐", "‑"}
_PLAIN = {ord("’"): "'", ord("‐"): None, ord("‑"): None}
"""spaCy leaves words whole that are joined by these hyphens; the tables have them written as one, too."""
_MARKS = set('"“”«»„‘')
_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_BALLOT = re.compile(r"\b(?:vot\w+|senate|house|court|council|ballot|poll\w*|aged|ages|percent)\b", re.IGNORECASE)
_LONG_WORD, _CAPITALS = 4, 0.6
_SUBJECT_WORDS = 5
_WORDS_PER_SUBJECT_WORD = 60


@dataclass(frozen=True)
class Sentence:
    """A sentence's tokens without its hyphens; its ``words`` as written, and in ``lower`` case."""

    tokens: "Sequence[Token]"
    words: tuple[str, ...]
    lower: tuple[str, ...]

    def is_about(self, subject: str) -> bool:
        """Whether the sentence holds a word of the subject, or a match's score for sport."""
        shown_by = contexts()[subject]
        if not shown_by.isdisjoint(self.lower):
            return True
        text = " ".join(self.lower)
        if any(" " in words and words in text for words in shown_by):
            return True
        written = self.tokens[0].sent.text
        return subject == "sport" and bool(_SCORE.search(written)) and not _BALLOT.search(written)

    def holds(self, phrase: Phrase, first: int, last: int) -> bool:
        """Whether the phrase begins at a word of ``[first, last]``."""
        words = self.words if phrase.cased else self.lower
        size = len(phrase.words)
        # The capital that opens a sentence makes no name of a word.
        if phrase.cased and size == 1 and self.tokens[0].pos_ != "PROPN":
            words = (words[0].lower(), *words[1:])
        return any(
            all(word in forms for word, forms in zip(words[at : at + size], phrase.words, strict=True))
            for at in range(max(0, first), min(last, len(words) - size) + 1)
        )

    def covered_by(self, phrase: Phrase, first: int, last: int) -> bool:
        """Whether the phrase stands there and shares a word with the words ``[first, last]``."""
        return self.holds(phrase, first - len(phrase.words) + 1, last)


@dataclass(frozen=True)
class Match:
    """A form of the tables on the words ``[first, last]`` of a sentence of a paragraph."""

    form: Form
    paragraph: Paragraph
    sentence: Sentence
    first: int
    last: int

    @property
    def entry(self) -> Entry:
        """What the tables say of it."""
        return self.form.entry

    @property
    def tokens(self) -> "Sequence[Token]":
        """The tokens matched, hyphens left out."""
        return self.sentence.tokens[self.first : self.last + 1]

    @property
    def first_token(self) -> int:
        """The number of its first token; with a compound, that of its first half's."""
        first = self.tokens[0]
        while self.form.compound and first.i >= first.sent.start + 2 and first.nbor(-1).text in HYPHENS:
            first = first.nbor(-2)
        return first.i

    @property
    def start(self) -> int:
        """Where it starts in the article, in code points."""
        return self.paragraph.start + self.paragraph.doc[self.first_token].idx

    @property
    def end(self) -> int:
        """Where it ends in the article, exclusive."""
        return self.paragraph.start + self.tokens[-1].idx + len(self.tokens[-1])


def matches(reading: Reading) -> list[Match]:
    """The tables' phrases that an article holds, in order, one to a place, without those that a context clears."""
    subjects = _Subjects(reading)
    found: list[Match] = []
    for paragraph in reading.paragraphs:
        there = [match for match in _of_paragraph(paragraph) if _is_in_place(match)]
        cleared = {_words(match) for match in there if _is_cleared(match, subjects)}
        found += _apart([match for match in there if _words(match) not in cleared])
    return found


def _words(match: Match) -> tuple[int, int]:
    """Where its words are; what clears them clears every entry that they are a form of."""
    return match.start, match.end


class _Subjects:
    """What an article and its sentences are about, as far as the tables' contexts tell; worked out when asked."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def of_article(self) -> frozenset[str]:
        """The subjects of the whole article: at least five of a subject's words, and one in sixty of all words."""
        words = [token.lower_ for paragraph in self._reading.paragraphs for token in paragraph.doc if token.is_alpha]
        return frozenset(
            name
            for name, shown_by in contexts().items()
            if len(shown_by & set(words)) >= _SUBJECT_WORDS
            and sum(word in shown_by for word in words) * _WORDS_PER_SUBJECT_WORD >= len(words)
        )

    def clear(self, entry: Entry, sentence: Sentence) -> bool:
        """Whether one of the entry's ``not_in`` is what the sentence or the article is about."""
        return any(name in self.of_article or sentence.is_about(name) for name in entry.not_in)


def _is_in_place(match: Match) -> bool:
    """Whether it is part of a phrase that its entry is loaded in, if that is so in some alone."""
    only = match.entry.only_part_of
    return not only or any(match.sentence.covered_by(phrase, match.first, match.last) for phrase in only)


def _is_cleared(match: Match, subjects: _Subjects) -> bool:
    """Whether its context takes the load off it."""
    entry, sentence = match.entry, match.sentence
    if any(sentence.covered_by(phrase, match.first, match.last) for phrase in entry.unless_part_of):
        return True
    if any(sentence.holds(phrase, 0, len(sentence.words)) for phrase in entry.unless):
        return True
    return subjects.clear(entry, sentence)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Match]:
    """Every form of the tables that stands in the paragraph as the part of speech it must be."""
    index = forms_by_first_word()
    headline = paragraph.role == "title" or _in_title_case(paragraph.doc)
    for sent in paragraph.doc.sents:
        tokens = [token for token in sent if token.text not in HYPHENS]
        words = tuple(token.text.translate(_PLAIN) for token in tokens)
        lower = tuple(word.lower() for word in words)
        if index.keys().isdisjoint(lower):
            continue
        sentence = Sentence(tokens, words, lower)
        for first, word in enumerate(lower):
            for form in index.get(word, ()):
                for last in ends(form, lower, tokens, first):
                    match = Match(around(form, tokens, first, last), paragraph, sentence, first, last)
                    if _fits(match, headline=headline):
                        yield match


def _fits(match: Match, *, headline: bool) -> bool:
    """Whether the match is the word meant: its part of speech, its capitals, and not a name."""
    entry, tokens = match.entry, match.tokens
    if match.form.compound:
        return tokens[0].i > tokens[0].sent.start + 1 and tokens[0].nbor(-1).text in HYPHENS
    if entry.word != entry.word.lower():
        return tokens[0].text[0].isupper()
    if match.form.hyphenated and len(tokens) == tokens[-1].i - tokens[0].i + 1:
        return False
    if len(tokens) == 1 and not (headline and entry.part == "verb" and _is_verb_of_headline(tokens[0], entry.word)):
        token = tokens[0]
        if _is_name(token, headline=headline) or not _is_part(token, entry.part, headline=headline):
            return False
    return entry.technique != "Loaded_Attribution" or _reports(tokens[0])


def _is_verb_of_headline(token: "Token", base: str) -> bool:
    """Whether it is the verb of a headline that was taken for a noun or a name: "Mayor Rips Council".

    It has a verb's -s, stands between its subject and its object, and the headline has no other verb.
    """
    if token.is_sent_start or token.tag_ not in _NOUNS or token.lower_ == base or not token.lower_.endswith("s"):
        return False
    after = token.doc[token.i + 1 : token.sent.end]
    return bool(after) and after[0].pos_ in _OBJECTS and all(other.tag_ not in _FINITE for other in token.sent)


def _is_name(token: "Token", *, headline: bool) -> bool:
    if token.text.islower() or (token.is_upper and len(token) > 1):
        return False
    if headline:
        return token.pos_ == "PROPN" and token.ent_type_ in _NAMES
    return token.pos_ == "PROPN" or (token.ent_type_ in _NAMES and not token.is_sent_start)


def _is_part(token: "Token", part: str, *, headline: bool) -> bool:
    if part == "any":
        return True
    if token.pos_ in _PARTS[part]:
        return part != "adjective" or token.pos_ != "VERB" or not any(child.dep_ == "dobj" for child in token.children)
    if part == "verb":
        return token.pos_ == "ADJ" and token.lower_.endswith(("ed", "ing"))
    if part == "adjective":
        return token.dep_ in {"compound", "amod"}
    return headline and token.pos_ == "PROPN"


def _reports(verb: "Token") -> bool:
    """Whether a verb reports: it has a clause of what is said, or stands beside a quotation mark.

    Not where the reporting is only wished for ("the first to admit") or one's own ("I claim").
    """
    if any(child.lower_ in {"to", "i", "we"} and child.dep_ in {"aux", "nsubj"} for child in verb.children):
        return False
    if any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children):
        return True
    doc = verb.doc
    beside = doc[max(0, verb.i - 5) : min(len(doc), verb.i + 4)]
    return any(token.text in _MARKS for token in beside) and verb.pos_ == "VERB"


def _in_title_case(doc: "Doc") -> bool:
    """Whether most long words of a line have a capital, as in a headline."""
    long = [token for token in doc if len(token) >= _LONG_WORD and token.is_alpha]
    return bool(long) and sum(token.text[0].isupper() for token in long) > _CAPITALS * len(long)


def _apart(found: Sequence[Match]) -> list[Match]:
    """The matches that share no word: the longest first, then a reporting verb, then the strongest."""
    taken: set[int] = set()
    kept: list[Match] = []
    for match in sorted(found, key=_precedence):
        places = set(range(match.start, match.end))
        if taken.isdisjoint(places):
            taken |= places
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _precedence(match: Match) -> tuple[int, bool, float]:
    entry = match.entry
    return match.first - match.last, entry.technique != "Loaded_Attribution", -entry.strength

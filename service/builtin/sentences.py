"""The body sentences of an article that can stand by themselves: whole clauses, no bare quotation, no half of one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.article import Span
from service.builtin.reading import Paragraph, Reading
from service.marks import Run, quoted_runs

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORTEST, _LONGEST = 7, 60
"""The words a sentence may have to stand by itself."""
_QUOTED = 0.8
"""The share of its characters in quotation marks above which a sentence says nothing of its own."""
_PICTURED = re.compile(
    r"[(,]\s*(?:(?:far|second|third|top|bottom|front|back|from|seen)\s)*"
    r"(?:pictured|left|right|above|below|cent(?:re|er))\b[^(),]{0,40}[),]",
    re.IGNORECASE,
)
"""What points at a picture: the mayor (left), the bridge, pictured on Monday, is shut."""
_LABEL = 4
"""The words before a colon that may be a caption's label or a speaker's name in a transcript."""
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_STOPS = tuple(".!…") + tuple(f"{stop}{mark}" for stop in ".!…,?" for mark in "\"”’'»)")
_LINKS = {
    "also", "and", "another", "besides", "both", "but", "consequently", "furthermore", "however", "indeed", "instead",
    "likewise", "meanwhile", "moreover", "neither", "nevertheless", "nonetheless", "nor", "or", "otherwise", "rather",
    "similarly", "so", "still", "then", "therefore", "thus", "too", "yet",
}  # fmt: skip
_LINKING = tuple(
    f"{words} "
    for words in (
        "after all", "as a result", "as such", "at the same time", "by contrast", "for example", "for instance",
        "in addition", "in contrast", "in fact", "in other words", "in particular", "in response", "in return",
        "in short", "in that case", "in turn", "of course", "on the contrary", "on the other hand", "that is",
    )
)  # fmt: skip
_LONGEST_LINKING = 4
_POINTERS = {"this", "that", "these", "those", "such", "there", "here"}


@dataclass(frozen=True)
class Sentence:
    """A sentence that can be shown: its content words, and whether its opening leans on the one before (``leans``).

    ``place`` counts the body's sentences from 0, those that can't be shown among them.
    """

    span: Span
    place: int
    words: frozenset[str]
    leans: bool


def content_words(tokens: "Iterator[Token]") -> frozenset[str]:
    """The words that carry a text's matter, as lemmas in lower case."""
    return frozenset(
        token.lemma_.lower() for token in tokens if token.pos_ in _CONTENT and not token.is_stop and token.is_alpha
    )


def standing(reading: Reading) -> tuple[Sentence, ...]:
    """The body sentences that can be shown by themselves, in order."""
    runs = quoted_runs(reading.article.text)
    found: list[Sentence] = []
    place = 0
    for paragraph in reading.paragraphs:
        if paragraph.role == "body":
            for tokens in _whole(paragraph, runs):
                span = reading.article.span(
                    paragraph.start + tokens[0].idx, paragraph.start + tokens[-1].idx + len(tokens[-1])
                )
                own = _own(tokens, span, runs)
                if own and _stands(tokens, own, span):
                    found.append(Sentence(span, place, content_words(iter(tokens)), _leans(tokens, own)))
                place += 1
    return tuple(found)


def _whole(paragraph: Paragraph, runs: Sequence[Run]) -> "Iterator[list[Token]]":
    """Its sentences; those that meet inside a quotation, or where none ends, are one."""
    tokens: list[Token] = []
    for sent in paragraph.doc.sents:
        opens = sent[0].text[0].isupper() or not sent[0].text[0].isalpha()
        if tokens and _ends(tokens) and opens and not _inside(runs, paragraph.start + sent.start_char):
            yield tokens
            tokens = []
        tokens += [token for token in sent if not token.is_space]
    if tokens:
        yield tokens


def _ends(tokens: "Sequence[Token]") -> bool:
    text = tokens[-1].text
    return text[-1] in ".!?…" or (text in "\"”’'»)" and len(tokens) > 1 and tokens[-2].text[-1] in ".!?…")


def _inside(runs: Sequence[Run], offset: int) -> bool:
    """Whether the character before ``offset`` and the one at it are in one quotation, marks among them."""
    at = bisect_right(runs, offset, key=lambda run: run.start) - 1
    if at < 0:
        return False
    run = runs[at]
    return run.start < offset <= (run.end if run.closing is None else run.closing)


def _own(tokens: "Sequence[Token]", span: Span, runs: Sequence[Run]) -> "list[Token]":
    """A sentence's words outside quotation marks; none when most of it stands in them, or half a quotation does."""
    held = [run for run in runs if run.start < span.end and span.start < run.end]
    if any(run.closing is None or run.opening < span.start or run.closing >= span.end for run in held):
        return []
    if span.text.count("“") != span.text.count("”"):
        return []
    if sum(run.end - run.start for run in held) > _QUOTED * (span.end - span.start):
        return []
    offset = span.start - tokens[0].idx
    return [token for token in tokens if not any(run.start <= token.idx + offset < run.end for run in held)]


def _stands(tokens: "Sequence[Token]", own: "Sequence[Token]", span: Span) -> bool:
    """Whether the sentence says something whole: a clause of its own words, no question, nothing said of a picture."""
    words = sum(token.is_alpha or token.like_num for token in tokens)
    if not _SHORTEST <= words <= _LONGEST or "?" in span.text or not span.text.endswith(_STOPS):
        return False
    if _PICTURED.search(span.text) or _is_labelled(tokens):
        return False
    return any(token.dep_ in _SUBJECTS for token in own) and any(map(_is_finite, own))


def _is_labelled(tokens: "Sequence[Token]") -> bool:
    """Whether the sentence opens on a few words without a verb and a colon, as captions and transcripts do."""
    at = next((place for place, token in enumerate(tokens[: _LABEL + 1]) if token.text == ":"), 0)
    return at > 0 and not any(map(_is_finite, tokens[:at]))


def _is_finite(token: "Token") -> bool:
    return token.pos_ in {"VERB", "AUX"} and "VerbForm=Fin" in str(token.morph)


def _leans(tokens: "Sequence[Token]", own: "Sequence[Token]") -> bool:
    """Whether the sentence opens on a link or a pronoun, or its subject is one, whose meaning stands before it.

    So does one whose quotation somebody said whom a pronoun alone tells.
    """
    first = next((token for token in tokens if token.is_alpha), tokens[0])
    opening = " ".join(token.lower_ for token in first.doc[first.i : first.i + _LONGEST_LINKING])
    if first.lower_ in _LINKS or _points(first) or f"{opening} ".startswith(_LINKING) or any(map(_is_aside, own)):
        return True
    if first.dep_ == "cc" or (first.pos_ == "ADP" and first.i + 1 < len(first.doc) and _points(first.nbor())):
        return True
    return any(_points(subject) for words in (tokens, own) if (subject := _subject(words)))


def _subject(words: "Sequence[Token]") -> "Token | None":
    """The first subject, unless a name stands before it."""
    subject = next((token for token in words if token.dep_ in _SUBJECTS), None)
    named = subject and any(token.pos_ == "PROPN" for token in words if token.i < subject.i)
    return None if named else subject


def _is_aside(token: "Token") -> bool:
    """Whether a word links a sentence to the one before it from between commas: it is, however, late."""
    around = token.doc[token.i - 1 : token.i + 2] if token.i else ()
    return token.lower_ in _LINKS and len(around) > 1 and around[0].text == around[-1].text == ","


def _points(token: "Token") -> bool:
    """Whether a word means something told elsewhere."""
    return token.dep_ != "expl" and (token.lower_ in _POINTERS or token.pos_ == "PRON" or token.tag_ == "PRP$")

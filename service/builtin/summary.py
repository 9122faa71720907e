"""A summary without a model: the body sentences that together say most of what the article says, word for word."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from service.builtin import loaded_language
from service.builtin.reading import Reading
from service.builtin.sentences import Sentence, content_words, standing
from service.findings import SummarySentence

_SIZES = ((2, 1), (3, 2), (45, 3), (90, 4))
"""Of up to so many sentences, so many are chosen; of more, the most."""
_MOST = 5
_LEDE = 0.5
"""A sentence's worth is divided by how many stand before it and this: news begins with what it is about."""
_LENGTH = 12
"""Words a sentence may have; one with twice as many is worth half."""
_TITLE = 3.0
"""How much more a word counts that stands in the title."""
_TOLD = 0.8
"""What is left of a word's weight once a chosen sentence holds it."""
_AGAIN = 0.8
"""A sentence that shares more of its words with a chosen one, or that one with it, says the same again."""
_LOADED, _FAINT = 0.1, 0.2
"""By what a sentence's worth is multiplied for a phrase of full strength; less for weaker ones, none for faint ones.

Several weigh no more than one of full strength: the main news is told even in heated words.
"""


def find(reading: Reading) -> tuple[SummarySentence, ...]:
    """Three to five body sentences in reading order, fewer of a short text, each its own support."""
    sentences = standing(reading)
    return tuple(
        SummarySentence(text=" ".join(sentence.span.text.split()), support=(sentence.span,), verdict="supported")
        for sentence in sorted(_choose(reading, sentences), key=lambda sentence: sentence.place)
    )


def _choose(reading: Reading, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences picked one by one, each for what it holds that those before it don't.

    One that leans on the sentence before it is picked after that one, or when nothing else is left, and so is one that
    says again what a picked one says; the body's very first leans on nothing.
    """
    size = next((size for most, size in _SIZES if len(sentences) <= most), _MOST)
    weights = _weights(reading, sentences)
    weighed = [(match.start, strength) for match, strength in loaded_language.weighed(reading) if strength >= _FAINT]
    bias = {sentence.place: _bias(sentence, sentence.place - sentences[0].place, weighed) for sentence in sentences}
    left = {sentence.place: sentence for sentence in sentences}
    chosen: dict[int, Sentence] = {}
    told: set[str] = set()
    while left and len(chosen) < size:
        before = {0, *(place + 1 for place in chosen)}
        clear = [sentence for sentence in left.values() if not sentence.leans or sentence.place in before]
        new = [sentence for sentence in clear if not any(_repeats(sentence, other) for other in chosen.values())]
        best = max(
            new or clear or left.values(), key=lambda sentence: _matter(sentence, weights, told) * bias[sentence.place]
        )
        chosen[best.place] = left.pop(best.place)
        told |= best.words
    return list(chosen.values())


def _bias(sentence: Sentence, later: int, phrases: Sequence[tuple[int, float]]) -> float:
    """What its place, its length and the loaded phrases in it make of a sentence's worth.

    It stands ``later`` sentences after the first that can be shown; ``phrases`` are where each starts, in order, and
    its strength.
    """
    first, last = (bisect_left(phrases, (offset, 0.0)) for offset in (sentence.span.start, sentence.span.end))
    loaded = min(1.0, sum(strength for _, strength in phrases[first:last]))
    return _LOADED**loaded / (later + _LEDE) / max(1, len(sentence.span.text.split()) / _LENGTH)


def _repeats(sentence: Sentence, other: Sentence) -> bool:
    """Whether one of two sentences holds most of the other's content words."""
    fewer = min(len(sentence.words), len(other.words))
    return len(sentence.words & other.words) > _AGAIN * fewer


def _matter(sentence: Sentence, weights: Counter[str], told: set[str]) -> float:
    """How much its content words weigh on average, those already told less."""
    held = sum(weights[word] * (_TOLD if word in told else 1) for word in sentence.words)
    return held / max(1, len(sentence.words))


def _weights(reading: Reading, sentences: Sequence[Sentence]) -> Counter[str]:
    """What each content word counts: by how many other sentences hold it, and more when the title does."""
    held = Counter(word for sentence in sentences for word in sentence.words)
    titles = (paragraph.doc for paragraph in reading.paragraphs if paragraph.role == "title")
    title = {word for doc in titles for word in content_words(iter(doc))}
    return Counter({word: count - 1 + (_TITLE if word in title else 0) for word, count in held.items()})

"""How grounding's time grows with the text, and how it compares with plain search and with langextract's aligner."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from math import log
from statistics import linear_regression, median

from rich.console import Console

from service.grounding import Locator

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
PASSAGES = 60
MOST_EXPONENT = 1.1
FEW = 30
SHORT_ARTICLE = 800
"""Words of a news article."""
MOST_MS = 10
TIMES_FIND, FIND_MS = 10, 50
"""Sixty verbatim passages may take so many times as long as plain search, or so many milliseconds."""

_WORDS = 12
_QUOTED, _LAST = 0.3, 0.2
"""The shares of sentences that are quoted, and that end a paragraph."""
_ALIGNED = (10_000, 100_000)
"""Characters on which both grounding and langextract are timed: beyond, it takes minutes."""
_ALIGNED_PASSAGES = 10


def run(console: Console) -> Mapping[str, object]:
    """Measure grounding on generated text; times are in milliseconds, exponents those of time over size."""
    chance = random.Random(7)  # noqa: S311 -- text to measure on
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvwy", k=chance.randint(2, 9))) for _ in range(8_000)]
    text = _prose(vocabulary, SIZES[-1], chance)
    figures: dict[str, object] = {}
    for kind in ("present", "absent"):
        times = [
            _grounding(
                text[:size], _claims(kind, text[:size], vocabulary, PASSAGES, chance), tries=5 if size < SIZES[2] else 2
            )
            for size in SIZES
        ]
        slope = linear_regression([log(size) for size in SIZES], [log(one) for one in times]).slope
        figures[kind] = {**{f"{size:,}": took for size, took in zip(SIZES, times, strict=True)}, "exponent": slope}
        told = ", ".join(f"{size:,}: {took:.1f} ms" for size, took in zip(SIZES, times, strict=True))
        console.print(
            f"{PASSAGES} {kind} passages in characters: {told}; exponent {slope:.2f} (at most {MOST_EXPONENT})"
        )
    figures["beside find"] = _beside_find(console, text, vocabulary, chance)
    short = " ".join(text.split(" ")[:SHORT_ARTICLE])
    took = _grounding(short, _claims("absent", short, vocabulary, FEW, chance), tries=15)
    figures["30 absent in 800 words"] = took
    console.print(f"{FEW} absent passages in {SHORT_ARTICLE} words: {took:.1f} ms (at most {MOST_MS})")
    figures["langextract"] = _beside_langextract(console, text, vocabulary, chance)
    return figures


def _beside_find(console: Console, text: str, vocabulary: Sequence[str], chance: random.Random) -> Mapping[str, float]:
    claims = _claims("present", text, vocabulary, PASSAGES, chance)
    ours, plain = _interleaved(lambda: _locate(text, claims), lambda: [text.find(claim) for claim in claims], tries=3)
    console.print(
        f"{PASSAGES} verbatim passages in {len(text):,} characters: {ours:.0f} ms; plain find {plain:.0f} ms, a "
        f"ratio of {ours / plain:.1f} (at most {TIMES_FIND}, or {FIND_MS} ms)"
    )
    return {"ms": ours, "find ms": plain, "ratio": ours / plain}


def _beside_langextract(
    console: Console, text: str, vocabulary: Sequence[str], chance: random.Random
) -> Mapping[str, object] | None:
    """The same passages, half of them absent, through langextract's aligner in the same run; None without it."""
    try:
        from langextract.core.data import Extraction  # pyright: ignore[reportMissingImports, reportUnknownVariableType] -- an extra
        from langextract.resolver import WordAligner  # pyright: ignore[reportMissingImports, reportUnknownVariableType] -- an extra
    except ImportError:
        console.print("langextract isn't installed (the extra “compare”), so nothing is measured beside it")
        return None
    figures: dict[str, object] = {}
    for size in _ALIGNED:
        piece = text[:size]
        kinds = ("present", "absent")
        claims = [claim for kind in kinds for claim in _claims(kind, piece, vocabulary, _ALIGNED_PASSAGES, chance)]

        def align(piece: str = piece, claims: Sequence[str] = claims) -> object:
            groups = [[Extraction("passage", claim) for claim in claims]]  # pyright: ignore[reportUnknownVariableType] -- untyped here
            return WordAligner().align_extractions(groups, piece)  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] -- the same

        ours, theirs = _interleaved(lambda: _locate(piece, claims), align, tries=3)  # noqa: B023 -- called at once
        figures[f"{size:,}"] = {"ms": ours, "langextract ms": theirs, "ratio": theirs / ours}
        console.print(
            f"{len(claims)} passages, half of them absent, in {size:,} characters: {ours:.1f} ms; langextract "
            f"{theirs:.0f} ms, {theirs / ours:.0f} times as long"
        )
    return figures


def _prose(vocabulary: Sequence[str], size: int, chance: random.Random) -> str:
    """``size`` characters of sentences, some quoted, in paragraphs; as in any language, few words are common."""
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    sentences: list[str] = []
    length = 0
    while length < size:
        words = " ".join(chance.choices(vocabulary, weights, k=chance.randint(6, 24))).capitalize()
        sentence = f"“{words},” said Ana Ruiz. " if chance.random() < _QUOTED else f"{words}. "
        sentences.append(f"{sentence}\n\n" if chance.random() < _LAST else sentence)
        length += len(sentences[-1])
    return "".join(sentences)[:size]


def _claims(kind: str, text: str, vocabulary: Sequence[str], count: int, chance: random.Random) -> list[str]:
    """Passages of twelve words: of the text, from all over it, or made of its words in an order it doesn't have."""
    if kind == "absent":
        return [" ".join(chance.choices(vocabulary, k=_WORDS)) for _ in range(count)]
    step = len(text) // (count + 1)
    found: list[str] = []
    for start in islice(range(0, len(text), step), count):
        words = text[start : start + 400].split(" ")[1 : _WORDS + 1]
        found.append(" ".join(words).strip())
    return found


def _locate(text: str, claims: Sequence[str]) -> object:
    locator = Locator(text)
    return [locator.locate(claim) for claim in claims]


def _grounding(text: str, claims: Sequence[str], *, tries: int) -> float:
    return _interleaved(lambda: _locate(text, claims), tries=tries)[0]


def _interleaved(*contestants: Callable[[], object], tries: int) -> list[float]:
    """The median milliseconds of the processor that each takes, in turns; all of them use one core."""
    times: list[list[float]] = [[] for _ in contestants]
    for _ in range(tries):
        for contestant, own in zip(contestants, times, strict=True):
            start = time.process_time()
            contestant()
            own.append((time.process_time() - start) * 1000)
    return [median(own) for own in times]

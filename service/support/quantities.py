"""Numbers as a text writes them: which value they have, and when one stands for another."""

from collections.abc import Sequence

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HUNDREDS = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORDS = (
    {word: float(value) for value, word in enumerate(_UNITS)}
    | {word: 10.0 * value for value, word in enumerate(_TENS, start=2)}
    | {word: float(value) for value, word in enumerate(_ORDINALS, start=3)}
    | _HUNDREDS
)
SCALES = _HUNDREDS | {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
"""What a word after a number multiplies it by."""

_LEAST_ROUNDED = 10.0
"""A smaller number isn't rounded, even where words say so."""
_LEAST_ROUND = 1000.0
"""A smaller number isn't taken for a rounded one where no words say so."""
_ABOVE, _BELOW, _ABOUT, _NEAR = 1.25, 0.8, 0.1, 0.05
_GROUP = 3
"""Digits between the commas of a number."""
_YEARS = 1500, 2100
_WORDS_OF_TENS = frozenset(10.0 * tens for tens in range(2, 10))
UPWARDS = frozenset({"over", "more", "least", "exceeding", "above"})
"""Words before a number that say it is more."""
DOWNWARDS = frozenset({"nearly", "almost", "under", "below", "most", "less", "fewer"})
"""Words before a number that say it is less."""
_ROUGHLY = {"about", "around", "approximately", "roughly", "some", "circa"}


def value_of(word: str) -> float | None:
    """The value of a number in digits or letters, None for any other word; "one" is taken for the pronoun."""
    if word == "one":
        return None
    if not word[:1].isdigit():
        return _WORDS.get(word)
    plain = word.replace(",", "").replace(":", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def apart(words: Sequence[str]) -> float | None:
    """The value of a number that a careless text sets apart: 12, 500 or 102. 5. None when the words can't be one.

    ``words`` are the digits and the marks between them, in turn.
    """
    digits, marks = words[::2], set(words[1::2])
    if not all(word.isdecimal() for word in digits):
        return None
    if marks == {","} and len(digits[0]) <= _GROUP and all(len(word) == _GROUP for word in digits[1:]):
        return float("".join(digits))
    return float(".".join(digits)) if marks == {"."} and len(digits) == len("1.") else None


def joined(first: float, second: float) -> float | None:
    """The value of two number words in a row, when they make one number: twenty five, two hundred."""
    if first in _WORDS_OF_TENS and 0 < second < min(_WORDS_OF_TENS) / 2:
        return first + second
    if second in _HUNDREDS.values() and first < second:
        return first * second
    return None


def stands_for(claimed: float, value: float, before: Sequence[str]) -> bool:
    """Whether a text may say ``claimed`` where the article has ``value``: equal, or rounded and saying so.

    ``before`` is the words that lead up to the number in the text.
    """
    if claimed == value or (value % 1 and claimed == round(value)):
        return True
    if value >= _LEAST_ROUNDED and _is_told_roughly(claimed, value, set(before)):
        return True
    return claimed >= _LEAST_ROUND and _is_rounding(claimed, value)


def is_year(value: float) -> bool:
    """Whether a number may be a year."""
    first, last = _YEARS
    return value % 1 == 0 and first <= value < last


def _is_told_roughly(claimed: float, value: float, leading: set[str]) -> bool:
    """Whether the words before it say that a number is more, less or about."""
    if leading & UPWARDS and claimed < value < claimed * _ABOVE:
        return True
    if leading & DOWNWARDS and claimed * _BELOW < value < claimed:
        return True
    return bool(leading & _ROUGHLY) and abs(value - claimed) <= _ABOUT * value and _digits(claimed) < _digits(value)


def _digits(value: float) -> int:
    """The digits that a number is given to: 2 of 870."""
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def _is_rounding(claimed: float, value: float) -> bool:
    """Whether a number ends in zeros and the other rounds to it."""
    digits = f"{claimed:.0f}".rstrip("0")
    step = 10.0 ** (len(f"{claimed:.0f}") - len(digits))
    return step > 1 and len(digits) >= 1 and abs(value - claimed) < min(step / 2, _NEAR * value)

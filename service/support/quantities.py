"""Numbers as a text writes them: which value they have, and when one stands for another."""

from collections.abc import Sequence

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_WORDS = (
    {word: float(value) for value, word in enumerate(_UNITS)}
    | {word: 10.0 * value for value, word in enumerate(_TENS, start=2)}
    | {word: float(value) for value, word in enumerate(_ORDINALS, start=3)}
    | {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
)
SCALES = {
    "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}  # fmt: skip
"""What a word after a number multiplies it by."""

_LEAST_ROUNDED = 1000.0
_ABOVE, _BELOW, _ABOUT = 1.25, 0.8, 0.1
_UPWARDS = {"over", "than", "least", "exceeding", "above"}
_DOWNWARDS = {"nearly", "almost", "under", "below", "most"}
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


def joined(first: float, second: float) -> float | None:
    """The value of two number words in a row, when they make one number: twenty five, two hundred."""
    if first >= 20 and first < 100 and first % 10 == 0 and 0 < second < 10:
        return first + second
    if second in {100.0, 1e3, 1e6, 1e9, 1e12, 12.0} and first < second:
        return first * second
    return None


def stands_for(claimed: float, value: float, before: Sequence[str]) -> bool:
    """Whether a text may say ``claimed`` where the article has ``value``: equal, or rounded and saying so.

    ``before`` is the words that lead up to the number in the text.
    """
    if claimed == value:
        return True
    leading = set(before)
    if value >= 10 and leading & _UPWARDS and claimed < value < claimed * _ABOVE:
        return True
    if value >= 10 and leading & _DOWNWARDS and claimed * _BELOW < value < claimed:
        return True
    if value >= 10 and leading & _ROUGHLY and abs(value - claimed) <= _ABOUT * value:
        return True
    if value % 1 and claimed == round(value):
        return True
    return claimed >= _LEAST_ROUNDED and _is_rounding(claimed, value)


def _is_rounding(claimed: float, value: float) -> bool:
    digits = f"{claimed:.0f}".rstrip("0")
    step = 10.0 ** (len(f"{claimed:.0f}") - len(digits))
    return step > 1 and len(digits) >= 1 and abs(value - claimed) < step / 2 and abs(value - claimed) < 0.05 * value

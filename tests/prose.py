"""Made-up newspaper prose for property tests: names, figures, quotations, negations, odd characters of pages."""

from dataclasses import dataclass

from hypothesis import strategies as st

NAMES = ("Ana", "Ruiz", "Tom", "O’Brien", "Hale", "Dubé", "Dube\u0301", "İzmir", "Harbour", "서울")
NUMBERS = ("40", "1,400", "2026", "€5.20", "2.5%", "−5", "10–12", "40\u00a0000", "1/4", "£3m", "1¾", "٤٠", "10²")
NEGATIONS = ("not", "no", "isn’t", "don't", "nobody", "refused", "unlikely", "few")
PLAIN = (
    *("the", "council", "mayor", "said", "town", "old", "mill", "is", "was", "to", "of", "and", "in", "sell", "plan"),
    *(
        "may",
        "about",
        "reportedly",
        "e-mail",
        "re-sign",
        "coun\u00adcil",
        "of\ufb01ce",
        "café",
        "a",
        "I",
        "will",
        "land",
    ),
    *("\u202bland\u202c", "𝔘𝔫𝔦", "AT&T", "U.S.", "example.com", "the\x00n", "ﬁne", "it’s", "workers’"),
)
_OPENINGS = ("", "", "", "", "", "“", "‘", '"', "«", "(", "[")
_CLOSINGS = ("", "", "", "", "", ",", ".", "”", ",”", '."', "’", "?", "!", "…", ":", ")", " 😀", "]", "»")
_GAPS = (
    *(" ", " ", " ", " ", " ", " ", "\u00a0", "\u2009", "  ", "\n", "\r\n", "\n\n", "\u2028", " — ", "—", " – ", " … "),
    *("\u200b ", " \u200f", "\t", " 👨\u200d👩\u200d👧 ", " ❤\ufe0f "),
)


@dataclass(frozen=True)
class Prose:
    """A text and where each of its words stands in it."""

    text: str
    words: tuple[tuple[int, int], ...]

    def slice(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, inclusive."""
        return self.text[self.words[first][0] : self.words[last][1]]


def _made(pieces: list[tuple[str, str, str, str]]) -> Prose:
    text = ""
    words: list[tuple[int, int]] = []
    for opening, word, closing, gap in pieces:
        start = len(text) + len(opening)
        words.append((start, start + len(word)))
        text += f"{opening}{word}{closing}{gap}"
    return Prose(text, tuple(words))


def _piece(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, str, str, str]]:
    return st.tuples(*map(st.sampled_from, (_OPENINGS, words, _CLOSINGS, _GAPS)))


def prose(*, least: int = 1, most: int = 24) -> st.SearchStrategy[Prose]:
    """Prose of ``least`` to ``most`` words."""
    words = (*PLAIN, *NAMES, *NUMBERS, *NEGATIONS)
    return st.lists(_piece(words), min_size=least, max_size=most).map(_made)


@st.composite
def slices(draw: st.DrawFn, *, holding: tuple[str, ...]) -> tuple[Prose, int, int, int]:
    """Prose, the first and last word of a slice of it, and a word of the slice that is one of ``holding``.

    The words beside that one, alpha and omega, stand in the prose once.
    """
    before, after = (draw(st.lists(_piece((*PLAIN, *NAMES, *NUMBERS)), max_size=8)) for _ in range(2))
    made = _made([*before, ("", "alpha", "", " "), draw(_piece(holding)), ("", "omega", "", " "), *after])
    at = len(before) + 1
    return made, draw(st.integers(0, at)), draw(st.integers(at, len(made.words) - 1)), at

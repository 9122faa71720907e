"""A folded view of a text, in which wordings that differ only in typography are equal, with the way back.

Folded away are the kinds of quotation mark, dash, space and line end, soft hyphens, zero-width and direction controls,
the typographic ligatures, and the two ways Unicode writes an accent (NFC, NFD). Case and everything else stays; a minus
is no dash, and the double prime of inches and seconds no quotation mark.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

import regex

_MARKS = "\"'`´‘’‚‛“”„‟«»‹›′❛❜❝❞「」『』＂＇"
_DASHES = "\\-‐‑‒–—―−﹘﹣－"
_DASH_SET = frozenset(_DASHES) - {"\\"}
_PLAIN = -1
UNSEEN = r"\p{Cf}\p{DI}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""What can't be seen and takes no place, for a set of a regular expression."""
SIGN = r"(?:(?<![\p{L}\p{N}])−|(?<![^\s(\[“‘«„‹])[\-‐‑–－])(?=\p{Sc}?+\p{N})"
"""A minus, or a hyphen or dash that stands for one: right before a number, and after nothing."""
_GAP = rf"[\s{UNSEEN}]"
_DASH = rf"(?!{SIGN})[{_DASHES}]"
_CHANGING = regex.compile(
    r"(?=[\-\"'`\x00-\x1f\x7f]|\ [^!-,./-~]|[^\x00-\x7f]|[!-~][^\x00-\x7f])"  # a quick look first: plain prose passes
    rf"(?:(?P<sign>{SIGN})"
    rf"|(?P<gap>(?:\ (?={_DASH}|{_GAP})|(?!\ ){_GAP}){_GAP}*+(?:(?:{_DASH})++{_GAP}*+)?"
    rf"|(?:{_DASH})++{_GAP}*+)"
    rf"|(?P<mark>[{_MARKS}])"
    r"|(?P<cluster>[\x00-\x7f]\p{M}++|[^\x00-\x7f]\p{M}*+))"
)
"""One stretch of text that folding changes, or that can't be cut in two."""

_IGNORED = regex.compile(rf"[{UNSEEN}]++")


class Folded:
    """The folded form of a text, ``text``, which knows the stretch of the source behind each of its own."""

    def __init__(self, source: str) -> None:
        """Fold ``source``, in time linear in its length."""
        pieces: list[str] = []
        self._folded_at = [0]
        self._source_at = [0]
        self._source_end = [_PLAIN]
        last = length = 0
        for match in _CHANGING.finditer(source):
            start, end = match.span()
            folded = _fold(match.lastgroup or "", match[0])
            pieces += (source[last:start], folded)
            length += start - last + len(folded)
            last = end
            if end - start != 1 or len(folded) != 1:
                self._mark(length - len(folded), start, end)
                self._mark(length, end, _PLAIN)
        pieces.append(source[last:])
        self.text = "".join(pieces)

    def _mark(self, folded: int, source: int, source_end: int) -> None:
        if self._folded_at[-1] == folded:
            self._source_at[-1], self._source_end[-1] = source, source_end
        else:
            self._folded_at.append(folded)
            self._source_at.append(source)
            self._source_end.append(source_end)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The source's ``[start, end)`` behind that of the folded text; None when an edge cuts a stretch in two."""
        first, last = bisect_right(self._folded_at, start) - 1, bisect_right(self._folded_at, end - 1) - 1
        if self._source_end[first] != _PLAIN and self._folded_at[first] != start:
            return None
        begin = self._source_at[first] + start - self._folded_at[first]
        if self._source_end[last] == _PLAIN:
            return begin, self._source_at[last] + end - self._folded_at[last]
        cut = last + 1 < len(self._folded_at) and self._folded_at[last + 1] != end
        return None if cut else (begin, self._source_end[last])


def fold(text: str) -> str:
    """The folded form of ``text`` alone."""
    if (text.isascii() and text.isalnum()) or not _CHANGING.search(text):
        return text
    return Folded(text).text


def _fold(kind: str, stretch: str) -> str:
    match kind:
        case "gap" if any(character in _DASH_SET for character in stretch):
            return "-"
        case "gap":
            return " " if any(character.isspace() for character in stretch) else ""
        case "mark":
            return "'"
        case "sign":
            return "−"
        case _:
            return _fold_cluster(stretch)


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    if cluster == "…":
        return "..."
    if "\ufb00" <= cluster[0] <= "\ufb06":
        return unicodedata.normalize("NFKD", cluster)
    cluster = _IGNORED.sub("", cluster)
    return unicodedata.normalize("NFD" if "\uac00" <= cluster[0] <= "\ud7a3" else "NFC", cluster)

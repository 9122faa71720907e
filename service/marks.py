"""Quotation marks: where a run of quoted words opens and closes.

Newspapers set “…”, "…", «…», »…«, „…“, ‘…’ and '…', nest one kind in another, leave the closing mark off a paragraph
that the next one goes on from, and use the same character as an apostrophe. A mark here is judged by its neighbours:
an opening one has a word right after it and none right before it, a closing one the other way round.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.paragraphs import unwrapped

_CLOSERS = {
    "“": '”"“',
    "”": '”"“',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    '"': '"”“',
    "‹": "›",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
    "`": "'’",
}
"""Each mark that may open a run, and those that may close it."""
_PARTNERS = {"“": "”", '"': '"'}
"""The mark that closes a run within a run, for each that may open one there."""

_DOUBLED = re.compile(r"''|``|‘‘|’’|(?<![\w,]),,(?=\w)|‚‚")
_TRIPLE = re.compile(r"(?<=\S)'''")
"""Two single marks that stand for a double one, alone and after the end of a run within."""

_SINGLE = "‘'`‚"
_SENTENCE_ENDS = ".!?…"
_BEFORE_MARKS = "([{—–-―:/¿¡…"
"""What may stand before a mark that opens, other than a space."""
_PAUSES = ",.!?…"
"""After these a mark closes, though a word follows without a space: "“We go,”she said"."""
_MARK = re.compile(f"[{re.escape(''.join([*_CLOSERS, '’', '›']))}]")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True)
class Run:
    """A quoted run: its words are ``[start, end)``, in code points; its marks stand at ``opening`` and ``closing``.

    ``closing`` is None when the paragraph ends before the closing mark; ``continues`` is True when the run goes on from
    such a one in the paragraph before, as newspapers set a quotation of several paragraphs.
    """

    opening: int
    start: int
    end: int
    closing: int | None
    continues: bool = False


def quoted_runs(text: str) -> tuple[Run, ...]:
    """The outermost quoted runs of ``text``, in order; a mark that nothing answers makes no run.

    An unclosed run is one only where its mark opens the paragraph, or a whole sentence that ends it, or where the next
    paragraph goes on from it; one of single marks only in the last case.
    """
    text = doubled(unwrapped(text))
    runs: list[Run] = []
    hanging: Run | None = None
    sure = False
    for line in _LINE.finditer(text):
        first = line.start() + len(line[0]) - len(line[0].lstrip())
        if first == line.end():
            continue
        found = list(_runs_of_line(text, line.start(), line.end()))
        goes_on = hanging is not None and bool(found) and found[0].opening == first and _goes_with(text, hanging, first)
        if hanging and (sure or goes_on):
            runs.append(hanging)
        if goes_on:
            found[0] = replace(found[0], continues=True)
        hanging = found.pop() if found and found[-1].closing is None else None
        sure = hanging is not None and _is_sure(text, hanging, first)
        runs += found
    return (*runs, hanging) if hanging and sure else tuple(runs)


def doubled(text: str) -> str:
    """The text, as long as it was, with a double mark and a space for each two single marks that stand for one."""
    return _DOUBLED.sub(_double, _TRIPLE.sub("'\" ", text))


def _double(found: re.Match[str]) -> str:
    start, end = found.span()
    before, after = found.string[max(0, start - 1) : start], found.string[end : end + 1]
    opens = after and not after.isspace() and (not before or before.isspace() or before in _BEFORE_MARKS)
    return ' "' if opens else '" '


def _runs_of_line(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs within ``[start, end)``; the last may be unclosed."""
    marks = [mark.start() for mark in _MARK.finditer(text, start, end)]
    last = next((i for i in reversed(marks) if _may_open(text, i, start, end)), None)
    at = 0
    while at < len(marks):
        opening = marks[at]
        at += 1
        if not _may_open(text, opening, start, end):
            continue
        closing = _closing(text, marks, at, start, end)
        if closing is not None:
            yield _run(text, opening, marks[closing], marks[closing])
            at = closing + 1
        elif opening == last if text[opening] in _SINGLE else not _reopened(text, marks, at, start, end):
            yield _run(text, opening, end, None)
            return


def _goes_with(text: str, hanging: Run, first: int) -> bool:
    """Whether a paragraph that opens with a mark goes on from an unclosed run: single marks must be the same."""
    mark = text[hanging.opening]
    return mark == text[first]


def _is_sure(text: str, hanging: Run, first: int) -> bool:
    """Whether an unclosed run is one even when the next paragraph doesn't go on from it."""
    if text[hanging.opening] in _SINGLE:
        return False
    before = text[max(0, hanging.opening - 2) : hanging.opening]
    whole = before[:1] in tuple(_SENTENCE_ENDS) and before[-1:].isspace() and text[hanging.end - 1] in _SENTENCE_ENDS
    return hanging.opening == first or whole


def _reopened(text: str, marks: list[int], at: int, start: int, end: int) -> bool:
    """Whether the line opens the kind of ``marks[at - 1]`` once more: then nobody knows where the first one ended."""
    return any(_same_opener(text, marks[at - 1], marks[i], start, end) for i in range(at, len(marks)))


def _run(text: str, opening: int, end: int, closing: int | None) -> Run:
    words = text[opening + 1 : end]
    start = opening + 1 + len(words) - len(words.lstrip())
    return Run(opening, start, max(start, opening + 1 + len(words.rstrip())), closing)


def _closing(text: str, marks: list[int], at: int, start: int, end: int) -> int | None:
    """The index in ``marks`` of the mark that closes the run opened by ``marks[at - 1]``; None when there is none."""
    opening = marks[at - 1]
    closers = _CLOSERS[text[opening]]
    single = text[opening] in _SINGLE
    fallback = None
    apart = None
    inner = None
    for index in range(at, len(marks)):
        place = marks[index]
        if text[place] == inner:
            inner = None
        elif inner is None and _opens_within(text, opening, place, start, end):
            inner = _PARTNERS[text[place]]
        elif text[place] in closers and _may_close(text, place, opening, end):
            if not single or not _possessive(text, place, end):
                return index
            fallback = fallback or index
        elif text[place] in closers and not single and _stands_apart(text, place, end):
            apart = apart or index
        elif _same_opener(text, opening, place, start, end):
            break
    return fallback or apart


def _opens_within(text: str, opening: int, place: int, start: int, end: int) -> bool:
    """Whether a run of another kind of double mark opens at ``place``, inside the one opened before."""
    return text[place] in _PARTNERS and text[place] != text[opening] and _may_open(text, place, start, end)


def _stands_apart(text: str, place: int, end: int) -> bool:
    """Whether a mark has white space on both sides, or the end: one that closes, set with a space too many."""
    return text[place - 1].isspace() and (place + 1 == end or text[place + 1].isspace() or text[place + 1] == '"')


def _may_open(text: str, place: int, start: int, end: int) -> bool:
    mark = text[place]
    if mark not in _CLOSERS:
        return False
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    if mark == "«" and after in " \u00a0\u202f":
        return True
    if mark == "“" and after in " \u00a0" and place + 2 < end and before.isspace():
        return not text[place + 2].isspace()
    if after.isspace() or before.isalnum():
        return False
    if mark in "\"”»'`‘" and not (before.isspace() or before in _BEFORE_MARKS or before in _CLOSERS):
        return False
    return not (mark in "'`‘" and after.isdigit())


def _may_close(text: str, place: int, opening: int, end: int) -> bool:
    if place == opening + 1:
        return False
    before = text[place - 1]
    after = text[place + 1] if place + 1 < end else " "
    if text[place] == "»" and text[opening] == "«":
        return True
    if text[place] == '"' and before in _PAUSES:
        return True
    if text[place] in "\"'’“«»" and after.isalnum():
        return False
    return not before.isspace()


def _possessive(text: str, place: int, end: int) -> bool:
    """Whether a single mark may as well be an apostrophe: “the workers’ rights”."""
    after = text[place + 1 : place + 3]
    return text[place - 1] == "s" and place + 2 < end and after[0] == " " and after[1].islower()


def _same_opener(text: str, opening: int, place: int, start: int, end: int) -> bool:
    """Whether a second opening mark of the kind stands at ``place``: then nobody closed the first."""
    return place > opening and text[place] == text[opening] and _may_open(text, place, start, end)

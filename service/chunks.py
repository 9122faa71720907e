"""Long texts cut into pieces that a model can take, at paragraph and sentence ends, never inside a quotation."""

from itertools import accumulate, pairwise

from service.marks import quoted_runs

LIMIT = 20_000
"""Characters of a piece: some 5,000 tokens, which leaves room for the answer."""

_ENDS = [r"\n\s*\n", r"\n", r"(?<=[.!?…]) +|(?<=[.!?…]\W) +", r"\s+", ""]
"""Where a text may be cut, best first: paragraphs, lines, sentences (closing marks and all), words, anywhere."""


def split(text: str, limit: int = LIMIT) -> tuple[tuple[int, int], ...]:
    """The pieces ``[start, end)`` of ``text``, in order; they join to the text, and none is longer than ``limit``.

    A quotation keeps together with the paragraphs it stands in, and so with its attribution, unless these alone
    take more than half of a piece; then only the quotation itself keeps together, if it is short enough.
    """
    if len(text) <= limit:
        return ((0, len(text)),)
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        _ENDS,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=limit,
        chunk_overlap=0,
        strip_whitespace=False,
    )
    pieces = splitter.split_text(_with_quotations_closed(text, limit // 2))
    bounds = list(accumulate(map(len, pieces), initial=0))
    if bounds[-1] != len(text):
        raise AssertionError("the pieces of a text must join to the text")
    return tuple(pairwise(bounds))


def _with_quotations_closed(text: str, most: int) -> str:
    """``text`` with the same length, and no place to cut inside what must keep together."""
    masked: list[str] = []
    done = 0
    for start, end in _together(text, most):
        masked += [text[done:start], "x" * (end - start)]
        done = end
    return "".join([*masked, text[done:]])


def _together(text: str, most: int) -> list[tuple[int, int]]:
    """The stretches that keep together, disjoint and in order, of ``most`` characters at most."""
    stretches: list[tuple[int, int]] = []
    for run in quoted_runs(text):
        start, end = run.opening, run.end if run.closing is None else run.closing + 1
        line_end = text.find("\n", end)
        line = text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text)
        if line[1] - line[0] <= most:
            start, end = line
        if end - start > most:
            continue
        if stretches and (run.continues or start < stretches[-1][1]) and end - stretches[-1][0] <= most:
            start, _ = stretches.pop()
        stretches.append((start, end))
    return stretches

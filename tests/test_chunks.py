"""Pieces of long texts: they join to the text, keep to the limit, and leave quotations whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.chunks import split
from service.marks import quoted_runs
from tests.linear import is_linear

SENTENCE = "The council met on Tuesday to talk about the harbour wall. "
QUOTED = "“We will build it. We will pay for it. We will not ask twice. That is all,” Mayor Ana Ruiz told the council."


@given(st.text(alphabet=st.sampled_from("ab .\n“”\"'’\t\r\u2028é\U0001f4f0"), max_size=400), st.integers(10, 80))
@settings(max_examples=60, deadline=None)
def test_pieces_join_to_the_text_within_the_limit(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert [start for start, _ in pieces] == [0, *(end for _, end in pieces)][:-1]
    assert pieces[-1][1] == len(text)
    assert all(start < end <= start + limit for start, end in pieces) or not text


def test_a_short_text_is_one_piece() -> None:
    assert split(SENTENCE) == ((0, len(SENTENCE)),)


def test_a_quotation_keeps_with_its_attribution() -> None:
    for step in range(2, 12):
        paragraphs = [QUOTED if i % step == 0 else SENTENCE * (i % 4 + 1) for i in range(60)]
        text = "\n\n".join(paragraphs)
        pieces = split(text, 700)
        assert len(pieces) > 5
        together = "".join(text[start:end] + "\0" for start, end in pieces)
        assert together.count(QUOTED) == paragraphs.count(QUOTED)


def test_a_quotation_over_paragraphs_keeps_together() -> None:
    quotation = (
        "“We are watching,” Dubé said. “Cases rise.\n\n“We stay within the mark.\n\n“I ask you to follow the rules.”"
    )
    for lead in range(0, 600, 30):
        text = "\n\n".join(["x" * lead + ".", SENTENCE, quotation, *[SENTENCE * 3] * 6])
        assert any(quotation in text[start:end] for start, end in split(text, 500))


def test_paragraphs_end_where_pieces_do() -> None:
    text = "\n\n".join([SENTENCE * 3] * 30)
    assert all(text[start:end].endswith("\n\n") for start, end in split(text, 600)[:-1])


def test_one_long_line_is_cut_at_sentences_outside_quotations() -> None:
    text = (SENTENCE * 4 + QUOTED + " ") * 20
    pieces = split(text, 700)
    assert all(text[start:end].endswith(". ") for start, end in pieces)
    bounds = {end for _, end in pieces}
    assert not [run for run in quoted_runs(text) if any(run.start < bound < run.end for bound in bounds)]


def test_a_quotation_longer_than_a_piece_is_cut_at_its_paragraphs() -> None:
    text = "\n\n".join(["“" + SENTENCE * 3] * 40) + "”"
    pieces = split(text, 600)
    assert all(text[start:end].endswith("\n\n") for start, end in pieces[:-1])


def test_a_transcript_of_300_kb_is_cut_in_linear_time() -> None:
    def cut(size: int) -> None:
        text = "\n\n".join([SENTENCE * 5, QUOTED] * size)
        assert len(split(text)) >= len(text) // 20_000

    assert is_linear(cut, 750)

"""Offsets for browsers and for bytes, against Python's own encoders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import Offsets

TEXTS = [
    "",
    "plain",
    "Dube\u0301 said “non”.",
    "😀 “Yes 𝔘𝔫𝔦” 👨\u200d👩\u200d👧",
    "a\r\nb\u2028c",
    "\x7f\x80\u07ff\u0800\uffff\U00010000",
]


def _agrees(text: str) -> bool:
    offsets = Offsets(text)
    return all(
        (offsets.utf16(at), offsets.utf8(at)) == (len(text[:at].encode("utf-16-le")) // 2, len(text[:at].encode()))
        for at in range(len(text) + 1)
    )


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_offsets_are_those_of_the_encoded_text(text: str) -> None:
    assert _agrees(text)


@given(st.text(max_size=60))
def test_offsets_are_those_of_any_encoded_text(text: str) -> None:
    assert _agrees(text)


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="is no offset of a text of 3 characters"):
        Offsets("a😀b").utf16(offset)

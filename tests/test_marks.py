"""Where quoted runs open and close, in the typography of newspapers."""

import pytest

from service.marks import quoted_runs


def runs(text: str) -> list[str]:
    return [text[run.start : run.end] for run in quoted_runs(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“I think so,” Ann said. “ You know, that is it.”", ["I think so,", "You know, that is it."]),
        ("He said “ yes ” and left.", ["yes"]),
        ("\"Do the 'two-step' \" - she said.", ["Do the 'two-step'"]),
        ("''It was 'dark' there,'' he said. ''Very.''", ["It was 'dark' there,", "Very."]),
        ("''He said 'no.''' Then he left.", ["He said 'no.'"]),
        ("“He is unlike any,” said Ann. “He has defied us.\n\nHe left.", ["He is unlike any,", "He has defied us."]),
        ('"We go,"she said. "Now."', ["We go,", "Now."]),
        ("“We go,’’ she said. ‘‘Now.’’", ["We go,", "Now."]),
        ('She said ”no“ and “yes“ and "maybe“.', ["no", "yes", "maybe"]),
        (
            '"She calls it “rough,” he writes, “and cold.” He left."',
            ["She calls it “rough,” he writes, “and cold.” He left."],
        ),
        ('“She calls it "rough," he writes.” He left.', ['She calls it "rough," he writes.']),
        ('"It is “rough, he said." He left.', ["It is “rough, he said."]),
        ("The cost rose ,, and 3,,4 is no number ''.", []),
        ("The 6“ pipe and the “ mark.", []),
        ("'Tis late, and the dog's owner knows it.\n\nShe left.", []),
    ],
)
def test_runs(text: str, found: list[str]) -> None:
    assert runs(text) == found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        "“”",
        '""',
        "‘’",
        "''",
        "«»",
        "„“",
        "»«",
        ("''", "''"),
        ("``", "''"),
        (",,", "''"),
        ("‚", "‘"),
        ("”", "”"),
        ('"', "“"),
    ],
)
def test_a_quotation_over_several_paragraphs_is_one_in_every_typography(left: str, right: str) -> None:
    text = f"{left}A bee,{right} she said. {left}It won’t sting.\n\n{left}It never has.\n\n{left}It may yet.{right}"
    assert runs(text) == ["A bee,", "It won’t sting.", "It never has.", "It may yet."]
    assert [run.continues for run in quoted_runs(text)] == [False, False, True, True]


def test_paragraphs_that_go_on_may_quote_within_them() -> None:
    text = 'He writes:\n\n"She sang “Home,” and wept.\n\n"Then she left.”'
    assert runs(text) == ["She sang “Home,” and wept.", "Then she left."]


def test_a_paragraph_in_other_marks_goes_on_from_none() -> None:
    text = '"Tom Hale stood by the stage.\n\n“It is a fine day,” he said.\n\n"Then it rained.'
    assert [run.continues for run in quoted_runs(text)] == [False, False, False]

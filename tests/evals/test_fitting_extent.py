"""Fitting how far a flag reaches: its cases are what labels hold, it learns what joins, and writes what is read."""

import tomllib
from pathlib import Path

import pytest

from evals.fitting.extent import Case, cases, fit, main, text_of, unseen
from evals.labels.label import Labelled, LoadedLabel
from service.builtin.loaded_language.extent import chance

TEXT = "They ran a vicious campaign. It was an utterly ludicrous idea, and a disgraceful farce."


def made(count: int = 200) -> list[Case]:
    """Steps to a noun that are marked where flags are dense."""
    return [
        Case(number, {"always": 1.0, "noun after": 1.0, "density": float(number % 2)}, number % 2 == 1)
        for number in range(count)
    ]


def test_a_step_is_marked_when_the_label_holds_it() -> None:
    start = TEXT.index("vicious")
    label = Labelled("1", TEXT, loaded=(LoadedLabel((start, start + len("vicious campaign"))),))
    assert [(case.signs["noun after"], case.marked) for case in cases(3, label) if "noun after" in case.signs] == [
        (1.0, True)
    ]
    narrow = Labelled("1", TEXT, loaded=(LoadedLabel((start, start + len("vicious"))),))
    assert [case.marked for case in cases(3, narrow) if "noun after" in case.signs] == [False]
    assert not list(cases(3, Labelled("1", TEXT)))


def test_it_learns_what_joins() -> None:
    weights = fit(made())
    assert weights["density"] > 1
    assert chance(weights, {"always": 1.0, "noun after": 1.0, "density": 1.0}) > 0.8
    assert chance(weights, {"always": 1.0, "noun after": 1.0, "density": 0.0}) < 0.2


def test_the_file_is_what_the_engine_reads() -> None:
    found = made()
    weights = fit(found)
    written = text_of(weights, ["own"], found)
    assert tomllib.loads(written)["signs"]["density"] == pytest.approx(weights["density"], abs=0.001)
    assert "of which\n# people marked 1.00; of the others, 0.00" in written
    assert len(unseen(found)) == len(found)


def test_nothing_to_fit_on_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for given in ([], [tmp_path / "absent.jsonl"]):
        with pytest.raises(SystemExit) as exit_:
            main(gold=given)
        assert exit_.value.code == 2
    told = capsys.readouterr().out.replace("\n", "")
    assert "No labelled phrase to fit on" in told
    assert "absent.jsonl" in told

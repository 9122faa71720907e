"""The fitted parts of the quotations: what they add, that the engine works without them, and what their file holds."""

import json
from importlib.resources import files

import pytest

from service import analyze
from service.builtin.quotations import attribution
from service.builtin.quotations.fitted import FILE, CueClassifier, RoleTagger, fitted, stretches


def contents(text: str) -> list[str]:
    return [span.text for quotation in analyze(text).quotations for span in quotation.content]


def test_more_is_found_with_them_and_the_engine_works_without(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "“We are broke,” Ana Ruiz said.\n\n"
        "The report documents how the losses were hidden. The union protested that nobody had been asked."
    )
    fit = contents(text)
    monkeypatch.setattr(attribution, "fitted", lambda: None)
    ruled = contents(text)
    assert "We are broke," in fit
    assert "We are broke," in ruled
    assert len(ruled) < len(fit)


def test_the_file_is_plain_numbers_without_names() -> None:
    table = json.loads(files("service.builtin").joinpath(FILE).read_text("utf-8"))
    assert not {"trump", "clinton", "obama", "sanders", "republican", "iowa"} & set(table["words"])
    labels = table["roles"]["labels"]
    assert len(table["roles"]["steps"]) == len(labels)
    rows = [row for values in table["roles"]["columns"].values() for row in values.values()]
    assert all(len(row) == len(labels) for row in rows)
    assert all(isinstance(weight, float | int) for row in rows for weight in row)


def test_the_file_is_read_once() -> None:
    assert fitted() is fitted()


def test_a_cue_is_as_likely_as_its_features_say() -> None:
    cues = CueClassifier(0.0, {"word=say": 2.0, "quoted": -2.0})
    assert cues.probability(["word=say", "unheard of"]) == pytest.approx(0.881, abs=0.001)
    assert cues.probability(["word=say", "quoted"]) == pytest.approx(0.5)


def test_labels_are_the_best_sequence_and_not_the_best_one_by_one() -> None:
    columns = {"word+0": {"a": [0.0, 1.0, 0.0], "b": [1.1, 0.0, 1.0]}}
    steps = [[0.0, 0.0, -20.0], [-1.0, -1.0, 2.0], [0.0, 0.0, 0.0]]
    tagger = RoleTagger(["O", "BC", "IC"], [0.0, 0.0, 0.0], steps, columns)
    assert tagger.read({"word": ["a", "b"]}) == ["BC", "IC"]
    assert tagger.read({"word": ["b"]}) == ["O"]


def test_stretches_of_a_role() -> None:
    assert stretches(["BC", "IC", "O", "BC", "BS"], "C") == [(0, 2), (3, 4)]
    assert stretches([], "C") == []

"""Fitting how the signs of a name that stands wrongly are weighed: it learns what tells, and writes what is read."""

import tomllib
from pathlib import Path

import pytest

from evals.alterations import alterations
from evals.fitting.names import Case, cases, crossed, fitted, main
from evals.labels.label import Claim, Labelled

ARTICLE = (
    "Mayor Ana Ruiz of Dunmere opened the new bridge on Monday. It cost 48 million euros and took six years.\n"
    "\nLater that week the driver Tom Hale of Kerrow was fined for speeding near the old harbour. Hale paid at once."
)
LABEL = Labelled("one", ARTICLE, claims=(Claim("Ana Ruiz opened the bridge of Dunmere.", supported=True),))


def made(count: int = 100) -> list[Case]:
    """Names of which those that stand elsewhere are wrong, whatever the other sign says."""
    return [
        Case(
            {"elsewhere": float(number % 2), "odd": float(number % 3)},
            1.0,
            wrong=number % 2 == 1,
            article=f"{number // 4}",
        )
        for number in range(count)
    ]


def test_it_learns_what_tells() -> None:
    weights = fitted(made(), 0.1)
    assert weights["elsewhere"] > 1
    assert abs(weights["odd"]) < 0.1


def test_as_many_right_names_are_doubted_as_asked_for() -> None:
    found = [Case({"told": number / 100}, 1.0, wrong=number > 80, article="") for number in range(100)]
    weights = fitted(found, 0.1)
    doubted = [
        case for case in found if not case.wrong and weights["always"] + weights["told"] * case.signs["told"] > 0
    ]
    assert len(doubted) == pytest.approx(8, abs=1)


def test_what_is_told_is_measured_by_weights_fitted_on_other_articles() -> None:
    told, alarms = crossed(made(), 0.1)
    assert told == 1
    assert alarms < 0.2
    by_heart = [Case({"told": 1.0}, 1.0, wrong=number > 80, article="one") for number in range(100)]
    assert crossed(by_heart, 0.1) == (0, 0), "one article has no others"


def test_a_name_is_a_case_as_it_is_and_where_it_was_put() -> None:
    found = list(cases(LABEL))
    assert sum(not case.wrong for case in found) == 2, "Ana Ruiz and Dunmere"
    assert any(case.wrong for case in found)
    assert any(change.kind == "name" for change in alterations(LABEL.claims[0].text if LABEL.claims else "", ARTICLE))


def test_what_is_written_names_its_sets_and_has_a_weight_for_each_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.fitting.names.half_of", {ARTICLE: "tuned on"}.get)
    gold = tmp_path / "claims.jsonl"
    rows = [f'{{"doc": "{ARTICLE}", "summary": "Ana Ruiz opened the bridge of Dunmere.", "label": 1}}']
    gold.write_text("\n".join(rows).replace("\n\n", "\\n\\n"), encoding="utf-8")
    output = tmp_path / "standing.toml"
    main(gold=[gold], output=output)
    read = tomllib.loads(output.read_text("utf-8"))
    assert read["weights"].keys() == {"always", *next(iter(cases(LABEL))).signs}


def test_nothing_to_fit_on_is_said(tmp_path: Path) -> None:
    for given in ([], [tmp_path / "absent.jsonl"]):
        with pytest.raises(SystemExit) as exit_:
            main(gold=given)
        assert exit_.value.code == 2

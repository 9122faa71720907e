"""Fitting the strength of loaded phrases: it learns what made cases show, and writes what the engine reads."""

import math
import tomllib
from pathlib import Path

import pytest

from evals.fitting.loaded import Case, Fit, how_usual, main, reliability, text_of, unseen
from service.builtin.loaded_language.strength import Weights


def made(count: int = 200) -> list[Case]:
    """Cases in which a heated surrounding decides, and the word “vile” is always marked."""
    found: list[Case] = []
    for number in range(count):
        heated = number % 2 == 0
        vile = number % 5 == 0
        signs = {"always": 1.0, "heat": float(heated), "alone": 0.0}
        found.append(Case("own", number, "vile" if vile else "big", signs, heated or vile))
    return found


def test_it_learns_what_decides() -> None:
    fit = Fit(made(), {})
    assert fit.weights["heat"] > 1
    assert fit.offset("vile") > 0 > fit.offset("big")
    hot, cold = (
        Case("own", 999, "big", {"always": 1.0, "heat": heat, "alone": 0.0}, marked=False) for heat in (1.0, 0.0)
    )
    assert fit.chance(hot) > 0.7
    assert fit.chance(cold) < 0.4


def test_a_word_is_judged_without_the_text_it_stands_in() -> None:
    fit = Fit(
        [Case("own", number, "vile" if number == 0 else "big", {"always": 1.0}, number == 0) for number in range(20)],
        {},
    )
    assert fit.offset("vile") > 0
    assert fit.offset("vile", without=0) == 0


def test_reliability_counts_each_case_once() -> None:
    cases = made()
    rows = list(reliability(cases, unseen(cases, {})))
    assert sum(many for _, many, _, _ in rows) == len(cases)
    assert all(0 <= share <= 1 for *_, share in rows)


def test_the_file_is_what_the_engine_reads() -> None:
    fit = Fit(made(), {"big": 2.0})
    text = text_of(fit, ["own"], "2 articles", made(), [("from 0.0", 1, 0.1, 0.2)])
    weights = Weights.model_validate(tomllib.loads(text))
    assert weights.signs["heat"] == pytest.approx(fit.weights["heat"], abs=0.001)
    assert weights.words["vile"] == pytest.approx(fit.marked * fit.offset("vile"), abs=0.01)
    assert weights.words["big"] == pytest.approx(
        (fit.marked + 2 * fit.both) * fit.offset("big") + 2 * fit.usual, abs=0.01
    )


def test_a_word_is_weaker_when_ordinary_news_uses_it_often() -> None:
    cases = [
        Case("own", number, f"rare{number}" if number % 2 else f"usual{number}", {"always": 1.0}, number % 2 == 1)
        for number in range(60)
    ]
    fit = Fit(cases, {f"usual{number}": 3.0 for number in range(0, 80, 2)})
    unseen_words = (Case("own", 999, word, {"always": 1.0}, marked=False) for word in ("usual70", "rare71"))
    weak, strong = map(fit.chance, unseen_words)
    assert weak < strong
    assert fit.usual < 0


def test_words_of_the_tables_are_counted_in_ordinary_news() -> None:
    usual = how_usual(["The shameless mayor met the council. A shameless man.", "They met on Monday."])
    assert usual["shameless"] == pytest.approx(math.log1p(2 * 100_000 / 13))


def test_nothing_to_fit_on_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for given in ([], [tmp_path / "absent.jsonl"]):
        with pytest.raises(SystemExit) as exit_:
            main(gold=given)
        assert exit_.value.code == 2
    told = capsys.readouterr().out.replace("\n", "")  # a line is as wide as the terminal
    assert "No text to fit on" in told
    assert "absent.jsonl" in told

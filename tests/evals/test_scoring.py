"""Scores, worked out by hand."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.labels import read_gold
from evals.scoring import (
    Counts,
    Span,
    auc,
    balanced_accuracy,
    f1,
    letters,
    macro_f1,
    match_contents,
    merged,
    precision,
    recall,
    rouge_l,
    span_counts,
    total,
)

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair))), max_size=8)


def test_span_figures_are_those_of_semeval_2020_task_11(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "article11.txt").write_text("a" * 40, "utf-8")
    (tmp_path / "articles" / "article12.txt").write_text("b" * 120, "utf-8")
    labels = "11\t0\t10\n11\t20\t30\n12\t0\t4\n12\t2\t8\n"
    (tmp_path / "dev.task1-SI.labels").write_text(labels, "utf-8")
    predicted = {"11": [(5, 15), (18, 32)], "12": [(6, 9), (100, 110)]}
    sums = total(
        span_counts(gold=[item.span for item in label.loaded or ()], predicted=predicted[label.id])
        for label in read_gold(tmp_path).texts
    )
    # By hand: P = (5/10 + 10/14 + 2/3 + 0) / 4, R = (5/10 + 10/10 + 2/8) / 3, the two overlapping gold spans being one.
    precise = precision(right=sums["precise"], predicted=sums["predicted"])
    recalled = recall(right=sums["recalled"], gold=sums["gold"])
    assert precise == pytest.approx(0.470238, abs=5e-7)
    assert recalled == pytest.approx(0.583333, abs=5e-7)
    assert f1(precision=precise, recall=recalled) == pytest.approx(0.520716, abs=5e-7)
    assert sums["astray"] == 1


def test_precision_and_recall_are_not_each_other() -> None:
    sums = span_counts(gold=[(0, 10)], predicted=[(0, 10), (20, 30), (40, 50), (60, 70)])
    assert precision(right=sums["precise"], predicted=sums["predicted"]) == 0.25
    assert recall(right=sums["recalled"], gold=sums["gold"]) == 1
    assert precision(right=1, predicted=2) == recall(right=1, gold=2) == 0.5


@given(SPANS)
def test_gold_predicted_scores_one(spans: list[Span]) -> None:
    sums = span_counts(gold=spans, predicted=spans)
    if spans:
        assert sums["precise"] == sums["predicted"] == sums["recalled"] == sums["gold"] == len(merged(spans))
    assert sums["astray"] == 0


@given(SPANS, SPANS)
def test_span_figures_stay_within_0_and_1_and_swap_with_their_sides(gold: list[Span], predicted: list[Span]) -> None:
    sums, swapped = span_counts(gold=gold, predicted=predicted), span_counts(gold=predicted, predicted=gold)
    assert 0 <= sums["precise"] <= sums["predicted"] + 1e-9
    assert 0 <= sums["recalled"] <= sums["gold"] + 1e-9
    assert sums["precise"] == pytest.approx(swapped["recalled"])


def test_shuffled_gold_scores_near_0() -> None:
    chance = random.Random(1)  # noqa: S311 -- a shuffle, no secret
    gold = sorted(chance.sample(range(0, 100_000, 20), 50))
    shuffled = [(start, start + 8) for start in chance.sample(range(0, 100_000, 20), 50)]
    sums = span_counts(gold=[(start, start + 8) for start in gold], predicted=shuffled)
    assert sums["precise"] / sums["predicted"] < 0.05


def test_what_is_undefined_is_none() -> None:
    assert precision(right=0, predicted=0) is None
    assert recall(right=0, gold=0) is None
    assert f1(precision=None, recall=0.5) is None
    assert f1(precision=0.0, recall=0.0) == 0
    assert balanced_accuracy(true_positives=1, positives=1, true_negatives=0, negatives=0) is None
    assert macro_f1(true_positives=1, false_positives=0, false_negatives=0, true_negatives=0) is None
    assert auc(pairs=[("", 1.0, True, 1)]) is None
    assert rouge_l(summary="a", references=[]) is None


def test_balanced_accuracy_and_macro_f1() -> None:
    assert balanced_accuracy(true_positives=3, positives=4, true_negatives=1, negatives=2) == 0.625
    found = macro_f1(true_positives=3, false_positives=1, false_negatives=1, true_negatives=1)
    assert found == pytest.approx((6 / 8 + 2 / 4) / 2)


def test_the_area_counts_pairs_won_and_half_of_those_tied() -> None:
    pairs = [("x", 0.9, True, 1), ("x", 0.5, True, 1), ("x", 0.5, False, 1), ("x", 0.1, False, 1)]
    assert auc(pairs=pairs) == 0.875


def test_within_groups_an_outlets_share_of_positives_adds_nothing() -> None:
    pairs = [("calm", 0.0, False, 9), ("calm", 0.0, True, 1), ("loud", 1.0, True, 9), ("loud", 1.0, False, 1)]
    assert auc(pairs=pairs) == 0.5
    plain = auc(pairs=[("", *rest) for _, *rest in pairs])  # pyright: ignore[reportArgumentType] -- the rest is a score, a verdict and a count
    assert plain is not None
    assert plain > 0.85


def test_rouge_l_is_that_of_the_longest_common_subsequence() -> None:
    # Lin (2004), section 3.2: "police killed the gunman" and "police kill the gunman" share three words of four.
    assert rouge_l(summary="police kill the gunman", references=["Police killed the gunman."]) == 0.75
    assert rouge_l(summary="the gunman kill police", references=["police killed the gunman"]) == 0.5
    assert rouge_l(summary="a b c", references=["x y z", "a b c"]) == 1


def test_contents_match_one_to_one_best_first() -> None:
    text = "one two three four five six"
    gold = [letters(text, [(0, 13)]), letters(text, [(14, 27)])]
    predicted = [letters(text, [(0, 7)]), letters(text, [(0, 13)]), letters(text, [(14, 18), (19, 27)])]
    assert match_contents(gold=gold, predicted=predicted, least=0.5) == {1: 0, 2: 1}
    assert match_contents(gold=gold, predicted=predicted[:1], least=0.5) == {0: 0}
    assert match_contents(gold=gold, predicted=predicted[:1], least=0.8) == {}


def test_counts_of_articles_add_up() -> None:
    assert total([Counts(float, a=1), Counts(float, a=2, b=3)]) == {"a": 3, "b": 3}
    assert total([]) == {}

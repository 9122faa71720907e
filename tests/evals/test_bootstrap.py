"""Intervals by bootstrap over articles."""

import pytest

from evals.bootstrap import interval, paired, resampled
from evals.scoring import Counts
from evals.tasks.task import ratio

SHARE = ratio("right", "of")


def rows(*rights: int) -> list[Counts]:
    return [Counts(float, right=right, of=10) for right in rights]


def test_an_interval_holds_the_figure_and_narrows_with_more_articles() -> None:
    few, many = rows(2, 4, 6, 8), rows(*[2, 4, 6, 8] * 25)
    wide, narrow = interval(resampled(few), SHARE), interval(resampled(many), SHARE)
    assert wide is not None
    assert narrow is not None
    assert wide[0] < narrow[0] < 0.5 < narrow[1] < wide[1]
    # The standard error of the mean of 100 articles whose shares have a deviation of .2236 is .0224.
    assert narrow[1] - narrow[0] == pytest.approx(2 * 1.96 * 0.02236, rel=0.1)


def test_articles_are_drawn_whole() -> None:
    drawn = resampled([Counts(float, right=1, of=1), Counts(float, right=0, of=99)])
    assert {(sums["right"], sums["of"]) for sums in drawn} == {(2, 2), (1, 100), (0, 198)}


def test_no_articles_or_an_undefined_figure_have_no_interval() -> None:
    assert interval(resampled([]), SHARE) is None
    assert interval(resampled([Counts(float)]), SHARE) is None


def test_a_gain_on_every_article_is_sure_however_different_the_articles_are() -> None:
    before, after = rows(0, 3, 6, 9), rows(1, 4, 7, 10)
    found = paired(resampled(before), resampled(after), SHARE)
    assert found == pytest.approx((0.1, 0.1))

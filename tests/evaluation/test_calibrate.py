"""Fitting and judging confidence, against sums done by hand."""

import math

import pytest

from pipeline.evaluation.calibrate import (
    Example,
    calibration_error,
    fit_weights,
    judge,
    reliability,
    thresholds,
)


def examples(counts: dict[str, tuple[int, int]]) -> list[Example]:
    """Claims by their one feature: how many are right, and how many wrong."""
    return [
        Example("paper", {name: 1.0}, right)
        for name, (good, bad) in counts.items()
        for right in [True] * good + [False] * bad
    ]


def test_fit_without_penalty_gives_the_shares() -> None:
    bias, weights = fit_weights(examples({"good": (9, 1), "bad": (2, 8)}), 1e-6)
    for name, share in (("good", 0.9), ("bad", 0.2)):
        assert 1 / (1 + math.exp(-bias - weights[name])) == pytest.approx(share, abs=0.01)


def test_penalty_pulls_to_the_common_share() -> None:
    bias, weights = fit_weights(examples({"good": (9, 1), "bad": (2, 8)}), 1e6)
    assert weights == {"bad": 0.0, "good": 0.0}
    assert 1 / (1 + math.exp(-bias)) == pytest.approx(11 / 20, abs=0.001)


def test_fit_does_not_depend_on_the_order() -> None:
    listed = examples({"good": (9, 1), "bad": (2, 8), "rare": (1, 0)})
    assert fit_weights(listed, 1.0) == fit_weights(listed[::-1], 1.0)


def test_bins_and_error_by_hand() -> None:
    # Bin 0.2-0.3: two claims at 0.2 and 0.25, none right: gap 0.225. Bin 0.9-1: three claims, two
    # right, mean 0.95: gap 0.2833. Error: (2 * 0.225 + 3 * 0.2833) / 5 = 0.26.
    bins = reliability([0.2, 0.25, 0.9, 0.95, 1.0], [False, False, True, True, False])
    assert [(each.low, each.claims, each.confidence, each.right) for each in bins] == [
        (0.2, 2, 0.225, 0.0),
        (0.9, 3, 0.95, 0.6667),
    ]
    assert calibration_error(bins) == 0.26


def test_honest_confidence_has_no_error() -> None:
    assert calibration_error(reliability([0.5] * 4, [True, False, True, False])) == 0
    assert calibration_error([]) == 0


def test_thresholds_by_hand() -> None:
    # Of four claims three are right; gold has five. Above 0.5 two are left, both right.
    rows = thresholds([0.1, 0.3, 0.6, 0.9], [False, True, True, True], gold=5, steps=2)
    assert [(row.confidence, row.claims, row.precision, row.recall) for row in rows] == [
        (0.0, 4, 0.75, 0.6),
        (0.5, 2, 1.0, 0.4),
    ]


def test_judge_of_nothing() -> None:
    nothing = judge([], [], gold=0)
    assert (nothing.error, nothing.bins, nothing.thresholds) == (0.0, (), ())

"""Fitting and judging probabilities: numbers in, numbers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pipeline.schema import Model

BINS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A claim of one document: what is known of it, and whether gold says that it is right.

    ``worked_on`` names what was written beside the document ("rules", "knowledge"): what that
    gains there is no promise for a document that nobody has seen.
    """

    doc_id: str
    features: Mapping[str, float]
    right: bool
    worked_on: frozenset[str] = frozenset()


class Bin(Model):
    """Claims of like confidence: ``low`` <= confidence < ``high`` (the last holds 1 too)."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


class Threshold(Model):
    """What is left when claims below ``confidence`` are left out; recall is of all gold claims."""

    confidence: float
    claims: int
    precision: float
    recall: float


class Calibration(Model):
    """How far confidence can be trusted: the error, and the rows of its two plots."""

    error: float
    bins: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]


def judge(confidence: Sequence[float], right: Sequence[bool], *, gold: int) -> Calibration:
    """Judge the confidence of claims by whether they are right; ``gold`` counts gold claims."""
    bins = reliability(confidence, right)
    return Calibration(
        error=calibration_error(bins),
        bins=tuple(bins),
        thresholds=tuple(thresholds(confidence, right, gold=gold)),
    )


def fit_weights(examples: Sequence[Example], penalty: float) -> tuple[float, dict[str, float]]:
    """Fit a logistic model by maximum likelihood with a quadratic penalty on the weights.

    Returns:
        The bias, which goes unpunished, and the weight of each feature, to four digits.
    """
    names = sorted({name for each in examples for name in each.features})
    table = np.array([[each.features.get(name, 0.0) for name in names] for each in examples])
    right = np.array([each.right for each in examples], dtype=float)

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = values[0] + table @ values[1:]
        # log(1 + exp(x)) without overflow.
        cost = np.logaddexp(0, total).sum() - right @ total + penalty * values[1:] @ values[1:] / 2
        wrong = 1 / (1 + np.exp(-total)) - right
        slope = np.concatenate([[wrong.sum()], wrong @ table + penalty * values[1:]])
        return float(cost), slope

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = {name: round(float(value), 4) for name, value in zip(names, found[1:], strict=True)}
    return round(float(found[0]), 4), weights


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Sort claims into ten bins of equal width and compare promise with outcome; empty ones out."""
    bins = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [
            (value, outcome)
            for value, outcome in zip(confidence, right, strict=True)
            if min(int(value * BINS), BINS - 1) == number
        ]
        if inside:
            values, outcomes = zip(*inside, strict=True)
            bins.append(
                Bin(
                    low=low,
                    high=high,
                    claims=len(inside),
                    confidence=round(sum(values) / len(inside), 4),
                    right=round(sum(outcomes) / len(inside), 4),
                )
            )
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap of the bins, weighted by their claims.

    Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities".
    """
    total = sum(each.claims for each in bins)
    if not total:
        return 0.0
    gaps = sum(each.claims * abs(each.confidence - each.right) for each in bins)
    return round(gaps / total, 4)


def thresholds(
    confidence: Sequence[float], right: Sequence[bool], *, gold: int, steps: int = 20
) -> list[Threshold]:
    """Tell what precision and recall are left at each threshold from 0 to below 1."""
    rows = []
    for step in range(steps):
        least = step / steps
        kept = [outcome for value, outcome in zip(confidence, right, strict=True) if value >= least]
        if kept:
            rows.append(
                Threshold(
                    confidence=least,
                    claims=len(kept),
                    precision=round(sum(kept) / len(kept), 4),
                    recall=round(sum(kept) / gold, 4) if gold else 0.0,
                )
            )
    return rows

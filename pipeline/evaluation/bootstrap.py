"""Intervals by resampling sentences (Efron and Tibshirani 1993, percentile method)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Counts = Sequence[tuple[int, int, int]]
"""Per sentence: gold claims, predicted claims, correct ones."""

_BATCH = 256
"""Resamples drawn at a time: bounds memory without changing the draws' order."""


def f1_interval(counts: Counts, *, samples: int, seed: int) -> tuple[float, float] | None:
    """Return the 95 % interval of F1 over resampled sentences.

    Claims of one sentence stand or fall together, so sentences are drawn and not claims. Only
    sentences that have a claim on either side are given; those without one change no figure.
    None when there is nothing to resample.
    """
    if not counts or not samples:
        return None
    table = np.asarray(counts, dtype=np.int64)
    rng = np.random.default_rng(seed)
    drawn: list[NDArray[np.int64]] = []
    for start in range(0, samples, _BATCH):
        size = min(_BATCH, samples - start)
        picks = rng.integers(len(table), size=(size, len(table)))
        drawn.append(table[picks].sum(axis=1))
    gold, predicted, correct = np.concatenate(drawn).T
    total = gold + predicted
    f1 = np.where(total > 0, 2 * correct / np.maximum(total, 1), 0.0)
    low, high = np.quantile(f1, [0.025, 0.975])
    return float(low), float(high)

"""One-to-one alignment of predicted claims with gold claims whose triggers overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.evaluation.facts import Facts, Overlap, shared_characters
from pipeline.evaluation.metrics import FIELDS

_NUDGE = 1e-3
"""Weight of a better overlap of triggers: it breaks ties and never outweighs a field."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of gold and predicted facts, and what stayed alone on either side, in text order."""

    pairs: tuple[tuple[Facts, Facts], ...]
    missed: tuple[Facts, ...]
    invented: tuple[Facts, ...]


def align(
    gold: Sequence[Facts], predicted: Sequence[Facts], overlap: Overlap = shared_characters
) -> Alignment:
    """Pair claims one to one so that the total agreement is greatest.

    Only claims whose triggers overlap can pair. Such a pair agrees on its trigger and on each
    equal field, one point each; the sum over all pairs is maximised by scipy's solver of the
    assignment problem (Crouse 2016), in polynomial time.
    """
    weights = np.zeros((len(gold), len(predicted)))
    for row, one in enumerate(gold):
        for column, other in enumerate(predicted):
            if shared := overlap(one, other):
                agreed = sum(agrees(one, other) for agrees in FIELDS.values())
                weights[row, column] = 1 + agreed + _NUDGE * (1 - 1 / (1 + shared))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    paired = {
        int(row): int(column)
        for row, column in zip(rows, columns, strict=True)
        if weights[row, column] > 0
    }
    taken = set(paired.values())
    return Alignment(
        pairs=tuple((gold[row], predicted[paired[row]]) for row in sorted(paired)),
        missed=tuple(one for row, one in enumerate(gold) if row not in paired),
        invented=tuple(one for column, one in enumerate(predicted) if column not in taken),
    )

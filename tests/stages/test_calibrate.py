"""Fitting confidence: what working on a document gains there is promised to no other."""

import pytest

from pipeline.evaluation.calibrate import Example
from pipeline.stages.calibrate import fit_examples


def claims_of(name: str, good: int, bad: int, *worked_on: str) -> list[Example]:
    outcomes = [True] * good + [False] * bad
    return [Example(name, {"near": 1.0}, each, frozenset(worked_on)) for each in outcomes]


def test_a_new_document_is_promised_what_unseen_ones_keep() -> None:
    seen = [*claims_of("gold", 90, 10, "rules"), *claims_of("worked", 90, 10, "rules")]
    unseen = [*claims_of("aside", 60, 40), *claims_of("kept", 60, 40)]
    fit = fit_examples([*seen, *unseen], penalty=1e-6)
    assert fit.everything.probability({"near": 1.0}) == pytest.approx(0.6, abs=0.02)
    assert fit.without["aside"].probability({"near": 1.0}) == pytest.approx(0.6, abs=0.02)
    assert fit.without["gold"].probability({"near": 1.0}) == pytest.approx(0.9, abs=0.02)
    assert set(fit.everything.weights) == {"near"}

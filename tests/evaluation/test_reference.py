"""Floor and ceiling: what is kept is what the code measures, and it lands beside the figures."""

from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.reference import (
    Counts,
    Reference,
    check_reference,
    keep_counts,
    measure_ceiling,
    read_reference,
    reference_text,
    with_reference,
)
from pipeline.evaluation.score import score_claims
from tests.conftest import ROOT
from tests.evaluation.making import make_claim, make_document, make_record

GOLD = ROOT / "gold"
TEXT = "Iran shelled Homs and bombed Aleppo."


def test_kept_ceiling_is_what_the_annotators_give() -> None:
    assert read_reference(GOLD / "reference.json").ceiling == keep_counts(
        measure_ceiling(GOLD / "annotators")
    )


def test_ceiling_as_the_readme_tells_it() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    for doc_id, scope in measure_ceiling(GOLD / "annotators").items():
        names = ("detection", "event_type", "actors", "recipients", "places", "date", "polarity")
        figures = [f"{scope.metrics[name].f1:.3f}" for name in (*names, "modality", "strict")]
        assert f"| {doc_id} | {' | '.join(figures)} |" in readme


def test_kept_floor_was_measured_on_the_present_gold() -> None:
    gold = read_gold_set(GOLD)
    reference = read_reference(GOLD / "reference.json")
    assert set(reference.floor) == set(gold)
    check_reference(reference, gold)
    with pytest.raises(GoldError, match="dossier was measured against other gold"):
        check_reference(reference, {**gold, "dossier": gold["dossier"][1:]})


def test_text_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "reference.json"
    reference = read_reference(GOLD / "reference.json")
    path.write_text(reference_text(reference), encoding="utf-8")
    assert read_reference(path) == reference
    assert path.read_text(encoding="utf-8") == (GOLD / "reference.json").read_text(encoding="utf-8")


def test_missing_and_broken_files(tmp_path: Path) -> None:
    path = tmp_path / "reference.json"
    assert read_reference(path) == Reference(floor={}, ceiling={})
    path.write_text('{"floor": 1}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"reference.json: is no reference"):
        read_reference(path)


def test_beside_the_figures() -> None:
    # Floor of a: 2 * 1 / (1 + 1) = 1. Of a and b together: 2 * 1 / (1 + 3 + 1 + 3) = 0.25.
    gold = {each: (make_record(TEXT, "shelled"),) for each in ("a", "b")}
    documents = {each: make_document(TEXT, each) for each in gold}
    claims = {each: [make_claim(TEXT, "shelled")] for each in gold}
    floor = {
        "a": {"detection": Counts(gold=1, predicted=1, aligned=1, correct=1)},
        "b": {"detection": Counts(gold=3, predicted=3, aligned=0, correct=0)},
    }
    ceiling = {"b": {"detection": Counts(gold=2, predicted=2, aligned=1, correct=1)}}
    scores = with_reference(
        score_claims(claims, gold, documents), Reference(floor=floor, ceiling=ceiling)
    )
    found = {name: scope.metrics["detection"] for name, scope in scores.documents.items()}
    assert (found["a"].floor, found["a"].ceiling) == (1.0, None)
    assert (found["b"].floor, found["b"].ceiling) == (0.0, 0.5)
    together = scores.overall.metrics["detection"]
    assert (together.floor, together.ceiling) == (0.25, 0.5)
    assert scores.overall.metrics["strict"].floor is None

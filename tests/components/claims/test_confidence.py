"""What the model of confidence sees of a claim, and the committed fit."""

from pathlib import Path

import pytest

from pipeline.components.claims.confidence import Fit, Weights, features, rate, read_fit
from pipeline.errors import KnowledgeError
from pipeline.schema import ActorRef, DateRef, PlaceRef
from tests.conftest import ROOT
from tests.evaluation.making import make_claim

TEXT = "Iran has twice shelled the suburbs of Homs in May."
IRAN = ActorRef(text="Iran", start=0, end=4, id="iran", via="alias")
HOMS = PlaceRef(text="Homs", start=38, end=42, id="homs")
MAY = DateRef(text="May", start=46, end=49, edtf="2017-05", anchor="relative")


def test_features_of_a_full_claim() -> None:
    claim = make_claim(TEXT, "shelled").model_copy(
        update={"actors": (IRAN,), "places": (HOMS,), "date": MAY}
    )
    found = features(claim)
    assert {name for name, value in found.items() if value == 1} == {
        "quad material_conflict", "modality asserted", "actor alias", "recipient none",
        "date relative",
    }  # fmt: skip
    # "has twice" between actor and trigger: log(1 + 2); "the suburbs of": log(1 + 3).
    assert found["actor distance"] == pytest.approx(1.0986, abs=1e-4)
    assert found["place distance"] == pytest.approx(1.3863, abs=1e-4)


def test_features_of_an_empty_claim() -> None:
    found = features(make_claim(TEXT, "shelled"))
    assert {"actor none", "recipient none", "place none", "date none"} <= set(found)


def test_unknown_and_implicit_arguments() -> None:
    hidden = ActorRef(text="", id="iran", via="implicit")
    nobody = ActorRef(text="gunmen", start=0, end=4, via="text")
    claim = make_claim(TEXT, "shelled")
    implicit = features(claim.model_copy(update={"actors": (hidden,)}))
    assert "actor distance" not in implicit
    assert "actor unknown" not in implicit
    assert features(claim.model_copy(update={"actors": (IRAN, nobody)}))["actor unknown"] == 1


def test_offsets_count_from_the_document() -> None:
    claim = make_claim(TEXT, "shelled").model_copy(update={"actors": (IRAN,)})
    moved = claim.model_copy(
        update={
            "evidence": claim.evidence.model_copy(update={"start": 100, "end": 150}),
            "action": claim.action.model_copy(update={"start": 115, "end": 122}),
            "actors": (IRAN.model_copy(update={"start": 100, "end": 104}),),
        }
    )
    assert features(moved) == features(claim)


def test_rate_adds_up_the_weights() -> None:
    # -1 + 1 + 1.0986 = 1.0986; 1 / (1 + e^-1.0986) = 0.75.
    weights = Weights(
        bias=-1, weights={"quad material_conflict": 1, "actor distance": 1, "unheard": 9}
    )
    claim = make_claim(TEXT, "shelled").model_copy(update={"actors": (IRAN,)})
    assert rate(claim, weights).confidence == 0.75


def test_committed_fit_leaves_each_gold_document_out() -> None:
    fit = read_fit()
    gold, cases = (ROOT / "gold").glob("*.jsonl"), (ROOT / "gold" / "cases").glob("*.yaml")
    assert set(fit.without) == {path.stem for path in (*gold, *cases)}
    assert fit.everything not in fit.without.values()


def test_broken_fit(tmp_path: Path) -> None:
    path = tmp_path / "confidence.json"
    path.write_text('{"bias": 0}', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"confidence.json: is no fit.*calibrate"):
        read_fit(path)
    assert isinstance(read_fit(), Fit)

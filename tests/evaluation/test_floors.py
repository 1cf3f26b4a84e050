"""Floors: what is below them is named, and they only rise."""

import re
import subprocess
from pathlib import Path

import pytest
import srsly

from pipeline.errors import GoldError
from pipeline.evaluation.floors import lowered_floors, missed_floors, read_floors
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.score import score_claims
from tests.conftest import ROOT
from tests.evaluation.making import make_claim, make_document, make_record

FLOORS = ROOT / "gold" / "floors.yaml"
TEXT = "Iran shelled Homs and bombed Aleppo."


def test_names_what_is_below() -> None:
    # One of two found: F1 = 2 * 1 / (2 + 1) = 0.667.
    records = [make_record(TEXT, each, id=each) for each in ("shelled", "bombed")]
    scores = score_claims(
        {"paper": [make_claim(TEXT, "shelled")]}, {"paper": records}, {"paper": make_document(TEXT)}
    )
    floors = {"paper": {"detection": 0.6, "strict": 0.7}, "absent": {"detection": 1.0}}
    (missed,) = missed_floors(scores, floors)
    assert str(missed) == "paper: strict F1 0.667 is below its floor 0.700"


@pytest.mark.parametrize(
    ("after", "lowered"),
    [
        ({"a": {"detection": 0.6, "strict": 0.5}}, ()),
        ({"a": {"detection": 0.5, "strict": 0.5}, "b": {"strict": 0.1}}, ()),
        ({"a": {"detection": 0.4, "strict": 0.5}}, ("a.detection",)),
        ({"a": {"detection": 0.5}}, ("a.strict",)),
        ({}, ("a.detection", "a.strict")),
    ],
)
def test_lowered(after: dict[str, dict[str, float]], lowered: tuple[str, ...]) -> None:
    assert lowered_floors({"a": {"detection": 0.5, "strict": 0.5}}, after) == lowered


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {speed: 0.5}", r"floors.yaml: a: no metric 'speed' \(there are detection, "),
        ("a: high", "holds no floors"),
        ("- 1", "holds no floors"),
    ],
)
def test_broken_floors(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_floors(path)


def test_no_file_means_no_floors(tmp_path: Path) -> None:
    assert read_floors(tmp_path / "floors.yaml") == {}


def test_committed_floors_name_gold_documents() -> None:
    assert set(read_floors(FLOORS)) <= set(read_gold_set(ROOT / "gold"))


@pytest.mark.parametrize("name", ["floors.yaml", "floors-cases.yaml"])
@pytest.mark.parametrize("revision", ["HEAD", "HEAD~1"])
def test_floors_only_rise(revision: str, name: str) -> None:
    command = ["git", "show", f"{revision}:gold/{name}"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if shown.returncode:
        reason = " ".join(shown.stderr.split()) or "no git"
        assert not re.search("bad config", reason)
        pytest.skip(f"no floors at {revision}: {reason}")
    before = srsly.yaml_loads(shown.stdout)
    assert lowered_floors(before, read_floors(ROOT / "gold" / name)) == ()

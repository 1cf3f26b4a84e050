"""Verdicts by claim: what went from right to wrong is named, not only counted."""

from pathlib import Path

import pytest

from pipeline.evaluation.score import Comparison, compare_document
from pipeline.evaluation.verdicts import changes, verdict_lines
from tests.conftest import ROOT
from tests.evaluation.making import make_claim, make_document, make_record
from tests.evaluation.test_gold import COUNTS

GOLDEN = ROOT / "tests" / "golden" / "verdicts"
TEXT = "Iran shelled Homs, bombed Aleppo and took Raqqa."


def compare(*claims: object) -> Comparison:
    records = [
        make_record(TEXT, each, id=f"G{number}", actors=["iran"])
        for number, each in enumerate(("shelled", "bombed", "took"))
    ]
    return compare_document(claims, records, make_document(TEXT))  # type: ignore[arg-type]


def test_lines() -> None:
    found = compare(
        make_claim(TEXT, "shelled", actors=["iran"]),
        make_claim(TEXT, "bombed", polarity="negative"),
        make_claim(TEXT, "Raqqa"),
    )
    assert list(verdict_lines(found)) == [
        "G0 ASSAULT shelled: right",
        "G1 ASSAULT bombed: actors, polarity",
        "G2 ASSAULT took: missed",
        "not in gold: 1",
    ]


@pytest.mark.parametrize(
    ("before", "after", "worse", "better"),
    [
        ("right", "right", [], []),
        ("right", "actors", ["G1: right -> actors"], []),
        ("actors", "actors, date", ["G1: actors -> actors, date"], []),
        ("actors", "date", [], []),
        ("actors, date", "missed", ["G1: actors, date -> missed"], []),
        ("missed", "actors", [], ["G1: missed -> actors"]),
        ("actors", "right", [], ["G1: actors -> right"]),
    ],
)
def test_changes(before: str, after: str, worse: list[str], better: list[str]) -> None:
    lines = [[f"G1 ASSAULT came close: to: {each}", "not in gold: 3"] for each in (before, after)]
    found = changes(*lines)
    assert [[str(each) for each in side] for side in found] == [worse, better]


def test_new_and_dropped_gold_is_no_change() -> None:
    assert changes(["G1 AID gave: right"], ["G2 AID gave: missed"]) == ([], [])


@pytest.mark.parametrize("doc_id", COUNTS)
def test_no_claim_got_worse(
    doc_id: str, compared: dict[str, Comparison], update_golden: bool
) -> None:
    if doc_id not in compared:
        pytest.skip(f"{doc_id} is not here")
    path = GOLDEN / f"{doc_id}.txt"
    now = list(verdict_lines(compared[doc_id]))
    if update_golden:
        write(path, now)
    if not path.is_file():
        pytest.skip("no verdicts kept yet: `make golden` writes them")
    worse, better = changes(path.read_text(encoding="utf-8").splitlines(), now)
    told = "\n".join(["worse:", *map(str, worse), "better:", *map(str, better)])
    assert not worse, f"{told}\n`make golden` accepts this; read its diff first"


def write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")

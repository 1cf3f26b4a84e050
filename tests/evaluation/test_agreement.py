"""Two annotators compared, and where they part."""

from pipeline.evaluation.agreement import agreement_text, compare_annotators
from pipeline.evaluation.gold import read_annotations
from tests.conftest import ROOT
from tests.evaluation.making import make_record

TEXT = "Iran shelled Homs and bombed Aleppo in May."


def test_differences_and_figures_by_hand() -> None:
    # Two claims against three, two shared: detection 2 * 2 / (2 + 3) = 0.8. One of the shared
    # ones has the same actors: 2 * 1 / 5 = 0.4.
    one = [
        make_record(TEXT, "shelled", id="A1", actors=["iran"]),
        make_record(TEXT, "bombed", id="A2", actors=["iran"], date="2017-05", date_mod="BEFORE"),
    ]
    other = [
        make_record(TEXT, "shelled", id="B1", actors=["syria", "iran"]),
        make_record(TEXT, "bombed", id="B2", actors=["iran"], date="2017-05"),
        make_record(TEXT, "Aleppo", id="B3", sent=2),
    ]
    found = compare_annotators(one, other)
    assert found.scope.metrics["detection"].f1 == 0.8
    assert found.scope.metrics["actors"].f1 == 0.4
    assert [(each.field, each.one, each.other) for each in found.differences] == [
        ("actors", "iran", "iran; syria"),
        ("date", "BEFORE 2017-05", "2017-05"),
        ("detection", "", "ASSAULT"),
    ]
    assert [(each.one_id, each.other_id) for each in found.differences][2] == (None, "B3")


def test_text_names_both_and_counts() -> None:
    folder = ROOT / "gold" / "annotators"
    sides = [read_annotations(folder / f"sudan-2023.{side}.jsonl") for side in "AB"]
    text = agreement_text(compare_annotators(*sides), ("A", "B"))
    assert text.startswith("A: 110 claims, B: 111 claims\n")
    assert "\ndetection     0.968             1.000\n" in text
    count = int(text.split(" differences")[0].rsplit("\n", 1)[1])
    assert text.count("\nsentence ") == count > 0

"""The validate stage on a small project: what it writes, what it skips, how it fails."""

import csv
import json
from pathlib import Path

import pytest

from pipeline.config import Params
from pipeline.errors import GoldError, PipelineError
from pipeline.schema import Claim
from pipeline.stages import validate
from tests.evaluation.making import make_claim, make_document, make_record

TEXT = "Iran shelled Homs and bombed Aleppo."
WRITTEN = {
    "metrics.json",
    "validation/calibration.json",
    "validation/causes.json",
    "validation/disagreements.csv",
    "validation/disagreements.jsonl",
    "validation/event_types.json",
    "validation/f1_by_field.json",
    "validation/gold.jsonl",
    "validation/scores.json",
    "validation/thresholds.json",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Gold of two documents of which one was read; one of its two claims was found."""
    records = [make_record(TEXT, each, id=each, actors=["iran"]) for each in ("shelled", "bombed")]
    put(tmp_path / "gold/paper.jsonl", *(each.model_dump_json() for each in records))
    put(tmp_path / "gold/absent.jsonl", records[0].model_dump_json())
    put(tmp_path / "gold/registry.json", '{"actors": {"iran": "Iran"}, "places": {}}')
    put(tmp_path / "extracted/documents/paper.json", make_document(TEXT).model_dump_json())
    put(tmp_path / "extracted/documents/other.json", make_document(TEXT, "other").model_dump_json())
    write_claims(tmp_path, make_claim(TEXT, "shelled", actors=["iran"]))
    return tmp_path


def put(path: Path, *lines: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def write_claims(project: Path, *claims: Claim) -> None:
    put(project / "extracted/claims.jsonl", *(claim.model_dump_json() for claim in claims))


def test_figures_and_files(project: Path) -> None:
    before = files(project)
    validation = validate.run(Params(), project)
    assert files(project) - before == {f"extracted/{name}" for name in WRITTEN}
    found = validation.scores.documents["paper"].metrics["actors"]
    assert (found.gold, found.predicted, found.correct, found.f1) == (2, 1, 1, 0.6667)
    assert found.low is not None
    metrics = json.loads((project / "extracted/metrics.json").read_text(encoding="utf-8"))
    assert list(metrics) == ["overall", "paper"]
    assert metrics["paper"]["strict"] == 0.6667
    assert (metrics["paper"]["gold"], metrics["paper"]["predicted"]) == (2, 1)


def test_gold_without_its_document_is_skipped_with_a_reason(project: Path) -> None:
    validation = validate.run(Params(), project)
    assert list(validation.scores.documents) == ["paper"]
    assert "no such document" in validation.scores.skipped["absent"]
    scores = json.loads((project / "extracted/validation/scores.json").read_text(encoding="utf-8"))
    assert set(scores["skipped"]) == {"absent"}


def test_claims_of_documents_without_gold_count_nowhere(project: Path) -> None:
    stray = make_claim(TEXT, "bombed", doc_id="other")
    write_claims(project, make_claim(TEXT, "shelled"), stray)
    assert validate.run(Params(), project).scores.overall.predicted == 1


def test_disagreements_open_in_a_spreadsheet(project: Path) -> None:
    write_claims(project, make_claim(TEXT, "shelled", actors=[None]))
    rows = validate.run(Params(), project).disagreements
    path = project / "extracted/validation/disagreements.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert [(row["gold_id"], row["field"]) for row in cells] == [
        ("shelled", "actors"),
        ("bombed", "detection"),
    ]
    assert len(rows) == len(cells)
    assert cells[0]["cause"] == "antecedent not resolved"


def test_same_bytes_every_time(project: Path) -> None:
    def contents() -> dict[str, bytes]:
        validate.run(Params(), project)
        return {name: (project / "extracted" / name).read_bytes() for name in WRITTEN}

    assert contents() == contents()


def test_missed_floor_is_named(project: Path) -> None:
    put(project / "gold/floors.yaml", "paper: {detection: 0.5, strict: 0.9}")
    missed = validate.run(Params(), project).missed_floors
    assert [(each.doc_id, each.metric) for each in missed] == [("paper", "strict")]


def test_explain_claim(project: Path) -> None:
    assert "Iran [shelled] Homs" in validate.explain_claim("shelled", Params(), project)
    with pytest.raises(GoldError, match="no gold record 'D017'"):
        validate.explain_claim("D017", Params(), project)


def test_nothing_of_the_gold_was_read(project: Path) -> None:
    (project / "extracted/documents/paper.json").unlink()
    validation = validate.run(Params(), project)
    assert set(validation.scores.skipped) == {"absent", "paper"}
    assert validation.scores.overall.gold == 0


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("extracted/claims.jsonl", "{}", r"claims.jsonl:1: claim_id: Field required"),
        ("extracted/documents/paper.json", "{}", r"paper.json: is not a Document"),
        ("gold/paper.jsonl", "{}", r"paper.jsonl:1: id: Field required"),
    ],
)
def test_broken_input_is_named(name: str, text: str, message: str, project: Path) -> None:
    put(project / name, text)
    with pytest.raises(PipelineError, match=message):
        validate.run(Params(), project)


def files(project: Path) -> set[str]:
    return {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}

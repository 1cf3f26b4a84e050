"""Adding to the gold set as a user would: worksheet out, filled, back in, compared, exported."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

import pipeline
from pipeline.cli import main
from pipeline.evaluation.gold import read_gold_set, read_registry
from pipeline.layout import read_document
from pipeline.stages.claims import claims_of
from pipeline.stages.files import write_records
from pipeline.writers import write

TEXT = """The war of the coast

Rebels attacked Aleppo on 3 May 2016. The council of elders stayed silent.

Turkey condemned the raid, and Turkey bombed Homs.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language) -> Path:
    """An empty project with one document and a registry of one; the model is loaded already."""
    monkeypatch.setattr(pipeline, "load", lambda settings: nlp)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/coast.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    registry = {"actors": {"elders": "the council of elders"}, "places": {}}
    (tmp_path / "gold/registry.json").write_text(json.dumps(registry), encoding="utf-8")
    return tmp_path


def fill(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    """Open the worksheet, change its rows, save it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def add_elders(rows: list[dict[str, str]]) -> None:
    """Turn the empty row of the second sentence into a claim, and drop all that was predicted."""
    for row in rows:
        row["trigger"] = ""
        if row["sent"] == "2":
            row.update(trigger="stayed silent", event_type="REJECT", actors="elders")
            row.update(actor_text="council of elders", polarity="positive", modality="asserted")


def test_out_and_in_as_it_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"]) == 0
    assert main(["gold", "import", "coast.csv", "raw/coast.txt"]) == 0
    assert "gold written to gold/coast.jsonl" in capsys.readouterr().err
    records = read_gold_set(project / "gold")["coast"]
    assert {"attacked", "condemned", "bombed"} <= {each.trigger for each in records}
    assert [each.id for each in records][:2] == ["CO001", "CO002"]
    registry = read_registry(project / "gold/registry.json")
    assert {"turkey", "elders"} <= set(registry.actors), "known ids join, own ones stay"
    assert {"aleppo", "homs"} <= set(registry.places)


def test_headings_are_no_sentences(project: Path) -> None:
    main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"])
    with (project / "coast.csv").open(encoding="utf-8-sig", newline="") as file:
        sentences = {row["sent"]: row["sentence"] for row in csv.DictReader(file)}
    assert sentences == {
        "1": "Rebels attacked Aleppo on 3 May 2016.",
        "2": "The council of elders stayed silent.",
        "3": "Turkey condemned the raid, and Turkey bombed Homs.",
    }


def test_filled_rows_count_and_emptied_ones_do_not(project: Path) -> None:
    main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"])
    fill(project / "coast.csv", add_elders)
    main(["gold", "import", "coast.csv", "raw/coast.txt", "-o", "mine.jsonl"])
    (line,) = (project / "mine.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert (record["trigger"], record["actors"], record["sent"]) == ("stayed silent", ["elders"], 2)


def test_unknown_id_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"])
    fill(project / "coast.csv", lambda rows: rows[0].update(actors="martians"))
    assert main(["gold", "import", "coast.csv", "raw/coast.txt"]) == 2
    told = capsys.readouterr().err
    assert "coast.csv: claim CO001 (attacked), actors: unknown id 'martians'" in told
    assert not (project / "gold/coast.jsonl").exists()


def test_nothing_is_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "coast.csv").write_text("mine", encoding="utf-8")
    assert main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"]) == 2
    assert "coast.csv: is there already" in capsys.readouterr().err
    assert (project / "coast.csv").read_text(encoding="utf-8") == "mine"


def test_agree_names_the_differences(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"])
    main(["gold", "import", "coast.csv", "raw/coast.txt", "-o", "a.jsonl"])
    fill(project / "coast.csv", lambda rows: rows[0].update(event_type="COERCE"))
    main(["gold", "import", "coast.csv", "raw/coast.txt", "-o", "b.jsonl"])
    capsys.readouterr()
    assert main(["gold", "agree", "a.jsonl", "b.jsonl"]) == 0
    told = capsys.readouterr().out
    assert "1 differences" in told
    assert "sentence 1, 'attacked' (CO001 / CO001), event_type: ASSAULT | COERCE" in told


@pytest.mark.parametrize(
    ("name", "output", "written"),
    [
        ("brat", "out", {"annotation.conf", "coast.ann", "coast.txt"}),
        ("docbin", "out.spacy", {"out.spacy"}),
        ("label-studio", "out.json", {"out.json", "out.xml"}),
    ],
)
@pytest.mark.parametrize("claims", [[], ["--claims"]])
def test_export(
    name: str, output: str, written: set[str], claims: list[str], project: Path, nlp: Language
) -> None:
    document = read_document(project / "raw/coast.txt")
    write_records(project / "extracted/documents/coast.json", [document])
    write("jsonl", claims_of(document, nlp), project / "extracted/claims.jsonl")
    main(["gold", "new", "raw/coast.txt", "-o", "coast.csv"])
    main(["gold", "import", "coast.csv", "raw/coast.txt"])
    assert main(["gold", "export", name, output, *claims]) == 0
    folder = project / output if name == "brat" else project
    assert written <= {path.name for path in folder.iterdir()}
    if claims:
        return
    assert main(["gold", "import", output, "raw/coast.txt", "-o", "back.jsonl"]) == 0
    sheet = (project / "gold/coast.jsonl").read_text(encoding="utf-8")
    assert (project / "back.jsonl").read_text(encoding="utf-8") == sheet


def test_reviews_become_gold(project: Path, nlp: Language) -> None:
    document = read_document(project / "raw/coast.txt")
    claim = next(each for each in claims_of(document, nlp) if each.action.text == "bombed")
    review = {
        "decision": "accept",
        "doc_id": document.doc_id,
        "sha256": document.source.sha256,
        "claim_id": claim.claim_id,
        "start": claim.action.start,
        "end": claim.action.end,
        "sent": claim.sentence,
        "page": claim.page,
        "trigger": "bombed",
        "before": "",
        "after": "",
        "event_type": "ASSAULT",
        "actors": ["turkey"],
        "actor_text": "Turkey",
        "recipients": [],
        "recipient_text": "",
        "places": [],
        "place_text": "",
        "date": None,
        "date_text": "",
        "date_mod": None,
        "polarity": "positive",
        "modality": "asserted",
        "attribution": None,
        "implicit": [],
        "note": "",
    }
    Path("reviews.jsonl").write_text(json.dumps(review) + "\n", encoding="utf-8")
    assert main(["gold", "import", "reviews.jsonl", "raw/coast.txt"]) == 0
    (record,) = read_gold_set(project / "gold")[document.doc_id]
    assert (record.trigger, record.sent, record.actors) == ("bombed", claim.sentence, ("turkey",))

"""The gold files themselves, and how broken ones are refused."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.gold import GoldRecord, read_annotations, read_gold, read_gold_set
from pipeline.evaluation.locate import locate_records
from pipeline.schema import Document
from tests.conftest import ROOT
from tests.evaluation.making import make_document

GOLD = ROOT / "gold"
COUNTS = {"dossier": 161, "sahel-2020-2023": 104, "sudan-2023": 108, "syria-deconfliction": 146}
ANNOTATED_TWICE = {"dossier.A": 193, "dossier.B": 193, "sudan-2023.A": 110, "sudan-2023.B": 111}
RUN = 9
"""Running words of the article that count as a quotation."""
CONTEXT = ("before", "trigger", "after")


def test_all_files_keep_the_rules(gold: dict[str, tuple[GoldRecord, ...]]) -> None:
    assert {doc_id: len(records) for doc_id, records in gold.items()} == COUNTS
    for name, count in ANNOTATED_TWICE.items():
        assert len(read_annotations(GOLD / "annotators" / f"{name}.jsonl")) == count


def test_readme_tells_the_counts() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    assert f"\n{sum(COUNTS.values())} claims on four documents" in readme
    for doc_id, count in COUNTS.items():
        assert re.search(rf"`{doc_id}\.jsonl` \|.*\| {count} \|", readme), doc_id


def test_triggers_stand_in_the_documents_as_read(
    gold: dict[str, tuple[GoldRecord, ...]], gold_documents: dict[str, Document]
) -> None:
    assert {"sahel-2020-2023", "sudan-2023", "syria-deconfliction"} <= set(gold_documents)
    for doc_id, document in gold_documents.items():
        located = locate_records(gold[doc_id], document)
        assert [each.record.id for each in located if each.span is None] == []


@pytest.mark.parametrize("doc_id", COUNTS)
def test_triggers_stand_in_the_reference_text(
    doc_id: str, gold: dict[str, tuple[GoldRecord, ...]], shared: Path
) -> None:
    located = locate_records(gold[doc_id], make_document(reference_text(shared, doc_id)))
    assert [each.record.id for each in located if each.span is None] == []
    spans = [each.span for each in located if each.span is not None]
    assert spans == sorted(spans), "records stand in the order of the text"


@pytest.mark.parametrize("doc_id", COUNTS)
def test_triggers_stand_in_their_sentences(
    doc_id: str, gold: dict[str, tuple[GoldRecord, ...]], shared: Path
) -> None:
    path = reference_path(shared, doc_id).with_name("sentences.txt")
    lines = [line.split("] ", 1)[1] for line in path.read_text(encoding="utf-8").splitlines()]
    sentences = [make_document(line) for line in lines if line]
    lost = [
        each.record.id
        for record in gold[doc_id]
        for each in locate_records([record], sentences[record.sent - 1])
        if each.span is None
    ]
    assert lost == []


def test_no_file_quotes_the_article(shared: Path) -> None:
    running = words(reference_text(shared, "dossier"))
    quotes = {tuple(running[at : at + RUN]) for at in range(len(running) - RUN + 1)}
    found = [
        f"{path.relative_to(ROOT)}: {' '.join(phrase)}"
        for path in tracked_files()
        for phrase in quoted(path, quotes)
    ]
    assert found == []


def quoted(path: Path, quotes: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    # What a reader of a record sees as one phrase: each value, and the trigger in its context.
    shown = [text]
    if path.suffix == ".jsonl" and path.is_relative_to(GOLD):
        records = [json.loads(line) for line in text.splitlines()]
        shown += [value for each in records for value in each.values() if isinstance(value, str)]
        shown += [" ".join(each.get(key, "") for key in CONTEXT) for each in records]
    found = []
    for each in shown:
        listed = words(each)
        grams = (tuple(listed[at : at + RUN]) for at in range(len(listed) - RUN + 1))
        found += [gram for gram in grams if gram in quotes]
    return found


def tracked_files() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return [path for path in GOLD.rglob("*") if path.is_file()]
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def words(text: str) -> list[str]:
    return re.findall(r"\w+|\|", text.casefold())


def reference_path(shared: Path, doc_id: str) -> Path:
    if doc_id == "dossier":
        return shared / "dossier" / "dossier.txt"
    return shared / "corpus" / doc_id / "body.txt"


def reference_text(shared: Path, doc_id: str) -> str:
    return reference_path(shared, doc_id).read_text(encoding="utf-8")


RECORD = {
    "id": "X1", "sent": 1, "page": 1, "trigger": "shelled", "before": "Iran", "after": "Homs",
    "event_type": "ASSAULT", "actors": ["iran"], "places": ["homs"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"event_type": "FIGHT"}, r"gold.jsonl:2: event_type: Input should be 'AGREE'"),
        ({"date": "2017-06-31"}, r"gold.jsonl:2: date: .*day is out of range"),
        ({"date": "May 2017"}, r"gold.jsonl:2: date: .*'May 2017' is not an EDTF date"),
        ({"date_mod": "BEFORE"}, r"gold.jsonl:2: .*date_mod without a date"),
        ({"attribution": "iran"}, r"gold.jsonl:2: .*attribution is for modality alleged only"),
        ({"actors": ["iran", "iran"]}, r"gold.jsonl:2: actors: .*names an id twice"),
        ({"actors": ["persia"]}, r"gold.jsonl:2: actors: unknown id 'persia' \(add it to"),
        ({"recipients": ["homs"]}, r"gold.jsonl:2: recipients: unknown id 'homs'"),
        ({"places": ["iran"]}, r"gold.jsonl:2: places: unknown id 'iran'"),
        ({"attribution": "bbc", "modality": "alleged"}, r"attribution: unknown id 'bbc'"),
        ({"trigger": ""}, r"gold.jsonl:2: trigger: "),
        ({"sent": 0}, r"gold.jsonl:2: sent: "),
        ({"comment": "hm"}, r"gold.jsonl:2: comment: Extra inputs are not permitted"),
        ({"id": "X0"}, r"gold.jsonl:2: id X0 is taken by line 1"),
        ({"before": None}, r"gold.jsonl:2: before: "),
    ],
)
def test_broken_record_is_refused(change: dict[str, object], message: str, tmp_path: Path) -> None:
    lines = [{**RECORD, "id": "X0"}, {**RECORD, **change}]
    with pytest.raises(GoldError, match=message):
        read_set(tmp_path, "".join(json.dumps(line) + "\n" for line in lines))


def test_good_records_are_read(tmp_path: Path) -> None:
    text = json.dumps(RECORD) + "\n\n" + json.dumps({**RECORD, "id": "X2"})
    assert [each.id for each in read_set(tmp_path, text)] == ["X1", "X2"]


def test_line_that_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"gold.jsonl:1: is not JSON"):
        read_set(tmp_path, "{'id': 1}\n")


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no gold files"):
        read_gold_set(tmp_path)
    with pytest.raises(GoldError, match=r"none.jsonl: cannot be read"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "x.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"registry.json: is no registry"):
        read_gold_set(tmp_path)


def read_set(folder: Path, text: str) -> tuple[GoldRecord, ...]:
    registry = {"actors": {"iran": "Iran"}, "places": {"homs": "Homs"}}
    (folder / "registry.json").write_text(json.dumps(registry), encoding="utf-8")
    (folder / "gold.jsonl").write_text(text, encoding="utf-8")
    return read_gold_set(folder)["gold"]

"""The extract stage: what it writes, and what it does again and what not."""

import shutil
from pathlib import Path

import pytest

from pipeline.config import ExtractSettings, Params
from pipeline.schema import Document
from pipeline.stages import extract
from pipeline.stages.extract import ExtractResult
from pipeline.stages.runner import Outcome
from tests.pdfs import make_pdf

ROOT = Path(__file__).parents[2]
LINES = ["In May 2017, Russia bombed the city of Palmyra.", "A month later, the rebels retook it."]


class Project:
    """A folder with raw documents; remembers which of them the last run worked on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "raw"
        self.raw.mkdir()
        self.worked_on: list[str] = []

    def run(self, *, force: bool = False, workers: int = 1, **settings) -> ExtractResult:
        """One process unless told otherwise, for the time that each takes to start."""
        self.worked_on = []
        params = Params(extract=ExtractSettings(workers=workers, **settings))
        return extract.run(params, self.root, force=force, progress=self._watch)

    def _watch(self, outcome: Outcome, done: int, total: int) -> None:
        if not outcome.cached:
            self.worked_on.append(outcome.task.path)

    def outputs(self) -> dict[str, bytes]:
        folder = self.root / "extracted" / "documents"
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    for name in "abc":
        (project.raw / f"{name}.pdf").write_bytes(make_pdf([*LINES, name]))
    return project


def test_documents_and_their_text(project):
    assert project.run().read == ("a", "b", "c")
    written = project.outputs()
    assert set(written) == {
        *(f"{name}.{kind}" for name in "abc" for kind in ("json", "txt")),
        "rejected.jsonl",
    }
    document = Document.model_validate_json(written["a.json"])
    assert document.doc_id == "a"
    assert document.source.path == "raw/a.pdf"
    assert document.text.encode() == written["a.txt"]
    assert " ".join(document.text.split()) == " ".join([*LINES, "a"])


def test_a_second_run_works_on_nothing(project):
    project.run()
    before = project.outputs()
    project.run()
    assert project.worked_on == []
    assert project.outputs() == before


def test_one_document_added_to_many_copies_is_the_only_one_worked_on(project):
    for number in range(30):
        shutil.copy(project.raw / "a.pdf", project.raw / f"copy-{number}.pdf")
    project.run()
    assert len(project.worked_on) == 33
    shutil.copy(project.raw / "a.pdf", project.raw / "another.pdf")
    assert len(project.run().read) == 34
    assert project.worked_on == ["raw/another.pdf"]


def test_removed_and_renamed_documents_leave_no_trace(project):
    project.run()
    (project.raw / "a.pdf").unlink()
    (project.raw / "b.pdf").rename(project.raw / "d.pdf")
    assert project.run().read == ("c", "d")
    assert project.worked_on == ["raw/d.pdf"]
    assert set(project.outputs()) == {"c.json", "c.txt", "d.json", "d.txt", "rejected.jsonl"}
    assert len(list((project.root / "extracted" / ".cache" / "extract").glob("*.data"))) == 2
    assert [path.name for path in (project.root / "extracted" / ".cache").iterdir()] == ["extract"]


def test_an_incremental_run_gives_what_a_run_from_nothing_gives(project):
    project.run()
    (project.raw / "b.pdf").unlink()
    (project.raw / "bad.pdf").write_bytes(b"no document")
    (project.raw / "e.pdf").write_bytes(make_pdf(["Something else."]))
    project.run()
    step_by_step = project.outputs()
    project.run(force=True, workers=0)
    assert sorted(project.worked_on) == [f"raw/{name}.pdf" for name in ("a", "bad", "c", "e")]
    assert project.outputs() == step_by_step
    shutil.rmtree(project.root / "extracted")
    project.run()
    assert project.outputs() == step_by_step


def test_long_documents_are_the_same_whoever_reads_their_pages(project):
    shutil.copy(ROOT / "raw" / "syria-deconfliction.pdf", project.raw / "long.pdf")
    project.run()
    at_one_go = project.outputs()
    for workers in (1, 2):
        project.run(workers=workers, part_pages=2, force=True)
        assert project.outputs() == at_one_go


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"paragraph_gap": 9.0}, 3),
        ({"timeout": 99.0}, 0),
        ({"workers": 2}, 0),
        ({"part_pages": 1}, 0),
    ],
)
def test_settings_that_matter_process_all_again(project, settings, expected):
    project.run()
    project.run(**settings)
    assert len(project.worked_on) == expected


def test_a_sidecar_is_part_of_its_document(project):
    project.run()
    (project.raw / "b.yaml").write_text("published: 2017-06-20\n", encoding="utf-8")
    project.run()
    assert project.worked_on == ["raw/b.pdf"]
    document = Document.model_validate_json(project.outputs()["b.json"])
    assert document.source.published == "2017-06-20"


def test_a_wrong_sidecar_rejects_its_document_alone(project):
    (project.raw / "b.yaml").write_text("publisched: 2017-06-20\n", encoding="utf-8")
    result = project.run()
    assert result.read == ("a", "c")
    (rejection,) = result.rejected
    assert rejection.path == "raw/b.pdf"
    assert "b.yaml: publisched: no such key in a sidecar" in rejection.reason

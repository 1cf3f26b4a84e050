import pytest

from pipeline.config import Params
from pipeline.errors import PipelineError
from pipeline.stages import report
from pipeline.writers import write
from tests.report.made import make, pictured

WRITTEN = {
    "actors.csv",
    "claims.geojson",
    "claims.parquet",
    "claims.sqlite",
    "claims.xlsx",
    "datapackage.json",
    "events_by_actor_month.csv",
}


@pytest.fixture
def project(tmp_path):
    """A project folder as the stages before leave it."""
    params = Params()
    claims, documents = make(12, 2)
    write("jsonl", claims, tmp_path / params.claims.output / "claims.jsonl")
    folder = tmp_path / params.extract.output
    folder.mkdir(parents=True)
    for document in documents:
        path = folder / f"{document.doc_id}.json"
        path.write_text(document.model_dump_json(), encoding="utf-8")
    return tmp_path


def test_everything_is_written(project):
    result = report.run(Params(), project)
    output = project / "extracted"
    assert result.page == output / "report" / "index.html"
    assert {path.name for path in result.files} == WRITTEN
    found = {path.name for path in output.iterdir()}
    assert found == WRITTEN | {"report", "claims.jsonl", "documents"}


def test_no_claims_is_no_error(project):
    write("jsonl", [], project / "extracted" / "claims.jsonl")
    assert report.run(Params(), project).page.is_file()


def test_claims_of_a_missing_document(project):
    (project / "extracted" / "documents" / "dossier-002.json").unlink()
    with pytest.raises(PipelineError, match=r"claims\.jsonl: claims of dossier-002, .*run the"):
        report.run(Params(), project)


def test_a_broken_document_is_named(project):
    path = project / "extracted" / "documents" / "dossier-002.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"dossier-002\.json: is not a Document"):
        report.run(Params(), project)


def test_broken_validation_is_named(project):
    folder = project / "extracted" / "validation"
    folder.mkdir()
    (folder / "scores.json").write_text('{"documents": {}}', encoding="utf-8")
    (folder / "disagreements.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / "gold.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"validation: cannot be read"):
        report.run(Params(), project)


def test_rejected_files_are_in_the_report(project):
    line = '{"path": "raw/x.pdf", "code": "empty", "reason": "is empty", "remedy": "fetch it"}'
    (project / "extracted" / "rejected.jsonl").write_text(line + "\n", encoding="utf-8")
    page = report.run(Params(), project).page
    core = (page.parent / "data" / "core.js").read_text(encoding="ascii")
    assert all(words in core for words in ("raw/x.pdf", "is empty", "fetch it"))


def test_a_broken_list_of_rejections_is_named(project):
    (project / "extracted" / "rejected.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"rejected\.jsonl: is no list of rejections"):
        report.run(Params(), project)


def test_pictures_are_kept_outside_the_report(project):
    """DVC removes the report before the stage runs; the pictures must outlive that."""
    claims, documents = pictured(project)
    write("jsonl", claims, project / "extracted" / "claims.jsonl")
    path = project / "extracted" / "documents" / "pictured.json"
    path.write_text(documents[0].model_dump_json(), encoding="utf-8")
    page = report.run(Params(), project).page
    picture = page.parent / "pages" / "pictured" / "1.webp"
    (kept,) = (project / "extracted" / ".cache" / "pages").iterdir()
    assert kept.read_bytes() == picture.read_bytes()
    kept.write_bytes(b"not drawn again")
    report.run(Params(), project)
    assert picture.read_bytes() == b"not drawn again"


@pytest.mark.browser
def test_links_of_the_workbook_open_their_claims(project, chromium):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    report.run(Params(), project)
    output = project / "extracted"
    sheet = openpyxl.load_workbook(output / "claims.xlsx")["claims"]
    page = chromium.new_page()
    for row in (2, 13):
        cell = sheet.cell(row, 1)
        link = cell.hyperlink
        page.goto(f"file://{output}/{link.target}#{link.location}")
        page.wait_for_selector(f"#evidence code:text-is('{cell.value}')")
        assert page.text_content(".sentence") == sheet.cell(row, sheet.max_column).value
    page.close()

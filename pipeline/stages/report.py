"""Stage ``report``: everything analysts open.

Writes into ``params.claims.output``: the review page ``report/index.html``, the tables
``claims.parquet``, ``claims.xlsx``, ``claims.geojson``, ``claims.sqlite``, ``actors.csv`` and
``events_by_actor_month.csv``, and ``datapackage.json``, which describes the text tables.
Pictures of pages are kept in ``.cache/pages/`` there, which DVC leaves alone, so that a changed
claim does not draw them again.
"""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.config import Params
from pipeline.errors import PipelineError
from pipeline.report import ReportInput, build_report
from pipeline.report.validation import read_validation
from pipeline.schema import Document, Rejection
from pipeline.stages.files import read_extracted
from pipeline.writers import read_jsonl, write
from pipeline.writers.database import write_database
from pipeline.writers.package import write_package

TABLES = {
    "claims.parquet": "parquet",
    "claims.xlsx": "xlsx",
    "claims.geojson": "geojson",
    "actors.csv": "actors",
    "events_by_actor_month.csv": "events_by_actor_month",
}


@dataclass(frozen=True, slots=True)
class ReportResult:
    """Where the page is, and all files beside it that were written."""

    page: Path
    files: tuple[Path, ...]


def run(params: Params, root: Path) -> ReportResult:
    """Write the tables and the review page.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.

    Raises:
        PipelineError: claims, documents or validation cannot be read; the file is named.
    """
    output = root / params.claims.output
    claims = list(read_jsonl(output / "claims.jsonl"))
    documents = read_documents(root / params.extract.output)
    _check(documents, {claim.doc_id for claim in claims}, output / "claims.jsonl")
    for name, writer in TABLES.items():
        write(writer, claims, output / name)
    write_database(claims, output / "claims.sqlite", documents)
    write_package(output / "datapackage.json", params.report.title)
    given = ReportInput(
        claims,
        documents,
        root,
        validation=read_validation(output / "validation"),
        rejected=read_rejected(output / "rejected.jsonl"),
        pictures=output / ".cache" / "pages",
    )
    page = build_report(given, output / "report", params.report)
    names = [*TABLES, "claims.sqlite", "datapackage.json"]
    return ReportResult(page, tuple(output / name for name in names))


def read_documents(folder: Path) -> list[Document]:
    """Read every Document of a folder, in the order of their names."""
    return [read_extracted(path) for path in sorted(folder.glob("*.json"))]


def read_rejected(path: Path) -> list[Rejection]:
    """Read the list of files that were not read; none where there is no list.

    Raises:
        PipelineError: a line is no rejection.
    """
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    try:
        return [Rejection.model_validate_json(line) for line in lines if line.strip()]
    except ValidationError as error:
        remedy = "run the claims stage again"
        raise PipelineError("is no list of rejections", path=path, remedy=remedy) from error


def _check(documents: list[Document], named: set[str], path: Path) -> None:
    missing = sorted(named - {document.doc_id for document in documents})
    if missing:
        problem = f"claims of {missing[0]}, which is not among the documents"
        raise PipelineError(problem, path=path, remedy="run the claims stage again")

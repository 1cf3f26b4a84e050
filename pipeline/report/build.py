"""Building the folder of the report: page, styles, scripts, data and pictures."""

import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config import ReportSettings
from pipeline.report.core import build_core
from pipeline.report.details import build_detail, pages_shown
from pipeline.report.pages import PageImage, PictureShelf, render_pages
from pipeline.report.validation import Validation
from pipeline.schema import Claim, Document, Rejection

HERE = Path(__file__).parent
SCRIPTS = (
    "dom",
    "reviews",
    "state",
    "filters",
    "facets",
    "table",
    "reading",
    "evidence",
    "timeline",
    "map",
    "pairs",
    "network",
    "matrix",
    "documents",
    "validation",
    "editor",
    "shortcuts",
    "print",
    "main",
)
"""The page's own scripts, in the order in which they are loaded."""

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")


@dataclass(frozen=True, slots=True)
class ReportInput:
    """What the report shows. ``root`` is the folder that the documents' paths are relative to.

    ``rejected`` are the files that were not read. ``pictures`` is a folder in which pictures of
    pages are kept from one report to the next; without one, all are drawn each time.
    """

    claims: Sequence[Claim]
    documents: Sequence[Document]
    root: Path
    validation: Validation = field(default_factory=Validation)
    rejected: Sequence[Rejection] = ()
    pictures: Path | None = None


def build_report(given: ReportInput, folder: Path, settings: ReportSettings) -> Path:
    """Write the report into ``folder``, whole or not at all, and return the path of its page.

    What stood in ``folder`` before is replaced.
    """
    unfinished = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        _fill(given, unfinished, settings)
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder / "index.html"


def _fill(given: ReportInput, folder: Path, settings: ReportSettings) -> None:
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in given.claims:
        by_document[claim.doc_id].append(claim)
    documents = sorted(given.documents, key=lambda document: document.doc_id)
    names = [file_name(document.doc_id) for document in documents]
    shelf = PictureShelf(given.pictures, width=settings.page_width, quality=settings.page_quality)
    for document, name in zip(documents, names, strict=True):
        claims = by_document[document.doc_id]
        pages: dict[int, PageImage] = {}
        if settings.page_pictures:
            source, place = given.root / document.source.path, f"pages/{name}/"
            shown = pages_shown(document, claims, given.validation)
            turns = document.source.turns
            pages = render_pages(source, shown, folder / place, place, shelf, turns)
        detail = build_detail(document, claims, pages, given.validation)
        _write_part(folder, f"documents/{name}", detail.model_dump_json())
    shelf.prune()
    core = build_core(
        given.claims, documents, names, given.validation, settings.title, given.rejected
    )
    _write_part(folder, "core", core.model_dump_json())
    _copy_static(folder, settings)


def file_name(doc_id: str) -> str:
    """A name for a document's files that is safe in any path and address."""
    if _PLAIN_NAME.fullmatch(doc_id):
        return doc_id
    return "x-" + hashlib.sha256(doc_id.encode()).hexdigest()[:16]


def _write_part(folder: Path, name: str, text: str) -> None:
    """Write data as a script: a page opened from disk may load scripts, but read no other file.

    The data is one JSON string inside one call, so that nothing in it is ever run.
    """
    path = folder / "data" / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    call = f"Dossier.receive({json.dumps(name)}, {json.dumps(text)});\n"
    path.write_text(call, encoding="ascii")


def _copy_static(folder: Path, settings: ReportSettings) -> None:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    shutil.copytree(HERE / "static" / "app", folder / "app")
    shutil.copytree(
        HERE / "static" / "vendor", folder / "vendor", ignore=shutil.ignore_patterns("*.json")
    )
    countries = (HERE / "static" / "vendor" / "countries-50m.json").read_text(encoding="utf-8")
    _write_part(folder, "countries", countries)
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("index.html").render(title=settings.title, scripts=SCRIPTS)
    (folder / "index.html").write_text(page + "\n", encoding="utf-8")

"""Stage ``extract``: files to Documents.

Writes ``<doc_id>.json`` and ``<doc_id>.txt`` (the text alone) for every document, and
``rejected.jsonl`` for the files that are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import srsly

from pipeline.config import ExtractSettings, Params
from pipeline.layout import read_document
from pipeline.layout.ocr import ocr_versions
from pipeline.schema import Rejection
from pipeline.stages.cache import Cache, code_digest, digest, file_digest, library_versions
from pipeline.stages.files import write_bytes, write_records, write_text
from pipeline.stages.inputs import Input, find_inputs
from pipeline.stages.runner import Limits, Progress, Task, run_tasks

CODE = (
    "errors.py",
    "layout",
    "schema.py",
    "stages/extract.py",
    "stages/inputs.py",
    "yamlfile.py",
)
LIBRARIES = ("pdfminer.six", "pdfplumber", "pypdfium2")
MACHINE_SETTINGS = frozenset({"memory", "ocr_timeout", "output", "raw", "timeout", "workers"})
"""Settings that decide whether and where a document is read, not what is read in it."""


@dataclass(frozen=True, slots=True)
class ExtractResult:
    """Ids of the documents read, and the files that were not."""

    read: tuple[str, ...]
    rejected: tuple[Rejection, ...]


def run(
    params: Params,
    root: Path,
    *,
    places: Sequence[Path] | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> ExtractResult:
    """Read documents and write them to ``params.extract.output``.

    Files of an earlier run that this one does not make are removed there.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.
        places: files and folders to read; ``params.extract.raw`` when None.
        force: process all documents anew, whatever the cache holds.
    """
    settings = params.extract
    output = root / settings.output
    inputs = find_inputs([root / settings.raw] if places is None else places, root=root)
    tasks, unreadable = _tasks(inputs.documents, settings)
    outcomes = run_tasks(
        _ReadDocument(settings),
        tasks,
        cache=Cache(root / params.claims.output / ".cache" / "extract", fresh=force),
        workers=settings.workers,
        limits=Limits(settings.time_limit, settings.memory),
        progress=progress,
    )
    refused = [outcome.rejection for outcome in outcomes if outcome.rejection is not None]
    read = tuple(
        _write(outcome.task.payload.doc_id, outcome.value, output)
        for outcome in outcomes
        if outcome.value is not None
    )
    rejected = sorted([*inputs.rejected, *unreadable, *refused], key=lambda one: one.path)
    _remove_stale(output, set(read))
    write_records(output / "rejected.jsonl", rejected)
    return ExtractResult(read, tuple(rejected))


def _tasks(
    documents: Sequence[Input], settings: ExtractSettings
) -> tuple[list[Task], list[Rejection]]:
    """Make a task of each file that can be opened, a rejection of each that cannot."""
    shared = digest(
        {
            "code": code_digest(CODE),
            "libraries": library_versions(LIBRARIES),
            "recognition": ocr_versions() if settings.ocr else None,
            "settings": settings.model_dump(mode="json", exclude=set(MACHINE_SETTINGS)),
        }
    )
    tasks, unreadable = [], []
    for found in documents:
        try:
            tasks.append(Task(found.name, _key(found, shared), found))
        except OSError as error:
            unreadable.append(_unreadable(found, error))
    return tasks, unreadable


def _write(doc_id: str, value: bytes, output: Path) -> str:
    """Write a Document and its text; its JSON was validated when it was made."""
    write_bytes(output / f"{doc_id}.json", value)
    write_text(output / f"{doc_id}.txt", srsly.json_loads(value)["text"])
    return doc_id


def _remove_stale(output: Path, doc_ids: set[str]) -> None:
    for path in output.glob("*.json"):
        if path.stem not in doc_ids:
            path.unlink()
            path.with_suffix(".txt").unlink(missing_ok=True)


def _key(found: Input, shared: str) -> str:
    sidecar = found.path.with_suffix(".yaml")
    return digest(
        {
            "shared": shared,
            "bytes": file_digest(found.path),
            "sidecar": file_digest(sidecar) if sidecar.is_file() else None,
            "doc_id": found.doc_id,
            "name": found.name,
        }
    )


def _unreadable(found: Input, error: OSError) -> Rejection:
    return Rejection(
        path=found.name,
        code="unreadable",
        reason=f"cannot be opened: {error.strerror}",
        remedy="check that the file exists and that you may read it",
    )


@dataclass(frozen=True, slots=True)
class _ReadDocument:
    """The work of one process: a file to the JSON of its Document."""

    settings: ExtractSettings

    def start(self) -> None:
        """Nothing to load: the reader is imported with this module."""

    def __call__(self, found: Input) -> bytes:
        document = read_document(found.path, self.settings)
        source = document.source.model_copy(update={"path": found.name})
        return document.model_copy(update={"source": source}).model_dump_json().encode()

"""Stage ``extract``: files to Documents.

Writes ``<doc_id>.json`` and ``<doc_id>.txt`` (the text alone) for every document, and
``rejected.jsonl`` for the files that are none.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.config import ExtractSettings, Params
from pipeline.layout.ocr import ocr_versions
from pipeline.layout.read import write_document
from pipeline.layout.sheets import Part, parts_of, read_part
from pipeline.schema import Rejection
from pipeline.stages.cache import Cache, code_digest, digest, file_digest, library_versions
from pipeline.stages.files import write_records
from pipeline.stages.inputs import Input, find_inputs
from pipeline.stages.runner import Limits, Outcome, Progress, Split, Task, run_tasks
from pipeline.writers.files import replacing

CODE = (
    "errors.py",
    "layout",
    "schema.py",
    "stages/extract.py",
    "stages/inputs.py",
    "yamlfile.py",
)
LIBRARIES = ("pdfminer.six", "pdfplumber", "pypdfium2")
MACHINE_SETTINGS = frozenset(
    {"memory", "ocr_timeout", "output", "part_pages", "raw", "timeout", "workers"}
)
"""Settings that decide whether, where and how fast a document is read, not what is read in it."""
PIECE = 2**20  # bytes


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
    outcomes = _read(tasks, settings, root / params.claims.output / ".cache", force, progress)
    refused = [outcome.rejection for outcome in outcomes if outcome.rejection is not None]
    read = tuple(
        _write(outcome.task.payload.doc_id, outcome.value, output)
        for outcome in outcomes
        if isinstance(outcome.value, Path)
    )
    rejected = sorted([*inputs.rejected, *unreadable, *refused], key=lambda one: one.path)
    _remove_stale(output, set(read))
    write_records(output / "rejected.jsonl", rejected)
    return ExtractResult(read, tuple(rejected))


def _read(
    tasks: Sequence[Task],
    settings: ExtractSettings,
    folder: Path,
    force: bool,
    progress: Progress | None,
) -> list[Outcome]:
    """Run the tasks, with the cache and a place for unfinished files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix="reading-") as unfinished:
        return run_tasks(
            _ReadDocument(settings, Path(unfinished)),
            tasks,
            cache=Cache(folder / "extract", fresh=force),
            workers=settings.workers,
            limits=Limits(settings.time_limit, settings.memory),
            progress=progress,
        )


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


def _write(doc_id: str, value: Path, output: Path) -> str:
    """Write a Document and its text, piece by piece; they were validated when they were made."""
    with value.open("rb") as file:
        left = int(file.readline())
        with replacing(output / f"{doc_id}.json") as path, path.open("wb") as target:
            while left:
                left -= target.write(file.read(min(left, PIECE)))
        with replacing(output / f"{doc_id}.txt") as path, path.open("wb") as target:
            shutil.copyfileobj(file, target)
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
class _Joined:
    """A document all of whose pages have been read, in parts."""

    found: Input
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _ReadDocument:
    """The work of one process: a file to its Document, see :class:`pipeline.layout.spool`.

    A long document is read in parts, by as many processes as there are; ``folder`` is where they
    leave their pages, and where Documents are written.
    """

    settings: ExtractSettings
    folder: Path

    def start(self) -> None:
        """Nothing to load: the reader is imported with this module."""

    def __call__(self, payload: Input | Part | _Joined) -> bytes | Path | Split:
        if isinstance(payload, Part):
            read_part(payload, self.settings)
            return b""
        if isinstance(payload, _Joined):
            return self._write(payload.found, payload.parts)
        parts = parts_of(payload.path, self.settings, self.folder / f"{payload.doc_id}.parts")
        if parts:
            return Split(parts, _Joined(payload, parts))
        return self._write(payload, ())

    def _write(self, found: Input, parts: tuple[Part, ...]) -> Path:
        target = self.folder / f"{found.doc_id}.document"
        write_document(found.path, self.settings, target, shown=found.name, parts=parts)
        if parts:
            shutil.rmtree(parts[0].target.parent)
        return target

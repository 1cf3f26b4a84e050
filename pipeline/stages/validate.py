"""Stage ``validate``: claims against the gold set.

Writes ``metrics.json`` (small, for ``dvc metrics``) and ``validation/``: ``scores.json`` (every
figure with its counts, interval, floor and ceiling), ``disagreements.csv`` and ``.jsonl``, and the
rows of the plots: ``f1_by_field.json``, ``event_types.json``, ``causes.json`` (JSON, since DVC
takes the byte order mark of our CSV for a part of the first column's name).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import srsly
from pydantic import ValidationError

from pipeline.config import Params, ValidateSettings
from pipeline.errors import PipelineError
from pipeline.evaluation.causes import Disagreement, find_disagreements
from pipeline.evaluation.explain import explain
from pipeline.evaluation.floors import MissedFloor, missed_floors, read_floors
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.reference import check_reference, read_reference, with_reference
from pipeline.evaluation.score import (
    Comparison,
    Scores,
    compare_documents,
    score_comparisons,
)
from pipeline.evaluation.tables import (
    cause_counts,
    field_bars,
    metrics_summary,
    type_pairs,
)
from pipeline.schema import Claim, Document
from pipeline.stages.files import write_plot, write_records, write_text
from pipeline.writers.jsonl import read_jsonl
from pipeline.writers.table import write_records as write_table


@dataclass(frozen=True, slots=True)
class Validation:
    """The figures, what disagrees, and the figures that fell below their floor."""

    scores: Scores
    disagreements: tuple[Disagreement, ...]
    missed_floors: tuple[MissedFloor, ...]


def run(params: Params, root: Path) -> Validation:
    """Score the claims of every document that has gold, and write the results.

    Gold whose document is not among those read is skipped; ``Scores.skipped`` says so.

    Args:
        root: the project folder, which all paths in ``params`` are relative to.

    Raises:
        GoldError: a gold file is broken; file and line are named.
        PipelineError: the claims or a document cannot be read.
    """
    validation, compared = _validate(params, root)
    _write(validation, compared, root / params.claims.output)
    return validation


def explain_claim(record_id: str, params: Params, root: Path) -> str:
    """Print one gold claim in full beside what was found for it, such as ``D017``.

    Raises:
        GoldError: no document that was read has this record.
    """
    _, compared = _validate(params, root)
    return explain(record_id, compared.values())


def _validate(params: Params, root: Path) -> tuple[Validation, dict[str, Comparison]]:
    settings: ValidateSettings = params.validate_
    folder = root / settings.gold
    gold = read_gold_set(folder)
    reference = read_reference(folder / "reference.json")
    check_reference(reference, gold)
    documents = _read_documents(root / params.extract.output, gold)
    claims = _read_claims(root / params.claims.output / "claims.jsonl")
    compared = compare_documents(claims, gold, documents)
    scores = with_reference(
        score_comparisons(compared, gold, samples=settings.bootstrap_samples, seed=settings.seed),
        reference,
    )
    missed = missed_floors(scores, read_floors(folder / "floors.yaml"))
    return Validation(scores, find_disagreements(compared.values()), missed), compared


def _read_documents(folder: Path, wanted: Mapping[str, object]) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for doc_id in sorted(wanted):
        path = folder / f"{doc_id}.json"
        if path.exists():
            try:
                documents[doc_id] = Document.model_validate_json(path.read_bytes())
            except (OSError, ValidationError) as error:
                remedy = "run the extract stage again"
                problem = f"is no document: {error}"
                raise PipelineError(problem, path=path, remedy=remedy) from error
    return documents


def _read_claims(path: Path) -> Mapping[str, Sequence[Claim]]:
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in read_jsonl(path):
        claims[claim.doc_id].append(claim)
    return claims


def _write(validation: Validation, compared: Mapping[str, Comparison], output: Path) -> None:
    folder = output / "validation"
    rows = validation.disagreements
    write_text(folder / "scores.json", validation.scores.model_dump_json(indent=1) + "\n")
    write_records(folder / "disagreements.jsonl", rows)
    write_table(rows, Disagreement, folder / "disagreements.csv")
    write_plot(folder / "f1_by_field.json", field_bars(validation.scores))
    write_plot(folder / "event_types.json", type_pairs(compared.values()))
    write_plot(folder / "causes.json", cause_counts(rows))
    summary = metrics_summary(validation.scores)
    write_text(output / "metrics.json", srsly.json_dumps(summary, indent=2) + "\n")

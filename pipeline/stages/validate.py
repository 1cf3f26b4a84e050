"""Stage ``validate``: claims against the gold set.

Writes ``metrics.json`` (small, for ``dvc metrics``) and ``validation/``: ``scores.json`` (every
figure with its counts, interval, floor and ceiling), ``disagreements.csv`` and ``.jsonl``,
``gold.jsonl`` (every gold record with the claim it was aligned with), and the rows of the plots:
``f1_by_field.json``, ``event_types.json``, ``causes.json``, ``calibration.json``,
``thresholds.json`` (JSON, since DVC takes the byte order mark of our CSV for a part of the first
column's name).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import srsly

from pipeline.components.claims.confidence import features, read_fit
from pipeline.components.events.lexicon import read_lexicon
from pipeline.config import Params, ValidateSettings
from pipeline.evaluation.align import Alignment
from pipeline.evaluation.beside import gold_beside
from pipeline.evaluation.calibrate import Calibration, Example, judge
from pipeline.evaluation.cases import Case
from pipeline.evaluation.causes import Disagreement, find_disagreements
from pipeline.evaluation.explain import explain
from pipeline.evaluation.floors import MissedFloor, missed_floors, read_floors
from pipeline.evaluation.gold import read_gold_set
from pipeline.evaluation.metrics import strict
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
from pipeline.schema import Claim
from pipeline.stages.files import write_plot, write_records, write_text
from pipeline.stages.gold_documents import read_gold_documents
from pipeline.writers.jsonl import read_jsonl
from pipeline.writers.table import write_records as write_table


@dataclass(frozen=True, slots=True)
class Validation:
    """The figures, what disagrees, and the figures that fell below their floor.

    ``calibration`` judges each document by the confidence of a model that has not seen it.
    """

    scores: Scores
    calibration: Calibration
    disagreements: tuple[Disagreement, ...]
    missed_floors: tuple[MissedFloor, ...]


_WORKED_ON = frozenset({"rules", "knowledge"})
"""What was written beside the documents of the gold set."""


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
    return explain(record_id, compared.values(), _lemmas())


def _validate(params: Params, root: Path) -> tuple[Validation, dict[str, Comparison]]:
    settings: ValidateSettings = params.validate_
    folder = root / settings.gold
    gold = read_gold_set(folder)
    reference = read_reference(folder / "reference.json")
    check_reference(reference, gold)
    documents = read_gold_documents(params, root, gold)
    claims = _read_claims(root / params.claims.output / "claims.jsonl")
    compared = compare_documents(claims, gold, documents)
    scores = with_reference(
        score_comparisons(compared, gold, samples=settings.bootstrap_samples, seed=settings.seed),
        reference,
    )
    missed = missed_floors(scores, read_floors(folder / "floors.yaml"))
    calibration = judge_examples(examples_of(compared), gold=scores.overall.gold)
    rows = find_disagreements(compared.values(), _lemmas())
    return Validation(scores, calibration, rows, missed), compared


def examples_of(compared: Mapping[str, Comparison]) -> list[Example]:
    """Describe every claim of the documents compared, and whether it is strictly right."""
    return [
        example
        for doc_id, each in compared.items()
        for example in _examples(doc_id, each.claims, each.alignment, _WORKED_ON)
    ]


def examples_of_case(case: Case) -> list[Example]:
    """The same for a case document."""
    worked_on = frozenset[str]() if case.document.aside else frozenset({"rules"})
    return list(_examples(case.name, case.claims, case.alignment, worked_on))


def _examples(
    name: str, claims: Iterable[Claim], alignment: Alignment, worked_on: frozenset[str]
) -> Iterator[Example]:
    right = {found.key for gold, found in alignment.pairs if strict(gold, found)}
    for claim in claims:
        yield Example(name, features(claim), claim.claim_id in right, worked_on)


def _lemmas() -> frozenset[str]:
    return frozenset(word for entry in read_lexicon().entries for word in entry.lemma.split())


def judge_examples(examples: Iterable[Example], *, gold: int) -> Calibration:
    """Judge the confidence of claims, each by the model that has not seen its document."""
    fit = read_fit()
    confidence: list[float] = []
    right: list[bool] = []
    for example in examples:
        weights = fit.without.get(example.doc_id, fit.everything)
        confidence.append(weights.probability(example.features))
        right.append(example.right)
    return judge(confidence, right, gold=gold)


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
    write_records(folder / "gold.jsonl", gold_beside(compared.values()))
    write_plot(folder / "f1_by_field.json", field_bars(validation.scores))
    write_plot(folder / "event_types.json", type_pairs(compared.values()))
    write_plot(folder / "causes.json", cause_counts(rows))
    write_plot(folder / "calibration.json", validation.calibration.bins)
    write_plot(folder / "thresholds.json", validation.calibration.thresholds)
    summary = metrics_summary(validation.scores, validation.calibration)
    write_text(output / "metrics.json", srsly.json_dumps(summary, indent=2) + "\n")

"""The floor and the ceiling that stand beside every figure, kept as counts in ``gold``.

The ceiling is annotator B scored against annotator A, the floor the naive baseline scored against
gold, both by the code that scores the system.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import srsly

from pipeline.errors import GoldError
from pipeline.evaluation.align import align
from pipeline.evaluation.facts import facts_of_annotation, shared_words
from pipeline.evaluation.gold import GoldSet, read_annotations
from pipeline.evaluation.score import Figure, Scope, Scores, count_figure, score_alignments
from pipeline.schema import Model


class Counts(Model):
    """The counts that a figure is made of."""

    gold: int
    predicted: int
    aligned: int
    correct: int


Measured = dict[str, dict[str, Counts]]
"""Counts by doc id and metric."""


class Reference(Model):
    """Floor and ceiling of each document; a document annotated once has no ceiling."""

    floor: Measured
    ceiling: Measured


def measure_ceiling(folder: Path) -> dict[str, Scope]:
    """Score annotator B against A for every ``<doc_id>.A.jsonl`` and ``.B.jsonl`` in a folder.

    Triggers overlap here when they stand in one sentence and share a word, since separate
    annotations have no offsets.
    """
    found: dict[str, Scope] = {}
    for path in sorted(folder.glob("*.A.jsonl")):
        doc_id = path.name.removesuffix(".A.jsonl")
        one, other = (
            [facts_of_annotation(each) for each in read_annotations(folder / name)]
            for name in (path.name, f"{doc_id}.B.jsonl")
        )
        found[doc_id] = score_alignments({doc_id: align(one, other, shared_words)})
    return found


def keep_counts(scopes: Mapping[str, Scope]) -> Measured:
    """Keep what is needed to compute the figures again, for one document or several."""
    return {
        doc_id: {
            name: Counts(
                gold=figure.gold,
                predicted=figure.predicted,
                aligned=figure.aligned,
                correct=figure.correct,
            )
            for name, figure in scope.metrics.items()
        }
        for doc_id, scope in sorted(scopes.items())
    }


def read_reference(path: Path) -> Reference:
    """Read the kept counts; none at all when the file does not exist.

    Raises:
        GoldError: the file is not what :func:`reference_text` writes.
    """
    if not path.exists():
        return Reference(floor={}, ceiling={})
    try:
        return Reference.model_validate(srsly.read_json(path))
    except ValueError as error:
        remedy = "write it again: python -m pipeline.stages.reference"
        raise GoldError(
            f"is no reference: {str(error).splitlines()[0]}", path=path, remedy=remedy
        ) from error


def reference_text(reference: Reference) -> str:
    """Write a reference as JSON, one metric a line."""
    sides = []
    for side, measured in (("floor", reference.floor), ("ceiling", reference.ceiling)):
        documents = []
        for doc_id, metrics in measured.items():
            rows = ",\n".join(
                f'   "{name}": {srsly.json_dumps(counts.model_dump())}'
                for name, counts in metrics.items()
            )
            documents.append(f'  "{doc_id}": {{\n{rows}\n  }}')
        sides.append(f' "{side}": {{\n' + ",\n".join(documents) + "\n }")
    return "{\n" + ",\n".join(sides) + "\n}\n"


def with_reference(scores: Scores, reference: Reference) -> Scores:
    """Put floor and ceiling beside each figure; those of all documents sum what there is."""
    return scores.model_copy(
        update={
            "overall": _beside(scores.overall, scores.documents, reference),
            "documents": {
                doc_id: _beside(scope, [doc_id], reference)
                for doc_id, scope in scores.documents.items()
            },
        }
    )


def check_reference(reference: Reference, gold: GoldSet) -> None:
    """Refuse a floor that was measured against other gold than the present one.

    Raises:
        GoldError: naming the document whose number of claims differs.
    """
    for doc_id, metrics in reference.floor.items():
        counted = {counts.gold for counts in metrics.values()}
        if doc_id in gold and counted != {len(gold[doc_id])}:
            remedy = "measure it again: python -m pipeline.stages.reference"
            problem = f"reference.json: {doc_id} was measured against other gold"
            raise GoldError(problem, remedy=remedy)


def _beside(scope: Scope, documents: Iterable[str], reference: Reference) -> Scope:
    documents = tuple(documents)
    return scope.model_copy(
        update={
            "metrics": {
                name: figure.model_copy(
                    update={
                        "floor": _f1(name, documents, reference.floor),
                        "ceiling": _f1(name, documents, reference.ceiling),
                    }
                )
                for name, figure in scope.metrics.items()
            }
        }
    )


def _f1(name: str, documents: Iterable[str], measured: Measured) -> float | None:
    counts = [
        measured[doc_id][name]
        for doc_id in documents
        if doc_id in measured and name in measured[doc_id]
    ]
    return _sum(counts).f1 if counts else None


def _sum(counts: Iterable[Counts]) -> Figure:
    gold = predicted = aligned = correct = 0
    for each in counts:
        gold, predicted = gold + each.gold, predicted + each.predicted
        aligned, correct = aligned + each.aligned, correct + each.correct
    return count_figure(gold, predicted, aligned, correct)

"""The figures below which a change is not merged: ``gold/floors.yaml``, which only rises."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import GoldError
from pipeline.evaluation.metrics import METRICS
from pipeline.evaluation.score import Scores
from pipeline.schema import Model
from pipeline.yamlfile import read_yaml

Floors = Mapping[str, Mapping[str, float]]
"""Least F1 by doc id and metric."""

_FLOORS = TypeAdapter(dict[str, dict[str, float]])


class MissedFloor(Model):
    """A figure that fell below its floor."""

    doc_id: str
    metric: str
    floor: float
    f1: float

    def __str__(self) -> str:
        return f"{self.doc_id}: {self.metric} F1 {self.f1:.3f} is below its floor {self.floor:.3f}"


def read_floors(path: Path) -> Floors:
    """Read the floors; none at all when the file does not exist.

    Raises:
        GoldError: the file is no mapping of documents to metrics to numbers, or names a metric
            that does not exist.
    """
    if not path.exists():
        return {}
    try:
        floors = _FLOORS.validate_python(read_yaml(path))
    except (ValidationError, ValueError) as error:
        raise GoldError(f"holds no floors: {str(error).splitlines()[0]}", path=path) from error
    for doc_id, metrics in floors.items():
        for name in metrics:
            if name not in METRICS:
                remedy = "there are " + ", ".join(METRICS)
                raise GoldError(f"{doc_id}: no metric {name!r}", path=path, remedy=remedy)
    return floors


def missed_floors(scores: Scores, floors: Floors) -> tuple[MissedFloor, ...]:
    """List the figures below their floor; documents that were not scored are passed over."""
    return tuple(
        MissedFloor(doc_id=doc_id, metric=name, floor=floor, f1=figure.f1)
        for doc_id, metrics in sorted(floors.items())
        if doc_id in scores.documents
        for name, floor in sorted(metrics.items())
        if (figure := scores.documents[doc_id].metrics[name]).f1 < floor
    )


def lowered_floors(before: Floors, after: Floors) -> tuple[str, ...]:
    """Name the floors of ``before`` that ``after`` lowers or drops."""
    return tuple(
        f"{doc_id}.{name}"
        for doc_id, metrics in sorted(before.items())
        for name, floor in sorted(metrics.items())
        if after.get(doc_id, {}).get(name, 0.0) < floor
    )

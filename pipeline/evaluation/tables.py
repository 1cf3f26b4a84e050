"""Figures as people and plots read them: a text table, the small metrics file, plot rows."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.evaluation.calibrate import Calibration
from pipeline.evaluation.causes import Disagreement
from pipeline.evaluation.score import Comparison, Figure, Scope, Scores
from pipeline.schema import Model

Number = int | float
OVERALL = "overall"


class FieldBar(Model):
    """F1 of one metric over all documents, by the naive baseline, the system or an annotator."""

    metric: str
    by: str
    f1: float
    low: float | None = None
    high: float | None = None


class TypePair(Model):
    """One aligned pair: the event type in gold and the one predicted."""

    gold: str
    predicted: str


class CauseCount(Model):
    """How often a cause was found, in all documents."""

    cause: str
    count: int


def metrics_summary(scores: Scores, calibration: Calibration) -> dict[str, dict[str, Number]]:
    """Figures for ``metrics.json``: all together and by document, counts and F1 of each metric."""
    overall = {**_summary(scores.overall), "calibration_error": calibration.error}
    documents = {doc_id: _summary(scope) for doc_id, scope in scores.documents.items()}
    return {OVERALL: overall, **documents}


def _summary(scope: Scope) -> dict[str, Number]:
    found = scope.metrics["detection"]
    return {
        "gold": scope.gold,
        "predicted": scope.predicted,
        "precision": found.precision,
        "recall": found.recall,
        **{name: figure.f1 for name, figure in scope.metrics.items()},
    }


def field_bars(scores: Scores) -> list[FieldBar]:
    """Rows of the plot of F1 by field with floor and ceiling."""
    rows = []
    for name, figure in scores.overall.metrics.items():
        system = FieldBar(metric=name, by="system", f1=figure.f1, low=figure.low, high=figure.high)
        rows += [
            *_bound(name, "naive baseline", figure.floor),
            system,
            *_bound(name, "second annotator", figure.ceiling),
        ]
    return rows


def _bound(name: str, by: str, value: float | None) -> list[FieldBar]:
    return [] if value is None else [FieldBar(metric=name, by=by, f1=value)]


def type_pairs(compared: Iterable[Comparison]) -> list[TypePair]:
    """Rows of the plot of confused event types, one an aligned pair."""
    return [
        TypePair(gold=gold.event_type, predicted=predicted.event_type)
        for each in compared
        for gold, predicted in each.alignment.pairs
    ]


def cause_counts(rows: Iterable[Disagreement]) -> list[CauseCount]:
    """Count the causes of disagreement, commonest first."""
    counted = Counter(str(row.cause) for row in rows)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [CauseCount(cause=cause, count=count) for cause, count in ordered]


def text_table(scores: Scores) -> str:
    """Print all figures: a block a document and one for all, a line a metric."""
    blocks = [
        _block(name, scope)
        for name, scope in [*scores.documents.items(), (OVERALL, scores.overall)]
    ]
    skipped = [f"{doc_id}: skipped, {reason}" for doc_id, reason in scores.skipped.items()]
    return "\n\n".join([*blocks, *(["\n".join(skipped)] if skipped else [])])


def _block(name: str, scope: Scope) -> str:
    head = f"{name}: {scope.gold} claims in gold, {scope.predicted} found"
    columns = ("", "P", "R", "F1", "95 %", "aligned", "floor", "ceiling")
    rows = [columns, *(_line(metric, figure) for metric, figure in scope.metrics.items())]
    return "\n".join([head, *map(_aligned, rows)])


def _line(name: str, figure: Figure) -> tuple[str, ...]:
    between = "" if figure.low is None else f"{figure.low:.3f}-{figure.high:.3f}"
    rates = (figure.precision, figure.recall, figure.f1)
    ends = (figure.accuracy, figure.floor, figure.ceiling)
    shown = ["-" if value is None else f"{value:.3f}" for value in (*rates, *ends)]
    return (name, *shown[:3], between, *shown[3:])


def _aligned(cells: Sequence[str]) -> str:
    widths = (13, 6, 6, 6, 12, 8, 6, 8)
    first, *rest = zip(cells, widths, strict=True)
    return (first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)).rstrip()

"""What the last run found, in a short table."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import srsly
from rich.table import Table

from pipeline.config import Params
from pipeline.schema import Rejection
from pipeline.stages.console import to_text

RESULTS = ("claims.csv", "claims.jsonl", "report/index.html", "metrics.json", "rejected.jsonl")


@dataclass(frozen=True, slots=True)
class Score:
    """F1 against gold claims of one document, or of all (``overall``)."""

    name: str
    detection: float
    strict: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts, rejections, scores and the result files that exist, relative to the project."""

    documents: int
    claims: int
    rejected: tuple[Rejection, ...]
    scores: tuple[Score, ...]
    results: tuple[str, ...]


def read(params: Params, root: Path) -> Summary:
    """Read the results of the last run."""
    output = root / params.claims.output
    rejected = _lines(output / "rejected.jsonl")
    shown = Path(params.claims.output)
    return Summary(
        documents=len(list((root / params.extract.output).glob("*.json"))),
        claims=len(_lines(output / "claims.jsonl")),
        rejected=tuple(Rejection.model_validate_json(line) for line in rejected),
        scores=_scores(output / "metrics.json"),
        results=tuple((shown / name).as_posix() for name in RESULTS if (output / name).is_file()),
    )


def render(summary: Summary) -> str:
    """Return the table as text."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("documents read", str(summary.documents))
    table.add_row("claims found", str(summary.claims))
    table.add_row("documents rejected", str(len(summary.rejected)))
    for rejection in summary.rejected:
        advice = f"; {rejection.remedy}" if rejection.remedy else ""
        table.add_row("", f"{rejection.path}: {rejection.reason}{advice}")
    for label, score in zip(_labels("F1 against gold"), summary.scores, strict=False):
        values = f"detection {score.detection:.3f}  strict {score.strict:.3f}"
        table.add_row(label, f"{values}  {score.name}")
    for label, path in zip(_labels("results"), summary.results, strict=False):
        table.add_row(label, path)
    return to_text(table)


def _labels(first: str) -> Iterable[str]:
    yield first
    while True:
        yield ""


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _scores(path: Path) -> tuple[Score, ...]:
    if not path.is_file():
        return ()
    metrics = srsly.read_json(path)
    return tuple(
        Score(name, figures["detection"], figures["strict"]) for name, figures in metrics.items()
    )

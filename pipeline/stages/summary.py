"""What the last run found: counts, the commonest types and actors, and what needs attention."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import srsly
from rich.table import Table
from rich.text import Text

from pipeline.config import Params
from pipeline.schema import Claim, EventType, Model, Rejection
from pipeline.stages.unknown import Unknown, find_unknown
from pipeline.writers import read_jsonl
from pipeline.writers.aggregates import to_actor_rows

RESULTS = ("claims.csv", "claims.jsonl", "report/index.html", "metrics.json", "rejected.jsonl")
TYPES = 6
ACTORS = 5
UNKNOWN = 5
BAR = 24
"""How many of each are shown, and how many letters wide the longest bar is."""


class Score(Model):
    """F1 against gold claims of one document, or of all (``overall``)."""

    name: str
    detection: float
    strict: float


class ActorCount(Model):
    """In how many claims an actor acts, as the report's filter "Actor" counts them.

    ``id`` is null where no table knows the actor.
    """

    id: str | None
    name: str
    claims: int


class UnknownName(Model):
    """A name that the knowledge tables lack, and in how many claims it stands.

    ``named`` is false for a description ("supply convoy"), which no table would have.
    """

    kind: str
    name: str
    named: bool
    claims: int


class Summary(Model):
    """What the last run found. Counts come with the most frequent first.

    ``first_day`` and ``last_day`` bound the dates of claims, ``dated`` counts the claims that have
    one. ``results`` are the files that exist, relative to the project.
    """

    documents: int
    claims: int
    dated: int
    first_day: str | None
    last_day: str | None
    event_types: dict[EventType, int]
    actors: tuple[ActorCount, ...]
    unknown: tuple[UnknownName, ...]
    rejected: tuple[Rejection, ...]
    scores: tuple[Score, ...]
    results: tuple[str, ...]


def read(params: Params, root: Path) -> Summary:
    """Read the results of the last run.

    Raises:
        PipelineError: there are no claims yet.
    """
    output = root / params.claims.output
    shown = Path(params.claims.output)
    claims = list(read_jsonl(output / "claims.jsonl"))
    dates = [claim.date for claim in claims if claim.date is not None]
    first = [date.first_day for date in dates if date.first_day is not None]
    last = [date.last_day for date in dates if date.last_day is not None]
    return Summary(
        documents=len(list((root / params.extract.output).glob("*.json"))),
        claims=len(claims),
        dated=len(dates),
        first_day=min(first, default=None),
        last_day=max(last, default=None),
        event_types=_types(claims),
        actors=_actors(claims),
        unknown=tuple(map(_unknown, find_unknown(claims))),
        rejected=tuple(map(Rejection.model_validate_json, _lines(output / "rejected.jsonl"))),
        scores=_scores(output / "metrics.json"),
        results=tuple((shown / name).as_posix() for name in RESULTS if (output / name).is_file()),
    )


def render(summary: Summary) -> Table:
    """Return the summary as a table. Its styles and bars show on a terminal only."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    table.add_row("documents read", str(summary.documents))
    table.add_row("claims found", str(summary.claims))
    table.add_row("documents rejected", _alarm(str(len(summary.rejected)), summary.rejected))
    for rejection in summary.rejected:
        advice = f"; {rejection.remedy}" if rejection.remedy else ""
        table.add_row("", f"{rejection.path}: {rejection.reason}{advice}")
    if summary.claims:
        _add_claims(table, summary)
    _add(
        table,
        "F1 against gold",
        (
            f"detection {score.detection:.3f}  strict {score.strict:.3f}  {score.name}"
            for score in summary.scores
        ),
    )
    _add(table, "results", summary.results)
    return table


def _add_claims(table: Table, summary: Summary) -> None:
    span = f"{summary.first_day or '…'} to {summary.last_day or '…'}, "
    none = summary.first_day is None and summary.last_day is None
    table.add_row("dates", f"{'' if none else span}{summary.dated} claims dated")
    types = [(kind.capitalize(), count) for kind, count in summary.event_types.items()]
    _add(table, "claims by type", _counted(types, TYPES, "more types"))
    actors = [(actor.name, actor.claims) for actor in summary.actors]
    _add(table, "who acts most", _counted(actors, ACTORS, "more actors"))
    unknown = (each for each in summary.unknown if each.named)
    names = [(f"{each.name} ({each.kind})", each.claims) for each in unknown]
    _add(table, "unknown names", _counted(names, UNKNOWN, "more: claims unknown"))


def _counted(found: Sequence[tuple[str, int]], shown: int, rest: str) -> Iterable[Text]:
    """Lines of the commonest, with a bar each, and one of how many there are besides."""
    most = max((count for _, count in found), default=1)
    for name, count in found[:shown]:
        line = Text(f"{count:>5}  {name:<28} ")
        line.append(" " * round(BAR * count / most), style="on blue")
        yield line
    if len(found) > shown:
        yield Text(f"{len(found) - shown:>5}  {rest}", style="dim")


def _add(table: Table, label: str, lines: Iterable[str | Text]) -> None:
    for number, line in enumerate(lines):
        table.add_row("" if number else label, line)


def _alarm(text: str, found: Sequence[Rejection]) -> Text:
    return Text(text, style="bold red" if found else "")


def _types(claims: Iterable[Claim]) -> dict[EventType, int]:
    counts = Counter(claim.event_type for claim in claims)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _actors(claims: Iterable[Claim]) -> tuple[ActorCount, ...]:
    rows = [row for row in to_actor_rows(claims) if row.as_actor]
    rows.sort(key=lambda row: -row.as_actor)
    return tuple(ActorCount(id=row.actor_id, name=row.actor, claims=row.as_actor) for row in rows)


def _unknown(found: Unknown) -> UnknownName:
    return UnknownName(kind=found.kind, name=found.text, claims=found.claims, named=found.named)


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _scores(path: Path) -> tuple[Score, ...]:
    if not path.is_file():
        return ()
    metrics = srsly.read_json(path)
    return tuple(
        Score(name=name, detection=figures["detection"], strict=figures["strict"])
        for name, figures in metrics.items()
    )

"""Writing claims to files, one module a format, each registered here by its name."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.schema import Claim
from pipeline.writers.aggregates import write_actors, write_months
from pipeline.writers.database import write_database
from pipeline.writers.frame import to_dataframe, write_parquet
from pipeline.writers.geojson import write_geojson
from pipeline.writers.jsonl import read_jsonl, write_jsonl
from pipeline.writers.table import read_table, write_table
from pipeline.writers.workbook import write_workbook

Writer = Callable[[Iterable[Claim], Path], None]

WRITERS: dict[str, Writer] = {
    "jsonl": write_jsonl,
    "csv": write_table,
    "parquet": write_parquet,
    "xlsx": write_workbook,
    "geojson": write_geojson,
    "sqlite": write_database,
    "actors": write_actors,
    "events_by_actor_month": write_months,
}

__all__ = [
    "WRITERS",
    "Writer",
    "read_jsonl",
    "read_table",
    "to_dataframe",
    "write",
]


def write(name: str, claims: Iterable[Claim], path: str | Path) -> None:
    """Write claims with the writer called ``name``, whole or not at all.

    Raises:
        SettingsError: no writer has that name; the message lists those there are.
    """
    writer = WRITERS.get(name)
    if writer is None:
        raise SettingsError(f"{name}: no such writer", remedy="there are " + ", ".join(WRITERS))
    writer(claims, Path(path))

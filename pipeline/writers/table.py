"""``claims.csv`` and the other text tables: UTF-8 with a byte order mark, one row a record.

The byte order mark makes Excel read the file as UTF-8; readers that know Unicode skip it. Lines
end in CR LF as RFC 4180 wants. What a cell may hold is in :mod:`pipeline.writers.cells`.
"""

import csv
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import PipelineError
from pipeline.schema import Claim
from pipeline.writers.cells import join_values, neutralise, restore, split_values
from pipeline.writers.files import replacing
from pipeline.writers.rows import Row, to_row

Record = TypeVar("Record", bound=BaseModel)


def write_table(claims: Iterable[Claim], path: str | Path) -> None:
    """Write claims as one CSV table, columns in the order of :class:`Row`."""
    write_records((to_row(claim) for claim in claims), Row, path)


def read_table(path: str | Path) -> Iterator[Row]:
    """Read the rows of :func:`write_table`; errors name file and line."""
    return read_records(Row, path)


def write_records(records: Iterable[Record], kind: type[Record], path: str | Path) -> None:
    """Write records of one kind as CSV; the order of its fields is that of the columns."""
    columns = tuple(kind.model_fields)
    with (
        replacing(path) as unfinished,
        unfinished.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(columns)
        for record in records:
            table.writerow([neutralise(cell_text(getattr(record, name))) for name in columns])


def read_records(kind: type[Record], path: str | Path) -> Iterator[Record]:
    """Read records that :func:`write_records` wrote.

    Raises:
        PipelineError: the file is missing, its header differs, or a row has a wrong value.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            yield from _records(kind, path, csv.DictReader(file, strict=True))
    except OSError as error:
        raise PipelineError(f"cannot be read: {error.strerror}", path=path) from error


def _records(
    kind: type[Record], path: str | Path, table: "csv.DictReader[str]"
) -> Iterator[Record]:
    fields = kind.model_fields
    lists = {name for name, field in fields.items() if is_list(field.annotation)}
    optional = {name for name, field in fields.items() if not field.is_required()} - lists
    if tuple(table.fieldnames or ()) != tuple(fields):
        remedy = f"expected {', '.join(fields)}"
        raise PipelineError("has other columns", path=path, line=1, remedy=remedy)
    for cells in table:
        try:
            values = {
                name: split_values(text) if name in lists else text
                for name, cell in cells.items()
                if (text := restore(cell)) or name not in optional
            }
            yield kind.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            problem = f"{first['loc'][0]}: {first['msg']}"
            raise PipelineError(problem, path=path, line=table.line_num) from error
        except ValueError as error:
            raise PipelineError(str(error), path=path, line=table.line_num) from error


def cell_text(value: Any) -> str:
    """The text of one value: lists joined, days in ISO 8601, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return join_values(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def is_list(annotation: Any) -> bool:
    """Whether a column of this type holds several values."""
    return getattr(annotation, "__origin__", None) is tuple

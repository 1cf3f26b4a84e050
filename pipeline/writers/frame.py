"""Claims as a pandas table with typed columns, and as Parquet."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.schema import Claim
from pipeline.writers.files import replacing
from pipeline.writers.rows import Row, to_rows
from pipeline.writers.table import is_list

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def to_dataframe(claims: Iterable[Claim]) -> "pd.DataFrame":
    """One row a claim, with the columns of :class:`pipeline.writers.rows.Row`.

    Days are ``datetime64[s]`` (NaT where open), closed sets are categories, columns with several
    values hold lists.

    >>> import pipeline
    >>> frame = to_dataframe(pipeline.extract_claims(["Turkey bombed Aleppo in May 2016."])[0])
    >>> frame.loc[0, "first_day"].year
    2016
    """
    import pandas as pd

    rows = to_rows(claims)
    columns: dict[str, Any] = {}
    for name, field in Row.model_fields.items():
        values = [getattr(row, name) for row in rows]
        if is_list(field.annotation):
            columns[name] = pd.Series([list(value) for value in values], dtype=object)
        elif _is_day(field.annotation):
            columns[name] = pd.Series(values, dtype="datetime64[s]")
        elif field.annotation in (int, float) or field.annotation == float | None:
            columns[name] = pd.Series(values, dtype="int64" if field.annotation is int else float)
        elif field.annotation in (str, str | None):
            columns[name] = pd.Series(values, dtype="string")
        else:
            text = [None if value is None else str(value) for value in values]
            columns[name] = pd.Categorical(text)
    return pd.DataFrame(columns)


def write_parquet(claims: Iterable[Claim], path: str | Path) -> None:
    """Write the flat rows as Parquet: typed columns, lists as lists of strings."""
    import pyarrow as pa
    import pyarrow.parquet

    rows = [row.model_dump(mode="python") for row in to_rows(claims)]
    schema = pa.schema([(name, _arrow(field)) for name, field in Row.model_fields.items()])
    for row in rows:
        row.update(event_type=str(row["event_type"]), quad_class=str(row["quad_class"]))
    with replacing(path) as unfinished:
        table = pa.Table.from_pylist(rows, schema=schema)
        pyarrow.parquet.write_table(table, unfinished, compression="zstd")


def _arrow(field: Any) -> "pa.DataType":
    import pyarrow as pa

    annotation = field.annotation
    if is_list(annotation):
        return pa.list_(pa.string())
    if annotation is int:
        return pa.int64()
    if annotation in (float, float | None):
        return pa.float64()
    return pa.date32() if _is_day(annotation) else pa.string()


def _is_day(annotation: Any) -> bool:
    return bool(annotation == datetime.date | None)

"""``datapackage.json``: what the tables mean, for programs (Frictionless Table Schema)."""

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import srsly
from pydantic import BaseModel

from pipeline.writers.aggregates import ActorRow, MonthRow
from pipeline.writers.files import replacing
from pipeline.writers.rows import Row

TABLES: dict[str, type[BaseModel]] = {
    "claims": Row,
    "actors": ActorRow,
    "events_by_actor_month": MonthRow,
}
"""Name of each text table and the record it holds; the file is ``<name>.csv``."""

_TYPES: dict[Any, str] = {
    int: "integer",
    float: "number",
    float | None: "number",
    datetime.date | None: "date",
}


def write_package(path: str | Path, title: str) -> None:
    """Write the description of the tables that stand beside ``path``."""
    package = {
        "profile": "tabular-data-package",
        "name": "dossier-claims",
        "title": title,
        "resources": [_resource(name, kind) for name, kind in TABLES.items()],
    }
    with replacing(path) as unfinished:
        text = srsly.json_dumps(package, indent=2) + "\n"
        unfinished.write_text(text, encoding="utf-8")


def _resource(name: str, kind: type[BaseModel]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, info) for column, info in kind.model_fields.items()],
        "missingValues": [""],
    }
    if "claim_id" in kind.model_fields:
        schema["primaryKey"] = "claim_id"
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(name: str, info: Any) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name,
        "type": _TYPES.get(info.annotation, "string"),
        "description": info.description,
        "example": info.examples[0],
    }
    constraints: dict[str, Any] = {}
    if info.is_required():
        constraints["required"] = True
    if allowed := allowed_values(info.annotation):
        constraints["enum"] = allowed
    return field | ({"constraints": constraints} if constraints else {})


def allowed_values(annotation: Any) -> list[str]:
    """The values of a column that has a closed set of them, in their order, else none."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [member.value for member in annotation]
    found: list[str] = []
    for part in get_args(annotation):
        found += [part] if isinstance(part, str) else allowed_values(part)
    return found

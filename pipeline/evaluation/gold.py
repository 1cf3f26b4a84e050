"""Reading the gold set: one record a line, checked against the guidelines and the registry."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import srsly
from pydantic import Field, ValidationError, field_validator, model_validator

from pipeline.errors import GoldError
from pipeline.evaluation.edtf import Edtf
from pipeline.schema import DateMod, EventType, Modality, Model, Polarity

Ids = tuple[str, ...]


class Annotation(Model):
    """What an annotator says of one claim (section 7 of the guidelines).

    ``sent`` is the ordinal of the sentence from 1, ``page`` the page on which it begins.
    """

    id: str = Field(min_length=1)
    sent: int = Field(ge=1)
    page: int = Field(ge=1)
    trigger: str = Field(min_length=1)
    before: str = ""
    after: str = ""
    event_type: EventType
    actors: Ids = ()
    actor_text: str = ""
    recipients: Ids = ()
    recipient_text: str = ""
    places: Ids = ()
    place_text: str = ""
    date: Edtf | None = None
    date_text: str = ""
    date_mod: DateMod | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: str | None = None
    implicit: tuple[Literal["actor", "recipient"], ...] = ()
    note: str = ""

    @field_validator("actors", "recipients", "places")
    @classmethod
    def _is_set(cls, value: Ids) -> Ids:
        if len(set(value)) < len(value):
            raise ValueError("names an id twice")
        return value

    @model_validator(mode="after")
    def _hangs_together(self) -> "Annotation":
        if self.date_mod is not None and self.date is None:
            raise ValueError("date_mod without a date")
        if self.attribution is not None and self.modality != "alleged":
            raise ValueError("attribution is for modality alleged only")
        return self


class GoldRecord(Annotation):
    """An adjudicated annotation; ``before`` and ``after`` are up to three words beside it."""

    before: str
    after: str


class Registry(Model):
    """The actor and place ids in use, each with what it covers."""

    actors: dict[str, str]
    places: dict[str, str]


GoldSet = Mapping[str, tuple[GoldRecord, ...]]
"""Gold records of each document, by doc id."""

A = TypeVar("A", bound=Annotation)


def read_registry(path: Path) -> Registry:
    """Read ``registry.json``.

    Raises:
        GoldError: the file is missing, not JSON, or not a registry.
    """
    try:
        return Registry.model_validate(srsly.read_json(path))
    except (OSError, ValueError) as error:
        raise GoldError(
            f"is no registry of ids: {str(error).splitlines()[0]}", path=path
        ) from error


def registry_text(registry: Registry) -> str:
    """Write a registry as JSON, one id a line, sorted."""
    data = registry.model_dump()
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_gold(path: Path, registry: Registry | None = None) -> tuple[GoldRecord, ...]:
    """Read and check the gold records of one document.

    Raises:
        GoldError: naming file, line and field.
    """
    return _read(path, GoldRecord, registry)


def read_annotations(path: Path) -> tuple[Annotation, ...]:
    """Read one annotator's separate records, which may use ids of their own.

    Raises:
        GoldError: naming file, line and field.
    """
    return _read(path, Annotation, None)


def read_gold_set(folder: Path) -> dict[str, tuple[GoldRecord, ...]]:
    """Read ``<folder>/<doc_id>.jsonl`` for every document, against ``<folder>/registry.json``.

    Raises:
        GoldError: a file is broken, or there is none.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise GoldError("holds no gold files", path=folder, remedy="expected <doc_id>.jsonl")
    registry = read_registry(folder / "registry.json")
    return {path.stem: read_gold(path, registry) for path in paths}


def _read(path: Path, kind: type[A], registry: Registry | None) -> tuple[A, ...]:
    records: list[A] = []
    lines: dict[str, int] = {}
    for number, line in _lines(path):
        try:
            record = kind.model_validate(json.loads(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            problem = f"{field}: {first['msg']}" if field else first["msg"]
            raise GoldError(problem, path=path, line=number) from error
        except ValueError as error:
            raise GoldError(f"is not JSON: {error}", path=path, line=number) from error
        if record.id in lines:
            problem = f"id {record.id} is taken by line {lines[record.id]}"
            raise GoldError(problem, path=path, line=number)
        if registry is not None:
            check_ids(record, registry, path, line=number)
        lines[record.id] = number
        records.append(record)
    return tuple(records)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", path=path) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def check_ids(
    record: Annotation, registry: Registry, path: Path, *, line: int | None = None, place: str = ""
) -> None:
    """Check that the registry has every id of a record.

    Args:
        path: the file the record comes from, for messages.
        line: its line there.
        place: what leads to it there, when it has no line.

    Raises:
        GoldError: naming the field and the id.
    """
    said_by = () if record.attribution is None else (record.attribution,)
    fields: tuple[tuple[str, Sequence[str], Mapping[str, str]], ...] = (
        ("actors", record.actors, registry.actors),
        ("recipients", record.recipients, registry.actors),
        ("attribution", said_by, registry.actors),
        ("places", record.places, registry.places),
    )
    for name, ids, known in fields:
        for id_ in ids:
            if id_ not in known:
                remedy = "add it to registry.json, or use the id that covers it"
                problem = f"{name}: unknown id {id_!r}"
                problem = f"{place}, {problem}" if place else problem
                raise GoldError(problem, path=path, line=line, remedy=remedy)

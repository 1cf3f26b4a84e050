"""``claims.sqlite``: claims, actors, places and documents, with full-text search on evidence.

Opens in any SQLite program; Datasette finds the search table by itself.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.schema import ActorRef, Claim, Document, PlaceRef
from pipeline.writers.aggregates import ActorRow, to_actor_rows
from pipeline.writers.files import replacing
from pipeline.writers.rows import Row, actor_name, place_name, to_row
from pipeline.writers.table import cell_text

SCHEMA = """
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, path TEXT, sha256 TEXT, pages INTEGER, title TEXT, author TEXT,
    published TEXT);
CREATE TABLE actors ({actors});
CREATE TABLE claims ({claims},
    FOREIGN KEY (doc_id) REFERENCES documents (doc_id));
CREATE TABLE claim_actors (
    claim_id TEXT NOT NULL REFERENCES claims (claim_id), role TEXT NOT NULL,
    position INTEGER NOT NULL, actor_id TEXT, name TEXT, type TEXT, country TEXT, written TEXT,
    via TEXT, PRIMARY KEY (claim_id, role, position)) WITHOUT ROWID;
CREATE TABLE claim_places (
    claim_id TEXT NOT NULL REFERENCES claims (claim_id), position INTEGER NOT NULL,
    place_id TEXT, name TEXT, geonames_id INTEGER, latitude REAL, longitude REAL, country TEXT,
    precision TEXT, written TEXT, via TEXT, PRIMARY KEY (claim_id, position)) WITHOUT ROWID;
CREATE VIEW places AS
    SELECT place_id, name, geonames_id, latitude, longitude, country, precision,
           count(DISTINCT claim_id) AS claims
    FROM claim_places GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY claims DESC, name, place_id;
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    evidence, action, actor, recipient, place, content="claims",
    tokenize='unicode61 remove_diacritics 2');
"""
INDEXES = """
INSERT INTO claims_fts (claims_fts) VALUES ('rebuild');
CREATE INDEX claims_by_type ON claims (event_type);
CREATE INDEX claims_by_day ON claims (first_day);
CREATE INDEX claim_actors_by_actor ON claim_actors (actor_id);
CREATE INDEX claim_places_by_place ON claim_places (place_id);
"""


def write_database(
    claims: Iterable[Claim], path: str | Path, documents: Sequence[Document] = ()
) -> None:
    """Write the database. Lists in ``claims`` are joined by ``; ``, whole in ``claim_*``.

    Documents that are not given are listed by their id alone.
    """
    claims = list(claims)
    with replacing(path) as unfinished, closing(sqlite3.connect(unfinished)) as base, base:
        base.executescript(
            SCHEMA.format(actors=_columns(ActorRow, ""), claims=_columns(Row, "claim_id"))
        )
        _insert(base, "documents", _document_rows(claims, documents))
        _insert(base, "actors", (_plain(row, ActorRow) for row in to_actor_rows(claims)))
        _insert(base, "claims", (_plain(to_row(claim), Row) for claim in claims))
        _insert(base, "claim_actors", (row for claim in claims for row in _actor_rows(claim)))
        _insert(base, "claim_places", (row for claim in claims for row in _place_rows(claim)))
        base.executescript(INDEXES)


def _columns(kind: type[Row] | type[ActorRow], key: str) -> str:
    kinds: dict[Any, str] = {int: "INTEGER", float: "REAL", float | None: "REAL"}
    return ", ".join(
        f"{name} {kinds.get(field.annotation, 'TEXT')}" + (" PRIMARY KEY" if name == key else "")
        for name, field in kind.model_fields.items()
    )


def _insert(base: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _plain(row: Row | ActorRow, kind: type[Row] | type[ActorRow]) -> tuple[Any, ...]:
    values = (getattr(row, name) for name in kind.model_fields)
    return tuple(
        value if isinstance(value, int | float) else cell_text(value) or None for value in values
    )


def _document_rows(
    claims: Sequence[Claim], documents: Sequence[Document]
) -> Iterable[tuple[Any, ...]]:
    known = {document.doc_id: document.source for document in documents}
    for doc_id in sorted({*known, *(claim.doc_id for claim in claims)}):
        source = known.get(doc_id)
        if source is None:
            yield (doc_id, *(None,) * 6)
        else:
            yield (
                doc_id,
                source.path,
                source.sha256,
                source.pages,
                source.title,
                source.author,
                source.published,
            )


def _actor_rows(claim: Claim) -> Iterable[tuple[Any, ...]]:
    source: tuple[ActorRef, ...] = () if claim.attribution is None else (claim.attribution,)
    roles = (("actor", claim.actors), ("recipient", claim.recipients), ("source", source))
    for role, refs in roles:
        for at, ref in enumerate(refs, start=1):
            kind = None if ref.type is None else str(ref.type)
            head = (claim.claim_id, role, at, ref.id, actor_name(ref), kind, ref.country)
            yield (*head, ref.text or None, ref.via or None)


def _place_rows(claim: Claim) -> Iterable[tuple[Any, ...]]:
    for at, ref in enumerate(claim.places, start=1):
        yield (claim.claim_id, at, *_place_values(ref), ref.text or None, ref.via or None)


def _place_values(ref: PlaceRef) -> tuple[Any, ...]:
    return (
        ref.id,
        place_name(ref),
        ref.geonames_id,
        ref.latitude,
        ref.longitude,
        ref.country,
        ref.precision,
    )

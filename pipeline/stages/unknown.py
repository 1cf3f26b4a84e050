"""What the knowledge tables lack: actors and places of claims that have no id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.table import Table

from pipeline.config import Params
from pipeline.schema import Claim
from pipeline.stages.console import to_text
from pipeline.writers import read_jsonl

Kind = Literal["actor", "place"]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name without an id: how many claims have it, and in which documents."""

    kind: Kind
    text: str
    claims: int
    documents: tuple[str, ...]


def run(params: Params, root: Path) -> list[Unknown]:
    """List the unknown names of the last run, commonest first, then by the alphabet.

    Raises:
        PipelineError: there are no claims yet.
    """
    return find_unknown(read_jsonl(root / params.claims.output / "claims.jsonl"))


def find_unknown(claims: Iterable[Claim]) -> list[Unknown]:
    """Count the claims of each name without an id; case does not tell names apart."""
    places: defaultdict[tuple[Kind, str], list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        named = {(kind, text.casefold()): text for kind, text in _names(claim)}
        for key, text in named.items():
            places[key].append((text, claim.doc_id))
    found = [
        Unknown(kind, found[0][0], len(found), tuple(sorted({doc_id for _, doc_id in found})))
        for (kind, _), found in places.items()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.kind, one.text))


def render(names: Iterable[Unknown]) -> str:
    """Return the list as a table of text."""
    table = Table("", "name", "claims", "documents", box=None, pad_edge=False)
    for one in names:
        table.add_row(one.kind, one.text, str(one.claims), ", ".join(one.documents))
    return to_text(table)


def _names(claim: Claim) -> Iterator[tuple[Kind, str]]:
    attribution = [] if claim.attribution is None else [claim.attribution]
    for actor in (*claim.actors, *claim.recipients, *attribution):
        if actor.id is None and actor.text:
            yield "actor", actor.text
    for place in claim.places:
        if place.id is None and place.text:
            yield "place", place.text

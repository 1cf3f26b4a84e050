"""How a text is read, step by step: parse, mentions, triggers, and where each field is from."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from pipeline.components.load import load_pipeline
from pipeline.config import ClaimsSettings
from pipeline.schema import ActorRef, Claim, DateRef, PlaceRef
from pipeline.stages.console import to_text

if TYPE_CHECKING:
    from spacy.tokens import Doc


def explain(text: str, settings: ClaimsSettings, *, published: str | None = None) -> str:
    """Return the reading of ``text`` as tables of plain text.

    Args:
        published: ISO day that relative dates count from.
    """
    nlp = load_pipeline(settings)
    doc = nlp.make_doc(text)
    doc._.published = published
    doc = nlp(doc)
    tables = [_parse(doc), _entities(doc), _dates(doc), _places(doc), _actors(doc)]
    tables.extend(_claim(claim) for claim in doc._.claims)
    none = [] if doc._.claims else ["\nno claims: no trigger with a participant was found"]
    return to_text(*(table for table in tables if table.row_count), *none)


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    return table


def _parse(doc: "Doc") -> Table:
    rows = (
        (str(token.i), token.text, token.lemma_, token.tag_, token.dep_, token.head.text)
        for token in doc
        if not token.is_space
    )
    return _table("parse", ("", "word", "lemma", "tag", "dep", "head"), rows)


def _entities(doc: "Doc") -> Table:
    rows = ((entity.text, entity.label_) for entity in doc.ents)
    return _table("\nentities of the model", ("text", "label"), rows)


def _dates(doc: "Doc") -> Table:
    rows = ((mention.ref.text, mention.rule, _date(mention.ref)) for mention in doc._.dates)
    return _table("\ndates", ("text", "rule", "value"), rows)


def _places(doc: "Doc") -> Table:
    rows = ((mention.ref.text, _place(mention.ref)) for mention in doc._.places)
    return _table("\nplaces", ("text", "is"), rows)


def _actors(doc: "Doc") -> Table:
    rows = (
        (doc[mention.start : mention.end].text, mention.kind, "; ".join(map(_actor, mention.refs)))
        for mention in doc._.actors
    )
    return _table("\nactors", ("text", "kind", "is"), rows)


def _claim(claim: Claim) -> Table:
    rows = [
        ("type", f"{claim.event_type} ({claim.quad_class})", f"rule {claim.rule}"),
        *(("actor", ref.text, _actor(ref)) for ref in claim.actors),
        *(("recipient", ref.text, _actor(ref)) for ref in claim.recipients),
        *(("place", ref.text, _place(ref)) for ref in claim.places),
        *(("date", ref.text, _date(ref)) for ref in [claim.date] if ref is not None),
        ("polarity", claim.polarity, ""),
        ("modality", claim.modality, ""),
        *(("attribution", ref.text, _actor(ref)) for ref in [claim.attribution] if ref is not None),
    ]
    return _table(f"\nclaim: {claim.action.text}", ("field", "as written", "why"), rows)


def _actor(ref: ActorRef) -> str:
    return _known(ref.id, ref.name, ref.type, ref.via)


def _place(ref: PlaceRef) -> str:
    return _known(ref.id, ref.name, ref.precision, ref.via)


def _known(id_: str | None, name: str | None, kind: str | None, via: str) -> str:
    """``turkey (Turkey, state) via alias``; an unknown one says so."""
    about = ", ".join(part for part in (name, kind) if part)
    shown = f"{id_ or 'unknown'} ({about})" if about else id_ or "unknown"
    return f"{shown} via {via}" if via else shown


def _date(ref: DateRef) -> str:
    days = f"{ref.first_day or '..'} to {ref.last_day or '..'}"
    mod = f" {ref.mod}" if ref.mod else ""
    return f"{ref.edtf}{mod} ({days}, {ref.precision}, {ref.anchor})"

"""What the spaCy components share: extension attributes of ``Doc`` and the mentions they hold.

Mentions live on ``Doc._`` as tuples of small frozen records. They index tokens, and carry a
reference (see :mod:`pipeline.schema`) that indexes characters. The encoders at the end let them
cross process borders inside ``nlp.pipe(n_process=...)`` and ``Doc.to_bytes``.
"""

from dataclasses import dataclass
from typing import Any, Literal

import srsly
from pydantic import BaseModel, TypeAdapter
from spacy.tokens import Doc

from pipeline.schema import ActorRef, Claim, DateRef, EventType, Modality, PlaceRef, Polarity

SETTLEMENTS = frozenset({"town", "village", "city", "hamlet", "settlement", "township", "port"})
"""Nouns before the name of a place in which people live: "the town of X"."""

ActorKind = Literal["name", "role", "modifier", "pronoun"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A phrase that can name an actor: tokens ``start`` to ``end`` (exclusive), head at ``root``.

    ``kind``: ``name`` (a proper name), ``role`` (a role noun with its modifiers: "Turkish
    troops", "rebels"), ``modifier`` (an adjective or the first part of a compound that stands
    for an actor: "Russian" in "Russian bombing", "US" in "US airstrike", "rebel" in
    "rebel-held"), ``pronoun``. Mentions may nest. ``refs`` has more than one entry where one
    phrase stands for several actors ("they", "both sides"), none where it names none that is
    known to the knowledge base or the document.
    """

    start: int
    end: int
    root: int
    kind: ActorKind
    refs: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A phrase that names a place: tokens ``start`` to ``end`` (exclusive), head at ``root``."""

    start: int
    end: int
    root: int
    ref: PlaceRef


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: tokens ``start`` to ``end`` (exclusive).

    ``turned`` is its other reading: from then on for a date, the date alone for "since" it; None
    where it has no start.
    """

    start: int
    end: int
    ref: DateRef
    rule: str
    turned: DateRef | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger and its arguments: tokens ``start`` to ``end``, head at ``root``.

    ``anchor`` is the verb whose clause says how real the event is: the light verb that carries a
    noun, else the root itself.

    ``claim`` fields are filled in turn: roles by the events component, polarity, modality and
    attribution by the context component.
    """

    start: int
    end: int
    root: int
    anchor: int
    rule: str
    event_type: EventType
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    date: DateRef | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: ActorRef | None = None


EXTENSIONS: dict[str, Any] = {
    "doc_id": None,  # str; names the document in claims
    "digest": None,  # str; sha256 of the document's bytes, part of claim ids
    "published": None,  # ISO day that anchors relative dates, or None
    "headings": (),  # tuple[tuple[int, int], ...]: character spans that are not body sentences
    "datelines": (),  # tuple[tuple[int, int], ...]: tokens that say where a report was filed
    "shown": (),  # tuple[tuple[int, str], ...]: tokens that the models read in another spelling
    "dates": (),  # tuple[DateMention, ...]
    "places": (),  # tuple[PlaceMention, ...]
    "actors": (),  # tuple[ActorMention, ...]
    "events": (),  # tuple[EventMention, ...]
    "claims": [],  # list[Claim]
}


def set_extensions() -> None:
    """Register the ``Doc`` extensions; safe to call again, also in a worker process."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


_MARK = "__dossier_claims__"
_ENCODED: tuple[type, ...] = (
    ActorMention,
    PlaceMention,
    DateMention,
    EventMention,
    ActorRef,
    PlaceRef,
    DateRef,
    Claim,
)
_ADAPTERS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in _ENCODED}


@srsly.msgpack_encoders("dossier_claims")  # type: ignore[untyped-decorator]
def encode_record(obj: Any, chain: Any = None) -> Any:
    """Turn one of our records into plain data for msgpack; leave the rest to ``chain``."""
    name = type(obj).__name__
    if isinstance(obj, (BaseModel, *_ENCODED)) and name in _ADAPTERS:
        return {_MARK: name, "value": _ADAPTERS[name].dump_python(obj, mode="json")}
    return obj if chain is None else chain(obj)


@srsly.msgpack_decoders("dossier_claims")  # type: ignore[untyped-decorator]
def decode_record(obj: Any, chain: Any = None) -> Any:
    """The way back from :func:`encode_record`."""
    if isinstance(obj, dict) and _MARK in obj:
        return _ADAPTERS[obj[_MARK]].validate_python(obj["value"])
    return obj if chain is None else chain(obj)


set_extensions()

"""Small gold records, claims and documents for the tests of this folder."""

from typing import Any

from pipeline.evaluation.gold import GoldRecord
from pipeline.schema import (
    QUAD_CLASS,
    Action,
    ActorRef,
    Claim,
    DateRef,
    Document,
    EventType,
    Evidence,
    PlaceRef,
    Source,
)


def make_document(text: str, doc_id: str = "paper") -> Document:
    """A plain text as a document of one page."""
    source = Source(path=f"raw/{doc_id}.txt", sha256="0" * 64, bytes=len(text), pages=1)
    return Document(doc_id=doc_id, source=source, text=text, blocks=())


def make_record(text: str, trigger: str, **fields: Any) -> GoldRecord:
    """Gold of the trigger's first mention in ``text``, with its words before and after."""
    before, after = text.split(trigger, maxsplit=1)
    values = {
        "id": "G1",
        "sent": 1,
        "page": 1,
        "event_type": "ASSAULT",
        "before": " ".join(before.split()[-3:]),
        "after": " ".join(after.split()[:3]),
        **fields,
    }
    return GoldRecord(trigger=trigger, **values)


def make_claim(text: str, trigger: str, **fields: Any) -> Claim:
    """A claim at the trigger's first mention; ids, places and dates are given as plain strings.

    ``actors``, ``recipients`` and ``places``: ids, an entry of None for an unknown one.
    ``date``: EDTF with its first and last day, as a tuple. The whole text is its sentence.
    """
    start = text.index(trigger)
    event_type = EventType(fields.pop("event_type", "ASSAULT"))
    when = fields.pop("date", None)
    mod = fields.pop("date_mod", None)
    said_by = fields.pop("attribution", None)
    values: dict[str, Any] = {
        "claim_id": f"C{start}",
        "doc_id": "paper",
        "page": 1,
        "sentence": 0,
        "evidence": Evidence(text=text, start=0, end=len(text)),
        "actors": tuple(_actor(each) for each in fields.pop("actors", ())),
        "recipients": tuple(_actor(each) for each in fields.pop("recipients", ())),
        "places": tuple(
            PlaceRef(text=each or "somewhere", start=0, end=1, id=each)
            for each in fields.pop("places", ())
        ),
        "date": when
        and DateRef(text=when[0], edtf=when[0], first_day=when[1], last_day=when[2], mod=mod),
        "attribution": said_by and ActorRef(text=said_by, id=said_by),
        "rule": "test.rule",
        **fields,
    }
    action = Action(
        text=trigger, start=start, end=start + len(trigger), lemma=trigger, phrase=trigger
    )
    return Claim(event_type=event_type, quad_class=QUAD_CLASS[event_type], action=action, **values)


def _actor(id_: str | None) -> ActorRef:
    return ActorRef(text=id_ or "someone", start=0, end=1, id=id_)

"""What annotation tools can hold of a document: its text, events, and their marked arguments.

Gold records and claims both turn into it; each format of this folder writes it and reads it back
equal.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from pipeline.evaluation.folding import FoldedText
from pipeline.evaluation.locate import Located
from pipeline.schema import (
    ActorRef,
    Claim,
    DateMod,
    Document,
    EventType,
    Mention,
    Modality,
    Model,
    PlaceRef,
    Polarity,
)

Span = tuple[int, int]


class Argument(Mention):
    """A mention of an actor or a place, and what it stands for: no id, one, or several.

    An argument that is not written near the trigger has no offsets, and perhaps no text.
    """

    ids: tuple[str, ...] = ()


class When(Mention):
    """A date expression and its value."""

    edtf: str
    mod: DateMod | None = None


class Event(Model):
    """One claim as marked in a text. ``start`` and ``end`` are the trigger's."""

    id: str
    start: int
    end: int
    event_type: EventType
    actors: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()
    places: tuple[Argument, ...] = ()
    date: When | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: str | None = None
    note: str = ""


class MarkedText(Model):
    """A document's body text and the events marked in it, in the order of the text."""

    doc_id: str
    text: str
    events: tuple[Event, ...]


ROLES = ("actors", "recipients", "places")
"""The fields of :class:`Event` that hold arguments."""


def mark_claims(document: Document, claims: Iterable[Claim]) -> MarkedText:
    """Turn the claims of a document into marked events; the rule goes into the note."""
    events = [
        Event(
            id=claim.claim_id,
            start=claim.action.start,
            end=claim.action.end,
            event_type=claim.event_type,
            actors=_of_refs(claim.actors),
            recipients=_of_refs(claim.recipients),
            places=_of_refs(claim.places),
            date=None if claim.date is None else _when(claim.date, claim.date.edtf, claim.date.mod),
            polarity=claim.polarity,
            modality=claim.modality,
            attribution=claim.attribution.id if claim.attribution is not None else None,
            note=claim.rule,
        )
        for claim in claims
        if claim.action.start is not None and claim.action.end is not None
    ]
    return _ordered(document, events)


def mark_gold(document: Document, located: Iterable[Located]) -> MarkedText:
    """Turn located gold into marked events; records whose trigger was not found are left out.

    A mention is marked where it stands nearest to the trigger inside its paragraph.
    """
    events = []
    for each in located:
        if each.span is None:
            continue
        record, near = each.record, _Near(document.text, each.span)
        date = None
        if record.date is not None:
            date = _when(near.mention(record.date_text), record.date, record.date_mod)
        events.append(
            Event(
                id=record.id,
                start=each.span[0],
                end=each.span[1],
                event_type=record.event_type,
                actors=near.arguments(record.actors, record.actor_text),
                recipients=near.arguments(record.recipients, record.recipient_text),
                places=near.arguments(record.places, record.place_text),
                date=date,
                polarity=record.polarity,
                modality=record.modality,
                attribution=record.attribution,
                note=record.note,
            )
        )
    return _ordered(document, events)


class _Near:
    """Finds mentions around one trigger."""

    def __init__(self, text: str, trigger: Span) -> None:
        self._trigger = trigger
        self._low = text.rfind("\n", 0, trigger[0]) + 1
        high = text.find("\n", trigger[1])
        self._folded = FoldedText.of(text[self._low : len(text) if high < 0 else high])

    def arguments(self, ids: Sequence[str], written: str) -> tuple[Argument, ...]:
        """Pair ids with the mentions written, several joined by ``|``.

        One mention of several ids keeps them all, and an id that is not written has no text.
        """
        texts = [part.strip() for part in written.split("|") if part.strip()]
        if len(texts) == 1:
            return (_argument(self.mention(texts[0]), tuple(ids)),)
        return tuple(
            _argument(self.mention(text), () if id_ is None else (id_,))
            for text, id_ in zip_longest(texts, ids)
        )

    def mention(self, text: str | None) -> Mention:
        """Find a mention; one that stands nowhere in the paragraph keeps its text alone."""
        if not text:
            return Mention(text="")
        found = [self._folded.original(*span) for span in self._folded.find_words(text)]
        if not found:
            return Mention(text=text)
        spans = [(self._low + start, self._low + end) for start, end in found]
        start, end = min(spans, key=self._distance)
        return Mention(text=text, start=start, end=end)

    def _distance(self, span: Span) -> tuple[int, int]:
        low, high = self._trigger
        return max(low - span[1], span[0] - high, 0), span[0]


def _of_refs(refs: Sequence[ActorRef | PlaceRef]) -> tuple[Argument, ...]:
    """Join neighbours that one phrase stands for, such as "they" for two sides."""
    found: list[Argument] = []
    for ref in refs:
        ids: tuple[str, ...] = () if ref.id is None else (ref.id,)
        if ids and found and found[-1].ids and _same_place(found[-1], ref):
            ids = (*found.pop().ids, *ids)
        found.append(_argument(ref, ids))
    return tuple(found)


def _same_place(one: Mention, other: Mention) -> bool:
    return one.start is not None and (one.start, one.end) == (other.start, other.end)


def _argument(mention: Mention, ids: tuple[str, ...]) -> Argument:
    return Argument(text=mention.text, start=mention.start, end=mention.end, ids=ids)


def _when(mention: Mention, edtf: str, mod: DateMod | None) -> When:
    return When(text=mention.text, start=mention.start, end=mention.end, edtf=edtf, mod=mod)


def _ordered(document: Document, events: Iterable[Event]) -> MarkedText:
    ordered = sorted(events, key=lambda event: (event.start, event.end, event.id))
    return MarkedText(doc_id=document.doc_id, text=document.text, events=tuple(ordered))

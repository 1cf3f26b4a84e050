"""The context component: polarity, modality and attribution of each event."""

from dataclasses import replace

from spacy.tokens import Doc

from pipeline.components.base import EventMention, set_extensions
from pipeline.components.context.judge import judge
from pipeline.schema import ActorRef, EventType


class Context:
    """Judges ``Doc._.events`` in place: what did not happen, what is planned, alleged or feared."""

    def __init__(self) -> None:
        set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set polarity, modality and attribution of ``Doc._.events``."""
        speakers = {mention.root: mention.refs for mention in reversed(doc._.actors)}
        doc._.events = tuple(_judged(doc, event, speakers) for event in doc._.events)
        return doc


def _judged(
    doc: Doc, event: EventMention, speakers: dict[int, tuple[ActorRef, ...]]
) -> EventMention:
    verdict = judge(
        doc[event.root], doc[event.anchor], forceful=event.event_type is EventType.ASSAULT
    )
    speaker = None if verdict.speaker is None else speakers.get(verdict.speaker.i)
    return replace(
        event,
        polarity=verdict.polarity,
        modality=verdict.modality,
        attribution=speaker[0] if speaker else None,
    )

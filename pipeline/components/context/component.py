"""The context component: polarity, modality and attribution of each event."""

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.components.base import EventMention, set_extensions
from pipeline.components.context.judge import judge
from pipeline.components.context.patterns import MEDIA
from pipeline.schema import ActorRef, EventType

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod"})


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
    return replace(
        event,
        polarity=verdict.polarity,
        modality=verdict.modality,
        attribution=None if verdict.speaker is None else _source(verdict.speaker, speakers),
    )


def _source(speaker: Token, known: Mapping[int, tuple[ActorRef, ...]]) -> ActorRef | None:
    """Who a speaker is: the actor it names, whom it speaks for, or its own words."""
    if known.get(speaker.i):
        return known[speaker.i][0]
    if speaker.pos_ not in {"NOUN", "PROPN"}:
        return None
    parts = [child for child in speaker.children if child.dep_ in _MODIFIERS]
    for prep in speaker.children:
        if prep.lower_ in {"for", "of"}:
            parts.extend(child for child in prep.children if child.dep_ == "pobj")
    if speaker.lemma_.lower() not in MEDIA:
        for part in parts:
            if known.get(part.i):
                return known[part.i][0]
    start = min([speaker.i, *(child.left_edge.i for child in parts if child.i < speaker.i)])
    words = speaker.doc[start : speaker.i + 1]
    return ActorRef(text=words.text, start=words.start_char, end=words.end_char, via="text")

"""The context component: polarity, modality and attribution of each event."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.components.base import EventMention, set_extensions
from pipeline.components.context.judge import Judgement, judge
from pipeline.components.context.patterns import MEDIA
from pipeline.components.context.quotes import performs, quote_of
from pipeline.components.context.sources import witness
from pipeline.components.speech import (
    Quote,
    earlier_speaker,
    find_quotes,
    spoken_for,
)
from pipeline.schema import ActorRef, EventType

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_SPEECH = frozenset(
    {
        EventType.AGREE,
        EventType.DEMAND,
        EventType.DISAPPROVE,
        EventType.REJECT,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
_NOMINAL = frozenset({"NOUN", "PROPN"})


class Context:
    """Judges ``Doc._.events`` in place: what did not happen, what is planned, alleged or feared."""

    def __init__(self) -> None:
        set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set polarity, modality and attribution of ``Doc._.events``."""
        known = {mention.root: mention.refs for mention in reversed(doc._.actors)}
        speakers = _Speakers(known)
        quotes = find_quotes(doc) if doc._.events else []
        doc._.events = tuple(_judged(doc, event, speakers, quotes) for event in doc._.events)
        return doc


def _judged(
    doc: Doc, event: EventMention, speakers: "_Speakers", quotes: list[Quote]
) -> EventMention:
    root, anchor = doc[event.root], doc[event.anchor]
    verdict = judge(root, anchor, forceful=event.event_type is EventType.ASSAULT)
    if verdict.modality in {"asserted", "alleged"}:
        if event.event_type in _SPEECH and performs(anchor):
            verdict = Judgement(verdict.polarity, "asserted")
        elif verdict.modality == "asserted" and (quote := quote_of(anchor, quotes)) is not None:
            verdict = Judgement(verdict.polarity, "alleged", quote.speaker)
    return replace(
        event,
        polarity=verdict.polarity,
        modality=verdict.modality,
        attribution=None if verdict.speaker is None else speakers.source(verdict.speaker),
    )


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who speakers are; ``known`` holds the actors of a document by their head token."""

    known: dict[int, tuple[ActorRef, ...]]

    def source(self, speaker: Token) -> ActorRef | None:
        """The actor that a speaker is, whom it speaks for, or its own words."""
        speaker = witness(speaker)
        refs = self.known.get(speaker.i)
        for token in (speaker, *spoken_for(speaker)):
            named = self.known.get(token.i)
            if named and named[0].id:
                return named[0]
        if refs and speaker.pos_ in _NOMINAL:
            return refs[0]
        if speaker.pos_ == "PRON":
            earlier = earlier_speaker(speaker)
            if earlier is not None:
                return self._named(witness(earlier))
            return refs[0] if refs else None
        return self._named(speaker)

    def _named(self, speaker: Token) -> ActorRef | None:
        if self.known.get(speaker.i):
            return self.known[speaker.i][0]
        if speaker.pos_ not in _NOMINAL:
            return None
        parts = [child for child in speaker.children if child.dep_ in _MODIFIERS]
        for prep in speaker.children:
            if prep.lower_ in {"for", "of"}:
                parts.extend(child for child in prep.children if child.dep_ == "pobj")
        if speaker.lemma_.lower() not in MEDIA:
            for part in parts:
                if self.known.get(part.i):
                    return self.known[part.i][0]
        start = min([speaker.i, *(child.left_edge.i for child in parts if child.i < speaker.i)])
        words = speaker.doc[start : speaker.i + 1]
        return ActorRef(text=words.text, start=words.start_char, end=words.end_char, via="text")

"""The claims component: event mentions into records for people and programs."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Doc

from pipeline.components.base import EventMention, set_extensions
from pipeline.components.claims.confidence import rate, read_fit
from pipeline.schema import QUAD_CLASS, Action, Claim, Evidence


class Claims:
    """Turns ``Doc._.events`` into ``Doc._.claims``.

    Pages and boxes are those of a one-page text; whoever holds the Document fills the real ones.

    Args:
        brought: components to run first, where the pipeline lacks them.
    """

    def __init__(self, *, brought: Sequence[Callable[[Doc], Doc]] = ()) -> None:
        set_extensions()
        self._brought = tuple(brought)
        self._weights = read_fit().everything

    def __call__(self, doc: Doc) -> Doc:
        """Set ``Doc._.claims``, in text order."""
        for component in self._brought:
            doc = component(doc)
        text, weights = doc.text, self._weights
        if doc._.digest is None:
            doc._.digest = hashlib.sha256(text.encode()).hexdigest()
        ordinals = _sentence_ordinals(doc)
        doc._.claims = [rate(_claim(doc, text, e, ordinals), weights) for e in doc._.events]
        return doc


def _sentence_ordinals(doc: Doc) -> dict[int, int]:
    """First token of each sentence to its ordinal, from 1, headings not counted."""
    ordinals, count = {}, 0
    headings = doc._.headings
    for sentence in doc.sents:
        if not any(start <= sentence.start_char < end for start, end in headings):
            count += 1
        ordinals[sentence.start] = count
    return ordinals


def _claim(doc: Doc, text: str, event: EventMention, ordinals: Mapping[int, int]) -> Claim:
    trigger, sentence = doc[event.start : event.end], doc[event.root].sent
    return Claim(
        claim_id=_claim_id(doc._.digest, trigger.start_char),
        doc_id=doc._.doc_id or "text",
        page=1,
        sentence=ordinals[sentence.start],
        evidence=_evidence(text, sentence.start_char, sentence.end_char),
        event_type=event.event_type,
        quad_class=QUAD_CLASS[event.event_type],
        action=Action(
            text=trigger.text,
            start=trigger.start_char,
            end=trigger.end_char,
            lemma=doc[event.root].lemma_,
            phrase=_phrase(event, trigger.text),
        ),
        actors=event.actors,
        recipients=event.recipients,
        places=event.places,
        date=event.date,
        polarity=event.polarity,
        modality=event.modality,
        attribution=event.attribution,
        rule=event.rule,
    )


def _evidence(text: str, start: int, end: int) -> Evidence:
    words = text[start:end].lstrip()
    start = end - len(words)
    words = words.rstrip()
    return Evidence(text=words, start=start, end=start + len(words))


def _claim_id(digest: str, start: int) -> str:
    return hashlib.sha256(f"{digest}:{start}".encode()).hexdigest()[:16]


def _phrase(event: EventMention, trigger: str) -> str:
    """``Turkey: shot down → Russia``: who, what, to whom, in the names of the knowledge base."""
    actors = ", ".join(ref.name or ref.text for ref in event.actors)
    recipients = ", ".join(ref.name or ref.text for ref in event.recipients)
    phrase = f"{actors}: {trigger}" if actors else trigger
    return f"{phrase} → {recipients}" if recipients else phrase

"""spaCy ``DocBin``: triggers and arguments as span groups that any spaCy component can read.

``doc.spans["triggers"]``: a span an event, its label the PLOVER type, ``span.id_`` the event's id.
``doc.spans["actors"]``, ``["recipients"]``, ``["places"]``, ``["dates"]``: a span an argument, with
the id of its event in ``span.id_`` and what it stands for in ``span.kb_id_`` (several ids joined by
a space; of a date its EDTF value). ``doc.user_data["events"]`` holds what is no span. Tokens are
those of spaCy's English tokenizer, cut where an annotation starts or ends inside one.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import spacy
from pydantic import TypeAdapter, ValidationError
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from pipeline.errors import GoldError
from pipeline.evaluation.exchange.markup import ROLES, Argument, Event, MarkedText, When

_EVENTS = TypeAdapter(tuple[Event, ...])
_KEY = "events"


def write_docbin(texts: Iterable[MarkedText], path: Path) -> None:
    """Write texts with their events as a ``.spacy`` file."""
    nlp = spacy.blank("en")
    DocBin(docs=[_to_doc(nlp, each) for each in texts], store_user_data=True).to_disk(path)


def read_docbin(path: Path) -> tuple[MarkedText, ...]:
    """Read what :func:`write_docbin` wrote; spans that were moved or relabelled since count.

    Raises:
        GoldError: the file is no ``DocBin``, or its spans belong to no event.
    """
    vocab = spacy.blank("en").vocab
    try:
        docs = list(DocBin().from_disk(path).get_docs(vocab))
        return tuple(_from_doc(doc) for doc in docs)
    except (OSError, ValueError, KeyError, ValidationError) as error:
        raise GoldError(f"is no DocBin of events: {error}", path=path) from error


def _to_doc(nlp: Language, marked: MarkedText) -> Doc:
    cuts = {0, len(marked.text)}
    for token in nlp.make_doc(marked.text):
        cuts |= {token.idx, token.idx + len(token)}
    for event in marked.events:
        cuts |= {event.start, event.end}
        for _, each in _written(event):
            cuts |= {each[0], each[1]}
    doc = _doc_of(nlp, marked.text, sorted(cuts))
    groups: dict[str, list[Span]] = {"triggers": [], **{role: [] for role in ROLES}, "dates": []}
    for event in marked.events:
        trigger = _span(doc, event.start, event.end, event.event_type, "", event.id)
        groups["triggers"].append(trigger)
        for group, (start, end, value) in _written(event):
            groups[group].append(_span(doc, start, end, group, value, event.id))
    for name, spans in groups.items():
        doc.spans[name] = spans
    doc.user_data["doc_id"] = marked.doc_id
    doc.user_data[_KEY] = _EVENTS.dump_python(marked.events, mode="json")
    return doc


def _doc_of(nlp: Language, text: str, cuts: list[int]) -> Doc:
    """Make a ``Doc`` whose tokens end at the cuts; a single space becomes a token's own."""
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _written(event: Event) -> Iterator[tuple[str, tuple[int, int, str]]]:
    for role in ROLES:
        arguments: tuple[Argument, ...] = getattr(event, role)
        for each in arguments:
            if each.start is not None and each.end is not None:
                yield role, (each.start, each.end, " ".join(each.ids))
    when = event.date
    if when is not None and when.start is not None and when.end is not None:
        yield "dates", (when.start, when.end, when.edtf)


def _span(doc: Doc, start: int, end: int, label: str, kb_id: str, event: str) -> Span:
    span = doc.char_span(start, end, label=label, kb_id=kb_id, span_id=event)
    if span is None:
        raise ValueError(f"{event}: no tokens stand at {start} to {end}")
    return span


def _from_doc(doc: Doc) -> MarkedText:
    kept = {event.id: event for event in _EVENTS.validate_python(doc.user_data[_KEY])}
    events = []
    for trigger in doc.spans["triggers"]:
        event = kept[trigger.id_]
        update: dict[str, object] = {
            "start": trigger.start_char,
            "end": trigger.end_char,
            "event_type": trigger.label_,
        }
        for role in ROLES:
            marked = [_argument(span) for span in doc.spans[role] if span.id_ == event.id]
            update[role] = _merge(getattr(event, role), marked)
        dates = [span for span in doc.spans["dates"] if span.id_ == event.id]
        if event.date is not None and event.date.start is not None:
            update["date"] = _when(event.date, dates[0]) if dates else None
        events.append(Event.model_validate({**event.model_dump(), **update}))
    return MarkedText(doc_id=doc.user_data["doc_id"], text=doc.text, events=tuple(events))


def _merge(kept: tuple[Argument, ...], marked: list[Argument]) -> list[Argument]:
    """Put the marked arguments where written ones stood, among those that are not written."""
    left = list(marked)
    merged = []
    for each in kept:
        if each.start is None:
            merged.append(each)
        elif left:
            new = left.pop(0)
            moved = (new.start, new.end) != (each.start, each.end)
            merged.append(new if moved else new.model_copy(update={"text": each.text}))
    return merged + left


def _argument(span: Span) -> Argument:
    ids = tuple(span.kb_id_.split())
    return Argument(text=span.text, start=span.start_char, end=span.end_char, ids=ids)


def _when(kept: When, span: Span) -> When:
    moved = (span.start_char, span.end_char) != (kept.start, kept.end)
    return When(
        text=span.text if moved else kept.text,
        start=span.start_char,
        end=span.end_char,
        edtf=span.kb_id_,
        mod=kept.mod,
    )

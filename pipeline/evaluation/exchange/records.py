"""What annotators marked in another tool, as gold records."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from pipeline.errors import GoldError
from pipeline.evaluation.exchange.markup import Argument, Event, MarkedText
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.reviews import record_of_review
from pipeline.schema import Document, ReviewRecord

Span = tuple[int, int]


def records_of_marked(
    texts: Iterable[MarkedText],
    document: Document,
    sentences: Sequence[Span],
    *,
    prefix: str,
    path: Path,
) -> tuple[GoldRecord, ...]:
    """Turn the events marked in one document into gold records, in the order of the text.

    Args:
        texts: what was read from the tool's files; other documents are left out.
        sentences: spans of the document's sentences, without headings, in order.
        prefix: what the ids begin with, such as ``SU``.
        path: the tool's file or folder, for messages.

    Raises:
        GoldError: the document is not among the texts, its text is another, or an event, which is
            named, is no gold record.
    """
    marked = next((each for each in texts if each.doc_id == document.doc_id), None)
    if marked is None:
        raise GoldError(f"holds no text of {document.doc_id}", path=path)
    if marked.text != document.text:
        problem = f"{document.doc_id} has another text than the document that was read"
        raise GoldError(problem, path=path, remedy="export it again, and annotate that")
    records = []
    for number, event in enumerate(marked.events, start=1):
        try:
            review = _review(event, document)
            records.append(
                record_of_review(review, document, sentences, f"{prefix}{number:03}", path)
            )
        except GoldError as error:
            problem = f"event {event.id}: {error.problem}"
            raise GoldError(problem, path=path, remedy=error.remedy) from error
    return tuple(records)


def _review(event: Event, document: Document) -> ReviewRecord:
    return ReviewRecord(
        decision="accept",
        doc_id=document.doc_id,
        sha256=document.source.sha256,
        claim_id=None,
        start=event.start,
        end=event.end,
        sent=None,
        page=document.page_at(event.start),
        trigger=" ".join(document.text[event.start : event.end].split()),
        before="",
        after="",
        event_type=event.event_type,
        actors=_ids(event.actors),
        actor_text=_written(event.actors),
        recipients=_ids(event.recipients),
        recipient_text=_written(event.recipients),
        places=_ids(event.places),
        place_text=_written(event.places),
        date=None if event.date is None else event.date.edtf,
        date_text="" if event.date is None else event.date.text,
        date_mod=None if event.date is None else event.date.mod,
        polarity=event.polarity,
        modality=event.modality,
        attribution=event.attribution,
        implicit=_implicit(event),
        note=event.note,
    )


def _ids(arguments: Iterable[Argument]) -> tuple[str, ...]:
    """Ids of all arguments, each once."""
    return tuple(dict.fromkeys(id_ for each in arguments for id_ in each.ids))


def _written(arguments: Iterable[Argument]) -> str:
    return " | ".join(each.text for each in arguments if each.text)


def _implicit(event: Event) -> tuple[Literal["actor", "recipient"], ...]:
    """The roles with an id for which no words stand."""
    roles: list[Literal["actor", "recipient"]] = []
    if any(each.ids and not each.text for each in event.actors):
        roles.append("actor")
    if any(each.ids and not each.text for each in event.recipients):
        roles.append("recipient")
    return tuple(roles)

"""``find_dates`` on the date expressions of the gold set."""

from collections.abc import Mapping

import pipeline
from pipeline.evaluation.exchange.markup import When, mark_gold
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.locate import locate_records
from pipeline.schema import DateRef, Document

LEAST_FOUND = 0.97
LEAST_RIGHT = 0.93


def test_dates_of_gold_are_found_with_their_value(
    gold: Mapping[str, tuple[GoldRecord, ...]], gold_documents: dict[str, Document]
) -> None:
    found = right = total = 0
    wrong = []
    for doc_id, document in gold_documents.items():
        dates = pipeline.find_dates(document.text, published=document.source.published)
        for when in expressions(gold[doc_id], document):
            hits = [each for each in dates if overlaps(each, when)]
            total += 1
            found += bool(hits)
            if any((each.edtf, each.mod) == (when.edtf, when.mod) for each in hits):
                right += 1
            else:
                wrong.append(f"{doc_id}: {when.text!r} is {when.edtf}, found {hits}")
    assert found / total >= LEAST_FOUND, "\n".join(wrong)
    assert right / total >= LEAST_RIGHT, "\n".join(wrong)


def expressions(records: tuple[GoldRecord, ...], document: Document) -> list[When]:
    """Each date expression once, though several claims rest on it."""
    marked = mark_gold(document, locate_records(records, document))
    dates = {
        (event.date.start, event.date.end): event.date
        for event in marked.events
        if event.date is not None and event.date.start is not None
    }
    return list(dates.values())


def overlaps(found: DateRef, when: When) -> bool:
    assert found.start is not None
    assert found.end is not None
    assert when.start is not None
    assert when.end is not None
    return found.start < when.end and when.start < found.end

"""Gold records as they are shown beside what was found, whether they were found or not."""

from collections.abc import Iterable, Iterator

from pipeline.evaluation.causes import gold_value, sentence_span
from pipeline.evaluation.metrics import FIELDS
from pipeline.evaluation.score import Comparison
from pipeline.schema import Model


class GoldBeside(Model):
    """One gold record. ``claim_id`` is the claim it was aligned with, null when it was missed.

    ``start`` and ``end`` are the trigger's offsets in ``Document.text``, ``sentence_start`` and
    ``sentence_end`` those of its sentence; all null when the text lacks it. ``values`` shows each
    field that is compared, as :func:`~pipeline.evaluation.causes.gold_value` does.
    """

    doc_id: str
    gold_id: str
    claim_id: str | None
    page: int
    start: int | None
    end: int | None
    sentence_start: int | None
    sentence_end: int | None
    trigger: str
    values: dict[str, str]


def gold_beside(compared: Iterable[Comparison]) -> Iterator[GoldBeside]:
    """Yield the gold records of the documents compared, in their order."""
    for each in compared:
        found = {gold.key: claim.key for gold, claim in each.alignment.pairs}
        for located in each.located:
            record, span = located.record, located.span
            start, end = span or (None, None)
            low, high = sentence_span(each, span) or (None, None)
            yield GoldBeside(
                doc_id=each.document.doc_id,
                gold_id=record.id,
                claim_id=found.get(record.id),
                page=record.page if start is None else each.document.page_at(start),
                start=start,
                end=end,
                sentence_start=low,
                sentence_end=high,
                trigger=record.trigger,
                values={
                    field: gold_value(record, field) for field in FIELDS if field != "quad_class"
                },
            )

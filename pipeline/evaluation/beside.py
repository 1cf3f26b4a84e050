"""Gold records as they are shown beside what was found, whether they were found or not."""

from collections.abc import Iterable, Iterator

from pipeline.evaluation.causes import gold_value, sentence_span
from pipeline.evaluation.metrics import FIELDS
from pipeline.evaluation.score import Comparison
from pipeline.schema import GoldRow


def gold_beside(compared: Iterable[Comparison]) -> Iterator[GoldRow]:
    """Yield the gold records of the documents compared, in their order.

    Values are shown as :func:`~pipeline.evaluation.causes.gold_value` does.
    """
    for each in compared:
        found = {gold.key: claim.key for gold, claim in each.alignment.pairs}
        for located in each.located:
            record, span = located.record, located.span
            start, end = span or (None, None)
            low, high = sentence_span(each, span) or (None, None)
            yield GoldRow(
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

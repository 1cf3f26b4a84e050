"""One gold claim in full beside the claim that was aligned with it."""

from collections.abc import Iterable

from pipeline.errors import GoldError
from pipeline.evaluation.causes import (
    Disagreement,
    claim_value,
    find_disagreements,
    gold_value,
    sentence_span,
)
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.metrics import FIELDS
from pipeline.evaluation.score import Comparison
from pipeline.schema import Claim

_TEXTS = {
    "actors": "actor_text",
    "recipients": "recipient_text",
    "places": "place_text",
    "date": "date_text",
}


def explain(record_id: str, compared: Iterable[Comparison], lexicon: Iterable[str] = ()) -> str:
    """Print one case: the sentence, and every field of gold and prediction with the cause.

    Args:
        lexicon: the lemmas that can be triggers.

    Raises:
        GoldError: no document that was compared has this record.
    """
    compared = tuple(compared)
    rows = [row for row in find_disagreements(compared, lexicon) if row.gold_id == record_id]
    for each in compared:
        for located in each.located:
            if located.record.id == record_id:
                return _page(each, located.record, located.span, rows)
    names = ", ".join(each.document.doc_id for each in compared) or "none"
    raise GoldError(
        f"there is no gold record {record_id!r} in the documents compared",
        remedy=f"documents with gold that are present: {names}",
    )


def _page(
    compared: Comparison,
    record: GoldRecord,
    span: tuple[int, int] | None,
    rows: list[Disagreement],
) -> str:
    claim = _partner(compared, record)
    title = f"{record.id} · {compared.document.doc_id}, page {record.page}, sentence {record.sent}"
    lines = [title, _marked_sentence(compared, record, span), ""]
    lines.append("claim  " + ("none" if claim is None else f"{claim.claim_id}, rule {claim.rule}"))
    causes = {row.field: row.cause for row in rows}
    if "detection" in causes:
        lines.append(f"cause  {causes['detection']}")
    lines += ["", f"{'field':<12} {'gold':<44} predicted"]
    for field in FIELDS:
        if field != "quad_class":
            lines.append(_field_line(field, record, claim, causes.get(field)))
    if record.note:
        lines += ["", f"note: {record.note}"]
    return "\n".join(lines)


def _partner(compared: Comparison, record: GoldRecord) -> Claim | None:
    for gold, predicted in compared.alignment.pairs:
        if gold.key == record.id:
            return next(claim for claim in compared.claims if claim.claim_id == predicted.key)
    return None


def _marked_sentence(compared: Comparison, record: GoldRecord, span: tuple[int, int] | None) -> str:
    around = sentence_span(compared, span)
    if around is None or span is None:
        return f"trigger {record.trigger!r} does not stand in the extracted text"
    text = compared.document.text
    marked = f"{text[around[0] : span[0]]}[{text[slice(*span)]}]{text[span[1] : around[1]]}"
    return " ".join(marked.split())


def _field_line(field: str, record: GoldRecord, claim: Claim | None, cause: str | None) -> str:
    gold = gold_value(record, field) or "-"
    words = getattr(record, _TEXTS[field]) if field in _TEXTS else ""
    if words:
        gold += f' "{words}"'
    predicted = "" if claim is None else claim_value(claim, field) or "-"
    verdict = "" if cause is None else f"   <- {cause}"
    return f"{field:<12} {gold:<44} {predicted}{verdict}".rstrip()

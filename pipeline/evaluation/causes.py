"""Every disagreement between claims and gold as a row, with the likeliest cause found by rule."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.evaluation.folding import words
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.inflections import forms
from pipeline.evaluation.metrics import FIELDS
from pipeline.evaluation.score import Comparison
from pipeline.schema import ActorRef, Claim, Model, PlaceRef

Ref = ActorRef | PlaceRef

_PRONOUNS = frozenset(
    {
        *("he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"),
        *("who", "whom", "whose", "which", "that", "this", "these", "those", "both", "former"),
        *("latter", "one", "ones", "itself", "himself", "herself", "themselves"),
    }
)
_STOP = re.compile(r"[.?!][”’\"')]*\s+(?=[“‘\"'(]*[A-Z])|\n")
"""Where a sentence ends, well enough to show one that no claim was found in."""


class Cause(StrEnum):
    """Why a claim differs from gold. The rule that finds each is told in ``docs/evaluation.md``."""

    TRIGGER_MISSING = "trigger missing in lexicon"
    TRIGGER_NOT_FIRED = "trigger known but not fired"
    TRIGGER_NOT_IN_TEXT = "trigger not in the extracted text"
    NOT_ANNOTATED = "not annotated"
    WRONG_TYPE = "trigger of the wrong type"
    ROLE_NOT_FOUND = "role not found"
    ROLE_ATTACHMENT = "role wrong attachment"
    ANTECEDENT = "antecedent not resolved"
    NOT_RECOGNISED = "entity not recognised"
    NOT_LINKED = "entity not linked"
    LINKED_WRONGLY = "entity linked to another id"
    PLACE_NOT_FOUND = "place not found"
    PLACE_CLAUSE = "place from wrong clause"
    DATE_NOT_FOUND = "date not found"
    DATE_CLAUSE = "date from wrong clause"
    DATE_VALUE = "date mis-resolved"
    POLARITY = "polarity"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"


class Disagreement(Model):
    """One field of one claim on which gold and prediction differ.

    ``gold_id`` is null for a claim that gold lacks, ``claim_id`` for one that was missed.
    ``sentence_start`` and ``sentence_end`` are offsets in ``Document.text``. Values are ids and
    terms, several joined by ``; ``, empty for none. ``rule`` is the one that made the claim.
    """

    doc_id: str
    gold_id: str | None
    claim_id: str | None
    page: int
    sentence_start: int | None
    sentence_end: int | None
    trigger: str
    field: str
    gold: str
    predicted: str
    cause: Cause
    rule: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the system knows: words that can be triggers, and the ids it found in the document."""

    trigger_words: frozenset[str]
    ids: frozenset[str]


def find_disagreements(
    compared: Iterable[Comparison], lexicon: Iterable[str] = ()
) -> tuple[Disagreement, ...]:
    """List all disagreements, in the order of documents and text.

    Args:
        lexicon: the lemmas that can be triggers; what was found as one elsewhere counts as well.
    """
    compared = tuple(compared)
    trigger_words = frozenset(
        word
        for each in compared
        for claim in each.claims
        for word in words(f"{claim.action.text} {claim.action.lemma}")
    ).union(form for lemma in lexicon for form in forms(lemma))
    rows: list[Disagreement] = []
    for each in compared:
        ids = {ref.id for claim in each.claims for ref in _refs(claim) if ref.id is not None}
        found = _of_document(each, _Seen(trigger_words, frozenset(ids)))
        rows += sorted(found, key=lambda row: (row.sentence_start or 0, row.sentence_end or 0))
    return tuple(rows)


def sentence_span(compared: Comparison, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the sentence around a trigger: that of a claim there, else what full stops bound."""
    if span is None:
        return None
    for claim in compared.claims:
        start, end = claim.evidence.start, claim.evidence.end
        if start is not None and end is not None and start <= span[0] < end:
            return start, end
    text = compared.document.text
    starts = [found.end() for found in _STOP.finditer(text, 0, span[0])]
    stop = _STOP.search(text, span[1])
    return max(starts, default=0), len(text) if stop is None else stop.start() + 1


def _of_document(compared: Comparison, seen: _Seen) -> Iterator[Disagreement]:
    claims = {claim.claim_id: claim for claim in compared.claims}
    located = {each.record.id: each for each in compared.located}
    for gold, predicted in compared.alignment.pairs:
        record, claim = located[gold.key].record, claims[predicted.key]
        for field, agrees in FIELDS.items():
            if field != "quad_class" and not agrees(gold, predicted):
                cause = _field_cause(field, record, claim, seen)
                yield _row(compared, record, claim, field, cause, gold.span)
    for gold in compared.alignment.missed:
        record = located[gold.key].record
        if gold.span is None:
            cause = Cause.TRIGGER_NOT_IN_TEXT
        elif set(words(record.trigger)) & seen.trigger_words:
            cause = Cause.TRIGGER_NOT_FIRED
        else:
            cause = Cause.TRIGGER_MISSING
        yield _row(compared, record, None, "detection", cause, gold.span)
    for predicted in compared.alignment.invented:
        claim = claims[predicted.key]
        yield _row(compared, None, claim, "detection", Cause.NOT_ANNOTATED, predicted.span)


def _row(
    compared: Comparison,
    record: GoldRecord | None,
    claim: Claim | None,
    field: str,
    cause: Cause,
    span: tuple[int, int] | None,
) -> Disagreement:
    start, end = sentence_span(compared, span) or (None, None)
    if span is None:
        page = 0 if record is None else record.page
    else:
        page = compared.document.page_at(span[0])
    return Disagreement(
        doc_id=compared.document.doc_id,
        gold_id=None if record is None else record.id,
        claim_id=None if claim is None else claim.claim_id,
        page=page,
        sentence_start=start,
        sentence_end=end,
        trigger=record.trigger if record is not None else claim.action.text if claim else "",
        field=field,
        gold="" if record is None else gold_value(record, field),
        predicted="" if claim is None else claim_value(claim, field),
        cause=cause,
        rule="" if claim is None else claim.rule,
    )


def gold_value(record: GoldRecord, field: str) -> str:
    """Show one field of a gold record; ``detection`` shows its event type."""
    match field:
        case "detection" | "event_type":
            return record.event_type
        case "actors" | "recipients" | "places":
            ids: tuple[str, ...] = getattr(record, field)
            return "; ".join(ids)
        case "date":
            return " ".join(part for part in (record.date_mod, record.date) if part)
        case _:
            return str(getattr(record, field) or "")


def claim_value(claim: Claim, field: str) -> str:
    """Show one field of a claim; a reference without an id shows its text in quotes."""
    match field:
        case "detection" | "event_type":
            return claim.event_type
        case "actors" | "recipients" | "places":
            return "; ".join(map(_shown, getattr(claim, field)))
        case "date":
            when = claim.date
            return "" if when is None else " ".join(part for part in (when.mod, when.edtf) if part)
        case "attribution":
            return "" if claim.attribution is None else _shown(claim.attribution)
        case _:
            return str(getattr(claim, field))


def _field_cause(field: str, record: GoldRecord, claim: Claim, seen: _Seen) -> Cause:
    match field:
        case "event_type":
            return Cause.WRONG_TYPE
        case "polarity":
            return Cause.POLARITY
        case "modality":
            return Cause.MODALITY
        case "attribution":
            return Cause.ATTRIBUTION
        case "date":
            return _date_cause(record, claim)
        case "places":
            return _place_cause(record, claim, seen)
        case "actors":
            return _role_cause(record.actors, record.actor_text, claim.actors, seen)
        case _:
            return _role_cause(record.recipients, record.recipient_text, claim.recipients, seen)


def _date_cause(record: GoldRecord, claim: Claim) -> Cause:
    if claim.date is None:
        return Cause.DATE_NOT_FOUND
    if record.date is None or not _share_words(record.date_text, claim.date.text):
        return Cause.DATE_CLAUSE
    return Cause.DATE_VALUE


def _place_cause(record: GoldRecord, claim: Claim, seen: _Seen) -> Cause:
    link = _link_cause(record.places, record.place_text, claim.places)
    if link is not None:
        return link
    missing = set(record.places) - {ref.id for ref in claim.places}
    if not missing or (claim.places and len(missing) == len(record.places)):
        return Cause.PLACE_CLAUSE
    return Cause.PLACE_NOT_FOUND if missing & seen.ids else Cause.NOT_RECOGNISED


def _role_cause(ids: Sequence[str], text: str, refs: Sequence[ActorRef], seen: _Seen) -> Cause:
    link = _link_cause(ids, text, refs)
    if link is not None:
        return link
    missing = set(ids) - {ref.id for ref in refs}
    if not missing:
        return Cause.ROLE_ATTACHMENT
    if not text or set(words(text)) <= _PRONOUNS:
        return Cause.ANTECEDENT
    if refs and len(missing) == len(ids):
        return Cause.ROLE_ATTACHMENT
    return Cause.ROLE_NOT_FOUND if missing & seen.ids else Cause.NOT_RECOGNISED


def _link_cause(ids: Sequence[str], text: str, refs: Sequence[Ref]) -> Cause | None:
    """The right words were found, but stand for nothing or for something else."""
    for ref in refs:
        if ref.id not in ids and _share_words(text, ref.text):
            if set(words(ref.text)) <= _PRONOUNS:
                return Cause.ANTECEDENT
            return Cause.NOT_LINKED if ref.id is None else Cause.LINKED_WRONGLY
    return None


def _share_words(one: str, other: str) -> bool:
    return bool(set(words(one)) & set(words(other)))


def _refs(claim: Claim) -> Iterator[Ref]:
    yield from claim.actors
    yield from claim.recipients
    yield from claim.places


def _shown(ref: Ref) -> str:
    return f'"{ref.text}"' if ref.id is None else ref.id

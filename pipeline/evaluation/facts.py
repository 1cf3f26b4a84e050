"""What is compared: a claim and a gold record reduced to the same plain facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.evaluation import edtf
from pipeline.evaluation.folding import words
from pipeline.evaluation.gold import Annotation
from pipeline.evaluation.locate import Located
from pipeline.schema import ActorRef, Claim, DateMod, EventType, Modality, PlaceRef, Polarity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """One claim, ready to be compared.

    ``key`` names it in its own set; ``span`` is where its trigger stands in the document's text,
    None when it was not found there; ``sentence`` names the sentence, the unit of resampling.
    A reference that the knowledge base does not know has a value of its own in the id sets, so
    that it never equals anything.
    """

    key: str
    sentence: str
    span: Span | None
    trigger: str
    event_type: EventType
    actors: frozenset[str]
    recipients: frozenset[str]
    places: frozenset[str]
    date: str | None
    days: edtf.Days | None
    date_mod: DateMod | None
    polarity: Polarity
    modality: Modality
    attribution: str | None


Overlap = Callable[[Facts, Facts], int]
"""How much two triggers share, 0 for nothing."""


def shared_characters(one: Facts, other: Facts) -> int:
    """Count the characters of the document that two triggers share."""
    if one.span is None or other.span is None:
        return 0
    return max(min(one.span[1], other.span[1]) - max(one.span[0], other.span[0]), 0)


def shared_words(one: Facts, other: Facts) -> int:
    """Count the words that two triggers of one sentence share, for records without offsets."""
    if one.sentence != other.sentence:
        return 0
    return len(set(words(one.trigger)) & set(words(other.trigger)))


def facts_of_claims(claims: Iterable[Claim]) -> tuple[Facts, ...]:
    """Reduce the claims of one document."""
    return tuple(_facts_of_claim(claim) for claim in claims)


def _facts_of_claim(claim: Claim) -> Facts:
    when = claim.date
    return Facts(
        key=claim.claim_id,
        sentence=f"s{claim.sentence}",
        span=_span(claim.action.start, claim.action.end),
        trigger=claim.action.text,
        event_type=claim.event_type,
        actors=_ids(claim, claim.actors),
        recipients=_ids(claim, claim.recipients),
        places=_ids(claim, claim.places),
        date=None if when is None else when.edtf,
        days=None if when is None else (_day(when.first_day), _day(when.last_day)),
        date_mod=None if when is None else when.mod,
        polarity=claim.polarity,
        modality=claim.modality,
        attribution=next(iter(_ids(claim, [claim.attribution] if claim.attribution else [])), None),
    )


def facts_of_gold(located: Iterable[Located], claims: Iterable[Claim]) -> tuple[Facts, ...]:
    """Reduce the gold records of one document.

    A record shares the sentence of the claims around it, so that both are resampled together;
    where nothing was predicted, its own sentence number names the unit.
    """
    sentences = {
        (claim.evidence.start, claim.evidence.end): f"s{claim.sentence}" for claim in claims
    }
    return tuple(
        facts_of_annotation(each.record, each.span, _sentence(each, sentences)) for each in located
    )


def facts_of_annotation(
    record: Annotation, span: Span | None = None, sentence: str | None = None
) -> Facts:
    """Reduce an annotation; without a span it is placed by sentence and trigger alone."""
    return Facts(
        key=record.id,
        sentence=sentence or f"g{record.sent}",
        span=span,
        trigger=record.trigger,
        event_type=record.event_type,
        actors=frozenset(record.actors),
        recipients=frozenset(record.recipients),
        places=frozenset(record.places),
        date=record.date,
        days=None if record.date is None else edtf.days(record.date),
        date_mod=record.date_mod,
        polarity=record.polarity,
        modality=record.modality,
        attribution=record.attribution,
    )


def _sentence(located: Located, sentences: dict[tuple[int | None, int | None], str]) -> str | None:
    if located.span is None:
        return None
    for (start, end), name in sentences.items():
        if start is not None and end is not None and start <= located.span[0] < end:
            return name
    return None


def _ids(claim: Claim, refs: Iterable[ActorRef | PlaceRef]) -> frozenset[str]:
    return frozenset(
        f"? {claim.claim_id} {ref.start} {ref.text}" if ref.id is None else ref.id for ref in refs
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else (start, end)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)

"""A claim as one flat row: the columns of every table, in their order.

Terms are those of the event-data sets (PLOVER and POLECAT, ACLED). Columns with several values
are tuples that run in step: the third ``actor_id`` belongs to the third ``actor``. None inside a
tuple is a value that is not known.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import Field

from pipeline.schema import (
    ActorRef,
    ActorType,
    Claim,
    DateAnchor,
    DateMod,
    DatePrecision,
    DateRef,
    EventType,
    Modality,
    Model,
    PlaceRef,
    Polarity,
    QuadClass,
)

Values = tuple[str | None, ...]

NOT_WRITTEN = "(not written)"
"""Stands for the words of an actor that the sentence leaves unsaid ("Aleppo fell")."""


def _values(description: str, example: str) -> Values:
    return Field(default=(), description=description, examples=[example])


def _column(description: str, example: str) -> str:
    return Field(description=description, examples=[example])  # type: ignore[no-any-return]


class Row(Model):
    """One claim, flat. The order of the fields is the order of the columns."""

    claim_id: str = _column("stable name of the claim", "73aa15da6355f437")
    doc_id: str = _column("name of the document, and of its file in documents/", "sudan-2023")
    page: int = Field(description="page of the trigger, from 1", examples=["2"])
    sentence: int = Field(description="ordinal of the sentence in the document", examples=["14"])
    event_type: EventType = Field(description="PLOVER event type", examples=["ASSAULT"])
    quad_class: QuadClass = Field(
        description="PLOVER quad category", examples=["material_conflict"]
    )
    action: str = _column("short readable phrase", "captured the base")
    trigger: str = _column("the word or words that carry the action", "captured")
    trigger_lemma: str = _column("their dictionary form", "capture")
    actor: Values = _values("who acted: the known name, else as written", "Rapid Support Forces")
    actor_id: Values = _values("identifier in the knowledge base", "rapid-support-forces")
    actor_type: Values = _values("kind of actor", "militia")
    actor_country: Values = _values("ISO 3166-1 alpha-2 code", "SD")
    actor_text: Values = _values(
        f"the actor as written; `{NOT_WRITTEN}` where the sentence leaves it unsaid",
        "the paramilitaries",
    )
    recipient: Values = _values("who was acted upon: the known name, else as written", "Sudan")
    recipient_id: Values = _values("identifier in the knowledge base", "sudanese-armed-forces")
    recipient_type: Values = _values("kind of actor", "military")
    recipient_country: Values = _values("ISO 3166-1 alpha-2 code", "SD")
    recipient_text: Values = _values(
        f"the recipient as written; `{NOT_WRITTEN}` where the sentence leaves it unsaid", "the army"
    )
    place: Values = _values("where: the known name, else as written", "Nyala")
    place_id: Values = _values("identifier in the knowledge base", "nyala")
    place_text: Values = _values("the place as written", "Nyala")
    geonames_id: Values = _values("GeoNames identifier", "371760")
    place_country: Values = _values("ISO 3166-1 alpha-2 code", "SD")
    geo_precision: Values = _values("point, area, border, country or unknown", "point")
    coordinates: Values = _values(
        "latitude and longitude of each place in degrees, WGS 84", "12.04888 24.88069"
    )
    latitude: float | None = Field(
        default=None,
        description="degrees north, of the first place that has coordinates",
        examples=["12.04888"],
    )
    longitude: float | None = Field(
        default=None,
        description="degrees east, of the first place that has coordinates",
        examples=["24.88069"],
    )
    date_edtf: str | None = Field(
        default=None, description="value of the date in EDTF (ISO 8601-2)", examples=["2023-10"]
    )
    first_day: datetime.date | None = Field(
        default=None, description="first ISO day the date covers", examples=["2023-10-01"]
    )
    last_day: datetime.date | None = Field(
        default=None, description="last ISO day the date covers", examples=["2023-10-31"]
    )
    date_precision: DatePrecision | None = Field(
        default=None, description="how fine the date is", examples=["month"]
    )
    date_mod: DateMod | None = Field(
        default=None, description="modifier, as in TIMEX3", examples=["ON_OR_BEFORE"]
    )
    date_anchor: DateAnchor | None = Field(
        default=None, description="how the date was reached", examples=["explicit"]
    )
    date_text: str | None = Field(
        default=None, description="the date as written", examples=["late October"]
    )
    polarity: Polarity = Field(description="did it happen (ACE 2005)", examples=["positive"])
    modality: Modality = Field(description="how it is told (ACE 2005)", examples=["asserted"])
    attribution: str | None = Field(
        default=None, description="who says so, when alleged", examples=["OHCHR"]
    )
    attribution_id: str | None = Field(
        default=None, description="identifier of who says so", examples=["ohchr"]
    )
    confidence: float = Field(
        description="share of such claims right in texts that no rule was written beside, 0 to 1",
        examples=["0.71"],
    )
    rule: str = _column("pattern that found the claim", "assault.capture")
    evidence: str = _column("the sentence it rests on", "It seized the headquarters ...")


COLUMNS: tuple[str, ...] = tuple(Row.model_fields)


def actor_name(ref: ActorRef) -> str | None:
    """The name to show for an actor: as known, else as written, None for neither."""
    return ref.name or ref.text or ref.id


def place_name(ref: PlaceRef) -> str | None:
    """The name to show for a place: as known, else as written, None for neither."""
    return ref.name or ref.text or ref.id


def to_row(claim: Claim) -> Row:
    """Flatten one claim."""
    attribution = claim.attribution
    columns: dict[str, Any] = {
        "claim_id": claim.claim_id,
        "doc_id": claim.doc_id,
        "page": claim.page,
        "sentence": claim.sentence,
        "event_type": claim.event_type,
        "quad_class": claim.quad_class,
        "action": claim.action.phrase,
        "trigger": claim.action.text,
        "trigger_lemma": claim.action.lemma,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": None if attribution is None else actor_name(attribution),
        "attribution_id": None if attribution is None else attribution.id,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "evidence": claim.evidence.text,
    }
    columns |= _actor_columns("actor", claim.actors)
    columns |= _actor_columns("recipient", claim.recipients)
    columns |= _place_columns(claim.places)
    columns |= _date_columns(claim.date)
    return Row.model_validate(columns)


def to_rows(claims: Iterable[Claim]) -> list[Row]:
    """Flatten claims, in their order."""
    return [to_row(claim) for claim in claims]


def _actor_columns(role: str, refs: tuple[ActorRef, ...]) -> dict[str, Values]:
    parts: dict[str, Callable[[ActorRef], str | ActorType | None]] = {
        role: actor_name,
        f"{role}_id": lambda ref: ref.id,
        f"{role}_type": lambda ref: ref.type,
        f"{role}_country": lambda ref: ref.country,
        f"{role}_text": lambda ref: ref.text or NOT_WRITTEN,
    }
    return {
        name: tuple(None if (value := part(ref)) is None else str(value) for ref in refs)
        for name, part in parts.items()
    }


def _place_columns(refs: tuple[PlaceRef, ...]) -> dict[str, Values | float | None]:
    located = next((ref for ref in refs if ref.latitude is not None), None)
    return {
        "place": tuple(place_name(ref) for ref in refs),
        "place_id": tuple(ref.id for ref in refs),
        "place_text": tuple(ref.text or None for ref in refs),
        "geonames_id": tuple(
            None if ref.geonames_id is None else str(ref.geonames_id) for ref in refs
        ),
        "place_country": tuple(ref.country for ref in refs),
        "geo_precision": tuple(ref.precision for ref in refs),
        "coordinates": tuple(_coordinates(ref) for ref in refs),
        "latitude": None if located is None else located.latitude,
        "longitude": None if located is None else located.longitude,
    }


def _coordinates(ref: PlaceRef) -> str | None:
    if ref.latitude is None or ref.longitude is None:
        return None
    return f"{ref.latitude} {ref.longitude}"


def _date_columns(ref: DateRef | None) -> dict[str, str | None]:
    if ref is None:
        return {}
    return {
        "date_edtf": ref.edtf,
        "first_day": ref.first_day,
        "last_day": ref.last_day,
        "date_precision": ref.precision,
        "date_mod": ref.mod,
        "date_anchor": ref.anchor,
        "date_text": ref.text or None,
    }

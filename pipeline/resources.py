"""Reads and checks the knowledge tables; the facts that actors and places are linked to.

The tables are described in ``pipeline/knowledge/SOURCES.md``. A broken row raises
:class:`~pipeline.errors.KnowledgeError` with file and line; nothing is repaired or skipped.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from pipeline.errors import KnowledgeError
from pipeline.knowledge.keys import skeleton_key, slug, strict_key
from pipeline.knowledge.sorted_lines import SortedLines
from pipeline.knowledge.tables import Row, read_table
from pipeline.schema import ActorType

KNOWLEDGE = Path(__file__).parent / "knowledge"
ALIAS_KINDS = ("name", "acronym", "metonym", "leader", "shared")
PLACE_KINDS = frozenset(
    "city town village neighbourhood province region country river lake sea strait island mountain"
    " valley forest park reef border crossing base airport camp facility bridge".split()
)
AREA_KINDS = frozenset(
    "province region river lake sea strait island mountain valley forest park reef".split()
)
SHORTEST_SKELETON = 3
REGION_POPULATION = 50_000
"""Inhabitants that a region counts for when it is weighed against towns of its name."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor the knowledge base knows; ``country`` is ISO 3166-1 alpha-2 or None."""

    id: str
    name: str
    type: ActorType
    country: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an actor, valid between two ISO dates (prefixes such as "2013"), both inclusive."""

    text: str
    actor: str
    kind: str
    first: str | None
    last: str | None

    def holds_on(self, day: str | None) -> bool:
        """Whether the name stood for the actor on that ISO day; True where the day is unknown."""
        if day is None:
            return True
        after = self.first is None or day[: len(self.first)] >= self.first
        return after and (self.last is None or day[: len(self.last)] <= self.last)


@dataclass(frozen=True, slots=True)
class Country:
    """A state: its ids as actor and as place, its demonyms, main adjective first."""

    code: str
    actor: str
    place: str
    name: str
    latitude: float | None
    longitude: float | None
    capital: str
    neighbours: tuple[str, ...]
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: hand-kept ones have ``curated`` True, others come from GeoNames."""

    id: str
    name: str
    country: str | None
    kind: str
    latitude: float | None
    longitude: float | None
    geonames_id: int | None = None
    population: int = 0
    curated: bool = False


@dataclass(frozen=True)
class Knowledge:
    """All tables, indexed. Keys of ``aliases`` and ``places`` are those of ``knowledge.keys``."""

    actors: Mapping[str, Actor]
    aliases: Mapping[str, tuple[Alias, ...]]
    countries: Mapping[str, Country]
    demonyms: Mapping[str, tuple[str, ...]]
    roles: Mapping[tuple[str, str], str]
    places: Mapping[str, tuple[Place, ...]]
    regions: Mapping[str, tuple[Place, ...]]
    borders: Mapping[frozenset[str], Place]
    gazetteer: SortedLines
    gazetteer_keys: SortedLines
    country_of_capital: Mapping[str, str] = field(default_factory=dict)

    def places_by_key(self, key: str) -> tuple[Place, ...]:
        """Places of a strict key, or of a skeleton key marked by ``~``: curated ones first."""
        curated = self.places.get(key, ())
        known = {place.geonames_id for place in curated}
        ids = self.gazetteer_keys.get(key)
        found = [int(part) for part in ids.split(",")] if ids else []
        towns = tuple(self.geonames_place(one) for one in found if one not in known)
        return curated + towns + self.regions.get(key, ())

    def geonames_place(self, geonames_id: int) -> Place:
        """The place of that GeoNames id; its own slug is not yet told apart from homonyms."""
        line = self.gazetteer.get(str(geonames_id))
        if line is None:
            raise KnowledgeError(
                f"no GeoNames place has the id {geonames_id}",
                remedy="rerun python -m pipeline.knowledge.build_gazetteer",
            )
        name, latitude, longitude, country, _admin, population = line.split("\t")
        return Place(
            id=slug(name),
            name=name,
            country=country,
            kind="city",
            latitude=float(latitude),
            longitude=float(longitude),
            geonames_id=geonames_id,
            population=int(population),
        )


def read_knowledge(folder: str | Path = KNOWLEDGE) -> Knowledge:
    """All knowledge of a folder, checked; read once a process for each folder.

    Raises:
        KnowledgeError: a row is broken, a name clashes or an id is unknown; file and line named.
    """
    return _read_knowledge(Path(folder).resolve())


@lru_cache(maxsize=4)
def _read_knowledge(folder: Path) -> Knowledge:
    countries = _read_countries(folder)
    actors = _read_actors(folder, countries)
    gazetteer = _read_sorted(folder / "gazetteer.tsv.gz")
    knowledge = Knowledge(
        actors=actors,
        aliases=_read_aliases(folder, actors, countries),
        countries=countries,
        demonyms=_index_demonyms(countries),
        roles=_read_roles(folder, actors, countries),
        places={},
        regions=_read_regions(folder, countries),
        borders={},
        gazetteer=gazetteer,
        gazetteer_keys=_read_sorted(folder / "gazetteer_keys.tsv.gz"),
        country_of_capital={strict_key(c.capital): c.code for c in countries.values() if c.capital},
    )
    places, borders = _read_places(folder, knowledge)
    return replace(knowledge, places=places, borders=borders)


def _read_sorted(path: Path) -> SortedLines:
    try:
        return SortedLines(path)
    except OSError as error:
        raise KnowledgeError(
            f"cannot be read: {error}",
            path=path,
            remedy="run python -m pipeline.knowledge.build_gazetteer",
        ) from error


def _read_countries(folder: Path) -> dict[str, Country]:
    names: dict[str, list[str]] = {}
    for row in read_table(folder / "country_names.csv", ("country", "name")):
        names.setdefault(row.required("country"), []).append(row.required("name"))
    forms: dict[tuple[str, str], list[str]] = {}
    for row in read_table(folder / "demonyms.csv", ("country", "form", "kind")):
        if row["kind"] not in ("adjective", "people"):
            raise row.error(f"kind is {row['kind']!r}", "use adjective or people")
        forms.setdefault((row.required("country"), row["kind"]), []).append(row.required("form"))
    columns = (
        "country", "actor", "place", "name", "latitude", "longitude", "capital", "neighbours",
    )  # fmt: skip
    countries = {}
    for row in read_table(folder / "countries.csv", columns):
        code = row.required("country")
        countries[code] = Country(
            code=code,
            actor=row.required("actor"),
            place=row.required("place"),
            name=row.required("name"),
            latitude=row.number("latitude", -90, 90),
            longitude=row.number("longitude", -180, 180),
            capital=row["capital"],
            neighbours=tuple(row["neighbours"].split("|")) if row["neighbours"] else (),
            names=tuple(dict.fromkeys([row["name"], *names.get(code, ())])),
            adjectives=tuple(forms.get((code, "adjective"), ())),
            people=tuple(forms.get((code, "people"), ())),
        )
    unknown = sorted({code for code, _ in forms} | names.keys() - countries.keys())
    for code in unknown:
        if code not in countries:
            raise KnowledgeError(f"names a country that is not known: {code}", path=folder)
    return countries


def _index_demonyms(countries: Mapping[str, Country]) -> dict[str, tuple[str, ...]]:
    """Countries of each demonym; of several the most populous neighbours come by their order."""
    index: dict[str, tuple[str, ...]] = {}
    for country in countries.values():
        for form in (*country.adjectives, *country.people):
            index[form] = (*index.get(form, ()), country.code)
    return index


def _read_actors(folder: Path, countries: Mapping[str, Country]) -> dict[str, Actor]:
    actors = {
        country.actor: Actor(country.actor, country.name, ActorType.STATE, country.code)
        for country in countries.values()
    }
    for row in read_table(folder / "actors.csv", ("id", "name", "type", "country", "source")):
        identifier = row.required("id")
        if identifier in actors and actors[identifier].country != row.optional("country"):
            raise row.error(f"id {identifier} is used twice")
        try:
            kind = ActorType(row["type"])
        except ValueError:
            allowed = ", ".join(kind.value for kind in ActorType)
            raise row.error(f"unknown type {row['type']!r}", f"use one of: {allowed}") from None
        _check_country(row, countries)
        row.required("source")
        actors[identifier] = Actor(identifier, row.required("name"), kind, row.optional("country"))
    return actors


def _check_country(row: Row, countries: Mapping[str, Country]) -> None:
    if row["country"] and row["country"] not in countries:
        raise row.error(f"unknown country code {row['country']!r}", "use ISO 3166-1 alpha-2")


def _read_aliases(
    folder: Path, actors: Mapping[str, Actor], countries: Mapping[str, Country]
) -> dict[str, tuple[Alias, ...]]:
    index: dict[str, list[Alias]] = {}
    for country in countries.values():
        for name in country.names:
            kind = "acronym" if name.upper() == name else "name"
            _add_alias(index, Alias(name, country.actor, kind, None, None), actors, None)
        if country.capital:
            _add_alias(
                index, Alias(country.capital, country.actor, "metonym", None, None), actors, None
            )
    columns = ("alias", "actor", "kind", "from", "to", "source")
    for row in read_table(folder / "aliases.csv", columns):
        if row["kind"] not in ALIAS_KINDS:
            raise row.error(
                f"unknown kind {row['kind']!r}", f"use one of: {', '.join(ALIAS_KINDS)}"
            )
        if row["actor"] not in actors:
            raise row.error(f"unknown actor {row['actor']!r}", "add it to actors.csv first")
        row.required("source")
        alias = Alias(
            row.required("alias"),
            row["actor"],
            row["kind"],
            row.optional("from"),
            row.optional("to"),
        )
        _add_alias(index, alias, actors, row)
    return {key: tuple(found) for key, found in index.items()}


def _add_alias(
    index: dict[str, list[Alias]], alias: Alias, actors: Mapping[str, Actor], row: Row | None
) -> None:
    """File an alias under its strict and skeleton keys; two actors may not share one name.

    They may where their times do not overlap or where their countries differ: the date or the
    document's country then decides.
    """
    for other in index.get(strict_key(alias.text), ()):
        same_place = actors[other.actor].country == actors[alias.actor].country
        if row and other.text == alias.text and other.actor != alias.actor and same_place:
            apart = (alias.last or "9") < (other.first or "0") or (other.last or "9") < (
                alias.first or "0"
            )
            if not apart:
                raise row.error(f"{alias.text!r} already stands for {other.actor}")
    index.setdefault(strict_key(alias.text), []).append(alias)
    skeleton = skeleton_key(alias.text)
    if alias.kind != "acronym" and len(skeleton) >= SHORTEST_SKELETON:
        index.setdefault("~" + skeleton, []).append(alias)


def _read_roles(
    folder: Path, actors: Mapping[str, Actor], countries: Mapping[str, Country]
) -> dict[tuple[str, str], str]:
    roles = {}
    for row in read_table(folder / "roles.csv", ("country", "role", "actor")):
        _check_country(row, countries)
        if row["actor"] not in actors:
            raise row.error(f"unknown actor {row['actor']!r}", "add it to actors.csv first")
        roles[row["country"], row.required("role")] = row["actor"]
    return roles


def _read_places(
    folder: Path, knowledge: Knowledge
) -> tuple[dict[str, tuple[Place, ...]], dict[frozenset[str], Place]]:
    index: dict[str, list[Place]] = {}
    borders: dict[frozenset[str], Place] = {}
    for country in knowledge.countries.values():
        place = Place(
            country.place, country.name, country.code, "country",
            country.latitude, country.longitude, curated=True,
        )  # fmt: skip
        for name in country.names:
            index.setdefault(strict_key(name), []).append(place)
    columns = (
        "id", "name", "country", "kind", "latitude", "longitude", "geonames_id", "aliases",
    )  # fmt: skip
    for row in read_table(folder / "places.csv", columns):
        place = _read_place(row, knowledge)
        for name in (place.name, *row["aliases"].split("|")):
            keys = {strict_key(name), "~" + skeleton_key(name)} if name else set()
            for key in sorted(keys):
                if len(key) > SHORTEST_SKELETON or not key.startswith("~"):
                    index.setdefault(key, []).append(place)
        if place.kind == "border":
            pair = frozenset(_border_countries(place.name, knowledge.demonyms))
            borders[pair] = place
    unique = {key: tuple(dict.fromkeys(found)) for key, found in index.items()}
    return unique, borders


def _read_regions(folder: Path, countries: Mapping[str, Country]) -> dict[str, tuple[Place, ...]]:
    index: dict[str, list[Place]] = {}
    columns = ("id", "name", "country", "latitude", "longitude")
    for row in read_table(folder / "regions.csv", columns):
        _check_country(row, countries)
        region = Place(
            id=row.required("id"),
            name=row.required("name"),
            country=row.required("country"),
            kind="province",
            latitude=row.number("latitude", -90, 90),
            longitude=row.number("longitude", -180, 180),
            population=REGION_POPULATION,
        )
        index.setdefault(strict_key(region.name), []).append(region)
    return {key: tuple(found) for key, found in index.items()}


def _border_countries(name: str, demonyms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in name.removesuffix(" border").split("-"):
        yield from demonyms.get(word, ())[:1]


def _read_place(row: Row, knowledge: Knowledge) -> Place:
    _check_country(row, knowledge.countries)
    if row["kind"] not in PLACE_KINDS:
        allowed = ", ".join(sorted(PLACE_KINDS))
        raise row.error(f"unknown kind {row['kind']!r}", f"use one of: {allowed}")
    number = row.number("geonames_id", 1, 1e9)
    place = Place(
        id=row.required("id"),
        name=row.required("name"),
        country=row.optional("country"),
        kind=row["kind"],
        latitude=row.number("latitude", -90, 90),
        longitude=row.number("longitude", -180, 180),
        geonames_id=int(number) if number is not None else None,
        curated=True,
    )
    if place.geonames_id is not None:
        known = knowledge.geonames_place(place.geonames_id)
        latitude = place.latitude if place.latitude is not None else known.latitude
        longitude = place.longitude if place.longitude is not None else known.longitude
        place = replace(place, latitude=latitude, longitude=longitude, population=known.population)
    if place.latitude is None or place.longitude is None:
        raise row.error(
            "has neither coordinates nor a GeoNames id",
            "run python -m pipeline.knowledge.link_places",
        )
    return place

"""Decides whether a candidate is a place in its context, and which of its homonyms it is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pipeline.components.countries import Countries
from pipeline.components.places.candidates import Candidate
from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.tokens import Tokens
from pipeline.knowledge.keys import likeness, strict_key
from pipeline.resources import AREA_KINDS, Knowledge, Place

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LOCATIVE = frozenset(
    "in at near from to towards toward into outside inside around of on over through across between"
    " within via along by off above below under against".split()
)
LARGE_TOWN = 15_000
"""Inhabitants from which a town outside the document's countries is believed on its name alone."""
LARGE_CITY = 200_000
RIVAL_SHARE = 0.1
"""Part of a city's inhabitants from which a namesake abroad makes its name ambiguous."""
ALIKE = 0.81
"""Least likeness of two spellings that share a skeleton; "Shu'ayrat" and "Shayrat" have 0.93."""
_COUNTRIES_TOLD = 5
_CACHE_SIZE = 50_000
_TRANSLITERATED = frozenset("āēīōūḩḥḍṣṭẓ‘’ʿʾ")


Precision = Literal["point", "area", "border", "country", "unknown"]


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen, and why, in a few words."""

    place: Place
    reason: str


class Chooser:
    """Judges candidates against the countries of their document.

    Args:
        knowledge: neighbours of countries and known actors.
        lexicon: titles and words that head organisations' names.
    """

    def __init__(self, knowledge: Knowledge, lexicon: PlaceLexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._likeness: dict[tuple[str, str], bool] = {}

    def choose(self, candidate: Candidate, tokens: Tokens, countries: Countries) -> Choice | None:
        """The place a candidate names, None where it names none."""
        if self._is_part_of_other_name(candidate, tokens):
            return None
        places = candidate.places
        if candidate.loose:
            places = tuple(
                place
                for place in places
                if countries.share(place.country) > 0 and self._alike(candidate.surface, place.name)
            )
        if candidate.is_shared:
            here = countries.near(candidate.start)
            places = tuple(place for place in places if place.country == here)
        told = self._told_countries(candidate, tokens)
        best = max(
            places,
            key=lambda place: (place.country in told, *self._score(place, candidate, countries)),
            default=None,
        )
        if best is None or not (best.curated or self._believed(best, candidate, tokens, countries)):
            return None
        return Choice(best, self._reason(best, candidate, countries))

    def _alike(self, surface: str, name: str) -> bool:
        known = self._likeness.get((surface, name))
        if known is None:
            if len(self._likeness) >= _CACHE_SIZE:
                self._likeness.clear()
            known = self._likeness[surface, name] = likeness(surface, name) >= ALIKE
        return known

    def _told_countries(self, candidate: Candidate, tokens: Tokens) -> frozenset[str]:
        """Countries that the words beside a name tell: "the Iraqi region of X", "X, Iraq"."""
        start, end = candidate.start, candidate.end
        before = start - 1
        if before >= 2 and tokens.lower[before] == "of" and not tokens.starts_name(before - 1):
            before -= 2
        told = set(self._knowledge.demonyms.get(tokens.words[before], ()) if before >= 0 else ())
        if end < len(tokens) and tokens.lower[end] in {",", "in"}:
            for name in (tokens.surface(end + 1, end + size) for size in (2, 3)):
                homonyms = self._knowledge.places.get(strict_key(name), ())
                told |= {
                    each.country for each in homonyms if each.kind == "country" and each.country
                }
        return frozenset(told)

    def _score(
        self, place: Place, candidate: Candidate, countries: Countries
    ) -> tuple[float, float, float, int, int]:
        """What is preferred, in order: the document's countries, hand-kept places, population."""
        share = countries.share(place.country)
        main = self._knowledge.countries.get(countries.main or "")
        near = main is not None and place.country in main.neighbours
        exact = strict_key(place.name) == strict_key(candidate.surface)
        local = share if share >= 0.1 or place.population < LARGE_CITY else 0.1
        return (
            place.kind == "country" or self._is_capital(place, candidate, countries),
            min(local, 1.0) if place.country in countries.scenes or place.curated else local / 2,
            place.curated + 0.5 * near + 0.25 * exact,
            place.population,
            -(place.geonames_id or 0),
        )

    def _is_capital(self, place: Place, candidate: Candidate, countries: Countries) -> bool:
        """A capital under its usual name outranks its namesakes, unless only they are at home."""
        key = strict_key(candidate.surface)
        code = self._knowledge.country_of_capital.get(key)
        if code is None or code != place.country or key != strict_key(place.name):
            return False
        at_home = any(countries.share(other.country) > 0 for other in candidate.places)
        return countries.share(code) > 0 or not at_home

    def _believed(
        self, place: Place, candidate: Candidate, tokens: Tokens, countries: Countries
    ) -> bool:
        """Whether a GeoNames place is meant by a capitalised word of running text."""
        start, end = candidate.start, candidate.end
        if not any(tokens.tags[at].startswith("NNP") for at in range(start, end)):
            return False
        if end - start > 1 and self._names_actor(candidate.surface):
            return False
        label = tokens.entities[start:end]
        tagged = any(one in PLACE_LABELS for one in label)
        if label[-1] in ("ORG", "PRODUCT") and tokens.deps[end - 1] == "compound":
            following = tokens.lower[end] if end < len(tokens) else ""
            housed = self._houses(tokens, tokens.lower[start - 1] if start else "", end)
            if not housed and following not in self._lexicon.divisions | self._lexicon.sites:
                return False  # "Toyota trucks"
        person = "PERSON" in label
        before = tokens.lower[start - 1] if start else ""
        located = before in LOCATIVE or (before == "the" and tagged)
        located = located or self._houses(tokens, before, end)
        if not located and self._names_leader(candidate.surface):
            return False
        share = countries.share(place.country)
        if place.country in countries.scenes or share >= 0.3:
            return tagged or located or not person
        if candidate.loose or place.population < 1000:
            return False
        if share > 0:
            return tagged or (located and (not person or place.population >= LARGE_TOWN))
        if strict_key(place.name) != strict_key(candidate.surface):
            return False
        if place.population >= LARGE_CITY:
            return (tagged or located) and not (person and not located)
        return tagged and located and place.population >= LARGE_TOWN

    def _houses(self, tokens: Tokens, before: str, end: int) -> bool:
        """Whether the name places a building: "in a Quetta mosque", "the Minsk offices"."""
        if before not in ("a", "an", "the", "two", "three") or end >= len(tokens):
            return False
        following = tokens.lower[end].removesuffix("s")
        return tokens.tags[end] in ("NN", "NNS") and following in self._lexicon.buildings

    def _names_actor(self, surface: str) -> bool:
        """Whether a name of several words is an actor's other than a state's."""
        states = {country.actor for country in self._knowledge.countries.values()}
        aliases = self._knowledge.aliases.get(strict_key(surface), ())
        return any(alias.actor not in states for alias in aliases)

    def _names_leader(self, surface: str) -> bool:
        """Whether a place shares its name with a person of note: "Abiy" is a town, too."""
        aliases = self._knowledge.aliases.get(strict_key(surface), ())
        return any(alias.kind == "leader" for alias in aliases)

    def _is_part_of_other_name(self, candidate: Candidate, tokens: Tokens) -> bool:
        """Whether the words are a person's surname or first part of an organisation's name."""
        start, end = candidate.start, candidate.end
        before = tokens.lower[start - 1] if start else ""
        known = any(place.curated for place in candidate.places)
        if before in self._lexicon.titles and not known:
            return True
        adjective = not known and candidate.surface in self._knowledge.demonyms
        if adjective and end < len(tokens) and tokens.tags[end] in ("NN", "NNS"):
            return True  # "the Kazakh capital"; there is a town of Kazakh
        if not known and start and self._continues_person(tokens, start, end):
            return True
        if end < len(tokens) and tokens.words[end][0].isupper():
            following = tokens.lower[end]
            if following in self._lexicon.organisation_heads:
                return not known or (
                    tokens.entities[end] == "ORG" and tokens.entities[start] == "ORG"
                )
            if following in self._lexicon.divisions or following in self._lexicon.sites:
                return False
            if not known and tokens.sentence[end] == tokens.sentence[start]:
                return tokens.entities[start] in ("PERSON", "ORG") or (
                    tokens.entities[start] == tokens.entities[end] != ""
                )
        return False

    def _continues_person(self, tokens: Tokens, start: int, end: int) -> bool:
        """A capitalised name directly before, in one PERSON entity: "Karim Khan"."""
        return (
            tokens.words[start - 1][0].isupper()
            and tokens.entities[start - 1] in ("PERSON", "ORG")
            and tokens.entities[start] == tokens.entities[start - 1]
            and tokens.tags[start - 1].startswith("NNP")
        )

    def _reason(self, place: Place, candidate: Candidate, countries: Countries) -> str:
        parts = ["knowledge" if place.curated else "geonames"]
        if candidate.loose:
            parts.append("spelling")
        others = {other.country for other in candidate.places} - {place.country}
        if others:
            if countries.share(place.country) > 0:
                parts.append("country of the document")
            else:
                parts.append("most populous")
            parts.append(f"among {_told(candidate.places)}")
        return ", ".join(parts)


def _told(places: Collection[Place]) -> str:
    """``5 in LB, LY, SY``: how many places bear a name, and where; the largest first."""
    by_size = sorted(places, key=lambda place: -place.population)
    codes = [*dict.fromkeys(place.country for place in by_size if place.country)]
    more = ", ..." if len(codes) > _COUNTRIES_TOLD else ""
    return f"{len(places)} in {', '.join(codes[:_COUNTRIES_TOLD])}{more}"


def has_rival(candidate: Candidate, country: str) -> bool:
    """Whether a city of another country, not dwarfed by it, bears the name: it tells no country."""
    own = max(
        (place.population for place in candidate.places if place.country == country), default=0
    )
    return any(
        place.population >= max(LARGE_CITY, RIVAL_SHARE * own) and place.country != country
        for place in candidate.places
    )


def place_id(place: Place, surface: str) -> str:
    """The id of a place: hand-kept, or the slug of its usual English name.

    GeoNames names some towns in a scholarly transliteration ("Shaykh Miskīn"); reports do not, so
    there the written form gives the slug.
    """
    if place.curated:
        return place.id
    first = place.name.split(" ")[0].lower()
    scholarly = _TRANSLITERATED & set(place.name.lower()) or first in {
        "al",
        "ar",
        "as",
        "ash",
        "ad",
    }
    if scholarly:
        return strict_key(surface).replace(" ", "-")
    return place.id


def precision_of(place: Place) -> Precision:
    """``point``, ``area``, ``border`` or ``country``, by the kind of the place."""
    if place.kind == "country":
        return "country"
    if place.kind == "border":
        return "border"
    return "area" if place.kind in AREA_KINDS else "point"

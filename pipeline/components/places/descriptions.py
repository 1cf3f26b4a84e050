"""Definite descriptions: "the city", "the capital", "the north", "the west of the country"."""

from collections.abc import Iterator, Sequence

from pipeline.components.base import PlaceMention
from pipeline.components.countries import Countries
from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.places.mentions import make_ref
from pipeline.components.tokens import Tokens
from pipeline.knowledge.keys import strict_key
from pipeline.resources import AREA_KINDS, Knowledge, Place
from pipeline.schema import PlaceRef

_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_SENTENCES_BACK = 3
"""How many sentences back a description may refer."""
_CITY_KINDS = frozenset({"city", "town", "village", "neighbourhood"})
_CAPITAL = "description: capital of the country"
_WAYS = frozenset({"way", "road", "route", "highway", "gateway", "corridor", "track"})


class DescriptionFinder:
    """Resolves descriptions of places to places named before.

    Args:
        knowledge: countries and their capitals.
        lexicon: the nouns and what they accept.
    """

    def __init__(self, knowledge: Knowledge, lexicon: PlaceLexicon) -> None:
        self._knowledge = knowledge
        self._words = lexicon

    def find(
        self,
        tokens: Tokens,
        named: Sequence[tuple[PlaceMention, Place | None]],
        countries: Countries,
    ) -> Iterator[PlaceMention]:
        """Mentions by description; ``named`` holds the named ones in order, with their places."""
        taken = {at for mention, _ in named for at in range(mention.start, mention.end)}
        for at in range(1, len(tokens)):
            word = tokens.lower[at]
            noun = word if word in self._words.descriptions else word.removesuffix("s")
            described = noun in self._words.descriptions
            if not (described or word in self._words.directions):
                continue
            if at not in taken and (abroad := self._foreign_capital(tokens, at, named)) is not None:
                yield abroad
                continue
            start = self._start(tokens, at)
            if at in taken or start is None:
                continue
            if word in self._words.directions:
                mention = self._direction(tokens, start, at, countries)
            else:
                mention = self._described(tokens, start, at, noun, named, countries)
            if mention is not None:
                yield mention

    def _start(self, tokens: Tokens, at: int) -> int | None:
        """Where the noun phrase starts: at its determiner, or at compass words without one."""
        start = at
        while start > 0 and (
            tokens.lower[start - 1] in self._words.compass
            or (tokens.words[start - 1] == "-" and start < at)
        ):
            start -= 1
        if start > 0 and tokens.lower[start - 1] in _DETERMINERS:
            return start - 1
        return start if start < at and tokens.lower[at].endswith("s") else None

    def _direction(
        self, tokens: Tokens, start: int, at: int, countries: Countries
    ) -> PlaceMention | None:
        """ "the north", "the west of the country": a part of the country under discussion."""
        end = at + 1
        if tokens.tags[at] not in ("NN", "NNP", "NNS", "JJ", "RB") or start == at:
            return None
        if (
            tokens.surface(end, end + 3).lower() == "of the country"
            if end + 3 <= len(tokens)
            else False
        ):
            end += 3
        elif (
            end < len(tokens)
            and (tokens.lower[end] == "of" or tokens.tags[end] in ("NN", "NNS", "JJ", "NNP", "CD"))
        ) or (
            tokens.lower[at] in ("centre", "center", "interior", "coast", "west", "West")
            and (tokens.words[at][0].isupper() or tokens.lower[at] in ("centre", "center"))
        ):
            return None
        return self._country(tokens, start, end, at, countries, "description: part of country")

    def _country(
        self, tokens: Tokens, start: int, end: int, at: int, countries: Countries, reason: str
    ) -> PlaceMention | None:
        code = countries.near(at)
        country = self._knowledge.countries.get(code or "")
        if country is None:
            return None
        whole = reason.endswith("country named")
        ref = PlaceRef(
            text=tokens.surface(start, end),
            start=tokens.starts[start],
            end=tokens.ends[end - 1],
            id=country.place,
            name=country.name,
            latitude=country.latitude,
            longitude=country.longitude,
            country=country.code,
            precision="country" if whole else "area",
            via=reason,
        )
        return PlaceMention(start, end, tokens.root(start, end), ref)

    def _described(
        self,
        tokens: Tokens,
        start: int,
        at: int,
        noun: str,
        named: Sequence[tuple[PlaceMention, Place | None]],
        countries: Countries,
    ) -> PlaceMention | None:
        kinds = self._words.descriptions[noun]
        end = at + 1
        if end < len(tokens) and tokens.lower[end] == "of":
            return None
        if "country" in kinds:
            if tokens.lower[at] != noun:
                return None
            return self._country(tokens, start, end, at, countries, "description: country named")
        if "capital" in kinds:
            return self._capital(tokens, start, end, at, countries)
        if tokens.lower[at] != noun:
            return self._regions(tokens, start, end, at, noun, countries)
        for mention, place in reversed(named):
            if mention.start >= start:
                continue
            if tokens.sentence[mention.start] < tokens.sentence[at] - _SENTENCES_BACK:
                return self._regions(tokens, start, end, at, noun, countries)
            if _is_elsewhere(tokens, mention.start) or self._is_metonym(mention, place, countries):
                continue
            small = mention.ref.precision == "unknown"  # no table has it: as a rule a small town
            if accepts(kinds, place) or (small and not kinds.isdisjoint({"any", "city"})):
                return self._again(tokens, start, end, mention, place)
        return self._regions(tokens, start, end, at, noun, countries)

    def _is_metonym(self, mention: PlaceMention, place: Place | None, countries: Countries) -> bool:
        """Whether a foreign capital is named, which more often means a government than a city."""
        if place is None or place.country in countries.scenes or place.country is None:
            return False
        return strict_key(mention.ref.text) == strict_key(
            self._knowledge.countries[place.country].capital
        )

    def _regions(
        self, tokens: Tokens, start: int, end: int, at: int, noun: str, countries: Countries
    ) -> PlaceMention | None:
        """ "eastern regions": a part of the country under discussion."""
        compass = any(tokens.lower[here] in self._words.compass for here in range(start, at))
        if not compass or noun not in ("region", "area", "province", "territory", "district"):
            return None
        return self._country(tokens, start, end, at, countries, "description: part of country")

    def _capital(
        self, tokens: Tokens, start: int, end: int, at: int, countries: Countries
    ) -> PlaceMention | None:
        code = countries.near(at)
        country = self._knowledge.countries.get(code or "")
        if country is None or not country.capital or tokens.lower[at] != "capital":
            return None
        for place in self._knowledge.places_by_key(strict_key(country.capital)):
            if place.country == country.code:
                return self._again(tokens, start, end, None, place)
        return None

    def _foreign_capital(
        self, tokens: Tokens, at: int, named: Sequence[tuple[PlaceMention, Place | None]]
    ) -> PlaceMention | None:
        """ "the Ethiopian capital", "Ethiopia's capital", unless its name follows."""
        if at < 2 or tokens.lower[at] != "capital":
            return None
        start, codes = at - 2, self._knowledge.demonyms.get(tokens.words[at - 1], ())
        if tokens.tags[at - 1] == "POS":
            owner = next((each for each in named if each[0].end == at - 1), None)
            place = owner and owner[1]
            if owner is None or place is None or place.kind != "country":
                return None
            start, codes = owner[0].start, (place.country or "",)
        elif tokens.lower[start] != "the":
            return None
        country = self._knowledge.countries.get(codes[0]) if codes else None
        following = at + 1 + (at + 1 < len(tokens) and tokens.lower[at + 1] == ",")
        told = following < len(tokens) and tokens.words[following][0].isupper()
        if country is None or not country.capital or told:
            return None
        for place in self._knowledge.places_by_key(strict_key(country.capital)):
            if place.country == country.code:
                return self._again(tokens, start, at + 1, None, place)
        return None

    def _again(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        mention: PlaceMention | None,
        place: Place | None,
    ) -> PlaceMention | None:
        text, first, last = tokens.surface(start, end), tokens.starts[start], tokens.ends[end - 1]
        if mention is not None:
            ref = mention.ref.model_copy(
                update={"text": text, "start": first, "end": last, "via": "description"}
            )
        elif place is not None:
            ref = make_ref(tokens, start, end, place, place.id, "point", _CAPITAL)
        else:
            return None
        return PlaceMention(start, end, tokens.root(start, end), ref)


def _is_elsewhere(tokens: Tokens, start: int) -> bool:
    """ "from Goma", "the road to Raqqa": the text does not speak of what is there."""
    before = tokens.lower[max(0, start - 2) : start]
    return before[-1:] == ["from"] or (before[-1:] == ["to"] and before[0] in _WAYS)


def accepts(kinds: frozenset[str], place: Place | None) -> bool:
    """Whether a description's noun fits a place."""
    if place is None or place.kind in ("country", "border"):
        return False
    if "any" in kinds:
        return True
    if "city" in kinds and place.kind in _CITY_KINDS:
        return True
    if "area" in kinds and place.kind in AREA_KINDS:
        return True
    return place.kind in kinds

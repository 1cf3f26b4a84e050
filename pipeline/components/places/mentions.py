"""Turns chosen names into mentions: directions and parts around them, facilities, references."""

from pipeline.components.base import SETTLEMENTS, PlaceMention
from pipeline.components.places.choose import Choice, Precision, place_id, precision_of
from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.tokens import Tokens
from pipeline.knowledge.keys import strict_key
from pipeline.resources import Place
from pipeline.schema import PlaceRef

_LONGEST_FACILITY = 3
"""Words of what a town's facility is called: "Central Bus Station"."""
POSSESSIVES = frozenset({"'s", "’s"})
_HYPHENS = ("-", "‑")


class Extender:
    """Widens a name to the phrase around it: "the northern countryside of Aleppo".

    Args:
        lexicon: compass words, parts, divisions, sites.
    """

    def __init__(self, lexicon: PlaceLexicon) -> None:
        self._words = lexicon
        self._heads = lexicon.parts | lexicon.divisions | lexicon.sites

    def mention(self, tokens: Tokens, start: int, end: int, choice: Choice) -> PlaceMention:
        """The mention of a place named by tokens ``start`` to ``end``."""
        place = choice.place
        facility = self._facility_end(tokens, end)
        if facility > end and place.kind != "country":
            surface = tokens.surface(start, facility)
            key = strict_key(surface).replace(" ", "-")
            root = tokens.root(start, facility)
            ref = make_ref(tokens, start, facility, place, key, "point", choice.reason)
            ref = ref.model_copy(update={"name": surface, "geonames_id": None})
            return PlaceMention(start, facility, root, ref)
        first, last, area = start, end, False
        located = names_of_next(tokens, end)
        possessed = end < len(tokens) and tokens.lower[end] in POSSESSIVES
        if located:
            pass  # "the West Java town of Garut": the town has a name of its own
        elif end < len(tokens) and tokens.lower[end] in self._heads and tokens.tags[end] != "NNP":
            following = tokens.lower[end]
            if following not in ("city", "camp", "base") or place.kind != "country":
                area = following in self._words.parts or following in self._words.divisions
                last = end + 1
        elif end < len(tokens) and tokens.lower[end] in self._words.divisions:
            area, last = True, end + 1
        first, compass = self._compass(tokens, first)
        # "the headquarters of Yemen's army": of the army, not of Yemen.
        first, of_area = (first, False) if possessed else self._of_phrase(tokens, first)
        surface = tokens.surface(start, end)
        precision = precision_of(place)
        if precision in ("point", "country") and (area or compass or of_area):
            precision = "area"
        return PlaceMention(
            first,
            last,
            tokens.root(first, last),
            make_ref(
                tokens, first, last, place, place_id(place, surface), precision, choice.reason
            ),
        )

    def _facility_end(self, tokens: Tokens, end: int) -> int:
        """Where "International Airport" behind the town's name ends; ``end`` where none follows."""
        for at in range(end, min(end + _LONGEST_FACILITY, len(tokens))):
            if not tokens.words[at][0].isupper() or tokens.sentence[at] != tokens.sentence[end]:
                break
            if tokens.lower[at] in self._words.facilities and at > end:
                return at + 1
        return end

    def _compass(self, tokens: Tokens, first: int) -> tuple[int, bool]:
        """Step back over "northern", "north-western", "southern and eastern"."""
        start = first
        while start > 0:
            word = tokens.lower[start - 1]
            if word in self._words.compass and tokens.tags[start - 1] not in ("RB", "IN"):
                start -= 1
            elif (
                start > 2
                and word in _HYPHENS
                and tokens.lower[start - 2] in self._words.compass
                and start < first
            ):
                start -= 2
            else:
                break
        return start, start < first

    def _of_phrase(self, tokens: Tokens, first: int) -> tuple[int, bool]:
        """Step back over "the outskirts of", "the province of", "the air base of"."""
        at, area = first, False
        while at >= 2:
            of = at - 1
            if tokens.lower[of] == "the" and of >= 1:
                of -= 1
            if tokens.lower[of] != "of" or of == 0:
                break
            head = of - 1
            if tokens.lower[head] not in self._heads:
                break
            if head > 1 and tokens.tags[head - 1] in ("NNP", "NNPS"):
                break
            area = area or tokens.lower[head] not in self._words.sites
            at = head
            while at > 0 and (
                tokens.lower[at - 1] in self._words.site_modifiers
                or tokens.lower[at - 1] in self._words.compass
                or (tokens.words[at - 1] in _HYPHENS and at > 1)
            ):
                at -= 1
                area = area or tokens.lower[at] in self._words.compass
        return at, area


def names_of_next(tokens: Tokens, head: int) -> bool:
    """Whether the noun at ``head`` is named behind it: "town of Garut", after "West Java".

    Not "the Karrada district of Baghdad".
    """
    name = head + 2
    if name >= len(tokens) or tokens.lower[head + 1] != "of":
        return False
    return tokens.lower[head] in SETTLEMENTS and tokens.starts_name(name)


def make_ref(
    tokens: Tokens,
    start: int,
    end: int,
    place: Place,
    identifier: str | None,
    precision: Precision,
    reason: str,
) -> PlaceRef:
    """The reference of tokens ``start`` to ``end`` to a place."""
    return PlaceRef(
        text=tokens.surface(start, end),
        start=tokens.starts[start],
        end=tokens.ends[end - 1],
        id=identifier,
        name=place.name,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        precision=precision,
        via=reason,
    )

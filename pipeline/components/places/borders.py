"""Borders: "the Syrian-Turkish border", "its border with Chad", "the Lebanese border"."""

from collections.abc import Iterator

from pipeline.components.base import PlaceMention
from pipeline.components.countries import Countries
from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.places.mentions import make_ref
from pipeline.components.tokens import Tokens
from pipeline.knowledge.keys import slug, strict_key
from pipeline.resources import Knowledge, Place
from pipeline.schema import PlaceRef

_REACH = 6
"""Tokens looked at on either side of the word "border"."""
_STRETCHES = frozenset("area areas region regions zone strip district districts".split())
_AFTER = frozenset({"with", "between"})
_JOINTS = frozenset({"-", "–", "‑", "and", "/", ","})
_MODIFIERS = frozenset(
    "northern southern eastern western common shared porous its their the".split()
)


class BorderFinder:
    """Finds borders and the two countries they part.

    Args:
        knowledge: demonyms, country names and the known borders.
        lexicon: the words for a border.
    """

    def __init__(self, knowledge: Knowledge, lexicon: PlaceLexicon) -> None:
        self._knowledge = knowledge
        self._words = lexicon
        self._country_of = {name: codes[0] for name, codes in knowledge.demonyms.items()}
        for country in knowledge.countries.values():
            self._country_of.update(dict.fromkeys(country.names, country.code))
            self._country_of.setdefault(country.capital, country.code)
        for found in knowledge.aliases.values():
            for alias in found:
                actor = knowledge.actors[alias.actor]
                if alias.kind == "metonym" and actor.country is not None:
                    self._country_of.setdefault(alias.text, actor.country)

    def find(self, tokens: Tokens, countries: Countries) -> Iterator[PlaceMention]:
        """Border mentions in order."""
        last: PlaceRef | None = None
        for at, word in enumerate(tokens.lower):
            if word not in self._words.borders or _is_compound(tokens, at):
                continue
            if self._is_of_region(tokens, at):
                continue
            start, before = self._countries_before(tokens, at)
            end, after = self._countries_after(tokens, at)
            pair = list(dict.fromkeys([*before, *after]))
            if len(pair) == 1:
                pair = self._completed(pair[0], at, tokens, countries)
            ref: PlaceRef | None
            if len(pair) >= 2:
                ref = self._ref(tokens, start, end, pair[0], pair[1])
            else:
                own = tokens.lower[start] in ("its", "their")
                ref = self._guess(tokens, start, end, at, countries, wide=own or last is None)
                if ref is None and last is not None and tokens.tags[at] in ("NN", "NNS"):
                    ref = self._again(tokens, start, end, last)
            if ref is not None:
                last = ref
                yield PlaceMention(start, end, tokens.root(start, end), ref)

    def _is_of_region(self, tokens: Tokens, at: int) -> bool:
        """ "the border of the disputed Essequibo region": the edge of no state."""
        if at + 2 >= len(tokens) or tokens.lower[at + 1] != "of":
            return False
        for here in range(at + 2, min(at + _REACH, len(tokens))):
            if tokens.words[here][0].isupper():
                return self._name_at(tokens, here) is None
        return False

    def _countries_before(self, tokens: Tokens, at: int) -> tuple[int, list[str]]:
        found: list[str] = []
        start = at
        if at > 2 and tokens.surface(at - 3, at).lower() == "side of the":
            code = self._country_of.get(tokens.words[at - 4]) if at > 3 else None
            if code is not None:
                return at - 4, [code]
        for here in range(at - 1, max(at - _REACH, -1), -1):
            code = self._country_of.get(tokens.words[here])
            if code is not None:
                found.insert(0, code)
                start = here
            elif tokens.lower[here] not in _JOINTS and tokens.lower[here] not in _MODIFIERS:
                break
        if start == at and at and tokens.lower[at - 1] in ("the", "its", "their", "a"):
            start = at - 1
        return start, found

    def _countries_after(self, tokens: Tokens, at: int) -> tuple[int, list[str]]:
        end = at + 1
        if end < len(tokens) and tokens.lower[end] in _STRETCHES:
            end += 1
        if end >= len(tokens) or tokens.lower[end] not in _AFTER:
            return end, []
        found: list[str] = []
        here = end + 1
        while here < min(end + _REACH, len(tokens)):
            longest = self._name_at(tokens, here)
            if longest:
                found.append(longest[1])
                here = longest[0]
                end = here
            elif tokens.lower[here] in ("and", "the"):
                here += 1
            else:
                break
        return (end, found) if found else (at + 1, [])

    def _name_at(self, tokens: Tokens, at: int) -> tuple[int, str] | None:
        for end in range(min(at + 4, len(tokens)), at, -1):
            code = self._country_of.get(tokens.surface(at, end))
            if code is not None:
                return end, code
        return None

    def _completed(self, code: str, at: int, tokens: Tokens, countries: Countries) -> list[str]:
        """The other side of "the Turkish border": the scene next to it, or a country named near."""
        neighbours = self._knowledge.countries[code].neighbours
        if tokens.lower[at].endswith("s") and self._all_of(tokens, at):
            return [code]
        for other in (countries.near(at), countries.main):
            if other is not None and other != code and other in neighbours:
                return [other, code]
        near = self._last_named(tokens, at, neighbours, wide=True)
        return [near, code] if near else [code]

    def _all_of(self, tokens: Tokens, at: int) -> bool:
        """Several borders with one country have more than one other side."""
        return at + 1 < len(tokens) and tokens.lower[at + 1] in _AFTER

    def _last_named(
        self, tokens: Tokens, at: int, among: tuple[str, ...], *, wide: bool
    ) -> str | None:
        """The country of ``among`` named last in this sentence, ``wide``: or the one before."""
        first = tokens.sentence[at] - wide
        for here in range(at - 1, -1, -1):
            if tokens.sentence[here] < first:
                break
            for end in (here + 2, here + 1):
                code = self._country_of.get(tokens.surface(here, min(end, at)))
                if code in among:
                    return code
        return None

    def _next_named(self, tokens: Tokens, at: int, among: tuple[str, ...]) -> str | None:
        """The country of ``among`` named first in the rest of the sentence, close by."""
        for here in range(at + 1, min(at + _REACH, len(tokens))):
            code = self._country_of.get(tokens.words[here])
            if code in among and tokens.sentence[here] == tokens.sentence[at]:
                return code
        return None

    def _guess(
        self, tokens: Tokens, start: int, end: int, at: int, countries: Countries, *, wide: bool
    ) -> PlaceRef | None:
        """A bare "the border": of the scene with the neighbour named last nearby."""
        here = countries.near(at)
        if here is None or tokens.tags[at] not in ("NN", "NNS"):
            return None
        among = self._knowledge.countries[here].neighbours
        other = (
            self._last_named(tokens, at, among, wide=False)
            or self._next_named(tokens, at, among)
            or self._last_named(tokens, at, among, wide=wide)
        )
        return self._ref(tokens, start, end, here, other) if other else None

    def _again(self, tokens: Tokens, start: int, end: int, last: PlaceRef) -> PlaceRef:
        return last.model_copy(
            update={
                "text": tokens.surface(start, end),
                "start": tokens.starts[start],
                "end": tokens.ends[end - 1],
                "via": "description: last border",
            }
        )

    def _ref(self, tokens: Tokens, start: int, end: int, one: str, other: str) -> PlaceRef:
        place = self._knowledge.borders.get(frozenset((one, other))) or self._new(one, other)
        return make_ref(tokens, start, end, place, place.id, "border", "border of two countries")

    def _new(self, one: str, other: str) -> Place:
        names = [
            (country.adjectives or (country.name,))[0]
            for country in (self._knowledge.countries[one], self._knowledge.countries[other])
        ]
        name = f"{names[0]}-{names[1]} border"
        return Place(slug(strict_key(name)), name, one, "border", None, None)


def _is_compound(tokens: Tokens, at: int) -> bool:
    """Whether the word only tells the kind of another noun: "border crossing", "border guards"."""
    if tokens.deps[at] != "compound" or tokens.heads[at] <= at:
        return False
    return tokens.lower[tokens.heads[at]] not in _STRETCHES

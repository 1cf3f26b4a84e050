"""Finds what could be a place name in a text, and every place it could mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.components.places.lexicon import PlaceLexicon
from pipeline.components.tokens import ARTICLE_TOKENS, Tokens
from pipeline.knowledge.keys import skeleton_key, strict_key
from pipeline.resources import SHORTEST_SKELETON, Knowledge, Place

LONGEST_NAME = 8
"""Tokens of the longest name tried: "Toussaint Louverture International Airport" has four."""

LONGEST_ACRONYM = 4
"""Letters of an all-capital word that only hand-kept names may match."""

_BREAKS = frozenset(",;:()[]")
_CACHE_SIZE = 50_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``start`` to ``end`` may name one of ``places``.

    ``loose`` ones only look alike; ``is_shared`` is a name like "the presidential palace", which
    means another place in each country.
    """

    start: int
    end: int
    surface: str
    places: tuple[Place, ...]
    loose: bool
    is_shared: bool = False


class Gazetteer:
    """Looks names up in the knowledge base and remembers the answers.

    Args:
        knowledge: the tables.
        lexicon: words that are never a place alone.
    """

    def __init__(self, knowledge: Knowledge, lexicon: PlaceLexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._known: dict[str, tuple[tuple[Place, ...], bool]] = {}
        self._keys: dict[str, str] = {}
        self._phrases = {
            key: places
            for key, places in knowledge.places.items()
            if " " in key and not key.startswith("~")
        }
        self._phrase_starts = {key.partition(" ")[0] for key in self._phrases}

    def find(self, tokens: Tokens) -> Iterator[Candidate]:
        """Candidates from left to right; each takes the longest name that is known."""
        at = 0
        while at < len(tokens):
            found = self._phrase(tokens, at)
            if found is None and tokens.starts_name(at):
                found = self._longest(tokens, at)
            if found is None:
                at += 1
            else:
                yield found
                at = found.end

    def _phrase(self, tokens: Tokens, start: int) -> Candidate | None:
        """A hand-kept name that is not all capitalised: "Hantoub bridge", "central desert"."""
        if tokens.lower[start] not in self._phrase_starts:
            return None
        for end in range(min(start + LONGEST_NAME, len(tokens)), start + 1, -1):
            if not tokens.words[end - 1][-1].isalnum():
                continue
            surface = tokens.surface(start, end)
            places = self._phrases.get(self._key(surface))
            if (
                places
                and not _BREAKS & set(surface)
                and tokens.sentence[end - 1] == tokens.sentence[start]
            ):
                return Candidate(start, end, surface, places, False, self._is_shared(surface))
        return None

    def _is_shared(self, surface: str) -> bool:
        return surface.islower() or self._key(surface) in self._lexicon.shared

    def _key(self, surface: str) -> str:
        key = self._keys.get(surface)
        if key is None:
            if len(self._keys) >= _CACHE_SIZE:
                self._keys.clear()
            key = self._keys[surface] = strict_key(surface)
        return key

    def _longest(self, tokens: Tokens, start: int) -> Candidate | None:
        for end in tokens.name_ends(start, LONGEST_NAME):
            surface = tokens.surface(start, end)
            places, loose = self.places(surface)
            if loose and self._opens_badly(tokens, start):
                continue
            if places:
                return Candidate(start, end, surface, places, loose, self._is_shared(surface))
        return None

    def _opens_badly(self, tokens: Tokens, start: int) -> bool:
        """Whether a common word opens the name: "In Mali" is no spelling of another place."""
        article = tokens.lower[start] in ARTICLE_TOKENS and tokens.words[start + 1] == "-"
        return not tokens.tags[start].startswith("NNP") and not article

    def places(self, surface: str) -> tuple[tuple[Place, ...], bool]:
        """Places of that name, and whether only the skeleton of the name is theirs."""
        known = self._known.get(surface)
        if known is None:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            known = self._known[surface] = self._look_up(surface)
        return known

    def _look_up(self, surface: str) -> tuple[tuple[Place, ...], bool]:
        key = strict_key(surface)
        if len(key) < 2:
            return (), False
        found = self._knowledge.places_by_key(key)
        if key in self._lexicon.never:
            found = tuple(place for place in found if place.curated and place.kind == "country")
        if surface.isupper() and len(key) <= LONGEST_ACRONYM:
            return tuple(place for place in found if place.curated), False
        if found or key in self._lexicon.never:
            return found, False
        skeleton = skeleton_key(surface)
        if len(skeleton) < SHORTEST_SKELETON:
            return (), False
        return self._knowledge.places_by_key("~" + skeleton), True

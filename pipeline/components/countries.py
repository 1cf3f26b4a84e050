"""Which countries a document is about, and which one a passage speaks of.

The evidence is every name of a country, demonym and known place. A place inside a country says
more about the scene than the name of a state, which may be an actor from abroad.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

NAMED, INSIDE = 1.0, 3.0
"""Weights of a state's name or adjective, and of a place within it."""

SCENE_SHARE = 0.2
"""A country is a scene when it has this share of the main country's evidence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Token ``at`` points to ``country`` with ``weight``."""

    at: int
    country: str
    weight: float


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries of a document; ``main`` is None where nothing points to any."""

    main: str | None
    totals: dict[str, float]
    scenes: frozenset[str]
    _at: tuple[int, ...]
    _country: tuple[str, ...]

    def near(self, at: int, sentence_end: int) -> str | None:
        """The scene that a bare noun at token ``at`` belongs to.

        The last scene named before it, else the first in the rest of its sentence, else the main
        country.
        """
        index = bisect_right(self._at, at)
        if index:
            return self._country[index - 1]
        if index < len(self._at) and self._at[index] < sentence_end:
            return self._country[index]
        return self.main

    def share(self, country: str | None) -> float:
        """The evidence for a country as a share of the main country's."""
        if country is None or self.main is None:
            return 0.0
        return self.totals.get(country, 0.0) / self.totals[self.main]


def weigh(evidence: list[Evidence]) -> Countries:
    """Sum the evidence up; ties go to the country named first."""
    totals: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for item in evidence:
        totals[item.country] += item.weight  # type: ignore[assignment]
        if item.weight >= INSIDE:
            inside[item.country] += 1
    if not totals:
        return Countries(None, {}, frozenset(), (), ())
    main = max(totals, key=lambda country: totals[country])
    scenes = {
        country
        for country, total in totals.items()
        if total >= SCENE_SHARE * totals[main] and inside[country]
    } or {main}
    passages = sorted(
        (item for item in evidence if item.country in scenes), key=lambda item: item.at
    )
    return Countries(
        main=main,
        totals=dict(totals),
        scenes=frozenset(scenes),
        _at=tuple(item.at for item in passages),
        _country=tuple(item.country for item in passages),
    )

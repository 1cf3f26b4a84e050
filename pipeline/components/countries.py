"""Which countries a document is about, and which one a passage speaks of.

The evidence is every name of a country, demonym and known place. A place inside a country says
more about the scene than the name of a state, which may be an actor from abroad.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NAMED, INSIDE = 1.0, 3.0
"""Weights of a state's name or adjective, and of a place within it."""

SITED = frozenset({"in", "near", "outside", "inside", "around"})
"""Words after which a capital is a town and not a government."""

SCENE_SHARE = 0.2
"""A country is a scene when it has this share of the main country's evidence."""

FADING = 0.6
"""What is left of a scene's weight a sentence later."""

LATER = 0.9
"""The weight of a place that follows in the sentence ("the army said in X")."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Token ``at`` points to ``country`` with ``weight``."""

    at: int
    country: str
    weight: float


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries of a document; ``main`` is None where nothing points to any.

    ``scenes`` are those where the story takes place; ``passages`` is their evidence in order and
    ``before`` what a passage has heard of each scene before its sentence began.
    """

    main: str | None
    totals: Mapping[str, float]
    scenes: frozenset[str]
    passages: tuple[Evidence, ...]
    before: tuple[Mapping[str, float], ...]
    sentence: Sequence[int]

    def near(self, at: int) -> str | None:
        """The scene that a bare noun at token ``at`` belongs to.

        The one that weighs most in its sentence, what follows counting less, and, ever less, in
        those before; where none was named yet, the first named after, else the main country.
        """
        index = bisect_right(self.passages, at, key=lambda item: item.at)
        here = self.sentence[at] if self.passages else 0
        heard: dict[str, float] = {}
        if index:
            last = self.passages[index - 1]
            fade = FADING ** (here - self.sentence[last.at])
            heard = {country: fade * weight for country, weight in self.before[index - 1].items()}
            heard[last.country] = heard.get(last.country, 0.0) + fade * last.weight
        for item in self.passages[index:]:
            if self.sentence[item.at] != here:
                break
            if item.weight >= INSIDE:
                heard[item.country] = heard.get(item.country, 0.0) + LATER * item.weight
        if not heard:
            return self.passages[0].country if self.passages else self.main
        return max(heard, key=lambda country: heard[country])

    def share(self, country: str | None) -> float:
        """The evidence for a country as a share of the main country's."""
        if country is None or self.main is None:
            return 0.0
        return self.totals.get(country, 0.0) / self.totals[self.main]


def weigh(evidence: Iterable[Evidence], sentence: Sequence[int]) -> Countries:
    """Sum the evidence up; ties go to the country named first.

    Args:
        sentence: the ordinal of each token's sentence.
    """
    listed = sorted(evidence, key=lambda item: item.at)
    totals: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for item in listed:
        totals[item.country] += item.weight  # type: ignore[assignment]
        inside[item.country] += item.weight >= INSIDE
    if not totals:
        return Countries(None, {}, frozenset(), (), (), sentence)
    main = max(totals, key=lambda country: totals[country])
    scenes = frozenset(
        country
        for country, total in totals.items()
        if total >= SCENE_SHARE * totals[main] and inside[country]
    ) or frozenset({main})
    passages = tuple(item for item in listed if item.country in scenes)
    return Countries(main, dict(totals), scenes, passages, _heard(passages, sentence), sentence)


def _heard(
    passages: Sequence[Evidence], sentence: Sequence[int]
) -> tuple[Mapping[str, float], ...]:
    """For each passage, the faded weight of every scene named before it."""
    heard: dict[str, float] = {}
    result, last = [], 0
    for item in passages:
        steps = sentence[item.at] - last
        last = sentence[item.at]
        if steps:
            heard = {country: weight * FADING**steps for country, weight in heard.items()}
        result.append(heard)
        heard = {**heard, item.country: heard.get(item.country, 0.0) + item.weight}
    return tuple(result)

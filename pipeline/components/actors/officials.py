"""Persons and ministries that the knowledge base lacks, and the states they act for."""

from collections.abc import Sequence

from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.records import POSSESSIVES, Found, Identity, identity
from pipeline.components.countries import Countries
from pipeline.components.tokens import Tokens
from pipeline.resources import Knowledge
from pipeline.schema import ActorType

_FORMER = frozenset({"former", "ex", "late", "then", "ousted", "deposed", "exiled"})
_OWN_OFFICES = frozenset(
    {ActorType.REBEL, ActorType.MILITIA, ActorType.MILITARY, ActorType.INTERNATIONAL_ORGANISATION}
)
"""Who is spoken for by their own: "RSF spokesman X" is not of the state."""


class OfficialFinder:
    """Says which state an unknown name acts for: "Defence Minister X", "the Ministry of Y".

    Args:
        knowledge: states and their actors.
        lexicon: offices.
    """

    def __init__(self, knowledge: Knowledge, lexicon: ActorLexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self.states = frozenset(country.actor for country in knowledge.countries.values())

    def identify(
        self, tokens: Tokens, name: Found, names: Sequence[Found], countries: Countries
    ) -> Identity | None:
        """The state, from the office before a person or a ministry's own words; else None.

        Or the force or organisation whose office it is: "M23 spokesman X".
        """
        words = tokens.lower[name.start : name.end]
        start = self._office_start(tokens, name.start)
        if start is None:
            ministry = not name.person and "ministry" in (words[0], words[-1])
            return self._state(countries.near(name.start)) if ministry else None
        if start and tokens.lower[start - 1] in _FORMER:
            return None
        before = start - 1 if start and tokens.words[start - 1] in POSSESSIVES else start
        for other in names:
            if other.end == before and other.who and other.start < start:
                own = other.who[0].type in _OWN_OFFICES and other.who[0].id is not None
                return other.who[0] if own else self._state(other.who[0].country)
        here = countries.near(name.start)
        return self._state(here) if here == countries.main else None

    def _office_start(self, tokens: Tokens, end: int) -> int | None:
        for start in range(max(end - 4, 0), end):
            if " ".join(tokens.lower[start:end]) in self._lexicon.offices:
                return start
        return None

    def _state(self, code: str | None) -> Identity | None:
        country = self._knowledge.countries.get(code or "")
        return identity(self._knowledge.actors[country.actor]) if country is not None else None

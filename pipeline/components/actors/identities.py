"""Who a role is in a country: "rebels" of Syria, "Afghan Shia militias", "US-backed rebels"."""

from collections.abc import Iterator

from pipeline.components.actors.lexicon import Role
from pipeline.components.actors.records import Found, Identity, identity
from pipeline.knowledge.keys import slug, strict_key
from pipeline.resources import Knowledge


class RoleIdentities:
    """Composes actors of countries, roles and backers.

    Args:
        knowledge: actors, aliases and the roles of countries.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def mission(self, others: list[Identity], role: Role, here: str | None) -> tuple[Identity, ...]:
        """Whose mission or peacekeepers they are; of the UN's, the mission in that country."""
        actor = self._knowledge.roles.get((here or "", role.name))
        if actor is not None and others[0].id == "united-nations":
            return (identity(self._knowledge.actors[actor]),)
        return tuple(others)

    def alias_of(self, country: str | None, rest: str) -> Identity | None:
        """ "Afghan" and "Shia militias" of "Iraqi and Afghan Shia militias" as one known name."""
        known = self._knowledge.countries.get(country or "")
        for adjective in known.adjectives if known else ():
            for alias in self._knowledge.aliases.get(strict_key(f"{adjective} {rest}"), ()):
                return identity(self._knowledge.actors[alias.actor])
        return None

    def backed(self, backer: Found) -> Identity | None:
        """The rebels that a state backs, where the knowledge base tells them apart."""
        for who in backer.who:
            country = self._knowledge.countries.get(who.country or "")
            for word in (*country.adjectives, *country.names) if country else ():
                key = strict_key(f"{word}-backed rebels")
                for alias in self._knowledge.aliases.get(key, ()):
                    return identity(self._knowledge.actors[alias.actor])
        return None

    def compose(self, role: Role, country: str | None) -> tuple[Identity, ...]:
        """The actor of a role in a country."""
        for name in _fallbacks(role.name):
            actor = self._knowledge.roles.get((country or "", name))
            if actor is not None:
                return (identity(self._knowledge.actors[actor]),)
        state = self._knowledge.countries.get(country or "")
        if role.state and state is not None:
            return (identity(self._knowledge.actors[state.actor]),)
        if role.actor is not None:
            return (identity(self._knowledge.actors[role.actor]),)
        if role.suffix is not None and state is not None:
            adjective = state.adjectives[0] if state.adjectives else state.name
            name = f"{adjective} {role.suffix.replace('-', ' ')}"
            return (Identity(slug(name), name, role.type, country),)
        return ()


def _fallbacks(name: str) -> Iterator[str]:
    yield name
    if name in ("force", "government_forces", "gendarmerie"):
        yield "military"
    if name in ("fighter", "insurgent"):
        yield "rebel"
    if name == "official":
        yield "government"

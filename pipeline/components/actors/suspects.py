"""Unnamed armed men of whom the text says whose they are."""

from collections.abc import Mapping, Set
from dataclasses import replace

from pipeline.components.actors.records import Found
from pipeline.components.tokens import Tokens
from pipeline.schema import ActorType

_NOBODY_KNOWN = "unidentified-gunmen"
_IDENTIFIED, _NAMED = 14, 8
"""Tokens from "gunmen" to the name of who they are, and from "identified as" to it."""
_GROUPS = frozenset({ActorType.REBEL, ActorType.MILITIA})


def taken_for(
    tokens: Tokens, role: Found, starts: Mapping[int, Found], identifying: Set[str]
) -> Found:
    """ "gunmen believed to be members of X", "men whom witnesses identified as X": X's.

    Args:
        role: any role phrase; only gunmen and the like are changed.
        starts: names by their first token.
        identifying: the participles that say so.
    """
    if role.who[0].id != _NOBODY_KNOWN:
        return role
    said = None
    for at in range(role.end, min(role.end + _IDENTIFIED, len(tokens))):
        if tokens.sentence[at] != tokens.sentence[role.root]:
            break
        if tokens.lower[at] in identifying:
            said = at
        name = starts.get(at)
        if said is None or name is None or not name.who or at - said > _NAMED:
            continue
        if name.who[0].type in _GROUPS:
            return replace(role, who=name.who)
    return role

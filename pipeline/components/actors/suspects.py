"""Unnamed armed men of whom the text says whose they are."""

from collections.abc import Mapping, Set
from dataclasses import replace

from pipeline.components.actors.records import Found, Identity
from pipeline.components.tokens import Tokens
from pipeline.schema import ActorType

_NOBODY_KNOWN = "unidentified-gunmen"
_IDENTIFIED, _NAMED = 14, 8
"""Tokens from "gunmen" to the name of who they are, and from "identified as" to it."""
_MEN = frozenset({"men", "youths", "individuals"})
_GEAR = frozenset(
    "uniform uniforms fatigues camouflage masks motorcycles motorbikes machetes rifles guns"
    " kalashnikovs weapons armed".split()
)
_GROUPS = frozenset({ActorType.REBEL, ActorType.MILITIA})


def _are_armed(tokens: Tokens, role: Found) -> bool:
    """ "men wearing army uniforms", "men on motorcycles": gunmen, whatever they wear."""
    if tokens.lower[role.root] not in _MEN or role.start < role.root:
        return False
    following = tokens.lower[role.end : role.end + 4]
    return following[:1] in (["wearing"], ["dressed"], ["armed"], ["in"], ["on"]) and not (
        _GEAR.isdisjoint(following)
    )


def taken_for(
    tokens: Tokens,
    role: Found,
    starts: Mapping[int, Found],
    identifying: Set[str],
    gunmen: tuple[Identity, ...],
) -> Found:
    """ "gunmen believed to be members of X", "men whom witnesses identified as X": X's.

    Args:
        role: any role phrase; only gunmen and the like, and men in arms, are changed.
        starts: names by their first token.
        identifying: the participles that say so.
        gunmen: who armed men are of whom no more is known.
    """
    if _are_armed(tokens, role):
        role = replace(role, who=gunmen)
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

"""Groups whose members the same sentence lists: "three governments: X, Y and Z"."""

from collections.abc import Iterator, Sequence

from pipeline.components.actors.records import Found, Identity
from pipeline.components.tokens import Tokens

_OPENERS = frozenset({":", "(", "namely"})
_JOINTS = frozenset({",", "and", "the", "“", '"', "”"})
_GROUPS = frozenset(
    "governments states countries nations powers actors groups formations factions parties units"
    " militias movements organisations organizations sponsors allies rebels brigades".split()
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_FAR = 45
"""Tokens from the noun to its list."""


def listed_groups(tokens: Tokens, names: Sequence[Found]) -> Iterator[Found]:
    """The plural nouns that a list of two or more names tells out, as roles of all of them.

    A number before the noun must be that of the names; a colon needs such a number.
    """
    starts = {name.start: name for name in names if name.kind == "name" and name.who}
    for at, word in enumerate(tokens.lower):
        if word not in _OPENERS:
            continue
        who = _names_from(tokens, at + 1, starts)
        noun = _group_before(tokens, at) if len(who) > 1 else None
        if noun is None:
            continue
        count = _NUMBERS.get(_counted(tokens, noun))
        if count == len(who) or (count is None and word != ":"):
            yield Found(noun, noun + 1, noun, "role", who, "description")


def _names_from(tokens: Tokens, at: int, starts: dict[int, Found]) -> tuple[Identity, ...]:
    found: dict[Identity, None] = {}
    while at < len(tokens):
        name = starts.get(at)
        if name is not None:
            found.update(dict.fromkeys(name.who))
            at = name.end
        elif tokens.lower[at] in _JOINTS:
            at += 1
        else:
            break
    return tuple(found)


def _group_before(tokens: Tokens, at: int) -> int | None:
    for here in range(at - 1, max(at - _FAR, -1), -1):
        if tokens.sentence[here] != tokens.sentence[at]:
            return None
        if tokens.lower[here] in _GROUPS:
            return here
    return None


def _counted(tokens: Tokens, noun: int) -> str:
    """The number word of a noun's modifiers, empty for none."""
    for here in range(noun - 1, max(noun - 4, -1), -1):
        if tokens.lower[here] in _NUMBERS:
            return tokens.lower[here]
    return ""

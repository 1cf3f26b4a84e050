"""The "it" that stands for nobody: "it was the first time that"."""

from pipeline.components.tokens import Tokens

_EXPLETIVE_VERBS = frozenset(
    "is was be been being 's ’s seems seemed appears appeared remains remained happened turned"
    " takes took means meant follows followed".split()
)
_ADVERBS = frozenset("also now not still thus then soon again already n't n’t".split())
_REPORTED = frozenset(
    "said reported believed announced agreed feared claimed thought known hoped understood decided"
    " alleged assumed rumoured rumored estimated".split()
)
_RAISING = frozenset(
    "likely unlikely ready able unable willing unwilling set due poised free".split()
)
"""Said of whoever is to act: "it was unlikely to attack"."""
_WEATHER = frozenset({"rain", "snow", "be"})


def is_expletive(tokens: Tokens, at: int) -> bool:
    """ "it was the first time that", "it is clear to all": nobody is meant.

    A participle is said of somebody ("it was attacked by men who"), unless it reports what follows.
    """
    following = tokens.lower[at + 1 : at + 2]
    if not following or following[0] not in _EXPLETIVE_VERBS:
        return False
    end = at + 2
    while end < len(tokens) and tokens.sentence[end] == tokens.sentence[at]:
        end += 1
    rest = tokens.lower[at + 2 : end]
    predicate = at + 2 + next((n for n, word in enumerate(rest) if word not in _ADVERBS), 0)
    if predicate < end and tokens.tags[predicate] in ("VBN", "VBG"):
        return tokens.lower[predicate] in _REPORTED and "that" in rest
    if predicate < end and tokens.lower[predicate] in _RAISING:
        verb = rest[rest.index("to") + 1 :][:1] if "to" in rest else []
        return not verb or verb[0] in _WEATHER
    if any(word in ("that", "who", "which") for word in rest):
        return True
    return any(word in ("to", "time", "because", "for") for word in rest[:7])

"""Names that a document itself introduces for an actor, and what they stand for from there on."""

from collections.abc import Iterable, Iterator, Sequence, Set

from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.names import LONGEST_NAME, names_a_thing
from pipeline.components.actors.records import Found, Identity, premodifies
from pipeline.components.base import ActorKind
from pipeline.components.tokens import Tokens
from pipeline.schema import ActorType

_BETWEEN_INITIALS = frozenset({"of", "and", "for", "the", "in", "'s", "’s"})


class Introductions:
    """Names that a text introduces for an actor: "X (ABC)", "X, known as Y", surnames.

    Args:
        lexicon: the words of renaming.
    """

    def __init__(self, lexicon: ActorLexicon) -> None:
        self._renaming = lexicon.renaming

    def learn(self, tokens: Tokens, names: Iterable[Found]) -> dict[str, tuple[int, Found]]:
        """New names to the token they hold from and the actor they stand for."""
        learned: dict[str, tuple[int, Found]] = {}
        listed = sorted(names, key=lambda name: name.start)
        by_start = {name.start: name for name in listed}
        for name in listed:
            for alias, start in self._introduced(tokens, name):
                known = by_start.get(start)
                if known is None or known.via == "model" or _is_another(tokens, name, alias, known):
                    learned.setdefault(alias, (start, name))
                elif name.via == "model":
                    learned.setdefault(tokens.surface(name.start, name.end), (0, known))
            self._surname(tokens, name, learned)
        return learned

    def _introduced(self, tokens: Tokens, name: Found) -> Iterator[tuple[str, int]]:
        at = name.end
        if at + 2 < len(tokens) and tokens.words[at] == "(":
            word = tokens.words[at + 1]
            if tokens.words[at + 2] == ")" and sum(char.isupper() for char in word) >= 2:
                yield word, at + 1
        while at < len(tokens) and tokens.words[at] in (
            ",",
            "(",
            "was",
            "–",
            "that",
            "which",
            "later",
        ):
            at += 1
        for phrase in self._renaming:
            if tuple(tokens.lower[at : at + len(phrase)]) == phrase:
                at += len(phrase)
                while at < len(tokens) and tokens.lower[at] in ("the", "“", '"', "as", "‘"):
                    at += 1
                ends = tokens.name_ends(at, LONGEST_NAME) if at < len(tokens) else []
                if ends and tokens.starts_name(at):
                    yield tokens.surface(at, ends[0]), at
                return

    def _surname(self, tokens: Tokens, name: Found, learned: dict[str, tuple[int, Found]]) -> None:
        if name.person and name.end - name.start > 1 and tokens.words[name.end - 1][0].isupper():
            surname = tokens.words[name.end - 1]
            if len(surname) > 2:
                learned.setdefault(surname, (name.end, name))


def spelled_out(tokens: Tokens, names: Sequence[Found], things: Set[str]) -> list[Found]:
    """``the Ulster Freedom Fighters (UFF)``: capitalised words whose initials follow them.

    Args:
        names: the known names, which such a name may hold but not be part of.
        things: words that head names of agreements, operations and the like.
    """
    found = []
    for start, end in _initialled(tokens):
        known = any(name.start <= start and end <= name.end for name in names)
        if not known and not names_a_thing(tokens, start, end, things):
            who = (Identity(None, tokens.surface(start, end), ActorType.OTHER, None),)
            role: ActorKind = "modifier" if premodifies(tokens, start, end) else "name"
            found.append(Found(start, end, tokens.root(start, end), role, who, "model"))
    return found


def _initialled(tokens: Tokens) -> Iterator[tuple[int, int]]:
    for end in range(2, len(tokens) - 2):
        short = tokens.words[end + 1]
        if tokens.words[end] != "(" or tokens.words[end + 2] != ")" or len(short) < 2:
            continue
        at = end
        while at > 0 and len(_initials(tokens, at, end)) < len(short):
            at -= 1
            if not tokens.words[at][0].isupper() and tokens.lower[at] not in _BETWEEN_INITIALS:
                break
        if _initials(tokens, at, end) == short and tokens.sentence[at] == tokens.sentence[end]:
            yield at, end


def _is_another(tokens: Tokens, name: Found, alias: str, known: Found) -> bool:
    """``the Popular Resistance Committees (PRC)``: not who tables have under these initials."""
    if name.via != "model" or _initials(tokens, name.start, name.end) != alias:
        return False
    words = set(tokens.words[name.start : name.end])
    return all(2 * len(words & set(who.name.split())) < len(words) for who in known.who)


def _initials(tokens: Tokens, start: int, end: int) -> str:
    return "".join(word[0] for word in tokens.words[start:end] if word[0].isupper())

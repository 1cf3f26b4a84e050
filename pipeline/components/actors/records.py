"""What the actor finders pass to one another before mentions are made."""

from dataclasses import dataclass

from pipeline.components.base import ActorKind, ActorMention
from pipeline.components.tokens import Tokens
from pipeline.resources import Actor, Knowledge
from pipeline.schema import ActorRef, ActorType

COMPOUND_DEPS = frozenset({"compound", "amod", "nmod", "npadvmod"})
POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
HYPHENS = frozenset({"-", "‑", "–"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a phrase stands for; ``id`` is null for names that the knowledge base lacks."""

    id: str | None
    name: str
    type: ActorType | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``start`` to ``end``, head at ``root``, stand for ``who``; ``via`` says how.

    ``person`` tells the name of a man or woman, who may stand for a state or a force.
    """

    start: int
    end: int
    root: int
    kind: ActorKind
    who: tuple[Identity, ...]
    via: str
    person: bool = False


def identity(actor: Actor) -> Identity:
    """The identity of an actor of the knowledge base."""
    return Identity(actor.id, actor.name, actor.type, actor.country)


def is_state(who: Identity, knowledge: Knowledge) -> bool:
    """Whether the identity is a country's state itself, not one of its forces or agencies."""
    country = knowledge.countries.get(who.country or "")
    return country is not None and country.actor == who.id


def premodifies(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name stands before the noun it modifies: "US airstrike", "IS-held"."""
    if (
        end < len(tokens)
        and tokens.words[end] in HYPHENS
        and tokens.ends[end - 1] == tokens.starts[end]
    ):
        return True
    root = tokens.root(start, end)
    return tokens.deps[root] in COMPOUND_DEPS and tokens.heads[root] >= end


def to_mention(found: Found, tokens: Tokens) -> ActorMention:
    """The mention that ``Doc._.actors`` holds."""
    refs = tuple(
        ActorRef(
            text=tokens.surface(found.start, found.end),
            start=tokens.starts[found.start],
            end=tokens.ends[found.end - 1],
            id=who.id,
            name=who.name,
            type=who.type,
            country=who.country,
            via=found.via,
        )
        for who in found.who
    )
    return ActorMention(found.start, found.end, found.root, found.kind, refs)

"""References that no mention gives: actors known by their words, and who counts as a person."""

from spacy.tokens import Token

from pipeline.components.events.patterns import HEADCOUNT, PREMODIFIER_DEPS
from pipeline.schema import ActorRef, ActorType

_AGENT_ENDINGS = ("er", "or", "ist", "eer", "ee", "man", "woman", "ian", "crat")
_INSTRUMENTS = ("meter", "liter", "paper", "water", "power", "tower", "letter", "order", "cover")
_SHORTEST = 5
_PERSONAL = frozenset({"he", "she", "him", "her", "who"})


def is_person(token: Token) -> bool:
    """A man or woman by name or pronoun."""
    return token.ent_type_ == "PERSON" or token.lower_ in _PERSONAL


def is_agent_noun(token: Token) -> bool:
    """A noun that ends like those for people who do something: "launderer", "watchman"."""
    lemma = token.lemma_.lower()
    return (
        len(lemma) >= _SHORTEST
        and lemma.endswith(_AGENT_ENDINGS)
        and not lemma.endswith(_INSTRUMENTS)
    )


def is_headcount(token: Token) -> bool:
    """People told by number or nation alone: "killed three", "both were held", "two Serbs"."""
    if token.ent_type_ == "NORP":
        return token.tag_ in {"NNS", "NNPS"}
    counted = any(child.lower_ in {"of", "per", "%"} for child in token.children)
    number = token.like_num and token.ent_type_ in {"", "CARDINAL"}
    return not counted and (number or token.lemma_.lower() in HEADCOUNT)


def unlinked(token: Token) -> ActorRef:
    """An actor known by its words alone: the noun and its premodifiers."""
    start = token.i
    for child in token.children:
        if child.dep_ in PREMODIFIER_DEPS and child.i < token.i:
            start = min(start, child.left_edge.i)
    span = token.doc[start : token.i + 1]
    return ActorRef(text=span.text, start=span.start_char, end=span.end_char, via="text")


def but(refs: tuple[ActorRef, ...], actors: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """Those of ``refs`` that do not act themselves."""
    spoken_for = {who(ref) for ref in actors}
    return tuple(ref for ref in refs if who(ref) not in spoken_for)


def who(ref: ActorRef) -> str:
    """Civilians are many: "activists urged traders to strike" names two of them."""
    return ref.id if ref.id and ref.type is not ActorType.CIVILIAN else ref.text

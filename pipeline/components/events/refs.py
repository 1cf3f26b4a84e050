"""References that no mention gives: actors known by their words, and who counts as a person."""

from spacy.tokens import Token

from pipeline.components.events.patterns import PREMODIFIER_DEPS
from pipeline.schema import ActorRef


def is_person(token: Token) -> bool:
    """A man or woman by name or pronoun."""
    return token.ent_type_ == "PERSON" or token.lower_ in {"he", "she", "him", "her", "who"}


def unlinked(token: Token) -> ActorRef:
    """An actor known by its words alone: the noun and its premodifiers."""
    start = token.i
    for child in token.children:
        if child.dep_ in PREMODIFIER_DEPS and child.i < token.i:
            start = min(start, child.left_edge.i)
    span = token.doc[start : token.i + 1]
    return ActorRef(text=span.text, start=span.start_char, end=span.end_char, via="text")

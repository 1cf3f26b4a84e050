"""Counted people whose noun the text does not say again: "killed four soldiers and wounded six"."""

from spacy.tokens import Token

from pipeline.components.events.patterns import VERBAL_POS
from pipeline.components.events.syntax import children

_REMAINDER = frozenset({"other", "another", "more"})
_PATIENT_DEPS = frozenset({"dobj", "nsubjpass", "nsubj", "conj"})


def understood(token: Token) -> Token | None:
    """The noun that a bare number, or "others", leaves out: that of the act just told.

    "four soldiers were killed and six wounded"; "killing two and wounding three" says nothing.
    """
    remainder = token.lemma_.lower() in _REMAINDER
    number = token.pos_ == "NUM" and token.ent_type_ != "DATE"
    if not (remainder or number) or any(t.lower_ == "of" for t in token.children):
        return None
    verb = token.head
    if verb.pos_ not in VERBAL_POS:
        return None
    for noun in reversed(token.doc[token.sent.start : token.i]):
        patient = noun.pos_ in {"NOUN", "PROPN"} and noun.dep_ in _PATIENT_DEPS
        if patient and (remainder or _beside(verb, noun.head)) and _is_counted(noun):
            return noun
    return None


def _is_counted(noun: Token) -> bool:
    return any(t.lower_ in {"a", "an"} or t.pos_ == "NUM" for t in children(noun, "nummod", "det"))


def _beside(verb: Token, other: Token) -> bool:
    """Whether a verb is joined to another, or to what that one is joined to."""
    while verb.dep_ == "conj":
        verb = verb.head
        if verb == other:
            return True
    return False

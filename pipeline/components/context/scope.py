"""Which part of the parse a cue governs: steps up from an event, and what clauses look like."""

from collections.abc import Iterator

from spacy.tokens import Token

CLAUSES = frozenset({"parataxis", "conj", "ccomp", "advcl", "relcl"})
VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MAX_STEPS = 8


def above(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (clause, word above it) from the inside out, as far as the scope reaches."""
    for _ in range(_MAX_STEPS):
        head = token.head
        if head.i == token.i or token.dep_ in {"relcl", "parataxis"}:
            return
        if token.dep_ == "acl" and is_participle(token) and not is_that(token):
            return
        if token.dep_ == "conj" and has_own_subject(token) and not _is_mood_shared(token):
            return
        yield token, head
        token = head


def _is_mood_shared(token: Token) -> bool:
    return any(child.dep_ == "mark" for child in token.children)


def first_of_series(token: Token) -> Token:
    """The verb that a verb without a subject of its own is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in VERBAL and not has_own_subject(token):
        token = token.head
    return token


def has_own_subject(token: Token) -> bool:
    """Whether the clause states its subject."""
    return any(child.dep_ in _SUBJECTS for child in token.children)


def has_modal(clause: Token, modals: frozenset[str]) -> bool:
    """Whether one of these auxiliaries goes with the verb."""
    return any(child.dep_ == "aux" and child.lower_ in modals for child in clause.children)


def is_infinitive(token: Token) -> bool:
    """``to leave``."""
    return any(child.tag_ == "TO" for child in token.children)


def is_participle(clause: Token) -> bool:
    """``leaving``, ``left``, and no infinitive."""
    return clause.tag_ in {"VBG", "VBN"} and not is_infinitive(clause)


def is_that(clause: Token) -> bool:
    """Whether "that" opens the clause."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def word_before(token: Token) -> str:
    """The word to the left, lower case; nothing at the start of the text."""
    return token.doc[token.i - 1].lower_ if token.i else ""

"""What did not happen: negations, failures, acts that were prevented or broken off."""

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from pipeline.components.context import patterns as cues
from pipeline.components.context.scope import (
    VERBAL,
    above,
    first_of_series,
    has_modal,
    has_own_subject,
    is_infinitive,
    word_before,
)
from pipeline.components.speech import REPORTING

_MAX_STEPS = 6


def is_negative(root: Token, anchor: Token) -> bool:
    """Whether an odd number of cues deny the event: "did not fail to attack" is an attack."""
    denied = any(_is_denied(token) for token in {root.i: root, anchor.i: anchor}.values())
    clause = anchor
    for _ in range(_MAX_STEPS):
        clause = first_of_series(clause)
        governor = _governor(clause)
        if governor is None:
            break
        if governor.lemma_ in cues.FAILURE or came_to_nothing(governor) or _falls_short(clause):
            denied = not denied
        if not _is_controlled(clause, governor):
            break
        clause = governor.head if governor.dep_ == "acomp" else governor
        if _is_denied(governor) or (clause != governor and _is_denied(clause)):
            denied = not denied
    return denied


def prevention(root: Token, anchor: Token) -> Literal["done", "aim"] | None:
    """``foiled an offensive``: it was prevented; ``to deter attacks``: that is the aim."""
    for token in (root, anchor):
        head = token.head
        if token.dep_ in {"pobj", "pcomp"}:
            if head.lower_ != "from":
                continue
            head = head.head
            if head.pos_ == "ADV" or (token.dep_ == "pcomp" and head.dep_ == "dobj"):
                head = head.head  # "held back from entering"; "from" hung on who was kept out
            if head.pos_ in VERBAL and head.lemma_ in cues.BARRING:
                return None if is_negative(head, head) else "done"
        elif token.dep_ not in {"dobj", "nsubjpass"}:
            continue
        if head.pos_ in VERBAL and head.lemma_ in cues.PREVENTION:
            return _prevented(head)
    return None


def _prevented(verb: Token) -> Literal["done", "aim"] | None:
    if is_negative(verb, verb):
        return None  # "failed to prevent the rebels from taking it"
    intended = any(word.lemma_ in cues.INTENTION_NOUNS for _, word in above(verb))
    return "aim" if is_infinitive(verb) or intended or has_modal(verb, cues.MODALS) else "done"


def came_to_nothing(attempt: Token) -> bool:
    """``an attempt to take the town failed``, ``foiled a plot``, ``put an end to the attempt``."""
    if attempt.lemma_ not in cues.INTENTION_NOUNS:
        return False
    head = attempt.head
    if attempt.dep_ == "nsubj":
        return head.lemma_ in cues.COMING_TO_NOTHING
    if attempt.dep_ in {"dobj", "nsubjpass"}:
        return head.lemma_ in cues.ABANDONING or head.lemma_ in cues.PREVENTION
    if attempt.dep_ == "pobj" and head.lower_ == "in":
        return head.head.lemma_ in cues.FAILURE
    return attempt.dep_ == "pobj" and head.lower_ == "to" and head.head.lemma_ in {"end", "stop"}


def _is_denied(token: Token) -> bool:
    """Whether the word itself, its objects or its subject are denied."""
    return (
        any(_denies(child) for child in token.children)
        or any(is_none(child) for child in token.children if child.dep_ in {"dobj", "nsubjpass"})
        or _is_avoided(token)
        or (token.pos_ in VERBAL and (_has_no_subject(token) or _shares_denial(token)))
    )


def _denies(child: Token) -> bool:
    """A negation of its head: "not", "no", "at no point", "nearly"; not the one of "not only"."""
    if child.dep_ == "det":
        return child.lower_ in cues.NEGATIVE_DETERMINERS
    if child.dep_ == "neg" or child.lower_ in cues.NEGATIVE_WORDS:
        return not _is_pseudo(child) and not _is_until_then(child)
    if child.dep_ == "prep":
        return any(obj.lower_ in cues.NEVER_NOUNS and is_none(obj) for obj in child.children)
    if child.dep_ == "advmod":
        return (child.lower_ in cues.NEARLY and _stands_at_verb(child)) or (
            child.lower_ == "longer" and word_before(child) == "no"
        )
    return False


def _is_pseudo(negation: Token) -> bool:
    following = negation.doc[negation.i + 1 : negation.i + 2].text.lower()
    return following in cues.AFTER_PSEUDO_NOT


def _is_until_then(negation: Token) -> bool:
    """``did not leave until 3 June``: then they left."""
    verb = negation.head
    past = any(child.lower_ in cues.PAST_AUXILIARIES for child in verb.children)
    return past and any(child.lower_ == "until" for child in _near(verb))


def _near(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        yield child
        yield from child.children


def _stands_at_verb(adverb: Token) -> bool:
    following = adverb.doc[adverb.i + 1]
    return adverb.head.tag_ in {"VBD", "VBN"} and adverb.head.i in {following.i, following.head.i}


def is_none(noun: Token) -> bool:
    """``no attack``; but not "no one but the rebels"."""
    none = any(child.lower_ in cues.NEGATIVE_DETERMINERS for child in noun.lefts)
    following = noun.doc[noun.i + 1 : noun.i + 2].text.lower()
    return none and following not in cues.EXCEPTIONS


def _has_no_subject(verb: Token) -> bool:
    """``none of the rebels``, ``not a single soldier``, ``neither X nor Y``."""
    verb = first_of_series(verb)
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            first = child.left_edge
            opened = first.lower_ in {"not", "neither"} and not _is_pseudo(first)
            if opened or child.lower_ in cues.NOBODY or is_none(child):
                return True
    return False


def _shares_denial(verb: Token) -> bool:
    """``did not shell or bomb it``, ``nor did it send troops``."""
    if verb.dep_ != "conj":
        return False
    joints = [child for child in verb.head.children if child.dep_ == "cc" and child.i < verb.i]
    joint = joints[-1].lower_ if joints else ""
    if joint == "nor":
        return True
    return joint == "or" and not has_own_subject(verb) and _is_denied(verb.head)


def _is_avoided(clause: Token) -> bool:
    """``without firing``, ``instead of attacking``, ``stopped short of invading``."""
    if clause.dep_ == "pcomp":
        prep = clause.head
        return prep.lower_ in cues.NEGATIVE_PREPS or (
            prep.lower_ in {"of", "than"} and word_before(prep) in cues.AVOIDING
        )
    if clause.dep_ != "conj":
        return False
    return any(c.dep_ == "cc" and word_before(c) == "rather" for c in clause.head.children)


def _falls_short(clause: Token) -> bool:
    """``too weak to attack``, ``has yet to withdraw``, ``came close to taking it``."""
    governor = clause.head
    if clause.dep_ == "pcomp":
        near = governor.lower_ == "to" and word_before(governor) == "close"
        return near and governor.head.head.lemma_ in {"come", "bring"}
    if any(child.lower_ == "too" for child in governor.children):
        return governor.pos_ in {"ADJ", "ADV"}
    return governor.lemma_ == "have" and any(c.lower_ in {"yet", "still"} for c in _near_of(clause))


def _near_of(clause: Token) -> Iterator[Token]:
    yield from clause.lefts
    yield from clause.head.children


def _governor(token: Token) -> Token | None:
    """The word whose complement a clause is, prepositions looked through."""
    head = token.head
    if token.dep_ in {"xcomp", "ccomp", "acl"} and head.i != token.i:
        return head
    if token.dep_ == "pcomp":
        return head.head if head.lower_ not in cues.CIRCUMSTANCE else None
    if token.dep_ == "advcl" and is_infinitive(token):
        # "failed at a meeting to agree"; "had not used its aircraft to shield them"
        return head if head.lemma_ in cues.FAILURE | cues.MEANS else None
    return None


def _is_controlled(clause: Token, governor: Token) -> bool:
    """Whether who is denied the governor is denied the clause: "did not manage to take it"."""
    if clause.dep_ == "ccomp":
        return governor.lemma_ in cues.LETTING
    if clause.dep_ == "pcomp":
        return governor.lemma_ in cues.PREVENTION  # "failed to prevent them from taking it"
    return clause.dep_ in {"xcomp", "advcl"} and governor.lemma_ not in REPORTING

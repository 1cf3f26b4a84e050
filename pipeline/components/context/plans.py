"""What is only intended, ordered or expected, and what is only supposed, feared or habitual."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.context import patterns as cues
from pipeline.components.context.polarity import came_to_nothing, is_none
from pipeline.components.context.scope import (
    VERBAL,
    above,
    has_modal,
    has_own_subject,
    is_infinitive,
    is_participle,
    is_that,
    word_before,
)
from pipeline.components.speech import REPORTING, is_passive


def is_hypothetical(root: Token, anchor: Token) -> bool:
    """Whether the event is conditional, possible, feared, or told of no one time."""
    if any(child.lower_ in cues.HYPOTHETICAL_ADJECTIVES for child in root.children):
        return root.pos_ in {"NOUN", "PROPN"}
    if _is_to_be(anchor):
        return _is_inverted_be(anchor.head)
    for clause, head in _clauses(root, anchor):
        if any(_is_condition(child) for child in clause.children) or _is_habit(clause):
            return True
        if clause.pos_ in VERBAL and _is_supposed(clause):
            return True
        if clause.dep_ in {"nsubj", "nsubjpass"} or (
            clause.dep_ == "prep" and clause.lower_ == "by"
        ):
            return False
        if head is not None and _makes_hypothetical(clause, head):
            return True
    return False


def _makes_hypothetical(clause: Token, head: Token) -> bool:
    """Whether the word above a clause tells it as possible or feared."""
    if clause.dep_ in {"xcomp", "conj", "dobj"} and head.pos_ in VERBAL and _is_supposed(head):
        return True
    if clause.dep_ == "conj" and not has_own_subject(clause) and _is_habit(head):
        return True
    if head.lemma_ in cues.RISK and clause.i > head.i:
        return True
    if clause.dep_ in {"acl", "ccomp"} and is_that(clause):
        unproved = head.lemma_ in cues.EVIDENCE and is_none(head)
        return unproved or head.lemma_ in cues.PROVISO
    if head.lower_ in cues.TALK.get(head.head.lemma_, ()):
        return True
    if clause.dep_ not in {"dobj", "xcomp", "ccomp"}:
        return False
    enabled = head.lemma_ in cues.LETTING and has_modal(head, cues.MODALS) and clause.i > head.i
    supposed = head.lemma_ in cues.RISK_VERBS and not (
        head.lemma_ == "suppose" and is_passive(head)
    )
    return enabled or supposed


def _is_condition(child: Token) -> bool:
    """``if``, or an inversion: "Should X attack", "Had X attacked in time, Y would have fled"."""
    first = child.dep_ in {"aux", "auxpass"} and child.i < child.head.left_edge.i + 1
    below = child.head.dep_ in {"advcl", "ccomp"} and child.i < child.head.head.i
    inverted = first and (child.lower_ == "should" or (below and child.lower_ in {"had", "were"}))
    return (child.dep_ == "mark" and child.lower_ in cues.CONDITION_MARKS) or inverted


def _is_habit(clause: Token) -> bool:
    """``Militias often loot villages``: told of no one time."""
    habit = any(child.lower_ in cues.HABITUAL for child in clause.children)
    done = any(child.lower_ in {"has", "have"} for child in clause.lefts)
    return habit and _is_present(clause) and not done


def _is_present(clause: Token) -> bool:
    return clause.tag_ in {"VBP", "VBZ"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBP", "VBZ"} for child in clause.lefts
    )


def _is_supposed(clause: Token) -> bool:
    if has_modal(clause, cues.HYPOTHETICAL_MODALS):
        return True
    conditional = any(
        _is_condition(grandchild)
        for child in clause.children
        if child.dep_ == "advcl"
        for grandchild in child.children
    )
    return conditional and has_modal(clause, cues.FUTURE_MODALS)


def _clauses(root: Token, anchor: Token) -> Iterator[tuple[Token, Token | None]]:
    """The event, its carrier, and what stands above them."""
    if root.i != anchor.i:
        yield root, root.head
    yield anchor, None
    yield from above(anchor)


def is_planned(root: Token, anchor: Token) -> bool:
    """Whether the event is to come: intended, attempted, ordered, promised, foretold."""
    if root.i != anchor.i and anchor.lemma_ in cues.ANNOUNCEMENT:
        return True
    for clause in (root, anchor):
        if _is_future(clause) or _is_to_be(clause) or _is_next(clause):
            return True
        if clause.dep_ == "advcl" and is_infinitive(clause) and not _is_outcome(clause):
            return not _is_voiced(clause)
        if clause.dep_ == "ROOT" and is_infinitive(clause):
            return True  # a headline: "Kenya to send police"
    for clause, head in above(anchor):
        if _is_intended(clause, head):
            return not _is_voiced(clause)
        if clause.dep_ == "acl" and head.lemma_ in cues.REPORT_NOUNS and is_that(clause):
            return False
        if clause.dep_ not in cues.CARRIED and not _is_outcome(clause):
            return False
        if clause.dep_ == "pcomp" and head.lower_ == "for":
            return False  # "promised to punish X for bombing": they did bomb
        if _shares_future(clause, head):
            return True
    return False


def _is_future(clause: Token) -> bool:
    """``will leave``; but "would later leave" is told as done."""
    if not has_modal(clause, cues.FUTURE_MODALS):
        return False
    told = has_modal(clause, frozenset({"would"})) and not any(
        word.lemma_ in REPORTING for word in clause.ancestors
    )
    return not (told and any(child.lower_ in cues.LATER for child in clause.children))


def _is_next(clause: Token) -> bool:
    """``Talks resume next week``, ``is sending a ship tomorrow``."""
    coming = any(
        child.lower_ == "tomorrow" or any(word.lower_ == "next" for word in child.children)
        for child in clause.children
        if child.dep_ in {"npadvmod", "advmod"}
    )
    return coming and _is_present(clause)


def _shares_future(clause: Token, head: Token) -> bool:
    """``will attack X and seize Y``, ``will visit X before meeting Y``."""
    joined = clause.dep_ == "conj" and not has_own_subject(clause) and clause.tag_ == "VB"
    at_once = clause.dep_ == "prep" and clause.lower_ in {"before", "by"}
    return (joined or at_once or clause.dep_ == "xcomp") and _is_future(head)


def _is_intended(clause: Token, head: Token) -> bool:
    """Whether the word above a clause makes it an intention, an attempt, an order or an aim."""
    infinitive = is_infinitive(clause)
    if clause.dep_ in {"ccomp", "xcomp"}:
        wanted = head.lemma_ in cues.INTENTION and not is_participle(clause)
        return (clause.dep_ == "xcomp" and wanted) or head.lemma_ in cues.ORDERS
    if clause.dep_ == "acl":
        return infinitive and head.lemma_ in cues.INTENTION_NOUNS and not came_to_nothing(head)
    if clause.dep_ == "pcomp":
        towards = head.lower_ in {"towards", "toward"}
        near = head.head.lower_ in cues.EVE
        return towards or near or head.head.lemma_ in cues.INTENTION_NOUNS | {"aim"}
    if clause.dep_ == "prep" and clause.lower_ == "by":
        return head.lemma_ in cues.INTENTION
    return clause.dep_ == "advcl" and infinitive and not _is_outcome(clause)


def _is_outcome(clause: Token) -> bool:
    """Infinitives of what was done: ``only to abandon it``, ``used the lull to shell the town``."""
    if clause.dep_ != "advcl" or not is_infinitive(clause):
        return False
    verb = clause.head
    advantage = any(c.dep_ == "dobj" and c.lower_ == "advantage" for c in verb.children)
    first = next((t for t in clause.subtree if t.lower_ in {"to", "for"}), clause)
    failed = verb.lemma_ in cues.FAILURE
    return advantage or failed or verb.lemma_ in cues.MEANS or word_before(first) == "only"


def _is_voiced(clause: Token) -> bool:
    """``marched to demand his release``: whoever marches does demand it."""
    by_acting = clause.dep_ == "advcl" and clause.head.lemma_ in cues.PROTESTING
    return by_acting and clause.lemma_ in cues.VOICING


def _is_to_be(clause: Token) -> bool:
    """``is to be completed``, ``was to begin``."""
    return clause.dep_ == "xcomp" and clause.head.lemma_ == "be" and is_infinitive(clause)


def _is_inverted_be(verb: Token) -> bool:
    """``were it to lose the city``: a condition."""
    return verb.lower_ == "were" and any(
        child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1 for child in verb.rights
    )

"""Which other clauses of its sentence an event shares its place and date with."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.events.patterns import OBJECT_CONTROL_PREPS, VERBAL_POS
from pipeline.components.events.syntax import children, has_own_subject, is_passive
from pipeline.components.events.trigger import Trigger
from pipeline.schema import QUAD_CLASS, QuadClass

_SHARING_PREPS = frozenset(
    {
        "by",
        "in",
        "with",
        "during",
        "through",
        "as",
        "of",
        "on",
        "at",
        "to",
        "into",
        "from",
        "against",
    }
)
_SHARING_DEPS = frozenset(
    """
    xcomp ccomp conj advcl acl dobj pobj prep pcomp nsubjpass agent nsubj appos compound dep attr
    """.split()
)
_ANSWERS = frozenset(
    "reply response answer reaction retaliation revenge reprisal retribution vengeance".split()
)
_SPOTS = frozenset("building compound scene site spot place complex premises".split())
TEMPORAL = frozenset({"when", "while", "as"})
"""Words that open a clause of the same time and scene as the one it hangs on."""
VERBAL_TYPES = frozenset(
    kind
    for kind, quad in QUAD_CLASS.items()
    if quad in {QuadClass.VERBAL_COOPERATION, QuadClass.VERBAL_CONFLICT}
)
"""Acts of words."""
SAYING = frozenset(
    """
    say tell report claim state add note allege warn confirm acknowledge admit write insist
    explain recall estimate believe think argue deny suspect show indicate suggest hear
    """.split()
)
"""Verbs whose content is an act of its own time."""


def governors(trigger: Trigger) -> Iterator[Token]:
    """Verbs above the trigger whose place and date its clause can share, nearest first.

    "said X had fired on Y and called for an inquiry": the call shares nothing with the fire.
    """
    token, lifted = trigger.anchor, False
    while token.head.i != token.i and (token.dep_ in _SHARING_DEPS or goes_with(token)):
        if is_marked(token) or is_ahead(token) or is_reaction(token):
            return
        if is_earlier(token) and not lifted:
            return
        lifted = is_lifted(token)
        aside = lifted and _is_told(trigger)
        if token.dep_ == "prep" and (token.lower_ not in _SHARING_PREPS or is_answered(token)):
            return
        if token.dep_ == "pcomp" and is_charge(token.head):
            return
        token = token.head
        if token.pos_ in VERBAL_POS and not aside:
            yield token


def is_charge(prep: Token) -> bool:
    """Whether a preposition opens what somebody is blamed for or kept from.

    ``accused X of shelling Y``, also where the parser hangs the charge on X.
    """
    verb = prep.head.head if prep.head.dep_ == "dobj" else prep.head
    return prep.lower_ in OBJECT_CONTROL_PREPS.get(verb.lemma_, ())


def _is_told(trigger: Trigger) -> bool:
    """An act of words, or one that is announced."""
    return trigger.is_noun or trigger.entry.type in VERBAL_TYPES


def stands_aside(trigger: Trigger) -> bool:
    """``said X had fired on Y and called for an inquiry``: the call is no part of what was said.

    Not ``said X had repulsed Y and killed ten``.
    """
    return is_lifted(trigger.anchor) and _is_told(trigger)


def is_answered(prep: Token) -> bool:
    """``a response to the shelling of X``: what is answered came before."""
    return prep.lower_ in {"to", "for"} and prep.head.lemma_ in _ANSWERS


def goes_with(clause: Token) -> bool:
    """A relative clause that tells what happened there and then: "a raid in which 10 died".

    Not "a raid for which X apologised".
    """
    if clause.dep_ != "relcl" or is_earlier(clause) or not is_finite(clause):
        return False
    for child in clause.children:
        if child.i > clause.i:
            return False
        if child.lower_ == "where" and child.dep_ == "advmod":
            return True
        if child.dep_ == "prep" and any(t.tag_ == "WDT" for t in child.subtree):
            return child.lower_ not in {"from", "for"}
        if any(t.tag_ == "WP$" for t in child.children):
            return is_passive(clause)
    return False


def is_reaction(clause: Token) -> bool:
    """``killed 85 people, for which the army apologised``: said when it was all over."""
    opening = [c for c in children(clause, "prep") if c.lower_ == "for" and c.i < clause.i]
    return any(t.lower_ == "which" for prep in opening for t in prep.children)


def is_marked(token: Token) -> bool:
    """Whether the token heads a clause that a conjunction sets apart: "after X fell"."""
    return token.dep_ == "advcl" and bool(children(token, "mark"))


def is_ahead(token: Token) -> bool:
    """``a transition, to be negotiated by a committee``, ``were it to fall``: still to come."""
    if token.lower_ == "were":
        return any(c.left_edge.i == token.i + 1 for c in children(token, "nsubj"))
    infinitive = any(child.lower_ == "to" for child in children(token, "aux"))
    return token.dep_ in {"acl", "advcl"} and infinitive and bool(children(token, "auxpass"))


def is_earlier(token: Token) -> bool:
    """A clause that tells of a time before its governor's: past perfect, or a past participle."""
    if token.dep_ == "acl":
        return token.tag_ == "VBN" and not _is_means(token)
    having = any(child.lower_ == "having" for child in children(token, "aux"))
    return having or (token.dep_ in {"ccomp", "relcl"} and _is_perfect(token))


def _is_means(clause: Token) -> bool:
    """``hit back with rockets fired at X``: told as how it was done."""
    return clause.lemma_ in {"fire", "launch"} and clause.head.head.lower_ == "with"


def is_lifted(token: Token) -> bool:
    """``acknowledged that X had left and announced Y``: "announced" is no part of the report."""
    return token.dep_ == "conj" and token.tag_ == "VBD" and _is_perfect(token.head)


def _is_perfect(verb: Token) -> bool:
    return any(child.lower_ == "had" for child in children(verb, "aux"))


def child_towards(ancestor: Token, token: Token) -> Token | None:
    """The child of ``ancestor`` at or above ``token``."""
    for step in (token, *token.ancestors):
        if step.head == ancestor:
            return step
    return None


def opener(clause: Token) -> str:
    """The word that opens an adverbial clause: "when", "as"; empty where none does."""
    for child in clause.children:
        if child.i < clause.i and (child.dep_ == "mark" or child.lower_ == "when"):
            return child.lower_
    return ""


def scene_mates(trigger: Trigger) -> Iterator[int]:
    """Tokens of other events that, as the sentence puts it, happened on the same spot.

    The event that kills ("the strike on X killed 12", "killed in an attack on X"), the act that
    the trigger is part, aim or sequel of ("stormed X, killing 12 and taking hostages"), the
    clause that says when ("were killed when troops stormed X").
    """
    for slot in ("subject", "in", "during", "by", "through"):
        yield from (token.i for token in trigger.slot(slot))
    anchor = trigger.anchor
    if anchor.dep_ in {"relcl", "acl"}:
        yield anchor.head.i
    if anchor.dep_ == "conj" and has_own_subject(anchor) and points_back(anchor):
        yield anchor.head.i
    if not has_own_subject(anchor):
        for governor in governors(trigger):
            below = child_towards(governor, anchor)
            if below is not None and below.dep_ == "conj" and has_own_subject(below):
                break
            yield governor.i
            yield from (child.i for child in children(governor, "xcomp") if child.i < anchor.i)
    for clause in children(anchor, "advcl"):
        if opener(clause) in TEMPORAL or (clause.tag_ == "VBG" and clause.i > anchor.i):
            yield clause.i
    if anchor.dep_ == "advcl" and opener(anchor) in TEMPORAL:
        yield anchor.head.i
        for subject in children(anchor.head, "nsubj", "nsubjpass"):
            yield from (token.i for token in subject.subtree)


def points_back(verb: Token) -> bool:
    """``..., and police beat several of them``, ``... inside the building``: on the same spot."""
    for token in verb.subtree:
        if token.i <= verb.i or token.dep_ in {"conj", "relcl", "ccomp", "advcl"}:
            continue
        if token.lower_ == "them" and token.dep_ in {"pobj", "dobj"}:
            return True
        if token.lower_ in {"inside", "outside", "there"} and not children(token, "pobj"):
            return True
        housed = token.dep_ == "pobj" and token.head.lower_ in {"inside", "outside", "in", "at"}
        if housed and token.lemma_ in _SPOTS and any(t.lower_ == "the" for t in token.children):
            return True
    return False


def is_finite(verb: Token) -> bool:
    """Whether the verb, or its first auxiliary, has a tense."""
    tensed = {"VBD", "VBZ", "VBP", "MD"}
    return verb.tag_ in tensed or any(
        child.tag_ in tensed for child in children(verb, "aux", "auxpass")
    )

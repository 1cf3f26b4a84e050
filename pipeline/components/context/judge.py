"""How real an event is: polarity, modality and who says so, over the parse.

The clauses above an event are walked from the inside out; each step is one construction that the
annotation guidelines name (section 6), and the first that applies decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.blame import BLAMING
from pipeline.components.context import patterns as cues
from pipeline.schema import Modality, Polarity

_VERBAL = frozenset({"VERB", "AUX"})
_MAX_STEPS = 8


@dataclass(frozen=True, slots=True)
class Judgement:
    """The context of an event; ``speaker`` is the head of the phrase that names the source."""

    polarity: Polarity
    modality: Modality
    speaker: Token | None = None


def judge(root: Token, anchor: Token, *, forceful: bool) -> Judgement:
    """Polarity, modality and source of the event at ``root``, carried by the verb ``anchor``.

    ``forceful``: the event is a use of force; who announces the capture of a town reports it,
    who announces a withdrawal plans it.
    """
    polarity: Polarity = "negative" if _is_negated(root, anchor) else "positive"
    prevention = _prevention(root, anchor)
    if prevention is not None:
        return prevention
    accuser = _accuser(anchor)
    if accuser is not None:
        return Judgement(polarity, "alleged", _speaker(accuser))
    if _is_hypothetical(root, anchor):
        return Judgement(polarity, "hypothetical")
    reported = forceful and anchor.lemma_ in cues.SELF_REPORT
    if not reported and _is_planned(root, anchor):
        return Judgement(polarity, "planned")
    alleged, speaker = _source(root, anchor)
    if alleged:
        return Judgement(polarity, "alleged", speaker)
    return Judgement(polarity, "asserted")


def _accuser(anchor: Token) -> Token | None:
    """The verb of accusing whose content the event is: "accused X of preparing an attack"."""
    for clause, head in _above(anchor):
        while head.dep_ == "conj" and head.head.dep_ in {"prep", "conj", "pcomp"}:
            head = head.head.head if head.head.dep_ == "pcomp" else head.head
        governor = head.head if clause.dep_ == "pcomp" else None
        if governor is not None and governor.dep_ == "dobj":
            governor = governor.head
        if governor is not None and head.lower_ in BLAMING.get(governor.lemma_, ()):
            return governor
    return None


def _is_negated(root: Token, anchor: Token) -> bool:
    for token in {root.i: root, anchor.i: anchor}.values():
        for child in token.children:
            if child.dep_ == "neg" or child.lower_ in cues.NEGATIVE_WORDS:
                return True
            if child.dep_ == "det" and child.lower_ in cues.NEGATIVE_DETERMINERS:
                return True
            if child.dep_ in {"dobj", "nsubjpass"} and token.pos_ in _VERBAL:
                dets = [c for c in child.children if c.dep_ == "det"]
                if any(det.lower_ in cues.NEGATIVE_DETERMINERS for det in dets):
                    return True
        if token.dep_ == "pcomp" and token.head.lower_ in cues.NEGATIVE_PREPS:
            return True
    governor = _governor(anchor)
    if governor is None or not _is_complement(anchor):
        return False
    return governor.lemma_ in cues.FAILURE or _came_to_nothing(governor)


def _came_to_nothing(attempt: Token) -> bool:
    """``an attempt to take the town failed``."""
    return (
        attempt.lemma_ in cues.INTENTION_NOUNS
        and attempt.dep_ == "nsubj"
        and attempt.head.lemma_ in cues.COMING_TO_NOTHING
    )


def _is_complement(token: Token) -> bool:
    return token.dep_ in {"xcomp", "pcomp", "ccomp", "acl", "advcl"}


def _governor(token: Token) -> Token | None:
    """The word whose complement a clause is, coordination and prepositions looked through."""
    while token.dep_ == "conj" and token.head.pos_ in _VERBAL and not _own_subject(token):
        token = token.head
    if token.dep_ in {"xcomp", "ccomp", "acl"} and token.head.i != token.i:
        return token.head
    if token.dep_ == "pcomp":
        return token.head.head
    return None


def _own_subject(token: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj"} for child in token.children)


def _above(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (clause, word above it) from the inside out, as far as the scope reaches."""
    for _ in range(_MAX_STEPS):
        head = token.head
        if head.i == token.i or token.dep_ in {"relcl", "parataxis"}:
            return
        if token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"} and not _is_that(token):
            return
        if token.dep_ == "conj" and _own_subject(token) and not _is_mood_shared(token):
            return
        yield token, head
        token = head


def _is_mood_shared(token: Token) -> bool:
    return any(child.dep_ == "mark" for child in token.children)


def _prevention(root: Token, anchor: Token) -> Judgement | None:
    """``foiled an offensive`` did not happen; ``to deter attacks`` is only feared."""
    for token in (root, anchor):
        head = token.head
        if token.dep_ in {"pobj", "pcomp"}:
            if head.lower_ != "from":
                continue
            head = head.head
            if head.pos_ == "ADV" or (token.dep_ == "pcomp" and head.dep_ == "dobj"):
                head = head.head  # "held back from entering"; "from" hung on who was kept out
            if head.pos_ in _VERBAL and head.lemma_ in cues.BARRING:
                return _prevented(is_aim=False)
        elif token.dep_ not in {"dobj", "nsubjpass"}:
            continue
        if head.pos_ in _VERBAL and head.lemma_ in cues.PREVENTION:
            aim = _is_infinitive(head) or any(
                above.lemma_ in cues.INTENTION_NOUNS for _, above in _above(head)
            )
            return _prevented(is_aim=aim)
    return None


def _prevented(*, is_aim: bool) -> Judgement:
    if is_aim:
        return Judgement("positive", "hypothetical")
    return Judgement("negative", "asserted")


def _is_infinitive(token: Token) -> bool:
    return any(child.tag_ == "TO" for child in token.children)


def _is_hypothetical(root: Token, anchor: Token) -> bool:
    if any(child.lower_ in cues.HYPOTHETICAL_ADJECTIVES for child in root.children):
        return root.pos_ in {"NOUN", "PROPN"}
    if _is_to_be(anchor):
        return _is_inverted_be(anchor.head)
    for clause, head in _clauses(root, anchor):
        if any(_is_condition(child) for child in clause.children) or _is_habit(clause):
            return True
        if clause.pos_ in _VERBAL and _is_supposed(clause):
            return True
        if clause.dep_ in {"nsubj", "nsubjpass"} or (
            clause.dep_ == "prep" and clause.lower_ == "by"
        ):
            return False
        carried = clause.dep_ in {"xcomp", "conj", "dobj"}
        if carried and head is not None and head.pos_ in _VERBAL and _is_supposed(head):
            return True
        if head is not None and head.lemma_ in cues.RISK and clause.i > head.i:
            return True
        if head is not None and head.lower_ in cues.TALK.get(head.head.lemma_, ()):
            return True
        if (
            head is not None
            and head.lemma_ in cues.RISK_VERBS
            and clause.dep_ in {"dobj", "xcomp", "ccomp"}
        ):
            return True
    return False


def _is_condition(child: Token) -> bool:
    """``if``, or an inversion: "Should X attack", "Had X attacked in time, Y would have fled"."""
    first = child.dep_ in {"aux", "auxpass"} and child.i < child.head.left_edge.i + 1
    below = child.head.dep_ in {"advcl", "ccomp"} and child.i < child.head.head.i
    inverted = first and (child.lower_ == "should" or (below and child.lower_ in {"had", "were"}))
    return (child.dep_ == "mark" and child.lower_ in cues.CONDITION_MARKS) or inverted


def _is_habit(clause: Token) -> bool:
    """``Militias often loot villages``: told of no one time."""
    present = clause.tag_ in {"VBP", "VBZ"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBP", "VBZ"} for child in clause.lefts
    )
    done = any(child.lower_ in {"has", "have"} for child in clause.lefts)
    habit = any(child.lower_ in cues.HABITUAL for child in clause.children)
    return present and habit and not done


def _is_supposed(clause: Token) -> bool:
    if _has_modal(clause, cues.HYPOTHETICAL_MODALS):
        return True
    conditional = any(
        _is_condition(grandchild)
        for child in clause.children
        if child.dep_ == "advcl"
        for grandchild in child.children
    )
    return conditional and _has_modal(clause, cues.FUTURE_MODALS)


def _has_modal(clause: Token, modals: frozenset[str]) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in modals for child in clause.children)


def _clauses(root: Token, anchor: Token) -> Iterator[tuple[Token, Token | None]]:
    """The event, its carrier, and what stands above them."""
    if root.i != anchor.i:
        yield root, root.head
    yield anchor, None
    yield from _above(anchor)


def _is_planned(root: Token, anchor: Token) -> bool:
    if root.i != anchor.i and anchor.lemma_ in cues.ANNOUNCEMENT:
        return True
    for clause in (root, anchor):
        if _has_modal(clause, cues.FUTURE_MODALS) or _is_to_be(clause):
            return True
        if clause.dep_ == "advcl" and _is_infinitive(clause):
            return not _is_voiced(clause)
    for clause, head in _above(anchor):
        if _is_intended(clause, head):
            return not _is_voiced(clause)
        if clause.dep_ == "acl" and head.lemma_ in cues.REPORT_NOUNS and _is_that(clause):
            return False
        if clause.dep_ not in {"xcomp", "conj", "dobj", "prep", "pobj", "pcomp", "acl"}:
            return False
    return False


def _is_intended(clause: Token, head: Token) -> bool:
    """Whether the word above a clause makes it an intention, an attempt, an order or an aim."""
    infinitive = _is_infinitive(clause)
    if clause.dep_ in {"ccomp", "xcomp"}:
        wanted = head.lemma_ in cues.INTENTION and not _is_participle(clause)
        return (clause.dep_ == "xcomp" and wanted) or head.lemma_ in cues.ORDERS
    if clause.dep_ == "acl":
        return infinitive and head.lemma_ in cues.INTENTION_NOUNS and not _came_to_nothing(head)
    if clause.dep_ == "pcomp":
        towards = head.lower_ in {"towards", "toward"}
        return towards or head.head.lemma_ in cues.INTENTION_NOUNS | {"aim"}
    return clause.dep_ == "advcl" and infinitive


def _is_voiced(clause: Token) -> bool:
    """``marched to demand his release``: whoever marches does demand it."""
    by_acting = clause.dep_ == "advcl" and clause.head.lemma_ in cues.PROTESTING
    return by_acting and clause.lemma_ in cues.VOICING


def _is_participle(clause: Token) -> bool:
    return clause.tag_ in {"VBG", "VBN"} and not _is_infinitive(clause)


def _is_to_be(clause: Token) -> bool:
    """``is to be completed``, ``was to begin``."""
    return clause.dep_ == "xcomp" and clause.head.lemma_ == "be" and _is_infinitive(clause)


def _is_inverted_be(verb: Token) -> bool:
    """``were it to lose the city``: a condition."""
    return verb.lower_ == "were" and any(
        child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1 for child in verb.rights
    )


def _source(root: Token, anchor: Token) -> tuple[bool, Token | None]:
    """Whether somebody else than the author says so, and who."""
    for token in (root, anchor):
        if any(
            child.lower_ in cues.HEARSAY_ADVERBS | cues.HEARSAY_WORDS for child in token.children
        ):
            return True, _according_to(anchor)
    if root.i != anchor.i and anchor.lemma_ in cues.SELF_REPORT:
        return True, _subject(anchor)
    for clause, head in _above(anchor):
        reported = head.lemma_ in cues.REPORTING and clause.dep_ in {"ccomp", "xcomp", "pcomp"}
        if reported and _has_own_object(clause):
            break
        if reported and not (clause.dep_ == "ccomp" and _is_passive(head)):
            return True, _speaker(head)
        if (
            head.lemma_ in cues.REPORT_NOUNS
            and clause.dep_ in {"acl", "ccomp"}
            and _is_that(clause)
        ):
            return True, None
    for clause, _ in ((anchor, None), *_above(anchor)):
        speaker = _according_to(clause) or _parenthetical(clause)
        if speaker is not None:
            return True, speaker
    return _said_of_all(anchor)


def _has_own_object(clause: Token) -> bool:
    """``X did A, a charge that Y denies``: what is denied is the charge, not the clause."""
    said = clause.head
    objects = said.lemma_ != "tell" and any(child.dep_ == "dobj" for child in said.children)
    return clause.dep_ == "ccomp" and clause.i < said.i and objects


def _is_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _said_of_all(anchor: Token) -> tuple[bool, Token | None]:
    """A source that closes or opens the sentence vouches for all of it, relative clauses too.

    "X did A, which led to B, the ministry said"; "A did B and C fell, according to the UN".
    """
    token = anchor
    while token.head.i != token.i:
        before = token.dep_ == "ccomp" and token.i < token.head.i and not _is_that(token)
        told = before and not _has_own_object(token) and not _is_passive(token.head)
        if told and token.head.lemma_ in cues.REPORTING:
            return True, _subject(token.head)
        token = token.head
    last = token.sent[-1].i
    for clause in (token, *(child for child in token.children if child.dep_ == "conj")):
        source = _according_to(clause)
        if source is not None and (source.right_edge.i >= last - 1 or source.i < token.i):
            return True, source
    return False, None


def _according_to(clause: Token) -> Token | None:
    for child in clause.children:
        if child.lower_ == "according":
            for prep in child.children:
                for obj in prep.children:
                    if obj.dep_ == "pobj":
                        return obj
    return None


def _parenthetical(clause: Token) -> Token | None:
    """``..., the UN said.``"""
    for child in clause.children:
        aside = child.dep_ == "parataxis" and child.lemma_ in cues.REPORTING
        if aside and child.sent.doc[child.left_edge.i - 1].text != ";":
            return _subject(child)
    return None


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "nsubjpass" for child in verb.children)


def _speaker(verb: Token) -> Token | None:
    """Who accuses: the subject, or in a passive the ``by``-phrase, if there is one."""
    if not _is_passive(verb):
        return _subject(verb)
    agents = [t for child in verb.children if child.dep_ == "agent" for t in child.children]
    return agents[0] if agents else None


def _subject(verb: Token) -> Token | None:
    for _ in range(_MAX_STEPS):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return child
        if verb.dep_ not in {"conj", "advcl", "xcomp"} or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None

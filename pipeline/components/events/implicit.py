"""Actors that no word of the event's own clause names, but that are plain from around it.

The annotation guidelines (section 4) ask for the actor of a passive or an action noun without
agent where the same or the previous sentence leaves no doubt. Each rule here is one such case;
where two actors compete, none is chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from pipeline.components.base import EventMention
from pipeline.components.blame import CLEARING
from pipeline.components.events.frame import Frame
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import (
    CAPTURING,
    HARMING,
    SUBJECT_DEPS,
    VERBAL_POS,
)
from pipeline.components.events.sharing import TEMPORAL, opener
from pipeline.components.events.syntax import children, is_passive, prep_phrases
from pipeline.components.events.trigger import Trigger
from pipeline.components.relatives import ACT_NOUNS
from pipeline.components.speech import LABEL
from pipeline.schema import ActorRef, ActorType, EventType

Refs = tuple[ActorRef, ...]

_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.CRIME})
_FORCE = _HOSTILE | {EventType.MOBILIZE, EventType.RETREAT}
_ALONE = _FORCE | {EventType.CONCEDE, EventType.REJECT, EventType.THREATEN}
_STRIKING = frozenset(
    """attack ambush storm raid shell bomb bombard strike hit fire open overrun shoot assault ram
    detonate clash drop launch throw invade""".split()
)
_HELD = frozenset({"hand", "control", "territory"})
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})
_FIGHTERS = frozenset({ActorType.REBEL, ActorType.MILITIA, ActorType.MILITARY, ActorType.STATE})
_RELEASING = frozenset({"release", "free", "hand", "liberate"})
_ANSWERING = frozenset({"retaliation", "revenge", "response", "reprisal", "answer", "reply"})
_ANSWERED = frozenset({"after", "because", "once", "when"})
"""Words that open a clause of what came before its main clause, often done by the other side."""
_RECIPROCAL = frozenset({"clash", "fighting", "fight", "battle", "combat", "skirmish", "firefight"})


def with_implicit_actor(
    event: EventMention, trigger: Trigger, mentions: Mentions, earlier: Sequence[EventMention]
) -> EventMention:
    """Give an event without actors the one who is plainly meant, if there is one.

    Args:
        earlier: events of the previous and the same sentence, in text order.
    """
    if event.actors:
        return event
    for found in _candidates(trigger, event, mentions, earlier):
        own = {ref.id or ref.text for ref in event.recipients}
        refs = tuple(ref for ref in found if (ref.id or ref.text) not in own)
        if refs:
            return replace(event, actors=implicit(refs))
    return event


def implicit(refs: Refs) -> Refs:
    """The references without their words, as actors that the clause does not name."""
    unsaid = {"text": "", "start": None, "end": None, "via": "implicit"}
    return tuple(ref.model_copy(update=unsaid) for ref in refs)


def _candidates(
    trigger: Trigger, event: EventMention, mentions: Mentions, earlier: Sequence[EventMention]
) -> Iterator[Refs]:
    if trigger.root.lemma_ in _RELEASING and trigger.frame is not None and trigger.frame.passive:
        yield _captors(trigger, mentions, earlier)
    if event.event_type in _HOSTILE and not trigger.is_noun:
        yield _when_they_attacked(trigger, mentions, event.recipients)
        yield _by_the_attack(trigger, mentions, earlier, event.recipients)
        yield _in_the_attack(trigger, mentions, event, earlier)
    if trigger.is_noun and event.event_type in _HOSTILE:
        yield _provoker(trigger, earlier)
        if trigger.root.lemma_ in _RECIPROCAL:
            yield _other_side(trigger, mentions)
    agentless = trigger.frame is not None and trigger.frame.passive and not event.recipients
    fallen = trigger.root.lemma_ == "fall"
    if event.event_type in _ALONE and (trigger.is_noun or agentless or fallen):
        found = _fighters(trigger, trigger.root.sent, mentions)
        alone = len(found) == 1 and found == _fighters(trigger, _part_of(trigger.root), mentions)
        yield found[0] if alone else ()
        if not found and event.event_type in _HOSTILE and (fallen or _is_definite(trigger.root)):
            yield _who_fought(trigger, earlier)


def _who_fought(trigger: Trigger, earlier: Sequence[EventMention]) -> Refs:
    """``The army besieged X. The town fell in May.``: to whoever attacked last."""
    fought = [e for e in earlier if e.event_type in _HOSTILE and e.actors]
    return fought[-1].actors if fought else ()


def _fighters(trigger: Trigger, part: Span, mentions: Mentions) -> list[Refs]:
    """The fighting actors of a part of the sentence, but for who only holds something.

    ``X struck Y after rockets were fired``: by whom X answers, not by X.
    """
    found: dict[str, Refs] = {}
    answering = _answering(trigger.root, mentions)
    for token in part:
        mention = mentions.actor(token)
        if mention is None or mention.root != token.i or mention.kind == "modifier":
            continue
        if token.dep_ == LABEL or token.head.lemma_ in CLEARING:
            continue
        if _is_ground(token, mentions) or token.head.lemma_ in _HELD:
            continue
        if _shares(mention.refs, answering):
            continue
        if token.i != trigger.root.i and all(ref.type in _FIGHTERS for ref in mention.refs):
            found.setdefault(" ".join(ref.id or ref.text for ref in mention.refs), mention.refs)
    return list(found.values())


def _part_of(root: Token) -> Span:
    """The part of the sentence between semicolons that a token is in."""
    sentence = root.sent
    marks = [t.i for t in sentence if t.text == ";"]
    start = max((i + 1 for i in marks if i < root.i), default=sentence.start)
    return root.doc[start : min((i for i in marks if i > root.i), default=sentence.end)]


def _answering(verb: Token, mentions: Mentions) -> Refs:
    """Who acts in the clause that tells what was done about, or after, that of a verb behind it."""
    if verb.dep_ != "advcl" or verb.head.i > verb.i or opener(verb) not in _ANSWERED:
        return ()
    return mentions.merge(mentions.actors_of(token) for token in Frame(verb.head).subject)


def _is_ground(token: Token, mentions: Mentions) -> bool:
    """``in Chad``, ``in Bol, Lac, Chad``: where it happened."""
    place = mentions.place(token)
    while place is not None and token.dep_ in {"appos", "conj"}:
        token = token.head
    return place is not None and token.dep_ == "pobj"


def _captors(trigger: Trigger, mentions: Mentions, earlier: Sequence[EventMention]) -> Refs:
    """``soldiers seized by X were freed``; ``X abducted a nun, who was freed later``."""
    assert trigger.frame is not None
    for noun in trigger.frame.object:
        for clause in children(noun, "acl"):
            refs = mentions.merge(mentions.actors_of(t) for t in Frame(clause).subject)
            if refs:
                return refs
    taken = [
        e for e in earlier if e.event_type in _HOSTILE and e.actors and e.root < trigger.root.i
    ]
    return taken[-1].actors if taken else ()


def _by_the_attack(
    trigger: Trigger, mentions: Mentions, earlier: Sequence[EventMention], recipients: Refs
) -> Refs:
    """``the raids killed five``: whose raids they are."""
    for noun in trigger.slot("subject"):
        act = noun.lemma_ in ACT_NOUNS or mentions.is_a(noun, "military_action")
        definite = _is_definite(noun)
        for event in reversed(earlier) if act else ():
            told = event.root == noun.i or (definite and event.event_type in _HOSTILE)
            if told and event.actors and not _shares(event.actors, recipients):
                return event.actors
    return ()


def _when_they_attacked(trigger: Trigger, mentions: Mentions, recipients: Refs) -> Refs:
    """``Six soldiers were killed when rebels overran a post``: by the rebels.

    ``Six rebels were killed when they attacked a post``: by those whose post it is.
    """
    verb = trigger.root
    if trigger.frame is None or not trigger.frame.passive:
        return ()
    hosts = [verb, *(c for c in children(verb, "conj") if c.pos_ in VERBAL_POS)]
    for clause in (c for host in hosts for c in children(host, "advcl")):
        if opener(clause) not in TEMPORAL or is_passive(clause) or clause.lemma_ not in _STRIKING:
            continue
        frame = Frame(clause)
        sides = [frame.subject, frame.object, *(p.objects for p in frame.preps)]
        for side in sides:
            refs = mentions.merge(mentions.actors_of(token) for token in side)
            if refs and not _shares(refs, recipients):
                return refs
    return ()


def _in_the_attack(
    trigger: Trigger, mentions: Mentions, event: EventMention, earlier: Sequence[EventMention]
) -> Refs:
    """``X attacked a post. Two soldiers were killed``, also "in the attack": by the other side."""
    hurt = trigger.root.lemma_ in HARMING and trigger.frame is not None and trigger.frame.passive
    if not hurt or not event.recipients:
        return ()
    scene = [t for t in trigger.slot("in") if mentions.is_a(t, "military_action")]
    if scene:
        if not all(_is_definite(token) for token in scene):
            return ()
    elif event.places or event.date is not None or has_mark(trigger.root):
        return ()
    fought = [e for e in earlier if e.event_type is EventType.ASSAULT and e.actors]
    if not fought or fought[-1].root > trigger.root.i or _is_capture(fought[-1], trigger):
        return ()
    last = fought[-1]
    apart = trigger.root.dep_ not in {"ROOT", "conj", "ccomp", "parataxis"}
    if not scene and (apart or trigger.root.doc[last.root].sent == trigger.root.sent):
        return ()
    if not _shares(last.actors, event.recipients):
        return last.actors
    return () if _shares(last.recipients, event.recipients) else last.recipients


def _is_capture(event: EventMention, trigger: Trigger) -> bool:
    return trigger.root.doc[event.root].lemma_ in CAPTURING


def has_mark(verb: Token) -> bool:
    """Whether a clause is set apart from what is told: "after two men were killed"."""
    return bool(children(verb, "mark"))


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in noun.children)


def _shares(refs: Refs, others: Refs) -> bool:
    return not {ref.id or ref.text for ref in refs}.isdisjoint(ref.id or ref.text for ref in others)


def _provoker(trigger: Trigger, earlier: Sequence[EventMention]) -> Refs:
    """``struck Houthi sites in retaliation for attacks``: those struck had attacked."""
    prep = trigger.root.head
    if trigger.root.dep_ != "pobj" or prep.head.lemma_ not in _ANSWERING:
        return ()
    before = [e for e in earlier if e.root < trigger.root.i and e.event_type in _HOSTILE]
    return before[-1].recipients if before else ()


def _other_side(trigger: Trigger, mentions: Mentions) -> Refs:
    """``seized the town after clashes with the army``: the subject of the clause."""
    if not any(phrase.word == "with" for phrase in prep_phrases(trigger.root)):
        return ()
    for clause in trigger.root.ancestors:
        if clause.pos_ in VERBAL_POS and children(clause, *SUBJECT_DEPS):
            return _fighting(clause, mentions)
    return ()


def _fighting(clause: Token, mentions: Mentions) -> Refs:
    refs = mentions.merge(mentions.actors_of(token) for token in Frame(clause).subject)
    return tuple(ref for ref in refs if ref.type in _FIGHTERS)

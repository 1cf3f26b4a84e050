"""Recipients that an event leaves to one told before it: whose word is denied, who is struck back.

The annotation guidelines (section 2) name as recipient of a denial the one whose word is denied.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.components.base import EventMention
from pipeline.components.events.elsewhere import WORDS_GIVEN
from pipeline.components.events.frame import Frame
from pipeline.components.events.implicit import Refs, implicit
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import ALLEGING, FORCEFUL, VERBAL_POS
from pipeline.components.events.syntax import children
from pipeline.components.events.trigger import Trigger
from pipeline.schema import ActorRef, EventType

_DENYING = frozenset("deny reject dismiss refute rebut dispute contest".split())
_POINTING = frozenset({"the", "that", "this", "these", "those", "such"})

_STRIKING_BACK = frozenset(
    {
        ("retaliate", ""),
        ("return", "fire"),
        ("hit", "back"),
        ("strike", "back"),
        ("fire", "back"),
        ("shoot", "back"),
        ("fight", "back"),
    }
)
_GEAR = ("vehicle", "weapon", "armament", "supplies", "kit", "fuel", "equipment")
"""What soldiers have with them: destroyed or taken in an attack, it was that of those attacked."""


def with_earlier_recipient(
    event: EventMention, trigger: Trigger, mentions: Mentions, earlier: Sequence[EventMention]
) -> EventMention:
    """Give an event without recipients the one that an earlier event plainly tells of.

    Args:
        earlier: events of the previous and the same sentence, in text order.
    """
    if event.recipients:
        return event
    found = _struck_back(event, trigger, earlier) or _robbed(event, trigger, mentions, earlier)
    found = tuple(ref for ref in found if ref.id)
    if found:
        return replace(event, recipients=implicit(found))
    return denied_word(event, earlier, trigger.root, mentions)


def _struck_back(event: EventMention, trigger: Trigger, earlier: Sequence[EventMention]) -> Refs:
    """``X attacked a post. The army retaliated``, ``guards returned fire``: at who attacked."""
    words = {"", *(token.lower_ for token in trigger.root.children)}
    if not any((trigger.root.lemma_, word) in _STRIKING_BACK for word in words):
        return ()
    own = {ref.id or ref.text for ref in event.actors}
    for attack in reversed(earlier):
        apart = own.isdisjoint(ref.id or ref.text for ref in attack.actors)
        if attack.event_type in FORCEFUL and attack.actors:
            return attack.actors if apart else ()
    return ()


def _robbed(
    event: EventMention, trigger: Trigger, mentions: Mentions, earlier: Sequence[EventMention]
) -> Refs:
    """``attacked a post of X, burning two vehicles and seizing weapons``: those of X."""
    verb = trigger.root
    gear = [t for t in trigger.slot("object") if any(mentions.is_a(t, name) for name in _GEAR)]
    if event.event_type not in FORCEFUL or not gear or trigger.is_noun:
        return ()
    while verb.dep_ in {"conj", "advcl"} and verb.head.pos_ in VERBAL_POS:
        verb = verb.head
        for attack in earlier:
            if verb.i in {attack.root, attack.anchor} and attack.event_type is EventType.ASSAULT:
                return attack.recipients if _same(attack.actors, event.actors) else ()
    return ()


def _same(refs: Refs, others: Refs) -> bool:
    return {ref.id or ref.text for ref in refs} == {ref.id or ref.text for ref in others}


def denied_word(
    event: EventMention, earlier: Sequence[EventMention], root: Token, mentions: Mentions
) -> EventMention:
    """Give a denial without recipient the one who accused its actor, or told it, just before.

    Args:
        event: any event; only a REJECT without recipients is changed.
        earlier: events of the previous and the same sentence, in text order.
        root: the event's token; "accused X of breaking a truce" is the charge, no denial of it.
        mentions: the actors of the document.
    """
    if event.event_type is not EventType.REJECT or event.recipients:
        return event
    own = {ref.id for ref in event.actors if ref.id}
    charged = {token.i for token in root.ancestors} if root.dep_ in {"pcomp", "xcomp"} else set()
    for accusation in reversed(earlier):
        accused = {ref.id for ref in accusation.recipients}
        if accusation.root in charged:
            continue
        if accusation.event_type is EventType.DISAPPROVE and own & accused:
            return replace(event, recipients=implicit(accusation.actors))
    told = _speaker(event, root, mentions) if _denies_what_was_said(root) else ()
    return replace(event, recipients=implicit(told)) if told else event


def _denies_what_was_said(root: Token) -> bool:
    """``denied it``, ``rejects that account``; not "a report of May", nor "denied having fired"."""
    return root.lemma_ in _DENYING and any(
        noun.lower_ == "it"
        or (noun.lemma_ in WORDS_GIVEN and any(t.lower_ in _POINTING for t in noun.children))
        for noun in children(root, "dobj")
    )


def _speaker(event: EventMention, root: Token, mentions: Mentions) -> tuple[ActorRef, ...]:
    """Who said it last before: in the sentence, or in the previous one."""
    start = root.sent.start
    if start:
        start = root.doc[start - 1].sent.start
    own = {ref.id or ref.text for ref in event.actors}
    above = set(root.ancestors)
    for verb in reversed(root.doc[start : root.i]):
        if verb.lemma_ not in ALLEGING or verb in above:
            continue
        refs = mentions.merge(mentions.actors_of(t) for t in Frame(verb).subject)
        if refs and all(ref.id for ref in refs):
            apart = own.isdisjoint(ref.id or ref.text for ref in refs)
            return refs if apart else ()
    return ()

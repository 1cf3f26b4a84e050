"""What one sentence leaves to the one before: whose word is denied.

The annotation guidelines (section 2) name as recipient of a denial the one whose word is denied.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.components.base import EventMention
from pipeline.components.events.elsewhere import WORDS_GIVEN
from pipeline.components.events.frame import Frame
from pipeline.components.events.implicit import implicit
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import ALLEGING
from pipeline.components.events.syntax import children
from pipeline.schema import ActorRef, EventType

_DENYING = frozenset("deny reject dismiss refute rebut dispute contest".split())
_POINTING = frozenset({"the", "that", "this", "these", "those", "such"})


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

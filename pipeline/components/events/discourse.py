"""What one sentence leaves to the one before: whose word is denied.

The annotation guidelines (section 2) name as recipient of a denial the one whose word is denied.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.components.base import EventMention
from pipeline.components.events.implicit import implicit
from pipeline.schema import EventType


def denied_word(event: EventMention, earlier: Sequence[EventMention], root: Token) -> EventMention:
    """Give a denial without recipient the one who accused its actor just before.

    Args:
        event: any event; only a REJECT without recipients is changed.
        earlier: events of the previous and the same sentence, in text order.
        root: the event's token; "accused X of breaking a truce" is the charge, no denial of it.
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
    return event

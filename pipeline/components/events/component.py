"""The events component: triggers, roles, places and dates into ``Doc._.events``."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from pipeline.components.base import EventMention, set_extensions
from pipeline.components.events.bodies import Bodies, find_bodies, with_body
from pipeline.components.events.discourse import with_earlier_recipient
from pipeline.components.events.implicit import with_implicit_actor
from pipeline.components.events.lemmas import known_verbs, repair_lemmas
from pipeline.components.events.lexicon import Lexicon
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import PREVENTING
from pipeline.components.events.roles import Roles, find_roles
from pipeline.components.events.trigger import Trigger
from pipeline.components.events.triggers import drop_contents, find_triggers
from pipeline.components.events.when import find_dates
from pipeline.components.events.where import find_places


class Events:
    """Finds event mentions and their arguments, sentence by sentence.

    Needs ``Doc._.dates``, ``places`` and ``actors``, a dependency parse, tags and lemmas. Headings
    (``Doc._.headings``) are left out, as the guidelines want.

    Args:
        lexicon: the event lexicon.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        set_extensions()
        self._lexicon = lexicon
        self._verbs = known_verbs(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``Doc._.events``, in text order."""
        repair_lemmas(doc, self._verbs)
        mentions = Mentions(doc, self._lexicon.classes)
        headings = doc._.headings
        bodies = find_bodies(doc, mentions)
        events: list[EventMention] = []
        before: list[EventMention] = []
        for sentence in doc.sents:
            if any(start <= sentence.start_char < end for start, end in headings):
                before = []
                continue
            here: list[EventMention] = []
            for trigger, event in self._events_of(sentence, mentions, bodies):
                known = [*before, *here]
                event = with_implicit_actor(event, trigger, mentions, known)
                here.append(with_earlier_recipient(event, trigger, mentions, known))
            events.extend(here)
            before = here
        doc._.events = tuple(events)
        return doc

    def _events_of(
        self, sentence: Span, mentions: Mentions, bodies: Bodies
    ) -> Iterator[tuple[Trigger, EventMention]]:
        triggers = drop_contents(find_triggers(sentence, self._lexicon, mentions))
        where = find_places(triggers, mentions)
        when = find_dates(triggers, sentence, mentions)
        for trigger in triggers:
            roles = with_body(find_roles(trigger, mentions), trigger, bodies)
            place = where[trigger.root.i]
            date = when[trigger.root.i]
            own_date = date is not None and date.anchor != "inherited"
            if _counts(trigger, roles, place.stated, own_date):
                event = EventMention(
                    start=trigger.start,
                    end=trigger.end,
                    root=trigger.root.i,
                    anchor=trigger.anchor.i,
                    rule=trigger.entry.id,
                    event_type=trigger.entry.type,
                    actors=roles.actors,
                    recipients=roles.recipients,
                    places=place.places,
                    date=date,
                )
                yield trigger, event


def _counts(trigger: Trigger, roles: Roles, has_place: bool, has_date: bool) -> bool:
    """Whether enough is stated for a claim: section 1 of the annotation guidelines.

    A passive without an agent counts, and so does a carried noun with a place or date of its own:
    the participant is then as a rule plain from the sentence before.
    """
    if trigger.is_noun and trigger.carrier is None:
        return roles.attached + has_place + has_date >= 2
    if trigger.carrier is not None and trigger.carrier.lemma_ in PREVENTING:
        return True
    passive = trigger.frame is not None and trigger.frame.passive and not trigger.frame.inherited
    return bool(roles.actors or roles.recipients or has_place or has_date or passive)

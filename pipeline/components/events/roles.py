"""Who acts and who is acted upon, for one trigger."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.base import ActorMention
from pipeline.components.events.ellipsis import understood
from pipeline.components.events.elsewhere import (
    WORDS_GIVEN,
    at_one_table,
    charged,
    from_participle,
    recipients_elsewhere,
    who_goes_on,
)
from pipeline.components.events.lexicon import Role, Slots
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import (
    CAPTURING,
    DEFAULT_NOUN_ROLES,
    DEFAULT_VERB_ROLES,
    FORCEFUL,
    JUDGING,
    SEIZING_PEOPLE,
    TRAVELLING,
    VERBAL_POS,
)
from pipeline.components.events.refs import but, is_agent_noun, unlinked
from pipeline.components.events.syntax import children, prep_phrases, spread
from pipeline.components.events.trigger import Trigger
from pipeline.schema import ActorRef, EventType

_PRIVATE = frozenset(
    "ship vessel tanker freighter ferry trawler airliner company firm bank entity business".split()
)
"""What belongs to nobody known and is yet acted upon: "merchant ships", "three companies"."""
_AIMED = FORCEFUL | {EventType.SANCTION, EventType.THREATEN, EventType.DISAPPROVE}
_PEOPLED = FORCEFUL | {EventType.SANCTION, EventType.CONCEDE}
"""Acts done by and to men and women of whom a text tells only the occupation."""
_STATE_TARGET = frozenset({"object", "against", "at", "on", "with"})
"""Slots in which a country is attacked as a state, not as ground."""
_CARRYING = frozenset({"carry", "transport", "house", "shelter"})
_FACE_TO_FACE = frozenset({"object", "with", "against", "into"})
"""Slots in which one body of a state can stand against another."""
_NOT_NAMED = frozenset({"pronoun", "description", "implicit"})
_PERSONAL_VERBS = SEIZING_PEOPLE | JUDGING
_MATERIAL = FORCEFUL | {EventType.MOBILIZE, EventType.RETREAT}


@dataclass(frozen=True, slots=True)
class Roles:
    """Actors and recipients of an event; ``attached`` counts those in the trigger's own phrase."""

    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    attached: int


def find_roles(trigger: Trigger, mentions: Mentions) -> Roles:
    """Fill the roles of a trigger from the slots its entry, or its type, names."""
    slots = _slots(trigger)
    actors, actor_slot = _fill(trigger, slots.get("actor", ()), mentions, "actor", ())
    if not actors and not trigger.is_noun and "subject" in slots.get("actor", ()):
        actors = _nearest_before(trigger, mentions)
    recipients, _ = _fill(trigger, slots.get("recipient", ()), mentions, "recipient", actors)
    own = "between" in slots.get("recipient", ())
    if trigger.is_noun and trigger.entry.type is EventType.CONSULT and not own:
        actors, recipients = at_one_table(trigger, mentions, actors, recipients)
    if trigger.is_noun and not (actors and recipients):
        actors, recipients = from_participle(trigger, slots, mentions, actors, recipients)
    if not recipients:
        recipients = recipients_elsewhere(trigger, mentions, actors)
    attached = len(recipients)
    if not actors and (actors := charged(trigger, mentions, recipients)):
        attached += len(actors)
    if trigger.is_noun and not actors and not recipients:
        actors = who_goes_on(trigger, mentions)
        attached += len(actors)
    if actor_slot in {"between", "among"}:
        attached += 2
    elif actor_slot not in {None, "subject"}:
        attached += len(actors)
    return Roles(actors, recipients, attached)


def _slots(trigger: Trigger) -> dict[Role, Slots]:
    entry = trigger.entry
    defaults = DEFAULT_NOUN_ROLES if trigger.is_noun else DEFAULT_VERB_ROLES
    slots: dict[Role, Slots] = {**defaults[entry.type], **entry.roles}
    if trigger.is_noun and entry.type is EventType.PROTEST and "actor" not in entry.roles:
        slots["actor"] = (*slots["actor"], "of")
    if trigger.is_noun and trigger.carrier is not None:
        if trigger.part == "recipient":
            slots["recipient"] = ("subject", *slots.get("recipient", ()))
            slots["actor"] = (*(s for s in slots["actor"] if s != "subject"), "from")
        elif entry.type is EventType.AID:
            # "provided X with support": the light verb's object is who is helped.
            slots["recipient"] = ("dative", "object", *slots.get("recipient", ()))
        if trigger.part == "actor" and "subject" not in slots["actor"]:
            slots["actor"] = (*slots["actor"], "subject")
    return slots


def _fill(
    trigger: Trigger,
    slots: Slots,
    mentions: Mentions,
    role: Role,
    taken: tuple[ActorRef, ...],
) -> tuple[tuple[ActorRef, ...], str | None]:
    # A putsch is done by and to the same state; elsewhere one actor fills one role.
    within = trigger.entry.type is EventType.COERCE and role == "recipient"
    for slot in slots:
        tokens = _outermost(trigger.slot(slot), mentions)
        if slot in {"between", "among"} and len(tokens) == 1:
            tokens = tuple(mentions.named_below(tokens[0]))
        tokens = tuple(understood(token) or token for token in tokens)
        heads = [(token, *mentions.contents(token)) for token in tokens]
        groups = [
            next((r for t in head if (r := _actors_at(trigger, t, slot, mentions, role))), ())
            for head in heads
        ]
        found = mentions.merge(groups)
        apart = but(found, () if within else taken)
        others = _other_bodies(tokens, slot, mentions, taken)
        refs = tuple(ref for ref in found if ref in apart or ref.start in others)
        if refs:
            return refs, slot
    return (), None


def _other_bodies(
    tokens: Iterable[Token], slot: str, mentions: Mentions, taken: tuple[ActorRef, ...]
) -> set[int | None]:
    """Where a slot names another man or body of whoever acts: "X met army chief Y"."""
    said = {ref.text for ref in taken}
    if slot not in _FACE_TO_FACE or any(ref.via in _NOT_NAMED for ref in taken):
        return set()
    found = (mentions.actor(token) for token in tokens if not mentions.is_a(token, "vehicle"))
    return {
        ref.start
        for mention in found
        if mention is not None and mention.kind in {"name", "role"}
        for ref in mention.refs
        if ref.text not in said and ref.via not in _NOT_NAMED
    }


def _actors_at(
    trigger: Trigger, token: Token, slot: str, mentions: Mentions, role: Role
) -> tuple[ActorRef, ...]:
    event_type = trigger.entry.type
    if mentions.is_date(token):
        return ()
    place = mentions.place(token)
    ground = role == "recipient" or slot in {"of", "modifier", "from"}
    if event_type in _MATERIAL and place is not None and ground:
        return _of_a_place(trigger, token, slot, mentions, role)
    if slot in {"to", "object"} and trigger.root.lemma_ in TRAVELLING and place is not None:
        return ()
    if role == "recipient" and event_type in FORCEFUL and mentions.is_site(token):
        return mentions.holders_of(token)
    if _is_denied(trigger, token, slot) and mentions.actor(token) is None:
        return ()
    refs = mentions.actors_of(token)
    if role == "recipient" and trigger.root.lemma_ in CAPTURING:
        # The town that no table knows: "recaptured Bossembele".
        refs = tuple(ref for ref in refs if ref.id or token.pos_ != "PROPN")
    unlisted = mentions.is_unlisted(token)
    somebody = mentions.is_a(token, "person") or (unlisted and is_agent_noun(token))
    unnamed = event_type in _PEOPLED and somebody
    if role == "actor":
        return refs or mentions.owners_of(token) or ((unlinked(token),) if unnamed else ())
    if refs:
        return refs
    person = unlisted and trigger.root.lemma_ in _PERSONAL_VERBS and slot == "object"
    if event_type not in FORCEFUL:
        refs = mentions.modifier_actors(token)
    elif not person:
        refs = mentions.holders_of(token) or _owner(token, mentions)
    private = token.pos_ == "NOUN" and token.lemma_ in _PRIVATE and event_type in _AIMED
    return refs or ((unlinked(token),) if private or person or unnamed else ())


def _is_denied(trigger: Trigger, token: Token, slot: str) -> bool:
    """``denied Russian involvement``: a denial is given to whose word it is, not to whom it tells
    of."""
    return trigger.root.lemma_ == "deny" and slot == "object" and token.lemma_ not in WORDS_GIVEN


def _owner(token: Token, mentions: Mentions) -> tuple[ActorRef, ...]:
    """Whose vehicles, influence or men are hit: the possessive, or who they are a part of.

    ``the offices of X``, ``a camp for X``, ``a bus carrying X``.
    """
    owners = [t for child in children(token, "poss") for t in spread(child)]
    thing = token.pos_ == "NOUN" and mentions.place(token) is None
    if not owners and thing and not mentions.is_a(token, "liberties"):
        found = [t for p in prep_phrases(token) if p.word in {"of", "for"} for t in p.objects]
        for clause in children(token, "acl", "advcl"):
            if clause.lemma_ in _CARRYING and clause.tag_ == "VBG":
                found += children(clause, "dobj")
        owners = [t for t in found if mentions.actor(t) or _is_somebody(t, mentions)]
    return mentions.merge(mentions.actors_of(owner, 1) for owner in owners)


def _is_somebody(noun: Token, mentions: Mentions) -> bool:
    """A noun for people or a body, not a name that no table has, nor a thing that is theirs."""
    return noun.pos_ != "PROPN" and not mentions.is_a(noun, "vehicle")


def _outermost(tokens: tuple[Token, ...], mentions: Mentions) -> tuple[Token, ...]:
    """Without the modifiers that a phrase among them covers: "regime, Russian and US units"."""
    found = [mentions.actor(token) for token in tokens]
    return tuple(
        token
        for token in tokens
        if not any(m and m.root != token.i and m.start <= token.i < m.end for m in found)
    )


def _of_a_place(
    trigger: Trigger, token: Token, slot: str, mentions: Mentions, role: Role
) -> tuple[ActorRef, ...]:
    """A place in a role slot is ground, but for a state attacked and a state that acts."""
    place = mentions.place(token)
    country = place is not None and place.ref.precision == "country"
    if role == "recipient":
        if country and trigger.root.lemma_ in CAPTURING:
            return ()
        if country and trigger.entry.type in FORCEFUL and slot in _STATE_TARGET:
            return mentions.actors_of(token) or mentions.holders_of(token)
        return mentions.holders_of(token) if trigger.entry.type in FORCEFUL else ()
    if slot == "modifier" and country:
        return mentions.actors_of(token)
    return ()


def _nearest_before(trigger: Trigger, mentions: Mentions) -> tuple[ActorRef, ...]:
    """The actor last named before an active verb for which the parse has no subject at all."""
    frame = trigger.frame
    if frame is None or frame.passive or frame.subject:
        return ()
    verb = trigger.root
    while verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in VERBAL_POS:
        verb = verb.head
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} and not children(verb, "aux"):
        return ()
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.i]):
        mention = mentions.actor(token)
        if mention is not None and mention.kind == "pronoun" and token.i == verb.i - 1:
            return mention.refs  # "the agreement which both signed"
        if mention is not None and mention.kind in {"name", "role"} and mention.refs:
            return mentions.merge([*_joined_before(mention, mentions, verb), mention.refs])
    return ()


def _joined_before(
    last: ActorMention, mentions: Mentions, verb: Token
) -> list[tuple[ActorRef, ...]]:
    """``X and Y attacked``: X, where the parser joins the two to something else."""
    joint = last.start - 1
    if last.end != verb.i or joint < 1 or verb.doc[joint].lower_ != "and":
        return []
    before = mentions.actor(verb.doc[joint - 1])
    return [before.refs] if before is not None and before.kind in {"name", "role"} else []


_NEAR = 6
"""How many words before its verb a subject that the parser missed is looked for."""

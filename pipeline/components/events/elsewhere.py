"""Who takes part in an event, told in no slot of its own: recipients above all.

Each finder here is one way in which a clause names them: by what it answers, by whose ground is
taken, by what is demanded or refused. They are asked in turn for what the slots left open.
"""

from collections.abc import Mapping

from spacy.tokens import Token

from pipeline.components.blame import charge
from pipeline.components.events.frame import Frame
from pipeline.components.events.lexicon import Role, Slots
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import (
    AFTERMATH,
    ALLEGING,
    CAUSATIVE_END,
    CONTENT_RECIPIENT,
    FORCEFUL,
    LIGHT_ACTOR,
    VERBAL_POS,
)
from pipeline.components.events.refs import but
from pipeline.components.events.syntax import children, prep_phrases, spread
from pipeline.components.events.trigger import Trigger
from pipeline.components.relatives import antecedent
from pipeline.schema import ActorRef, ActorType, EventType

_ANSWERS = frozenset({EventType.REJECT, EventType.AGREE})
"""Acts that answer what somebody said or proposed."""
_REFUSING = frozenset({"refuse", "decline"})
WORDS_GIVEN = frozenset(
    "accusation allegation charge claim report assertion account version finding criticism".split()
)
"""Nouns for what somebody said, and another denies."""


def recipients_elsewhere(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """The recipients of an event in whose slots there are none, maybe nobody."""
    event_type, verb = trigger.entry.type, trigger.root.lemma_
    content = event_type in CONTENT_RECIPIENT or verb in _REFUSING
    finders = (
        (event_type in FORCEFUL, _targeted),
        (trigger.is_noun and event_type is EventType.AID, _helped),
        (event_type in _ANSWERS, _answered),
        (trigger.is_noun and event_type in FORCEFUL, _held_there),
        (not trigger.is_noun and verb in CAUSATIVE_END, _shared_in),
        (content and trigger.frame is not None, _named_in_content),
    )
    for applies, find in finders:
        found = find(trigger, mentions, actors) if applies else ()
        if found:
            return found
    return ()


def _targeted(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """``detonated a bomb targeting X``, ``a device targeting X exploded``."""
    verb = trigger.root
    things = (verb, *trigger.slot("subject"), *trigger.slot("object"))
    clauses = [c for t in things for c in children(t, "acl", "advcl") if c.lemma_ == "target"]
    heads = [t for c in clauses if c.tag_ == "VBG" for t in Frame(c).object]
    if verb.dep_ == "acl" and verb.head.dep_ == "dobj" and verb.head.head.lemma_ == "target":
        heads.append(verb.head)  # "exploded" is, to the parser, what X did
    refs = mentions.merge(mentions.actors_of(t) or mentions.holders_of(t) for t in heads)
    return but(refs, actors)


def _answered(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """``X claimed ..., assertions which Y dismissed``; ``a meeting convened by X``."""
    verb = trigger.root
    heads: tuple[Token, ...] = ()
    if verb.dep_ == "relcl" and mentions.actor(verb.head) is None:
        clauses = [t for t in verb.head.ancestors if t.pos_ in VERBAL_POS]
        # "X alleged that Y was plotting, a claim which Z denied": X's word, not Y's.
        said = (t for t in clauses if verb.head.lemma_ in WORDS_GIVEN and t.lemma_ in ALLEGING)
        clause = next(said, clauses[0] if clauses else None)
        heads = Frame(clause).subject if clause is not None else ()
    elif trigger.frame is not None and not trigger.frame.passive:
        clauses = [c for noun in trigger.frame.object for c in children(noun, "acl")]
        heads = tuple(t for c in clauses if c.tag_ == "VBN" for t in Frame(c).subject)
    refs = mentions.merge(mentions.actors_of(head) for head in heads)
    return but(refs, actors)


def at_one_table(
    trigger: Trigger,
    mentions: Mentions,
    actors: tuple[ActorRef, ...],
    recipients: tuple[ActorRef, ...],
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """``hosted talks between X and Y``: all of them consult."""
    between = trigger.slot("between")
    if len(between) == 1:
        between = tuple(mentions.named_below(between[0]))
    parties = mentions.merge(mentions.actors_of(token) for token in between)
    if not parties:
        return actors, recipients
    host = trigger.slot("subject") if trigger.part != "neither" else ()
    hosts = mentions.merge(mentions.actors_of(token) for token in host)
    sponsors, _ = from_participle(trigger, {}, mentions, (), ())
    return mentions.merge([hosts, sponsors, parties]), but(recipients, parties)


def from_participle(
    trigger: Trigger,
    slots: Mapping[Role, Slots],
    mentions: Mentions,
    actors: tuple[ActorRef, ...],
    recipients: tuple[ActorRef, ...],
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """``an offensive carried out against X by Y``, ``talks sponsored by Y``."""
    phrases = [
        phrase
        for clause in children(trigger.root, "acl")
        if clause.lemma_ in LIGHT_ACTOR and clause.tag_ == "VBN"
        for outer in prep_phrases(clause)
        for phrase in (outer, *(p for obj in outer.objects for p in prep_phrases(obj)))
    ]
    for phrase in phrases:
        refs = mentions.merge(mentions.actors_of(obj) for obj in phrase.objects)
        if phrase.word == "by" and not actors:
            actors = refs
        elif phrase.word in slots.get("recipient", ()) and not recipients:
            recipients = refs
    return actors, recipients


def _helped(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """``rebels operating with Turkish support``: who acts with it is helped."""
    prep = trigger.root.head
    if trigger.root.dep_ != "pobj" or prep.lower_ != "with" or not actors:
        return ()
    host = prep.head
    heads = Frame(host).subject if host.pos_ in VERBAL_POS else (host,)
    refs = mentions.merge(mentions.actors_of(head) for head in heads)
    return but(refs, actors)


def _shared_in(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """``suspended joint operations with X``: with whom they were."""
    phrases = [p for noun in trigger.slot("object") for p in prep_phrases(noun)]
    heads = [token for phrase in phrases if phrase.word == "with" for token in phrase.objects]
    refs = mentions.merge(mentions.actors_of(token) for token in heads)
    return but(refs, actors)


def _held_there(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """``the capture of the army base``: whose ground it is."""
    refs = mentions.merge(mentions.holders_of(token) for token in trigger.slot("of"))
    return but(refs, actors)


def _named_in_content(
    trigger: Trigger, mentions: Mentions, actors: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """Who is to act, or to be acted upon, in what is demanded, agreed or threatened."""
    assert trigger.frame is not None
    groups: list[tuple[Token, ...]] = []
    for clause in trigger.frame.complement:
        inner = Frame(clause)
        groups += [inner.subject, inner.object, *(p.objects for p in inner.preps)]
    for noun in trigger.frame.object:
        groups += [p.objects for p in prep_phrases(noun) if p.word in {"of", "by", "against"}]
    for group in groups:
        refs = mentions.merge(mentions.actors_of(token) for token in group)
        found = tuple(ref for ref in but(refs, actors) if _is_party(ref, trigger))
        if found:
            return found
    return ()


def _is_party(ref: ActorRef, trigger: Trigger) -> bool:
    """Whether somebody in a speech act's content is told or threatened, not only spoken of.

    Civilians are threatened; what one agrees to send is no party to the agreement.
    """
    if trigger.entry.type is EventType.AGREE and ref.id is None:
        return False
    return trigger.entry.type is EventType.THREATEN or ref.type is not ActorType.CIVILIAN


def who_goes_on(trigger: Trigger, mentions: Mentions) -> tuple[ActorRef, ...]:
    """``After the capture of X, Y announced ...``: Y, implicitly."""
    prep = trigger.root.head
    if trigger.entry.type is not EventType.ASSAULT or prep.lower_ not in AFTERMATH:
        return ()
    if trigger.root.dep_ != "pobj" or prep.head.pos_ not in VERBAL_POS:
        return ()
    subjects = [t for t in Frame(prep.head).subject if mentions.is_a(t, "force")]
    refs = mentions.merge(mentions.actors_of(token) for token in subjects)
    implicit = {"text": "", "start": None, "end": None, "via": "implicit"}
    return tuple(ref.model_copy(update=implicit) for ref in refs)


def charged(
    trigger: Trigger, mentions: Mentions, recipients: tuple[ActorRef, ...]
) -> tuple[ActorRef, ...]:
    """``blamed X for the raid``, ``X claimed responsibility for the raid``."""
    laid = charge(trigger.root)
    if laid is None or not trigger.is_noun or trigger.entry.type not in FORCEFUL:
        return ()
    heads = (antecedent(token) or token for token in laid.accused)
    refs = mentions.merge(mentions.actors_of(one) for head in heads for one in spread(head))
    return but(refs, recipients)

"""Where events happened, for the triggers of one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.events.ground import (
    Located,
    Refs,
    innermost,
    places_of,
    places_of_all,
    rank,
)
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.participants import (
    place_of_actor,
    pointed_place,
    standing_places,
    stated_location,
)
from pipeline.components.events.patterns import (
    CAPTURING,
    DESTINATION,
    DIRECTIONS,
    MOTION_TYPES,
    ORIGIN,
    PREMODIFIER_DEPS,
    PREVENTING,
    SUBJECT_DEPS,
)
from pipeline.components.events.placing import is_said, located, names_recipient, placing_phrases
from pipeline.components.events.sharing import (
    TEMPORAL,
    child_towards,
    governors,
    opener,
    scene_mates,
)
from pipeline.components.events.syntax import children, has_own_subject, prep_phrases, spread
from pipeline.components.events.trigger import Trigger
from pipeline.schema import EventType, PlaceRef

_HELD_GROUND = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CRIME,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.RETREAT,
        EventType.THREATEN,
    }
)
_ON_THE_SPOT = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.CRIME, EventType.PROTEST, EventType.COOPERATE}
)
"""Acts done where the acts around them are."""
_SEQUENCE = frozenset({"follow", "precede", "come"})
"""Verbs that put one event after another, not beside it."""
_YIELDING = frozenset("surrender abandon lose relinquish cede evacuate leave quit vacate".split())
_TENSED_OR_RELATIVE = frozenset({"WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "MD"})
_STANDING = frozenset({"in", "at", "near", "outside", "inside"})
_APART = frozenset({"over", "about", "for", "against"})
_AIMING = frozenset({"aim", "head", "bind", "direct"})
_VIOLENCE = ("military_action", "clash", "explosion", "blast", "massacre", "shooting", "riot")
_GROUND_DEPS = frozenset({"dobj", "nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Where:
    """The places of an event; ``stated`` where its own or a governing clause names them."""

    places: Refs
    stated: bool


def find_places(triggers: Sequence[Trigger], mentions: Mentions) -> dict[int, Where]:
    """Places of each trigger of a sentence, by its root: coordination kept, most specific only."""
    found: dict[int, Where] = {}
    scenes: dict[int, Refs] = {}
    for trigger in triggers:
        places = _own(trigger, mentions)
        if not places and trigger.entry.type not in MOTION_TYPES:
            places = _shared(trigger, mentions)
        found[trigger.root.i] = Where(places, bool(places))
        _note(trigger, places, scenes)
    for trigger in triggers:
        if not found[trigger.root.i].places:
            places = _of_the_scene(trigger, mentions, scenes)
            found[trigger.root.i] = Where(places, False)
            _note(trigger, places, scenes)
    return found


def _of_the_scene(trigger: Trigger, mentions: Mentions, scenes: dict[int, Refs]) -> Refs:
    """Places of the events around, and of verbs that tell none: "fired on X, killing 12"."""
    aside = _is_purpose(trigger) or _is_attendant(trigger)
    if aside:
        host = trigger.anchor.head
        if places := scenes.get(host.i) or standing_places(host, mentions):
            return places
    if not _is_on_the_spot(trigger) or _aims_elsewhere(trigger, mentions):
        return ()
    for i in scene_mates(trigger):
        if scenes.get(i):
            return scenes[i]
    if not (trigger.is_noun or has_own_subject(trigger.anchor)):
        for governor in governors(trigger):
            led = [c for c in children(governor, "xcomp") if c.i < trigger.anchor.i]
            for verb in (governor, *led):
                if places := standing_places(verb, mentions):
                    return places
        for clause in children(trigger.anchor, "advcl"):
            if opener(clause) in TEMPORAL and (places := standing_places(clause, mentions)):
                return places
    return _last_of_joined(trigger, mentions) or _behind(trigger, mentions)


def _aims_elsewhere(trigger: Trigger, mentions: Mentions) -> bool:
    """``besieged X and fired missiles at Saudi towns``: ground of its own, if unnamed."""
    targets = (obj for p in trigger.phrases if p.word in {"at", "into"} for obj in p.objects)
    return any(
        target.tag_ == "NNS" and mentions.is_a(target, "position") and not children(target, "det")
        for target in targets
    )


def _is_purpose(trigger: Trigger) -> bool:
    """``marched through X to demand Y``: both are done on the way."""
    to = any(child.lower_ == "to" for child in children(trigger.anchor, "aux"))
    moves = trigger.entry.type in MOTION_TYPES
    return to and trigger.anchor.dep_ == "advcl" and not (moves or _is_prevented(trigger))


def _is_prevented(trigger: Trigger) -> bool:
    return trigger.carrier is not None and trigger.carrier.lemma_ in PREVENTING


def _is_attendant(trigger: Trigger) -> bool:
    """``visited X, promising help``: said on the spot."""
    anchor = trigger.anchor
    said = anchor.dep_ == "advcl" and anchor.tag_ == "VBG" and is_said(trigger)
    return said and anchor.i > anchor.head.i and not children(anchor, "mark", "prep")


def _last_of_joined(trigger: Trigger, mentions: Mentions) -> Refs:
    """``torched a bus and killed its driver in X``: the place holds for both."""
    last = trigger.anchor
    while joined := [c for c in children(last, "conj") if c.tag_ == trigger.anchor.tag_]:
        last = joined[-1]
        if has_own_subject(last) or last.nbor(-1).lower_ != "and" or last.nbor(-2).is_punct:
            return ()
    return () if last.i == trigger.anchor.i else standing_places(last, mentions)


def _behind(trigger: Trigger, mentions: Mentions) -> Refs:
    """``seized X on his way home from Y in Z``: the first place of the verb's own clause.

    Not what somebody is sentenced for, nor where a drone that is shot down was aimed.
    """
    doc = trigger.root.doc
    for token in doc[trigger.end : trigger.root.sent.end if not trigger.is_noun else 0]:
        another = token.dep_ in {"mark", "cc"} or token.tag_ in _TENSED_OR_RELATIVE
        if another or token.text in {";", ":"}:
            break
        if token.lower_ in _APART or token.lemma_ in _AIMING:
            break
        if token.dep_ == "prep" and token.lower_ in _STANDING:
            for phrase in prep_phrases(token.head):
                group = located(phrase, mentions) if phrase.token == token else None
                if group and any(ref.precision != "country" for ref in group[1]):
                    return group[1]
    return ()


def _note(trigger: Trigger, places: Refs, scenes: dict[int, Refs]) -> None:
    """Let others share the places of an event, but for a flight and what only follows it."""
    if trigger.entry.type is EventType.RETREAT or trigger.anchor.lemma_ in _SEQUENCE:
        return
    scenes[trigger.anchor.i] = scenes[trigger.root.i] = places


def _is_on_the_spot(trigger: Trigger) -> bool:
    helps = trigger.entry.type is EventType.AID and trigger.root.head.lower_ == "with"
    return (helps or trigger.entry.type in _ON_THE_SPOT) and not _is_prevented(trigger)


def _own(trigger: Trigger, mentions: Mentions) -> Refs:
    moves = trigger.entry.type in MOTION_TYPES
    named = (_goal(trigger, mentions) if moves else ()) or _ground(trigger, mentions)
    if named:
        return named
    phrases = placing_phrases(trigger, mentions)
    own = [group for phrase in phrases if (group := located(phrase, mentions))]
    if not own and trigger.entry.type in _HELD_GROUND:
        own = [group for group in (stated_location(trigger, mentions),) if group]
    own = innermost(own, trigger.root)
    if moves:
        own = own or pointed_place(trigger, mentions)
        if trigger.entry.type is EventType.MOBILIZE:
            own = [group for group in own if not _is_bare_origin(group)]
        return _by_direction(own)
    if not own:
        own = [group for group in (_modifier_places(trigger, mentions),) if group]
    if not own:
        own = place_of_actor(trigger, mentions)
    if not own:
        own = pointed_place(trigger, mentions)
    best = min(own, key=lambda group: (_coarseness(group[1]), group[0] in ORIGIN), default=None)
    return best[1] if best else ()


def _goal(trigger: Trigger, mentions: Mentions) -> Refs:
    """Where a movement leads, told apart from what it passes: "crossed the bridge to X"."""
    if trigger.frame is not None:
        for phrase in trigger.frame.preps:
            goal = located(phrase, mentions) if phrase.word in {"to", "into"} else None
            if goal:
                return goal[1]
    return ()


def _ground(trigger: Trigger, mentions: Mentions) -> Refs:
    """The place that the event is done to: the object of a capture, what its entry names."""
    for slots in (trigger.entry.roles.get("place", ()), _object_slots(trigger)):
        for slot in slots:
            tokens = trigger.slot(slot)
            if trigger.entry.type is EventType.THREATEN:
                tokens = tuple(token for token in tokens if mentions.actor(token) is None)
            places = places_of_all(tokens, mentions)
            if places:
                return places
    if trigger.entry.type in _HELD_GROUND and not trigger.is_noun:
        return _ground_behind(trigger, mentions) or _its_ground(trigger, mentions)
    return ()


def _ground_behind(trigger: Trigger, mentions: Mentions) -> Refs:
    """``recaptured X, with help``: the parser at times makes an adverb of the object."""
    at = trigger.end
    doc = trigger.root.doc
    if at >= len(doc) or trigger.frame is None or trigger.frame.object or trigger.frame.passive:
        return ()
    mention = mentions.place(doc[at])
    if mention is None or mention.start != at or doc[mention.root].dep_ in SUBJECT_DEPS:
        return ()
    return places_of(doc[mention.root], mentions)


def _its_ground(trigger: Trigger, mentions: Mentions) -> Refs:
    """``besieged the town but failed to take it``: the ground named last before the verb."""
    if trigger.root.lemma_ not in CAPTURING | _YIELDING:
        return ()
    if not any(token.lower_ in {"it", "them"} for token in trigger.slot("object")):
        return ()
    for token in reversed(trigger.root.doc[trigger.root.sent.start : trigger.root.i]):
        mention = mentions.place(token)
        if mention is not None and mention.root == token.i and token.dep_ in _GROUND_DEPS:
            return (mention.ref,)
    return ()


def _object_slots(trigger: Trigger) -> tuple[str, ...]:
    if trigger.entry.type not in _HELD_GROUND:
        return ()
    return ("of",) if trigger.is_noun else ("object",)


def _is_bare_origin(group: Located) -> bool:
    """``advanced from the east`` tells how, not where."""
    word, places = group
    return word == "from" and places[0].text.lower().removeprefix("the ") in DIRECTIONS


def _by_direction(groups: list[Located]) -> Refs:
    """Movement: the destination, else the area moved through, else the origin."""
    ranked = [g for g in groups if g[0] not in ORIGIN] or groups
    order = {word: rank for rank, word in enumerate(DESTINATION)}
    return min(ranked, key=lambda g: order.get(g[0], len(order)), default=("", ()))[1]


def _modifier_places(trigger: Trigger, mentions: Mentions) -> Located | None:
    """``the X siege``, and of verbs ``killed in the X bombing``."""
    inside = (obj for p in trigger.phrases if p.word in {"in", "during"} for obj in p.objects)
    acts = (obj for obj in inside if any(mentions.is_a(obj, word) for word in _VIOLENCE))
    places = _unique(
        mention.ref
        for noun in ((trigger.root,) if trigger.is_noun else acts)
        for child in noun.children
        if child.dep_ in PREMODIFIER_DEPS and child.i < noun.i
        if (mention := mentions.place(child)) and mention.ref.precision != "country"
    )
    return ("", places) if places else None


def _shared(trigger: Trigger, mentions: Mentions) -> Refs:
    return min((g for _, g in _shared_places(trigger, mentions)), key=_coarseness, default=())


def _shared_places(trigger: Trigger, mentions: Mentions) -> Iterator[Located]:
    """Places of a governing clause that hold for its parts: fronted, or of a participle's host."""
    for governor in (trigger.anchor, *governors(trigger)):
        below = child_towards(governor, trigger.anchor)
        other = below is not None and below.dep_ == "conj" and has_own_subject(below)
        for phrase in prep_phrases(governor):
            if other and phrase.token.i > governor.i:
                continue  # "met in Geneva, but the government refused"
            if governor == trigger.anchor and names_recipient(phrase, trigger, mentions):
                continue
            group = located(phrase, mentions)
            if group and group[0] in {"in", "at", "near", "on", "outside", "inside"}:
                yield group
                return
        relative = [c for c in governor.children if c.lower_ == "where"]
        if relative and governor.dep_ == "relcl" and mentions.place(governor.head):
            first = governor.head
            while first.dep_ == "conj":
                first = first.head
            yield ("in", places_of_all(spread(first), mentions))
            return
    for joined in _joined_verbs(trigger.anchor):
        for phrase in prep_phrases(joined):
            group = located(phrase, mentions)
            if group and group[0] in {"in", "at", "near", "on"}:
                yield group
                return


def _joined_verbs(verb: Token) -> Iterator[Token]:
    """``was abducted and murdered in X``: what follows the last of two verbs holds for both."""
    for child in children(verb, "conj"):
        if child.tag_ == verb.tag_ and child.i - verb.i <= 2:
            yield child


def _coarseness(refs: Refs) -> int:
    return min(1 if ref.precision == "unknown" else rank(ref) for ref in refs)


def _unique(refs: Iterable[PlaceRef]) -> Refs:
    seen: dict[object, PlaceRef] = {}
    for ref in refs:
        seen.setdefault(ref.id or ref.start, ref)
    return tuple(seen.values())

"""Where events happened, for the triggers of one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.events.ground import COARSENESS, Refs, places_of, places_of_all
from pipeline.components.events.mentions import PLACING, Mentions
from pipeline.components.events.patterns import (
    CAPTURING,
    DESTINATION,
    DIRECTIONS,
    LOCATIVE,
    MOTION_TYPES,
    ORIGIN,
    PREMODIFIER_DEPS,
    PREVENTING,
    SPEECH_LOCATIVE,
    SUBJECT_DEPS,
    VERBAL_POS,
)
from pipeline.components.events.sharing import governors, scene_mates
from pipeline.components.events.syntax import PrepPhrase, antecedent, children, prep_phrases
from pipeline.components.events.triggers import Trigger
from pipeline.schema import QUAD_CLASS, EventType, PlaceRef, QuadClass

_HELD_GROUND = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CRIME,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.THREATEN,
    }
)
_SIEGES = frozenset({"siege", "encirclement", "blockade", "defence", "defense", "garrison"})
_ON_THE_SPOT = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.CRIME, EventType.PROTEST, EventType.COOPERATE}
)
"""Acts done where the acts around them are."""
_GIVING = frozenset({EventType.AID, EventType.SANCTION})
_SEQUENCE = frozenset({"follow", "precede", "come"})
"""Verbs that put one event after another, not beside it."""
_VERBAL_QUADS = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.VERBAL_CONFLICT})
_LOCATED = ("civilian", "military_action", "territory", "force", "position")
"""Objects that stand where their "of" or possessive says."""
_TRANSPORT = frozenset({"sea", "land", "air", "road", "rail", "boat", "plane", "helicopter"})
_AIMING = frozenset({"aim", "fire", "launch", "direct", "target", "head", "bind"})
_GROUND_DEPS = frozenset({"dobj", "nsubj", "nsubjpass"})
_JOINING = frozenset({"of", "between", "with", "from", "by", "among"})
_HELD_AT = frozenset(LOCATIVE) - set(ORIGIN) - {"to", "towards", "toward", "into", "via"}
_STANDING = frozenset(
    {"in", "at", "near", "inside", "outside", "along", "around", "on", "across", "off"}
)
"""Prepositions by which a noun phrase says where its head is at the time."""

Located = tuple[str, Refs]


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
        if not found[trigger.root.i].places and _is_on_the_spot(trigger):
            places = next((scenes[i] for i in scene_mates(trigger) if scenes.get(i)), ())
            found[trigger.root.i] = Where(places, False)
            _note(trigger, places, scenes)
    return found


def _note(trigger: Trigger, places: Refs, scenes: dict[int, Refs]) -> None:
    """Let others share the places of an event, but for a flight and what only follows it."""
    if trigger.entry.type is EventType.RETREAT or trigger.anchor.lemma_ in _SEQUENCE:
        return
    scenes[trigger.anchor.i] = scenes[trigger.root.i] = places


def _is_on_the_spot(trigger: Trigger) -> bool:
    prevented = trigger.carrier is not None and trigger.carrier.lemma_ in PREVENTING
    return trigger.entry.type in _ON_THE_SPOT and not prevented


def _own(trigger: Trigger, mentions: Mentions) -> Refs:
    for slots in (trigger.entry.roles.get("place", ()), _object_slots(trigger)):
        for slot in slots:
            tokens = trigger.slot(slot)
            if trigger.entry.type is EventType.THREATEN:
                tokens = tuple(token for token in tokens if mentions.actor(token) is None)
            places = places_of_all(tokens, mentions)
            if places:
                return places
    if trigger.entry.type in _HELD_GROUND and not trigger.is_noun:
        places = _ground_behind(trigger, mentions) or _its_ground(trigger, mentions)
        if places:
            return places
    verbal = _is_said(trigger)
    words = SPEECH_LOCATIVE if verbal else LOCATIVE
    phrases = [phrase for phrase in _phrases(trigger, mentions) if phrase.word in words]
    if verbal and trigger.entry.type is not EventType.CONCEDE:
        phrases = [phrase for phrase in phrases if not _in_content(phrase, trigger, mentions)]
    if trigger.entry.type in _GIVING:
        phrases = [phrase for phrase in phrases if not _names_recipient(phrase, mentions)]
    own = [group for phrase in phrases if (group := _located(phrase, mentions))]
    own = own or [group for group in (_stated_location(trigger, mentions),) if group]
    if trigger.entry.type in MOTION_TYPES:
        return _by_direction(own)
    if not own:
        own = [group for group in (_modifier_places(trigger, mentions),) if group]
    if not own and not verbal:
        own = _place_of_actor(trigger, mentions)
    return min((g for _, g in own), key=_coarseness, default=())


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
    if trigger.root.lemma_ not in CAPTURING:
        return ()
    if not any(token.lower_ in {"it", "them"} for token in trigger.slot("object")):
        return ()
    for token in reversed(trigger.root.doc[trigger.root.sent.start : trigger.root.i]):
        mention = mentions.place(token)
        if mention is not None and mention.root == token.i and token.dep_ in _GROUND_DEPS:
            return (mention.ref,)
    return ()


def _in_content(phrase: PrepPhrase, trigger: Trigger, mentions: Mentions) -> bool:
    """``demanded their evacuation to X``: where it is to happen, not where it was said."""
    head = phrase.token.head
    about = head.pos_ in {"NOUN", "PROPN"} and head.i != trigger.root.i
    if not about or mentions.is_a(head, "talks"):
        return False
    return phrase.word in {"to", "into"} or mentions.place(head) is not None


def _names_recipient(phrase: PrepPhrase, mentions: Mentions) -> bool:
    """``arms for X``, ``an embargo on X``: a country is who gets it."""
    return phrase.word in {"to", "on", "against"} and any(
        (place := mentions.place(obj)) is not None and place.ref.precision == "country"
        for obj in phrase.objects
    )


def _is_said(trigger: Trigger) -> bool:
    return QUAD_CLASS[trigger.entry.type] in _VERBAL_QUADS


def _object_slots(trigger: Trigger) -> tuple[str, ...]:
    if trigger.entry.type not in _HELD_GROUND:
        return ()
    return ("of",) if trigger.is_noun else ("object",)


def _phrases(trigger: Trigger, mentions: Mentions) -> list[PrepPhrase]:
    verbal = _is_said(trigger)
    found: dict[int, PrepPhrase] = {}
    for phrase in (*trigger.phrases, *_further_phrases(trigger, mentions)):
        found.setdefault(phrase.token.i, phrase)
    for phrase in list(found.values()):
        for obj in phrase.objects:
            if obj.pos_ in VERBAL_POS:
                continue
            for inner in (*prep_phrases(obj), *_held_phrases(obj, mentions)):
                by_sea = inner.word == "from" and phrase.word == "by" and obj.lower_ in _TRANSPORT
                nested = by_sea or (inner.word in LOCATIVE and inner.word not in {"of", "from"})
                if nested and (not verbal or mentions.is_a(obj, "talks")):
                    found.setdefault(inner.token.i, inner)
    return list(found.values())


def _further_phrases(trigger: Trigger, mentions: Mentions) -> Iterator[PrepPhrase]:
    """What hangs on a direction ("eastwards from X") or on who or what is acted upon."""
    for child in trigger.anchor.children:
        if child.lower_ in DIRECTIONS and child.i > trigger.anchor.i:
            yield from prep_phrases(child)
    if trigger.is_noun:
        if not _is_said(trigger) or mentions.is_a(trigger.root, "talks"):
            yield from (p for p in _inner_phrases(trigger.root) if p.word in _STANDING)
        return
    if trigger.frame is None:
        return
    for obj in dict.fromkeys((*trigger.frame.object, *children(trigger.root, "dobj"))):
        own = prep_phrases(obj) if trigger.frame.passive and obj.i < trigger.root.i else ()
        inner = _inner_phrases(obj) if not _is_said(trigger) or mentions.is_a(obj, "talks") else ()
        yield from (p for p in (*own, *inner) if p.word in _STANDING)


def _inner_phrases(noun: Token, depth: int = 2) -> Iterator[PrepPhrase]:
    """``a rally of students in X``, ``one of its patrols near X``."""
    for phrase in prep_phrases(noun):
        if phrase.word in _JOINING and depth:
            for obj in phrase.objects:
                if obj.pos_ not in VERBAL_POS:
                    yield from prep_phrases(obj)
                    yield from _inner_phrases(obj, depth - 1)


def _held_phrases(noun: Token, mentions: Mentions) -> Iterator[PrepPhrase]:
    """``at a summit held in Djibouti``."""
    if mentions.is_a(noun, "talks"):
        for clause in children(noun, "acl"):
            yield from prep_phrases(clause)


def _located(phrase: PrepPhrase, mentions: Mentions) -> Located | None:
    if phrase.word not in LOCATIVE:
        return None
    places = places_of_all(phrase.objects, mentions) or _right_behind(phrase, mentions)
    return (phrase.word, places) if places else None


def _right_behind(phrase: PrepPhrase, mentions: Mentions) -> Refs:
    """``towards X, government forces attacked``: the parser takes the forces for the object."""
    following = phrase.token.i + 1
    doc = phrase.token.doc
    if (
        following >= len(doc)
        or phrase.word == "of"
        or any(o.i <= following for o in phrase.objects)
    ):
        return ()
    mention = mentions.place(doc[following])
    if mention is None or mention.start != following or mention.end >= len(doc):
        return ()
    return places_of(doc[mention.root], mentions) if doc[mention.end].text in {",", "("} else ()


def _stated_location(trigger: Trigger, mentions: Mentions) -> Located | None:
    """Where the text says the recipient was: "attacks on troops advancing through the desert"."""
    if trigger.entry.type not in _HELD_GROUND:
        return None
    for slot in ("object", "against", "on", "with"):
        for token in trigger.slot(slot):
            for noun in (token, *children(token, "appos")):
                for clause in _standing_clauses(noun):
                    for phrase in prep_phrases(clause):
                        located = _located(phrase, mentions) if phrase.word in _HELD_AT else None
                        if located:
                            return located
            home = _home_of(token, mentions)
            if home:
                return "", home
    return None


def _place_of_actor(trigger: Trigger, mentions: Mentions) -> list[Located]:
    """``Police in X arrested``: who acts in X, when no other place is said; not "troops from X"."""
    if trigger.is_noun or trigger.frame is None or trigger.frame.inherited:
        return []
    phrases = (p for s in trigger.frame.subject if s.i < trigger.root.i for p in prep_phrases(s))
    groups = (_located(p, mentions) for p in phrases if p.word in {"in", "near", "outside"})
    return [group for group in groups if group]


def _standing_clauses(noun: Token) -> Iterator[Token]:
    """Clauses that say where a noun is: not "drones aimed at X"."""
    return (c for c in children(noun, "acl", "relcl") if c.lemma_ not in _AIMING)


def _home_of(token: Token, mentions: Mentions) -> Refs:
    """``the population of X``, ``X, whose population was displaced``, ``the siege of X``."""
    if token.lemma_ not in _SIEGES and not any(mentions.is_a(token, name) for name in _LOCATED):
        return ()
    for owner in children(token, "poss"):
        places = places_of(antecedent(owner) or owner, mentions)
        if places:
            return places
    for phrase in prep_phrases(token):
        if phrase.word in PLACING:
            places = places_of_all(phrase.objects, mentions)
            if places:
                return places
    return ()


def _by_direction(groups: list[Located]) -> Refs:
    """Movement: the destination, else the area moved through, else the origin."""
    ranked = [g for g in groups if g[0] not in ORIGIN] or groups
    order = {word: rank for rank, word in enumerate(DESTINATION)}
    return min(ranked, key=lambda g: order.get(g[0], len(order)), default=("", ()))[1]


def _modifier_places(trigger: Trigger, mentions: Mentions) -> Located | None:
    if not trigger.is_noun:
        return None
    places = _unique(
        mention.ref
        for child in trigger.root.children
        if child.dep_ in PREMODIFIER_DEPS and child.i < trigger.root.i
        if (mention := mentions.place(child)) and mention.ref.precision != "country"
    )
    return ("", places) if places else None


def _shared(trigger: Trigger, mentions: Mentions) -> Refs:
    return min((g for _, g in _shared_places(trigger, mentions)), key=_coarseness, default=())


def _shared_places(trigger: Trigger, mentions: Mentions) -> Iterator[Located]:
    """Places of a governing clause that hold for its parts: fronted, or of a participle's host."""
    for governor in (trigger.anchor, *governors(trigger)):
        for phrase in prep_phrases(governor):
            located = _located(phrase, mentions)
            if located and located[0] in {"in", "at", "near", "on", "outside", "inside"}:
                yield located
                return
        relative = [c for c in governor.children if c.lower_ == "where"]
        if relative and governor.dep_ == "relcl" and (place := mentions.place(governor.head)):
            yield ("in", (place.ref,))
            return
    for joined in _joined_verbs(trigger.anchor):
        for phrase in prep_phrases(joined):
            located = _located(phrase, mentions)
            if located and located[0] in {"in", "at", "near", "on"}:
                yield located
                return


def _joined_verbs(verb: Token) -> Iterator[Token]:
    """``was abducted and murdered in X``: what follows the last of two verbs holds for both."""
    for child in children(verb, "conj"):
        if child.tag_ == verb.tag_ and child.i - verb.i <= 2:
            yield child


def _coarseness(refs: Refs) -> int:
    return min({**COARSENESS, "unknown": 2}[ref.precision] for ref in refs)


def _unique(refs: Iterable[PlaceRef]) -> Refs:
    seen: dict[object, PlaceRef] = {}
    for ref in refs:
        seen.setdefault(ref.id or ref.start, ref)
    return tuple(seen.values())

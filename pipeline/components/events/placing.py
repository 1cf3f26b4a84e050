"""Prepositional phrases that say where an event happened, also those the parser hangs elsewhere."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.blame import charge
from pipeline.components.events.ground import Located, Refs, places_of, places_of_all
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import DIRECTIONS, LOCATIVE, SPEECH_LOCATIVE, VERBAL_POS
from pipeline.components.events.sharing import VERBAL_TYPES
from pipeline.components.events.syntax import PrepPhrase, children, prep_phrases, spread
from pipeline.components.events.trigger import Trigger
from pipeline.schema import EventType

STANDING = frozenset(
    {"in", "at", "near", "inside", "outside", "along", "around", "on", "across", "off", "between"}
)
"""Prepositions by which a noun phrase says where its head is at the time."""
_ADDRESSED = frozenset(
    {
        EventType.AGREE,
        EventType.DEMAND,
        EventType.DISAPPROVE,
        EventType.REJECT,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
_CHARGES = frozenset({"over", "for", "about"})
"""``arrested over a bombing in X``: what it was for, not where."""
_MADE = ("talks", "agreement", "cessation")
"""What is held or signed where the phrase behind it says."""
_MATTERS = frozenset(
    "war conflict fighting violence hostility crisis situation coup unrest massacre".split()
)
"""``discussed the war in X``: what they talked about, not where."""
_TO_AND_FRO = frozenset({"shuttle", "commute", "travel", "fly"})
_TRANSPORT = frozenset({"sea", "land", "air", "road", "rail", "boat", "plane", "helicopter"})
_JOINING = frozenset({"of", "between", "with", "from", "by", "among"})


def placing_phrases(trigger: Trigger, mentions: Mentions) -> list[PrepPhrase]:
    """Phrases with a preposition of place, but for those that name contents and recipients."""
    verbal = is_said(trigger)
    words = SPEECH_LOCATIVE if verbal else LOCATIVE
    if trigger.root.lemma_ in _TO_AND_FRO:
        words = words | {"between"}
    phrases = [phrase for phrase in _phrases(trigger, mentions) if phrase.word in words]
    if verbal and trigger.entry.type is not EventType.CONCEDE:
        phrases = [phrase for phrase in phrases if not _in_content(phrase, trigger, mentions)]
    if trigger.entry.type in _ADDRESSED:
        phrases = [phrase for phrase in phrases if not _names_addressee(phrase, mentions)]
    return [phrase for phrase in phrases if not names_recipient(phrase, trigger, mentions)]


def located(phrase: PrepPhrase, mentions: Mentions) -> Located | None:
    """The preposition and the places behind it, None where it names none."""
    if phrase.word not in LOCATIVE:
        return None
    places = places_of_all(phrase.objects, mentions)
    places = _before_bracket(phrase, places, mentions) or places or _right_behind(phrase, mentions)
    return (phrase.word, places) if places else None


def _before_bracket(phrase: PrepPhrase, places: Refs, mentions: Mentions) -> Refs:
    """``in X (Argentina)``: to the parser the name in brackets is the head."""
    doc = phrase.token.doc
    mention = mentions.place(doc[min(phrase.token.i + 1, len(doc) - 1)])
    if not places or mention is None or mention.end >= len(doc) or doc[mention.end].text != "(":
        return ()
    return (mention.ref,) if (places[0].start or 0) > (mention.ref.end or 0) else ()


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


def inner_phrases(noun: Token, depth: int = 2) -> Iterator[PrepPhrase]:
    """``a rally of students in X``, ``one of its patrols near X``."""
    for phrase in prep_phrases(noun):
        if phrase.word in _JOINING and depth:
            for obj in phrase.objects:
                if obj.pos_ not in VERBAL_POS:
                    yield from prep_phrases(obj)
                    yield from inner_phrases(obj, depth - 1)


def is_said(trigger: Trigger) -> bool:
    """Whether the event is an act of words, whose phrases as a rule tell what was said."""
    return trigger.entry.type in VERBAL_TYPES


def _in_content(phrase: PrepPhrase, trigger: Trigger, mentions: Mentions) -> bool:
    """``demanded their evacuation to X``: where it is to happen, not where it was said."""
    head = phrase.token.head
    about = head.pos_ in {"NOUN", "PROPN"} and head.i != trigger.root.i
    if not about or mentions.is_a(head, "talks"):
        return False
    if charge(head) is not None:  # "blamed the bombing in X on Y"
        return True
    matter = head.lemma_ in _MATTERS or mentions.is_a(head, "military_action")
    if trigger.entry.type is EventType.CONSULT and head.dep_ == "dobj" and matter:
        return True
    return phrase.word in {"to", "into"} or mentions.place(head) is not None


def _names_addressee(phrase: PrepPhrase, mentions: Mentions) -> bool:
    """``appealed to Washington``: who is asked, not where."""
    return phrase.word == "to" and any(mentions.actor(obj) for obj in phrase.objects)


def names_recipient(phrase: PrepPhrase, trigger: Trigger, mentions: Mentions) -> bool:
    """``arms for X``, ``an embargo on X``: a country, or its seat that is cut off, gets it."""
    cut = trigger.entry.type is EventType.SANCTION
    given = cut or trigger.entry.type is EventType.AID
    return (
        given
        and phrase.word in {"to", "on", "against"}
        and any(
            (place := mentions.place(obj)) is not None
            and (place.ref.precision == "country" or (cut and mentions.actor(obj) is not None))
            for obj in phrase.objects
        )
    )


def _phrases(trigger: Trigger, mentions: Mentions) -> list[PrepPhrase]:
    verbal, charged = is_said(trigger), trigger.entry.type is EventType.COERCE
    found: dict[int, PrepPhrase] = {}
    for phrase in (*trigger.phrases, *_further_phrases(trigger, mentions)):
        found.setdefault(phrase.token.i, phrase)
    for phrase in list(found.values()):
        for obj in phrase.objects:
            if obj.pos_ in VERBAL_POS or (charged and phrase.word in _CHARGES):
                continue
            targeted = not verbal and phrase.word in STANDING
            deep = (p for p in inner_phrases(obj) if p.word in STANDING) if targeted else ()
            for inner in (*prep_phrases(obj), *_held_phrases(obj, mentions), *deep):
                by_sea = inner.word == "from" and phrase.word == "by" and obj.lower_ in _TRANSPORT
                nested = by_sea or (inner.word in LOCATIVE and inner.word not in {"of", "from"})
                made_there = inner.word in {"in", "at"} and mentions.is_a(obj, "agreement")
                if nested and (not verbal or made_there or mentions.is_a(obj, "talks")):
                    found.setdefault(inner.token.i, inner)
    return list(found.values())


def _further_phrases(trigger: Trigger, mentions: Mentions) -> Iterator[PrepPhrase]:
    """What hangs on a direction ("eastwards from X") or on who or what is acted upon."""
    for child in trigger.anchor.children:
        if child.lower_ in DIRECTIONS and child.i > trigger.anchor.i:
            yield from prep_phrases(child)
    if trigger.is_noun:
        if not is_said(trigger) or mentions.is_a(trigger.root, "talks"):
            left = {"from"} if trigger.entry.type is EventType.RETREAT else set()
            yield from (p for p in inner_phrases(trigger.root) if p.word in STANDING | left)
        return
    if trigger.frame is None:
        return
    if trigger.entry.type is EventType.CONSULT:
        yield from _around_parties(trigger, mentions)
    objects = (*trigger.frame.object, *children(trigger.root, "dobj"))
    # "attacked barracks, the prison and the airport in X": to the parser an apposition
    listed = [token for obj in objects for one in children(obj, "appos") for token in spread(one)]
    for obj in dict.fromkeys((*objects, *listed)):
        undergone = trigger.frame.passive and obj.i < trigger.root.i
        own = prep_phrases(obj) if undergone or obj in listed else ()
        made = any(mentions.is_a(obj, word) for word in _MADE)
        inner = inner_phrases(obj) if not is_said(trigger) or made else ()
        yield from (p for p in (*own, *inner) if p.word in STANDING)


def _around_parties(trigger: Trigger, mentions: Mentions) -> Iterator[PrepPhrase]:
    """``met the leader of the bishops in X``: where they met, for all that the parser says."""
    parties = [obj for p in trigger.phrases if p.word == "with" for obj in p.objects]
    for party in (*trigger.slot("object"), *parties):
        if mentions.is_a(party, "actor"):
            inner = (*prep_phrases(party), *inner_phrases(party))
            yield from (p for p in inner if p.word in {"in", "at", "near"})


def _held_phrases(noun: Token, mentions: Mentions) -> Iterator[PrepPhrase]:
    """``at a summit held in Djibouti``."""
    if mentions.is_a(noun, "talks"):
        for clause in children(noun, "acl"):
            yield from prep_phrases(clause)

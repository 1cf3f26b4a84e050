"""Where and when an event happened, for one trigger."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.components.base import DateMention
from pipeline.components.events.mentions import PLACING, Mentions, without_enclosing
from pipeline.components.events.patterns import (
    DESTINATION,
    LOCATIVE,
    MOTION_TYPES,
    OBJECT_CONTROL_PREPS,
    ORIGIN,
    PREMODIFIER_DEPS,
    SPEECH_LOCATIVE,
    VERBAL_POS,
)
from pipeline.components.events.syntax import PrepPhrase, antecedent, children, prep_phrases
from pipeline.components.events.triggers import Trigger
from pipeline.schema import QUAD_CLASS, DateRef, EventType, PlaceRef, QuadClass

_SPECIFIC = {"point": 0, "border": 1, "area": 1, "unknown": 2, "country": 3}
_HELD_GROUND = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.RETREAT}
)
_VERBAL_QUADS = frozenset({QuadClass.VERBAL_COOPERATION, QuadClass.VERBAL_CONFLICT})
_LOCATED = ("civilian", "military_action", "territory", "force", "position")
"""Objects that stand where their "of" or possessive says."""
_SHARING_PREPS = frozenset(
    {"by", "in", "with", "during", "through", "as", "of", "on", "at", "to", "into", "from"}
)
_SHARING_DEPS = frozenset(
    """
    xcomp ccomp conj advcl acl dobj pobj prep pcomp nsubjpass agent nsubj appos compound dep attr
    """.split()
)


def find_places(trigger: Trigger, mentions: Mentions) -> tuple[PlaceRef, ...]:
    """Places of the event, coordination kept, the most specific phrase only."""
    for slots in (trigger.entry.roles.get("place", ()), _object_slots(trigger)):
        for slot in slots:
            places = _unique(
                ref for token in trigger.slot(slot) for ref in mentions.places_of(token)
            )
            if places:
                return places
    verbal = QUAD_CLASS[trigger.entry.type] in _VERBAL_QUADS
    words = SPEECH_LOCATIVE if verbal else LOCATIVE
    phrases = [phrase for phrase in _phrases(trigger, mentions) if phrase.word in words]
    own = [group for phrase in phrases if (group := _located(phrase, mentions))]
    own = own or [group for group in (_stated_location(trigger, mentions),) if group]
    if trigger.entry.type in MOTION_TYPES:
        return _by_direction(own)
    if not own:
        own = [group for group in (_modifier_places(trigger, mentions),) if group]
    groups = own or list(_shared_places(trigger, mentions))
    return min((g for _, g in groups), key=_specificity, default=())


Located = tuple[str, tuple[PlaceRef, ...]]


def _object_slots(trigger: Trigger) -> tuple[str, ...]:
    if trigger.entry.type not in _HELD_GROUND:
        return ()
    return ("of",) if trigger.is_noun else ("object",)


def _phrases(trigger: Trigger, mentions: Mentions) -> list[PrepPhrase]:
    verbal = QUAD_CLASS[trigger.entry.type] in _VERBAL_QUADS
    found: dict[int, PrepPhrase] = {}
    for phrase in trigger.phrases:
        found.setdefault(phrase.token.i, phrase)
    for phrase in list(found.values()):
        for obj in phrase.objects:
            if obj.pos_ in VERBAL_POS:
                continue
            for inner in (*prep_phrases(obj), *_held_phrases(obj, mentions)):
                nested = inner.word in LOCATIVE and inner.word not in {"of", "from"}
                if nested and (not verbal or mentions.is_a(obj, "talks")):
                    found.setdefault(inner.token.i, inner)
    return list(found.values())


def _held_phrases(noun: Token, mentions: Mentions) -> Iterator[PrepPhrase]:
    """``at a summit held in Djibouti``."""
    if mentions.is_a(noun, "talks"):
        for clause in children(noun, "acl"):
            yield from prep_phrases(clause)


def _located(phrase: PrepPhrase, mentions: Mentions) -> Located | None:
    if phrase.word not in LOCATIVE:
        return None
    places = _unique(ref for token in phrase.objects for ref in mentions.places_of(token))
    return (phrase.word, without_enclosing(places, phrase.token)) if places else None


def _stated_location(trigger: Trigger, mentions: Mentions) -> Located | None:
    """Where the text says the recipient was: "attacks on troops advancing through the desert"."""
    if trigger.entry.type not in _HELD_GROUND:
        return None
    for slot in ("object", "against", "on"):
        for token in trigger.slot(slot):
            for clause in children(token, "acl"):
                for phrase in prep_phrases(clause):
                    located = _located(phrase, mentions) if phrase.word not in ORIGIN else None
                    if located and phrase.word not in {"to", "towards", "toward"}:
                        return located
            home = _home_of(token, mentions)
            if home:
                return "", home
    return None


def _home_of(token: Token, mentions: Mentions) -> tuple[PlaceRef, ...]:
    """``the population of X``, ``X, whose population was displaced``, ``the siege of X``."""
    if not any(mentions.is_a(token, name) for name in _LOCATED):
        return ()
    for owner in children(token, "poss"):
        places = mentions.places_of(antecedent(owner) or owner)
        if places:
            return places
    for phrase in prep_phrases(token):
        if phrase.word in PLACING:
            places = tuple(ref for obj in phrase.objects for ref in mentions.places_of(obj))
            if places:
                return places
    return ()


def _by_direction(groups: list[Located]) -> tuple[PlaceRef, ...]:
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


def _shared_places(trigger: Trigger, mentions: Mentions) -> Iterator[Located]:
    """Places of a governing clause that hold for its parts: fronted, or of a participle's host."""
    for governor in (trigger.anchor, *_governors(trigger)):
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


def _specificity(refs: tuple[PlaceRef, ...]) -> int:
    return min(_SPECIFIC[ref.precision] for ref in refs)


def _unique(refs: Iterable[PlaceRef]) -> tuple[PlaceRef, ...]:
    seen: dict[object, PlaceRef] = {}
    for ref in refs:
        seen.setdefault(ref.id or ref.start, ref)
    return tuple(seen.values())


def find_date(
    trigger: Trigger, sentence: Span, mentions: Mentions, rivals: set[int]
) -> DateRef | None:
    """The date of the event: its own, else one that a governing event shares with it.

    Args:
        trigger: the event.
        sentence: its sentence.
        mentions: the document's dates.
        rivals: root tokens of all triggers of the sentence.
    """
    dates = [d for d in mentions.dates if sentence.start <= d.start < sentence.end]
    if not dates:
        return None
    homes = {date: _home(date, sentence, rivals) for date in dates}
    anchors = {trigger.root.i, trigger.anchor.i}
    own = [date for date in dates if homes[date] in anchors]
    if own:
        return min(own, key=lambda date: abs(date.start - trigger.root.i)).ref
    for governor in _governors(trigger):
        shared = [d for d in dates if homes[d] == governor.i and _shares(d, governor, trigger)]
        if shared:
            return _inherited(min(shared, key=lambda date: abs(date.start - trigger.root.i)))
    date = _when_clause(trigger, dates) or _fronted(trigger, sentence, dates)
    return None if date is None else _inherited(date)


def _inherited(date: DateMention) -> DateRef:
    return date.ref.model_copy(update={"anchor": "inherited"})


def _when_clause(trigger: Trigger, dates: list[DateMention]) -> DateMention | None:
    """``in the summer of 2014, when X overran Y``: the clause is dated by what it hangs on."""
    when = [c for c in trigger.anchor.children if c.lower_ == "when" and c.dep_ == "advmod"]
    before = [d for d in dates if when and d.end <= when[0].i <= d.end + 1]
    return before[-1] if before else None


def _fronted(trigger: Trigger, sentence: Span, dates: list[DateMention]) -> DateMention | None:
    """A date that opens the trigger's part of the sentence, if nothing sets the trigger apart."""
    doc, start = sentence.doc, sentence.start
    for token in doc[sentence.start : trigger.root.i]:
        if token.text in {";", ":"}:
            start = token.i + 1
    if any(step.dep_ in _APART or _is_marked(step) for step in _steps(trigger.anchor, start)):
        return None
    opening = [d for d in dates if start <= d.start < trigger.root.i]
    opening = [d for d in opening if d.start - start <= _FRONTED and not _in_marked(d, doc)]
    return opening[0] if len(opening) == 1 else None


_FRONTED = 3
"""How many words (``In the course of``) may stand before a date that opens a clause."""


def _in_marked(date: DateMention, doc: Doc) -> bool:
    """Whether the date belongs to a clause of its own: "whereas since May ...", "when in May"."""
    token = doc[date.start : date.end].root
    return any(_is_marked(step) for step in (token, *token.ancestors))


_APART = frozenset({"relcl", "acl", "ccomp", "parataxis"})


def _steps(token: Token, start: int) -> Iterator[Token]:
    while token.head.i != token.i and token.head.i >= start:
        yield token
        token = token.head


def _is_earlier(token: Token) -> bool:
    """A clause that tells of a time before its governor's: past perfect, or a past participle."""
    if token.dep_ == "acl":
        return token.tag_ == "VBN"
    perfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in token.children)
    return token.dep_ == "ccomp" and perfect


def _is_marked(token: Token) -> bool:
    return token.dep_ == "advcl" and bool(children(token, "mark"))


def _home(date: DateMention, sentence: Span, rivals: set[int]) -> int:
    """The trigger or verb that a date expression hangs on."""
    doc = sentence.doc
    token = doc[date.start : date.end].root
    while token.head.i != token.i:
        token = token.head
        if date.start <= token.i < date.end:
            continue
        if token.i in rivals or token.pos_ in VERBAL_POS:
            break
    return token.i


def _shares(date: DateMention, governor: Token, trigger: Trigger) -> bool:
    """Whether a date that hangs on a governing verb holds for the trigger below it too."""
    below = _child_towards(governor, trigger.anchor)
    if below is not None and below.dep_ == "conj":
        return date.start < governor.i
    return True


def _child_towards(ancestor: Token, token: Token) -> Token | None:
    for step in (token, *token.ancestors):
        if step.head == ancestor:
            return step
    return None


def _governors(trigger: Trigger) -> Iterator[Token]:
    """Verbs above the trigger whose place and date its clause can share, nearest first."""
    token = trigger.anchor
    while token.head.i != token.i and token.dep_ in _SHARING_DEPS:
        if _is_marked(token) or _is_earlier(token):
            return
        if token.dep_ == "prep" and token.lower_ not in _SHARING_PREPS:
            return
        if token.dep_ == "pcomp" and token.head.lower_ in OBJECT_CONTROL_PREPS.get(
            token.head.head.lemma_, ()
        ):
            return
        token = token.head
        if token.pos_ in VERBAL_POS:
            yield token

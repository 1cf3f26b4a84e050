"""When events happened, for the triggers of one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from pipeline.components.base import DateMention
from pipeline.components.events.homes import find_homes
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import NOMINAL_POS, VERBAL_POS
from pipeline.components.events.records import record_date
from pipeline.components.events.sharing import (
    SAYING,
    TEMPORAL,
    child_towards,
    goes_with,
    governors,
    is_ahead,
    is_answered,
    is_charge,
    is_earlier,
    is_marked,
    is_reaction,
    opener,
    stands_aside,
)
from pipeline.components.events.syntax import children, has_own_subject, prep_phrases
from pipeline.components.events.trigger import Trigger
from pipeline.schema import DateRef

_FRONTED = 3
"""How many words (``In the course of``) may stand before a date that opens a clause."""
_APART = frozenset({"relcl", "acl", "ccomp", "parataxis"})
_HOLDING = frozenset({"hold", "convene", "host", "organise", "organize", "aim", "fire", "launch"})
"""``a summit held on 9 December``, ``drones fired at X overnight``: the noun's act is dated."""
_LATER = frozenset({"later", "eventually", "thereafter", "subsequently", "now", "before", "soon"})
"""Adverbs that take a joined verb to another time."""
_BEFORE_AS = 3
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
_DURING = ("in", "during", "amid", "through")

_UNITS = frozenset({"day", "date", "night", "week", "month", "year"})
_REACH = 4
"""Words (``, the very day``) between a date and what stands for it."""
_CAUSING = frozenset("""provoke trigger spark cause prompt ignite unleash""".split())
"""What they lead to follows at once: "the strike on 5 May sparked protests"."""
_COUNTED = frozenset({"shift", "near"})
"""``attacked Goma and left two days later``: counted from the act before."""

Homes = dict[DateMention, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its mentions, its dates and the token that each date hangs on."""

    sentence: Span
    mentions: Mentions
    dates: list[DateMention]
    homes: Homes


def find_dates(
    triggers: Sequence[Trigger], sentence: Span, mentions: Mentions
) -> dict[int, DateRef | None]:
    """The date of each trigger of a sentence, by its root: its own, else one that is shared."""
    dates = [d for d in mentions.dates if sentence.start <= d.start < sentence.end]
    dates = [d for d in dates if not _is_compared(d, sentence.doc)]
    if not dates:
        return {trigger.root.i: _of_record(trigger, sentence, mentions) for trigger in triggers}
    rivals = {i for trigger in triggers for i in (trigger.root.i, trigger.anchor.i)}
    homes = find_homes(dates, sentence, rivals)
    scene = Scene(sentence, mentions, dates, homes)
    return {trigger.root.i: _find_date(trigger, scene) for trigger in triggers}


def _of_record(trigger: Trigger, sentence: Span, mentions: Mentions) -> DateRef | None:
    """``Date: 5 May 2022. Event: Rebels attacked X``: a field of the record dates the other."""
    date = record_date(sentence, mentions.dates)
    if date is None or any(map(_is_apart, _steps(trigger.anchor, sentence.start))):
        return None
    return date.ref.model_copy(update={"anchor": "inherited"})


def _is_compared(date: DateMention, doc: Doc) -> bool:
    """``exactly as in February``, ``unlike in 2014``; not "as early as in 2014"."""
    if date.start < _BEFORE_AS or doc[date.start - 1].lower_ not in {"in", "on", "during"}:
        return False
    early = doc[date.start - _BEFORE_AS].lower_ in {"early", "late", "recently", "soon"}
    return doc[date.start - 2].lower_ in {"as", "like", "unlike"} and not early


def _find_date(trigger: Trigger, scene: Scene) -> DateRef | None:
    dates, homes = scene.dates, scene.homes
    own = [d for d in dates if homes[d] in {trigger.root.i, trigger.anchor.i}]
    if own:
        nearest = _nearest([d for d in own if d.start > trigger.root.i] or own, trigger)
        return _at_its_start(nearest, trigger).ref
    for shared in _shared(trigger, scene):
        if shared:
            nearest = _at_its_start(_nearest(shared, trigger), trigger)
            return nearest.ref.model_copy(update={"anchor": "inherited"})
    return None


def _at_its_start(date: DateMention, trigger: Trigger) -> DateMention:
    """``since October, when X attacked``: the act is the start of what has lasted since."""
    if _is_open(date) and date.turned is not None and date in _when_clause(trigger, [date]):
        return replace(date, ref=date.turned)
    return date


def _shared(trigger: Trigger, scene: Scene) -> Iterator[list[DateMention]]:
    """Dates that other parts of the sentence give the trigger, closest relation first."""
    homes = scene.homes
    yield _first_dated(_parts(trigger, scene.mentions), homes)
    yield _of_governors(trigger, scene)
    yield _first_dated(_companions(trigger), homes)
    yield _since_clause(trigger, homes)
    yield _when_clause(trigger, scene.dates)
    yield _that_day(trigger, scene.dates)
    yield _fronted(trigger, scene.sentence, scene.dates)
    yield _last_of_joined(trigger, scene)


def _nearest(dates: Sequence[DateMention], trigger: Trigger) -> DateMention:
    return min(dates, key=lambda date: abs(date.start - trigger.root.i))


def _first_dated(tokens: Iterable[Token], homes: Homes) -> list[DateMention]:
    """Dates of the first of some tokens that has any."""
    for token in tokens:
        found = [date for date, home in homes.items() if home == token.i and not _is_open(date)]
        if found:
            return found
    return []


def _parts(trigger: Trigger, mentions: Mentions) -> Iterator[Token]:
    """Nouns whose date is the trigger's: "the strike on 8 July killed 22", "killed in a raid"."""
    for slot in ("subject", *_DURING):
        yield from (token for token in trigger.slot(slot) if token.pos_ not in VERBAL_POS)
    yield from (token for token in trigger.slot("at") if mentions.is_a(token, "talks"))
    if goes_with(trigger.anchor):
        yield from (token for token in trigger.anchor.ancestors if token.pos_ in NOMINAL_POS)
    nouns = [*trigger.slot("object"), *(o for p in trigger.phrases for o in p.objects)]
    for noun in nouns:
        yield from (clause for clause in children(noun, "acl") if clause.lemma_ in _HOLDING)


def _is_open(date: DateMention) -> bool:
    """``since June``: the state lasts, the act need not."""
    return ".." in date.ref.edtf


def _of_governors(trigger: Trigger, scene: Scene) -> list[DateMention]:
    homes = scene.homes
    if trigger.is_noun and trigger.root.dep_ == "dobj" and trigger.root.head.lemma_ in _CAUSING:
        causes = children(trigger.root.head, "nsubj")
        if found := _first_dated(causes, homes):
            return found
    for governor in governors(trigger):
        shared = [d for d, home in homes.items() if home == governor.i]
        shared = [d for d in shared if _shares(d, governor, trigger, scene.mentions)]
        if shared:
            return [d for d in shared if d.start < governor.i] or shared
        if not has_own_subject(trigger.anchor):
            led = [c for c in children(governor, "xcomp") if governor.i < c.i < trigger.anchor.i]
            if found := [d for d in _first_dated(led, homes) if d.ref.precision == "day"]:
                return found
        for phrase in prep_phrases(governor):
            met = phrase.word == "at" and any(
                scene.mentions.is_a(noun, "talks") for noun in phrase.objects
            )
            if (met or phrase.word == "during") and (found := _first_dated(phrase.objects, homes)):
                return found
    return []


def _last_of_joined(trigger: Trigger, scene: Scene) -> list[DateMention]:
    """``torched a bus and killed its driver on Tuesday``: the day holds for both."""
    last = trigger.anchor
    while joined := [c for c in children(last, "conj") if c.tag_ == trigger.anchor.tag_]:
        last = joined[-1]
        if has_own_subject(last) or _is_later(last):
            return []
    if last.i == trigger.anchor.i:
        return []
    found = [d for d, home in scene.homes.items() if home == last.i and d.start > last.i]
    return [d for d in found if d.ref.precision == "day" and d.rule not in _COUNTED]


def _shares(date: DateMention, governor: Token, trigger: Trigger, mentions: Mentions) -> bool:
    """Whether a date that hangs on a governing verb holds for the trigger below it too."""
    below = child_towards(governor, trigger.anchor)
    if below is None:
        return True
    if below.dep_ == "ccomp" and governor.lemma_ in SAYING:
        return stands_aside(trigger)
    if below.dep_ != "conj":
        return True
    if date.start < governor.i:
        return not _is_later(below)
    if _opens_elsewhere(below, mentions):
        return False
    return date.end <= below.left_edge.i and not _is_open(date) and _goes_on(below, governor)


def _goes_on(joined: Token, first: Token) -> bool:
    """``attacked X on 5 May and killed 12``; not "..., but Y refused", "... and now holds X"."""
    if _is_later(joined):
        return False
    if has_own_subject(joined) and any(t.lower_ == "but" for t in children(joined.head, "cc")):
        return False
    return _is_present(joined) == _is_present(first)


def _opens_elsewhere(joined: Token, mentions: Mentions) -> bool:
    """``..., and at Tonj soldiers fought``: a scene of its own."""
    first = joined.left_edge
    if first.lower_ not in {"in", "at", "near"} or first.i + 1 >= joined.i:
        return False
    return has_own_subject(joined) and mentions.place(first.nbor()) is not None


def _is_later(verb: Token) -> bool:
    return any(child.lower_ in _LATER for child in verb.children)


def _is_present(verb: Token) -> bool:
    return verb.tag_ in _PRESENT or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in _PRESENT for child in verb.children
    )


def _companions(trigger: Trigger) -> Iterator[Token]:
    """Clauses of the same time: "were killed when a mine went off", "as the army shelled X"."""
    anchor = trigger.anchor
    for clause in children(anchor, "advcl"):
        if opener(clause) in TEMPORAL:
            yield clause
    if anchor.dep_ == "advcl" and opener(anchor) in TEMPORAL:
        yield anchor.head


def _since_clause(trigger: Trigger, homes: Homes) -> list[DateMention]:
    """``has arrested hundreds since it seized power in 2021``: from then on."""
    clauses = [c for c in children(trigger.anchor, "advcl") if opener(c) == "since"]
    begun = _first_dated(clauses, homes)
    return [replace(date, ref=date.turned) for date in begun if date.turned is not None]


def _when_clause(trigger: Trigger, dates: list[DateMention]) -> list[DateMention]:
    """``in the summer of 2014, when X overran Y``: the clause is dated by what it hangs on."""
    when = [c for c in trigger.anchor.children if c.lower_ == "when" and c.dep_ == "advmod"]
    return [d for d in dates if when and d.end <= when[0].i <= d.end + 1][-1:]


def _that_day(trigger: Trigger, dates: list[DateMention]) -> list[DateMention]:
    """``on 4 December, the very day on which X arrived``: it dates both."""
    day = trigger.anchor.head
    if trigger.anchor.dep_ != "relcl" or day.lemma_.lower() not in _UNITS:
        return []
    return [d for d in dates if d.start <= day.i and day.i - d.end <= _REACH][-1:]


def _fronted(trigger: Trigger, sentence: Span, dates: list[DateMention]) -> list[DateMention]:
    """A date that opens the trigger's part of the sentence, if nothing sets the trigger apart.

    What follows a colon tells the clause before it in full, and of its time.
    """
    starts = [sentence.start]
    for token in sentence.doc[sentence.start : trigger.root.i]:
        if token.text == ";":
            starts = [token.i + 1]
        elif token.text == ":":
            starts.insert(0, token.i + 1)
    for start in starts:
        if opening := _opening(trigger, start, dates):
            return opening
    return []


def _opening(trigger: Trigger, start: int, dates: list[DateMention]) -> list[DateMention]:
    doc = trigger.root.doc
    steps = list(_steps(trigger.anchor, start))
    if steps and steps[-1].head.pos_ in NOMINAL_POS and steps[-1].head.dep_ == "ROOT":
        steps.pop()  # the parser takes a clause for what its subject is
    if any(_is_apart(step) for step in steps):
        return []
    opening = [d for d in dates if start <= d.start < trigger.root.i]
    opening = [d for d in opening if d.start - start <= _FRONTED and not _in_marked(d, doc)]
    return opening if len(opening) == 1 else []


def _is_apart(step: Token) -> bool:
    """Whether a clause has a time of its own."""
    if step.dep_ in _APART or is_marked(step) or is_charge(step) or is_answered(step):
        return True
    if is_reaction(step):
        return True
    return is_earlier(step) or is_ahead(step) or _is_later(step)


def _in_marked(date: DateMention, doc: Doc) -> bool:
    """Whether the date belongs to a clause of its own: "whereas since May ...", "when in May"."""
    token = doc[date.start : date.end].root
    return any(is_marked(step) for step in (token, *token.ancestors))


def _steps(token: Token, start: int) -> Iterator[Token]:
    while token.head.i != token.i and token.head.i >= start:
        yield token
        token = token.head

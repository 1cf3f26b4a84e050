"""Which words of a sentence are event triggers, and of which sense."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from pipeline.components.events.frame import Frame
from pipeline.components.events.lexicon import Entry, Lexicon, Slots
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import (
    AFTERMATH,
    CARRIER_NOUNS,
    CAUSATIVE_END,
    CONTENT_DEPS,
    CONTENT_PREPS,
    DYING,
    HAPPENING,
    HARMING,
    LIGHT_ACTOR,
    LIGHT_NEITHER,
    LIGHT_PREPS,
    LIGHT_RECIPIENT,
    NOMINAL_POS,
    OBJECT_CONTROL,
    PORTIONS,
    SAYING_TYPES,
    SEIZING_PEOPLE,
    SPEECH_TYPES,
    STATES,
    TALKING,
)
from pipeline.components.events.syntax import (
    children,
    deep_object,
    has_own_subject,
    is_infinitive,
)
from pipeline.components.events.trigger import Part, Trigger
from pipeline.schema import EventType

_THREATS = frozenset({"threaten", "warn"})


def find_triggers(sentence: Span, lexicon: Lexicon, mentions: Mentions) -> list[Trigger]:
    """The triggers of a sentence in text order, light verbs and their nouns counted once."""
    found = []
    for token in sentence:
        if not token.is_alpha and "-" not in token.text:
            continue
        trigger = _verb_trigger(token, lexicon, mentions) or _noun_trigger(token, lexicon, mentions)
        if trigger is not None:
            found.append(trigger)
    return _without_doubles(found)


def _verb_trigger(token: Token, lexicon: Lexicon, mentions: Mentions) -> Trigger | None:
    entries = lexicon.by_word.get(("verb", token.lemma_.lower()))
    if entries is None or token.pos_ not in {"VERB", "AUX"} or _is_premodifier(token):
        return None
    frame: Frame | None = None  # made for the first sense whose particle is there
    following = _following(token)
    for entry in entries:
        last = _particle_end(token, following, entry, mentions)
        if last is None:
            continue
        frame = frame or Frame(token)
        trigger = Trigger(token, token.i, last, entry, frame)
        if _fits(trigger, entry, mentions):
            return trigger
    return None


def _is_premodifier(token: Token) -> bool:
    """``besieged towns``, ``rebels backed by X``: relational modifiers are no claims."""
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ in STATES:
        return True
    return token.dep_ in {"amod", "compound"} and token.i < token.head.i


def _following(token: Token) -> list[str]:
    """The words behind a verb, lower case, among which a particle is looked for."""
    found = []
    for other in token.doc[token.i + 1 : token.i + 9]:
        if other.is_sent_start:
            break
        found.append(other.lower_)
    return found


def _particle_end(
    token: Token, following: Sequence[str], entry: Entry, mentions: Mentions
) -> int | None:
    """End of the trigger span with the entry's particle, None where the particle is missing."""
    if entry.particle is None:
        return token.i + 1
    words, doc = entry.particle.split(), token.doc
    for i, first in enumerate(following, token.i + 1):
        if first == words[0] and all(
            i + k < len(doc) and doc[i + k].lower_ == word for k, word in enumerate(words)
        ):
            near = i == token.i + 1 or doc[i].head == token or len(words) > 1
            objects = children(doc[i], "pobj")
            if any(mentions.is_date(obj) for obj in objects):
                continue  # "pushed for talks on Tuesday" did not push on
            if objects and len(words) == 1 and _has_object_before(token, doc[i]):
                continue  # "took hostages in the camp" did not take in
            return (i + len(words) if i - token.i <= 2 else token.i + 1) if near else None
    return None


def _has_object_before(verb: Token, particle: Token) -> bool:
    return any(obj.i < particle.i for obj in children(verb, "dobj"))


def _fits(trigger: Trigger, entry: Entry, mentions: Mentions) -> bool:
    return all(
        _has(trigger, slot, words, mentions) for slot, words in entry.needs.items()
    ) and not any(_filled(trigger, slot, words, mentions) for slot, words in entry.bars.items())


def _filled(trigger: Trigger, slot: str, words: Slots, mentions: Mentions) -> bool:
    if slot == "object" and "position" in words and _takes_it(trigger, mentions):
        return True
    if slot == "object" and "civilian" in words and _may_be_people(trigger, mentions):
        return True
    return _is_any(trigger, slot, words, mentions)


def _is_any(trigger: Trigger, slot: str, words: Slots, mentions: Mentions) -> bool:
    return any(
        mentions.is_a(head, word)
        for token in trigger.slot(slot)
        for head in (token, *mentions.contents(token))
        for word in words
    )


def _may_be_people(trigger: Trigger, mentions: Mentions) -> bool:
    """``dispersed them``, ``kidnapped the sarpanch``: by a pronoun, or by what the verb takes."""
    forceful = trigger.entry.type in {EventType.ASSAULT, EventType.COERCE}
    takes = trigger.root.lemma_ in SEIZING_PEOPLE
    return any(
        (forceful and token.lower_ == "them") or (takes and mentions.is_unlisted(token))
        for token in trigger.slot("object")
    )


def _takes_it(trigger: Trigger, mentions: Mentions) -> bool:
    """``besieged the town but failed to take it``: ground by its pronoun, for an armed subject.

    Or by a name that no table has: "they took Jabrayil".
    """
    ground = any(
        token.lower_ in {"it", "them"} or mentions.is_unknown_name(token)
        for token in trigger.slot("object")
    )
    return ground and any(mentions.is_a(token, "force") for token in trigger.slot("subject"))


def _has(trigger: Trigger, slot: str, words: Slots, mentions: Mentions) -> bool:
    """Whether a required slot holds; a subject that the clause leaves out speaks for nothing."""
    if slot == "subject" and not trigger.is_noun and not trigger.slot(slot):
        return trigger.root.tag_ in {"VBN", "VBG", "VB"}
    return _filled(trigger, slot, words, mentions)


def _noun_trigger(token: Token, lexicon: Lexicon, mentions: Mentions) -> Trigger | None:
    # A capitalised plural ("Talks opened") is left as it is by the lemmatizer.
    for form in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")):
        if entries := lexicon.by_word.get(("noun", form)):
            break
    else:
        return None
    if not _can_be_noun(token):
        return None
    mention = mentions.actor(token)
    if mention is not None and mention.kind == "name" and mention.end - mention.start > 1:
        return None
    if token.dep_ in {"compound", "nmod", "amod"} and token.head.lemma_ not in CARRIER_NOUNS:
        return None
    carrier, part = _carrier(token)
    frame = None if carrier is None else Frame(carrier)
    for entry in entries:
        trigger = Trigger(token, token.i, token.i + 1, entry, frame, carrier, part)
        if _fits(trigger, entry, mentions):
            return trigger
    return None


def _can_be_noun(token: Token) -> bool:
    if token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"pobj", "dobj"}:
        return True
    return token.tag_ == "VBG" and any(
        child.dep_ in {"det", "poss", "amod", "compound"} and child.i < token.i
        for child in token.children
    )


def _carrier(noun: Token) -> tuple[Token | None, Part | None]:
    """The light verb that a noun is the predicate of, and its subject's part in the act."""
    noun = _predicate(noun)
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_ in HAPPENING:
        return noun.head, "neither"
    for verb in _governors(noun):
        lemma = verb.lemma_.lower()
        if lemma in LIGHT_RECIPIENT:
            return verb, "recipient"
        if lemma in LIGHT_NEITHER:
            return verb, "neither"
        if lemma in LIGHT_ACTOR:
            return verb, "actor"
    if noun.dep_ == "pobj":
        verb = noun.head.head
        if verb.dep_ == "dobj" and verb.lemma_ in {"part", "role"}:
            verb = verb.head
        if verb.lemma_ in LIGHT_PREPS.get(noun.head.lower_, ()):
            return verb, "recipient" if noun.head.lower_ == "under" else "actor"
        if noun.head.lower_ == "in" and verb.lemma_ in DYING:
            return verb, "recipient"
        if noun.head.lower_ in AFTERMATH and _names_partner(noun) and verb.pos_ == "VERB":
            return verb, "actor"
    return None, None


def _names_partner(noun: Token) -> bool:
    """``took the town after two days of clashes with the army``: who took it clashed."""
    whole = [noun, *noun.children, *(c for t in noun.children for c in t.children)]
    return any(token.dep_ == "prep" and token.lower_ == "with" for token in whole)


def _predicate(noun: Token) -> Token:
    """The head by which a noun stands in its clause: of a pair, of "two days of talks"."""
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in NOMINAL_POS:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in PORTIONS:
        noun = noun.head.head
    if noun.dep_ == "compound" and noun.head.lemma_ in CARRIER_NOUNS:
        noun = noun.head
    return noun


def _governors(noun: Token) -> Iterator[Token]:
    """Verbs whose deep object the noun is."""
    head = noun.head
    # "called the attack a crime", "called off the attack": names or ends the act.
    named = head.lemma_ == "call" and children(head, "oprd", "attr", "prt")
    if noun.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB" and not named:
        yield head
    if noun.dep_ == "nsubj" and head.lemma_ == "be":  # "talks are to be held in May"
        yield from (c for c in children(head, "xcomp") if children(c, "auxpass"))
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB" and noun in deep_object(child):
            yield child


def _without_doubles(triggers: list[Trigger]) -> list[Trigger]:
    """One trigger for a light verb and its noun.

    The verb outranks the noun where it ends the act, or where it is a speech act or a sanction
    and its entry asks for the noun as its object ("announced a truce"); else it only carries it.
    """
    dropped = set()
    verbs = {trigger.root.i: trigger for trigger in triggers if not trigger.is_noun}
    for trigger in triggers:
        head = trigger.root.head
        ended = trigger.root.dep_ in {"dobj", "nsubjpass"} and head.lemma_ in CAUSATIVE_END
        if trigger.is_noun and ended and head.i in verbs:
            dropped.add(trigger.root.i)
        verb = None if trigger.carrier is None else verbs.get(trigger.carrier.i)
        # "took the town after days of fighting with the army" is two.
        if verb is None or _predicate(trigger.root).head.lower_ in AFTERMATH:
            continue
        outranked = (
            verb.root.lemma_ in CAUSATIVE_END
            or trigger.part == "neither"
            or (verb.entry.type in SAYING_TYPES and verb.entry.needs.keys() & {"object", "with"})
        ) and not _is_own_order(trigger)
        dropped.add(trigger.root.i if outranked else verb.root.i)
    return [trigger for trigger in triggers if trigger.root.i not in dropped]


def _is_own_order(trigger: Trigger) -> bool:
    """``ordered the withdrawal of his troops``: no demand on others, but an act to come."""
    order = trigger.carrier
    owners = (c for p in trigger.phrases for obj in p.objects for c in children(obj, "poss"))
    own = any(owner.tag_ == "PRP$" for owner in owners)
    return order is not None and order.lemma_ == "order" and own


def drop_contents(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out what is agreed, demanded, refused or threatened: the speech act is the claim."""
    speech = {t.root.i for t in triggers if t.entry.type in SPEECH_TYPES}
    meetings = {t.root.i for t in triggers if t.entry.type is EventType.CONSULT}
    assaults = {t.root.i for t in triggers if t.entry.type is EventType.ASSAULT}
    return [
        trigger
        for trigger in triggers
        if not _is_content(trigger, speech)
        and not _is_agenda(trigger, meetings)
        and not _is_same_assault(trigger, assaults)
    ]


def _is_same_assault(trigger: Trigger, assaults: set[int]) -> bool:
    """``an attack killed ten``, ``used drones to bomb it``: the verb tells more.

    ``bombed a camp, killing ten`` is two claims: they have different recipients.
    """
    token, head = trigger.root, trigger.root.head
    if token.i not in assaults or trigger.carrier is not None:
        return False
    if token.lemma_ == "use":
        return any(c.i in assaults and is_infinitive(c) for c in children(token, "xcomp", "advcl"))
    if token.dep_ == "pobj" and head.lower_ == "in":
        return head.head.i in assaults and head.head.lemma_ in HARMING
    killed = head.i in assaults and head.lemma_ in HARMING
    return trigger.is_noun and token.dep_ == "nsubj" and killed


def _is_agenda(trigger: Trigger, meetings: set[int]) -> bool:
    """``met X to discuss Y``: what a meeting is for is no second meeting."""
    clause = trigger.anchor
    return (
        trigger.root.i in meetings
        and clause.head.i in meetings
        and clause.dep_ in {"advcl", "xcomp"}
        and is_infinitive(clause)
    )


def _stands_before(clause: Token) -> bool:
    """``X called on Y to go, a demand that Z rejected``: no content, to the parser a ``ccomp``."""
    said = clause.head
    return clause.dep_ == "ccomp" and clause.i < said.i and bool(children(said, "dobj"))


def _is_content(trigger: Trigger, speech: set[int]) -> bool:
    token = trigger.anchor
    while token.head.i != token.i:
        if token.dep_ == "prep" and token.lower_ not in CONTENT_PREPS:
            return False
        if token.dep_ == "prep" and token.head.lemma_ in TALKING and is_infinitive(token.head):
            return False  # "encouraged X to talk of going": what is encouraged is the talk
        if token.dep_ == "conj" and has_own_subject(token):
            return False
        # "gave X a week to leave": to the parser the demand is an adjunct.
        asked = token.dep_ == "advcl" and token.head.lemma_ in OBJECT_CONTROL
        said = asked or _is_proviso(token) or _says_what(token, speech)
        if token.dep_ not in CONTENT_DEPS and not said:
            return False
        if _stands_before(token):
            return False
        beside = token.dep_ == "conj"  # "denied the report and attacked": two acts, not one in one
        token = token.head
        if token.i in speech and token.i != trigger.root.i and not beside:
            return True
    return False


def _is_proviso(clause: Token) -> bool:
    """``threatened to strike if X bombed it``, ``urged them to fight until X resigns``."""
    marks = {child.lower_ for child in children(clause, "mark")}
    pending = "until" in marks and clause.tag_ in {"VBZ", "VBP"}
    threat = "if" in marks and any(word.lemma_ in _THREATS for word in clause.ancestors)
    return clause.dep_ == "advcl" and (pending or threat or "unless" in marks)


def _says_what(clause: Token, speech: set[int]) -> bool:
    """Whether a clause is what an object says: "calls to leave", "a charge that troops fired"."""
    noun = clause.head
    told = {noun.i, noun.head.i} & speech  # "made a pledge to send police", "issued calls to leave"
    said = clause.dep_ == "acl" and noun.dep_ in {"dobj", "nsubjpass"} and bool(told)
    return said and (is_infinitive(clause) or bool(children(clause, "mark")))

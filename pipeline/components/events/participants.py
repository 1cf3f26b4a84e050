"""Where the text says that those who act, or are acted upon, were at the time."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.events.ground import (
    PLACING,
    Located,
    Refs,
    innermost,
    places_of,
    places_of_all,
)
from pipeline.components.events.mentions import Mentions
from pipeline.components.events.patterns import LOCATIVE, ORIGIN
from pipeline.components.events.placing import STANDING, inner_phrases, is_said, located
from pipeline.components.events.syntax import PrepPhrase, children, prep_phrases
from pipeline.components.events.trigger import Trigger
from pipeline.components.relatives import antecedent

_LOCATED = ("civilian", "military_action", "territory", "force", "position")
"""Objects that stand where their "of" or possessive says."""
_SIEGES = frozenset({"siege", "encirclement", "blockade", "defence", "defense", "garrison"})
_GUARDING = frozenset("man guard hold control staff occupy run defend protect garrison".split())
_AIMING = frozenset({"aim", "fire", "launch", "direct", "target", "head", "bind"})
_HELD_AT = frozenset(LOCATIVE) - set(ORIGIN) - {"to", "towards", "toward", "into", "via"}


def stated_location(trigger: Trigger, mentions: Mentions) -> Located | None:
    """Where the text says the recipient was: "attacks on troops advancing through the desert"."""
    for slot in ("object", "against", "on", "with", "among"):
        for token in trigger.slot(slot):
            for noun in (token, *mentions.contents(token), *children(token, "appos")):
                phrases = (p for clause in _standing_clauses(noun) for p in _held(clause))
                for phrase in phrases:
                    group = located(phrase, mentions) if phrase.word in _HELD_AT else None
                    if group:
                        return group
            home = _home_of(token, mentions)
            if home:
                return "", home
    return None


def place_of_actor(trigger: Trigger, mentions: Mentions) -> list[Located]:
    """``Police in X arrested``, ``a strike on X killed``; not "troops from X attacked"."""
    if trigger.is_noun or trigger.frame is None or trigger.frame.inherited:
        return []
    found: list[Located] = []
    for subject in (token for token in trigger.frame.subject if token.i < trigger.root.i):
        act = mentions.is_a(subject, "military_action")
        words = STANDING if act else {"in", "near", "outside"}
        inner = (*inner_phrases(subject), *_of_targets(subject)) if act else ()
        phrases = [p for p in (*prep_phrases(subject), *inner) if p.word in words]
        if is_said(trigger) and mentions.is_a(subject, "official"):
            # "Officials in Nairobi accused Ethiopia": whose officials they are.
            phrases = [p for p in phrases if not any(map(mentions.actor, p.objects))]
        found += [group for phrase in phrases if (group := located(phrase, mentions))]
    return found


def _of_targets(act: Token) -> Iterator[PrepPhrase]:
    """``a strike on a car in X``."""
    for phrase in prep_phrases(act):
        if phrase.word in {"on", "against", "at"}:
            for target in phrase.objects:
                yield from prep_phrases(target)


def standing_places(verb: Token, mentions: Mentions) -> Refs:
    """Where a verb's act is, or its object or target: "fired on a trawler near X"."""
    phrases = [phrase for phrase in prep_phrases(verb) if phrase.word in STANDING | {"into"}]
    targets = [*children(verb, "dobj"), *(obj for phrase in phrases for obj in phrase.objects)]
    inner = [phrase for target in targets for phrase in prep_phrases(target)]
    phrases += [phrase for phrase in inner if phrase.word in STANDING]
    groups = innermost([g for phrase in phrases if (g := located(phrase, mentions))], verb)
    return groups[0][1] if groups else ()


def pointed_place(trigger: Trigger, mentions: Mentions) -> list[Located]:
    """``left Kidal, abandoning its base there``: the place named before it in the sentence."""
    heads = (trigger.anchor, trigger.root, *trigger.slot("object"))
    there = [c for head in heads for c in children(head, "advmod") if c.lower_ == "there"]
    if not there:
        return []
    doc = trigger.root.doc
    for i in range(there[0].i - 1, trigger.root.sent.start - 1, -1):
        mention = mentions.place(doc[i])
        if mention is not None and mention.root == i and doc[i].dep_ in {"pobj", "dobj", "conj"}:
            return [("in", (mention.ref,))]
    return []


def _standing_clauses(noun: Token) -> Iterator[Token]:
    """Clauses that say where a noun is: not "drones aimed at X"."""
    return (c for c in children(noun, "acl", "relcl") if c.lemma_ not in _AIMING)


def _held(clause: Token) -> Iterator[PrepPhrase]:
    """``stationed in X``, ``manned by soldiers in X``, ``guarding a bridge near X``."""
    for phrase in prep_phrases(clause):
        yield phrase
        if phrase.word == "by" and clause.lemma_ in _GUARDING:
            for agent in phrase.objects:
                yield from prep_phrases(agent)
    if clause.tag_ == "VBG":
        for obj in children(clause, "dobj"):
            yield from prep_phrases(obj)


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

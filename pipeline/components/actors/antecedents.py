"""What pronouns and descriptions can refer to: actors mentioned before, by their salience.

In the manner of centering (Grosz, Joshi and Weinstein 1995), with additive weights after Lappin
and Leass (1994): subjects outrank objects, objects the rest; main clauses outrank others; what a
pronoun already stood for stays in the centre. Plain nouns and towns compete too, so that "it"
after "the truce" is not forced onto an actor; those that speak are actors without id.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.records import COMPOUND_DEPS, Found, Identity
from pipeline.components.countries import Countries
from pipeline.components.tokens import Tokens
from pipeline.schema import ActorType

SUBJECT, OBJECT, OTHER, MODIFIER = 3.0, 1.5, 1.0, -2.5
MAIN_CLAUSE, RELATIVE_CLAUSE = 1.0, -1.0
CENTRE = 0.75
"""Gained by what a pronoun stands for already."""
TOGETHER = 0.5
"""Gained by a coordination over its members."""
PLAIN_NOUN = -1.0
CONTROL = 2.0
"""Gained by an object that an infinitive is said of."""
WHERE = -2.0
"""Lost by a state that is named as a place: "in Iraq"."""

SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECT_DEPS = frozenset({"dobj", "iobj", "dative", "agent", "attr", "oprd"})
_NEAR = 8
"""Tokens from a noun within which its infinitive, article or apposition begins."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LOCATIVE = frozenset("in at near from to towards across into within over inside outside".split())
_QUANTITIES = frozenset(
    "hundreds thousands dozens scores tens number numbers group groups crowd crowds most some"
    " many several members".split()
)
"""They stand for what follows "of"."""
ARMED = frozenset({ActorType.REBEL, ActorType.MILITIA, ActorType.MILITARY})
_KIND = " rebels"
"""How the names of rebels end of whom the text says no more."""
GROUPS = ARMED | {ActorType.POLITICAL_PARTY}
_PLURAL_ENDINGS = ("ies", "ers", "ors", "ts", "men", "police")
"""How role nouns end that mean several, where the tagger takes them for names."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A noun phrase headed at token ``at`` in the clause of ``verb``; plain nouns are nobody.

    ``named`` is False for bare role nouns: "the insurgency" is no group that "the group" takes up.
    """

    at: int
    who: tuple[Identity, ...]
    salience: float
    subject: bool
    verb: int
    singular: bool
    plural: bool
    person: bool
    pronoun: bool
    named: bool


def read_antecedents(
    tokens: Tokens, mentions: Sequence[Found], lexicon: ActorLexicon
) -> list[Antecedent]:
    """All antecedents of a document in order: mentions, coordinations of them, plain nouns."""
    found = [_of_mention(tokens, mention, lexicon) for mention in mentions if mention.who]
    found.extend(_coordinations(tokens, {mention.root: mention for mention in mentions}))
    covered = {at for mention in mentions for at in range(mention.start, mention.end)}
    plain = (_of_noun(tokens, at, lexicon) for at in range(len(tokens)) if at not in covered)
    found.extend(one for one in plain if one is not None)
    return sorted(found, key=lambda one: one.at)


def _of_noun(tokens: Tokens, at: int, lexicon: ActorLexicon) -> Antecedent | None:
    """A noun that no table knows: nobody, unless it speaks or decides ("the charity said")."""
    word, dep, tag = tokens.lower[at], tokens.deps[at], tokens.tags[at]
    if tag == "NNP" and tokens.entities[at] in _PLACES:
        return antecedent(tokens, at, (), PLAIN_NOUN, singular=True, plural=False)
    known = word in lexicon.roles or word in lexicon.descriptions
    body = tag == "NNP" and known and tokens.deps[at - 1] == "compound"
    plain = tag in ("NN", "NNS") and word not in _QUANTITIES
    if dep not in SUBJECT_DEPS | _OBJECT_DEPS or not (body or plain):
        return None
    plural, person = tag == "NNS", tag == "NN" and word in lexicon.persons
    speaks = dep == "nsubj" and tokens.lemmas[tokens.heads[at]] in lexicon.speech
    somebody = body or (_is_new(tokens, at) if person else speaks and word not in lexicon.things)
    who = (_unlisted(tokens, at),) if somebody and not _is_renamed(tokens, at) else ()
    if person and not who:
        return None
    bonus = 0.0 if who else PLAIN_NOUN
    return antecedent(
        tokens, at, who, bonus, singular=not plural, plural=plural, person=person, named=False
    )


def _is_new(tokens: Tokens, at: int) -> bool:
    """Whether the text speaks of somebody for the first time: "a surveyor"."""
    return any(
        tokens.lower[here] in ("a", "an", "another", "one") and tokens.heads[here] == at
        for here in range(max(at - _NEAR, 0), at)
    )


def _is_renamed(tokens: Tokens, at: int) -> bool:
    """ "the commander, Karuna": another noun says who it is."""
    following = range(at + 1, min(at + _NEAR, len(tokens)))
    named = (n for n in following if tokens.tags[n] == "NNP")
    return any(tokens.deps[n] == "appos" and tokens.heads[n] == at for n in named)


def _unlisted(tokens: Tokens, at: int) -> Identity:
    start = at
    while start and tokens.heads[start - 1] == at and tokens.deps[start - 1] in COMPOUND_DEPS:
        start -= 1
    return Identity(None, tokens.surface(start, at + 1), None, None)


def _of_mention(tokens: Tokens, mention: Found, lexicon: ActorLexicon) -> Antecedent:
    plural_form = tokens.tags[mention.root] in ("NNS", "NNPS")
    if mention.kind == "role" and tokens.lower[mention.root].endswith(_PLURAL_ENDINGS):
        plural_form = True  # "Gunmen" that opens a sentence is to the tagger a name
    group = mention.who[0].type in GROUPS
    person = mention.person or (
        mention.kind == "role" and tokens.lower[mention.root] in lexicon.persons
    )
    return antecedent(
        tokens,
        mention.root,
        mention.who,
        _bonus(tokens, mention),
        singular=not plural_form or (mention.kind == "name" and group),
        plural=plural_form or len(mention.who) > 1 or (group and not person),
        person=person,
        named=mention.kind == "name" or mention.start < mention.root,
    )


def _bonus(tokens: Tokens, mention: Found) -> float:
    """Modifiers and names of countries in place phrases are the last to be taken up."""
    if mention.kind == "modifier":
        return MODIFIER
    before = tokens.lower[mention.start - 1] if mention.start else ""
    state = mention.who[0].type == ActorType.STATE and mention.kind == "name"
    return WHERE if state and before in _LOCATIVE and not mention.person else 0.0


def _coordinations(tokens: Tokens, roots: dict[int, Found]) -> Iterator[Antecedent]:
    members: dict[int, list[int]] = {}
    for root in sorted(roots):
        first = root
        while tokens.deps[first] == "conj" and tokens.heads[first] in roots:
            first = tokens.heads[first]
        members.setdefault(first, []).append(root)
    for first, listed in members.items():
        who = tuple(dict.fromkeys(one for root in listed for one in roots[root].who))
        if len(listed) > 1 and len(who) > 1:
            yield antecedent(tokens, first, who, TOGETHER, singular=False, plural=True)


def antecedent(
    tokens: Tokens,
    at: int,
    who: tuple[Identity, ...],
    bonus: float,
    *,
    singular: bool,
    plural: bool,
    person: bool = False,
    pronoun: bool = False,
    named: bool = True,
) -> Antecedent:
    """The antecedent headed at a token, its salience read off the parse."""
    top = at
    while tokens.heads[top] != top:
        if tokens.deps[top] in ("conj", "appos"):
            top = tokens.heads[top]
        elif tokens.lower[tokens.heads[tokens.heads[top]]] in _QUANTITIES:
            top = tokens.heads[tokens.heads[top]]  # "hundreds of students"
        else:
            break
    dep, verb = tokens.deps[top], verb_of(tokens, at)
    # A noun at the root of a sentence is as a rule a subject whose verb the parser attached to it.
    subject = dep in SUBJECT_DEPS or (dep == "ROOT" and tokens.tags[top].startswith("NN"))
    salience = SUBJECT if subject else OBJECT if dep in _OBJECT_DEPS else OTHER
    if controls(tokens, top):
        salience += CONTROL
    if subject and tokens.deps[verb] in ("ROOT", "conj"):
        salience += MAIN_CLAUSE
    elif subject and tokens.deps[verb] in ("relcl", "acl"):
        salience += RELATIVE_CLAUSE
    return Antecedent(
        at, who, salience + bonus, subject, verb, singular, plural, person, pronoun, named
    )


def controls(tokens: Tokens, at: int) -> bool:
    """Whether an infinitive is said of it: "decided the regime to strike", "called on X to"."""
    clause = tokens.heads[at]
    if tokens.deps[at] not in ("dobj", "pobj"):
        return False
    if tokens.deps[at] == "pobj":
        if tokens.lower[clause] not in ("on", "upon", "to", "for"):
            return False
        clause = tokens.heads[clause]
    return any(
        tokens.deps[here] in ("xcomp", "advcl")
        and tokens.heads[here] == clause
        and tokens.lower[here - 1] == "to"
        for here in range(at + 1, min(at + _NEAR, len(tokens)))
    )


def verb_of(tokens: Tokens, at: int) -> int:
    """The verb whose clause a token is in; the sentence's root where there is none above it."""
    while True:
        head = tokens.heads[at]
        # What has a subject is a predicate, also where the tagger sees no verb in it.
        if head == at or tokens.tags[head].startswith("VB") or tokens.deps[at] in SUBJECT_DEPS:
            return head
        at = head


def _without_kinds(counts: Counter[Identity]) -> Counter[Identity]:
    """Without "the rebels" of a country where a rebel group is named more: it is them."""
    rebels = [who for who in counts if who.type is ActorType.REBEL]
    kinds = {who for who in rebels if who.name.endswith(_KIND)}
    named = max((counts[who] for who in rebels if who not in kinds), default=0)
    return Counter({w: n for w, n in counts.items() if w not in kinds or n > named})


class Parties:
    """The armed actors of a document, for "both sides" and "its adversaries".

    Args:
        mentions: names and roles.
        countries: the scenes, so that the parties of one country are paired.
    """

    def __init__(self, mentions: Sequence[Found], countries: Countries) -> None:
        self._countries = countries
        self._named = [
            (mention.start, who)
            for mention in mentions
            for who in mention.who
            if who.type is ActorType.STATE and mention.kind != "pronoun"
        ]
        self._states = {
            who.country: who
            for mention in mentions
            for who in mention.who
            if who.type is ActorType.STATE and who.id is not None
        }
        self._armed = [
            (mention.start, who)
            for mention in mentions
            for who in mention.who
            if who.type in ARMED and who.id is not None
        ]

    def pair(self, at: int) -> tuple[Identity, ...]:
        """The two that are named most in the country spoken of at a token, in order of mention.

        Of those named before, else of all; where they meet abroad, those of the country that the
        document is about.
        """
        for here in dict.fromkeys((self._countries.near(at), self._countries.main)):
            found = self._of(here, at) or self._of(here)
            if found:
                return found
        return ()

    def _of(self, here: str | None, end: int | None = None) -> tuple[Identity, ...]:
        named = [who for start, who in self._armed if end is None or start < end]
        counts = Counter(who for who in named if here is None or who.country in (None, here))
        counts = _without_kinds(counts)
        state = self._states.get(here)
        if len(counts) == 1 and state is not None and next(iter(counts)).type in GROUPS:
            return (*counts, state) if self._is_civil_war(counts.total(), end) else ()
        order = {who: place for place, who in enumerate(counts)}
        top = sorted(counts, key=lambda who: (-counts[who], order[who]))[:2]
        # "The rebels" and a group of rebels are one side; the other is the state.
        groups = [who for who in top if not who.name.endswith(_KIND)]
        if state and len(groups) == 1 and all(who.type is ActorType.REBEL for who in top):
            return (*groups, state)
        return tuple(sorted(top, key=order.__getitem__)) if len(top) == 2 else ()

    def _is_civil_war(self, named: int, end: int | None) -> bool:
        """Whether the only armed group is named more than a second state is."""
        states = Counter(who for start, who in self._named if end is None or start < end)
        return len(states) < 2 or named * 2 >= states.most_common(2)[1][1]

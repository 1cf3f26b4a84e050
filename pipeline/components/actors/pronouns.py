"""Pronouns and definite descriptions of actors, resolved by salience.

In the manner of centering (Grosz, Joshi and Weinstein 1995; Lappin and Leass 1994 for the idea of
additive weights): every actor mentioned in this sentence before the pronoun, or in the two
sentences before, is a candidate; it must agree in number and animacy; subjects outrank objects,
objects the rest; near outranks far; what a pronoun already stood for stays in the centre. Plain
nouns that are subjects compete too, so that "it" after "the truce" is not forced onto an actor.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.records import COMPOUND_DEPS, Found, Identity, identity
from pipeline.components.countries import Countries
from pipeline.components.tokens import Tokens
from pipeline.resources import Knowledge
from pipeline.schema import ActorType

SUBJECT, OBJECT, OTHER, MODIFIER = 3.0, 1.5, 1.0, -1.5
MAIN_CLAUSE = 0.5
SENTENCE_STEP = 1.5
"""Salience lost for each sentence between a mention and the pronoun."""
TOKEN_STEP = 0.03
SAME_ROLE = 0.75
CENTRE = 0.75
"""Gained by what a pronoun stands for already, and by what stays the subject."""
PLAIN_NOUN = -1.0
WHERE = -2.0
"""Lost by a state that is named as a place: "in Iraq"."""
REACH = 2
"""Sentences looked back for pronouns; descriptions say more and may reach back to ``FAR``."""
FAR = 5

_SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECT_DEPS = frozenset({"dobj", "iobj", "dative", "agent", "attr", "oprd"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_POSSESSIVE = frozenset({"their", "its", "his", "her"})
_GROUP_TYPES = frozenset(
    {ActorType.REBEL, ActorType.MILITIA, ActorType.MILITARY, ActorType.POLITICAL_PARTY}
)
_ARMED = frozenset({ActorType.REBEL, ActorType.MILITIA, ActorType.MILITARY})
_EXPLETIVE_VERBS = frozenset(
    "is was be been being 's ’s seems seemed appears appeared remains remained happened turned"
    " takes took means meant follows followed".split()
)
_PERSONS_OWN = frozenset({"force", "military", "government"})
_OFFICES = frozenset({"general", "president", "colonel", "captain"})
_LOCATIVE = frozenset("in at near from to towards across into within over inside outside".split())
_BOTH = frozenset({"both", "two", "each", "either", "warring", "rival", "opposing"})
_OWN_ROLES = frozenset({"force", "fighter", "military", "official", "government", "police"})
_OPPONENTS = frozenset(
    "rival rivals adversary adversaries enemy enemies foe foes opponents opponent".split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    who: tuple[Identity, ...]
    salience: float
    subject: bool
    verb: int
    singular: bool
    plural: bool
    person: bool
    pronoun: bool


class _Parties:
    """The armed actors of a document, for "both sides" and "its adversaries".

    Args:
        armed: each mention's token and actor.
        countries: the scenes, so that the parties of one country are paired.
    """

    def __init__(self, armed: Sequence[tuple[int, Identity]], countries: Countries) -> None:
        self._armed = armed
        self._countries = countries

    def pair(self, at: int) -> tuple[Identity, ...]:
        """The two that are named most in the country spoken of at a token, in order of mention."""
        here = self._countries.near(at)
        counts = Counter(
            who for _, who in self._armed if here is None or who.country in (None, here)
        )
        order = {who: place for place, who in enumerate(counts)}
        top = sorted(counts, key=lambda who: (-counts[who], order[who]))[:2]
        return tuple(sorted(top, key=order.__getitem__)) if len(top) == 2 else ()


class PronounResolver:
    """Resolves pronouns and descriptions against the mentions before them.

    Args:
        lexicon: nouns that take up an actor again, and for both parties.
        knowledge: the roles of countries.
    """

    def __init__(self, lexicon: ActorLexicon, knowledge: Knowledge) -> None:
        self._lexicon = lexicon
        self._roles = knowledge.roles
        self._actors = knowledge.actors
        self._governments = {country.actor for country in knowledge.countries.values()}
        self._vague = frozenset(role.actor for role in lexicon.classes.values() if role.actor)
        self._fixed = frozenset(knowledge.roles.values())

    def find(
        self, tokens: Tokens, mentions: Sequence[Found], countries: Countries
    ) -> list[Found]:
        """Pronouns and descriptions from left to right; those that stand for nobody known are left out.

        Args:
            mentions: names and roles, sorted by start.
        """
        pool = _candidates(tokens, mentions)
        armed = [
            (mention.start, who)
            for mention in mentions
            for who in mention.who
            if who.type in _ARMED and who.id is not None
        ]
        parties = _Parties(armed, countries)
        taken = {found.root: found for found in mentions if found.kind != "modifier"}
        found: list[Found] = []
        for at, word in enumerate(tokens.lower):
            resolved = None
            if at in taken and tokens.lower[at - 1 : at] == ["the"]:
                resolved = self._again(tokens, at, taken[at], pool)
            if resolved is not None:
                pass
            elif tokens.tags[at] in ("PRP", "PRP$"):
                resolved = self._pronoun(tokens, at, pool)
            elif word in ("latter", "former") and tokens.lower[at - 1 : at] == ["the"]:
                resolved = self._latter(tokens, at, pool, last=word == "latter")
            elif word in self._lexicon.descriptions or word in self._lexicon.sides or word == "both":
                resolved = self._description(tokens, at, pool, taken, parties)
            if resolved is None:
                continue
            found.append(resolved)
            pool.append(self._as_candidate(tokens, resolved))
            pool.sort(key=lambda candidate: candidate.at)
            if word in _POSSESSIVE:
                found.extend(self._owned(tokens, at, resolved, taken, parties))
        return found

    def _again(
        self, tokens: Tokens, at: int, role: Found, pool: Sequence[_Candidate]
    ) -> Found | None:
        """ "the militants" after a named group: that group, unless the country has only one kind."""
        if role.start != at or role.kind != "role" or tokens.lower[at] not in self._lexicon.armed:
            return None
        if role.who[0].id in self._fixed:
            return None
        for one in reversed(pool):
            if one.at >= at or tokens.sentence[at] - tokens.sentence[one.at] > REACH:
                continue
            named = len(one.who) == 1 and one.who[0].id not in (None, role.who[0].id)
            if named and not one.person and one.who[0].type in (ActorType.REBEL, ActorType.MILITIA):
                return Found(at, at + 1, at, "role", one.who, "description")
        return None

    def _pronoun(
        self, tokens: Tokens, at: int, pool: Sequence[_Candidate]
    ) -> Found | None:
        word = tokens.lower[at]
        if word in _SINGULAR:
            if word == "it" and _is_expletive(tokens, at):
                return None
            fits = [one for one in pool if one.singular and not one.person]
        elif word in _PLURAL:
            fits = [one for one in pool if one.plural]
        elif word in _PERSON:
            fits = [one for one in pool if one.person]
        else:
            return None
        best = self._ahead(tokens, at, fits) or self._best(tokens, at, fits)
        if best is None or not best.who:
            return None
        return Found(at, at + 1, at, "pronoun", best.who, "pronoun")

    def _ahead(
        self, tokens: Tokens, at: int, fits: Sequence[_Candidate]
    ) -> _Candidate | None:
        """ "At its summit, ECOWAS ...": the subject to come, for a possessive that opens a sentence."""
        first = at
        while first and tokens.sentence[first - 1] == tokens.sentence[at]:
            first -= 1
        opening = tokens.tags[first] == "IN" and at - first <= 4
        if not opening or tokens.lower[at] not in _POSSESSIVE:
            return None
        if any(tokens.tags[here] in ("VBD", "VBZ", "VBP", ",") for here in range(first, at)):
            return None
        for one in fits:
            if one.at > at and tokens.sentence[one.at] == tokens.sentence[at]:
                main = one.subject and tokens.deps[one.verb] == "ROOT"
                return one if main and one.who else None
        return None

    def _best(
        self, tokens: Tokens, at: int, fits: Sequence[_Candidate]
    ) -> _Candidate | None:
        subject = tokens.deps[at] in _SUBJECT_DEPS
        possessive = tokens.lower[at] in _POSSESSIVE
        reflexive = tokens.lower[at].endswith(("self", "selves"))
        verb = _verb(tokens, at)
        best: tuple[float, _Candidate] | None = None
        for one in fits:
            distance = tokens.sentence[at] - tokens.sentence[one.at]
            if one.at >= at or distance > REACH:
                continue
            if distance == 0 and one.verb == verb and not possessive and not reflexive:
                continue
            if reflexive and (distance or one.verb != verb):
                continue
            score = one.salience - SENTENCE_STEP * distance - TOKEN_STEP * (at - one.at)
            score += SAME_ROLE * (subject and one.subject)
            if best is None or score > best[0]:
                best = (score, one)
        return best[1] if best else None

    def _latter(
        self, tokens: Tokens, at: int, pool: Sequence[_Candidate], *, last: bool
    ) -> Found | None:
        if at + 1 < len(tokens) and tokens.tags[at + 1].startswith("NN"):
            return None
        near = [
            one
            for one in pool
            if one.who and not one.pronoun and one.at < at - 1 and tokens.sentence[at] - tokens.sentence[one.at] <= 1
            and one.salience >= OTHER - 1
        ]
        if not near:
            return None
        chosen = near[-1] if last else near[max(len(near) - 2, 0)]
        return Found(at - 1, at + 1, at, "pronoun", chosen.who[-1:], "description")

    def _description(
        self,
        tokens: Tokens,
        at: int,
        pool: Sequence[_Candidate],
        taken: dict[int, Found],
        parties: _Parties,
    ) -> Found | None:
        word = tokens.lower[at]
        start = _phrase_start(tokens, at)
        inside = set(tokens.lower[start:at])
        following = tokens.tags[at + 1] if at + 1 < len(tokens) else ""
        if word == "both":
            if following.startswith(("NN", "JJ", "PRP", "DT", "IN")) or "and" in tokens.lower[at : at + 5]:
                return None
            pair = self._pair(tokens, at, pool, parties)
            return Found(at, at + 1, at, "pronoun", pair, "description") if pair else None
        if word in self._lexicon.sides and self._means_parties(tokens, start, at, inside):
            pair = self._pair(tokens, at, pool, parties)
            return Found(start, at + 1, at, "pronoun", pair, "description") if pair else None
        known = taken.get(at)
        if known is not None and known.kind == "name":
            return None
        types = self._lexicon.descriptions.get(word)
        definite = tokens.lower[start] in ("the", "this", "that")
        if types is None or not definite or _joined(tokens, at):
            return None
        if any(
            who.id is not None and who.id not in self._vague
            for one in pool
            if start < one.at < at
            for who in one.who
        ):
            return None
        person = word in _OFFICES
        for one in reversed(pool):
            if one.at >= start or tokens.sentence[at] - tokens.sentence[one.at] > FAR:
                continue
            if person != one.person or not one.singular or len(one.who) != 1:
                continue
            if person or one.who[0].type in types:
                return Found(start, at + 1, at, "pronoun", one.who, "description")
        return None

    def _means_parties(self, tokens: Tokens, start: int, at: int, inside: set[str]) -> bool:
        """Whether "sides", "generals" and the like mean the parties to the conflict."""
        if tokens.lower[at] == "belligerents" or tokens.lower[at] == "antagonists":
            return True
        if at + 1 < len(tokens) and tokens.lower[at + 1] == "of":
            return False
        return bool(_BOTH & inside)

    def _pair(
        self,
        tokens: Tokens,
        at: int,
        pool: Sequence[_Candidate],
        parties: _Parties,
    ) -> tuple[Identity, ...]:
        """The two named together last nearby, else the two armed actors named most."""
        for one in reversed(pool):
            near = tokens.sentence[at] - tokens.sentence[one.at] <= 1
            fighting = any(who.type in _ARMED for who in one.who)
            if one.at < at and near and len(one.who) == 2 and fighting:
                return one.who
        return parties.pair(at)

    def _owned(
        self,
        tokens: Tokens,
        at: int,
        owner: Found,
        taken: dict[int, Found],
        parties: _Parties,
    ) -> Iterator[Found]:
        """ "its units" are the owner, "its adversaries" the other party."""
        head = tokens.heads[at]
        if head <= at or head - at > 5:
            return
        word = tokens.lower[head]
        if word in _OPPONENTS:
            others = tuple(who for who in parties.pair(at) if who not in owner.who)
            if len(others) == 1:
                yield Found(at, head + 1, head, "role", others, "description")
            return
        if word in ("allies", "ally"):
            yield from self._allies(at, head, owner)
            return
        own = _PERSONS_OWN if tokens.lower[at] in _PERSON else _OWN_ROLES
        roles = self._lexicon.roles.get(word, ())
        known = taken.get(head)
        stated = known is not None and known.start < head
        if any(role.name in own for role in roles) and not stated:
            yield Found(at, head + 1, head, "role", owner.who, "pronoun")

    def _allies(self, at: int, head: int, owner: Found) -> Iterator[Found]:
        """The allies of a government that are known as one actor."""
        for who in owner.who[:1]:
            allies = self._roles.get((who.country or "", "allies"))
            if allies is not None and who.id in self._governments:
                actor = self._actors[allies]
                yield Found(at, head + 1, head, "role", (identity(actor),), "composed")

    def _as_candidate(self, tokens: Tokens, found: Found) -> _Candidate:
        return _candidate(
            tokens,
            found.root,
            found.who,
            bonus=CENTRE,
            singular=tokens.lower[found.root] in _SINGULAR or len(found.who) == 1,
            plural=tokens.lower[found.root] in _PLURAL or len(found.who) > 1,
            person=tokens.lower[found.root] in _PERSON,
            pronoun=True,
        )


def _candidates(tokens: Tokens, mentions: Sequence[Found]) -> list[_Candidate]:
    """All antecedents of a document in order: mentions, coordinations of them, plain subjects."""
    found = []
    roots = {mention.root: mention for mention in mentions}
    for mention in mentions:
        if not mention.who:
            continue
        plural_form = tokens.tags[mention.root] in ("NNS", "NNPS")
        group = mention.who[0].type in _GROUP_TYPES
        person = mention.person
        found.append(
            _candidate(
                tokens,
                mention.root,
                mention.who,
                bonus=_bonus(tokens, mention),
                singular=not plural_form or (mention.kind == "name" and group),
                plural=plural_form or len(mention.who) > 1 or (group and not person),
                person=person,
            )
        )
    found.extend(_coordinations(tokens, roots))
    covered = {at for mention in mentions for at in range(mention.start, mention.end)}
    for at, dep in enumerate(tokens.deps):
        if dep in _SUBJECT_DEPS and at not in covered and tokens.tags[at] in ("NN", "NNS"):
            plural = tokens.tags[at] == "NNS"
            blocker = _candidate(
                tokens, at, (), bonus=PLAIN_NOUN, singular=not plural, plural=plural, person=False
            )
            found.append(blocker)
    return sorted(found, key=lambda candidate: candidate.at)


def _coordinations(tokens: Tokens, roots: dict[int, Found]) -> Iterator[_Candidate]:
    members: dict[int, list[int]] = {}
    for root in sorted(roots):
        first = root
        while tokens.deps[first] == "conj" and tokens.heads[first] in roots:
            first = tokens.heads[first]
        members.setdefault(first, []).append(root)
    for first, listed in members.items():
        who = tuple(dict.fromkeys(one for root in listed for one in roots[root].who))
        if len(listed) > 1 and len(who) > 1:
            yield _candidate(
                tokens, first, who, bonus=0.5, singular=False, plural=True, person=False
            )


def _candidate(
    tokens: Tokens,
    at: int,
    who: tuple[Identity, ...],
    *,
    bonus: float,
    singular: bool,
    plural: bool,
    person: bool,
    pronoun: bool = False,
) -> _Candidate:
    top = at
    while tokens.deps[top] in ("conj", "appos") and tokens.heads[top] != top:
        top = tokens.heads[top]
    dep = tokens.deps[top]
    verb = _verb(tokens, at)
    subject = dep in _SUBJECT_DEPS
    salience = SUBJECT if subject else OBJECT if dep in _OBJECT_DEPS else OTHER
    if subject and tokens.deps[verb] in ("ROOT", "conj"):
        salience += MAIN_CLAUSE
    return _Candidate(at, who, salience + bonus, subject, verb, singular, plural, person, pronoun)


def _verb(tokens: Tokens, at: int) -> int:
    """The verb whose clause a token is in."""
    for _ in range(len(tokens)):
        head = tokens.heads[at]
        if head == at or tokens.tags[head].startswith("VB"):
            return head
        at = head
    return at


def _bonus(tokens: Tokens, mention: Found) -> float:
    """Modifiers and names of countries in place phrases are the last to be taken up."""
    if mention.kind == "modifier":
        return MODIFIER - OTHER
    before = tokens.lower[mention.start - 1] if mention.start else ""
    state = mention.who[0].type == ActorType.STATE and mention.kind == "name"
    return WHERE if state and before in _LOCATIVE and not mention.person else 0.0


def _is_expletive(tokens: Tokens, at: int) -> bool:
    """ "it was the first time that", "it is likely to": nobody is meant."""
    following = tokens.lower[at + 1 : at + 2]
    if not following or following[0] not in _EXPLETIVE_VERBS:
        return False
    end = at + 2
    while end < len(tokens) and tokens.sentence[end] == tokens.sentence[at]:
        end += 1
    rest = tokens.lower[at + 2 : end]
    if any(word in ("that", "who", "which") for word in rest):
        return True
    return any(word in ("to", "time", "because", "for") for word in rest[:7])


def _phrase_start(tokens: Tokens, at: int) -> int:
    start = at
    while start > 0 and (
        tokens.heads[start - 1] in range(start - 1, at + 1)
        and tokens.deps[start - 1] in (*COMPOUND_DEPS, "det", "nummod", "predet", "punct", "poss")
        and tokens.tags[start - 1] not in (",", ".", ":")
    ):
        start -= 1
    return start


def _joined(tokens: Tokens, at: int) -> bool:
    return tokens.deps[at] in COMPOUND_DEPS and tokens.heads[at] > at

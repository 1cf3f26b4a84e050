"""Definite descriptions of actors: "the group", "both sides", "the latter", "its adversaries"."""

from collections.abc import Iterator, Sequence

from pipeline.components.actors.antecedents import ARMED, Antecedent, Parties, verb_of
from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.records import COMPOUND_DEPS, Found, Identity, identity
from pipeline.components.tokens import Tokens
from pipeline.resources import Knowledge
from pipeline.schema import ActorType

NEAR, FAR = 2, 5
"""Sentences that plural armed nouns, and other descriptions, may reach back."""

_OFFICES = frozenset({"general", "president", "colonel", "captain"})
_BOTH = frozenset({"both", "each", "either", "warring", "rival", "opposing"})
_KNOWN = frozenset({"the", "these", "those"})
_BELLIGERENTS = frozenset({"belligerents", "antagonists"})
_OPPONENTS = frozenset(
    "rival rivals adversary adversaries enemy enemies foe foes opponents opponent".split()
)
_STATES = frozenset(
    "armies countries nations states governments neighbours neighbors ministers presidents premiers"
    " militaries capitals".split()
)
_PARTIES = ARMED | {ActorType.STATE, ActorType.POLITICAL_PARTY, ActorType.OTHER}
ASSAILANTS = frozenset({"gunmen", "bandits"})
"""Roles of those who are called by what they did."""
_ATTACKING = (ARMED | {ActorType.OTHER}) - {ActorType.MILITARY, ActorType.POLICE}
_ALLIES = frozenset({"ally", "allies"})
_OWN_ROLES = frozenset({"force", "fighter", "military", "official", "government", "police"})
_OWN_ROLES_OF_PERSONS = frozenset({"force", "military", "government"})
_PERSONAL = frozenset({"his", "her"})


class DescriptionResolver:
    """Resolves descriptions against the antecedents before them.

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
        self._fixed = frozenset(knowledge.roles.values()) - self._vague

    def find(
        self,
        tokens: Tokens,
        at: int,
        known: Found | None,
        pool: Sequence[Antecedent],
        parties: Parties,
    ) -> Found | None:
        """The actor that the noun at a token describes, if it describes one.

        Args:
            known: the name or role phrase headed there.
            pool: the antecedents in order.
        """
        word = tokens.lower[at]
        if known is not None and tokens.lower[at - 1 : at] == ["the"]:
            again = self._again(tokens, at, known, pool) or self._attacker(tokens, at, known, pool)
            if again is not None:
                return again
        if known is not None and known.kind == "name":
            return None
        if word in ("latter", "former"):
            return self._latter(tokens, at, pool)
        if word == "both":
            return self._both(tokens, at, pool, parties)
        start = phrase_start(tokens, at)
        if word in self._lexicon.sides and _means_parties(tokens, start, at):
            pair = _pair(tokens, at, pool, parties)
            return Found(start, at + 1, at, "pronoun", pair, "description") if pair else None
        one_kind = known is not None and known.who[0].id in self._fixed
        if word in self._lexicon.descriptions and not one_kind:
            return self._taken_up(tokens, start, at, pool)
        return None

    def _again(
        self, tokens: Tokens, at: int, role: Found, pool: Sequence[Antecedent]
    ) -> Found | None:
        """ "the militants" after a named group: that group, unless the country has but one kind."""
        if role.start != at or role.kind != "role" or tokens.lower[at] not in self._lexicon.armed:
            return None
        if self._is_owned(tokens, at) or role.who[0].id in self._fixed:
            return None
        for one in reversed(pool):
            if one.at >= at or tokens.sentence[at] - tokens.sentence[one.at] > NEAR:
                continue
            named = len(one.who) == 1 and one.who[0].id not in (None, role.who[0].id)
            if named and not one.person and one.who[0].type in (ActorType.REBEL, ActorType.MILITIA):
                return Found(at, at + 1, at, "role", one.who, "description")
        return None

    def _attacker(
        self, tokens: Tokens, at: int, role: Found, pool: Sequence[Antecedent]
    ) -> Found | None:
        """ "the attackers": whoever attacked last, by verb or by "an attack by".

        No police: "police stormed a hideout. The kidnappers fled".
        """
        kinds = self._lexicon.roles.get(tokens.lower[at], ())
        if role.start != at or self._is_owned(tokens, at) or not kinds:
            return None
        if kinds[0].name not in ASSAILANTS or "bandit" in tokens.lower[at]:
            return None
        for one in reversed(pool):
            told = one.at < at and one.verb != verb_of(tokens, at)
            if not told or tokens.sentence[at] - tokens.sentence[one.at] > FAR:
                continue
            agent = tokens.deps[tokens.heads[one.at]] == "agent"
            active = one.subject and tokens.deps[one.at] != "nsubjpass"
            attacked = (agent or active) and tokens.lemmas[one.verb] in self._lexicon.violence
            if attacked and one.who and all(who.type in _ATTACKING for who in one.who):
                return Found(at, at + 1, at, "role", one.who, "description")
        return None

    @staticmethod
    def _is_owned(tokens: Tokens, at: int) -> bool:
        return at + 1 < len(tokens) and tokens.lower[at + 1] in ("of", "from")

    def _latter(self, tokens: Tokens, at: int, pool: Sequence[Antecedent]) -> Found | None:
        noun_follows = at + 1 < len(tokens) and tokens.tags[at + 1].startswith("NN")
        if noun_follows or tokens.lower[at - 1 : at] != ["the"]:
            return None
        near = [
            one
            for one in pool
            if one.who
            and not one.pronoun
            and one.at < at - 1
            and tokens.sentence[at] - tokens.sentence[one.at] <= 1
            and one.salience >= 0
        ]
        if not near:
            return None
        last = tokens.lower[at] == "latter"
        chosen = near[-1] if last else near[max(len(near) - 2, 0)]
        return Found(at - 1, at + 1, at, "pronoun", chosen.who[-1:], "description")

    def _both(
        self, tokens: Tokens, at: int, pool: Sequence[Antecedent], parties: Parties
    ) -> Found | None:
        following = tokens.tags[at + 1] if at + 1 < len(tokens) else ""
        determiner = following.startswith(("NN", "JJ", "PRP", "DT", "IN"))
        if determiner or "and" in tokens.lower[at : at + 5]:
            return None
        pair = _pair(tokens, at, pool, parties)
        return Found(at, at + 1, at, "pronoun", pair, "description") if pair else None

    def _taken_up(
        self, tokens: Tokens, start: int, at: int, pool: Sequence[Antecedent]
    ) -> Found | None:
        """ "the group", "the regional bloc", "the general": the last actor that fits."""
        compound = tokens.deps[at] in COMPOUND_DEPS and tokens.heads[at] > at
        if compound or tokens.lower[start] not in ("the", "this", "that"):
            return None
        if self._has_own_name(start, at, pool):
            return None
        types = self._lexicon.descriptions[tokens.lower[at]]
        person = tokens.lower[at] in _OFFICES
        for one in reversed(pool):
            if one.at >= start or tokens.sentence[at] - tokens.sentence[one.at] > FAR:
                continue
            if person != one.person or not (one.singular and one.named) or len(one.who) != 1:
                continue
            if person or one.who[0].type in types:
                return Found(start, at + 1, at, "pronoun", one.who, "description")
        return None

    def _has_own_name(self, start: int, at: int, pool: Sequence[Antecedent]) -> bool:
        """Whether the phrase itself names an actor: "the UN mission"."""
        return any(
            who.id is not None and who.id not in self._vague
            for one in pool
            if start < one.at < at
            for who in one.who
        )

    def owned(
        self, tokens: Tokens, owner: Found, taken: dict[int, Found], parties: Parties
    ) -> Iterator[Found]:
        """ "its units" are the owner, "its adversaries" the other party; ``owner``: the pronoun."""
        at, head = owner.root, tokens.heads[owner.root]
        if head <= at or head - at > 5:
            return
        word = tokens.lower[head]
        if word in _OPPONENTS:
            others = tuple(who for who in parties.pair(at) if who not in owner.who)
            if len(others) == 1:
                yield Found(at, head + 1, head, "role", others, "description")
        elif word in _ALLIES:
            yield from self._allies(tokens, head, owner, taken)
        elif word not in self._lexicon.helpers:
            own = _OWN_ROLES_OF_PERSONS if tokens.lower[at] in _PERSONAL else _OWN_ROLES
            known = taken.get(head)
            stated = known is not None and known.start < head
            roles = self._lexicon.roles.get(word, ())
            if any(role.name in own for role in roles) and not stated:
                yield Found(at, head + 1, head, "role", owner.who, "pronoun")

    def owned_by_phrase(
        self, tokens: Tokens, owner: Found, taken: dict[int, Found]
    ) -> Iterator[Found]:
        """ "soldiers of the two countries", "the commanders of the group": whose they are."""
        of = tokens.heads[owner.root]
        role = taken.get(tokens.heads[of])
        if tokens.lower[of] != "of" or role is None or role.kind != "role":
            return
        nouns = self._lexicon.roles.get(tokens.lower[role.root], ())
        if role.end == of and any(noun.name in _OWN_ROLES for noun in nouns):
            yield Found(role.start, of, role.root, "role", owner.who, "description")

    def _allies(
        self, tokens: Tokens, head: int, owner: Found, taken: dict[int, Found]
    ) -> Iterator[Found]:
        """Those the text called allied before, or the known allies of a government."""
        found: tuple[Identity, ...] = ()
        ends = {mention.end for mention in taken.values() if mention.who == owner.who}
        for mention in taken.values():
            at = mention.start - (tokens.lower[mention.start] != "allied")
            if tokens.lower[max(at - 1, 0) : at + 1] == ["and", "allied"] and at - 1 in ends:
                found = mention.who
        if not found and owner.who[0].id in self._governments:
            allies = self._roles.get((owner.who[0].country or "", "allies"))
            found = (identity(self._actors[allies]),) if allies is not None else ()
        if found:
            yield Found(owner.root, head + 1, head, "role", found, "description")


def _pair(
    tokens: Tokens, at: int, pool: Sequence[Antecedent], parties: Parties
) -> tuple[Identity, ...]:
    """The two named together last nearby, else the two armed actors named most, else the two
    that the sentences before speak of."""
    pairs = [one for one in pool if one.at < at and len(one.who) == 2]
    of_states = tokens.lower[at] in _STATES
    for one in reversed(pairs):
        near = tokens.sentence[at] - tokens.sentence[one.at] <= 1
        if near and not of_states and any(who.type in ARMED for who in one.who):
            return one.who
    fighting = () if of_states else parties.pair(at)
    if fighting:
        return fighting
    for one in reversed(pairs):
        far = tokens.sentence[at] - tokens.sentence[one.at] > FAR
        if not far and all(who.type == ActorType.STATE for who in one.who):
            return one.who
    found = _spoken_of(tokens, at, pool, of_states=of_states)
    return found or (parties.pair(at) if tokens.lower[at] == "armies" else ())


def _spoken_of(
    tokens: Tokens, at: int, pool: Sequence[Antecedent], *, of_states: bool
) -> tuple[Identity, ...]:
    """The only two actors, states or not, of the last sentences before that name as many."""
    found: dict[Identity, int] = {}
    for one in reversed(pool):
        if not 0 < tokens.sentence[at] - tokens.sentence[one.at] <= FAR:
            continue
        if len(found) >= 2 and tokens.sentence[one.at] != tokens.sentence[min(found.values())]:
            break
        for who in one.who:
            kind = who.type == ActorType.STATE if of_states else who.type in _PARTIES
            if kind and one.salience >= 0:
                found[who] = one.at
    return tuple(sorted(found, key=found.__getitem__)) if len(found) == 2 else ()


def _means_parties(tokens: Tokens, start: int, at: int) -> bool:
    """Whether "sides", "generals" and the like mean the parties to the conflict."""
    if tokens.lower[at] in _BELLIGERENTS:
        return True
    if at + 1 < len(tokens) and tokens.lower[at + 1] == "of":
        return False
    before = tokens.lower[start:at]
    known = not _KNOWN.isdisjoint(before) or tokens.lower[start - 1 : start] == ["between"]
    return not _BOTH.isdisjoint(before) or ("two" in before and known)


def phrase_start(tokens: Tokens, at: int) -> int:
    """The first token of the noun phrase headed at a token, its determiner included."""
    start = at
    while start > 0 and (
        start <= tokens.heads[start - 1] <= at
        and tokens.deps[start - 1] in (*COMPOUND_DEPS, "det", "nummod", "predet", "punct", "poss")
        and tokens.tags[start - 1] not in (",", ".", ":")
    ):
        start -= 1
    return start

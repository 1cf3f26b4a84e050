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
from pipeline.components.actors.records import COMPOUND_DEPS, Found, Identity
from pipeline.components.tokens import Tokens
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
REACH = 2
"""Sentences looked back."""

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


class PronounResolver:
    """Resolves pronouns and descriptions against the mentions before them.

    Args:
        lexicon: nouns that take up an actor again, and for both parties.
    """

    def __init__(self, lexicon: ActorLexicon) -> None:
        self._lexicon = lexicon

    def find(self, tokens: Tokens, mentions: Sequence[Found]) -> list[Found]:
        """Pronouns and descriptions from left to right; those that stand for nobody known are left out.

        Args:
            mentions: names and roles, sorted by start.
        """
        pool = _candidates(tokens, mentions)
        parties = Counter(
            who for found in mentions for who in found.who if who.type in _ARMED
        )
        taken = {found.root: found for found in mentions if found.kind != "modifier"}
        found: list[Found] = []
        for at, word in enumerate(tokens.lower):
            resolved = None
            if tokens.tags[at] in ("PRP", "PRP$"):
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
        best = self._best(tokens, at, fits)
        if best is None or not best.who:
            return None
        return Found(at, at + 1, at, "pronoun", best.who, "pronoun")

    def _best(
        self, tokens: Tokens, at: int, fits: Sequence[_Candidate]
    ) -> _Candidate | None:
        subject = tokens.deps[at] in _SUBJECT_DEPS
        possessive = tokens.lower[at] in _POSSESSIVE
        verb = _verb(tokens, at)
        best: tuple[float, _Candidate] | None = None
        for one in fits:
            distance = tokens.sentence[at] - tokens.sentence[one.at]
            if one.at >= at or distance > REACH:
                continue
            if distance == 0 and one.verb == verb and not possessive:
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
            if one.who and one.at < at - 1 and tokens.sentence[at] - tokens.sentence[one.at] <= 1
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
        parties: Counter[Identity],
    ) -> Found | None:
        word = tokens.lower[at]
        start = _phrase_start(tokens, at)
        inside = set(tokens.lower[start:at])
        if word == "both":
            if tokens.deps[at] not in _SUBJECT_DEPS and tokens.tags[at] == "DT" and (
                tokens.deps[at] != "dobj"
            ):
                return None
            pair = self._pair(tokens, at, pool, parties)
            return Found(at, at + 1, at, "pronoun", pair, "description") if pair else None
        if word in self._lexicon.sides and self._means_parties(tokens, start, at, inside):
            pair = self._pair(tokens, at, pool, parties)
            return Found(start, at + 1, at, "pronoun", pair, "description") if pair else None
        types = self._lexicon.descriptions.get(word)
        definite = tokens.lower[start] in ("the", "this", "that")
        if types is None or not definite or _joined(tokens, at):
            return None
        known = taken.get(at)
        if known is not None and known.start < start + 1 < at and "jihadi" not in inside:
            return None
        for one in reversed(pool):
            if one.at >= start or tokens.sentence[at] - tokens.sentence[one.at] > REACH + 1:
                continue
            if len(one.who) == 1 and one.who[0].type in types and one.singular:
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
        parties: Counter[Identity],
    ) -> tuple[Identity, ...]:
        """The two named together last nearby, else the two armed actors named most."""
        for one in reversed(pool):
            near = tokens.sentence[at] - tokens.sentence[one.at] <= 1
            if one.at < at and near and len(one.who) == 2:
                return one.who
        if len(parties) < 2:
            return ()
        order = {who: place for place, who in enumerate(parties)}
        top = sorted(parties, key=lambda who: (-parties[who], order[who]))[:2]
        return tuple(sorted(top, key=order.__getitem__))

    def _owned(
        self,
        tokens: Tokens,
        at: int,
        owner: Found,
        taken: dict[int, Found],
        parties: Counter[Identity],
    ) -> Iterator[Found]:
        """ "its units" are the owner, "its adversaries" the other party."""
        head = tokens.heads[at]
        if head <= at or head - at > 5:
            return
        word = tokens.lower[head]
        if word in _OPPONENTS:
            top = [who for who, _ in parties.most_common(2)]
            others = tuple(who for who in top if who not in owner.who)
            if len(others) == 1:
                yield Found(at, head + 1, head, "role", others, "description")
            return
        roles = self._lexicon.roles.get(word, ())
        known = taken.get(head)
        stated = known is not None and known.start < head
        if any(role.name in _OWN_ROLES for role in roles) and not stated:
            yield Found(at, head + 1, head, "role", owner.who, "pronoun")

    def _as_candidate(self, tokens: Tokens, found: Found) -> _Candidate:
        return _candidate(
            tokens,
            found.root,
            found.who,
            bonus=CENTRE,
            singular=tokens.lower[found.root] in _SINGULAR or len(found.who) == 1,
            plural=tokens.lower[found.root] in _PLURAL or len(found.who) > 1,
            person=tokens.lower[found.root] in _PERSON,
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
        person = _is_person(tokens, mention)
        found.append(
            _candidate(
                tokens,
                mention.root,
                mention.who,
                bonus=MODIFIER - OTHER if mention.kind == "modifier" else 0.0,
                singular=not plural_form or mention.kind == "name",
                plural=plural_form or len(mention.who) > 1 or (group and not person),
                person=person,
            )
        )
    found.extend(_coordinations(tokens, roots))
    covered = {at for mention in mentions for at in range(mention.start, mention.end)}
    for at, dep in enumerate(tokens.deps):
        if dep in _SUBJECT_DEPS and at not in covered and tokens.tags[at] in ("NN", "NNS"):
            plural = tokens.tags[at] == "NNS"
            found.append(
                _candidate(
                    tokens, at, (), bonus=PLAIN_NOUN, singular=not plural, plural=plural, person=False
                )
            )
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
    return _Candidate(at, who, salience + bonus, subject, verb, singular, plural, person)


def _verb(tokens: Tokens, at: int) -> int:
    """The verb whose clause a token is in."""
    for _ in range(len(tokens)):
        head = tokens.heads[at]
        if head == at or tokens.tags[head].startswith("VB"):
            return head
        at = head
    return at


def _is_person(tokens: Tokens, mention: Found) -> bool:
    """A person's name, as far as the model or a known leader's name tells."""
    if mention.kind != "name" or tokens.words[mention.root].isupper():
        return False
    if mention.who[0].type in _ARMED and tokens.surface(
        mention.start, mention.end
    ).lower().startswith(mention.who[0].name.lower()[:5]):
        return False
    return tokens.entities[mention.root] == "PERSON"


def _is_expletive(tokens: Tokens, at: int) -> bool:
    """ "it was the first time that", "it is likely to": nobody is meant."""
    following = tokens.lower[at + 1 : at + 2]
    if not following or following[0] not in _EXPLETIVE_VERBS:
        return False
    rest = tokens.lower[at + 2 : at + 9]
    return any(word in ("that", "to", "who", "which", "time", "because", "for") for word in rest)


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

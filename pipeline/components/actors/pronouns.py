"""Pronouns of actors, resolved by salience.

Every actor mentioned in this sentence before the pronoun, or in the two sentences before, is a
candidate; it must agree in number and animacy, and stand outside the pronoun's own clause unless
the pronoun is possessive or reflexive. Its salience (see
:mod:`pipeline.components.actors.antecedents`) less its distance decides.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from operator import attrgetter

from pipeline.components.actors.antecedents import (
    CENTRE,
    GROUPS,
    SUBJECT_DEPS,
    Antecedent,
    Parties,
    antecedent,
    controls,
    read_antecedents,
    verb_of,
)
from pipeline.components.actors.descriptions import ASSAILANTS, DescriptionResolver
from pipeline.components.actors.expletives import is_expletive
from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.records import Found, Identity
from pipeline.components.blame import BLAMING
from pipeline.components.countries import Countries
from pipeline.components.tokens import Tokens
from pipeline.resources import Knowledge

SENTENCE_STEP = 2.0
"""Salience lost for each sentence between a mention and the pronoun."""
TOKEN_STEP = 0.03
SAME_ROLE = 0.75
"""Gained where pronoun and antecedent are both subjects."""
OWN = 3.5
"""Gained by the X of "accused X of sending its troops"."""
COUPLED = 3.0
"""Gained by the X of "X and its allies"."""
PUNISHED = 4.0
"""Gained by the X of "arrested X after they marched"."""
TOLD = 2.0
"""Gained by the X of "urged X to return what it took"."""
REACH = 2
"""Sentences looked back."""

_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_POSSESSIVE = frozenset({"their", "its", "his", "her"})
_LEADING = frozenset({"lead", "command", "head"})
"""Who "led" those who act is one of them: "troops led by X detained him" is not of X."""
_OF_GROUPS = frozenset({"its", "their"})
_HARMING = frozenset(
    """attack ambush assault assassinate murder kill wound injure bomb bombard shell strike raid
    invade shoot torture harass obstruct torpedo violate stop rob fire target hit""".split()
)
_ONES_OWN = frozenset(
    """hostage captive prisoner victim target rival enemy opponent foe adversary neighbour neighbor
    critic ally people population citizen way""".split()
)
"""What one harms and yet owns: "attacked its rivals", "killed its captives"."""
_LETTING = frozenset(
    """allow enable permit force compel oblige order urge ask tell help encourage persuade convince
    authorise authorize instruct require pressure""".split()
)
_REASONS = frozenset({"after", "because", "as", "since", "when"})
_PUNISHING = BLAMING.keys() | frozenset("kill shoot beat disperse praise reward thank".split())
_OPENING = 4
"""Tokens before a possessive that refers ahead: "At its summit, ECOWAS ..."."""


_AT = attrgetter("at")


class PronounResolver:
    """Finds pronouns and descriptions of actors and says who they are.

    Args:
        lexicon: nouns that take up an actor again, and for both parties.
        knowledge: the roles of countries.
    """

    def __init__(self, lexicon: ActorLexicon, knowledge: Knowledge) -> None:
        self._lexicon = lexicon
        self._owned = lexicon.roles.keys() | lexicon.acts
        self._descriptions = DescriptionResolver(lexicon, knowledge)
        self._nouns = (
            lexicon.descriptions.keys()
            | lexicon.sides
            | lexicon.armed
            | {noun for noun, roles in lexicon.roles.items() if roles[0].name in ASSAILANTS}
            | {"both", "latter", "former"}
        )

    def find(
        self,
        tokens: Tokens,
        mentions: Sequence[Found],
        countries: Countries,
        said: Mapping[int, Found],
    ) -> list[Found]:
        """Those that stand for a known actor, and what they own ("its units"), in order.

        Args:
            mentions: names and roles, sorted by start.
            said: the first persons of direct speech, by their token.
        """
        pool = read_antecedents(tokens, mentions, self._lexicon)
        parties = Parties(mentions, countries)
        taken = {mention.root: mention for mention in mentions if mention.kind != "modifier"}
        found: list[Found] = []
        for at, word in enumerate(tokens.lower):
            if at in said:
                resolved: Found | None = said[at]
            elif tokens.tags[at] in ("PRP", "PRP$"):
                resolved = self._pronoun(tokens, at, pool)
            elif word in self._nouns:
                resolved = self._descriptions.find(tokens, at, taken.get(at), pool, parties)
            else:
                continue
            if resolved is None:
                continue
            found.append(resolved)
            pool = [one for one in pool if one.at != resolved.root or len(one.who) > 1]
            if at not in said:  # "they" are others than "we"
                insort(pool, _as_antecedent(tokens, resolved), key=_AT)
            if tokens.tags[at] == "PRP$":
                found.extend(self._descriptions.owned(tokens, resolved, taken, parties))
            found.extend(self._descriptions.owned_by_phrase(tokens, resolved, taken))
        return found

    def _pronoun(self, tokens: Tokens, at: int, pool: Sequence[Antecedent]) -> Found | None:
        word = tokens.lower[at]
        pool = _near(tokens, at, pool)
        if word in _SINGULAR:
            if word == "it" and is_expletive(tokens, at):
                return None
            fits = [one for one in pool if one.singular and not one.person]
        elif word in _PLURAL:
            fits = [one for one in pool if one.plural]
        elif word in _PERSON:
            fits = [one for one in pool if one.person]
        else:
            return None
        if self._acts(tokens, at):
            fits = [one for one in fits if one.who]
        best = _ahead(tokens, at, fits) or _best(tokens, at, pool, fits)
        if best is None or not best.who:
            return None
        return Found(at, at + 1, at, "pronoun", best.who, "pronoun")

    def _acts(self, tokens: Tokens, at: int) -> bool:
        """Whether only an actor can be meant: the subject of a deed, the owner of troops."""
        head = tokens.heads[at]
        if tokens.tags[at] == "PRP$":
            return tokens.lower[head] in self._owned or tokens.lemmas[head] in self._owned
        if tokens.deps[at] not in SUBJECT_DEPS:
            return False
        return tokens.lemmas[head] in self._lexicon.deeds or _is_let(tokens, at)


def _is_let(tokens: Tokens, at: int) -> bool:
    """ "which allowed them to advance": who is let or made to do something can act."""
    act = tokens.heads[at]
    infinitive = "to" in tokens.lower[at + 1 : act]
    return infinitive and tokens.lemmas[tokens.heads[act]] in _LETTING


def _near(tokens: Tokens, at: int, pool: Sequence[Antecedent]) -> Sequence[Antecedent]:
    """The antecedents from the first sentence in reach to the end of the pronoun's own."""
    here = tokens.sentence[at]
    first = bisect_left(pool, here - REACH, key=lambda one: tokens.sentence[one.at])
    last = bisect_right(pool, here, key=lambda one: tokens.sentence[one.at])
    return pool[first:last]


def _ahead(tokens: Tokens, at: int, fits: Sequence[Antecedent]) -> Antecedent | None:
    """ "At its summit, ECOWAS ...": the subject to come, of a possessive that opens a sentence."""
    first = at
    while first and tokens.sentence[first - 1] == tokens.sentence[at]:
        first -= 1
    if tokens.lower[at] not in _POSSESSIVE or tokens.tags[first] != "IN" or at - first > _OPENING:
        return None
    if any(tokens.tags[here] in ("VBD", "VBZ", "VBP", ",") for here in range(first, at)):
        return None
    for one in fits:
        ahead = one.at > at and tokens.sentence[one.at] == tokens.sentence[at]
        if ahead and one.subject and one.who and tokens.deps[one.verb] == "ROOT":
            return one
    return None


def _best(
    tokens: Tokens, at: int, pool: Sequence[Antecedent], fits: Sequence[Antecedent]
) -> Antecedent | None:
    """The most salient antecedent, all told; of equals the first."""
    subject = tokens.deps[at] in SUBJECT_DEPS
    best: tuple[float, Antecedent] | None = None
    others = _doers(tokens, at, pool, fits)
    for one in fits:
        distance = tokens.sentence[at] - tokens.sentence[one.at]
        if one.at >= at or distance > _reach(one) or not _may_bind(tokens, at, one, distance):
            continue
        if one.who and one.who in others:
            continue
        score = one.salience - SENTENCE_STEP * distance - TOKEN_STEP * (at - one.at)
        score += OWN * _is_controller(tokens, at, one)
        score += PUNISHED * _is_punished(tokens, at, one)
        score += TOLD * _is_told(tokens, at, one)
        score += SAME_ROLE * (subject and one.subject) + COUPLED * _is_coupled(tokens, at, one)
        if best is None or score > best[0]:
            best = (score, one)
    return best[1] if best else None


def _reach(one: Antecedent) -> int:
    """Sentences that an antecedent stays in mind; who is known by a bare noun is soon forgotten."""
    return 1 if one.who and all(who.id is who.type is None for who in one.who) else REACH


def _is_controller(tokens: Tokens, at: int, one: Antecedent) -> bool:
    """Whether the antecedent is the object of which the possessive's gerund is said."""
    if tokens.tags[at] != "PRP$" or tokens.deps[one.at] != "dobj":
        return False
    clause = verb_of(tokens, at)
    while tokens.deps[clause] in ("pcomp", "prep", "conj") and tokens.heads[clause] > one.at:
        clause = tokens.heads[clause]
    if tokens.deps[clause] == "pcomp":
        clause = tokens.heads[clause]
    while tokens.deps[clause] == "conj" and tokens.tags[clause] == "IN":
        clause = tokens.heads[clause]
    return tokens.tags[clause] == "IN" and tokens.heads[clause] in (one.at, tokens.heads[one.at])


def _is_punished(tokens: Tokens, at: int, one: Antecedent) -> bool:
    """Whether the clause of a subject says what its antecedent was punished or praised for.

    The implicit causality of verbs (Garvey and Caramazza 1974) points to whom they blame.
    """
    clause = tokens.heads[at]
    if tokens.deps[at] != "nsubj" or tokens.deps[clause] != "advcl":
        return False
    act = tokens.heads[clause]
    reason = any(
        tokens.lower[here] in _REASONS and tokens.heads[here] == clause
        for here in range(act + 1, at)
    )
    done_to = tokens.deps[one.at] == "dobj" and tokens.heads[one.at] == act
    return reason and done_to and tokens.lemmas[act] in _PUNISHING


def _is_told(tokens: Tokens, at: int, one: Antecedent) -> bool:
    """Whether a subject stands in the infinitive that is said of its antecedent."""
    if tokens.deps[at] != "nsubj" or not controls(tokens, one.at):
        return False
    here = tokens.heads[at]
    while here > one.at and tokens.heads[here] not in (here, tokens.heads[one.at]):
        here = tokens.heads[here]
    return here > one.at and tokens.heads[here] == tokens.heads[one.at]


def _is_coupled(tokens: Tokens, at: int, one: Antecedent) -> bool:
    """Whether what the pronoun owns is coordinated with the antecedent."""
    owned = tokens.heads[at]
    return tokens.deps[owned] == "conj" and tokens.heads[owned] == one.at


def _may_bind(tokens: Tokens, at: int, one: Antecedent, distance: int) -> bool:
    """Reflexives refer within their clause, possessives anywhere, other pronouns outside it."""
    verb = verb_of(tokens, at)
    same_clause = distance == 0 and one.verb == verb
    while one.subject and not same_clause and _shares_subject(tokens, verb):
        verb = tokens.heads[verb]
        same_clause = distance == 0 and one.verb == verb
    if tokens.lower[at].endswith(("self", "selves")):
        # "declared themselves ready": within the predicate of their clause.
        return same_clause or (distance == 0 and one.verb == tokens.heads[verb])
    return not same_clause or tokens.lower[at] in _POSSESSIVE


def _doers(
    tokens: Tokens, at: int, pool: Sequence[Antecedent], fits: Sequence[Antecedent]
) -> set[tuple[Identity, ...]]:
    """Who does what is done to a personal pronoun, and so is nobody it can mean."""
    word = tokens.lower[at]
    if word in _POSSESSIVE:
        return _harmers(tokens, at, pool) if word in _OF_GROUPS else set()
    if word.endswith(("self", "selves")):
        return set()
    here = [
        one
        for one in pool
        if one.subject and one.who and tokens.sentence[one.at] == tokens.sentence[at]
    ]
    doers = [one for one in here if one.at < at and not _may_bind(tokens, at, one, 0)]
    leaders = [
        one
        for one in fits
        if tokens.tags[one.verb] == "VBN"
        and tokens.lemmas[one.verb] in _LEADING
        and any(tokens.heads[one.verb] == doer.at for doer in doers)
    ]
    return {one.who for one in (*doers, *leaders)}


def _harmers(tokens: Tokens, at: int, pool: Sequence[Antecedent]) -> set[tuple[Identity, ...]]:
    """Who harms what the possessive owns: "X stopped one of its patrols" is not of X's own."""
    if tokens.lower[at + 1] == "own" or tokens.lemmas[tokens.heads[at]] in _ONES_OWN:
        return set()
    clause = tokens.heads[at]
    while tokens.deps[clause] in ("pobj", "prep", "conj") and tokens.heads[clause] != clause:
        clause = tokens.heads[clause]
    if tokens.deps[clause] == "dobj":
        clause = tokens.heads[clause]
    if tokens.lemmas[clause] not in _HARMING:
        return set()
    told = set[int]()
    if tokens.deps[clause] == "pcomp":  # "accused X of killing its leader"
        told = {tokens.heads[tokens.heads[clause]]}
    chain = {clause}
    while _shares_subject(tokens, clause):
        clause = tokens.heads[clause]
        chain.add(clause)
    return {
        one.who
        for one in pool
        if one.at < at
        and one.who
        and (
            (one.subject and one.verb in chain)
            or one.at in told
            or (tokens.deps[one.at] == "dobj" and tokens.heads[one.at] in told)
        )
    }


def _shares_subject(tokens: Tokens, verb: int) -> bool:
    """Whether a verb has its subject from the one it hangs on: "attacked and killed two of them".

    Also the predicate of an object ("shot two of them dead"), which is no clause of its own.
    """
    if tokens.deps[verb] == "xcomp" or not tokens.tags[verb].startswith("VB"):
        return tokens.heads[verb] != verb
    joined = tokens.deps[verb] == "conj" or (
        tokens.deps[verb] == "advcl" and tokens.tags[verb] == "VBG"
    )
    return joined and not any(
        tokens.heads[here] == verb and tokens.deps[here] in SUBJECT_DEPS
        for here in range(tokens.heads[verb], verb)
    )


def _as_antecedent(tokens: Tokens, found: Found) -> Antecedent:
    word = tokens.lower[found.root]
    return antecedent(
        tokens,
        found.root,
        found.who,
        CENTRE,
        singular=word in _SINGULAR or len(found.who) == 1,
        plural=word in _PLURAL or len(found.who) > 1 or _is_group(found),
        person=word in _PERSON,
        pronoun=True,
    )


def _is_group(found: Found) -> bool:
    """ "the movement ... They": of a body of people either number is said."""
    return found.via == "description" and found.who[0].type in GROUPS

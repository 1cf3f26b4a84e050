"""Role nouns and their modifiers: "Turkish troops", "rebels", "the army's garrisons"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.components.actors.identities import RoleIdentities
from pipeline.components.actors.lexicon import ActorLexicon, Role
from pipeline.components.actors.records import (
    COMPOUND_DEPS,
    HYPHENS,
    POSSESSIVES,
    Found,
    Identity,
    identity,
    is_state,
)
from pipeline.components.actors.suspects import taken_for
from pipeline.components.countries import Countries
from pipeline.components.tokens import Tokens
from pipeline.resources import Knowledge
from pipeline.schema import ActorType

_JOINTS = frozenset({"and", ",", "or", "&", "/"})
_ADJECTIVE_TAGS = frozenset({"JJ", "JJR", "JJS"})
_LOOSE_TAGS = frozenset({"VBN", "VBG", "NN"})
_OWNER_WORDS = frozenset({"of", "from"})
_SENDING = tuple(
    "send sent deploy dispatch withdr pull mov mobili rush commit order redeploy mass"
    " station".split()
)
_STANDALONE_MODIFIERS = frozenset(
    "loyalist regime pro-regime pro-government government rebel insurgent opposition separatist"
    " jihadist jihadi islamist paramilitary army militia police junta gang militant".split()
)
_SITES = frozenset(
    "base camp post outpost position barracks checkpoint headquarters airport airfield airbase"
    " compound installation facility depot garrison convoy vehicle patrol".split()
)
"""Of them "military" says whose they are: those of the country's own."""


@dataclass(slots=True)
class _Phrase:
    """A role noun phrase as it is read from right to left.

    ``groups`` hold the identifying modifiers, one group for each member of a coordination, last
    first; ``backer`` is the X of "X-backed".
    """

    start: int
    groups: list[list[Found | str]]
    backer: Found | None = None


class RoleFinder:
    """Finds role nouns and says who they are, from their modifiers or the country spoken of.

    Args:
        knowledge: actors, aliases and the roles of countries.
        lexicon: role nouns and modifiers.
    """

    def __init__(self, knowledge: Knowledge, lexicon: ActorLexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._identities = RoleIdentities(knowledge)

    def find(self, tokens: Tokens, names: Sequence[Found], countries: Countries) -> list[Found]:
        """Role phrases and role modifiers from left to right."""
        ends = {name.end: name for name in names}
        starts = {name.start: name for name in names}
        covered = {at for name in names for at in range(name.start, name.end)}
        found = [*self._sharing(tokens, names, ends)]
        for at, word in enumerate(tokens.lower):
            if word not in self._lexicon.last_words and word not in self._lexicon.identities:
                continue
            if at in covered:
                continue
            role = self._role_at(tokens, at, ends, starts, countries)
            if role is not None:
                gunmen = self._identities.compose(self._lexicon.classes["gunmen"], None)
                role = taken_for(tokens, role, starts, self._lexicon.identifying, gunmen)
                found.append(role)
                ends[role.end] = role
        return found

    def _sharing(
        self, tokens: Tokens, names: Sequence[Found], ends: dict[int, Found]
    ) -> Iterator[Found]:
        """ "Iraqi and Afghan Shia militias", where the second half is a name of its own."""
        for name in names:
            before = ends.get(name.start - 1)
            if before is None or before.kind != "modifier" or not before.who or not name.who:
                continue
            if name.end - name.start < 2:
                continue
            adjective = tokens.words[name.start] in self._knowledge.demonyms
            if adjective and tokens.lower[name.start - 1] in _JOINTS:
                rest = tokens.surface(name.start + 1, name.end)
                known = self._identities.alias_of(before.who[0].country, rest)
                if known is not None:
                    who = (known, *name.who)
                    yield Found(before.start, name.end, name.root, "role", who, "composed")

    def _role_at(
        self,
        tokens: Tokens,
        at: int,
        ends: dict[int, Found],
        starts: dict[int, Found],
        countries: Countries,
    ) -> Found | None:
        words = self._noun_at(tokens, at, ends)
        modifier = self._is_modifier(tokens, at)
        if words is None and not modifier:
            return None
        first = at + 1 - (len(words) if words else 1)
        if modifier:
            phrase = self._read(tokens, at + 1, ends)
            role = self._lexicon.classes[self._lexicon.identities[tokens.lower[at]]]
            roles: tuple[Role, ...] = (role,)
        else:
            assert words is not None
            if not tokens.tags[at].startswith("NN") or (
                tokens.deps[at] in COMPOUND_DEPS and tokens.heads[at] > at
            ):
                return None
            noun = " ".join(words).replace(" - ", "-")
            roles = self._lexicon.roles[noun]
            phrase = self._read(tokens, first, ends)
            if not phrase.groups and not modifier:
                phrase.groups = self._owners(tokens, at, starts)
        if tokens.lower[at] in self._lexicon.helpers and not self._told_apart(first, ends):
            owned = phrase.start < first
            name = tokens.surface(phrase.start, at + 1)
            unnamed = Identity(None, name, ActorType.OTHER, None)
            who = tuple([unnamed] if owned else [])
        else:
            who = self._resolve(tokens, at, roles, phrase, countries, ends)
        if not who:
            return None
        kind = "modifier" if modifier else "role"
        return Found(phrase.start, at + 1, at, kind, who, "composed")  # type: ignore[arg-type]

    def _told_apart(self, first: int, ends: dict[int, Found]) -> bool:
        """Whether an adjective before the noun says who: "Russian partners"."""
        before = ends.get(first)
        return before is not None and before.kind == "modifier"

    def _noun_at(self, tokens: Tokens, at: int, ends: dict[int, Found]) -> tuple[str, ...] | None:
        """The longest role noun that ends at a token and takes no word from a name."""
        for words in self._lexicon.last_words.get(tokens.lower[at], ()):
            start = at + 1 - len(words)
            inside = (ends.get(end) for end in range(start + 1, at + 1))
            if any(name.via != "composed" for name in inside if name is not None):
                continue
            if start >= 0 and tuple(tokens.lower[start : at + 1]) == words:
                shared = start and words[0] in self._lexicon.identities and len(words) > 1
                joint = shared and tokens.lower[start - 1] in _JOINTS  # "Russian and regime units"
                return words[-1:] if joint and self._continues(tokens, start - 1, ends) else words
        return None

    def _is_modifier(self, tokens: Tokens, at: int) -> bool:
        following = at + 1
        if tokens.lower[at] == "military" and tokens.lemmas[following : at + 2][:1]:
            return tokens.lemmas[following] in _SITES and tokens.heads[at] == following
        if tokens.lower[at] not in _STANDALONE_MODIFIERS:
            return False
        if following < len(tokens) and tokens.words[following] in HYPHENS:
            return tokens.ends[at] == tokens.starts[following]
        return tokens.deps[at] in COMPOUND_DEPS and tokens.heads[at] > at

    def _read(self, tokens: Tokens, first: int, ends: dict[int, Found]) -> _Phrase:
        """Walk left from the noun over its modifiers."""
        phrase = _Phrase(first, [])
        at, group = first - 1, list[Found | str]()
        sentence = tokens.sentence[first - 1] if first else 0
        while at >= 0 and tokens.sentence[at] == sentence:
            word, name = tokens.lower[at], ends.get(at + 1)
            if name is not None and name.kind != "pronoun":
                group.append(name)
                at = phrase.start = name.start
            elif word in POSSESSIVES and (owner := ends.get(at)) is not None:
                group.append(owner)
                phrase.start = owner.start
                break
            elif word in self._lexicon.backers and (backed := self._backer(tokens, at, ends)):
                phrase.backer = backed
                at = phrase.start = backed.start
            elif word in self._lexicon.identities:
                group.append(word)
                phrase.start = at
            elif word in _JOINTS and not group and phrase.groups:
                pass
            elif word in _JOINTS and group and self._continues(tokens, at, ends):
                phrase.groups.append(group)
                group = []
            elif (
                word in self._lexicon.plain
                or self._is_adjective(tokens, at, phrase)
                or (word in HYPHENS and at and tokens.ends[at - 1] == tokens.starts[at])
            ):
                phrase.start = at
            else:
                break
            at -= 1
        if group:
            phrase.groups.append(group)
        if phrase.start < first and not phrase.groups and phrase.backer is None:
            phrase.start = first
        return phrase

    def _is_adjective(self, tokens: Tokens, at: int, phrase: _Phrase) -> bool:
        """Whether the word modifies the noun; participles only as the parser sees them."""
        if tokens.tags[at] in _ADJECTIVE_TAGS:
            return True
        inside = tokens.heads[at] >= phrase.start
        return tokens.tags[at] in _LOOSE_TAGS and tokens.deps[at] in COMPOUND_DEPS and inside

    def _continues(self, tokens: Tokens, at: int, ends: dict[int, Found]) -> bool:
        """Whether another identifying modifier stands before a conjunction or comma."""
        if at and tokens.lower[at - 1] in _JOINTS:
            at -= 1
        before = ends.get(at)
        if before is not None:
            state = before.who and is_state(before.who[0], self._knowledge)
            bare = before.kind == "role" and tokens.lower[at - 1] in self._lexicon.identities
            return before.kind == "modifier" or bare or (before.kind == "name" and not state)
        return at > 0 and tokens.lower[at - 1] in self._lexicon.identities

    def _backer(self, tokens: Tokens, at: int, ends: dict[int, Found]) -> Found | None:
        if at >= 2 and tokens.words[at - 1] in HYPHENS:
            return ends.get(at - 1)
        return None

    def _owners(self, tokens: Tokens, at: int, starts: dict[int, Found]) -> list[list[Found | str]]:
        """The names after "of": "leaders of the YPG", "the militaries of Syria and Iraq"."""
        here = at + 1
        if here >= len(tokens) or tokens.lower[here] not in _OWNER_WORDS:
            return []
        groups: list[list[Found | str]] = []
        here += 1
        while here < len(tokens):
            if tokens.lower[here] == "the":
                here += 1
            name = starts.get(here)
            if name is None or name.kind == "modifier":
                break
            groups.append([name])
            here = name.end
            while here < len(tokens) and tokens.lower[here] in _JOINTS:
                here += 1
        return groups[::-1]

    def _resolve(
        self,
        tokens: Tokens,
        at: int,
        roles: tuple[Role, ...],
        phrase: _Phrase,
        countries: Countries,
        ends: dict[int, Found],
    ) -> tuple[Identity, ...]:
        here = self._sender(tokens, at, ends) or countries.near(at)
        if roles[0].name == "civilian":
            return self._identities.compose(roles[0], here)
        if phrase.backer is not None:
            backed = self._identities.backed(phrase.backer)
            if backed is not None and roles[0].name in (
                "rebel",
                "insurgent",
                "fighter",
                "force",
                "military",
            ):
                return (backed,)
        if not phrase.groups:
            bare = [role for role in roles if role.bare]
            return self._identities.compose(bare[0], here) if bare else ()
        found: list[Identity] = []
        rest = tokens.surface(self._rest_start(phrase, at), at + 1)
        for group in reversed(phrase.groups):
            if group is not phrase.groups[0] and (whole := self._of_its_own(tokens, group)):
                found.extend(whole.who)
                continue
            for one in _each_state(group):
                found.extend(self._group(one, roles, here, rest))
        return tuple(dict.fromkeys(found))

    def _of_its_own(self, tokens: Tokens, group: list[Found | str]) -> Found | None:
        """``the Colombian army and ELN guerrillas``: the first are no guerrillas."""
        first = group[0]
        if isinstance(first, str) or first.via != "composed":
            return None
        noun = first.kind == "role" or first.end - first.start > 1
        return first if noun and tokens.lower[first.root] not in self._lexicon.governing else None

    def _sender(self, tokens: Tokens, at: int, ends: dict[int, Found]) -> str | None:
        """Whose troops are sent: the country of the subject in "Kenya refused to send troops"."""
        verb = tokens.heads[at]
        if tokens.deps[at] != "dobj" or not tokens.lower[verb].startswith(_SENDING):
            return None
        for _ in range(4):
            for here in range(verb - 1, max(verb - 12, -1), -1):
                if tokens.heads[here] == verb and tokens.deps[here] == "nsubj":
                    name = ends.get(here + 1)
                    return name.who[0].country if name is not None and name.who else None
            if tokens.deps[verb] not in ("xcomp", "conj", "advcl", "ccomp"):
                return None
            verb = tokens.heads[verb]
        return None

    def _rest_start(self, phrase: _Phrase, at: int) -> int:
        """Where the words that coordinated modifiers share begin: "Shia militias"."""
        last = [item for item in phrase.groups[0] if isinstance(item, Found)]
        return min(max((item.end for item in last if item.end <= at), default=at), at)

    def _group(
        self, group: list[Found | str], roles: tuple[Role, ...], here: str | None, rest: str
    ) -> tuple[Identity, ...]:
        """Who one member of a coordination is: names first, then country and role."""
        country, role = here, self._role_of(group, roles)
        stated = False
        for item in group:
            if isinstance(item, str):
                continue
            others = [who for who in item.who if not is_state(who, self._knowledge)]
            if others:
                if role.name in ("peacekeeper", "un_mission"):
                    return self._identities.mission(others, role, here)
                return tuple(others)
            if item.who:
                country, stated = item.who[0].country, True
        state = self._knowledge.countries.get(country or "")
        if stated and role.name == "peacekeeper" and state is not None:
            return (identity(self._knowledge.actors[state.actor]),)
        if stated:
            known = self._identities.alias_of(country, rest)
            if known is not None:
                return (known,)
        if role.name == "fighter" and not stated:
            return ()
        return self._identities.compose(role, country)

    def _role_of(self, group: list[Found | str], roles: tuple[Role, ...]) -> Role:
        words = [item for item in group if isinstance(item, str)]
        if not words:
            usable = [role for role in roles if role.state] or list(roles)
            return usable[0]
        official = [role for role in roles if role.name in ("official", "government")]
        if words[-1] in self._lexicon.governing:
            if official:
                return official[0]
            if roles[0].name in ("force", "military"):
                return self._lexicon.classes["government_forces"]
        if roles[0].name in ("force", "fighter", "military", "rebel", "insurgent", "official"):
            return self._lexicon.classes[self._lexicon.identities[words[-1]]]
        return roles[0]


def _each_state(group: list[Found | str]) -> list[list[Found | str]]:
    """One group for each state of a modifier that stands for several: "Indian and Chinese army"."""
    for at, item in enumerate(group):
        if isinstance(item, Found) and len(item.who) > 1:
            return [[*group[:at], replace(item, who=(who,)), *group[at + 1 :]] for who in item.who]
    return [group]

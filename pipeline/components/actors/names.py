"""Names of actors: the knowledge base's, and those that a document introduces."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.components.actors.lexicon import ActorLexicon
from pipeline.components.actors.records import (
    POSSESSIVES,
    Found,
    Identity,
    identity,
    is_state,
    premodifies,
)
from pipeline.components.base import ActorKind
from pipeline.components.countries import Countries
from pipeline.components.tokens import Tokens
from pipeline.knowledge.keys import likeness, skeleton_key, strict_key
from pipeline.resources import Alias, Knowledge
from pipeline.schema import ActorType

LONGEST_NAME = 10
OPEN = "open"
"""How a name is known until the document's countries have settled whose it is."""
ALIKE = 0.8
"""Least likeness of an unknown spelling to the known one that shares its skeleton."""
_PEOPLE_LABELS = frozenset({"PERSON", "ORG"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_PARTICIPANT_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "appos"})
_OF_A_STATE = frozenset({ActorType.STATE, ActorType.MILITARY, ActorType.POLICE})
_CACHE_SIZE = 50_000
_WHERE = frozenset("in at near around outside inside towards toward".split())
"""Before a bare name of one word: as a rule a place."""


class NameFinder:
    """Finds the names of actors in a document.

    Args:
        knowledge: actors, aliases and demonyms.
        lexicon: titles before persons.
    """

    def __init__(self, knowledge: Knowledge, lexicon: ActorLexicon) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._keys: dict[str, str] = {}
        self._starts = _first_words(knowledge)

    def find(
        self, tokens: Tokens, countries: Countries, day_of: Callable[[int], str | None]
    ) -> list[Found]:
        """Known names and demonyms from left to right, longest first, none inside another.

        Args:
            day_of: the ISO day that a token's sentence speaks of, None where it names none.
        """
        found, at = [], 0
        while at < len(tokens):
            name = self._name_at(tokens, at, countries, day_of)
            if name is None:
                at += 1
            else:
                found.append(name)
                at = name.end
        return found

    def _name_at(
        self,
        tokens: Tokens,
        at: int,
        countries: Countries,
        day_of: Callable[[int], str | None],
    ) -> Found | None:
        longest = self._starts.get(self._key(tokens.words[at]), 0)
        if longest:
            last = min(at + longest, len(tokens))
            for end in range(last, at, -1):
                aliases = self._aliases(tokens, at, end)
                if aliases and tokens.sentence[end - 1] == tokens.sentence[at]:
                    alias = self._choose(aliases, countries, day_of(at))
                    if alias is None or not self._fits(alias, tokens, at, end):
                        continue
                    is_open = self._is_open(aliases)
                    word = alias.kind == "metonym" and end == at + 1
                    if not ((is_open or word) and self._is_longer(tokens, at, end)):
                        return self._found(alias, tokens, at, end, is_open=is_open)
        return self._demonym(tokens, at, countries)

    def _key(self, surface: str) -> str:
        key = self._keys.get(surface)
        if key is None:
            if len(self._keys) >= _CACHE_SIZE:
                self._keys.clear()
            key = self._keys[surface] = strict_key(surface)
        return key

    def _aliases(self, tokens: Tokens, start: int, end: int) -> tuple[Alias, ...]:
        last = tokens.words[end - 1]
        if not (last[-1].isalnum() or (last[-1] in ".)" and last != ".")):
            return ()
        surface = tokens.surface(start, end)
        return tuple(
            alias
            for alias in self._knowledge.aliases.get(self._key(surface), ())
            if _same_case(alias, surface) and ("(" in alias.text or "(" not in surface)
        )

    def _choose(
        self, aliases: tuple[Alias, ...], countries: Countries, day: str | None
    ) -> Alias | None:
        """The one that held on that day; of several the one of the document's countries."""
        valid = [
            alias
            for alias in aliases
            if alias.holds_on(day)
            and (alias.text.lower() != alias.text or self._is_near(alias, countries))
        ]
        if not valid:
            return None
        return max(
            valid,
            key=lambda alias: (
                alias.kind != "metonym",
                countries.share(self._knowledge.actors[alias.actor].country),
            ),
        )

    def _is_near(self, alias: Alias, countries: Countries) -> bool:
        """Whether a name in common words ("local forces") belongs to a scene of the document."""
        country = self._knowledge.actors[alias.actor].country
        return country is None or country in countries.scenes

    def _fits(self, alias: Alias, tokens: Tokens, start: int, end: int) -> bool:
        """No part of a longer name of someone else: "Jeb Bush", "Henry Kissinger"."""
        if alias.kind == "leader" and end - start == 1:
            longer = [start - 1] if start else []
            if end < len(tokens) and tokens.entities[start] == "PERSON":
                longer.append(end)
            return not any(
                tokens.entities[at] == "PERSON"
                and tokens.words[at][0].isupper()
                and tokens.lower[at] not in self._lexicon.titles
                and tokens.sentence[at] == tokens.sentence[start]
                for at in longer
            )
        if alias.kind == "acronym" and alias.text.isalpha() and len(alias.text) <= 3:
            return not _in_capitals(tokens, start)
        return True

    def _is_longer(self, tokens: Tokens, start: int, end: int) -> bool:
        """``the Nigeria Labour Congress``, ``Spartak Moscow``: the name of another body."""
        before = start - 1
        if not start or tokens.tags[before] != "NNP" or tokens.words[before].isupper():
            return False
        inside = tokens.deps[before] == "compound" and start <= tokens.heads[before] < end
        return inside and tokens.words[before] not in self._knowledge.demonyms

    def _is_open(self, aliases: tuple[Alias, ...]) -> bool:
        """Whether the countries of the document decide whose name it is."""
        bodies = {one.actor for one in aliases if one.kind == "metonym"}
        return len(bodies) > 1 or any(alias.kind == "shared" for alias in aliases)

    def settled(
        self,
        tokens: Tokens,
        names: Sequence[Found],
        countries: Countries,
        day_of: Callable[[int], str | None],
    ) -> list[Found]:
        """The names, the open ones given to whoever owns them or is spoken of.

        "Congress" in a text on Peru is Peru's; a "National Liberation Army" there is nobody known.
        """
        result, owned = [], dict[str, str]()
        for name in names:
            if name.via == OPEN:
                key = self._key(tokens.surface(name.start, name.end))
                owner = self._owner(tokens, name.start, name.end) or owned.get(key)
                if owner is not None:
                    owned[key] = owner
                who, via = self._meant(tokens, name, countries, day_of(name.start), owner)
                name = replace(name, who=(who,), via=via)
            result.append(name)
        return result

    def _meant(
        self,
        tokens: Tokens,
        name: Found,
        countries: Countries,
        day: str | None,
        owner: str | None,
    ) -> tuple[Identity, str]:
        """Who an open name stands for, and how that is known."""
        code = owner or countries.near(name.start)
        aliases = self._aliases(tokens, name.start, name.end)
        own = [one for one in aliases if self._knowledge.actors[one.actor].country == code]
        alias = self._choose(tuple(own) or aliases, countries, day)
        actor = name.who[0] if alias is None else identity(self._knowledge.actors[alias.actor])
        everywhere = owner is not None or any(one.kind == "shared" for one in aliases)
        if own or code is None or not (everywhere or countries.share(actor.country) == 0):
            return actor, "alias"
        if actor.type not in _OF_A_STATE:
            return Identity(None, tokens.surface(name.start, name.end), actor.type, None), "model"
        state = self._knowledge.actors[self._knowledge.countries[code].actor]
        return identity(state), "composed"

    def _owner(self, tokens: Tokens, start: int, end: int) -> str | None:
        """The country in "Peruvian Congress", "Peru's Congress", "the Congress of Peru"."""
        before = start - 1 if start else 0
        if (codes := self._knowledge.demonyms.get(tokens.words[before])) and before < start:
            return codes[0]
        if tokens.lower[before] in POSSESSIVES:
            spans = [(before - size, before) for size in (1, 2, 3) if before >= size]
        else:
            of = end < len(tokens) and tokens.lower[end] in ("of", "in")
            first = end + 1 + (tokens.lower[end + 1 : end + 2] == ["the"])
            spans = [(first, first + size) for size in (3, 2, 1)] if of else []
        for span in spans:
            for one in self._knowledge.aliases.get(self._key(tokens.surface(*span)), ()):
                actor = self._knowledge.actors[one.actor]
                if is_state(identity(actor), self._knowledge):
                    return actor.country
        return None

    def _found(self, alias: Alias, tokens: Tokens, start: int, end: int, *, is_open: bool) -> Found:
        who = (identity(self._knowledge.actors[alias.actor]),)
        root = tokens.root(start, end)
        kind: ActorKind = "modifier" if premodifies(tokens, start, end) else "name"
        via = OPEN if is_open else "alias"
        return Found(start, end, root, kind, who, via, alias.kind == "leader")

    def _demonym(self, tokens: Tokens, at: int, countries: Countries) -> Found | None:
        end = demonym_end(self._knowledge, tokens, at)
        if end is None:
            return None
        word = tokens.surface(at, end)
        code = max(self._knowledge.demonyms[word], key=countries.share)
        country = self._knowledge.countries[code]
        who = (identity(self._knowledge.actors[country.actor]),)
        plural = word in country.people
        if plural and _counted(tokens, at):
            who = (identity(self._knowledge.actors["civilians"]),)
        adjective = premodifies(tokens, at, end) or not plural
        kind: ActorKind = "modifier" if adjective else "name"
        return Found(at, end, end - 1, kind, who, "alias")

    def similar(self, surface: str, countries: Countries) -> Identity | None:
        """The actor whose name has the same skeleton and is spelt much alike, if there is one."""
        best: tuple[float, Alias] | None = None
        for alias in self._knowledge.aliases.get("~" + skeleton_key(surface), ()):
            actor = self._knowledge.actors[alias.actor]
            score = likeness(surface, alias.text)
            near = actor.country is None or countries.share(actor.country) > 0
            if score >= ALIKE and near and (best is None or score > best[0]):
                best = (score, alias)
        return identity(self._knowledge.actors[best[1].actor]) if best else None


def demonym_end(knowledge: Knowledge, tokens: Tokens, at: int) -> int | None:
    """Where a demonym that starts at a token ends: "Syrian", "South Sudanese"."""
    if not tokens.words[at][0].isupper() or tokens.lower[max(at - 2, 0) : at] == ["pan", "-"]:
        return None
    for end in (at + 2, at + 1):
        if end <= len(tokens) and tokens.surface(at, end) in knowledge.demonyms:
            return end
    return None


def _counted(tokens: Tokens, at: int) -> bool:
    """ "30 Palestinians", "thousands of Syrians": people of a nation, not their state."""
    before = tokens.lower[at - 1] if at else ""
    if before == "of" and at > 1:
        return tokens.tags[at - 2] in ("NNS", "CD")
    return tokens.tags[at - 1] in ("CD", "JJ") and at > 0


def _first_words(knowledge: Knowledge) -> dict[str, int]:
    """First word of every alias, as a key, to the most tokens a name from there can have."""
    longest: dict[str, int] = {}
    for aliases in knowledge.aliases.values():
        for alias in aliases:
            key = strict_key(alias.text)
            if not key:
                continue
            joints = sum(alias.text.count(mark) for mark in "-–’'‘.&()")
            length = min(len(key.split()) + 2 * joints, LONGEST_NAME)
            for marks in (" -–/", " -–/’'"):
                first = strict_key(_first_token(alias.text, marks))
                longest[first] = max(longest.get(first, 0), length)
    return longest


def _first_token(text: str, marks: str) -> str:
    """What stands before the first mark: tokenisers split some names at apostrophes, some not."""
    for at, char in enumerate(text):
        if char in marks and at:
            return text[:at]
    return text


def _same_case(alias: Alias, surface: str) -> bool:
    if alias.kind == "acronym":
        return surface.replace(".", "") == alias.text.replace(".", "")
    if alias.text[0].isupper():
        return surface[0].isupper() or surface[0] in "‘’'ʿ"
    return alias.text.islower() or not surface.islower()


def _in_capitals(tokens: Tokens, at: int) -> bool:
    """Whether the words around are all in capitals, so that capitals tell nothing."""
    around = [tokens.words[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    words = [word for word in around if word.isalpha()]
    long = [word for word in words if len(word) > 3]
    if len(words) == 2 and all(word.isupper() for word in words):
        return True
    return bool(long) and all(word.isupper() for word in long)


def unknown_names(
    doc: Doc,
    tokens: Tokens,
    taken: Set[int],
    common: Callable[[str], bool],
    things: Set[str],
) -> Iterator[Found]:
    """Persons and organisations that only the model knows; the id stays null.

    Names of things are mentions of nobody.

    Args:
        taken: tokens that known names and places cover.
        common: whether a word is a role noun or its modifier ("Loyalist"), and so no name.
        things: words that head names of agreements, operations and the like.
    """
    covered = set(taken)
    for start, end, label in sorted({*_labelled(doc, tokens), *_unlabelled(doc, tokens)}):
        if start >= end or not covered.isdisjoint(range(start, end)):
            continue
        if not any(tokens.words[at][0].isupper() for at in range(start, end)):
            continue
        if all(common(tokens.lower[at]) for at in range(start, end)):
            continue
        if tokens.words[end : end + 1] == ["="]:
            continue  # "(Size=300)": a field of a record
        surface = tokens.surface(start, end)
        kind = ActorType.OTHER if label == "ORG" else None
        thing = names_a_thing(tokens, start, end, things)
        who = () if thing else (Identity(None, surface, kind, None),)
        role: ActorKind = "modifier" if premodifies(tokens, start, end) else "name"
        person = label == "PERSON"
        covered.update(range(start, end))
        yield Found(start, end, tokens.root(start, end), role, who, "model", person)


def _labelled(doc: Doc, tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    for entity in doc.ents:
        if entity.label_ in _PEOPLE_LABELS:
            start, end = _trimmed(tokens, entity.start, entity.end)
            inside = end < len(tokens) and tokens.tags[end] == "NNP" and tokens.heads[start] == end
            if not (inside and tokens.deps[start] == "compound" and end == start + 1):
                yield start, end, entity.label_


def _unlabelled(doc: Doc, tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Names of two and more words that stand where an actor stands and that the model misses."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens.tags[end] in _NAME_TAGS and tokens.words[end].istitle():
            end += 1
        head = tokens.root(at, end) if end > at + 1 else at
        titled = at > 0 and tokens.tags[at - 1] == "NN" and tokens.heads[at - 1] == head
        takes_part = tokens.deps[head] in _PARTICIPANT_DEPS or titled  # "of the warlord X Y"
        if end > at + 1 and takes_part and not tokens.entities[end - 1]:
            article = at > 0 and tokens.lower[at - 1] in ("the", "a", "an")
            yield at, end, "ORG" if article else "PERSON"
        at = max(end, at + 1)


def names_a_thing(tokens: Tokens, start: int, end: int, things: Set[str]) -> bool:
    """ "Operation Dignity", "the Berlin Agreement"; a town misjudged, "in Laiza"."""
    if tokens.lower[start] in things or tokens.lower[end - 1] in things:
        return True
    return end == start + 1 and start > 0 and tokens.lower[start - 1] in _WHERE


def _trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """An entity without article, possessive ending and titles."""
    while start < end and tokens.lower[start] in ("the", "a", "an"):
        start += 1
    while start < end and tokens.words[end - 1] in ("’s", "'s", "’", "'", "(", ")", ","):
        end -= 1
    return start, end

"""From the head of a noun phrase to actors: whom it stands for, who owns it, who holds it."""

from collections.abc import Iterable

from spacy.tokens import Token

from pipeline.components.base import ActorMention
from pipeline.components.events.frame import Frame
from pipeline.components.events.noun_classes import PEOPLE, NounClasses
from pipeline.components.events.patterns import (
    HOLDER_ADJECTIVES,
    LOYAL,
    NOMINAL_POS,
    PREMODIFIER_DEPS,
    SENDING,
    TRANSPARENT,
    VERBAL_POS,
)
from pipeline.components.events.refs import is_agent_noun, unlinked
from pipeline.components.events.syntax import children, prep_phrases, spread
from pipeline.components.relatives import ACT_NOUNS, antecedent
from pipeline.schema import ActorRef, ActorType

_UNTOLD = (None, ActorType.OTHER)
"""Types of those of whom their name tells little: "suicide bombers"."""


class Mentions(NounClasses):
    """Whom a noun phrase of a document stands for, names, holds or belongs to.

    A phrase is given by its head. What is known of a single token, its mentions and its classes,
    is inherited.
    """

    def named_below(self, token: Token) -> list[Token]:
        """A head, and the heads of the names in what hangs on it.

        "between X, on the one hand, and Y and Z, on the other": the parser loses the second side.
        """
        found = [token]
        for part in token.subtree:
            mention, place = self._actors.get(part.i), self._places.get(part.i)
            ground = place is not None and place.ref.precision != "country"
            if part.i > token.i and mention is not None and mention.kind == "name" and not ground:
                found.append(part)
        return found

    def contents(self, token: Token) -> list[Token]:
        """What a transparent head stands for: "thousands of fighters", "most of the town"."""
        is_sum = self.is_a(token, "money")  # "$40 million in aid"
        if token.lemma_.lower() not in TRANSPARENT and token.pos_ != "NUM" and not is_sum:
            return []
        return [
            obj
            for p in prep_phrases(token)
            for obj in p.objects
            if p.word == "of" or (is_sum and p.word == "in" and obj.pos_ == "NOUN")
        ]

    def actors_of(self, token: Token, depth: int = 3) -> tuple[ActorRef, ...]:
        """The actors that a noun phrase, given by its head, stands for.

        Names in apposition decide before a role noun, then the head's own mention; else what a
        transparent head stands for ("members of the militia", "its units"); else the modifier of
        a head that acts for it ("Russian bomber"); else, for people, their words alone.
        """
        mention = self.actor(token)
        named = mention is None or mention.kind == "role"
        refs = self._named_in_apposition(token) if named and depth else ()
        if not refs and depth and token.dep_ == "appos" and is_agent_noun(token):
            refs = self.actors_of(token.head, 0)  # "X, a rapper stabbed to death by"
        if not refs and mention is not None and all(ref.type in _UNTOLD for ref in mention.refs):
            refs = self._senders(token, depth) if depth else ()
        if not refs and mention is not None:
            refs = self.merge([mention.refs, *self._joined_inside(mention, token)])
        if refs or depth == 0 or token.pos_ not in NOMINAL_POS:
            return refs
        refs = self._stood_for(token, depth) or self._senders(token, depth)
        if not refs and self.acts_for_its_modifier(token):
            refs = self.modifier_actors(token)
        nobody = _is_might(token) or self.place(token) is not None
        if not refs and not nobody and any(self.is_a(token, name) for name in PEOPLE):
            refs = (unlinked(token),) if token.pos_ not in {"PRON", "DET", "ADJ"} else ()
        return refs

    def _joined_inside(self, mention: ActorMention, token: Token) -> list[tuple[ActorRef, ...]]:
        """``the Army of Islam and the Rahman Corps``: joined, for the parser, to "Islam"."""
        inside = (token.doc[i] for i in range(mention.start, mention.end) if i != mention.root)
        return [
            found.refs
            for part in inside
            for child in part.children
            if child.dep_ == "conj" and child.i >= mention.end
            if (found := self.actor(child)) is not None and found.kind == "name"
        ]

    def _senders(self, token: Token, depth: int) -> tuple[ActorRef, ...]:
        """``suicide bombers sent by X``, ``fighters loyal to X``."""
        # Companies linked to an army are not the army.
        armed = token.children if self.is_a(token, "force") else ()
        for loyal in (t for t in armed if t.lower_ in LOYAL and t.i > token.i):
            for phrase in prep_phrases(loyal):
                found = self.merge(self.actors_of(obj, depth - 1) for obj in phrase.objects)
                if phrase.word in {"to", "with"} and found:
                    return found
        for clause in children(token, "acl"):
            if clause.lemma_ in SENDING and clause.tag_ == "VBN":
                agents = Frame(clause).subject
                return self.merge(self.actors_of(agent, depth - 1) for agent in agents)
        return ()

    def _stood_for(self, token: Token, depth: int) -> tuple[ActorRef, ...]:
        """``members of the militia``, ``its units``, ``three of the soldiers``."""
        if token.lemma_.lower() not in TRANSPARENT and token.pos_ not in {"NUM", "DET"}:
            return ()
        if any(t.lower_ in {"crew", "family"} for t in children(token, "compound")):
            return ()
        groups = [
            p.objects for p in prep_phrases(token) if p.word in {"of", "for", "from", "among"}
        ]
        groups += [tuple(spread(child)) for child in children(token, "poss")]
        for group in groups:
            found = self.merge(self.actors_of(obj, depth - 1) for obj in group)
            if found:
                return found
        return ()

    def _named_in_apposition(self, token: Token) -> tuple[ActorRef, ...]:
        """``other states, namely X and Y``; ``two rebel factions, X and Y``."""
        named = [child for child in children(token, "appos") if not children(child, "nsubj")]
        heads = [head for child in (*named, *self._follows(token)) for head in spread(child)]
        names = [found for head in heads if (found := self.actor(head)) and found.kind == "name"]
        return self.merge(
            refs
            for name in names
            for refs in (name.refs, *self._joined_inside(name, token.doc[name.root]))
        )

    def _follows(self, token: Token) -> list[Token]:
        """``a formation of its own, the "New Syrian Army"``: hung by the parser anywhere."""
        comma = token.right_edge.i + 1
        group = self.is_a(token, "force") or self.is_a(token, "collective")
        if not group or comma + 2 >= len(token.doc) or token.doc[comma].text != ",":
            return []
        following = token.doc[comma + 1 : comma + 8]
        loose = {"dep", "appos", "npadvmod"}
        return [t for t in following if t.dep_ in loose and t.left_edge.i == comma + 1]

    def acts_for_its_modifier(self, token: Token) -> bool:
        """Whether a noun's owner acts through it: forces, vehicles, weapons, officials."""
        return any(
            self.is_a(token, name)
            for name in ("force", "vehicle", "weapon", "official", "institution", "aid")
        )

    def owners_of(self, noun: Token, depth: int = 3) -> tuple[ActorRef, ...]:
        """Whose policy, decision or campaign a noun is: its modifiers, ``by``, or its clause.

        For acts told through an abstract noun: "the US decision to respond by ...", "Ankara
        engaged in a policy aimed at ...".
        """
        if noun.lemma_.lower() not in ACT_NOUNS or depth == 0:
            return ()
        found = self.modifier_actors(noun)
        for phrase in prep_phrases(noun):
            if not found and phrase.word in {"by", "of"}:
                found = self.merge(self.actors_of(obj, 1) for obj in phrase.objects)
        if found or noun.dep_ not in {"dobj", "pobj", "attr", "nsubjpass"}:
            return found
        verb = next((t for t in noun.ancestors if t.pos_ in VERBAL_POS), None)
        if verb is None:
            return ()
        subjects = Frame(verb).subject
        return self.merge(
            self.actors_of(token) or self.owners_of(token, depth - 1) for token in subjects
        )

    def modifier_actors(self, token: Token) -> tuple[ActorRef, ...]:
        """Actors named by the premodifiers and the possessive of a noun."""
        found = []
        for child in token.children:
            if child.dep_ in PREMODIFIER_DEPS and child.i < token.i:
                found.extend(self._modifier(child))
        return self.merge(found)

    def _modifier(self, child: Token) -> list[tuple[ActorRef, ...]]:
        found = []
        child = antecedent(child) or child
        for token in spread(child):
            mention, place = self.actor(token), self.place(token)
            ground = place is not None and place.ref.precision != "country"
            if mention is not None and not ground:
                # "his followers" are not he, where he is known by his words alone.
                known = mention.kind != "pronoun" or any(ref.id for ref in mention.refs)
                found.append(mention.refs if known else ())
            elif place is not None:
                continue
            elif token.dep_ == "poss" or token.tag_ in {"NN", "NNS", "NNP"}:
                refs = self.actors_of(token, 1)
                # "merchant ships" are no merchants, "student protests" are of students.
                own = token.dep_ == "poss" or token.tag_ != "NN" or any(ref.id for ref in refs)
                found.append(refs if own else ())
        return found

    def holders_of(self, token: Token) -> tuple[ActorRef, ...]:
        """Who holds a place or position that is attacked: "rebel-held", "the army's", "of the RSF".

        Only what the noun phrase itself says; see section 4 of the annotation guidelines.
        """
        found: list[tuple[ActorRef, ...]] = []
        for child in token.subtree:
            if child.lower_ in HOLDER_ADJECTIVES:
                found.extend(self._held_by(child, token))
        if not any(found) and self.is_a(token, "position"):
            found.append(self.modifier_actors(token))
            for phrase in prep_phrases(token):
                if phrase.word == "of":
                    found.extend(self._owner(obj) for obj in phrase.objects)
        own = self._actors.get(token.i)
        if not any(found) and own is not None and own.kind == "role":
            found.append(own.refs)  # "the garrison of Kati"
        return self.merge(found)

    def is_unknown_name(self, token: Token) -> bool:
        """Whether a noun is a name that no table has."""
        mention = self.actor(token)
        unknown = mention is None or not any(ref.id for ref in mention.refs)
        return token.pos_ == "PROPN" and unknown and not self.is_date(token)

    def is_site(self, token: Token) -> bool:
        """A place that is held, though its noun can name a side too: "the army camp", "a camp"."""
        return token.lemma_ == "camp" and self.is_a(token, "position") and self.actor(token) is None

    def _owner(self, token: Token) -> tuple[ActorRef, ...]:
        """Whose headquarters or base it is: an actor, but not the place that it stands in."""
        known = self._actors.get(token.i)
        if token.i in self._places or (known is None and self.place(token)):
            return ()
        return self.actors_of(token, 1)

    def _held_by(self, participle: Token, noun: Token) -> list[tuple[ActorRef, ...]]:
        """``rebel-held X``, ``X, then held by rebels``."""
        doc, i = participle.doc, participle.i
        if i > noun.i:
            agents = [t for p in prep_phrases(participle) if p.word == "by" for t in p.objects]
            return [self.actors_of(agent, 1) for agent in agents]
        before = [doc[i - 2]] if i >= 2 and doc[i - 1].lower_ in {"-", "‑"} else []
        parts = before + [child for child in participle.children if child.i < i]
        return [mention.refs for part in parts if (mention := self.actor(part)) is not None]

    @staticmethod
    def merge(groups: Iterable[tuple[ActorRef, ...]]) -> tuple[ActorRef, ...]:
        """One tuple of references, the first of each actor kept."""
        seen: dict[str | tuple[int | None, str], ActorRef] = {}
        for refs in groups:
            for ref in refs:
                seen.setdefault(ref.id or (ref.start, ref.text), ref)
        return tuple(seen.values())


def _is_might(token: Token) -> bool:
    """``met with overwhelming force``: force as such, and nobody's; a law or a time is nobody."""
    if token.lemma_ in {"constitution", "transition"}:
        return True
    return token.lower_ == "force" and not children(token, "det", "poss", "compound", "nmod")

"""A word that tells an event, with the arguments around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Token

from pipeline.components.events.frame import Frame
from pipeline.components.events.lexicon import Entry
from pipeline.components.events.patterns import (
    CARRIER_NOUNS,
    MISPLACED_PREPS,
    OBJECT_CONTROL,
    PREMODIFIER_DEPS,
)
from pipeline.components.events.syntax import (
    PrepPhrase,
    children,
    has_own_subject,
    is_infinitive,
    prep_phrases,
    spread,
    spread_all,
)

Part = Literal["actor", "recipient", "neither"]


@dataclass(frozen=True)
class Trigger:
    """A word that fires an entry of the lexicon, with the arguments around it.

    ``frame`` is the verb's own, or that of the light verb that carries a noun; ``carrier`` is
    that light verb, None for verbs and for nouns that stand alone. ``part`` is what the light
    verb's subject is to the act: its actor ("launched an attack"), its recipient ("came under
    attack") or neither ("prevented an attack").
    """

    root: Token
    start: int
    end: int
    entry: Entry
    frame: Frame | None
    carrier: Token | None = None
    part: Part | None = None

    @property
    def is_noun(self) -> bool:
        """Whether the trigger is a noun."""
        return self.entry.pos == "noun"

    @property
    def anchor(self) -> Token:
        """The token whose clause tells polarity, modality and date: the carrier or the root."""
        return self.carrier if self.carrier is not None else self.root

    def slot(self, name: str) -> tuple[Token, ...]:
        """Head tokens that fill a slot (see ``lexicon/README.md``), maybe none."""
        outer, _, inner = name.partition(".")
        if inner:
            return tuple(t for head in self.slot(outer) for t in _inside(head, inner))
        if name in {"subject", "object", "dative", "complement"}:
            return self._core(name)
        if name == "agent":
            return self._core("subject")
        if name in {"infinitive", "refrained"}:
            return self._infinitives(negated=name == "refrained")
        if name == "subjunctive":
            return tuple(t for t in self._core("complement") if _is_mandated(t, self.root))
        if name == "carrier":
            return () if self.carrier is None else (self.carrier,)
        if name == "measure":
            return self._measures()
        if name in {"possessive", "modifier"}:
            return tuple(t for t in _inside(self._head, name) if t.i != self.root.i)
        return tuple(
            token for phrase in self.phrases if phrase.word == name for token in phrase.objects
        )

    def _infinitives(self, negated: bool) -> tuple[Token, ...]:
        """What somebody promises, or is told, to do (to the parser at times an adjunct)."""
        told = children(self.root, "advcl") if self.root.lemma_ in OBJECT_CONTROL else []
        clauses = [t for t in (*self._core("complement"), *told) if is_infinitive(t)]
        return tuple(t for t in clauses if not negated or children(t, "neg"))

    def _measures(self) -> tuple[Token, ...]:
        """Also ``gave the troops stationed there a month to leave``: no stay of a month."""
        clauses = [c for obj in children(self.root, "dobj") for c in children(obj, "acl")]
        return tuple(
            token
            for verb in (self.root, *clauses)
            for token in children(verb, "npadvmod", "dobj")
            if verb is self.root or self.root.doc[token.i + 1].tag_ == "TO"
        )

    def _core(self, name: str) -> tuple[Token, ...]:
        """Subject and objects of the verb; for a noun, of the light verb, the noun itself apart."""
        if self.frame is None or (self.is_noun and name == "complement"):
            return ()
        filled: tuple[Token, ...] = getattr(self.frame, name)
        if not self.is_noun:
            return filled or (self._behind_particle if name == "object" else ())
        if self.part == "neither" or (name == "subject" and self._head in filled):
            return ()
        return tuple(token for token in filled if token.i not in {self._head.i, self.root.i})

    @property
    def _behind_particle(self) -> tuple[Token, ...]:
        """``ran up the white flag``, ``dug in his heels``: to the parser a preposition's object."""
        if self.entry.particle is None or "object" not in self.entry.needs:
            return ()
        words = self.root.doc[self.root.i + 1 : self.end]
        return spread_all([obj for word in words for obj in children(word, "pobj")])

    @property
    def _head(self) -> Token:
        if self.is_noun and self.root.dep_ == "compound" and self.root.head.lemma_ in CARRIER_NOUNS:
            return self.root.head
        return self.root

    @cached_property
    def phrases(self) -> list[PrepPhrase]:
        """Prepositional phrases of the trigger, of its object and of the verb that carries it."""
        found: list[PrepPhrase] = []
        if self.is_noun:
            found.extend(_noun_phrases(self._head))
            if self._head is not self.root:
                found.extend(prep_phrases(self.root))
        if self.frame is not None:
            found.extend(self.frame.preps)
            if not self.is_noun:
                for obj in self.frame.object:
                    if obj.i > self.root.i:
                        found.extend(
                            p for p in prep_phrases(obj) if p.word != "of" or self._wants_of
                        )
        return found

    @property
    def _wants_of(self) -> bool:
        """Whether the entry itself sends a role to the object's ``of``: "took control of X"."""
        return any("of" in slots for slots in self.entry.roles.values())


def _is_mandated(clause: Token, verb: Token) -> bool:
    """``insisted that X disarm``, ``that X be freed``: what is to be, not what is."""
    first = next((c for c in clause.children if c.dep_ in {"aux", "auxpass"}), clause)
    plural = first.tag_ == "VBP" and verb.tag_ == "VBD"  # after a past tense no present
    bare = first.tag_ == "VB" or first.lower_ == "should" or plural
    return bare and has_own_subject(clause) and clause.dep_ == "ccomp"


def _inside(head: Token, name: str) -> tuple[Token, ...]:
    """What fills a slot of a head: owners, words before it, arguments, objects of its phrases."""
    if name in {"subject", "object"}:
        deps = ("dobj",) if name == "object" else ("nsubj",)
        return spread_all(children(head, *deps))
    if name == "possessive":
        return tuple(t for child in children(head, "poss") for t in spread(child))
    if name == "modifier":
        return tuple(
            token
            for child in head.children
            if child.dep_ in PREMODIFIER_DEPS - {"poss"} and child.i < head.i
            for token in (child, *child.subtree)
        )
    return tuple(t for phrase in prep_phrases(head) if phrase.word == name for t in phrase.objects)


def _noun_phrases(noun: Token) -> Iterator[PrepPhrase]:
    """Prepositional phrases of a noun, with those that the model hangs one too deep."""
    for phrase in prep_phrases(noun):
        yield phrase
        misplaced = MISPLACED_PREPS.get(phrase.word, frozenset())
        for obj in phrase.objects:
            yield from (inner for inner in prep_phrases(obj) if inner.word in misplaced)

"""The deep arguments of a verb in one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from pipeline.components.events.syntax import (
    PrepPhrase,
    children,
    deep_object,
    grammatical_subject,
    is_passive,
    prep_phrases,
    spread_all,
)


@dataclass(frozen=True)
class Frame:
    """The deep arguments of a verb, as head tokens, each looked for when it is first asked for."""

    verb: Token

    @cached_property
    def passive(self) -> bool:
        """Whether the act is done to the grammatical subject."""
        return is_passive(self.verb)

    @cached_property
    def subject(self) -> tuple[Token, ...]:
        """Who acts: in a passive, who stands with ``by``."""
        if not self.passive:
            return self._grammatical[0]
        return tuple(token for p in self.preps if p.word == "by" for token in p.objects)

    @property
    def inherited(self) -> bool:
        """Whether the subject is another clause's (control, coordination, participles)."""
        return self._grammatical[1]

    @cached_property
    def _grammatical(self) -> tuple[tuple[Token, ...], bool]:
        return grammatical_subject(self.verb)

    @cached_property
    def object(self) -> tuple[Token, ...]:
        """What the act is done to."""
        return deep_object(self.verb)

    @cached_property
    def dative(self) -> tuple[Token, ...]:
        """Whom something is given."""
        return spread_all(children(self.verb, "dative"))

    @cached_property
    def complement(self) -> tuple[Token, ...]:
        """Clauses and predicates that complete the verb."""
        clauses = children(self.verb, "xcomp", "ccomp", "oprd", "acomp", "attr")
        return (*clauses, *_object_complements(self.verb))

    @cached_property
    def preps(self) -> tuple[PrepPhrase, ...]:
        """Its phrases. "came back to X", "flew out of Y": the particle's are the verb's."""
        hosts = [self.verb, *children(self.verb, "prt", "advmod")]
        return tuple(phrase for host in hosts for phrase in prep_phrases(host))


def _object_complements(verb: Token) -> Iterator[Token]:
    """``designated X a terrorist group``: to the parser an apposition, though no comma parts it.

    Or a second object.
    """
    objects = children(verb, "dobj")
    yield from objects[1:]
    for obj in [*objects, *children(verb, "dative")]:
        for child in children(obj, "appos"):
            if not obj.doc[child.left_edge.i - 1].is_punct:
                yield child

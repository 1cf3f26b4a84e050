"""Verbs of accusing or punishing, and who an act is laid on; events and their context read both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.speech import is_passive, subject

BLAMING: Mapping[str, frozenset[str]] = {
    **dict.fromkeys("accuse suspect convict acquit absolve clear".split(), frozenset({"of"})),
    **dict.fromkeys(
        """blame prosecute condemn criticise criticize denounce rebuke censure slam fault arrest
        detain jail imprison sentence indict try punish penalise penalize sanction fine blacklist
        expel suspend sack dismiss execute hang investigate""".split(),
        frozenset({"for"}),
    ),
    "charge": frozenset({"with"}),
}
"""Each verb and the preposition of what is laid at somebody's door."""
CLEARING = frozenset({"acquit", "absolve", "clear"})
_LAYING = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}
"""Each verb and the preposition of those on whom it lays its object."""
_OWNING = frozenset("claim take assume accept acknowledge admit bear".split())
_OWNED = frozenset({"responsibility", "credit"})
_ABOVE = 3
_SUMS = frozenset({"crime"})
"""``indicted for war crimes``: a name in law for many acts, none of them told."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Who an act is laid on; ``verb`` says so, None where the author does ("was behind it")."""

    accused: tuple[Token, ...]
    verb: Token | None


def charge(act: Token) -> Charge | None:
    """On whom an action noun is laid by the words it hangs on, None where by none.

    ``blamed X for the raid``, ``the raid was blamed on X``, ``X claimed responsibility for the
    raid``, ``X was behind the raid``. Nobody's denial counts: ``no group claimed ...``.
    """
    for _ in range(_ABOVE):
        if act.dep_ != "conj":
            break
        act = act.head
    for accused, verb in _charges(act) if act.lemma_ not in _SUMS else ():
        if accused and not _is_none(accused, verb):
            return Charge(accused, None if verb.lemma_ == "be" else verb)
    return None


def _charges(act: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """Pairs of heads of the accused and the verb that accuses them."""
    head = act.head
    if act.dep_ == "pobj":
        yield from _behind_preposition(head)
    if act.dep_ in {"dobj", "nsubjpass"}:
        yield _laid_on(head), head
    for clause in act.children:
        if clause.dep_ == "acl" and clause.tag_ in {"VBN", "VBD"}:
            yield _laid_on(clause), clause


def _behind_preposition(prep: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    governor = prep.head
    verb = governor.head
    named = governor.dep_ in {"dobj", "nsubjpass"}
    if named and _blames(verb, prep):  # "accused X of the raid": to the parser "of" is X's
        yield (governor,), verb
    elif _blames(governor, prep):
        yield _of(governor, "nsubjpass" if is_passive(governor) else "dobj"), governor
    elif prep.lower_ == "for" and _owns(verb, governor):
        yield _doer(verb), verb
    elif prep.lower_ == "behind" and governor.lemma_ == "be":
        yield _doer(governor), governor


def _blames(verb: Token, prep: Token) -> bool:
    return verb.lemma_ not in CLEARING and prep.lower_ in BLAMING.get(verb.lemma_, ())


def _owns(verb: Token, word: Token) -> bool:
    """``claimed responsibility``, ``was responsible``."""
    if verb.lemma_ == "be":
        return word.lower_ == "responsible"
    return verb.lemma_ in _OWNING and word.lemma_ in _OWNED


def _laid_on(verb: Token) -> tuple[Token, ...]:
    """``blamed the raid on X``."""
    word = _LAYING.get(verb.lemma_)
    preps = (child for child in verb.children if child.dep_ == "prep" and child.lower_ == word)
    return tuple(obj for prep in preps for obj in _of(prep, "pobj"))


def _doer(verb: Token) -> tuple[Token, ...]:
    if is_passive(verb):
        return tuple(obj for child in _of(verb, "agent") for obj in _of(child, "pobj"))
    named = subject(verb)
    return () if named is None else (named,)


def _of(head: Token, label: str) -> tuple[Token, ...]:
    return tuple(child for child in head.children if child.dep_ == label)


def _is_none(accused: tuple[Token, ...], verb: Token) -> bool:
    """``no group claimed``, ``did not claim``."""
    words = [verb, *accused]
    return any(child.dep_ == "neg" or child.lower_ == "no" for w in words for child in w.children)

"""Who a verb's subject and object are, over spaCy's dependency parse.

Grammatical relations are turned into deep ones: passives, relative and reduced relative clauses,
participles, control, coordination. Labels are those of spaCy's English models (ClearNLP).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.events.patterns import (
    DIRECTIONS,
    NOMINAL_POS,
    OBJECT_CONTROL,
    OBJECT_CONTROL_PREPS,
    OBJECT_PRONOUNS,
    PREPOSITIONAL_CONTROL,
    SUBJECT_CONTROL,
    SUBJECT_DEPS,
    TELLING,
    VERBAL_POS,
)
from pipeline.components.relatives import ACT_NOUNS, antecedent

_MAX_CLIMB = 6
"""How many clauses up a missing subject is looked for."""


@dataclass(frozen=True, slots=True)
class PrepPhrase:
    """A preposition and its objects, nouns or gerunds, coordination spread out."""

    word: str
    token: Token
    objects: tuple[Token, ...]


def children(token: Token, *deps: str) -> list[Token]:
    """Children of a token with one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def has_own_subject(verb: Token) -> bool:
    """Whether a subject is stated in the verb's own clause."""
    return any(child.dep_ in SUBJECT_DEPS for child in verb.children)


def spread(token: Token) -> list[Token]:
    """A nominal head and the nominals coordinated with it."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOMINAL_POS and _is_joined(token, child):
            found.extend(spread(child))
    return found


def _is_joined(token: Token, conjunct: Token) -> bool:
    """Whether something coordinates the two: the parser at times sees a conjunct in a verb."""
    between = token.doc[token.i + 1 : conjunct.i]
    return any(part.dep_ == "cc" or part.is_punct for part in between)


def spread_all(tokens: list[Token]) -> tuple[Token, ...]:
    """:func:`spread` of each."""
    return tuple(found for token in tokens for found in spread(token))


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject is what the act is done to."""
    if verb.tag_ != "VBN":
        return False
    deps = {child.dep_ for child in verb.children}
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL_POS:
        return is_passive(verb.head)
    clauses = {"acl", "advcl", "relcl", "amod", "pcomp", "ccomp", "oprd", "appos", "ROOT", "dep"}
    return verb.dep_ in clauses and "dobj" not in deps


def _resolved(tokens: list[Token]) -> list[Token]:
    return [antecedent(token) or token for token in tokens]


def grammatical_subject(verb: Token, climb: int = _MAX_CLIMB) -> tuple[tuple[Token, ...], bool]:
    """Heads of the grammatical subject, and whether it was taken from another clause."""
    own = [c for c in children(verb, *SUBJECT_DEPS) if c.i < verb.i or _is_inverted(c, verb)]
    own = own or [c for aux in children(verb, "aux") for c in children(aux, *SUBJECT_DEPS)]
    if own:
        subject = _abutting(own[-1], verb) or own[-1]
        joined = own[:-1] if any(c.dep_ == "cc" for c in own[0].children) else []
        return spread_all(_resolved([*joined, subject])), False
    if climb == 0:
        return (), False
    if verb.dep_ == "ROOT":
        # "X dismissed the charge, said it would stay": to the parser said by none.
        before = [c for c in children(verb, "ccomp") if c.i < verb.i and has_own_subject(c)]
        return (grammatical_subject(before[0], 0)[0], True) if before else ((), True)
    return tuple(_borrowed_subject(verb, climb - 1)), True


def _abutting(subject: Token, verb: Token) -> Token | None:
    """A phrase taken for an apposition that no comma closes before the verb: the real subject.

    "After the invasion, Moscow and Ankara negotiated": the parser at times makes an apposition of
    what the fronted phrase only precedes.
    """
    end = verb.i
    while end > subject.i and verb.doc[end - 1].dep_ in {"advmod", "aux", "auxpass", "neg"}:
        end -= 1
    for token in subject.subtree:
        if token.dep_ == "appos" and subject.i < token.i and token.right_edge.i == end - 1:
            before = verb.doc[token.left_edge.i - 1]
            whose = any(child.tag_ == "WP$" for child in subject.children)
            return token if before.text == "," or (whose and before == subject) else None
    return None


def _is_inverted(subject: Token, verb: Token) -> bool:
    """A subject after its verb is one only in inversion: the parser puts appositions there too."""
    between = verb.doc[verb.i + 1 : subject.left_edge.i]
    return verb.dep_ != "xcomp" and not any(token.is_punct for token in between)


def _borrowed_subject(verb: Token, climb: int) -> tuple[Token, ...]:
    head, dep = verb.head, verb.dep_
    if dep in {"acl", "relcl"} and head.pos_ in NOMINAL_POS:
        if is_infinitive(verb):
            return _possessor(head, climb)
        clause = _set_apart_from(verb)
        if clause is not None:
            return grammatical_subject(clause, climb)[0]
        return tuple(spread(head)[:1]) if dep == "acl" else ()
    if dep == "pcomp" and head.dep_ in {"prep", "agent", "mark", "conj"}:
        return _subject_of_gerund(head, climb)
    if dep == "pobj" and verb.tag_ == "VBG":
        return _subject_of_gerund(head, climb)
    if dep == "xcomp" and head.pos_ == "ADJ":  # "was unlikely to attack"
        return grammatical_subject(head if has_own_subject(head) else head.head, climb)[0]
    if dep == "csubj" and verb.sent[0].lower_ == "for":  # "For X, cooperating with Y was ..."
        return spread_all(children(verb.sent[0], "pobj"))
    if dep == "conj" and head.pos_ == "ADP" and is_infinitive(verb):
        return _as_the_infinitive_before(verb, head, climb)
    if head is verb or head.pos_ not in VERBAL_POS:
        return _possessor(head, climb) if dep in {"acl", "relcl", "advcl"} else ()
    if dep in {"xcomp", "ccomp", "advcl", "oprd"}:
        return tuple(_doer(token) for token in _controller(verb, head, climb))
    if dep in {"conj", "dep", "parataxis"}:
        return grammatical_subject(head, climb)[0]
    return ()


def _set_apart_from(participle: Token) -> Token | None:
    """The clause in ``shelled a town near X, killing ten``: to the parser, "killing" is of X."""
    noun = participle.head
    if participle.tag_ != "VBG" or participle.dep_ != "acl" or noun.dep_ in SUBJECT_DEPS:
        return None
    if participle.i == 0 or participle.nbor(-1).text != ",":
        return None
    clause = next((t for t in noun.ancestors if t.pos_ in VERBAL_POS), None)
    return clause if clause is not None and clause.i < noun.i else None


def _as_the_infinitive_before(verb: Token, prep: Token, climb: int) -> tuple[Token, ...]:
    """``by allowing X to return and to attack``: joined, for the parser, to the preposition."""
    before = [t for t in prep.subtree if t.i < verb.i and is_infinitive(t)]
    return grammatical_subject(before[-1], climb)[0] if before else ()


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def _controller(verb: Token, head: Token, climb: int) -> tuple[Token, ...]:
    adjunct = verb.dep_ == "advcl" and is_infinitive(verb) and head.lemma_ in OBJECT_CONTROL
    complement = verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ not in SUBJECT_CONTROL
    if adjunct or complement:
        objects = [token for token in children(head, "dobj", "dative") if token.i < verb.i]
        if head.lemma_ in PREPOSITIONAL_CONTROL:
            objects = [t for p in prep_phrases(head) for t in p.objects if t.i < verb.i]
        if objects:
            return spread_all(objects)
    by_agent = verb.dep_ == "advcl" or head.lemma_ in SUBJECT_CONTROL
    if is_passive(head) and by_agent and is_infinitive(verb):
        agents = [t for p in prep_phrases(head) if p.word == "by" for t in p.objects]
        if agents:
            return tuple(agents)
    told = _told_before(head) if verb.dep_ == "advcl" and verb.i > head.i else None
    if is_passive(head) or verb.dep_ != "advcl" or _is_participle(verb) or is_infinitive(verb):
        return grammatical_subject(told or head, climb)[0]
    return ()


def _told_before(said: Token) -> Token | None:
    """The clause in ``X did A, Y said, doing B``: B is X's act, though it hangs on ``said``."""
    before = [c for c in children(said, "ccomp") if c.i < said.i and has_own_subject(c)]
    return before[0] if before and said.lemma_ in TELLING else None


def _doer(subject: Token) -> Token:
    """``whose task would be to fight``: who has the task fights."""
    if subject.lemma_ not in ACT_NOUNS:
        return subject
    owners = children(subject, "poss")
    return (antecedent(owners[0]) or owners[0]) if owners else subject


def _is_participle(verb: Token) -> bool:
    """Also a fronted "Held back ..." that the tagger takes for a past tense."""
    fronted = verb.tag_ == "VBD" and verb.i < verb.head.i and not children(verb, "mark")
    return fronted or verb.tag_ in {"VBG", "VBN"}


def _subject_of_gerund(prep: Token, climb: int) -> tuple[Token, ...]:
    while prep.dep_ == "conj" and prep.head.dep_ in {"prep", "conj", "pcomp"}:
        # "accused X of arming Y and of sending troops": joined to the first "of" or to its verb.
        prep = prep.head.head if prep.head.dep_ == "pcomp" else prep.head
    governor = prep.head
    if governor.pos_ == "ADV" and governor.head.pos_ in VERBAL_POS:
        governor = governor.head  # "held back from entering"
    if governor.dep_ == "dobj" and prep.lower_ in OBJECT_CONTROL_PREPS.get(
        governor.head.lemma_, ()
    ):
        # "accused the junta of taking hostages": to the parser "of" belongs to the junta.
        return tuple(spread(governor))
    if governor.pos_ in VERBAL_POS:
        if prep.lower_ in OBJECT_CONTROL_PREPS.get(governor.lemma_, ()):
            return deep_object(governor)
        return grammatical_subject(governor, climb)[0]
    return _possessor(governor, climb)


def _possessor(noun: Token, climb: int) -> tuple[Token, ...]:
    """Whose decision, attempt or plan it is: the possessive, the ``by``-phrase, or the subject."""
    for child in noun.children:
        if child.dep_ == "poss":
            return tuple(spread(child))
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            return spread_all(children(child, "pobj"))
    for ancestor in noun.ancestors:
        if ancestor.pos_ in VERBAL_POS:
            return grammatical_subject(ancestor, climb)[0] if climb else ()
    return ()


def deep_object(verb: Token) -> tuple[Token, ...]:
    """Heads of what the act is done to."""
    if is_passive(verb):
        if verb.dep_ in {"acl", "amod"} and not children(verb, *SUBJECT_DEPS):
            return (verb.head,)
        return grammatical_subject(verb)[0]
    own = [found for token in children(verb, "dobj") for found in _undirected(token)]
    if own:
        # A relative pronoun is the whole object; a second one is a verb taken for a noun.
        # "X accused Y of theft, which Y denied": the charge, not Y.
        doers = {token.lower_ for token in children(verb, *SUBJECT_DEPS)}
        known = (found for token in own if (found := antecedent(token)))
        relative = [found for found in known if found.lower_ not in doers]
        # "accused X, Y and Z of": what is joined to the verb is a noun, so joined to its object.
        joined = [t for t in children(verb, "conj") if t.pos_ in {"PROPN", "NOUN"}]
        return spread_all(relative[:1] or [*own, *joined])
    if verb.dep_ == "relcl" and _has_object_gap(verb):
        return (verb.head,)
    return _shared_object(verb) or _object_pronoun(verb) or _object_of_result(verb)


def _undirected(token: Token) -> list[Token]:
    """Nothing for ``drove north``; the first noun for ``sent troops eastwards``, told as one."""
    if token.lower_ not in DIRECTIONS or children(token, "det", "poss"):
        return [token]
    return children(token, "compound")[-1:]


def _object_pronoun(verb: Token) -> tuple[Token, ...]:
    """``declared him persona non grata``: to the parser the subject of what follows."""
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return tuple(token for token in following if token.lower_ in OBJECT_PRONOUNS)


def _object_of_result(verb: Token) -> tuple[Token, ...]:
    """``shot two of them dead``: to the parser the subject of a clause of its own."""
    states = [c for c in children(verb, "advcl", "ccomp") if c.pos_ == "ADJ" and c.i > verb.i]
    return tuple(t for c in states for t in children(c, "nsubj") if t.left_edge.i == verb.i + 1)


def _has_object_gap(verb: Token) -> bool:
    """Not ``met in X, where they agreed``: what is told of a place or a time has its own object."""
    subjects = children(verb, *SUBJECT_DEPS)
    scene = any(child.tag_ == "WRB" for child in verb.children)
    return bool(subjects) and not scene and all(antecedent(token) is None for token in subjects)


def _shared_object(verb: Token) -> tuple[Token, ...]:
    """``attacked and captured the town``: the object of the last verb is the first one's too."""
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.i - verb.i <= 2:
            return spread_all(_resolved(children(child, "dobj")))
    return ()


def prep_phrases(head: Token) -> Iterator[PrepPhrase]:
    """Prepositional phrases of a head, also stacked ones (``out of``, ``from X to Y``)."""
    for child in head.children:
        dep = child.dep_
        # A particle with an object is a preposition: "called on X".
        particle = dep == "prt" and children(child, "pobj")
        joined = dep == "conj" and child.pos_ == "ADP"  # "sent by X and by Y"
        if dep not in {"prep", "agent", "dative"} and not particle and not joined:
            continue
        if child.pos_ in {"ADP", "SCONJ", "ADV", "VERB"}:
            yield from _phrase(child)


def _phrase(prep: Token) -> Iterator[PrepPhrase]:
    said = ("amod", "acomp") if prep.lower_ == "as" else ()  # "described the raid as illegal"
    objects = _resolved(children(prep, "pobj", "pcomp", *said))
    if objects:
        yield PrepPhrase(prep.lower_, prep, spread_all(objects))
    for inner in prep.children:
        if inner.dep_ in {"prep", "conj"} and inner.pos_ in {"ADP", "ADV"}:
            yield from _phrase(inner)

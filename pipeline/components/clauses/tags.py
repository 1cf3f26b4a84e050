"""Tags that contradict the tree around them.

The tagger and the parser each see the words only. Where they disagree and one of them cannot be
right, the other decides.
"""

from spacy.tokens import Token

from pipeline.components.clauses.mends import (
    CLAUSE_ROOTS,
    FINITE,
    NONE,
    Mend,
    Repair,
    Rules,
    before,
    children,
    has_subject,
    is_marked,
    retag,
    subject,
)
from pipeline.components.resolutions import resolving_verb

_VERB_TAGS = ("VB", "VBD", "VBN", "VBP", "VBZ")


def _past_of_subject(token: Token) -> Repair:
    """``the sides signed/VBN``, ``the rebels advanced/JJ``: with a subject it is a past tense."""
    verb = token.head
    if verb.tag_ not in {"VBN", "JJ"} or token.i > verb.i or children(verb, "aux", "auxpass"):
        return NONE
    if verb.tag_ == "JJ" and (not verb.lower_.endswith("ed") or children(verb, "cop")):
        return NONE
    return (retag(verb, "VBD"),) if _is_full_clause(verb) else NONE


def _is_full_clause(verb: Token) -> bool:
    """Not ``had the town surrounded`` or ``with its leader killed``, which are no clauses."""
    if verb.dep_ in {"ROOT", "relcl", "parataxis"}:
        return True
    if verb.dep_ in {"advcl", "ccomp"}:
        return is_marked(verb) or (verb.dep_ == "ccomp" and verb.i < verb.head.i)
    small = any(c.tag_ == "VBN" for c in verb.head.rights if c.i < verb.i)
    return verb.dep_ == "conj" and verb.head.tag_ in FINITE and not small


def _participle(token: Token) -> Repair:
    """``an army made/VBD up of rebels``: a noun is described by a participle."""
    if token.tag_ != "VBD" or has_subject(token) or is_marked(token):
        return NONE
    return NONE if _lacks_verb(token.head) else (retag(token, "VBN"),)


def _lacks_verb(noun: Token) -> bool:
    """Whether the parser made a noun the head of a clause: its verb is not recognised as one."""
    return noun.dep_ in CLAUSE_ROOTS or (noun.dep_ == "conj" and noun.head.tag_ in FINITE)


def _plural(token: Token) -> Repair:
    """``with airstrikes/VBZ``: a subject or an object is a noun."""
    if token.tag_ != "VBZ" or not token.lower_.endswith("s") or children(token, "aux", "dobj"):
        return NONE
    named = [Mend(c.i, token.i, "compound") for c in token.lefts if c.dep_ == "nsubj"]
    return (retag(token, "NNS"), *named)


def _third_person(token: Token) -> Repair:
    """``the agency estimates/NNS``: with a subject it is a verb."""
    verb = token.head
    if verb.tag_ != "NNS" or token.i > verb.i or not verb.lower_.endswith("s"):
        return NONE
    full = verb.dep_ in CLAUSE_ROOTS or is_marked(verb)
    return (retag(verb, "VBZ"),) if full and token.tag_ in {"NN", "NNP"} else NONE


def _third_person_after_that(token: Token) -> Repair:
    """``a charge that Kigali rejects/NNS``: to the parser "Kigali" only names the rejects."""
    named = [c for c in token.lefts if c.dep_ in {"compound", "nmod"} and c.tag_ == "NNP"]
    opened = [c for c in token.lefts if c.lower_ == "that" and c.dep_ in {"mark", "dobj", "nsubj"}]
    if not named or not opened or subject(token) not in {None, opened[0]}:
        return NONE
    if opened[0].i + 1 != named[0].left_edge.i or named[-1].i + 1 != token.i:
        return NONE
    return (
        retag(token, "VBZ", "relcl" if token.head.tag_.startswith("N") else token.dep_),
        Mend(named[-1].i, token.i, "nsubj"),
        Mend(opened[0].i, token.i, "dobj", "WDT"),
    )


def _disputed(token: Token) -> Repair:
    """``a claim the UN disputes/NNS``: a noun describes no noun as a clause does."""
    named = [c for c in token.lefts if c.dep_ == "compound" and c.tag_ in {"NNP", "NN", "NNS"}]
    if token.tag_ != "NNS" or not named or named[-1].i + 1 != token.i:
        return NONE
    owner = named[-1]
    parts = [Mend(c.i, owner.i) for c in token.lefts if c != owner]
    return (retag(token, "VBZ", "relcl"), Mend(owner.i, token.i, "nsubj"), *parts)


def _acronym(token: Token) -> Repair:
    """``the LAAF/VBD marched``, ``IS/VBZ-held``: a word in capitals is a name."""
    if not token.text.isupper() or len(token.text) < 2 or not token.text.isalpha():
        return NONE
    following = token.nbor() if token.i + 1 < token.sent.end else None
    previous = before(token)
    if following is not None and following.text == "-":
        return _before_a_hyphen(token)
    if previous is None or previous.tag_ != "DT":
        return NONE
    verb = token.head
    if token.dep_ in {"aux", "auxpass"} and not has_subject(verb):
        return (retag(token, "NNP", "nsubj"), Mend(previous.i, token.i, "det"))
    return NONE


def _before_a_hyphen(name: Token) -> Repair:
    """``IS-held villages``: who holds them belongs to the participle."""
    participle = name.nbor(2) if name.i + 2 < name.sent.end else name
    if participle.tag_ not in {"VBN", "VBD"} or name.is_ancestor(participle):
        return (retag(name, "NNP", "npadvmod"),)
    return (Mend(name.i, participle.i, "npadvmod", "NNP"), retag(participle, "VBN"))


def _resolved(token: Token) -> Repair:
    """``2. Calls/NNS upon X to``, ``- urged/VBN X to``: the entry of a resolution is a clause."""
    if token.dep_ != "ROOT" or resolving_verb(token.sent) != token or has_subject(token):
        return NONE
    carries = children(token, "dobj", "ccomp", "xcomp")
    called = any(c.lower_ in {"on", "upon"} for c in children(token, "prep", "prt"))
    if not (carries or called) or children(token, "agent", "aux", "auxpass"):
        return NONE
    if token.tag_ in {"NN", "NNS", "NNP", "VB"} and token.lower_.endswith("s"):
        return (retag(token, "VBZ"),)
    return (retag(token, "VBD"),) if token.tag_ == "VBN" else NONE


TAG_RULES: Rules = {
    "ROOT": (_resolved,),
    "nsubj": (_plural, _past_of_subject, _third_person),
    "nsubjpass": (_plural,),
    "dobj": (_plural,),
    "pobj": (_plural,),
    "acl": (_participle, _disputed),
    "NNS": (_third_person_after_that,),
    **{tag: (_acronym,) for tag in _VERB_TAGS},
}

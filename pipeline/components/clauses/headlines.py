"""Clauses of headlines, which leave words out and that the parser takes for noun phrases.

"Three soldiers killed in Mali" lacks its "were", "France, Germany urge Iran" its "and"; in
"Pakistan summons Afghan envoy" the tagger takes the verb for a noun.
"""

from spacy.tokens import Token

from pipeline.components.clauses.mends import (
    FINITE,
    NONE,
    NOUNS,
    TIMES,
    Mend,
    Repair,
    Rules,
    children,
    is_marked,
    retag,
)

_HARMED = frozenset(
    """killed wounded injured abducted kidnapped arrested detained displaced slain executed
    beheaded assassinated martyred""".split()
)
"""Past forms of verbs that never lack an object: without one they tell what was suffered."""
_NOUN_LIKE = frozenset(
    """summons sanctions strikes shells raids bombs targets attacks demands calls slams blasts
    hits storms ambushes backs protests halts names blames moves fines files hosts""".split()
)
"""Forms of verbs that the tagger takes for nouns behind a name."""
_NAMES = frozenset({"NNP", "NNPS"})
_OPENS_OBJECT = frozenset({"NNP", "NNPS", "CD", "DT", "PRP$"})


def _suffered(token: Token) -> Repair:
    """``Three soldiers killed in Mali``: they killed nobody."""
    verb = token.head
    if verb.lower_ not in _HARMED or token.i > verb.i or verb.dep_ not in {"ROOT", "parataxis"}:
        return NONE
    if verb.tag_ not in {"VBD", "VBN"} or children(
        verb, "dobj", "dative", "ccomp", "aux", "auxpass"
    ):
        return NONE
    following = verb.nbor() if verb.i + 1 < verb.sent.end else None
    goes_on = following is not None and following.tag_ not in {"IN", ",", "."}
    if goes_on or is_marked(verb):
        return NONE
    return (retag(verb, "VBN"), Mend(token.i, verb.i, "nsubjpass"))


def _all_suffered(token: Token) -> Repair:
    """``At least 23 killed as rebels attack X``: to the parser a number that was killed."""
    sum_, sentence = token.head, token.sent
    if token.lower_ not in _HARMED or sum_.dep_ != "ROOT" or sum_.tag_ != "CD":
        return NONE
    if sum_.i > token.i or children(token, "dobj", "agent", "auxpass"):
        return NONE
    if any(t.tag_ in FINITE for t in sentence if t.i < token.i):
        return NONE
    behind = [Mend(c.i, token.i) for c in sum_.rights if c.i > token.i]
    return (Mend(token.i, token.i, "ROOT", "VBN"), Mend(sum_.i, token.i, "nsubjpass"), *behind)


def _comma_for_and(token: Token) -> Repair:
    """``France, Germany urge Iran to talk``: both of them do."""
    verb, first = token.head, token.sent[0]
    if token.tag_ not in _NAMES or verb.tag_ not in {"VBP", "VB"} or first.tag_ not in _NAMES:
        return NONE
    comma = token.doc[token.left_edge.i - 1] if token.left_edge.i else first
    if comma.text != "," or token.right_edge.i + 1 != verb.i or first.lower_ in TIMES:
        return NONE
    other = token.doc[comma.i - 1]
    if other.i - first.i > 2 or other.tag_ not in _NAMES or other.head not in {verb, token}:
        return NONE
    return (
        Mend(other.i, verb.i, "nsubj"),
        Mend(token.i, other.i, "conj"),
        Mend(comma.i, other.i, "punct"),
    )


def _summons(token: Token) -> Repair:
    """``Pakistan summons/NNS Afghan envoy over X``, but ``US sanctions on Iran``."""
    first, root = token.sent[0], token.sent.root
    if token.lower_ not in _NOUN_LIKE or token.i != first.i + 1 or not first.text[0].isupper():
        return NONE
    if token.i + 2 >= token.sent.end or any(t.tag_ in FINITE for t in token.sent):
        return NONE
    following = token.nbor()
    proper = following.text.isupper() or (following.tag_ == "JJ" and following.text[0].isupper())
    opens = proper or following.tag_ in _OPENS_OBJECT
    named = root if root.i > token.i else next(iter(children(token, "appos")), None)
    if not opens or named is None or named.tag_ not in NOUNS:
        return NONE
    return (
        Mend(token.i, token.i, "ROOT", "VBZ"),
        Mend(first.i, token.i, "nsubj", "NNP"),
        Mend(named.i, token.i, "dobj"),
    )


def _stormed(token: Token) -> Repair:
    """``as militants storm/NN army base``: with a subject and an object it is a verb."""
    verb = token.head
    if token.tag_ != "NNS" or verb.tag_ != "NN" or token.i > verb.i:
        return NONE
    return (retag(verb, "VBP"),) if children(verb, "dobj") else NONE


HEADLINE_RULES: Rules = {
    "nsubj": (_suffered, _comma_for_and, _stormed),
    "acl": (_all_suffered,),
    "NNS": (_summons,),
}

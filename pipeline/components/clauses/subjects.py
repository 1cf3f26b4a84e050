"""Subjects that the parser gave to another word, or to none."""

from spacy.tokens import Doc, Token

from pipeline.components.clauses.mends import (
    JOINED,
    NONE,
    NOUNS,
    SAYING,
    TIMES,
    Mend,
    Repair,
    Rules,
    children,
    has_subject,
    is_finite,
    is_marked,
    subject,
)

_LONGEST_SPEAKER = 12
_AFTER = frozenset({"after", "before", "since", "until"})
_BEFORE_THE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_JOINS = frozenset({"appos", "conj", "npadvmod", "dobj", "pobj", "dep", "attr"})


def _speaker(token: Token) -> Repair:
    """``... with the army, residents and an official said``: not a third and fourth opponent."""
    if token.lower_ not in SAYING or not is_finite(token) or has_subject(token):
        return NONE
    comma = _comma_before(token)
    if comma is None:
        return NONE
    heads = [t for t in token.doc[comma + 1 : token.i] if not comma < t.head.i < token.i]
    names = [t for t in heads if t.dep_ != "cc"]
    if len(names) != 1 or names[0].tag_ not in NOUNS or names[0].dep_ not in _JOINS:
        return NONE
    speaker = names[0]
    if speaker.left_edge.i != comma + 1 or heads[0] != speaker:
        return NONE
    return (Mend(speaker.i, token.i, "nsubj"), *_set_apart(token, speaker))


def _speaker_in_a_list(token: Token) -> Repair:
    """``died after clashes with the army, residents and an official said``."""
    owner = subject(token)
    if token.lower_ not in SAYING or owner is None or children(token, "ccomp", "dobj"):
        return NONE
    mark = next((c for c in token.lefts if c.dep_ == "mark"), None)
    comma = _comma_before(token)
    if comma is None or mark is None or token.dep_ != "advcl" or mark.lower_ not in _AFTER:
        return NONE
    listed = (t for t in owner.subtree if t.dep_ in {"appos", "conj"} and t.head.i < comma)
    speaker = next((t for t in listed if t.left_edge.i == comma + 1 and t.tag_ in NOUNS), None)
    if speaker is None or token.head.i > token.i:
        return NONE
    return (
        Mend(speaker.i, token.i, "nsubj"),
        Mend(token.i, token.head.i, JOINED),
        Mend(mark.i, token.head.i, "prep"),
        Mend(owner.i, mark.i, "pobj"),
    )


def _comma_before(verb: Token) -> int | None:
    """Where the comma before the speaker is: none when a verb or a quotation comes between."""
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - _LONGEST_SPEAKER) - 1, -1):
        token = verb.doc[i]
        if token.text == ",":
            return i if i < verb.i - 1 else None
        if (token.is_punct and token.text not in {"-", "."}) or is_finite(token):
            return None
    return None


def _set_apart(said: Token, speaker: Token) -> Repair:
    """A verb of saying that was joined to the clause which it reports."""
    if said.dep_ == "conj":
        return (Mend(said.i, said.head.i, JOINED),)
    if said.dep_ in {"acl", "relcl"} and said.head == speaker:
        governor = next((t for t in speaker.ancestors if is_finite(t)), None)
        return NONE if governor is None else (Mend(said.i, governor.i, JOINED),)
    return NONE


def _next_subject(token: Token) -> Repair:
    """``rallied outside the embassy and police shot two``: the next verb's subject."""
    if token.tag_ not in NOUNS or token.right_edge.i + 1 >= token.sent.end:
        return NONE
    verb, first = _verb_after(token), token.head
    if verb is None or first.tag_ not in NOUNS:
        return NONE
    conjunctions = [c for c in first.children if c.dep_ == "cc" and c.i < token.left_edge.i]
    if not conjunctions or conjunctions[-1].i != token.left_edge.i - 1:
        return NONE
    return (
        Mend(token.i, verb.i, "nsubj"),
        Mend(verb.i, verb.head.i, "conj"),
        Mend(conjunctions[-1].i, verb.head.i),
    )


def _verb_after(noun: Token) -> Token | None:
    """The verb directly behind a noun that has no subject, joined to a verb further left."""
    for token in noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 4]:
        if token.dep_ in _BEFORE_THE_VERB:
            continue
        joined = token.dep_ in {"conj", "advcl"} and token.head.i < noun.i
        if joined and is_finite(token) and not has_subject(token) and not is_marked(token):
            return token
        return None
    return None


def _swallowed_by_a_year(token: Token) -> Repair:
    """``In the summer of 2016 local brigades retook it``: the brigades are not the summer's."""
    noun = token.head
    if not _is_year(token) or noun.left_edge.i != token.i or noun.tag_ not in NOUNS:
        return NONE
    if noun.dep_ != "pobj" or noun.i < token.i:
        return NONE
    verb = _subjectless(noun.doc, noun.right_edge.i + 1)
    if verb is None or not noun.is_ancestor(token):
        return NONE
    return (Mend(token.i, noun.head.i, "pobj"), Mend(noun.i, verb.i, "nsubj"))


def _is_year(token: Token) -> bool:
    return (
        token.text.isdigit() and token.text[:2] in {"19", "20"} and len(token.text) == len("2000")
    )


def _subjectless(doc: Doc, start: int) -> Token | None:
    """The finite verb that begins here, adverbs and auxiliaries aside, when it has no subject."""
    for token in doc[start : start + 4]:
        if token.dep_ in _BEFORE_THE_VERB:
            continue
        return token if is_finite(token) and not has_subject(token) else None
    return None


def _behind_a_date(token: Token) -> Repair:
    """``That June the army, having lost X, fell back``: the army is no other name of June."""
    date = token.head
    verb = date.head
    if token.left_edge.i != date.i + 1 or token.tag_ not in NOUNS or verb.i < token.i:
        return NONE
    if date.dep_ == "npadvmod" and is_finite(verb) and not has_subject(verb):
        return (Mend(token.i, verb.i, "nsubj"),)
    if date.dep_ == "nsubj" and date.lower_ in TIMES:
        return (Mend(token.i, verb.i, "nsubj"), Mend(date.i, verb.i, "npadvmod"))
    return NONE


def _absolute(token: Token) -> Repair:
    """``were given aid, their allies firing ...``: no apposition across the verb."""
    verb = token.head.head if token.dep_ == "appos" else token.head
    acts = [c for c in token.rights if c.dep_ == "acl" and c.tag_ == "VBG"]
    if not acts or not verb.tag_.startswith("VB") or verb.i > token.left_edge.i:
        return NONE
    if token.head.i > verb.i or token.doc[token.left_edge.i - 1].text != ",":
        return NONE
    return (Mend(acts[0].i, verb.i, "advcl"), Mend(token.i, acts[0].i, "nsubj"))


SUBJECT_RULES: Rules = {
    "appos": (_behind_a_date, _absolute),
    "conj": (_next_subject,),
    "npadvmod": (_absolute,),
    "nummod": (_swallowed_by_a_year,),
    **{tag: (_speaker, _speaker_in_a_list) for tag in ("VBD", "VBZ", "VBP", "VBN")},
}

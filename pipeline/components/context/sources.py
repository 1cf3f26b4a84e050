"""Who else than the author tells an event, and who stands behind a phrase that names a source."""

from spacy.tokens import Token

from pipeline.components.blame import BLAMING, charge
from pipeline.components.context import patterns as cues
from pipeline.components.context.scope import (
    CLAUSES,
    above,
    is_infinitive,
    is_that,
)
from pipeline.components.relatives import antecedent
from pipeline.components.speech import LABEL, REPORTING, is_passive, is_voice, subject


def accusation(anchor: Token) -> tuple[bool, Token | None]:
    """Whether the event is what somebody is accused of, and the accuser if one is named."""
    laid = charge(anchor)
    if laid is not None and laid.verb is not None:
        return True, speaker(laid.verb)
    for clause, head in above(anchor):
        while head.dep_ == "conj" and head.head.dep_ in {"prep", "conj", "pcomp"}:
            head = head.head.head if head.head.dep_ == "pcomp" else head.head
        if clause.dep_ != "pcomp":
            continue
        governor = head.head
        if governor.dep_ == "dobj":
            governor = governor.head
        if head.lower_ in BLAMING.get(governor.lemma_, ()):
            return True, speaker(governor)
        if head.lower_ == "of" and governor.lemma_ in cues.CHARGES and governor.dep_ == "pobj":
            return True, speaker(governor.head.head)  # "held on suspicion of smuggling"
    return False, None


def source(root: Token, anchor: Token) -> tuple[bool, Token | None]:
    """Whether somebody else than the author says so, and who."""
    told, said_by = _told(root, anchor)
    if not told and (label := _label(anchor)) is not None:
        return True, label
    if told or not _is_hearsay(root, anchor):
        return told, said_by
    return True, None


def _label(anchor: Token) -> Token | None:
    """``UN: Rebels killed 40``, ``... - police``: the source that a headline sets apart."""
    for child in anchor.sent.root.children:
        if child.dep_ == LABEL and child != anchor and not child.is_ancestor(anchor):
            actors = {mention.root for mention in anchor.doc._.actors if mention.refs}
            places = {i for one in anchor.doc._.places for i in range(one.start, one.end)}
            speaks = is_voice(child) or child.i in actors
            return child if speaks and child.i not in places else None
    return None


def _told(root: Token, anchor: Token) -> tuple[bool, Token | None]:
    if root.i != anchor.i and anchor.lemma_ in cues.SELF_REPORT:
        return True, speaker(anchor)
    for clause, head in above(anchor):
        if _is_reported(clause, head):
            if _has_own_object(clause):
                break
            return True, speaker(head)
        if head.lemma_ in cues.REPORT_NOUNS and _is_content(clause):
            return True, _author(head)
    for clause in (anchor, *(clause for clause, _ in above(anchor))):
        named = _according_to(clause, anchor) or _parenthetical(clause)
        if named is not None:
            return True, named
    return _said_of_all(anchor)


def _is_content(clause: Token) -> bool:
    """``the claim that X had fled``, ``X's claim to have fled``."""
    done = is_infinitive(clause) and any(child.lower_ == "have" for child in clause.lefts)
    return clause.dep_ in {"acl", "ccomp"} and (is_that(clause) or done)


def _author(report: Token) -> Token | None:
    """``Kyiv's claim``, ``a claim by Kyiv``, ``Kyiv announced a finding``."""
    for child in report.children:
        if child.dep_ == "poss":
            return child
    named = witness(report)
    if named != report:
        return named
    issued = report.dep_ == "dobj" and report.head.lemma_ in REPORTING | cues.ISSUING
    return speaker(report.head) if issued else None


def _is_hearsay(root: Token, anchor: Token) -> bool:
    """``allegedly``, ``reportedly by X``, ``men believed to be rebels``."""
    for token in (root, anchor):
        for child in token.children:
            if child.dep_ in CLAUSES:
                continue  # "one was killed; no wounded were reported"
            held_by = [child, *child.children] if child.dep_ == "agent" else [child]
            if any(word.lower_ in cues.HEARSAY for word in held_by):
                return True
            doer = child if child.dep_ == "nsubj" else next(child.children, child)
            if child.dep_ in {"nsubj", "agent"} and _is_thought_to_be(doer):
                return True
    return False


def _is_thought_to_be(noun: Token) -> bool:
    return any(
        verb.lower_ in cues.THOUGHT and any(c.lemma_ in {"be", "belong"} for c in verb.children)
        for verb in noun.rights
        if verb.dep_ == "acl"
    )


def _is_reported(clause: Token, head: Token) -> bool:
    if clause.dep_ == "xcomp" and head.lemma_ in cues.THINKING and is_passive(head):
        return True  # "is thought to have fled"
    if head.lemma_ not in REPORTING or clause.dep_ not in {"ccomp", "xcomp", "pcomp"}:
        return False
    return not (clause.dep_ == "ccomp" and any(c.dep_ == "nsubjpass" for c in head.children))


def _has_own_object(clause: Token) -> bool:
    """``X did A, a charge that Y denies``: what is denied is the charge, not the clause."""
    said = clause.head
    objects = said.lemma_ != "tell" and any(child.dep_ == "dobj" for child in said.children)
    return clause.dep_ == "ccomp" and clause.i < said.i and objects


def _said_of_all(anchor: Token) -> tuple[bool, Token | None]:
    """A source that closes or opens the sentence vouches for all of it, relative clauses too.

    "X did A, which led to B, the ministry said"; "A did B and C fell, according to the UN".
    """
    token = anchor
    while token.head.i != token.i:
        before = token.dep_ == "ccomp" and token.i < token.head.i and not is_that(token)
        told = before and not _has_own_object(token) and not is_passive(token.head)
        if told and token.head.lemma_ in REPORTING:
            return True, subject(token.head)
        token = token.head
    last = token.sent[-1].i
    for clause in (token, *(child for child in token.children if child.dep_ == "conj")):
        named = _according_to(clause, anchor)
        if named is not None and (named.right_edge.i >= last - 1 or named.i < token.i):
            return True, named
    return False, None


def _according_to(clause: Token, anchor: Token) -> Token | None:
    for child in clause.children:
        if child.lower_ == "according":
            for prep in child.children:
                for obj in prep.children:
                    # "according to the UN, which blamed X": the author tells of the blame.
                    if obj.dep_ == "pobj" and not obj.is_ancestor(anchor):
                        return obj
    return None


def _parenthetical(clause: Token) -> Token | None:
    """``..., the UN said.``"""
    for child in clause.children:
        aside = child.dep_ == "parataxis" and child.lemma_ in REPORTING
        if aside and not is_passive(child) and child.sent.doc[child.left_edge.i - 1].text != ";":
            return subject(child)
    return None


def speaker(verb: Token) -> Token | None:
    """Who accuses or tells: the subject, or in a passive the ``by``-phrase, if there is one."""
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ in {"acomp", "oprd", "xcomp", "acl"}):
        agents = [t for child in verb.children if child.dep_ == "agent" for t in child.children]
        return agents[0] if agents else None
    return subject(_main_report(verb))


def _main_report(verb: Token) -> Token:
    """``said the army had left, adding that ...``: who said it adds it, not the army."""
    clause = verb.head
    added = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > clause.i
    if added and clause.dep_ == "ccomp" and clause.head.lemma_ in REPORTING:
        return clause.head
    return verb


def witness(noun: Token) -> Token:
    """Whose word a noun stands for: its antecedent, or the author of a report."""
    stands_for = antecedent(noun)
    if stands_for is not None:
        return stands_for
    if noun.lemma_.lower() in cues.DOCUMENTS | cues.REPORT_NOUNS:
        for prep in noun.rights:
            if prep.lower_ in {"by", "from", "of"}:
                for author in prep.children:
                    if author.dep_ == "pobj":
                        return author
    return noun

"""Which verb or event noun each date of a sentence belongs to, also where the parser errs."""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from pipeline.components.base import DateMention
from pipeline.components.events.patterns import SUBJECT_DEPS, VERBAL_POS
from pipeline.components.events.sharing import SAYING, is_finite, is_marked
from pipeline.components.events.syntax import children

_CLAUSE_DEPS = frozenset({"ROOT", "conj", "parataxis", "ccomp", "dep"})
_OPENERS = frozenset({"after", "before", "when", "while", "once", "because", "although", "though"})
_DECIDING = frozenset({"agree", "decide"})
"""``agreed to resign on 2 October``: it was agreed then, and done then."""
_RANKS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last latest most".split()
)
_AMONG = frozenset({"between", "among"})
_LEADS_IN = 2
"""How many words ("and, on ", "but in the ") stand before a date that opens a joined clause."""


def find_homes(
    dates: Sequence[DateMention], sentence: Span, rivals: set[int]
) -> dict[DateMention, int]:
    """The token of the trigger or verb that each date hangs on."""
    homes = {date: _home(date, sentence, rivals) for date in dates}
    for date, other in pairwise(dates):
        verb = sentence.doc[homes[date]]
        if homes[other] == verb.i and (opening := _opening_participle(date, verb)) is not None:
            homes[date] = opening.i
    return homes


def _opening_participle(date: DateMention, verb: Token) -> Token | None:
    """``Having called for talks in late May, X broke them off the next month``."""
    subjects = [child.i for child in verb.children if child.dep_ in SUBJECT_DEPS]
    for clause in children(verb, "advcl"):
        if clause.tag_ in {"VBG", "VBN"} and clause.i < date.start < min(subjects, default=0):
            return clause
    return None


def _home(date: DateMention, sentence: Span, rivals: set[int]) -> int:
    doc = sentence.doc
    if date.rule == "shift.event":
        following = (i for i in sorted(rivals) if date.end <= i < sentence.end)
        return next(following, date.end - 1)
    if date.rule == "shift.from-event":
        return _main_clause(doc[date.end - 1]).i
    token = doc[date.start : date.end].root
    while token.head.i != token.i:
        if _is_dated_noun(token, date):
            return token.i
        token = token.head
        if date.start <= token.i < date.end:
            continue
        if _is_restated(token, date):
            continue  # it tells again what stands above it
        if token.i in rivals or (token.pos_ in VERBAL_POS and not _is_no_verb(token)):
            break
    before = _saying_before(date, sentence) or _opened_clause(date, sentence)
    before = before or _cut_off(date, sentence, rivals)
    if before is not None:
        return before.i
    if token.dep_ == "xcomp" and token.i not in rivals and token.head.lemma_ in _DECIDING:
        token = token if date.ref.mod or date.rule.startswith("within") else token.head
    says = token.lemma_ in SAYING and children(token, "ccomp")
    if token.i not in rivals and not says and token.i < date.start:
        token = _nearer(date, token, rivals)
    return _said_content(date, token).i


def _is_dated_noun(token: Token, date: DateMention) -> bool:
    """``the advance on Homs, the truce of May 2016``: the date is the truce's alone.

    Not that of a party: "the pact between X and the rebels of May 1939".
    """
    if token.i != date.start - 2 or token.doc[date.start - 1].lower_ != "of":
        return False
    first = token
    while first.dep_ in {"appos", "conj"}:
        first = first.head
    if first == token or first.head.lower_ in _AMONG:
        return False
    return token.pos_ == "NOUN" and not _is_restated(token, date)


def _is_restated(noun: Token, date: DateMention) -> bool:
    """``X, the third attack of May 2023, failed``: the event again, in an apposition of its own.

    Nothing but a conjunction takes it for the next of a list, and no rank tells that it is not.
    """
    doc, end = noun.doc, date.end
    if noun.dep_ != "appos" or end >= len(doc) or not doc[end].is_punct:
        return False
    ranked = any(t.tag_ == "JJS" or t.lower_ in _RANKS for t in noun.children if t.i < noun.i)
    return ranked or end + 1 == len(doc) or doc[end + 1].dep_ != "cc"


def _main_clause(after: Token) -> Token:
    """What "two days after gunmen killed him" dates: the clause that hangs on none of it."""
    clause = after.head if after.dep_ == "mark" else after
    above = (t for t in clause.ancestors if t.pos_ in VERBAL_POS)
    return next(above, clause)


def _nearer(date: DateMention, verb: Token, rivals: set[int]) -> Token:
    """The event between a verb that tells none and its date: "claimed the killing of X in May"."""
    below = [verb.doc[i] for i in sorted(rivals) if verb.i < i < date.start]
    below = [t for t in below if verb in t.ancestors and not _is_conjoined(t, verb)]
    verbs = [t for t in below if t.pos_ in VERBAL_POS]
    nouns = [t for t in below if t.dep_ == "pobj"]
    return [verb, *(verbs or nouns)][-1]


def _is_no_verb(token: Token) -> bool:
    """``refused him bail``, ``took them hostage``: a bare form that nothing asks for is a noun."""
    asking = {"aux"} if token.tag_ == "VB" else SUBJECT_DEPS
    asked = any(child.dep_ in asking for child in token.children)
    return token.tag_ in {"VB", "VBP"} and token.dep_ == "ccomp" and not asked


def _is_conjoined(token: Token, verb: Token) -> bool:
    """Whether a joined clause stands between the two."""
    while token != verb:
        if token.dep_ == "conj" and token.pos_ in VERBAL_POS:
            return True
        token = token.head
    return False


def _saying_before(date: DateMention, sentence: Span) -> Token | None:
    """The verb of saying right before a date: "said on Wednesday the two would patrol"."""
    at = date.start - 1
    if at > sentence.start and sentence.doc[at].lower_ in {"on", "in", "late", "early"}:
        at -= 1
    token = sentence.doc[max(at, sentence.start)]
    return token if token.lemma_ in SAYING and token.pos_ == "VERB" else None


def _opened_clause(date: DateMention, sentence: Span) -> Token | None:
    """The verb of the joined clause that a date opens: "..., and on 5 May they left"."""
    doc = sentence.doc
    at = date.start - 1
    while at > sentence.start and (doc[at].pos_ in {"ADP", "DET"} or doc[at].is_punct):
        at -= 1
    if at <= sentence.start or doc[at].dep_ != "cc" or date.start - at > _LEADS_IN + 1:
        return None
    following = doc[date.end] if date.end < sentence.end else None
    if following is None or following.dep_ in {"cc", "prep"} or following.text in {".", ";"}:
        return None
    for token in doc[date.end : sentence.end]:
        if token.text == ";" or (token.dep_ == "cc" and token.i > date.end + 1):
            return None
        if token.pos_ not in VERBAL_POS or token.dep_ not in _CLAUSE_DEPS:
            continue
        if is_finite(token) and not _is_set_apart(token):
            return token
    return None


def _cut_off(date: DateMention, sentence: Span, rivals: set[int]) -> Token | None:
    """``lifted the sanctions that October, after X had ceded``: no date of what the comma parts."""
    doc, comma = sentence.doc, date.end
    if comma + 1 >= sentence.end or doc[comma].text != ",":
        return None
    if doc[comma + 1].lower_ not in _OPENERS:
        return None
    left = [i for i in rivals if sentence.start <= i < date.start and doc[i].pos_ in VERBAL_POS]
    return doc[max(left)] if left else None


def _is_set_apart(verb: Token) -> bool:
    return is_marked(verb) or bool(children(verb, "mark"))


def _said_content(date: DateMention, home: Token) -> Token:
    """What was said, for a date that stands in it: "on Monday X attacked, officials said"."""
    if home.lemma_ not in SAYING:
        return home
    speakers = [t for t in home.children if t.dep_ in SUBJECT_DEPS]
    start = min([home.i, *(t.left_edge.i for t in speakers)])
    for content in children(home, "ccomp"):
        if content.i < start and date.start < start:
            return content
    return home

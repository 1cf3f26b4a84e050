"""Main verbs that the parser took for something else, and verbs joined to the wrong one."""

from spacy.tokens import Token

from pipeline.components.clauses.mends import (
    CLAUSE_ROOTS,
    FINITE,
    NONE,
    NOUNS,
    SAYING,
    Mend,
    Repair,
    Rules,
    before,
    children,
    has_comma,
    has_subject,
    is_finite,
    is_marked,
    retag,
    subject,
    take_place,
)

_NOT_FINITE = frozenset({"VBG", "VB"})
_TAKES_CLAUSE = SAYING | frozenset(
    """acknowledge acknowledges acknowledged admit admits admitted agree agrees agreed allege
    alleges alleged argue argues argued assume assumes assumed believe believes believed
    conclude concludes concluded confirm confirms confirmed deny denies denied determine
    determines determined doubt doubts doubted ensure ensures ensured estimate estimates
    estimated expect expects expected explain explains explained fear fears feared feel feels
    felt find finds found guess guesses guessed hear hears heard hope hopes hoped indicate
    indicates indicated insist insists insisted know knows knew learn learns learned let lets
    mean means meant predict predicts predicted promise promises promised prove proves proved
    realise realises realised realize realizes realized recall recalls recalled see sees saw
    show shows showed shown signal signals signalled stress stresses stressed suggest suggests
    suggested suppose supposes supposed suspect suspects suspected swear swears swore think
    thinks thought understand understands understood vow vows vowed wish wishes wished write
    writes wrote""".split()
)
_DOUBTED = frozenset({"suspected", "alleged", "presumed"})
_DESCRIBING = frozenset(
    """wounded injured displaced armed besieged occupied detained disputed contested abandoned
    destroyed damaged captured imprisoned jailed stolen seized exiled deposed ousted fortified
    alleged suspected related associated limited guided refined increased improved continued
    combined united""".split()
)
"""Participles that mostly describe: ``evacuated staff and wounded civilians``."""


_CAUSES = frozenset(
    """encouraged urged forced ordered allowed prompted persuaded convinced enabled invited pressed
    compelled asked told helped instructed authorised authorized permitted obliged led""".split()
)
"""Past forms of verbs that make somebody do something."""

_SPOKEN = frozenset(
    """accused blamed urged called warned threatened demanded condemned denounced vowed pledged
    promised appealed dismissed rejected criticised criticized praised thanked""".split()
)


def _verb_of_the_noun(token: Token) -> Repair:
    """``The rebels headed for Goma``: to the parser a noun and its participle, and no verb."""
    noun = token.head
    at_top = noun.dep_ in CLAUSE_ROOTS or (noun.dep_ == "conj" and noun.head.tag_ in FINITE)
    if noun.tag_ not in NOUNS or not at_top or has_subject(token) or is_marked(token):
        return NONE
    if token.tag_ != "VBD" and not (token.tag_ == "VBN" and _must_be_finite(token, noun)):
        return NONE
    if token.i < noun.i or any(is_finite(c) for c in noun.rights if c.dep_ == "conj"):
        return NONE
    return (*take_place(token, noun), Mend(token.i, _place(noun, token), noun.dep_, "VBD"),
            Mend(noun.i, token.i, "nsubj"))  # fmt: skip


def _told_before(token: Token) -> Repair:
    """``Gunmen on motorcycles killed six, officials said``: "said" has its own subject."""
    noun, said = token.head, token.head.head
    if noun.dep_ != "nsubj" or said.lower_ not in SAYING or token.tag_ not in {"VBN", "VBD"}:
        return NONE
    tellers = [c for c in said.lefts if c.dep_ == "nsubj" and c.i > token.i]
    if not tellers or has_subject(token) or is_marked(token):
        return NONE
    if token.doc[tellers[0].left_edge.i - 1].text != ",":
        return NONE
    return (Mend(token.i, said.i, "ccomp", "VBD"), Mend(noun.i, token.i, "nsubj"))


def _place(noun: Token, verb: Token) -> int:
    return verb.i if noun.head.i == noun.i else noun.head.i


def _suspected_subject(token: Token) -> Repair:
    """``On Friday suspected rebels attacked a post``: nobody suspected that they did."""
    doubt = token.head
    owner = subject(token)
    if token.dep_ != "ccomp" or doubt.lower_ not in _DOUBTED or owner is None:
        return NONE
    if owner.left_edge.i != doubt.i + 1 or not is_finite(token) or has_subject(doubt):
        return NONE
    if owner.tag_ not in NOUNS or is_marked(token) or any(c.dep_ == "aux" for c in doubt.children):
        return NONE
    return (*take_place(token, doubt), Mend(doubt.i, owner.i, "amod"))


def _must_be_finite(verb: Token, noun: Token) -> bool:
    """``The first convoy set off for Kuwait.``: no other word can be the sentence's verb."""
    if _follows_a_clause(verb, noun):
        return True
    whole = noun.dep_ == "ROOT" and noun.sent[-1].text == "." and not children(verb, "agent")
    if not whole or has_comma(noun.doc, noun.i, verb.i) or verb.i + 1 == len(noun.doc):
        return False
    if verb.nbor().tag_ != "RP" and verb.nbor().lower_ != "of":
        return False
    return not any(token.tag_ in FINITE for token in noun.sent)


def _follows_a_clause(verb: Token, noun: Token) -> bool:
    """``Mali, which has a base there, offered to help``: what the comma closes is the aside."""
    aside = [c for c in noun.rights if c.dep_ == "relcl" and c.i < verb.i]
    active = children(verb, "dobj", "xcomp")
    return bool(aside and active) and verb.nbor(-1).text == "," and verb.lower_.endswith("ed")


def _verb_behind_a_participle(token: Token) -> Repair:
    """``The truce proclaimed in May allowed them to leave``: no clause lacks its subject."""
    participle = token.head
    owner = subject(participle)
    if participle.tag_ != "VBD" or participle.i > token.i or owner is None or is_marked(token):
        return NONE
    if not is_finite(token) or any(c.i < token.i for c in children(token, "nsubj", "nsubjpass")):
        return NONE
    if owner.tag_ not in NOUNS or owner.right_edge.i + 1 != participle.i or has_subject(token):
        return NONE
    return _reduce(participle, owner, token)


def _verb_behind_a_relative(token: Token) -> Repair:
    """``gunmen whom sources identified as rebels ambushed it``: "whom" is no second object."""
    noun, owner = token.head, subject(token)
    relative = [c for c in token.lefts if c.dep_ == "dobj" and c.tag_ in {"WP", "WDT"}]
    objects = [c for c in token.rights if c.dep_ == "dobj"]
    if not relative or not objects or owner is None or noun.dep_ not in CLAUSE_ROOTS:
        return NONE
    told = next((c for c in owner.rights if c.dep_ == "acl" and c.tag_ in {"VBN", "VBD"}), None)
    if told is None or noun.tag_ not in NOUNS or token.tag_ != "VBD":
        return NONE
    return (
        *take_place(token, noun),
        Mend(noun.i, token.i, "nsubj"),
        Mend(told.i, noun.i, "relcl", "VBD"),
        Mend(owner.i, told.i, "nsubj"),
        Mend(relative[0].i, told.i, "dobj"),
    )


def _reduce(participle: Token, owner: Token, verb: Token) -> Repair:
    return (
        *take_place(verb, participle),
        Mend(participle.i, owner.i, "acl", "VBN"),
        Mend(owner.i, verb.i, owner.dep_),
    )


def _verb_behind_an_aside(token: Token) -> Repair:
    """``The forces, renamed X, ignored the deal``: no comma parts a subject from its verb."""
    participle = token.head
    owner = subject(participle)
    if participle.tag_ != "VBD" or token.tag_ != "VBD" or owner is None or has_subject(token):
        return NONE
    doc, comma = token.doc, participle.i - 1
    if owner.tag_ not in NOUNS or doc[comma].text != "," or token.nbor(-1).text != ",":
        return NONE
    if owner.right_edge.i not in {comma, comma - 1} or has_comma(doc, owner.i, comma):
        return NONE
    if any(c.dep_ == "cc" and c.i < token.i for c in participle.children):
        return NONE
    return _reduce(participle, owner, token)


def _said_in_a_series(token: Token) -> Repair:
    """``Iran denied it, said X was to blame and ...``: the first verb is not what was said."""
    said = token.head
    if token.i > said.i or not is_finite(token) or said.tag_ not in FINITE or has_subject(said):
        return NONE
    if said.nbor(-1).text != "," or not has_subject(token) or said.dep_ not in CLAUSE_ROOTS:
        return NONE
    return (Mend(token.i, _place(said, token), said.dep_), Mend(said.i, token.i, "conj"))


def _lifted(token: Token) -> Repair:
    """``accused X of shelling Y and called on Z``: "called" joins "accused", not "shelling"."""
    if token.tag_ not in FINITE or token.head.tag_ not in _NOT_FINITE or has_subject(token):
        return NONE
    for ancestor in token.head.ancestors:
        if ancestor.tag_ in FINITE:
            return (Mend(token.i, ancestor.i, "conj"),)
    return NONE


def _said_and_vowed(token: Token) -> Repair:
    """``said the raids had killed five and vowed that ...``: who said it vowed it."""
    verb = token.head
    said = verb.head
    if verb.dep_ != "ccomp" or said.i > verb.i or token.tag_ != "VBD" or has_subject(token):
        return NONE
    tells = any(is_marked(child) for child in token.rights if child.dep_ == "ccomp")
    spoken = tells or token.lower_ in _SPOKEN  # "denied that X had fired and accused Y of it"
    if not spoken or verb.tag_ != "VBN" or said.tag_ not in FINITE:
        return NONE
    return (Mend(token.i, said.i, "conj"),)


def _joined_adjective(token: Token) -> Repair:
    """``captured the town of X and encircled/JJ Y``: the second verb, not a kind of Y."""
    name = token.head
    first = name.head
    if name.dep_ != "conj" or name.tag_ != "NNP" or not token.lower_.endswith("ed"):
        return NONE
    verb, previous = first.head, before(token)
    if previous is None or previous.dep_ != "cc" or name.left_edge.i != token.i:
        return NONE
    if first.dep_ != "dobj" or not is_finite(verb) or not children(first, "det"):
        return NONE
    return (
        Mend(token.i, verb.i, "conj", "VBN" if verb.tag_ == "VBN" else "VBD"),
        Mend(previous.i, verb.i),
        Mend(name.i, token.i, "dobj"),
        *(Mend(c.i, token.i) for c in name.lefts if c.dep_ == "punct"),
    )


def _joined_participle(token: Token) -> Repair:
    """``suspended the constitution and dissolved/VBN parliament``: done too, not a kind of it."""
    noun, previous = token.head, before(token)
    if token.tag_ != "VBN" or noun.dep_ not in {"conj", "appos"}:
        return NONE
    if token.lower_ in _DESCRIBING and token.nbor().tag_ not in {"CD", "DT"}:
        return NONE
    if noun.tag_ not in {"NN", "NNS"} or noun.left_edge.i != token.i or noun.i - token.i > 2:
        return NONE
    verb = noun.head.head if noun.head.dep_ == "dobj" else noun.head
    perfect = verb.tag_ == "VBN" and bool(children(verb, "aux"))
    if not (verb.tag_ == "VBD" or perfect) or verb.i > token.i or previous is None:
        return NONE
    series = previous.text == "," and any(
        c.dep_ == "conj" and c.tag_ == "VBD" and c.i > noun.i for c in verb.rights
    )
    if previous.lower_ != "and" and not series:
        return NONE
    return (
        Mend(token.i, verb.i, "conj", verb.tag_),
        Mend(previous.i, verb.i),
        Mend(noun.i, token.i, "dobj"),
    )


def _joined_cause(token: Token) -> Repair:
    """``kept X from firing and encouraged/JJ leaders to talk``: to the parser a kind of leaders."""
    noun, conjunction = token.head, before(token)
    if token.lower_ not in _CAUSES or token.dep_ != "amod" or noun.left_edge.i != token.i:
        return NONE
    if conjunction is None or conjunction.dep_ != "cc":
        return NONE
    last = max(t.i for t in noun.subtree if not t.tag_.startswith("VB") and t.tag_ != "TO")
    act = next((t for t in token.doc[last : last + 3] if t.tag_ == "VB"), None)
    verb = next((t for t in noun.ancestors if t.tag_ in {"VBD", "VBZ"} and t.i < token.i), None)
    if act is None or verb is None or token.doc[act.i - 1].tag_ != "TO":
        return NONE
    return (
        Mend(token.i, verb.i, "conj", "VBD"),
        Mend(conjunction.i, verb.i),
        Mend(noun.i, token.i, "dobj"),
        Mend(act.i, token.i, "xcomp"),
    )


def _charge(token: Token) -> Repair:
    """``accused X of Y, charges/VBZ that Russia denies``: no verb is joined by a comma alone."""
    denial = next((c for c in token.rights if c.dep_ in {"ccomp", "relcl"}), None)
    verb, comma = token.head, before(token)
    if denial is None or comma is None or comma.text != "," or not verb.tag_.startswith("VB"):
        return NONE
    opening = token.nbor()
    objects = [c for c in children(denial, "dobj", "prep") if c != opening]
    if opening.lower_ != "that" or opening.head != denial or objects:
        return NONE
    if children(verb, "cc") or has_subject(token) or not has_subject(verb):
        return NONE
    return (
        retag(token, "NNS", "appos"),
        Mend(denial.i, token.i, "relcl"),
        Mend(opening.i, denial.i, "dobj", "WDT"),
    )


def _two_clauses(token: Token) -> Repair:
    """``The army shelled Goma and the rebels fled``: not that both of them fled."""
    verb, owner = token.head, subject(token)
    if verb.lower_ in _TAKES_CLAUSE or verb.i > token.i or owner is None or is_marked(token):
        return NONE
    if not is_finite(verb) or not is_finite(token) or owner.left_edge.i != verb.i + 1:
        return NONE
    second = _last_joined(owner, token)
    if second is None:
        return NONE
    return (
        Mend(owner.i, verb.i, "dobj"),
        Mend(second.i, token.i, "nsubj"),
        Mend(second.left_edge.i - 1, verb.i),
        Mend(token.i, verb.i, "conj"),
    )


def _last_joined(owner: Token, verb: Token) -> Token | None:
    """What follows the last conjunction of a subject, if that is all up to its verb."""
    own = [c.i for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg", "advmod"}]
    end = min([verb.i, *(i for i in own if i > owner.right_edge.i)])
    for token in owner.subtree:
        joined = token.dep_ == "conj" and token.tag_ in NOUNS and token.right_edge.i == end - 1
        if joined and token.doc[token.left_edge.i - 1].dep_ == "cc":
            return token
    return None


def _loose(token: Token) -> Repair:
    """``went home, then came back``: a verb that the parser hangs on another without a label."""
    if not is_finite(token) or token.i < token.head.i or not is_finite(token.head):
        return NONE
    return (retag(token, "", "conj"),)


def _having_done(token: Token) -> Repair:
    """``The deal was cancelled, planes having struck X``: the main verb is the finite one."""
    owner = subject(token) if token.tag_ == "VBN" else None
    if owner is None or is_finite(token):
        return NONE
    comma = before(token.doc[owner.left_edge.i])
    if comma is None or comma.text != "," or not any(c.lower_ == "having" for c in token.lefts):
        return NONE
    earlier = (t for t in token.subtree if t.i < comma.i and has_subject(t) and is_finite(t))
    main = next((t for t in earlier if t.dep_ in {"relcl", "ccomp", "acl"}), None)
    if main is None or is_marked(main):
        return NONE
    fronted = [c for c in token.lefts if c.i < comma.i and c != main]
    return (
        Mend(main.i, main.i, "ROOT"),
        Mend(token.i, main.i, "advcl"),
        *(Mend(c.i, main.i) for c in fronted),
    )


VERB_RULES: Rules = {
    "ROOT": (_having_done,),
    "acl": (_verb_of_the_noun, _told_before),
    "relcl": (_verb_behind_a_relative,),
    "ccomp": (_suspected_subject, _verb_behind_a_participle, _said_in_a_series, _two_clauses),
    "conj": (_verb_behind_an_aside, _lifted, _said_and_vowed, _charge),
    "amod": (_joined_adjective, _joined_participle, _joined_cause),
    "dep": (_loose,),
}

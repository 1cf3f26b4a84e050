"""Objects, clauses and phrases that hang on the wrong word."""

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
    has_subject,
    is_finite,
    is_marked,
    retag,
    subject,
)

_ACCOMPANIED = frozenset(
    """backed supported accompanied armed led assisted escorted aided covered joined helped driven
    followed guided flanked angered encouraged emboldened spurred prompted alarmed""".split()
)
"""Said of the subject, not of the noun before: ``entered the town backed by tanks``."""
_USES_OF_FORCE = frozenset("fighting shelling bombing bombardment shooting looting".split())
_WHERE_AND_WHEN = frozenset("in at on near through outside across around inside".split())
_TIMES_AND_PLACES = frozenset(
    """morning afternoon evening night day week weekend month year centre center capital city town
    street streets square parliament gates""".split()
)
_COUNTING = frozenset(
    """most many some all both half mostly mainly including among at several one two three four five
    nearly almost""".split()
)
"""What opens the count of a part: ``, most of them women,``."""
_HARMING = frozenset({"killing", "wounding", "injuring"})
_STRUCK = frozenset(
    """fired attacked bombed shelled struck hit opened stormed raided ambushed detonated exploded
    charged clashed shot""".split()
)
"""Forms of verbs that a following "killing" goes with, rather than with a verb farther off."""
_NAMING = frozenset(
    """called calls call described describes termed terms labelled labeled dubbed branded billed
    presented portrayed""".split()
)
_BEGINNING = frozenset(
    """launch launches launched launching begin begins began begun beginning start starts started
    starting mount mounted mounting carried carrying conducted conducting staged staging waged
    waging undertook undertaken opened ended""".split()
)
_LONGEST_PARENTHESIS = 14
_NAMES = frozenset({"NNP", "NNPS"})
_GERUND_AFTER = frozenset({"by", "for", "from", "of", "without"})
_PLOTS = frozenset(
    """attempt attempts bid bids conspiracy effort efforts intention intentions plan plans plot
    plots scheme schemes""".split()
)
_CHARGING = frozenset(
    """accuse accuses accused accusing suspect suspects suspected convict convicted acquit acquitted
    blame blames blamed blaming condemn condemns condemned criticise criticised criticize criticized
    suspicion suspicions charge charges accusation accusations guilty allegation allegations
    stop stops stopped prevent prevents prevented""".split()
)


def _reported_clause(token: Token) -> Repair:
    """``said in a report that X had fought``: what was said, and not which report."""
    report = token.head
    prep = report.head
    verb = prep.head
    mark = next((c for c in token.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is None or report.dep_ != "pobj" or prep.i < verb.i or verb.lower_ not in SAYING:
        return NONE
    if children(verb, "ccomp", "dobj", "auxpass") or not subject(token):
        return NONE
    return (Mend(token.i, verb.i, "ccomp"),)


def _gerund(token: Token) -> Repair:
    """``accused X on Friday of training/NN rebels``: an act with its object, no kind of rebels."""
    noun = token.head
    prep = before(token) if token.lower_.endswith("ing") else None
    if prep is None or prep.lower_ not in _GERUND_AFTER:
        return NONE
    if noun.dep_ != "pobj" or noun.head != prep or noun.left_edge.i != token.i:
        return NONE
    verb = _charging(prep)
    if verb is None:
        return NONE
    hung = prep.head if prep.head.lower_ in _CHARGING else verb
    return (
        Mend(prep.i, hung.i, "prep"),
        Mend(token.i, prep.i, "pcomp", "VBG"),
        Mend(noun.i, token.i, "dobj"),
        *(Mend(c.i, noun.i) for c in token.lefts),
        *(Mend(c.i, token.i) for c in noun.rights if c.dep_ == "prep" and c.lower_ != "of"),
    )


def _charging(prep: Token) -> Token | None:
    """The word of accusing that the preposition belongs to, at most two phrases up."""
    for ancestor in [prep.head, *prep.head.ancestors][:3]:
        if ancestor.lower_ in _CHARGING:
            return ancestor
    return None


def _when_it_was_said(token: Token) -> Repair:
    """``said on Wednesday the two would leave``: the day of the speech, not of the leaving."""
    verb, said = token.head, before(token)
    if said is None or said.lower_ not in SAYING or verb.head != said or verb.i < token.i:
        return NONE
    owner = subject(verb)
    if verb.dep_ != "ccomp" or owner is None or owner.left_edge.i <= token.i or is_marked(verb):
        return NONE
    return (Mend(token.i, said.i),)


def _charge_that_they_deny(token: Token) -> Repair:
    """``..., a charge the ministry denies``: a relative clause, and no main one with its object."""
    verb = token.head
    owner = subject(verb)
    reported = [c for c in verb.lefts if c.dep_ == "ccomp" and c.i < token.i]
    if token.i > verb.i or owner is None or not reported or token.tag_ not in NOUNS:
        return NONE
    opening = token.doc[token.left_edge.i - 1]
    if token.right_edge.i + 1 != owner.left_edge.i or opening.text != ",":
        return NONE
    if verb.dep_ not in CLAUSE_ROOTS or not has_subject(reported[-1]):
        return NONE
    main = reported[-1]
    return (
        Mend(main.i, main.i if verb.head == verb else verb.head.i, verb.dep_),
        Mend(token.i, main.i, "appos"),
        Mend(verb.i, token.i, "relcl"),
        *(Mend(c.i, main.i) for c in verb.children if c.is_punct),
    )


def _infinitive_of_purpose(token: Token) -> Repair:
    """``took advantage of the chaos to smuggle arms``: the chaos smuggles nothing."""
    if token.head.lower_ in {"for", "with", "without"}:
        return NONE
    return _freed_of_its_subject(token, token.head)


def _infinitive_of_a_noun(token: Token) -> Repair:
    """``advantage of the chaos to smuggle arms``: no kind of arms that the chaos smuggles."""
    noun = token.head
    if noun.dep_ != "pobj" or noun.i < token.i:
        return NONE
    freed = _freed_of_its_subject(token, noun.head)
    return (*freed, Mend(noun.i, token.i, "dobj")) if freed else NONE


def _freed_of_its_subject(token: Token, prep: Token) -> Repair:
    """What the parser makes the subject of an infinitive is the object of ``prep`` before it."""
    owner = subject(token)
    if token.tag_ != "VB" or owner is None or owner.left_edge.i != prep.i + 1:
        return NONE
    verb = next((t for t in prep.ancestors if t.tag_.startswith("VB")), None)
    if verb is None or not any(c.tag_ == "TO" for c in token.lefts):
        return NONE
    return (Mend(owner.i, prep.i, "pobj"), Mend(token.i, verb.i, "advcl"))


def _what_is_plotted(token: Token) -> Repair:
    """``foiled a plot to bomb the church``: it was not foiled in order to bomb it."""
    opening = before(token.doc[token.left_edge.i])
    if token.tag_ != "VB" or token.doc[token.left_edge.i].tag_ != "TO" or opening is None:
        return NONE
    planned = opening.lower_ in _PLOTS and opening.dep_ in {"dobj", "nsubjpass", "pobj"}
    return (Mend(token.i, opening.i, "acl"),) if planned and token.head != opening else NONE


def _second_object(token: Token) -> Repair:
    """``accused X and allied Y of``: a noun joined to the verb is joined to its object."""
    verb = token.head
    if token.tag_ not in NOUNS or not verb.tag_.startswith("VB") or children(token, "nsubj", "acl"):
        return NONE
    objects = [c for c in verb.rights if c.dep_ == "dobj" and c.i < token.i]
    if not objects or objects[-1].tag_ not in NOUNS:
        return NONE
    between = token.doc[objects[-1].right_edge.i + 1 : token.left_edge.i]
    if not between or any(not part.is_punct and part.dep_ != "cc" for part in between):
        return NONE
    last = objects[-1]
    return (
        Mend(token.i, last.i, "conj"),
        *(Mend(c.i, last.i) for c in between if c.head == verb),
    )


def _direction(token: Token) -> Repair:
    """``advance eastwards/NNS from Azaz``: a direction is no object."""
    if not token.lower_.endswith("wards") or token.tag_ != "NNS" or list(token.lefts):
        return NONE
    return (
        retag(token, "RB", "advmod"),
        *(Mend(c.i, token.head.i) for c in token.rights if c.dep_ == "prep"),
    )


def _series(token: Token) -> Repair:
    """``al-Tell, al-Hamma and Qudsiyya lost theirs``: three names, none of them explained."""
    first = token.head
    last = [c for c in token.rights if c.dep_ == "conj" and c.tag_ in _NAMES]
    if first.tag_ not in _NAMES or token.tag_ not in _NAMES or not last:
        return NONE
    if not children(token, "cc"):
        return NONE
    comma = token.left_edge.i - 1
    after = last[-1].right_edge.i + 1
    if token.doc[comma].text != "," or first.right_edge.i != last[-1].right_edge.i:
        return NONE
    # "the Desert Lions, X and Y": a name of several words may have its article.
    named = () if any(c.tag_ == "NNP" for c in children(first, "compound")) else (first,)
    if any(children(t, "det", "poss") for t in (*named, token, last[-1])):
        return NONE
    closed = after < len(token.doc) and token.doc[after].text in {",", ")"}
    return NONE if closed else (retag(token, "", "conj"),)


def _held_at_the_time(token: Token) -> Repair:
    """``attacked the airport, then held by X``: it was the airport that they held."""
    adverb = before(token)
    if token.tag_ != "VBN" or adverb is None or adverb.dep_ != "advmod" or has_subject(token):
        return NONE
    comma = adverb.i - 1
    if token.i < token.head.i or token.doc[comma].text != "," or children(token, "aux", "auxpass"):
        return NONE
    if not any(c.lower_ == "by" for c in token.rights) or not is_finite(token.head):
        return NONE
    top = token.doc[comma - 1]
    while top.head.i < top.i and not top.head.tag_.startswith("VB"):
        top = top.head
    noun = next(iter(children(top, "pobj")), top)
    if noun.tag_ not in NOUNS or top.head.i >= top.i:
        return NONE
    return (Mend(token.i, noun.i, "acl"), Mend(adverb.i, token.i))


def _displaced_by(token: Token) -> Repair:
    """``aid to families displaced by fighting``: they were displaced, not who gave the aid."""
    noun = before(token)
    if token.tag_ != "VBN" or noun is None or noun.tag_ not in NOUNS or token.head.i > noun.i:
        return NONE
    if token.lower_ in _ACCOMPANIED or has_subject(token) or is_marked(token):
        return NONE
    if children(token, "aux", "auxpass") or not any(c.lower_ == "by" for c in token.rights):
        return NONE
    if noun.dep_ not in {"pobj", "dobj"} or not token.head.is_ancestor(noun):
        return NONE
    return (Mend(token.i, noun.i, "acl"),)


def _by_fighting(token: Token) -> Repair:
    """``displaced by fighting/VBG``: what displaced them, no way of doing it."""
    prep, doers = token.head, token.doc[token.i + 1 : token.i + 2]
    if token.lower_ not in _USES_OF_FORCE or prep.lower_ not in {"by", "after", "during"}:
        return NONE
    if children(token, "dobj", "prt") or any(each.tag_ in {"DT", "CD"} for each in doers):
        return NONE
    return (retag(token, "NN", "pobj"),)


def _and_by(token: Token) -> Repair:
    """``bombers sent by X and by/prep Y struck``: both sent them."""
    joint = before(token)
    if token.lower_ != "by" or joint is None or joint.lower_ != "and" or joint.i == 0:
        return NONE
    if not any(t.tag_ in _NAMES or children(t, "det") for t in children(token, "pobj")):
        return NONE  # "and by evening"
    for first in token.doc[joint.i - 1].ancestors:
        if first.dep_ == "agent" and first.right_edge.i < joint.i:
            return (Mend(token.i, first.i, "conj"),)
    return NONE


def _against(token: Token) -> Repair:
    """``marched in Lagos on Friday evening against the law``: no evening is against it."""
    noun = token.head
    while noun.dep_ in {"pobj", "compound", "npadvmod", "appos"} and _tells_where_or_when(noun):
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    moved = token.lower_ == "against" and noun != token.head and noun.i < token.i
    return (Mend(token.i, noun.i),) if moved else NONE


def _tells_where_or_when(noun: Token) -> bool:
    name = noun.tag_ in {"NNP", "CD"} and noun.head.lower_ in _WHERE_AND_WHEN
    return name or noun.dep_ == "appos" or noun.lower_ in _TIMES_AND_PLACES


def _shot_dead(token: Token) -> Repair:
    """``shot dead/prep a chief``: the chief is who was shot."""
    objects = children(token, "pobj")
    if token.lower_ != "dead" or not objects or not token.head.tag_.startswith("VB"):
        return NONE
    return (Mend(token.i, token.head.i, "oprd"), Mend(objects[0].i, token.head.i, "dobj"))


def _behind_a_parenthesis(token: Token) -> Repair:
    """``abducted 60 people, most of them women, near X``: where they were abducted."""
    doc, comma = token.doc, before(token)
    if token.lower_ not in _WHERE_AND_WHEN or comma is None or comma.text != ",":
        return NONE
    first = max(token.sent.start, comma.i - _LONGEST_PARENTHESIS)
    opening = next((i for i in range(comma.i - 1, first, -1) if doc[i].text == ","), None)
    if opening is None or doc[opening + 1].lower_ not in _COUNTING or token.head.i <= opening:
        return NONE
    if any(doc[i].tag_ in FINITE for i in range(opening, comma.i)):
        return NONE
    last = doc[opening - 1]
    verb = next((t for t in (last, *last.ancestors) if t.tag_.startswith("VB")), None)
    return NONE if verb is None or verb.i > opening else (Mend(token.i, verb.i, "prep"),)


def _so_called(token: Token) -> Repair:
    """``launched what it called an operation in X``: the operation is what was launched."""
    verb = token.head
    what = next((c for c in token.lefts if c.lower_ == "what"), None)
    if token.lower_ not in _NAMING or what is None or verb.lower_ not in _BEGINNING:
        return NONE
    phrases = [token, *(c for c in children(token, "prep") if c.lower_ == "as")]
    named = next(
        (n for p in phrases for n in children(p, "oprd", "pobj", "dobj") if n != what), None
    )
    if named is None or named.tag_ not in NOUNS or named.i < token.i:
        return NONE
    later = [c for c in children(token, "prep", "npadvmod") if c.i > named.i]
    return (
        Mend(named.i, verb.i, "dobj"),
        Mend(token.i, named.i, "relcl"),
        *(Mend(c.i, verb.i) for c in later),
    )


def _apposition(token: Token) -> Repair:
    """``fought the Brigade (known as X), an affiliate of IS``: no object of a verb further left."""
    article = token.doc[token.left_edge.i]
    verb, comma = token.head, before(article)
    if article.lower_ not in {"a", "an"} or comma is None or comma.text != ",":
        return NONE
    if token.tag_ not in {"NN", "NNP"} or not verb.tag_.startswith("VB") or verb.i > token.i:
        return NONE
    last = token.doc[comma.i - 1]
    for noun in (last, *last.ancestors):
        if noun.i <= verb.i or noun.tag_.startswith("VB"):
            return NONE
        if noun.tag_ in NOUNS and noun.dep_ in {"dobj", "pobj"} and noun.right_edge == last:
            far = noun.dep_ == "pobj" or noun.head.i > verb.i
            return (Mend(token.i, noun.i, "appos"),) if far else NONE
    return NONE


def _killing(token: Token) -> Repair:
    """``blocked roads in X, where soldiers fired on a crowd, killing ten``: the soldiers did."""
    host = token.head
    if token.lower_ not in _HARMING or host.lower_ in _STRUCK or host.i > token.i:
        return NONE
    for verb in reversed(token.doc[host.i + 1 : token.i]):
        if verb.lower_ in _STRUCK and verb.tag_ == "VBD" and host.is_ancestor(verb):
            return (Mend(token.i, verb.i),)
    return NONE


COMPLEMENT_RULES: Rules = {
    "relcl": (_reported_clause,),
    "compound": (_gerund,),
    "amod": (_gerund, _infinitive_of_a_noun),
    "prep": (_when_it_was_said, _shot_dead, _against, _behind_a_parenthesis, _and_by),
    "ccomp": (_so_called,),
    "dobj": (_apposition, _charge_that_they_deny, _direction),
    "pcomp": (_infinitive_of_purpose, _by_fighting),
    "conj": (_second_object,),
    "appos": (_series,),
    "xcomp": (_what_is_plotted,),
    "advcl": (_what_is_plotted, _held_at_the_time, _displaced_by, _killing),
    "dep": (_held_at_the_time,),
}

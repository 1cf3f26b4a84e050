"""What stands before the subject and is parsed apart from it.

``Accusing Paris of meddling, the junta expelled X``; ``In May and June 2017 rebels struck``.
"""

from spacy.tokens import Doc

from pipeline.components.clauses.mends import FINITE

BULLETS = frozenset("•●◦▪‣·*–—-")
_PARTICIPLES = frozenset({"VBG", "VBN"})
_NO_VERBS = frozenset({"according", "following", "including", "regarding", "concerning", "given"})
_OF_THE_VERB = frozenset({"RB", "MD"})
_IN_A_SUBJECT = frozenset(
    "DT PRP$ PDT CD JJ JJR JJS NN NNS NNP NNPS POS HYPH VBN VBG IN CC PRP".split()
)
_OPENS_A_CLAUSE = frozenset({"WDT", "WP", "WP$", "WRB"})
_DATED = frozenset({"in", "on", "between", "during", "from"})
_DATES = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter""".split()
)
_IN_DATES = _DATES | {"and", "again", "early", "late", "of", "the", "in", "on"}
_BEGINS_A_SUBJECT = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$"})


def bullet_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the first token of a list item behind its bullet, None where there is no bullet."""
    return start + 1 if doc[start].text in BULLETS and start + 1 < end else None


def joined_dates_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the subject's first token behind two joined dates that open the sentence.

    None where a comma ends them: there the parser knows. Without one it takes the subject for
    what the dates describe.
    """
    if doc[start].lower_ not in _DATED:
        return None
    at = start + 1
    while at < end and (doc[at].lower_ in _IN_DATES or doc[at].text.isdigit()):
        at += 1
    while doc[at - 1].lower_ in {"the", "of"}:
        at -= 1
    phrase = doc[start + 1 : at]
    dates = [token for token in phrase if token.lower_ in _DATES or token.text.isdigit()]
    if len(dates) < 2 or dates[-1].i != at - 1 or all(t.lower_ != "and" for t in phrase):
        return None
    if at >= end or doc[at].tag_ not in _BEGINS_A_SUBJECT:
        return None
    return at if any(doc[i].tag_ in FINITE for i in range(at, end)) else None


def adjunct_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the subject's first token behind a participle clause that opens the sentence.

    None where there is no such clause, or where another verb makes its end a guess. The parser
    takes a subject behind a list for the last item of the list.
    """
    if doc[start].tag_ not in _PARTICIPLES or doc[start].lower_ in _NO_VERBS:
        return None
    verb = next((i for i in range(start + 1, end) if doc[i].tag_ in FINITE), None)
    if verb is None or any(doc[i].tag_ in _OPENS_A_CLAUSE for i in range(start, verb)):
        return None
    comma = next((i for i in range(verb - 1, start, -1) if doc[i].text == ","), None)
    if comma is None:
        return None
    subject = [i for i in range(comma + 1, verb) if doc[i].tag_ not in _OF_THE_VERB]
    if not subject or any(doc[i].tag_ not in _IN_A_SUBJECT for i in subject):
        return None
    if doc[verb].tag_ == "VBZ" and any(doc[i].tag_ in {"NNS", "CC"} for i in subject):
        return None  # "Helping migrants, refugees and others remains its aim": the verb's subject
    return None if doc[subject[0]].tag_ in {"CC", "IN", "VBG", "VBN"} else comma + 1

"""How the entries of resolutions and communiqués begin: with a verb whose subject stands above.

"The Security Council, / Condemning the attacks, / 1. Demands that M23 withdraw; / 2. Urges ...".
"""

import re

from spacy.tokens import Span, Token

RESOLVING = re.compile(
    r"(?i:(?:acknowledg|affirm|agree|appeal|appreciat|approv|authori[sz]|call|commend|condemn"
    r"|congratulat|decid|declar|demand|denounc|deplor|direct|emphasi[sz]|encourag|endors|express"
    r"|extend|impos|insist|instruct|invit|mandat|prais|pledg|reaffirm|recall|recogni[sz]"
    r"|recommend|reiterat|reject|remind|renew|request|resolv|stress|support|suspend|underlin"
    r"|underscor|urg|warn|welcom)(?:e|es|s|ed|d|ing)?\b)"
)
"""A form of a verb with which such an entry begins."""
RESOLVED_LINE = re.compile(rf"\n[^\S\n]*(?=[A-Z])(?=(?:\w+ly |Further |Also )?{RESOLVING.pattern})")
"""The break before a line that begins with one, written with a capital."""
_ADVERBS = frozenset({"strongly", "further", "also", "deeply", "firmly", "unequivocally", "again"})
_MARKERS = frozenset({"LS", "CD", "HYPH", ":", ",", "-LRB-", "-RRB-", ".", "_SP", "NFP"})
_LONGEST_MARKER = 4


def resolving_verb(sentence: Span) -> Token | None:
    """The verb that opens an entry, behind its number and an adverb; None where none does."""
    for at, token in enumerate(sentence):
        if RESOLVING.fullmatch(token.text):
            return token
        adverb = token.lower_ in _ADVERBS
        marker = at < _LONGEST_MARKER and (token.tag_ in _MARKERS or len(token) == 1)
        if not (adverb or marker or token.is_space):
            return None
    return None

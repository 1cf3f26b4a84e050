"""What a headline sets apart from its sentence: ``UN: Rebels killed 40``, ``... - police``."""

from spacy.tokens import Doc

from pipeline.components.clauses.datelines import DASHES
from pipeline.components.clauses.mends import FINITE
from pipeline.components.speech import is_voice

_LONGEST = 5
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "HYPH"})
_VERBS = FINITE | {"VB", "VBN"}
"""Also a past participle: "UN: 40 civilians killed by rebels"."""


def label_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the token after a label that opens the sentence, None where there is none.

    A label is a capitalised phrase of nouns before a colon and the beginning of a clause; it names
    the source ("Kremlin: Drones hit a depot") or the matter ("Sudan: Army retakes a town"). Not who
    acts in a list: "The Council: (a) condemns".
    """
    if not doc[start].text[0].isupper():
        return None
    for i in range(start, min(end - 1, start + _LONGEST)):
        if doc[i].text == ":" and i > start:
            following = doc[i + 1].text
            begins = doc[i].whitespace_ and not following[0].islower() and following != "("
            told = any(doc[n].tag_ in _VERBS for n in range(i + 1, end))
            return i + 1 if begins and told else None
        if doc[i].tag_ not in _NAMING:
            return None
    return None


def tail_start(doc: Doc, start: int, end: int) -> int | None:
    """Index of the first token of a source behind a dash that closes the sentence, else None."""
    last = end
    while last > start and (doc[last - 1].is_space or doc[last - 1].text == "."):
        last -= 1
    if last == start or not is_voice(doc[last - 1]):
        return None
    for i in range(last - 1, max(start, last - 1 - _LONGEST), -1):
        if doc[i].text in DASHES and doc[i].whitespace_ and doc[i - 1].whitespace_:
            return i + 1 if i + 1 < last else None
        if doc[i].tag_ not in _NAMING:
            return None
    return None

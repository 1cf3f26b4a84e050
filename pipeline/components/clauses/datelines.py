"""Where and by whom a report was filed: ``KYIV, June 7 (Reuters) - Russian drones ...``."""

from spacy.tokens import Doc

DASHES = frozenset({"-", "--", "–", "—"})
_LONGEST = 16
_SHORTEST_PLACE = 4


def dateline_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the token after a dateline that opens the sentence, None where there is none.

    A dateline is a place in capitals, then only capitalised words, numbers and punctuation, then a
    dash with space on both sides, then the beginning of a sentence.
    """
    if not (doc[start].text.isupper() and len(doc[start]) >= _SHORTEST_PLACE):
        return None
    for i in range(start + 1, min(end - 1, start + _LONGEST)):
        token = doc[i]
        if token.text in DASHES and token.whitespace_ and doc[i - 1].whitespace_:
            return None if doc[i + 1].text[0].islower() else i + 1
        if token.text[0].islower():
            return None
    return None

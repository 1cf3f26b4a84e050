"""Where and by whom a report was filed: ``KYIV, June 7 (Reuters) - Russian drones ...``."""

from spacy.tokens import Doc

from pipeline.components.clauses.entries import entry_end

DASHES = frozenset({"-", "--", "–", "—", "_"})
_LONGEST = 16
_SHORTEST_PLACE = 4


def dateline_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the token after a dateline that opens the sentence, None where there is none.

    A dateline is a place in capitals, then only capitalised words, numbers and punctuation, then a
    dash with space on both sides or a colon, then the beginning of a sentence. A place in small
    letters needs an agency in parentheses or a day beside it, and no second dash behind it: "Goma,
    12 May - Rebels ...", "(Beirut) - Shells ...", but not "Hezbollah - Lebanon's army - fired".
    A mere date is the entry's: "May 2015 - Rebels ...".
    """
    first = doc[start]
    shouted = first.text.isupper() and len(first) >= _SHORTEST_PLACE
    if not shouted and first.text != "(" and not first.text[0].isupper():
        return None
    filed = first.text == "("
    for i in range(start + 1, min(end - 1, start + _LONGEST)):
        token = doc[i]
        dash = token.text in DASHES and token.whitespace_ and doc[i - 1].whitespace_
        if dash or (shouted and token.text == ":"):
            told = shouted or (filed and not _dashed(doc, i + 1, end))
            told = told and not doc[i + 1].text[0].islower()
            return i + 1 if told and entry_end(doc, start, end) is None else None
        if token.text[0].islower():
            return None
        filed = filed or token.text == "(" or token.like_num
    return None


def _dashed(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].text in DASHES and doc[i - 1].whitespace_ for i in range(start, end))

"""Records of labelled fields: ``Date: 5 May 2022. Place: Goma. Event: Rebels attacked a camp.``"""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from pipeline.components.base import DateMention
from pipeline.components.sentences.patterns import EMPTY_LINE

_DATED = re.compile(
    r"(?:\A|[\n.;|,])\s*(?:date(?: of \w+)?|(?:incident|event|attack) date|when)\s*:\s*\Z",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\W*(?:event|incident|attack|description|summary|details?|narrative|account|notes?|what)"
    r"(?: description| details| summary| notes?| happened)?\s*:",
    re.IGNORECASE,
)
"""Not "Subject:": the date of a letter is that of its writing."""
_LABEL = 40  # characters, at most, before a date


def record_date(sentence: Span, dates: Sequence[DateMention]) -> DateMention | None:
    """The date that a field of the sentence's paragraph gives to what the sentence tells."""
    if not dates or not _TOLD.match(sentence.text):
        return None
    text = sentence.doc.text
    for date in reversed([d for d in dates if d.end <= sentence.start]):
        start, end = sentence.doc[date.start].idx, sentence.start_char
        if EMPTY_LINE.search(text, start, end):
            return None
        if _DATED.search(text[max(0, start - _LABEL) : start]):
            return date
    return None

"""The date that opens an entry of a timeline or a log: ``May 2015 - Rebels captured X``."""

import re

from spacy.tokens import Doc

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
    "fri sat sun"
)
_PARTS = "spring summer autumn fall winter early mid late end beginning start middle"
_LINKS = "in on of the from to and until since by about around circa between night morning evening"
_WORDS = "|".join(f"{_MONTHS} {_WEEKDAYS} {_PARTS} {_LINKS}".split())
_FIGURES = r"\d{1,4}(?:st|nd|rd|th|s)?"
_GAP = r"(?:\.?[\s,/()–-]+|\.(?=\d))"
_ENTRY = re.compile(
    rf"[\s\[(•●◦▪‣·*–—-]*"
    rf"(?:{_WORDS}|{_FIGURES})\b(?:{_GAP}(?:{_WORDS}|{_FIGURES})\b)*\.?[\])]?"
    r"(?:\s*:|\s+(?:--|[-–—]))\s+(?=[^\W\d_]|[\"“‘'(])",
    re.IGNORECASE,
)
_CALENDAR = re.compile(rf"[12]\d{{3}}|\b(?:{'|'.join(_MONTHS.split())})\b", re.IGNORECASE)
"""A year or a month: "12: Rebels" and "5 to 10 - Soldiers" are no dates."""
_LONGEST = 80


def entry_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the token behind a date that opens an entry, and its colon or dash; else None.

    The entry begins with a capital or a mark: "2000 - 2500 rebels" are many, "3 May - the day he
    fled - ..." is told of. Parsed apart, the date hangs on what happened.
    """
    text = doc[start : min(end, start + _LONGEST)].text
    match = _ENTRY.match(text)
    if match is None or text[match.end()].islower() or not _CALENDAR.search(match.group()):
        return None
    behind = doc[start].idx + match.end()
    return next((i for i in range(start, end) if doc[i].idx >= behind), None)

"""The date that opens an entry of a timeline or a log: ``May 2015 - Rebels captured X``."""

import re
from functools import cache

from spacy.tokens import Doc

from pipeline.components.dates.lexicon import Lexicon

_LINKS = "in on of the from to and until since by about around circa between night morning evening"
_FIGURES = r"\d{1,4}(?:st|nd|rd|th|s)?"
_GAP = r"(?:\.?[\s,/()–-]+|\.(?=\d))"
_LONGEST = 80


def entry_end(doc: Doc, start: int, end: int) -> int | None:
    """Index of the token behind a date that opens an entry, and its colon or dash; else None.

    The entry begins with a capital or a mark: "2000 - 2500 rebels" are many, "3 May - the day he
    fled - ..." is told of. Parsed apart, the date hangs on what happened.
    """
    text = doc[start : min(end, start + _LONGEST)].text
    entry, calendar = _patterns()
    match = entry.match(text)
    if match is None or text[match.end()].islower() or not calendar.search(match.group()):
        return None
    behind = doc[start].idx + match.end()
    return next((i for i in range(start, end) if doc[i].idx >= behind), None)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An entry's date; and a year or month: "12: Rebels" and "5 to 10 - Soldiers" are no dates."""
    dates = Lexicon.read()
    months = "|".join([*dates.months, *dates.month_abbreviations])
    seasons = [*dates.seasons, *dates.seasons_before_year]
    weekdays = [*dates.weekdays, *dates.weekday_abbreviations]
    parts = [*dates.part_words, *dates.part_nouns]
    part = rf"(?:{'|'.join([months, *seasons, *weekdays, *parts, *_LINKS.split()])}|{_FIGURES})\b"
    entry = (
        rf"[\s\[(•●◦▪‣·*–—-]*{part}(?:{_GAP}{part})*\.?[\])]?"
        r"(?:\s*:|\s+(?:--|[-–—]))\s+(?=[^\W\d_]|[\"“‘'(])"
    )
    calendar = rf"[12]\d{{3}}|\b(?:{months})\b"
    return re.compile(entry, re.IGNORECASE), re.compile(calendar, re.IGNORECASE)

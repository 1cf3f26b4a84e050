"""The days that an EDTF value covers, for the forms that the annotation guidelines allow.

This reader is independent of the date component on purpose: what marks the work must not share its
mistakes.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

Days = tuple[date | None, date | None]
"""First and last day, both inclusive; None where the interval is open."""

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)")
_YEAR = re.compile(r"(?P<year>\d{4})")
_DECADE = re.compile(r"(?P<decade>\d{3})X")
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First months of spring, summer, autumn and winter (northern, meteorological)."""


def days(value: str) -> Days:
    """Return the first and last day of an EDTF value; open ends are None.

    Reads a day, month, season, year or decade, and intervals of these with ``..`` for an open
    end. Qualifiers (``~``, ``?``) are not part of the guidelines and are refused.

    Raises:
        ValueError: the value is none of these, names a day that does not exist, or ends before
            it starts.
    """
    if "/" not in value:
        return _single(value)
    low, high = value.split("/", maxsplit=1)
    first = None if low == ".." else _single(low)[0]
    last = None if high == ".." else _single(high)[1]
    if first is None and last is None:
        raise ValueError(f"{value!r} is open at both ends")
    if first is not None and last is not None and last < first:
        raise ValueError(f"{value!r} ends before it starts")
    return first, last


def _checked(value: str) -> str:
    days(value)
    return value


Edtf = Annotated[str, AfterValidator(_checked)]
"""A field that holds such a value."""


def overlap(one: Days, other: Days) -> bool:
    """Tell whether two spans of days share a day."""
    return _reaches(one[0], other[1]) and _reaches(other[0], one[1])


def _reaches(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _single(value: str) -> tuple[date, date]:
    if found := _DAY.fullmatch(value):
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        return day, day
    if found := _MONTH.fullmatch(value):
        return _month_or_season(int(found["year"]), int(found["month"]))
    if found := _YEAR.fullmatch(value):
        return date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31)
    if found := _DECADE.fullmatch(value):
        return date(int(found["decade"] + "0"), 1, 1), date(int(found["decade"] + "9"), 12, 31)
    raise ValueError(f"{value!r} is not an EDTF date, season, decade or interval")


def _month_or_season(year: int, part: int) -> tuple[date, date]:
    if part in _SEASON_STARTS:
        start = _SEASON_STARTS[part]
        ends_next_year, end = divmod(start + 1, 12)
        return date(year, start, 1), _last_of(year + ends_next_year, end + 1)
    return date(year, part, 1), _last_of(year, part)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])

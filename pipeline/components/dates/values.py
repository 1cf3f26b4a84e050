"""Date values in EDTF (ISO 8601-2, level 1 and the decades of level 2): build, read back, bound.

Written forms: ``2017-04-04``, ``2017-04``, ``2017``, ``2016-21`` (seasons, 21 spring to 24
winter), ``199X`` (decade), ``XXXX-04-04`` (year not known), ``2015-09/2015-12``, ``2015-10/..``,
``../2017-05``. Seasons are those of the northern hemisphere, in whole months; winter runs from
December of its year to the end of the following February.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.schema import DatePrecision

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
_SEASON_STARTS = {SPRING: 3, SUMMER: 6, AUTUMN: 9, WINTER: 12}
_LEAP_YEAR = 2000  # stands in for an unknown year, so that 29 February passes


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, season, year or decade; ``year`` is None where it is not known.

    A decade is given by its first year. Raises ValueError for a date that cannot be: 31 June,
    29 February 2017.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: bool = False

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")
        if self.year is not None and not 1 <= self.year <= 9999:
            raise ValueError(f"no year {self.year}")
        if self.day is not None:
            date(_LEAP_YEAR if self.year is None else self.year, self.month or 0, self.day)
        if self.season is not None and self.season not in _SEASON_STARTS:
            raise ValueError(f"no season {self.season}")

    @property
    def precision(self) -> DatePrecision:
        """The finest part that is known."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        if self.season is not None:
            return "season"
        return "decade" if self.decade else "year"

    @property
    def edtf(self) -> str:
        """The value as EDTF."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.decade:
            return year[:3] + "X"
        parts = [part for part in (self.month, self.season, self.day) if part is not None]
        return "-".join([year, *(f"{part:02d}" for part in parts)])

    def first_day(self) -> date | None:
        """The first day of the value; None where the year is not known."""
        if self.year is None:
            return None
        month = self.month or _SEASON_STARTS.get(self.season or 0, 1)
        return date(self.year, month, self.day or 1)

    def last_day(self) -> date | None:
        """The last day of the value; None where the year is not known."""
        if self.year is None:
            return None
        if self.day is not None:
            return self.first_day()
        if self.season is not None:
            year, month = shift_month(self.year, _SEASON_STARTS[self.season], 2)
            return last_of_month(year, month)
        if self.month is not None:
            return last_of_month(self.year, self.month)
        return date(self.year + 9 if self.decade else self.year, 12, 31)

    def in_year(self, year: int) -> "Point":
        """The same part of another year."""
        return replace(self, year=year)


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``start`` to ``end``, both included; None where it is open.

    Raises ValueError where it is open on both sides or ends before it starts.
    """

    start: Point | None
    end: Point | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("open on both sides")
        first, last = self.first_day(), self.last_day()
        if first is not None and last is not None and first > last:
            raise ValueError(f"ends before it starts: {self.edtf}")

    @property
    def precision(self) -> DatePrecision:
        """Always ``interval``."""
        return "interval"

    @property
    def edtf(self) -> str:
        """The value as EDTF."""
        return "/".join(".." if side is None else side.edtf for side in (self.start, self.end))

    def first_day(self) -> date | None:
        """The first day; None where it is open or its year is not known."""
        return None if self.start is None else self.start.first_day()

    def last_day(self) -> date | None:
        """The last day; None where it is open or its year is not known."""
        return None if self.end is None else self.end.last_day()


Value = Point | Interval

_POINT = re.compile(
    r"(?P<year>\d{4}|XXXX|(?P<decade>\d{3})X)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)


def parse_edtf(text: str) -> Value:
    """Read back what ``edtf`` wrote.

    Raises:
        ValueError: the text is no EDTF of the forms above, or names a date that cannot be.
    """
    if "/" in text:
        start, end = text.split("/")
        sides = [None if side == ".." else _parse_point(side) for side in (start, end)]
        return Interval(*sides)
    return _parse_point(text)


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    if match["decade"]:
        if match["month"]:
            raise ValueError(f"a decade has no month: {text!r}")
        return Point(int(match["decade"] + "0"), decade=True)
    year = None if match["year"] == "XXXX" else int(match["year"])
    month = int(match["month"]) if match["month"] else None
    if month in _SEASON_STARTS:
        if match["day"]:
            raise ValueError(f"a season has no day: {text!r}")
        return Point(year, season=month)
    return Point(year, month, int(match["day"]) if match["day"] else None)


def start_of(value: Value) -> Point | None:
    """The first point of a value, None where it is open."""
    return value.start if isinstance(value, Interval) else value


def end_of(value: Value) -> Point | None:
    """The last point of a value, None where it is open."""
    return value.end if isinstance(value, Interval) else value


def of_day(day: date) -> Point:
    """The point of one day."""
    return Point(day.year, day.month, day.day)


def days(first: date, last: date) -> Value:
    """The interval of days ``first`` to ``last``, or the day where they are one."""
    return of_day(first) if first == last else Interval(of_day(first), of_day(last))


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month that lie ``by`` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def season_month(season: int) -> int:
    """The month in which a season starts."""
    return _SEASON_STARTS[season]


def week_of(day: date) -> Value:
    """Monday to Sunday around a day; EDTF has no value of its own for a week."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6))


def are_adjacent(first: Point, second: Point) -> bool:
    """Tell whether ``second``, of the same precision, begins where ``first`` ends."""
    end, start = first.last_day(), second.first_day()
    if first.precision != second.precision or end is None or start is None:
        return False
    return end + timedelta(days=1) == start


_YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "beginning": (1, 1),
    "end": (12, 12),
    "first_days": (1, 1),
    "last_days": (12, 12),
    "first_weeks": (1, 1),
    "last_weeks": (12, 12),
    "first_months": (1, 3),
    "last_months": (10, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
    "first_quarter": (1, 3),
    "second_quarter": (4, 6),
    "third_quarter": (7, 9),
    "fourth_quarter": (10, 12),
}
_MONTH_PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "beginning": (1, 10),
    "end": (21, 31),
    "first_days": (1, 10),
    "last_days": (21, 31),
    "first_weeks": (1, 14),
    "last_weeks": (15, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "first_week": (1, 7),
    "second_week": (8, 14),
    "third_week": (15, 21),
    "fourth_week": (22, 28),
    "last_week": (25, 31),
}
_DECADE_PARTS = {
    "early": (0, 3),
    "beginning": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "end": (7, 9),
    "first_half": (0, 4),
    "second_half": (5, 9),
}
PARTS = frozenset({"within", "first_day", "last_day", *_YEAR_PARTS, *_MONTH_PARTS, *_DECADE_PARTS})
"""Names of parts; ``within`` ("later that month") narrows nothing."""


def narrow(point: Point, part: str) -> Value:
    """The named part of a point, by the table of the annotation guidelines.

    A season or a day has no smaller part and is given back whole; a part without a bound for the
    point's precision ("the first week of 2016") too.
    """
    first, last = point.first_day(), point.last_day()
    if first is not None and last is not None and part in ("first_day", "last_day"):
        return of_day(first if part == "first_day" else last)
    if point.decade and part in _DECADE_PARTS and point.year is not None:
        low, high = _DECADE_PARTS[part]
        return Interval(Point(point.year + low), Point(point.year + high))
    if point.precision == "year" and part in _YEAR_PARTS:
        low, high = _YEAR_PARTS[part]
        start, end = Point(point.year, low), Point(point.year, high)
        return start if low == high else Interval(start, end)
    if point.precision == "month" and part in _MONTH_PARTS and point.month is not None:
        low, high = _MONTH_PARTS[part]
        length = monthrange(point.year or _LEAP_YEAR, point.month)[1]
        start = Point(point.year, point.month, low)
        return Interval(start, Point(point.year, point.month, min(high, length)))
    return point

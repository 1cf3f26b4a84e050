"""Counting from a reference: which unit lies where, and what a distance leads to."""

from datetime import date, timedelta
from typing import Literal

from pipeline.components.dates.expressions import Shift, Unit
from pipeline.components.dates.values import (
    Point,
    Value,
    days,
    end_of,
    of_day,
    shift_month,
    start_of,
    week_of,
)

_PRECISE_YEARS = 2  # "one year earlier" keeps the month, "nine years earlier" is a mere year
_SAME_MONTH_DAYS = 10  # "two days before" a mere month stays in it


def try_day(part: Point, year: int) -> date | None:
    """The first day of a part of a year, None where that year has no such day."""
    try:
        return part.in_year(year).first_day()
    except ValueError:
        return None


def years_by_publication(published: date, part: Point, *, ahead: bool) -> list[int]:
    """The most recent such time not after the publication; with ``ahead`` the next one."""
    first = try_day(part, published.year)
    passed = first is None or first <= published
    if ahead:
        ends = part.in_year(published.year).last_day() if first else None
        over = ends is not None and ends < published
        return [published.year + (1 if over else 0), published.year]
    return [published.year, published.year - 1] if passed else [published.year - 1, published.year]


def has_year(value: Value) -> bool:
    """Whether the year of a value is known."""
    return value.first_day() is not None or value.last_day() is not None


def has_month(value: Value) -> bool:
    """Whether a value lies within about one month."""
    first, last = value.first_day(), value.last_day()
    return first is not None and last is not None and (last - first).days <= 31


def has_day(value: Value) -> bool:
    """Whether a value is one known day."""
    return value.precision == "day" and value.first_day() is not None


def year_of(value: Value, by: int) -> int:
    """The year that a step counts from: the first of an interval going back, else the last."""
    point = (start_of(value) if by < 0 else end_of(value)) or start_of(value) or end_of(value)
    return point.year if point and point.year is not None else 0


def count_unit(reference: Value, unit: Unit, by: int) -> Value | None:
    """ "the following month", "that week": the unit around the reference, ``by`` units on."""
    if unit in ("year", "decade"):
        return Point(year_of(reference, by) + by * (10 if unit == "decade" else 1))
    point = start_of(reference) if by < 0 else end_of(reference)
    last = reference.first_day() if by < 0 else reference.last_day()
    if point is None or last is None:
        return None
    if unit == "month":
        return Point(*shift_month(last.year, last.month, by))
    if unit == "day":
        return of_day(last + timedelta(days=by))
    week = week_of(last + timedelta(days=7 * by))
    if unit == "week":
        return week
    sunday = week.last_day()
    return None if sunday is None else days(sunday - timedelta(days=1), sunday)


def move(reference: Value, shift: Shift) -> Value | None:
    """A reference moved by a distance, no finer than both allow."""
    first, last = reference.first_day(), reference.last_day()
    if first is None or last is None:
        return None
    count, unit = shift.count, shift.unit
    if unit in ("day", "week"):
        return _move_days(reference, first, last, count * (7 if unit == "week" else 1), unit)
    if unit == "month":
        if not has_month(reference) and reference.precision != "interval":
            return None
        edge = last if count > 0 else first
        return Point(*shift_month(edge.year, edge.month, count))
    years = count * (10 if unit == "decade" else 1)
    precise = shift.exact and abs(years) <= _PRECISE_YEARS
    if unit == "year" and precise and not shift.deictic and has_month(reference):
        return Point(first.year + years, first.month)
    if unit == "year" and precise and isinstance(reference, Point) and reference.season:
        return Point(first.year + years, season=reference.season)
    return Point(year_of(reference, count) + years)


def _move_days(
    reference: Value, first: date, last: date, by: int, unit: Literal["day", "week"]
) -> Value | None:
    if not has_month(reference):
        return None
    if reference.precision == "month" and unit == "day" and abs(by) <= _SAME_MONTH_DAYS:
        return reference
    delta = timedelta(days=by)
    return days(first + delta, last + delta)

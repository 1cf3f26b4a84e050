"""EDTF values: what they write, that they read back, and the days that bound them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.components.dates.values import (
    PARTS,
    Interval,
    Point,
    Value,
    are_adjacent,
    narrow,
    parse_edtf,
    week_of,
)

BOUNDS = [
    ("2017-04-04", "2017-04-04", "2017-04-04", "day"),
    ("2016-02", "2016-02-01", "2016-02-29", "month"),
    ("2017", "2017-01-01", "2017-12-31", "year"),
    ("2016-21", "2016-03-01", "2016-05-31", "season"),
    ("2016-24", "2016-12-01", "2017-02-28", "season"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("2015-09/2015-12", "2015-09-01", "2015-12-31", "interval"),
    ("2016-22/2016-23", "2016-06-01", "2016-11-30", "interval"),
    ("2015-10/..", "2015-10-01", None, "interval"),
    ("../2017-05", None, "2017-05-31", "interval"),
    ("XXXX-04-04", None, None, "day"),
    ("XXXX-02-29", None, None, "day"),
]

BROKEN = [
    "2017-06-31",
    "2017-02-29",
    "2017-13",
    "2017-00",
    "2017-6-1",
    "0000",
    "../..",
    "2017/2016",
    "2017/2018/2019",
    "199X-04",
    "2016-21-04",
    "2016-25",
    "spring 2016",
    "",
]

NARROWED = [
    ("2015", "early", "2015-01/2015-04"),
    ("2015", "mid", "2015-05/2015-08"),
    ("2015", "late", "2015-09/2015-12"),
    ("2015", "end", "2015-12"),
    ("2015", "last_weeks", "2015-12"),
    ("2015", "third_quarter", "2015-07/2015-09"),
    ("2017-06", "early", "2017-06-01/2017-06-10"),
    ("2017-06", "mid", "2017-06-11/2017-06-20"),
    ("2017-06", "late", "2017-06-21/2017-06-30"),
    ("2016-02", "end", "2016-02-21/2016-02-29"),
    ("2017-02", "last_week", "2017-02-25/2017-02-28"),
    ("199X", "early", "1990/1993"),
    ("2016-22", "early", "2016-22"),
    ("2017-04-04", "late", "2017-04-04"),
    ("2017-04", "within", "2017-04"),
    ("2017", "first_week", "2017"),
]


@st.composite
def points(draw: st.DrawFn) -> Point:
    year = draw(st.integers(1001, 9989))
    kind = draw(st.sampled_from(["day", "month", "season", "year", "decade", "unknown"]))
    if kind == "day":
        day = draw(st.dates(date(year, 1, 1), date(year, 12, 31)))
        return Point(day.year, day.month, day.day)
    if kind == "season":
        return Point(year, season=draw(st.integers(21, 24)))
    if kind == "decade":
        return Point(year - year % 10, decade=True)
    month = draw(st.integers(1, 12))
    if kind == "unknown":
        return Point(None, month, draw(st.none() | st.integers(1, 28)))
    return Point(year, month if kind == "month" else None)


@st.composite
def values(draw: st.DrawFn) -> Value:
    first = draw(points())
    second = draw(st.none() | points())
    if draw(st.booleans()):
        return first
    if second is None:
        return Interval(first, None) if draw(st.booleans()) else Interval(None, first)
    one, other = first.first_day(), second.last_day()
    return Interval(first, None) if one and other and one > other else Interval(first, second)


@pytest.mark.parametrize(("edtf", "first", "last", "precision"), BOUNDS)
def test_bounds(edtf: str, first: str | None, last: str | None, precision: str) -> None:
    value = parse_edtf(edtf)
    days = [
        None if day is None else day.isoformat() for day in (value.first_day(), value.last_day())
    ]
    assert (value.edtf, *days, value.precision) == (edtf, first, last, precision)


@pytest.mark.parametrize("edtf", BROKEN)
def test_broken_values_are_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_edtf(edtf)


@pytest.mark.parametrize(("edtf", "part", "narrowed"), NARROWED)
def test_parts(edtf: str, part: str, narrowed: str) -> None:
    point = parse_edtf(edtf)
    assert isinstance(point, Point)
    assert narrow(point, part).edtf == narrowed


@pytest.mark.parametrize(
    ("first", "second", "adjacent"),
    [
        ("2017-05", "2017-06", True),
        ("2017-12", "2018-01", True),
        ("2017-05", "2017-07", False),
        ("2017-05-31", "2017-06-01", True),
        ("2016-22", "2016-23", True),
        ("2016", "2017", True),
        ("2016", "2017-01", False),
        ("XXXX-05", "XXXX-06", False),
    ],
)
def test_adjacent(first: str, second: str, adjacent: bool) -> None:
    one, other = parse_edtf(first), parse_edtf(second)
    assert isinstance(one, Point)
    assert isinstance(other, Point)
    assert are_adjacent(one, other) is adjacent


def test_weeks() -> None:
    assert week_of(date(2023, 3, 15)).edtf == "2023-03-13/2023-03-19"


@given(values())
def test_edtf_reads_back(value: Value) -> None:
    assert parse_edtf(value.edtf) == value


@given(values())
def test_first_day_is_not_after_last(value: Value) -> None:
    first, last = value.first_day(), value.last_day()
    assert first is None or last is None or first <= last


@given(points(), st.sampled_from(sorted(PARTS)))
def test_a_part_never_widens(point: Point, part: str) -> None:
    first, last = point.first_day(), point.last_day()
    if first is None or last is None:
        return
    narrowed = narrow(point, part)
    low, high = narrowed.first_day(), narrowed.last_day()
    assert low is not None
    assert high is not None
    assert first <= low <= high <= last

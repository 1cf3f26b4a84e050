"""The reader of EDTF values that scoring rests on."""

from datetime import date

import pytest

from pipeline.evaluation import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2017-04-04", "2017-04-04", "2017-04-04"),
        ("2017-04", "2017-04-01", "2017-04-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2016-21", "2016-03-01", "2016-05-31"),
        ("2016-22", "2016-06-01", "2016-08-31"),
        ("2016-23", "2016-09-01", "2016-11-30"),
        ("2016-24", "2016-12-01", "2017-02-28"),
        ("2016-22/2016-23", "2016-06-01", "2016-11-30"),
        ("2017-06-11/2017-06-20", "2017-06-11", "2017-06-20"),
        ("2015-10/..", "2015-10-01", None),
        ("../2017-05", None, "2017-05-31"),
    ],
)
def test_days(value: str, first: str | None, last: str | None) -> None:
    expected = tuple(None if day is None else date.fromisoformat(day) for day in (first, last))
    assert edtf.days(value) == expected


@pytest.mark.parametrize(
    "value",
    ["", "May 2017", "2017-13", "2017-06-31", "2017-25", "2017-4", "2017-05/2017-04", "../..",
     "2017~", "20170404", "2017-05/"],
)  # fmt: skip
def test_days_refuses(value: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        edtf.days(value)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2017", "2017-05", True),
        ("2017-05", "2017-05-31", True),
        ("2017-05", "2017-06", False),
        ("2015-10/..", "2024", True),
        ("2015-10/..", "2015-09", False),
        ("../2015", "2015-12-31/..", True),
    ],
)
def test_overlap_is_symmetric(one: str, other: str, shared: bool) -> None:
    assert edtf.overlap(edtf.days(one), edtf.days(other)) is shared
    assert edtf.overlap(edtf.days(other), edtf.days(one)) is shared

"""Turns the groups of a matched shape into what its words say."""

from collections.abc import Mapping
from dataclasses import replace

from pipeline.components.dates.expressions import (
    Expression,
    Moment,
    Near,
    Range,
    Shift,
    Step,
    Then,
    Unit,
    When,
    Within,
)
from pipeline.components.dates.lexicon import Lexicon
from pipeline.components.dates.values import Interval, Point

Groups = Mapping[str, str]

_HOURS_A_DAY = 24
_SHORT_YEAR = 2  # figures
_PIVOT = 69


class Reader:
    """Reads the groups of :mod:`pipeline.components.dates.patterns`.

    Args:
        lexicon: the values of the words.
        month_first: whether 04/05/2017 is 5 April; otherwise it is 4 May.
    """

    def __init__(self, lexicon: Lexicon, *, month_first: bool) -> None:
        self.lexicon = lexicon
        self.month_first = month_first

    def read(self, shape: str, groups: Groups) -> Expression:
        """What a match of ``shape`` says.

        Raises:
            ValueError: a date that cannot be, such as 31 June.
        """
        if shape.startswith("range"):
            return self._range(shape, groups)
        if shape.startswith("within") and shape != "within-year":
            return self._within(groups)
        if shape == "then":
            return Then()
        if shape == "shift.event":
            shift = self._shift(groups)
            return replace(shift, count=-shift.count, of_event=True)
        return self._moment(groups, "")

    def _moment(self, groups: Groups, k: str) -> Moment:
        if k == "" and "b_month" in groups:
            base = self._moment(groups, "b_")
            shift = self._shift(groups)
            return replace(shift, base=base if isinstance(base, When) else None)
        held = {name[len(k) :]: words for name, words in groups.items() if name.startswith(k)}
        if "direction" in held or "ago" in held or "deictic" in held:
            return self._shift(held)
        if "weekend" in held:
            return Near(Step(-1, deictic=True), unit="weekend")
        if "year_end" in held:
            return Near(Step(0, deictic=False), unit="year", part="end")
        if "within_year" in held:
            return Near(Step(0, deictic=False), unit="year")
        if "step" in held or "article" in held or "middle" in held:
            return self._near(held)
        return self._when(held)

    def _when(self, held: Groups) -> When:
        lexicon = self.lexicon
        month, day = self._month_and_day(held)
        year = _year(held["year"]) if "year" in held else None
        season = lexicon.season(held["season"]) if "season" in held else None
        if "decade" in held:
            year = int(held["decade"])
        Point(year, month, day if month else None, season)  # refuses dates that cannot be
        return When(
            year=year,
            month=month,
            day=day,
            season=season,
            decade="decade" in held,
            part=self._part(held),
            weekday=lexicon.weekday(held["weekday"]) if "weekday" in held else None,
            year_step=self._step(held["year_step"]) if "year_step" in held else None,
        )

    def _month_and_day(self, held: Groups) -> tuple[int | None, int | None]:
        if "first" in held:
            first, second = int(held["first"]), int(held["second"])
            swapped = second > 12 or (self.month_first and first <= 12)
            return (first, second) if swapped else (second, first)
        if "iso_month" in held:
            return int(held["iso_month"]), int(held["iso_day"])
        month = self.lexicon.month(held["month"]) if "month" in held else None
        if "day" not in held:
            return month, None
        day = held["day"].lower()
        return month, self.lexicon.ordinals[day] if day in self.lexicon.ordinals else int(day)

    def _near(self, held: Groups) -> Near:
        lexicon = self.lexicon
        unit: Unit | None = None
        if "middle" in held:
            unit = "month" if held["middle"].lower() == "month" else "year"
        elif "head" in held:
            unit = lexicon.heads[held["head"].lower()]
        return Near(
            step=self._step(held["step"]) if "step" in held else Step(0, deictic=False),
            unit=unit,
            month=lexicon.month(held["month"]) if "month" in held else None,
            season=lexicon.season(held["season"]) if "season" in held else None,
            weekday=lexicon.weekday(held["weekday"]) if "weekday" in held else None,
            part="mid" if "middle" in held else self._part(held),
        )

    def _shift(self, held: Groups) -> Shift:
        lexicon = self.lexicon
        if "deictic" in held:
            return Shift(lexicon.deictic_days[_plain(held["deictic"])], "day", deictic=True)
        unit = lexicon.units[held["unit"].lower()]
        sign = -1 if "ago" in held else lexicon.directions[_plain(held["direction"])]
        count = held["count"].lower()
        return Shift(
            sign * lexicon.number(count) * unit.count,
            unit.unit,
            deictic="ago" in held,
            exact=count not in ("a", "an", "the"),
        )

    def _within(self, groups: Groups) -> Within:
        count = self.lexicon.number(groups["count"])
        sign = -1 if "past" in groups else 1
        if groups["unit"].lower() == "hour":
            return Within(sign * -(-count // _HOURS_A_DAY), "day")
        unit = self.lexicon.units[groups["unit"].lower()]
        return Within(sign * count * unit.count, unit.unit)

    def _range(self, shape: str, groups: Groups) -> Range:
        start, end = self._moment(groups, "a_"), self._moment(groups, "b_")
        if shape == "range.years" and isinstance(start, When) and start.year is not None:
            end = When(year=start.year // 100 * 100 + int(groups["b_short"]))
            Interval(Point(start.year), Point(end.year))  # refuses 2017-04
        if isinstance(start, When) and isinstance(end, When):
            start = _shared(start, end)
        between = groups.get("opener", "").lower() == "between"
        loose = groups.get("join", "to").lower() in ("and", "or", "&") and not between
        if "listed" in groups and isinstance(start, When) and isinstance(end, When):
            loose = (end.day or 0) - (start.day or 0) != groups["listed"].count(",") + 1
        elif shape == "range.parts":
            loose = False
        return Range(start, end, loose=loose)

    def _step(self, words: str) -> Step:
        step = self.lexicon.steps[_plain(words)]
        return Step(step.by, deictic=step.deictic)

    def _part(self, held: Groups) -> str | None:
        words = held.get("part") or held.get("inner_part")
        if words is None:
            return None
        return self.lexicon.part_words.get(_plain(words)) or self.lexicon.part_nouns[_plain(words)]


def _shared(start: When, end: When) -> When:
    """Give the first side of a range the month and year that only the second one names."""
    if start.part and (start.month or start.season or start.year) is None:
        return replace(end, part=start.part)  # "early to mid-August"
    month = start.month
    if month is None and start.day is not None:
        month = end.month
    year, step = start.year, start.year_step
    inherits = year is None and step is None and not start.decade
    if inherits and (month or start.season):
        year, step = end.year, end.year_step
        if year is not None and _order(start, month) > _order(end, end.month):
            year -= 1  # "November-January 2017"
    Point(year, month, start.day if month else None, start.season)
    return replace(start, year=year, month=month, year_step=step)


def _order(when: When, month: int | None) -> tuple[int, int]:
    """Where in a year a date lies; seasons by number, for want of days."""
    return (month or 0, when.day or 0) if month else (when.season or 0, 0)


def _year(figures: str) -> int:
    """The year of four figures or two: "22" is 2022, "94" is 1994 (the pivot of POSIX)."""
    year = int(figures)
    if len(figures) > _SHORT_YEAR:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())

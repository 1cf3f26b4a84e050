"""Fills in what a date expression leaves open, from the text before it and the publication date.

Two reference times are kept apart, as in TimeML (Pustejovsky et al. 2003): *narrative* words
("two days later", "that spring", "25 June") count from the time the text has reached, *deictic*
ones ("last month", "yesterday", "three years ago") from the publication.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipeline.components.dates.arithmetic import (
    count_unit,
    has_day,
    has_month,
    has_year,
    move,
    try_day,
    year_of,
    years_by_publication,
)
from pipeline.components.dates.expressions import (
    Expression,
    Near,
    Range,
    Shift,
    Step,
    Then,
    When,
    Within,
)
from pipeline.components.dates.values import (
    Interval,
    Point,
    Value,
    end_of,
    narrow,
    of_day,
    season_month,
    shift_month,
    start_of,
)

Reach = Literal["text", "sentence", "none"]
"""How far a date serves as reference: for all that follows, for its own sentence, or not at all."""

_FAR_BACK = 7  # months; a bare month further behind the narrative is the next year's
_FAR_BACK_IN_SENTENCE = 6
_FAR_BACK_SEASON = 5
_LEAP = 6  # months
_DISTANT_PUBLICATION = 21  # days; past it a weekday in a dated paragraph is not the publication's


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that later ones may count from, with where it stands."""

    value: Value
    sentence: int
    paragraph: int
    reach: Reach


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and the reference it was counted from (None where the words give it all)."""

    value: Value
    reference: Value | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an expression stands.

    ``is_future``: its sentence looks ahead ("is due", "will"); ``is_back``: its clause looks back
    on the date before it ("had been seized in").
    """

    sentence: int
    paragraph: int
    is_future: bool = False
    is_back: bool = False


class Resolver:
    """Resolves the expressions of one text, in order.

    Args:
        published: the publication day, or None.
        horizon: the last day that the text can tell as past: the publication, else the last day
            that it gives in full; None where there is neither.
        is_news: whether the text counts from its publication (it has weekdays, "last week"), so
            that a day and month in a new paragraph are the publication's, not the last one's.
        is_current: whether some of its weekdays have only the publication to count from, so that
            all of them do.
    """

    def __init__(
        self,
        *,
        published: date | None,
        horizon: date | None,
        is_news: bool = False,
        is_current: bool = False,
    ) -> None:
        self.published = published
        self.horizon = horizon
        self.is_news = is_news
        self.is_current = is_current
        self.anchors: list[Anchor] = []
        self.background: Anchor | None = None

    def note(self, value: Value, scene: Scene, reach: Reach) -> None:
        """Make a resolved date a reference for what follows."""
        anchor = Anchor(value, scene.sentence, scene.paragraph, reach)
        if reach == "none":
            self.background = anchor
        else:
            self.anchors.append(anchor)

    def is_behind(self, value: Value) -> bool:
        """Tell whether a value ends before the time that the text has reached."""
        for anchor in reversed(self.anchors):
            reached, last = anchor.value.first_day(), value.last_day()
            if anchor.reach == "text" and reached is not None and last is not None:
                return last < reached
        return False

    def resolve(self, expression: Expression, scene: Scene) -> Resolved | None:
        """The value of an expression; None where nothing gives it.

        Raises:
            ValueError: the value cannot be, such as 29 February of a common year.
        """
        if isinstance(expression, When):
            return self._when(expression, scene)
        if isinstance(expression, Near):
            return self._near(expression, scene)
        if isinstance(expression, Shift):
            return self._shift(expression, scene)
        if isinstance(expression, Range):
            return self._range(expression, scene)
        if isinstance(expression, Then):
            told = self._reference(scene)
            return None if told is None else Resolved(told, told)
        from_now = expression.count < 0 or (scene.is_future and self.published is not None)
        reference = self._publication() if from_now else self._reference(scene)
        return None if reference is None else _within(expression, reference)

    def _reference(
        self, scene: Scene, accept: Callable[[Value], bool] = lambda value: True
    ) -> Value | None:
        """The time the text has reached: the last date that serves and is accepted."""
        for anchor in reversed(self.anchors):
            near = anchor.reach == "text" or anchor.sentence == scene.sentence
            if near and accept(anchor.value):
                return anchor.value
        return None

    def _publication(self) -> Point | None:
        return None if self.published is None else of_day(self.published)

    def _origin(self, step: Step, scene: Scene, accept: Callable[[Value], bool]) -> Value | None:
        if step.deictic:
            return self._publication()
        return self._reference(scene, accept) or self._publication()

    # Calendar dates -----------------------------------------------------------------------------

    def _when(self, when: When, scene: Scene) -> Resolved | None:
        if when.weekday is not None and when.month is None:
            return self._weekday(Near(Step(0, deictic=False), weekday=when.weekday), scene)
        if when.day is not None and when.month is None:
            return self._day_of_month(when.day, scene)
        reference: Value | None = None
        year = when.year
        if when.year_step is not None:
            reference = self._origin(when.year_step, scene, has_year)
            if reference is None:
                return None
            year = year_of(reference, when.year_step.by) + when.year_step.by
        elif year is None:
            reference, year = self._infer_year(when, scene)
        point = Point(year, when.month, when.day, when.season, when.decade)
        value = narrow(point, when.part) if when.part else point
        return Resolved(value, reference)

    def _infer_year(self, when: When, scene: Scene) -> tuple[Value | None, int | None]:
        """The year of a date without one, and what it rests on."""
        reference = self._year_reference(scene)
        part = Point(None, when.month, when.day, when.season)
        if reference is not None:
            years = self._years_by_narrative(reference, part, scene)
        elif self.published is not None:
            reference = self._publication()
            years = years_by_publication(self.published, part, ahead=scene.is_future)
        else:
            return None, None
        for year in years:
            day = try_day(part, year)
            if day is not None and when.weekday in (None, day.weekday()):
                return reference, year
        return reference, years[0]

    def _year_reference(self, scene: Scene) -> Value | None:
        """The date whose year a day or month shares; in news only one close by and past."""
        if self.is_news and self.published is not None and scene.is_future:
            return None
        if not self.is_news or self.published is None:
            return self._reference(scene, has_year)
        for anchor in reversed(self.anchors):
            here = anchor.sentence == scene.sentence
            near = anchor.paragraph == scene.paragraph and anchor.reach == "text"
            precise = anchor.value.precision not in ("year", "decade")
            if has_year(anchor.value) and (here or (near and precise)):
                return anchor.value
        return None

    def _years_by_narrative(self, reference: Value, part: Point, scene: Scene) -> list[int]:
        """Years to try, best first: the reference's, unless that is too late or far back."""
        end = end_of(reference) or start_of(reference)
        last = reference.last_day() or reference.first_day()
        if end is None or last is None:
            return []
        year = end.year or last.year
        if end.season is not None and part.season is None and last.year != end.year:
            year = last.year if (part.month or 12) <= last.month else year
        same = part.in_year(year).first_day() if try_day(part, year) else None
        if same is None:
            return [year, year + 1, year - 1]
        back = scene.is_back and same > last and self._is_here(reference, scene)
        if back or self._is_too_late(same, last, scene):
            return [year - 1, year]
        if end.precision in ("year", "decade"):
            return [year, year + 1, year - 1]
        first = reference.first_day() or last
        behind = (first.year - same.year) * 12 + first.month - same.month
        far = _FAR_BACK
        if part.season:
            far = _FAR_BACK_SEASON
        elif self.anchors and self.anchors[-1].sentence == scene.sentence:
            far = _FAR_BACK_IN_SENTENCE
        later = try_day(part, year + 1)
        if behind > far and later is not None and not self._is_too_late(later, last, scene):
            return [year + 1, year]
        return [year, year + 1, year - 1]

    def _is_here(self, value: Value, scene: Scene) -> bool:
        """Whether a date stands in the same sentence."""
        here = (a.value for a in self.anchors if a.sentence == scene.sentence)
        return any(told == value for told in here)

    def _is_too_late(self, day: date, last: date, scene: Scene) -> bool:
        """Tell whether a past event cannot be of ``day``, told after ``last``.

        Without a publication date the last day given in full is a weak bound: a story may go
        past it, but does not leap.
        """
        if self.horizon is None or scene.is_future or day <= self.horizon:
            return False
        ahead = (day.year - last.year) * 12 + day.month - last.month
        return self.published is not None or ahead > _LEAP

    def _day_of_month(self, day: int, scene: Scene) -> Resolved | None:
        reference = self._reference(scene, has_month) or self._publication()
        end = None if reference is None else end_of(reference)
        return None if end is None else Resolved(Point(end.year, end.month, day), reference)

    # Pointing words -----------------------------------------------------------------------------

    def _near(self, near: Near, scene: Scene) -> Resolved | None:
        if near.weekday is not None:
            return self._weekday(near, scene)
        if near.month is not None or near.season is not None:
            return self._near_part_of_year(near, scene)
        accept = {"year": has_year, "month": has_month}.get(near.unit or "", has_day)
        reference = self._origin(near.step, scene, accept)
        if reference is None or near.unit is None:
            return None
        if near.part == "end" and near.unit == "year" and near.step == Step(0, deictic=False):
            reference = self._origin(near.step, scene, has_year) or reference
        value = count_unit(reference, near.unit, near.step.by)
        if value is None:
            return None
        if near.part and isinstance(value, Point):
            value = narrow(value, near.part)
        return Resolved(value, reference)

    def _near_part_of_year(self, near: Near, scene: Scene) -> Resolved | None:
        """ "that spring", "the following March", "last October"."""
        reference = self._origin(near.step, scene, has_year)
        if near.step == Step(0, deictic=False) and self.background is not None:
            told = self.background  # "there since July 2021, they took Palma that August"
            reference = told.value if told.sentence == scene.sentence else reference
        if reference is None:
            return None
        first = near.month or season_month(near.season or 0)
        length = 1 if near.month else 3
        origin = reference.first_day() if near.step.by < 0 else reference.last_day()
        origin = origin or reference.first_day() or reference.last_day()
        if origin is None:
            return None
        year = origin.year
        if near.step.by > 0 and first <= origin.month:
            year += 1
        elif near.step.by < 0 and shift_month(origin.year, first, length - 1) >= (
            origin.year,
            origin.month,
        ):
            year -= 1
        elif near.step.by == 0 and near.season and origin.month < 3 and first == 12:
            year -= 1  # "this winter", in January
        elif near.step == Step(0, deictic=False):
            part = Point(None, near.month, season=near.season)
            year = self._years_by_narrative(reference, part, scene)[0]
        point = Point(year, near.month, season=near.season)
        value = narrow(point, near.part) if near.part else point
        return Resolved(value, reference)

    def _weekday(self, near: Near, scene: Scene) -> Resolved | None:
        weekday = near.weekday or 0
        told = self._told_day(scene, near.step)
        if told is not None and (first := told.first_day()) is not None:
            ahead = (weekday - first.weekday()) % 7
            if near.step.by:
                ahead = (ahead or 7) if near.step.by > 0 else ahead - 7
            return Resolved(of_day(first + timedelta(days=ahead)), told)
        if self.published is None:
            return None
        back = (self.published.weekday() - weekday) % 7
        if near.step.by > 0 or (scene.is_future and near.step == Step(0, deictic=False)):
            day = self.published + timedelta(days=7 - back)
        elif near.step.deictic and near.step.by < 0:
            day = self.published - timedelta(days=back or 7)
        elif near.step.deictic:
            day = self.published - timedelta(days=self.published.weekday() - weekday)
        else:
            day = self.published - timedelta(days=back)
        return Resolved(of_day(day), of_day(self.published))

    def _told_day(self, scene: Scene, step: Step) -> Value | None:
        """The day that a weekday counts from, unless it counts from the publication."""
        if step.deictic:
            return None
        for anchor in reversed(self.anchors):
            if anchor.paragraph != scene.paragraph and self.published is not None and not step.by:
                return None
            first = anchor.value.first_day()
            if not has_day(anchor.value) or first is None:
                continue
            pointed = step.by != 0 or self.published is None
            distant = self.published and (self.published - first).days > _DISTANT_PUBLICATION
            return anchor.value if pointed or (distant and not self.is_current) else None
        return None

    # Distances ----------------------------------------------------------------------------------

    def _shift(self, shift: Shift, scene: Scene) -> Resolved | None:
        if shift.base is not None:
            base = self._when(shift.base, scene)
            reference = None if base is None else base.value
        elif shift.of_event:
            last = self.anchors[-1] if self.anchors else None
            reference = last.value if last and last.sentence == scene.sentence else None
        else:
            reference = self._publication() if shift.deictic else self._reference(scene)
        if reference is None:
            return None
        value = move(reference, shift)
        return None if value is None else Resolved(value, reference)

    def _range(self, span: Range, scene: Scene) -> Resolved | None:
        start = self.resolve(span.start, scene)
        if start is None:
            return None
        inner = Resolver(published=self.published, horizon=self.horizon)
        inner.anchors = [*self.anchors]
        inner.note(start.value, scene, "sentence")
        end = inner.resolve(span.end, scene)
        if end is None:
            return None
        first, last = start_of(start.value), end_of(end.value)
        if first is None or last is None:
            return None
        return Resolved(Interval(first, last), start.reference or end.reference)


def _within(expression: Within, reference: Value) -> Resolved | None:
    end = move(reference, Shift(expression.count, expression.unit))
    first = end_of(reference)
    if end is None or first is None or end_of(end) is None:
        return None
    if expression.count < 0:
        return Resolved(Interval(start_of(end), first), reference)
    return Resolved(Interval(first, end_of(end)), reference)

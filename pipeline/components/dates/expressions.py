"""What the words of a date expression say, before context fills in what they leave out."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "weekend", "month", "year", "decade"]
Bound = Literal["since", "until", "from"]


@dataclass(frozen=True, slots=True)
class Step:
    """How far to count from a reference time: 0 the same, 1 the next, -1 the one before.

    ``deictic`` words ("last", "next", "this") count from the publication, the others ("that",
    "the following") from the time that the text has reached.
    """

    by: int
    deictic: bool


@dataclass(frozen=True, slots=True)
class When:
    """A calendar date as written: parts that are not said are None.

    ``year_step`` holds a relative year ("May of the following year"); ``weekday`` is 0 on Monday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: bool = False
    part: str | None = None
    weekday: int | None = None
    year_step: Step | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words themselves give the year."""
        return self.year is not None


@dataclass(frozen=True, slots=True)
class Near:
    """A unit, month, season or weekday counted from a reference: "that spring", "next week"."""

    step: Step
    unit: Unit | None = None
    month: int | None = None
    season: int | None = None
    weekday: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance from a reference: "two days later", "a year earlier", "three weeks ago".

    ``exact`` is False for "a" and "the" ("a year earlier"), which leave a year a mere year.
    ``base`` is the reference where the words give it: "two days after 4 April". ``of_event``:
    the distance of an event told here ("two days after gunmen killed him") from the date that the
    sentence gives before it; ``count`` leads from that date to the event's.
    """

    count: int
    unit: Unit
    deictic: bool = False
    exact: bool = True
    base: When | None = None
    of_event: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The time up to a distance from the reference: "within a week".

    A ``count`` below zero goes back from the publication: "the past 24 hours".
    """

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Then:
    """The reference itself: "until then"."""


@dataclass(frozen=True, slots=True)
class Range:
    """From one moment to another; ``loose`` where "and" may join two dates apart."""

    start: "Moment"
    end: "Moment"
    loose: bool = False


Moment = When | Near | Shift
Expression = Moment | Within | Then | Range

"""What a reader yields: the glyphs, rules, boxes and images of one page.

Lengths are in points, origin at the top left of the page as a person reads it: cropped to its
crop box, turned by its ``/Rotate``, and turned once more when most of its text runs sideways.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(slots=True)
class Glyph:
    """One printed character (several letters when a font maps a ligature to them).

    ``size`` is the type size as drawn, ``colour`` red, green and blue from 0 to 1. ``angle`` is
    the direction of writing in degrees, 0 for upright text, after the page was turned.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: str
    colour: tuple[float, float, float]
    angle: int
    order: int
    invisible: bool = False
    raised: bool = False


@dataclass(slots=True, frozen=True)
class Area:
    """A rectangle on a page: a ruling (thin), a box or an image; ``order`` is when it was drawn.

    ``colour`` is null for images; ``filled`` is false for an outline only.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    order: int = 0
    filled: bool = True
    colour: tuple[float, float, float] | None = None

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether the point lies inside, or outside by at most ``margin``."""
        return (
            self.x0 - margin <= x <= self.x1 + margin
            and self.top - margin <= y <= self.bottom + margin
        )


@dataclass(slots=True)
class Page:
    """One page. ``dots`` are small shapes, such as drawn bullets.

    ``drawn`` counts the characters that it draws, those outside its crop box included; ``turned``
    is the clockwise turn in degrees that set its text upright.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Area] = field(default_factory=list)
    boxes: list[Area] = field(default_factory=list)
    images: list[Area] = field(default_factory=list)
    dots: list[Area] = field(default_factory=list)
    turned: int = 0
    drawn: int = 0


class Bounded(Protocol):
    """What has four sides: an area, a glyph, a line."""

    @property
    def x0(self) -> float:
        """Left."""

    @property
    def top(self) -> float:
        """Top."""

    @property
    def x1(self) -> float:
        """Right."""

    @property
    def bottom(self) -> float:
        """Bottom."""


def union(areas: Iterable[Bounded]) -> Area:
    """The smallest rectangle around all of them (at least one)."""
    sides = [(area.x0, area.top, area.x1, area.bottom) for area in areas]
    x0, top, x1, bottom = zip(*sides, strict=True)
    return Area(min(x0), min(top), max(x1), max(bottom))

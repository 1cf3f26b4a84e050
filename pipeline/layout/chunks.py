"""Lines to chunks: lines of one column and one kind of type that follow each other closely.

A chunk is what the block rules judge and what reading order is found for. It may hold several
paragraphs, never two kinds of type or two columns.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.config import ExtractSettings
from pipeline.layout.lines import Line
from pipeline.layout.page import Area, union
from pipeline.schema import BlockKind

LEVEL = 0.35  # type sizes of height that two lines beside each other share, at least
UNDERLINE = 0.35  # type sizes below the baseline within which a rule underlines the line


@dataclass(slots=True)
class Chunk:
    """Lines that belong together, and what a rule made of them; ``kind`` is null until then."""

    lines: list[Line]
    kind: BlockKind | None = None
    rule: str = ""
    level: int | None = None
    rows: tuple[tuple[str, ...], ...] | None = None

    @property
    def page(self) -> int:
        """Page number, from 1."""
        return self.lines[0].page

    @property
    def area(self) -> Area:
        """The rectangle around the lines."""
        return union(self.lines)

    @property
    def text(self) -> str:
        """Lines joined by spaces, hyphens left alone."""
        return " ".join(line.text for line in self.lines)

    @property
    def letters(self) -> int:
        """Characters without spaces."""
        return sum(line.letters for line in self.lines)

    def decide(self, kind: BlockKind, rule: str) -> None:
        """Set the kind and the rule that decided it."""
        self.kind, self.rule = kind, rule


@dataclass(slots=True)
class Sheet:
    """A page while its blocks are being found: lines not yet in chunks, areas, chunks.

    ``scanned`` says that its text was recognised in a picture; its lines fell to the right by
    ``skew`` degrees there, and are level now. ``turned`` is the clockwise turn in degrees that set
    the page's text upright.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Area]
    boxes: list[Area]
    images: list[Area]
    dots: list[Area] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    scanned: bool = False
    skew: float = 0.0
    turned: int = 0

    def take(self, lines: Iterable[Line]) -> list[Line]:
        """Remove lines from those not yet in chunks, and return them in the page's order."""
        ids = {id(line) for line in lines}
        taken = [line for line in self.lines if id(line) in ids]
        self.lines = [line for line in self.lines if id(line) not in ids]
        return taken

    def forget_areas(self) -> None:
        """Drop the shapes that only rules of blocks look at."""
        self.rules, self.boxes, self.images = [], [], []


@dataclass(slots=True)
class _Open:
    """A chunk in the making: its bounds, and how far it may grow to either side."""

    lines: list[Line]
    x0: float
    x1: float
    left: float
    right: float
    box: int


def find_chunks(sheet: Sheet, settings: ExtractSettings) -> list[Chunk]:
    """Group the lines of a page that no rule has taken yet."""
    taken = [c.area for c in sheet.chunks if c.kind in ("sidebar", "table")]
    images = [image for image in sheet.images if image.width < 0.8 * sheet.width]
    limits = _side_limits(sheet.lines, [*taken, *images])
    rules = [r for r in sheet.rules if r.width > 3 * r.height]
    opened: list[_Open] = []
    active: list[_Open] = []
    for line, (left, right) in zip(sheet.lines, limits, strict=True):
        box = _box_of(line, sheet.boxes)
        active = [o for o in active if line.top - o.lines[-1].bottom < 3 * line.size]
        fitting = [o for o in active if _continues(o, line, left, right, box, rules, settings)]
        best = max(fitting, key=lambda o: o.lines[-1].baseline, default=None)
        if best is None:
            best = _Open([], line.x0, line.x1, left, right, box)
            opened.append(best)
            active.append(best)
        best.lines.append(line)
        best.x0, best.x1 = min(best.x0, line.x0), max(best.x1, line.x1)
        best.left, best.right = max(best.left, left), min(best.right, right)
    return [Chunk(o.lines) for o in opened]


def same_type(a: Line, b: Line) -> bool:
    """Whether two lines are set in one kind of type: same size and manner, a font in common."""
    if a.manner != b.manner and "spaced" in (a.manner, b.manner):
        return False
    if abs(a.size - b.size) > 0.04 * max(a.size, b.size):
        return False
    return a.font in b.fonts or b.font in a.fonts


def _continues(
    chunk: _Open,
    line: Line,
    left: float,
    right: float,
    box: int,
    rules: list[Area],
    settings: ExtractSettings,
) -> bool:
    last = chunk.lines[-1]
    if line.baseline - last.baseline < 0.5 * line.size or box != chunk.box:
        return False
    if line.baseline - last.baseline > settings.chunk_gap * line.size or not same_type(last, line):
        return False
    if min(chunk.x1, line.x1) - max(chunk.x0, line.x0) <= 0:
        return False
    slack = 0.3 * line.size
    if max(chunk.x1, line.x1) > min(chunk.right, right) + slack:
        return False
    if min(chunk.x0, line.x0) < max(chunk.left, left) - slack:
        return False
    return not any(
        last.baseline + UNDERLINE * last.size < rule.top < line.baseline - 0.5 * line.size
        and min(rule.x1, line.x1, last.x1) - max(rule.x0, line.x0, last.x0) > 0
        for rule in rules
    )


def _side_limits(lines: list[Line], areas: list[Area]) -> list[tuple[float, float]]:
    """For each line, where the nearest lines and areas beside it end and begin."""
    limits = []
    beside = _Beside(lines)
    for line in lines:
        left, right = float("-inf"), float("inf")
        for area in areas:
            if area.top < line.baseline and area.bottom > line.top:
                if area.x0 >= line.x1 - 1:
                    right = min(right, area.x0)
                elif area.x1 <= line.x0 + 1:
                    left = max(left, area.x1)
        for other in beside.level_with(line):
            if other.x0 >= line.x1:
                right = min(right, other.x0)
            elif other.x1 <= line.x0:
                left = max(left, other.x1)
        limits.append((left, right))
    return limits


class _Beside:
    """Lines of a page by their height on it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = sorted(lines, key=lambda line: line.top)
        self._tops = [line.top for line in self._lines]
        self._tallest = max((line.bottom - line.top for line in self._lines), default=0.0)

    def level_with(self, line: Line) -> list[Line]:
        """The other lines that share a good part of their height with the line."""
        first = bisect_left(self._tops, line.top - self._tallest - 1)
        end = bisect_left(self._tops, line.bottom)
        return [
            other
            for other in self._lines[first:end]
            if min(line.bottom, other.bottom) - max(line.top, other.top)
            > LEVEL * min(line.size, other.size)
            and other is not line
        ]


def _box_of(line: Line, boxes: Iterable[Area]) -> int:
    """The smallest box around the line, by index; -1 for none."""
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    around = [(b.width * b.height, i) for i, b in enumerate(boxes) if b.holds(x, y)]
    return min(around)[1] if around else -1

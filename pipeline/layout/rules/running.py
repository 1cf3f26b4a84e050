"""Running heads, page numbers and other furniture: what stands at the edge page after page.

Bands of lines are peeled from the top and the bottom of each page inwards, as long as a band is
furniture: its words or its place and type come back on other pages, or it counts the pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line
from pipeline.layout.stats import Usual

ZONE = 0.2  # of the page height, at either end
ROMAN = re.compile(r"[ivxl]{1,6}|[IVXL]{1,6}")
DIGITS = re.compile(r"\d+")
SHORT = 2  # pages, up to which a page's own number says enough
LARGEST = 1.05  # times the body size: furniture is not larger
AHEAD = 4  # bands that are noted at a time
PLACE = 5.0  # points by which the place of a running line may vary


def take_running(sheets: list[Sheet], usual: Usual) -> None:
    """Move furniture into chunks of kind ``header`` or ``footer``."""
    short = len(sheets) <= SHORT
    edges = [(_Edge(sheet, "header", usual), _Edge(sheet, "footer", usual)) for sheet in sheets]
    for alike in zip(*edges, strict=True):
        going: list[_Edge] = list(alike)
        while going:
            outer = [(edge, edge.band) for edge in going if edge.band is not None]
            seen = _Seen(outer, short=short)
            going = []
            for edge, band in outer:
                found = band.marks if band.ruled_off else seen.furniture(edge.sheet.number, band)
                edge.take(found)
                if len(found) == len(band.marks):
                    edge.go_inwards()
                    going.append(edge)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line at the edge of a page, and what tells whether it is furniture.

    Attributes:
        pattern: its words with the numbers left open.
        type: font and size, as in its style.
        alone: whether its place and type may tell by themselves: small, and no part of a sentence.
        text: whether it is in the body type or long.
    """

    line: Line
    pattern: str
    type: tuple[str, float]
    baseline: float
    alone: bool
    text: bool


@dataclass(frozen=True, slots=True)
class _Band:
    """Lines of one height; ``numbers`` may be of the page, a long rule parts it from the text."""

    marks: list[_Mark]
    numbers: set[int]
    ruled_off: bool


class _Edge:
    """The bands at one edge of a page, of which the outermost is looked at.

    What is asked of lines is noted for several bands at a time, since the lines of a long document
    are read from a file, page by page.
    """

    def __init__(self, sheet: Sheet, kind: Literal["header", "footer"], usual: Usual) -> None:
        self.sheet = sheet
        self._kind, self._usual = kind, usual
        self._further = _bands(sheet, kind)[::-1]
        self._noted: list[_Band] = []
        self.band: _Band | None = None
        self.go_inwards()

    def go_inwards(self) -> None:
        """Turn to the next band; ``band`` is null after the last. All lines before are taken."""
        if not self._noted:
            rest = self.sheet.lines
            for _ in range(min(AHEAD, len(self._further))):
                band = self._further.pop()
                self._noted.insert(0, self._note(band, rest))
                taken = {id(line) for line in band}
                rest = [line for line in rest if id(line) not in taken]
        self.band = self._noted.pop() if self._noted else None

    def take(self, marks: list[_Mark]) -> None:
        """Move lines into chunks of their own."""
        for line in self.sheet.take(mark.line for mark in marks):
            chunk = Chunk([line])
            chunk.decide(self._kind, "running")
            self.sheet.chunks.append(chunk)

    def _note(self, band: list[Line], rest: list[Line]) -> _Band:
        """Note what is asked of a band; ``rest`` are the lines of the page that are left then."""
        ruled = self._kind == "header" and _ruled_off(self.sheet, rest, band, self._usual)
        return _Band([self._mark(line) for line in band], _numbers(band, self._usual), ruled)

    def _mark(self, line: Line) -> _Mark:
        text, body = line.text, self._usual.is_body(line)
        small = line.size <= LARGEST * self._usual.size and len(text) < 90 and not body
        alone = small and not text.endswith((".", ",", ";", "-"))
        long = body or len(text) > 60
        return _Mark(line, _pattern(text), line.style[:2], line.baseline, alone, long)


class _Seen:
    """What the same band of all pages has in common."""

    def __init__(self, bands: Sequence[tuple[_Edge, _Band]], *, short: bool) -> None:
        self._short = short
        self.pages = len(bands)
        self.texts: dict[str, set[int]] = defaultdict(set)
        self.places: dict[tuple[str, float], list[tuple[int, float]]] = defaultdict(list)
        self.counts: Counter[int] = Counter()
        self._counted: dict[tuple[tuple[str, float], float], int] = {}
        for edge, band in bands:
            number = edge.sheet.number
            for mark in band.marks:
                self.texts[mark.pattern].add(number)
                self.places[mark.type].append((number, mark.baseline))
            self.counts.update({value - number for value in band.numbers})

    def furniture(self, number: int, band: _Band) -> list[_Mark]:
        """The lines of the band that are furniture; small ones beside them are, too."""
        running = [mark for mark in band.marks if self._is_running(mark)]
        counting = any(
            self.counts[value - number] >= 2 or (value == number and self._short)
            for value in band.numbers
        )
        if (running or counting) and len(band.marks) <= 3:
            plain = [mark for mark in band.marks if mark.text]
            if not [mark for mark in plain if mark not in running]:
                return band.marks
        return running

    def _is_running(self, mark: _Mark) -> bool:
        if len(self.texts[mark.pattern]) >= 2:
            return True
        if not mark.alone:
            return False
        alike = self._alike(mark.type, mark.baseline)
        return alike >= 3 and alike * 2 >= self.pages

    def _alike(self, style: tuple[str, float], baseline: float) -> int:
        """Pages with a line of one style at one place."""
        if (style, baseline) not in self._counted:
            places = self.places[style]
            pages = {n for n, place in places if abs(place - baseline) < PLACE}
            self._counted[style, baseline] = len(pages)
        return self._counted[style, baseline]


def _pattern(text: str) -> str:
    """A line with its numbers left open, so that page numbers compare equal."""
    if ROMAN.fullmatch(text):
        return "#"
    return DIGITS.sub("#", text)


def _numbers(band: list[Line], usual: Usual) -> set[int]:
    """Values of short numbers at either end of a line of the band.

    In large type, a number counts pages when it stands alone; else it may be a section's.
    """
    found = set()
    for line in band:
        if line.size > LARGEST * usual.size and " " in line.text:
            continue
        ends = (line.text.partition(" ")[0], line.text.rpartition(" ")[2])
        found |= {int(end) for end in ends if DIGITS.fullmatch(end) and len(end) <= 4}
    return found


def _bands(sheet: Sheet, edge: str) -> list[list[Line]]:
    """Lines of the zone at one edge, those that share a height together, outermost first."""
    top = edge == "header"
    zone = [
        line
        for line in sheet.lines
        if (line.bottom < ZONE * sheet.height if top else line.top > (1 - ZONE) * sheet.height)
    ]
    zone.sort(key=lambda line: line.baseline, reverse=not top)
    bands: list[list[Line]] = []
    for line in zone:
        if bands and abs(line.baseline - bands[-1][0].baseline) < 0.5 * line.size:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _ruled_off(sheet: Sheet, lines: list[Line], band: list[Line], usual: Usual) -> bool:
    """Whether a long rule under the topmost band parts it from the rest; small type only."""
    long = [rule for rule in sheet.rules if rule.width > 0.5 * sheet.width]
    if not long or any(line.size > LARGEST * usual.size or usual.is_body(line) for line in band):
        return False
    top, low = min(line.top for line in band), max(line.bottom for line in band)
    if any(line.bottom < top for line in lines):
        return False
    high = min((line.top for line in lines if line.top > low - 1), default=sheet.height)
    return any(low - 2 <= rule.top <= high + 2 for rule in long)

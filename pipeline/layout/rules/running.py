"""Running heads, page numbers and other furniture: what stands at the edge page after page.

Bands of lines are peeled from the top and the bottom of each page inwards, as long as a band is
furniture: its words or its place and type come back on other pages, or it counts the pages.
"""

import re
from collections import Counter, defaultdict

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line
from pipeline.layout.stats import Usual

ZONE = 0.2  # of the page height, at either end
ROMAN = re.compile(r"[ivxl]{1,6}|[IVXL]{1,6}")
DIGITS = re.compile(r"\d+")
SHORT = 2  # pages, up to which a page's own number says enough
LARGEST = 1.05  # times the body size: furniture is not larger
PLACE = 5.0  # points by which the place of a running line may vary


def take_running(sheets: list[Sheet], usual: Usual) -> None:
    """Move furniture into chunks of kind ``header`` or ``footer``."""
    for edge in ("header", "footer"):
        bands = {sheet.number: _bands(sheet, edge) for sheet in sheets}
        depth = 0
        going = set(bands)
        while going:
            outer = {n: bands[n][depth] for n in going if len(bands[n]) > depth}
            seen = _Seen(outer, usual, short=len(sheets) <= SHORT)
            going = set()
            for number, band in sorted(outer.items()):
                sheet = sheets[number - 1]
                found = (
                    band if _ruled_off(sheet, band, usual, edge) else seen.furniture(number, band)
                )
                _take(sheet, found, edge)
                if len(found) == len(band):
                    going.add(number)
            depth += 1


class _Seen:
    """What the same band of all pages has in common."""

    def __init__(self, bands: dict[int, list[Line]], usual: Usual, *, short: bool) -> None:
        self._usual, self._short = usual, short
        self.pages = len(bands)
        self.texts: dict[str, set[int]] = defaultdict(set)
        self.places: dict[tuple[str, float], list[tuple[int, float]]] = defaultdict(list)
        self.counts: Counter[int] = Counter()
        self._counted: dict[tuple[tuple[str, float], float], int] = {}
        for number, band in bands.items():
            for line in band:
                self.texts[_pattern(line)].add(number)
                self.places[line.style[:2]].append((number, line.baseline))
            self.counts.update({value - number for value in _numbers(band, usual)})

    def furniture(self, number: int, band: list[Line]) -> list[Line]:
        """The lines of the band that are furniture; small ones beside them are, too."""
        running = [line for line in band if self._is_running(number, line)]
        counting = any(
            self.counts[value - number] >= 2 or (value == number and self._short)
            for value in _numbers(band, self._usual)
        )
        if (running or counting) and len(band) <= 3:
            plain = [line for line in band if self._usual.is_body(line) or len(line.text) > 60]
            if not [line for line in plain if line not in running]:
                return band
        return running

    def _is_running(self, number: int, line: Line) -> bool:
        if len(self.texts[_pattern(line)]) >= 2:
            return True
        small = len(line.text) < 90 and not self._usual.is_body(line)
        if line.size > LARGEST * self._usual.size or not small:
            return False
        alike = self._alike(line.style[:2], line.baseline)
        return alike >= 3 and alike * 2 >= self.pages and _edge_alone(line)

    def _alike(self, style: tuple[str, float], baseline: float) -> int:
        """Pages with a line of one style at one place."""
        if (style, baseline) not in self._counted:
            places = self.places[style]
            pages = {n for n, place in places if abs(place - baseline) < PLACE}
            self._counted[style, baseline] = len(pages)
        return self._counted[style, baseline]


def _edge_alone(line: Line) -> bool:
    return not line.text.endswith((".", ",", ";", "-"))


def _pattern(line: Line) -> str:
    """The line with its numbers left open, so that page numbers compare equal."""
    text = line.text
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


def _ruled_off(sheet: Sheet, band: list[Line], usual: Usual, edge: str) -> bool:
    """Whether a long rule under the topmost band parts it from the rest; small type only."""
    if edge == "footer" or any(
        line.size > LARGEST * usual.size or usual.is_body(line) for line in band
    ):
        return False
    low = max(line.bottom for line in band)
    high = min((ln.top for ln in sheet.lines if ln.top > low - 1), default=sheet.height)
    outermost = not any(ln.bottom < min(b.top for b in band) for ln in sheet.lines)
    return outermost and any(
        low - 2 <= rule.top <= high + 2 and rule.width > 0.5 * sheet.width for rule in sheet.rules
    )


def _take(sheet: Sheet, band: list[Line], edge: str) -> None:
    for line in sheet.take(band):
        chunk = Chunk([line])
        chunk.decide("header" if edge == "header" else "footer", "running")
        sheet.chunks.append(chunk)

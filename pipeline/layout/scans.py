"""Type of scanned pages: sizes that recognition has guessed line by line, made even.

Recognition places a text layer over the picture of the page. Where words lie is right to a
fraction of a point; how large they are is noise: each line's size follows from the height of what
happens to stand in it, so that a line with a raised number seems larger than its neighbours. Two
measures of a line are set against each other here, its height and the width of its letters, and
sizes that are nearly the same become the same.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from math import atan, cos, degrees, exp, log, radians, sin, sqrt
from statistics import median

from pdfminer.fontmetrics import FONT_METRICS

from pipeline.layout.chunks import Sheet
from pipeline.layout.lines import Line
from pipeline.layout.page import Glyph, Page

ASCENT, DESCENT = 0.74, 0.22  # of the type size: how far letters reach from the baseline
SCAN, BOLD_SCAN = "Scan", "Scan-Bold"  # names for fonts whose names are unknown
BOLD_WIDER = 1.1  # times the width of the same letters in regular type
FOLLOWING = 1.7  # type sizes between the baselines of two lines of one paragraph, at most
UNSURE = 0.35  # of the logarithm of sizes, by which a line of a few letters may be off
TALLER = 1.06  # times the usual ratio of height to width: something stands out of the line
FEWEST = 8  # letters whose width says something about the size of the type
STEP = 0.01  # of the logarithm of sizes, when the commonest size is looked for
ALIKE = 0.065  # of the logarithm of sizes that are the same in print
WIDE = 10.0  # type sizes: a shorter line says too little about the slope
LEAST_SLOPE = 0.0015  # of a line, below which it is level
MOST_SKEW = 10  # degrees: a line that is steeper is set that way
MEANING = 12  # letters from which a line of few words helps to find the sizes of a document


def find_skew(page: Page) -> float:
    """By how many degrees the lines of a scanned page fall to the right, within ten."""
    slopes: list[tuple[float, float]] = []
    for line in _drawn_lines(page.glyphs):
        wide = line[-1].x0 - line[0].x0
        if wide > WIDE * line[0].size and _is_tilted(line[0]):
            slopes.append(((line[-1].baseline - line[0].baseline) / wide, wide))
    if not slopes:
        return 0.0
    slopes.sort()
    half, total = sum(wide for _, wide in slopes) / 2, 0.0
    slope = next(s for s, wide in slopes if (total := total + wide) >= half)
    return degrees(atan(slope)) if abs(slope) > LEAST_SLOPE else 0.0


def straighten(page: Page, skew: float) -> list[Glyph]:
    """The glyphs of a scanned page turned about its middle until its lines are level.

    Glyphs that run up or down a margin keep their places.
    """
    turn, middle = radians(-skew), (page.width / 2, page.height / 2)
    straight = []
    for glyph in page.glyphs:
        if not _is_tilted(glyph):
            straight.append(glyph)
            continue
        x, y = (glyph.x0 + glyph.x1) / 2 - middle[0], glyph.baseline - middle[1]
        right, down = x * (cos(turn) - 1) - y * sin(turn), x * sin(turn) + y * (cos(turn) - 1)
        straight.append(_moved(glyph, right, down))
    return straight


def tilt_back(lines: Iterable[Line], sheet: Sheet) -> None:
    """Move lines of a page that was straightened to where they stand on the page as it is."""
    turn = radians(sheet.skew)
    for line in lines:
        for word in line.words:
            x = (word.x0 + word.x1) / 2 - sheet.width / 2
            y = line.baseline - sheet.height / 2
            right, down = x * (cos(turn) - 1) - y * sin(turn), x * sin(turn) + y * (cos(turn) - 1)
            word.glyphs = [_moved(g, right, down) for g in word.glyphs]
        glyphs = [g for word in line.words for g in word.glyphs]
        line.x0, line.x1 = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
        line.top, line.bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
        line.baseline = median(g.baseline for g in glyphs)


def _drawn_lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs in the order drawn, parted where the next is not to the right and level."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        if line:
            last = line[-1]
            level = abs(glyph.baseline - last.baseline) < 0.4 * last.size
            if glyph.x0 < last.x0 or not level or glyph.angle != last.angle:
                yield line
                line = []
        line.append(glyph)
    if line:
        yield line


def _is_tilted(glyph: Glyph) -> bool:
    return glyph.angle <= MOST_SKEW or glyph.angle >= 360 - MOST_SKEW


def _moved(glyph: Glyph, right: float, down: float) -> Glyph:
    return replace(
        glyph,
        x0=glyph.x0 + right,
        x1=glyph.x1 + right,
        top=glyph.top + down,
        bottom=glyph.bottom + down,
        baseline=glyph.baseline + down,
        angle=0,
    )


def level_sizes(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs of a recognised page with sizes in points of type, whatever the layer took for them.

    Some layers give the height of capitals, some that of the line. The width of the letters tells
    by what factor they are off, the same one for the page.
    """
    factors = [
        em / run[0].size
        for run in _runs(glyphs)
        if len(run) >= FEWEST and (em := _size_by_width([run])) is not None
    ]
    factor = median(factors) if factors else 1.0
    return [_sized(g, g.size * factor) if g.angle == 0 else g for g in glyphs]


def even_type(sheets: Iterable[Sheet]) -> None:
    """Give the lines of scanned pages the few type sizes that the document has."""
    scanned = [sheet for sheet in sheets if sheet.scanned]
    rest = [pair for sheet in scanned for pair in _estimates(sheet)]
    while rest:
        centre = _commonest(rest)
        for line, size in rest:
            if abs(log(size / centre)) <= ALIKE:
                _resize(line, centre)
        rest = [(line, size) for line, size in rest if abs(log(size / centre)) > ALIKE]
    for sheet in scanned:
        _join_rests(sheet.lines)


def _join_rests(lines: Sequence[Line]) -> None:
    """Give a last line of a few letters, none of them tall, the size of the line above it."""
    for at, line in enumerate(lines):
        if line.letters >= FEWEST:
            continue
        for above in reversed(lines[:at]):
            if line.baseline - above.baseline > FOLLOWING * above.size:
                break
            under = above.x0 - above.size < line.x0 and line.x1 < above.x1 + above.size
            if under and abs(log(above.size / line.size)) < UNSURE:
                _resize(line, above.size)
                break


def _estimates(sheet: Sheet) -> list[tuple[Line, float]]:
    """Lines with their sizes: midway between the one by height and the one by width.

    Where a line is tilted or too high for its width, the width alone counts; where it has few
    letters, the height alone.
    """
    fewest = 2 if sheet.skew else FEWEST
    widths = [
        _size_by_width([word.glyphs for word in line.words]) if line.letters >= fewest else None
        for line in sheet.lines
    ]
    pairs = list(zip(sheet.lines, widths, strict=True))
    usual = median([line.size / width for line, width in pairs if width] or [1.0])
    limit = 0.0 if sheet.skew else TALLER * usual
    estimates = []
    for line, width in pairs:
        size = line.size
        if width is not None:
            width /= BOLD_WIDER if line.font == BOLD_SCAN else 1
            size = width * usual if size / width > limit else sqrt(size * width * usual)
        estimates.append((line, size))
    return estimates


def _commonest(sizes: Sequence[tuple[Line, float]]) -> float:
    """The weighted mean around the size that has most letters within reach."""
    counts: Counter[int] = Counter()
    for line, size in sizes:
        counts[round(log(size) / STEP)] += line.letters if line.letters >= MEANING else 1
    near = range(-2, 3)
    best = max(sorted(counts), key=lambda at: sum(counts[at + step] for step in near))
    letters = {best + step: counts[best + step] for step in near}
    return exp(sum(at * n for at, n in letters.items()) / sum(letters.values()) * STEP)


def _resize(line: Line, size: float) -> None:
    """Set a line in another size, its raised figures in proportion."""
    factor = size / line.size
    for word in line.words:
        word.glyphs = [_sized(g, g.size * factor) for g in word.glyphs]
    line.size = size
    line.top, line.bottom = line.baseline - ASCENT * size, line.baseline + DESCENT * size


def _sized(glyph: Glyph, size: float) -> Glyph:
    return replace(
        glyph,
        size=size,
        top=glyph.baseline - ASCENT * size,
        bottom=glyph.baseline + DESCENT * size,
    )


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Words, by and large: neighbours in the order drawn, of one size on one baseline."""
    runs = []
    for (_, _, space), group in groupby(
        glyphs, key=lambda g: (g.size, g.baseline, g.text.isspace())
    ):
        if not space:
            runs.append(list(group))
    return runs


def _size_by_width(words: Iterable[Sequence[Glyph]]) -> float | None:
    """The size at which Times would print these words as wide as they are."""
    printed = nominal = 0.0
    for glyphs in words:
        printed += max(g.x1 for g in glyphs) - min(g.x0 for g in glyphs)
        nominal += sum(_nominal_width(g.text) for g in glyphs)
    return printed / nominal if printed > 0 and nominal > 0 else None


@lru_cache(maxsize=4096)
def _nominal_width(char: str) -> float:
    """Width of a character in Times, in type sizes; half of one where Times lacks it."""
    widths = FONT_METRICS["Times-Roman"][1]
    base = unicodedata.normalize("NFKD", char)[:1]
    return widths.get(char, widths.get(base, 500)) / 1000

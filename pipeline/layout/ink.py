"""What the picture of a scanned page shows beside its letters: rules, boxes, bullets, bold type.

A text layer made by recognition holds words alone. The rules of this package also go by lines
between notes and text, by boxes, by bullets and by bold type, so these are found in the picture.
Lengths are in points unless said; ``scale`` is pixels a point.
"""

from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pipeline.config import ExtractSettings
from pipeline.layout.chunks import Sheet
from pipeline.layout.lines import Line, make_line
from pipeline.layout.page import Area
from pipeline.layout.scans import BOLD_SCAN, SCAN

if TYPE_CHECKING:
    from PIL import Image

SCALE = 3.0  # pixels a point of the pictures that are looked at
Tones = NDArray[np.float64]
DARK = 0.35  # darker than the paper by this share of white: ink
TINT = 0.02  # darker than the paper by this share of white: a tinted ground
SAME_TONE = 0.04  # share of white by which tones of one ground differ
LETTER = (2.0, 12.0)  # points that the shape of a letter is high
PRINT_LETTERS, PHOTO_LETTERS = (
    400,
    100,
)  # shapes of letters that print has at least, a photo at most
SHORTEST_RULE = 36.0  # points
THICKEST_RULE = 2.5  # points
SMOOTHED, BACKGROUND = 1.0, 6.0  # points that noise and letters take at most
SMALLEST_BOX = (60.0, 24.0)  # points, width and height
FILLED = 0.85  # of its rectangle that a box covers, at least
EVEN = 0.06  # spread of tones up to which a ground is a tint; beyond it is a picture
SOLID = 0.7  # of its rectangle that the ink of a bullet covers, at least
BULLET = (0.14, 0.6)  # type sizes that a bullet measures
BOLD = 1.3  # times the usual thickness of strokes
LARGE = 1.4  # times the usual size: strokes of larger type compare badly, and need not
FEWEST = 3  # letters whose strokes say something


def grey_picture(path: Path, number: int, turned: int, settings: ExtractSettings) -> "Image.Image":
    """One page of a file in grey, for :func:`add_ink`.

    Args:
        number: the page's, from 1.
        turned: the clockwise turn in degrees that sets its text upright.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path, password=settings.password or None) as pdf:
        image: Image.Image = pdf[number - 1].render(scale=SCALE, grayscale=True).to_pil()
    return image.convert("L").rotate(-turned, expand=True)


def judge_picture(picture: "Image.Image") -> Literal["print", "photograph", "other"]:
    """What a picture of a page holds: ``print`` is much small type on one ground.

    A ``photograph`` has neither one ground nor shapes as small as letters.
    """
    tones = np.asarray(picture, dtype=np.float64) / 255
    shades = Counter(np.round(tones[::4, ::4], 2).ravel().tolist())
    paper = shades.most_common(1)[0][0]
    ground = sum(n for shade, n in shades.items() if abs(shade - paper) <= SAME_TONE)
    labels, _ = ndimage.label(tones < paper - DARK)
    low, high = (points * SCALE for points in LETTER)
    heights = [place[0].stop - place[0].start for place in ndimage.find_objects(labels)]
    letters = sum(1 for height in heights if low < height < high)
    share = ground / sum(shades.values())
    if share > 0.5 and letters > PRINT_LETTERS:
        return "print"
    return "photograph" if share < 0.4 and letters < PHOTO_LETTERS else "other"


def add_ink(sheet: Sheet, picture: "Image.Image") -> None:
    """Give a scanned page the rules, boxes, images, bullets and bold lines that its picture shows.

    Args:
        sheet: the page with its recognised lines; changed in place.
        picture: all of the page, in grey.
    """
    if sheet.skew:
        picture = picture.rotate(sheet.skew, fillcolor=picture.getpixel((2, 2)))
    tones = np.asarray(picture, dtype=np.float64) / 255
    scale = picture.width / sheet.width
    paper = Counter(np.round(tones[::4, ::4], 2).ravel().tolist()).most_common(1)[0][0]
    ink = tones < paper - DARK
    usual = median([ln.size for ln in sheet.lines]) if sheet.lines else 10.0
    flat, upright = _rules(ink, scale), _rules(ink.T, scale)
    upright = [Area(a.top, a.x0, a.bottom, a.x1, colour=a.colour) for a in upright]
    sheet.rules = [*flat, *upright]
    boxes, images = _grounds(tones, paper, scale)
    sheet.boxes = [*boxes, *_frames(flat, upright)]
    sheet.images = images
    sheet.dots = _bullets(ink, scale, usual)
    sheet.lines = [
        _without_first(line) if _is_bullet(line, sheet.dots) else line
        for line in sheet.lines
        if len(line.words) > 1 or not _is_bullet(line, sheet.dots)
    ]
    _mark_bold(sheet.lines, paper - tones, scale)


def _rules(ink: NDArray[np.bool_], scale: float) -> list[Area]:
    """Straight runs of ink along the rows, thin ones only."""
    length = int(SHORTEST_RULE * scale)
    runs = ndimage.minimum_filter1d(ink, length, axis=1, mode="constant", cval=0)
    runs = ndimage.maximum_filter1d(runs, length, axis=1, mode="constant", cval=0)
    labels, _ = ndimage.label(runs)
    found = [_area(place, scale) for place in ndimage.find_objects(labels)]
    return [area for area in found if area.height <= THICKEST_RULE]


def _grounds(tones: Tones, paper: float, scale: float) -> tuple[list[Area], list[Area]]:
    """Tinted boxes and pictures: large places where the paper is not as light as elsewhere."""
    step = max(int(scale), 1)  # a point a pixel is enough
    smooth = ndimage.uniform_filter(tones, max(int(SMOOTHED * scale), 1))[::step, ::step]
    ground = ndimage.maximum_filter(smooth, int(BACKGROUND * scale / step))
    labels, _ = ndimage.label(ground < paper - TINT)
    boxes: list[Area] = []
    images: list[Area] = []
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        own = labels[place] == number
        area = _area(place, scale / step)
        if area.width < SMALLEST_BOX[0] or area.height < SMALLEST_BOX[1] or own.mean() < FILLED:
            continue
        shades = ground[place][own]
        shade = float(np.median(shades))
        area = Area(area.x0, area.top, area.x1, area.bottom, colour=(shade, shade, shade))
        (boxes if float(shades.std()) < EVEN else images).append(area)
    return boxes, images


def _frames(flat: list[Area], upright: list[Area]) -> list[Area]:
    """Outlined boxes: two rules of one width, joined at both ends."""
    near = 2 * THICKEST_RULE
    found = []
    for at, top in enumerate(flat):
        for low in flat[at + 1 :]:
            if abs(top.x0 - low.x0) > near or abs(top.x1 - low.x1) > near:
                continue
            sides = [
                any(
                    abs(side.x0 - x) < near and side.top < top.top + near
                    for side in upright
                    if side.bottom > low.bottom - near
                )
                for x in (top.x0, top.x1)
            ]
            if all(sides):
                found.append(Area(top.x0, top.top, top.x1, low.bottom, filled=False))
                break
    return found


def _bullets(ink: NDArray[np.bool_], scale: float, usual: float) -> list[Area]:
    """Small solid shapes as wide as they are high."""
    labels, _ = ndimage.label(ink)
    found = []
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        area = _area(place, scale)
        least, most = BULLET[0] * usual, BULLET[1] * usual
        if not (least < area.height < most and 0.7 < area.width / area.height < 1.4):
            continue
        if (labels[place] == number).mean() > SOLID:
            found.append(area)
    return found


def _is_bullet(line: Line, dots: list[Area]) -> bool:
    """Whether the first word of the line is a bullet, whatever letter it was taken for."""
    first = line.words[0]
    middle = line.baseline - 0.3 * line.size
    return len(first.glyphs) == 1 and any(
        first.x0 - 2 < (dot.x0 + dot.x1) / 2 < first.x1 + 2
        and abs((dot.top + dot.bottom) / 2 - middle) < 0.25 * line.size
        for dot in dots
    )


def _without_first(line: Line) -> Line:
    return make_line(line.page, line.words[1:])


def _mark_bold(lines: list[Line], darkness: Tones, scale: float) -> None:
    """Set the fonts of lines to one of two names, by the thickness of their strokes."""
    strokes = [_stroke(line, darkness, scale) / line.size for line in lines]
    known = [s for line, s in zip(lines, strokes, strict=True) for _ in range(line.letters) if s]
    usual = median(known) if known else 1.0
    body = median([line.size for line in lines] or [1.0])
    for line, stroke in zip(lines, strokes, strict=True):
        bold = stroke > BOLD * usual and line.size < LARGE * body
        line.font = BOLD_SCAN if bold else SCAN
        line.fonts = frozenset({line.font})
        for word in line.words:
            for glyph in word.glyphs:
                glyph.font = line.font


def _stroke(line: Line, darkness: Tones, scale: float) -> float:
    """Mean thickness in points of what the rows of pixels through the line cross; 0 if unknown."""
    if line.letters < FEWEST:
        return 0.0
    total = crossed = 0.0
    for word in line.words:
        rows = slice(int((line.baseline - 0.65 * line.size) * scale), int(line.baseline * scale))
        part = darkness[rows, int(word.x0 * scale) : int(word.x1 * scale) + 1]
        if part.size == 0 or part.mean() > 0.5 * part.max():  # light type on a dark ground
            continue
        dark = part > DARK
        total += float(part.clip(0, None).sum())
        crossed += int((dark[:, 1:] & ~dark[:, :-1]).sum() + dark[:, 0].sum())
    return total / crossed / scale if crossed else 0.0


def _area(place: tuple[slice, ...], scale: float) -> Area:
    rows, columns = place
    return Area(
        columns.start / scale,
        rows.start / scale,
        columns.stop / scale,
        rows.stop / scale,
        colour=(0.0, 0.0, 0.0),
    )

"""The surface that pdfminer's interpreter draws a page on: it keeps glyphs, rulings and boxes.

pdfminer builds an object of twenty attributes for each character and knows nothing of clipping,
of hidden text or of what covers what. Reading order needs fewer attributes and all of the latter,
so the page is drawn on this device instead; the fonts and the operators remain pdfminer's.
Operator names refer to ISO 32000-1, annex A.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import Any

from pdfminer.encodingdb import name2unicode
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt

from pipeline.layout.page import Area, Glyph

UNMAPPED = "\N{REPLACEMENT CHARACTER}"
INVISIBLE_MODES = (3, 7)  # Tr: neither filled nor stroked
RULE_THICKNESS = 2.5  # points; a thinner rectangle is a line
DOT_SIZE = 9.0  # points; a larger shape is no bullet
EVERYTHING = (-1e9, -1e9, 1e9, 1e9)
Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[float, float, float, float]


class TooManyGlyphs(Exception):
    """The page draws more characters than the limit allows."""


class Fonts(PDFResourceManager):
    """pdfminer's cache of fonts, without its guesses.

    Where an encoding names a glyph that no list knows (``/g17``), pdfminer keeps the letter that
    the code has in the standard encoding; the text then looks right and is not.
    """

    @property
    def count(self) -> int:
        """Fonts that are kept."""
        return len(self._cached_fonts)

    def get_font(self, objid: object, spec: Any) -> Any:
        """The font; codes that it renames to something unknown stand for nothing."""
        known = objid in self._cached_fonts
        font = super().get_font(objid, spec)
        encoding = resolve1(spec.get("Encoding"))
        if not known and isinstance(encoding, dict) and hasattr(font, "cid2unicode"):
            for code in _unknown_codes(resolve1(encoding.get("Differences")) or []):
                font.cid2unicode.pop(code, None)
        return font


class Canvas(PDFTextDevice):
    """Collects what one page draws. Coordinates have their origin at the page's top left.

    Args:
        height: of the page as displayed, in points.
        limit: characters after which drawing stops with :class:`TooManyGlyphs`.
    """

    def __init__(self, height: float, limit: int) -> None:
        super().__init__(PDFResourceManager())
        self.height = height
        self.ctm: Matrix = (1, 0, 0, 1, 0, 0)
        self.limit = limit
        self.glyphs: list[Glyph] = []
        self.areas: list[Area] = []
        self.images: list[Area] = []
        self.dots: list[Area] = []
        self.clip: Bounds = EVERYTHING
        self.opaque = True
        self._clips: list[tuple[Bounds, bool]] = []
        self.order = 0
        self._invisible = False
        self._colour = (0.0, 0.0, 0.0)
        self._names: dict[Any, str] = {}

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Remember the rendering mode, then draw the characters."""
        self._invisible = textstate.render in INVISIBLE_MODES
        self._colour = to_rgb(graphicstate.ncolor)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep one character; return how far it moves the pen, in text space."""
        advance: float = font.char_width(cid) * fontsize * scaling
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNMAPPED
        if isinstance(text, str) and any(char < " " and char not in "\t\n\r" for char in text):
            text = UNMAPPED  # a code that no table names, passed on as it is
        size = abs(fontsize) * hypot(matrix[2], matrix[3])
        if size > 0 and isinstance(text, str):
            if font.is_vertical():
                box = corners(matrix, -fontsize / 2, advance, fontsize / 2, 0.0)
            else:
                low = font.get_descent() * fontsize + rise
                box = corners(matrix, 0.0, low, advance, low + fontsize)
            self._keep_glyph(text, box, matrix[5] + rise * matrix[3], size, font, matrix)
        return advance

    def _keep_glyph(
        self, text: str, box: Bounds, baseline: float, size: float, font: Any, matrix: Matrix
    ) -> None:
        if len(self.glyphs) >= self.limit:
            raise TooManyGlyphs
        self.order += 1
        x0, y0, x1, y1 = box
        a, b = matrix[:2]
        self.glyphs.append(
            Glyph(
                text,
                x0,
                self.height - y1,
                x1,
                self.height - y0,
                self.height - baseline,
                size,
                self._font_name(font),
                self._colour,
                round(degrees(atan2(b, a))) % 360 if b else (0 if a >= 0 else 180),
                self.order,
                self._invisible or not self._inside((x0 + x1) / 2, (y0 + y1) / 2),
            )
        )

    def paint_path(
        self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Keep the rectangles and straight lines of a path, cut to what the clip shows."""
        colour = to_rgb(gstate.ncolor if fill else gstate.scolor)
        for points in _subpaths(path):
            self.keep_shape(points, filled=fill, colour=colour)

    def keep_shape(
        self,
        points: Sequence[tuple[float, float]],
        *,
        filled: bool,
        colour: tuple[float, float, float],
    ) -> None:
        """Keep one outline if it is a ruling, a box or a dot; ``points`` as the path gives them."""
        bounds = self._clipped(_bounds([apply_matrix_pt(self.ctm, p) for p in points]))
        if bounds is None:
            return
        thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= RULE_THICKNESS
        small = max(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= DOT_SIZE
        if small and not thin:
            self._keep(self.dots, bounds, filled=filled, colour=colour)
        elif thin or _is_box(points):
            self._keep(self.areas, bounds, filled=filled, colour=colour)

    def render_image(self, name: str, stream: Any) -> None:
        """Keep where an image lies; its pixels are never decoded."""
        corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
        bounds = self._clipped(_bounds([apply_matrix_pt(self.ctm, p) for p in corners]))
        if bounds is not None:
            self._keep(self.images, bounds, filled=True, colour=None)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Enter a form: its clip ends with it."""
        self.save()

    def end_figure(self, name: str) -> None:
        """Leave a form."""
        self.restore()

    def save(self) -> None:
        """The ``q`` operator, as far as clip and opacity go."""
        self._clips.append((self.clip, self.opaque))

    def restore(self) -> None:
        """The ``Q`` operator; one too many is ignored, as viewers do."""
        if self._clips:
            self.clip, self.opaque = self._clips.pop()

    def narrow(self, points: Sequence[tuple[float, float]]) -> None:
        """The ``W`` operator: show only what lies within the path's bounds as well."""
        if points:
            x0, y0, x1, y1 = _bounds([apply_matrix_pt(self.ctm, p) for p in points])
            cx0, cy0, cx1, cy1 = self.clip
            self.clip = (max(x0, cx0), max(y0, cy0), min(x1, cx1), min(y1, cy1))

    def _inside(self, x: float, y: float) -> bool:
        x0, y0, x1, y1 = self.clip
        return x0 - 2 <= x <= x1 + 2 and y0 - 2 <= y <= y1 + 2

    def _clipped(self, bounds: Bounds) -> Bounds | None:
        x0, y0 = max(bounds[0], self.clip[0]), max(bounds[1], self.clip[1])
        x1, y1 = min(bounds[2], self.clip[2]), min(bounds[3], self.clip[3])
        return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None

    def _keep(
        self,
        kept: list[Area],
        bounds: Bounds,
        *,
        filled: bool,
        colour: tuple[float, float, float] | None,
    ) -> None:
        self.order += 1
        x0, y0, x1, y1 = bounds
        solid = filled and self.opaque
        kept.append(Area(x0, self.height - y1, x1, self.height - y0, self.order, solid, colour))

    def _font_name(self, font: Any) -> str:
        name = self._names.get(font)
        if name is None:
            raw = font.fontname
            name = raw.decode("latin-1") if isinstance(raw, bytes) else str(raw)
            name = name[7:] if name[6:7] == "+" else name
            self._names[font] = name
        return name


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, telling the canvas about clipping and opacity as well."""

    device: Canvas

    def dup(self) -> "Interpreter":
        """A fresh interpreter on the same canvas, for forms."""
        return type(self)(self.rsrcmgr, self.device)

    def do_q(self) -> None:
        """Save the graphics state."""
        super().do_q()
        self.device.save()

    def do_Q(self) -> None:  # noqa: N802 - the operator's name
        """Restore the graphics state."""
        if self.gstack:
            self.device.restore()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802
        """Clip to the current path."""
        self.device.narrow([p for points in _subpaths(self.curpath) for p in points])

    def do_W_a(self) -> None:  # noqa: N802
        """Clip to the current path, even-odd rule."""
        self.do_W()

    def do_gs(self, name: Any) -> None:
        """Take the fill opacity and blend mode from the named graphics state."""
        states = resolve1(self.resources.get("ExtGState")) or {}
        state = resolve1(states.get(getattr(name, "name", name))) if states else None
        if isinstance(state, dict):
            blend = getattr(resolve1(state.get("BM")), "name", "Normal")
            opacity = resolve1(state.get("ca", 1))
            if "ca" in state or "BM" in state:
                self.device.opaque = opacity == 1 and blend in ("Normal", "Compatible")


def _unknown_codes(differences: Sequence[Any]) -> list[int]:
    """Codes of an encoding's differences whose glyph names have no Unicode value."""
    found, code = [], 0
    for item in map(resolve1, differences):
        if isinstance(item, int):
            code = item
        elif isinstance(item, PSLiteral):
            try:
                name2unicode(str(item.name))
            except (KeyError, ValueError):
                found.append(code)
            code += 1
    return found


def page_matrix(source: PDFPage) -> Matrix:
    """From user space to the page as displayed: its media box, turned, origin at the low left."""
    x0, y0, x1, y1 = source.mediabox
    turns: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return turns.get(source.rotate, (1, 0, 0, 1, -x0, -y0))


def to_rgb(colour: Any) -> tuple[float, float, float]:
    """Any of pdfminer's colours as red, green, blue from 0 to 1; patterns count as black."""
    if isinstance(colour, int | float):
        colour = (colour,)
    if not isinstance(colour, tuple) or not all(isinstance(v, int | float) for v in colour):
        return (0.0, 0.0, 0.0)
    if len(colour) == 1:
        return (colour[0],) * 3
    if len(colour) == 4:  # ISO 32000-1, 10.3.5: CMYK to RGB
        c, m, y, k = colour
        return (1 - min(1, c + k), 1 - min(1, m + k), 1 - min(1, y + k))
    return colour if len(colour) == 3 else (0.0, 0.0, 0.0)


def corners(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Bounds:
    """The bounds of a rectangle once the matrix has been applied to it."""
    a, b, c, d, e, f = matrix
    if b == 0 and c == 0:
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return (
            (left, low, right, high)
            if left <= right and low <= high
            else (min(left, right), min(low, high), max(left, right), max(low, high))
        )
    return _bounds([apply_matrix_pt(matrix, p) for p in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])


def _bounds(points: Sequence[tuple[float, float]]) -> Bounds:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _subpaths(path: Sequence[Any]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    for segment in path:
        numbers = [value for value in segment[1:] if isinstance(value, int | float)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if segment[0] == "m" or not found:
            found.append([])
        found[-1].extend(points)
    return [points for points in found if points]


def _is_box(points: Sequence[tuple[float, float]]) -> bool:
    """Whether each corner of the outline's bounds has a straight side or an arc near it."""
    x0, y0, x1, y1 = _bounds(points)
    return (
        len(points) >= 4
        and all(
            any(
                abs(x - corner_x) < 0.15 * (x1 - x0 + 1)
                and abs(y - corner_y) < 0.15 * (y1 - y0 + 1)
                for x, y in points
            )
            for corner_x in (x0, x1)
            for corner_y in (y0, y1)
        )
        and all(
            min(abs(x - x0), abs(x - x1)) < 0.15 * (x1 - x0 + 1)
            or min(abs(y - y0), abs(y - y1)) < 0.15 * (y1 - y0 + 1)
            for pair in pairwise(points)
            for x, y in pair
        )
    )

"""Glyphs, rulings and boxes of a page read by PDFium, as :mod:`pipeline.layout.canvas` reads them.

PDFium parses pages in compiled code and is asked for each character what reading order needs.
What the document is made of (page tree, boxes, limits, metadata) is still read by pdfminer, so
that both readers refuse the same files. PDFium makes up spaces and line ends, which are left
out, and takes hyphens at line ends for its own, which are put back.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import mult_matrix

from pipeline.layout.canvas import (
    EVERYTHING,
    INVISIBLE_MODES,
    UNMAPPED,
    Bounds,
    Canvas,
    Matrix,
    TooManyGlyphs,
    corners,
    page_matrix,
)
from pipeline.layout.page import Glyph

DEEPEST_FORM = 12  # forms within forms, in case they hold one another
HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
BLACK = (0.0, 0.0, 0.0)
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class _Run:
    """What the characters of one text object share; ``form`` places the form it is in."""

    order: int
    size: float
    font: str
    descent: float
    font_handle: Any
    font_key: int
    colour: tuple[float, float, float]
    invisible: bool
    clip: Bounds
    matrix: Matrix = IDENTITY
    drawn: float = 0.0
    angle: int = 0


@dataclass(slots=True)
class _Char:
    """A character of the text object at ``address``, with the sides of PDFium's box."""

    address: int
    text: str
    x: float
    y: float
    left: float
    right: float


class PdfiumPages:
    """An open PDF, drawn page by page.

    Args:
        path: the file.
        password: opens an encrypted file; empty for none.
    """

    def __init__(self, path: Path, password: str) -> None:
        self._pdf = pypdfium2.PdfDocument(path, password=password or None)

    def close(self) -> None:
        """Close the file."""
        self._pdf.close()

    def draw(self, source: PDFPage, index: int, canvas: Canvas) -> None:
        """Put what a page draws on the canvas.

        Args:
            source: the same page as pdfminer sees it, for its boxes and its turn.
            index: number of the page, from 0.
            canvas: empty; its limit of characters holds.

        Raises:
            ValueError: PDFium does not find the page.
            TooManyGlyphs: the page draws more characters than the canvas takes.
        """
        page = pdfium.FPDF_LoadPage(self._pdf, index)
        if not page:
            raise ValueError(f"no page {index + 1}")
        try:
            _Drawing(canvas, page_matrix(source)).draw(page)
        finally:
            pdfium.FPDF_ClosePage(page)


class _Drawing:
    """One page on its way to the canvas; ``base`` turns user space into the page as displayed."""

    def __init__(self, canvas: Canvas, base: Matrix) -> None:
        self._canvas = canvas
        self._base = base
        self._fonts: dict[int, tuple[str, float]] = {}
        self._widths: dict[tuple[int, str], float] = {}
        self._runs: dict[int, _Run] = {}
        self._order = 0

    def draw(self, page: Any) -> None:
        count = pdfium.FPDFPage_CountObjects(page)
        objects = (pdfium.FPDFPage_GetObject(page, at) for at in range(count))
        self._objects(objects, self._base, EVERYTHING, 0)
        text = pdfium.FPDFText_LoadPage(page)
        if text:
            try:
                self._characters(text)
            finally:
                pdfium.FPDFText_ClosePage(text)

    def _objects(self, objects: Iterator[Any], ctm: Matrix, clip: Bounds, depth: int) -> None:
        for item in objects:
            self._order += 1
            kind = pdfium.FPDFPageObj_GetType(item)
            shown = _narrowed(clip, _clip_of(item, ctm))
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._runs[_address(item)] = self._run(item, shown)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, mult_matrix(_matrix_of(item), ctm), shown)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                opaque = _colour(pdfium.FPDFPageObj_GetFillColor, item)[1]
                self._prepare(mult_matrix(_matrix_of(item), ctm), shown, opaque=opaque)
                self._canvas.render_image("", None)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                count = pdfium.FPDFFormObj_CountObjects(item)
                inner = (pdfium.FPDFFormObj_GetObject(item, at) for at in range(count))
                self._objects(inner, mult_matrix(_matrix_of(item), ctm), shown, depth + 1)

    def _prepare(self, ctm: Matrix, clip: Bounds, *, opaque: bool) -> None:
        self._canvas.ctm, self._canvas.clip, self._canvas.opaque = ctm, clip, opaque
        self._canvas.order = self._order - 1

    def _path(self, item: Any, ctm: Matrix, clip: Bounds) -> None:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
        filled = mode.value != pdfium.FPDF_FILLMODE_NONE
        if not filled and not stroked.value:
            return
        source = pdfium.FPDFPageObj_GetFillColor if filled else pdfium.FPDFPageObj_GetStrokeColor
        colour = _colour(source, item)[0]
        self._prepare(ctm, clip, opaque=not pdfium.FPDFPageObj_HasTransparency(item))
        for points in _subpaths(item):
            self._canvas.keep_shape(points, filled=filled, colour=colour)

    def _run(self, item: Any, clip: Bounds) -> _Run:
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        font = pdfium.FPDFTextObj_GetFont(item)
        key = _address(font) if font else 0
        name, descent = self._font(font, key)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        colour = _colour(pdfium.FPDFPageObj_GetFillColor, item)[0]
        invisible = mode in INVISIBLE_MODES
        return _Run(self._order, size.value, name, descent, font, key, colour, invisible, clip)

    def _font(self, font: Any, key: int) -> tuple[str, float]:
        """Name without its subset tag, and descent in type sizes."""
        if key not in self._fonts:
            descent = ctypes.c_float()
            length = pdfium.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
            buffer = ctypes.create_string_buffer(max(length, 1))
            if font:
                pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
                pdfium.FPDFFont_GetDescent(font, 1000.0, descent)
            name = buffer.value.decode("latin-1")
            self._fonts[key] = (name[7:] if name[6:7] == "+" else name, descent.value / 1000)
        return self._fonts[key]

    def _characters(self, text: Any) -> None:
        run: _Run | None = None
        char: _Char | None = None
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
        for at in range(pdfium.FPDFText_CountChars(text)):
            if pdfium.FPDFText_IsGenerated(text, at) == 1:
                continue
            handle = pdfium.FPDFText_GetTextObject(text, at)
            if not handle:
                continue
            address = ctypes.addressof(handle.contents)
            if char is None or address != char.address:
                if run is not None and char is not None:
                    self._keep(run, char, None)
                run, char = self._opened(address, text, at), None
            if run is None:
                continue
            pdfium.FPDFText_GetCharOrigin(text, at, at_x, at_y)
            if char is not None:
                if char.x == x.value and char.y == y.value:  # a further letter of a ligature
                    char.text += _letter(text, at)
                    continue
                self._keep(run, char, x.value)
            pdfium.FPDFText_GetLooseCharBox(text, at, at_box)
            char = _Char(address, _letter(text, at), x.value, y.value, box.left, box.right)
        if run is not None and char is not None:
            self._keep(run, char, None)

    def _opened(self, address: int, text: Any, at: int) -> _Run | None:
        """The text object with its matrix, which only its characters know."""
        run = self._runs.get(address)
        if run is not None and not run.drawn:
            found = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(text, at, found)
            matrix = (found.a, found.b, found.c, found.d, 0.0, 0.0)
            run.matrix = matrix
            a, b, c, d, _, _ = mult_matrix(matrix, (*self._base[:4], 0.0, 0.0))
            run.drawn = abs(run.size) * hypot(c, d)
            run.angle = round(degrees(atan2(b, a))) % 360 if b else (0 if a >= 0 else 180)
        return run if run is not None and run.drawn else None

    def _keep(self, run: _Run, char: _Char, following: float | None) -> None:
        """Put one character on the canvas; ``following`` is where the next of its run begins."""
        canvas = self._canvas
        if len(canvas.glyphs) >= canvas.limit:
            raise TooManyGlyphs
        total = mult_matrix((*run.matrix[:4], char.x, char.y), self._base)
        low = run.descent * run.size
        advance = self._advance(run, char, following)
        x0, y0, x1, y1 = corners(total, 0.0, low, advance, low + run.size)
        left, bottom, right, top = run.clip
        high, x, y = canvas.height, (x0 + x1) / 2, (y0 + y1) / 2
        inside = left - 2 <= x <= right + 2 and bottom - 2 <= y <= top + 2
        canvas.glyphs.append(
            Glyph(
                char.text,
                x0,
                high - y1,
                x1,
                high - y0,
                high - total[5],
                run.drawn,
                run.font,
                run.colour,
                run.angle,
                run.order,
                run.invisible or not inside,
            )
        )

    def _advance(self, run: _Run, char: _Char, following: float | None) -> float:
        """Width of a character in text space.

        PDFium's box ends where the pen goes or where the ink ends, whichever is further; the next
        character tells which. Written sideways, the box says nothing.
        """
        scale = run.matrix[0]
        if abs(scale) <= 1e-3 * abs(run.matrix[1]):
            return self._width(run, char) or 0.5 * run.size
        wide = (char.right if scale > 0 else char.left) - char.x
        step = 0.0 if following is None else (following - char.x) / scale
        step = step if step > 0 else self._width(run, char)
        return min(wide / scale, step) if step > 0 else wide / scale

    def _width(self, run: _Run, char: _Char) -> float:
        """Width by the font's table, by Unicode value; 0 where that does not lead there."""
        if len(char.text) > 1:
            return 0.0
        key = (run.font_key, char.text)
        if key not in self._widths:
            width = ctypes.c_float()
            pdfium.FPDFFont_GetGlyphWidth(run.font_handle, ord(char.text), 1000.0, width)
            self._widths[key] = width.value / 1000
        return self._widths[key] * run.size


def _letter(text: Any, at: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, at)
    if code < 0x20 or pdfium.FPDFText_HasUnicodeMapError(text, at) == 1:
        if code == ord(HYPHEN) and pdfium.FPDFText_IsHyphen(text, at) == 1:
            return "-"
        return chr(code) if code in (9, 10, 13) else UNMAPPED
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else UNMAPPED


def _address(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents)


def _matrix_of(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _colour(read: Any, item: Any) -> tuple[tuple[float, float, float], bool]:
    """Red, green and blue from 0 to 1, and whether it is opaque."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not read(item, *parts):
        return BLACK, True
    red, green, blue, alpha = (part.value for part in parts)
    return (red / 255, green / 255, blue / 255), alpha == 255


def _subpaths(item: Any) -> list[list[tuple[float, float]]]:
    count = pdfium.FPDFPath_CountSegments(item)
    return _points(pdfium.FPDFPath_GetPathSegment(item, at) for at in range(count))


def _points(segments: Iterator[Any]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for segment in segments:
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if not found or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            found.append([])
        found[-1].append((x.value, y.value))
    return found


def _clip_of(item: Any, ctm: Matrix) -> Bounds | None:
    """The bounds of what an object's clip shows, in the page as displayed."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    shown: Bounds | None = None
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(path, number)
        points = [
            point
            for part in _points(
                pdfium.FPDFClipPath_GetPathSegment(path, number, at) for at in range(count)
            )
            for point in part
        ]
        if points:
            shown = _narrowed(shown or EVERYTHING, _spread(points, ctm))
    return shown


def _spread(points: Sequence[tuple[float, float]], ctm: Matrix) -> Bounds:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return corners(ctm, min(xs), min(ys), max(xs), max(ys))


def _narrowed(bounds: Bounds, other: Bounds | None) -> Bounds:
    if other is None:
        return bounds
    return (
        max(bounds[0], other[0]),
        max(bounds[1], other[1]),
        min(bounds[2], other[2]),
        min(bounds[3], other[3]),
    )

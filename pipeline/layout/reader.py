"""PDF files to pages of glyphs, one page in memory at a time.

The structure of a file and its metadata are read by pdfplumber (pdfminer); what its pages draw,
by pdfminer or by PDFium, as ``extract.reader`` says. Everything that can be wrong with a file
becomes a :class:`~pipeline.errors.RejectedDocument`, see :mod:`pipeline.layout.reader_checks`.
"""

import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.utils import apply_matrix_rect
from pdfplumber.pdf import PDF

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument
from pipeline.layout.canvas import Bounds, Canvas, Fonts, Interpreter, TooManyGlyphs, page_matrix
from pipeline.layout.page import Area, Glyph, Page
from pipeline.layout.reader_checks import FAULTS, check_file, check_streams, faults, refusal

if TYPE_CHECKING:
    from PIL import Image

CACHE_PAGES = 20  # pages after which parsed objects are forgotten, so that memory stays flat
CACHE_FONTS = 60  # fonts after which they are forgotten as well

for _name in ("pdfminer", "pdfplumber"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class Painter(Protocol):
    """What draws pages on a canvas: one of the two readers."""

    def draw(self, source: PDFPage, index: int, canvas: Canvas) -> None:
        """Draw the page with this index, from 0, which pdfminer sees as ``source``."""

    def close(self) -> None:
        """Close what the painter opened itself."""


class PdfminerPages:
    """Draws pages with pdfminer's interpreter."""

    def __init__(self) -> None:
        self._fonts = Fonts()

    def draw(self, source: PDFPage, index: int, canvas: Canvas) -> None:
        """Draw the page; ``index`` is not needed."""
        if self._fonts.count > CACHE_FONTS:
            self._fonts = Fonts()
        Interpreter(self._fonts, canvas).process_page(source)

    def close(self) -> None:
        """Nothing was opened."""


class PdfFile:
    """An open PDF: its metadata and its pages, read one after the other.

    Attributes:
        info: the document information dictionary, values as text.
        xmp: the XMP packet, or None.
    """

    def __init__(self, pdf: PDF, painter: Painter, path: Path, settings: ExtractSettings) -> None:
        self._pdf = pdf
        self._painter = painter
        self._path = path
        self._settings = settings
        self.info = {str(k): v for k, v in pdf.metadata.items() if isinstance(v, str)}
        self.xmp = self._read_xmp()

    @property
    def promised(self) -> int | None:
        """How many pages the file says that it has; null where it does not say."""
        tree = resolve1(self._pdf.doc.catalog.get("Pages"))
        count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
        return count if isinstance(count, int) else None

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """Pages in order, numbered from 1; nothing of a page is kept after the next is asked for.

        Args:
            first: number of the first page to read.
            last: number of the last one; the rest of the file when None.

        Raises:
            RejectedDocument: damaged content, or a limit exceeded.
        """
        total, number = 0, first - 1
        with faults(self._path):
            sources = islice(PDFPage.create_pages(self._pdf.doc), first - 1, last)
            for number, source in enumerate(sources, first):
                if number > self._settings.max_pages:
                    raise RejectedDocument(
                        f"more than {self._settings.max_pages} pages",
                        code="too-many-pages",
                        path=self._path,
                        remedy="raise extract.max_pages, or split the file",
                    )
                self._check_content(source, number)
                page = self._draw(source, number, total)
                total += page.drawn
                yield page
                if number % CACHE_PAGES == 0:
                    self._pdf.doc._cached_objs.clear()
            if last is None:
                self._check_count(number)

    def _check_count(self, found: int) -> None:
        """Refuse a file whose page tree promises pages that cannot be found."""
        promised = self.promised
        if promised is not None and promised > found:
            raise RejectedDocument(
                f"has {promised} pages of which {found} can be found",
                code="damaged",
                path=self._path,
                remedy="fetch the file again, or save it anew from a PDF viewer",
            )

    def _draw(self, source: PDFPage, number: int, total: int) -> Page:
        x0, y0, x1, y1 = source.mediabox
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if source.rotate % 180:
            wide, high = high, wide
        limit = min(self._settings.max_page_glyphs, self._settings.max_glyphs - total)
        canvas = Canvas(high, limit)
        try:
            self._painter.draw(source, number - 1, canvas)
        except TooManyGlyphs:
            raise too_many_glyphs(self._path, number, limit) from None
        page = _crop(canvas, source, number, wide, high)
        return _turn_upright(page)

    def _check_content(self, source: PDFPage, number: int) -> None:
        """Refuse content that is missing, damaged or grows beyond the limit when unpacked."""
        if not source.contents and isinstance(source.attrs.get("Contents"), PDFObjRef):
            raise self._damaged(number)
        grown = 0
        for reference in source.contents:
            stream = resolve1(reference)
            if not isinstance(stream, PDFStream):
                raise self._damaged(number)
            grown += self._unpacked_size(stream, number)
        if grown > self._settings.max_page_bytes:
            raise RejectedDocument(
                f"page {number} unpacks to more than {self._settings.max_page_bytes} bytes",
                code="too-large",
                path=self._path,
                remedy="raise extract.max_page_bytes if it is genuine",
            )

    def _unpacked_size(self, stream: PDFStream, number: int) -> int:
        raw = stream.rawdata
        filters = [getattr(name, "name", "") for name, _ in stream.get_filters()]
        if raw is None or stream.decipher or filters[:1] not in (["FlateDecode"], ["Fl"]):
            return len(stream.data or raw or b"")
        unpacker = zlib.decompressobj()
        try:
            size = len(unpacker.decompress(raw, self._settings.max_page_bytes + 1))
        except zlib.error:
            raise self._damaged(number) from None
        if not unpacker.eof and size <= self._settings.max_page_bytes:
            raise self._damaged(number)
        return size

    def _damaged(self, number: int) -> RejectedDocument:
        return RejectedDocument(
            f"the content of page {number} is damaged or missing",
            code="damaged",
            path=self._path,
            remedy="fetch the file again, or save it anew from a PDF viewer",
        )

    def _read_xmp(self) -> bytes | None:
        try:
            stream = resolve1(self._pdf.doc.catalog.get("Metadata"))
            return stream.get_data() if isinstance(stream, PDFStream) else None
        except FAULTS:
            return None  # broken metadata does not make the text unreadable


@contextmanager
def open_pdf(path: Path, settings: ExtractSettings) -> Iterator[PdfFile]:
    """Open a PDF for reading and close it again.

    Raises:
        RejectedDocument: code ``unreadable``, ``empty``, ``not-a-pdf``, ``truncated``,
            ``encrypted`` or ``damaged``.
    """
    check_file(path, settings)
    check_streams(path, settings)
    try:
        pdf = pdfplumber.open(path, password=settings.password)
    except FAULTS as error:
        raise refusal(error, path) from error
    try:
        with faults(path):
            painter = _painter(path, settings)
        try:
            with faults(path):
                file = PdfFile(pdf, painter, path, settings)
            yield file
        finally:
            painter.close()
    finally:
        pdf.stream.close()


def too_many_glyphs(path: Path, number: int, limit: int) -> RejectedDocument:
    """The rejection of a file whose page ``number`` draws more characters than are left."""
    return RejectedDocument(
        f"page {number} draws more than {limit} characters",
        code="too-many-glyphs",
        path=path,
        remedy="raise extract.max_page_glyphs and extract.max_glyphs if it is genuine",
    )


def _painter(path: Path, settings: ExtractSettings) -> Painter:
    if settings.reader == "pypdfium2":
        from pipeline.layout.reader_pdfium import PdfiumPages

        return PdfiumPages(path, settings.password)
    return PdfminerPages()


def _crop(canvas: Canvas, source: PDFPage, number: int, wide: float, high: float) -> Page:
    """Keep what lies in the crop box and move the origin to its top left."""
    left, low, right, up = apply_matrix_rect(page_matrix(source), source.cropbox)
    left, right = max(min(left, right), 0.0), min(max(left, right), wide)
    top, bottom = max(high - max(low, up), 0.0), min(high - min(low, up), high)
    if right - left < 1 or bottom - top < 1:  # no sensible crop box: show all of the page
        left, top, right, bottom = 0.0, 0.0, wide, high
    frame = Area(left, top, right, bottom)
    glyphs = [
        glyph
        for glyph in canvas.glyphs
        if frame.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
    ]
    page = Page(number, right - left, bottom - top, glyphs, drawn=len(canvas.glyphs))
    moved = [_moved(area, left, top) for area in canvas.areas]
    page.rules = [area for area in moved if min(area.width, area.height) <= 2.5]
    page.boxes = [area for area in moved if min(area.width, area.height) > 2.5]
    page.dots = [_moved(area, left, top) for area in canvas.dots]
    page.images = [_moved(area, left, top) for area in canvas.images]
    if left or top:
        for glyph in glyphs:
            glyph.x0 -= left
            glyph.x1 -= left
            glyph.top -= top
            glyph.bottom -= top
            glyph.baseline -= top
    return page


def _moved(area: Area, left: float, top: float) -> Area:
    return Area(
        area.x0 - left,
        area.top - top,
        area.x1 - left,
        area.bottom - top,
        area.order,
        area.filled,
        area.colour,
    )


def _turn_upright(page: Page) -> Page:
    """Turn a page most of whose text runs sideways or upside down, as a reader would."""
    angles = Counter(g.angle for g in page.glyphs if not g.text.isspace())
    angle = max(angles, key=lambda a: (angles[a], -a), default=0)
    if angle not in (90, 180, 270) or angles[angle] * 2 <= sum(angles.values()):
        return page
    wide, high = page.width, page.height

    def turned(x0: float, top: float, x1: float, bottom: float) -> Bounds:
        if angle == 90:
            return high - bottom, x0, high - top, x1
        if angle == 270:
            return top, wide - x1, bottom, wide - x0
        return wide - x1, high - bottom, wide - x0, high - top

    for glyph in page.glyphs:
        _turn_glyph(glyph, angle, turned(glyph.x0, glyph.top, glyph.x1, glyph.bottom))
    for name in ("rules", "boxes", "images", "dots"):
        areas = [
            Area(*turned(a.x0, a.top, a.x1, a.bottom), a.order, a.filled, a.colour)
            for a in getattr(page, name)
        ]
        setattr(page, name, areas)
    page.turned = angle
    page.width, page.height = (wide, high) if angle == 180 else (high, wide)
    return page


def _turn_glyph(glyph: Glyph, angle: int, box: Bounds) -> None:
    # The descent below the baseline is unknown once boxes are turned: a fifth of the size is
    # close for text faces, and only differences between baselines matter.
    glyph.x0, glyph.top, glyph.x1, glyph.bottom = box
    glyph.baseline = glyph.bottom - 0.2 * glyph.size
    glyph.angle = (glyph.angle - angle) % 360


def page_image(
    path: Path, number: int, dots_per_point: float, settings: ExtractSettings
) -> "Image.Image":
    """The page as a picture, cropped and turned as :meth:`PdfFile.pages` reads it."""
    import pypdfium2

    with open_pdf(path, settings) as file:
        turned = next(page.turned for page in file.pages() if page.number == number)
    with pypdfium2.PdfDocument(path, password=settings.password or None) as pdf:
        page = pdf[number - 1]
        image: Image.Image = page.render(scale=dots_per_point).to_pil()
    return image.rotate(-turned, expand=True) if turned else image

"""PDF files to pages of glyphs, one page in memory at a time.

The only module that opens PDF files. Everything that can be wrong with a file becomes a
:class:`~pipeline.errors.RejectedDocument` with a code, so that no caller needs to know the parsers'
own errors.
"""

import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import apply_matrix_rect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument
from pipeline.layout.canvas import Bounds, Canvas, Fonts, Interpreter, TooManyGlyphs
from pipeline.layout.page import Area, Glyph, Page

if TYPE_CHECKING:
    from PIL import Image

FAULTS = (
    PdfminerException,
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    OSError,
    struct.error,
    zlib.error,
)
"""What the parsers raise on broken files (seen with mutated ones)."""
TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF")
LINEARIZED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
STREAM = re.compile(rb"\bstream\r?\n")
PIECE = 65536  # bytes of packed data looked at in one go
CACHE_PAGES = 20  # pages after which parsed objects are forgotten, so that memory stays flat

for _name in ("pdfminer", "pdfplumber"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class PdfFile:
    """An open PDF: its metadata and its pages, read one after the other.

    Attributes:
        info: the document information dictionary, values as text.
        xmp: the XMP packet, or None.
    """

    def __init__(self, pdf: PDF, path: Path, settings: ExtractSettings) -> None:
        self._pdf = pdf
        self._path = path
        self._settings = settings
        self.info = {str(k): v for k, v in pdf.metadata.items() if isinstance(v, str)}
        self.xmp = self._read_xmp()

    def pages(self) -> Iterator[Page]:
        """Pages in order, numbered from 1; nothing of a page is kept after the next is asked for.

        Raises:
            RejectedDocument: damaged content, or a limit exceeded.
        """
        resources = Fonts()
        total = number = 0
        with _faults(self._path):
            for number, source in enumerate(PDFPage.create_pages(self._pdf.doc), 1):
                if number > self._settings.max_pages:
                    raise RejectedDocument(
                        f"more than {self._settings.max_pages} pages",
                        code="too-many-pages",
                        path=self._path,
                        remedy="raise extract.max_pages, or split the file",
                    )
                self._check_content(source, number)
                page = self._draw(source, number, resources, total)
                total += len(page.glyphs)
                yield page
                if number % CACHE_PAGES == 0:
                    self._pdf.doc._cached_objs.clear()
            self._check_count(number)

    def _check_count(self, found: int) -> None:
        """Refuse a file whose page tree promises pages that cannot be found."""
        tree = resolve1(self._pdf.doc.catalog.get("Pages"))
        promised = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
        if isinstance(promised, int) and promised > found:
            raise RejectedDocument(
                f"has {promised} pages of which {found} can be found",
                code="damaged",
                path=self._path,
                remedy="fetch the file again, or save it anew from a PDF viewer",
            )

    def _draw(self, source: PDFPage, number: int, resources: Fonts, total: int) -> Page:
        x0, y0, x1, y1 = source.mediabox
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if source.rotate % 180:
            wide, high = high, wide
        limit = min(self._settings.max_page_glyphs, self._settings.max_glyphs - total)
        canvas = Canvas(resources, high, limit)
        try:
            Interpreter(resources, canvas).process_page(source)
        except TooManyGlyphs:
            raise RejectedDocument(
                f"page {number} draws more than {limit} characters",
                code="too-many-glyphs",
                path=self._path,
                remedy="raise extract.max_page_glyphs and extract.max_glyphs if it is genuine",
            ) from None
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
    _check_file(path, settings)
    _check_streams(path, settings)
    try:
        pdf = pdfplumber.open(path, password=settings.password)
    except FAULTS as error:
        raise _refusal(error, path) from error
    try:
        with _faults(path):
            file = PdfFile(pdf, path, settings)
        yield file
    finally:
        pdf.stream.close()


def _check_file(path: Path, settings: ExtractSettings) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(2048)
            stream.seek(max(size - 65536, 0))
            tail = stream.read()
    except OSError as error:
        raise RejectedDocument(
            f"cannot be read: {error.strerror}", code="unreadable", path=path
        ) from error
    if size == 0:
        raise RejectedDocument("is empty", code="empty", path=path, remedy="fetch the file again")
    if size > settings.max_file_bytes:
        raise RejectedDocument(
            f"is larger than {settings.max_file_bytes} bytes",
            code="too-large",
            path=path,
            remedy="raise extract.max_file_bytes, or split the file",
        )
    if b"%PDF-" not in head[:1024]:
        raise RejectedDocument(
            "is not a PDF file",
            code="not-a-pdf",
            path=path,
            remedy="save it as PDF, or as .txt if it is plain text",
        )
    linearized = LINEARIZED.search(head)
    short = linearized is not None and int(linearized[1]) > size
    if short or not TAIL.search(tail):
        raise RejectedDocument(
            "is truncated: its end is missing",
            code="truncated",
            path=path,
            remedy="fetch the file again",
        )


def _check_streams(path: Path, settings: ExtractSettings) -> None:
    """Refuse a file with a stream, images apart, that grows beyond the limit when unpacked.

    The parser unpacks streams whole, fonts and tables of objects included, before anyone can ask
    how large they are.
    """
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        for match in STREAM.finditer(data):
            head = data[max(match.start() - 400, 0) : match.start()].rsplit(b"obj", 1)[-1]
            if b"/FlateDecode" not in head or b"/Image" in head:
                continue
            unpacker = zlib.decompressobj()
            size = 0
            at = match.end()
            while not unpacker.eof and size <= settings.max_page_bytes and at < len(data):
                piece = unpacker.unconsumed_tail or data[at : (at := at + PIECE)]
                try:
                    size += len(unpacker.decompress(piece, PIECE * 16))
                except zlib.error:
                    break  # damaged or encrypted: judged where it is used
            if size > settings.max_page_bytes:
                raise RejectedDocument(
                    f"holds a stream that unpacks to more than {settings.max_page_bytes} bytes",
                    code="too-large",
                    path=path,
                    remedy="raise extract.max_page_bytes if it is genuine",
                )


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise _refusal(error, path) from error


def _refusal(error: BaseException, path: Path) -> RejectedDocument:
    causes = (error, error.__cause__, error.__context__, *error.args)
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return RejectedDocument(
            "is encrypted and the password does not open it",
            code="encrypted",
            path=path,
            remedy="set extract.password, or save it without a password",
        )
    return RejectedDocument(
        f"cannot be parsed ({type(error).__name__})",
        code="damaged",
        path=path,
        remedy="fetch the file again, or save it anew from a PDF viewer",
    )


def _crop(canvas: Canvas, source: PDFPage, number: int, wide: float, high: float) -> Page:
    """Keep what lies in the crop box and move the origin to its top left."""
    x0, y0, x1, y1 = source.mediabox
    matrix = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }.get(source.rotate, (1, 0, 0, 1, -x0, -y0))
    left, low, right, up = apply_matrix_rect(matrix, source.cropbox)
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
    page = Page(number, right - left, bottom - top, glyphs)
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

"""What can be wrong with a PDF file: checks before it is parsed, and the parsers' own errors.

Everything becomes a :class:`~pipeline.errors.RejectedDocument` with a code, so that no caller
needs to know the parsers' errors.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException
from pypdfium2 import PdfiumError

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument
from pipeline.layout.file_checks import check_size, unreadable

FAULTS = (
    PdfiumError,
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


def check_file(path: Path, settings: ExtractSettings) -> None:
    """Refuse what is no PDF file, is cut short or is larger than allowed."""
    size = check_size(path, settings)
    try:
        with path.open("rb") as stream:
            head = stream.read(2048)
            stream.seek(max(size - 65536, 0))
            tail = stream.read()
    except OSError as error:
        raise unreadable(path, error) from error
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


def check_streams(path: Path, settings: ExtractSettings) -> None:
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
def faults(path: Path) -> Iterator[None]:
    """Turn what the parsers raise into a rejection of the file."""
    try:
        yield
    except FAULTS as error:
        raise refusal(error, path) from error


def refusal(error: BaseException, path: Path) -> RejectedDocument:
    """The rejection that says what an error of the parsers means."""
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

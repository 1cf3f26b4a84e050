"""A file to a :class:`~pipeline.schema.Document`: the layout package's front door."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.config import ExtractSettings, check_settings
from pipeline.errors import RejectedDocument
from pipeline.layout.assemble import Assembled, assemble
from pipeline.layout.blocks import find_blocks, make_sheet
from pipeline.layout.canvas import UNMAPPED
from pipeline.layout.chunks import Sheet
from pipeline.layout.glyphs import heaped
from pipeline.layout.hyphens import Vocabulary
from pipeline.layout.ink import add_ink, grey_picture
from pipeline.layout.metadata import Facts, pdf_facts, read_sidecar, settle
from pipeline.layout.ocr import naming, recognised
from pipeline.layout.page import Page
from pipeline.layout.paragraphs import find_paragraphs
from pipeline.layout.plain import read_plain
from pipeline.layout.reader import open_pdf
from pipeline.layout.scans import tilt_back
from pipeline.schema import Document, Source


def read_document(
    path: str | Path,
    settings: ExtractSettings | Mapping[str, Any] | None = None,
    *,
    root: str | Path | None = None,
) -> Document:
    """Read one PDF or plain text file.

    Args:
        path: the file; ``.txt`` is read as UTF-8 text, anything else as PDF. A file of the same
            name ending in ``.yaml`` beside it may state title, author and date.
        settings: the ``extract`` block of the parameters; the defaults when None.
        root: folder that ``source.path`` is written relative to; the path as given when None.

    Returns:
        The document; offsets of its blocks and runs count characters of its text.

    Raises:
        RejectedDocument: the file cannot be read; its ``code`` says why.
        SettingsError: a setting does not exist, or the sidecar has an unknown key.
    """
    path = Path(path)
    settings = check_settings(ExtractSettings, settings)
    sidecar = read_sidecar(path.with_suffix(".yaml"))
    if path.suffix.lower() == ".txt":
        assembled, facts = read_plain(path, settings), Facts(pages=1)
    else:
        assembled, facts = _read_pdf(path, settings)
    shown = path.resolve().relative_to(Path(root).resolve()) if root is not None else path
    settled = settle(sidecar, facts, assembled.blocks, assembled.text)
    source = Source(
        path=shown.as_posix(),
        sha256=_sha256(path),
        bytes=path.stat().st_size,
        pages=facts.pages,
        title=settled.title,
        author=settled.author,
        producer=facts.producer,
        published=settled.published,
        published_from=settled.published_from,
    )
    return Document(
        doc_id=slug(path.stem),
        source=source,
        text=assembled.text,
        blocks=assembled.blocks,
        runs=assembled.runs,
    )


def slug(name: str) -> str:
    """A file's stem as an identifier: lower-case letters and digits joined by hyphens.

    Accents are dropped; letters of other scripts stay, so that two such files differ.

    >>> slug("Brève n° 3 (final)")
    'breve-n-3-final'
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in letters if not unicodedata.combining(char)).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "document"


def _read_pdf(path: Path, settings: ExtractSettings) -> tuple[Assembled, Facts]:
    sheets, bare, facts = _read_sheets(path, settings)
    if bare and settings.ocr:
        with recognised(path, bare, settings) as text_layer:
            read, _, _ = _read_sheets(text_layer, settings, numbers=bare)
        found = {sheet.number: sheet for sheet in read}
        sheets, bare = [found.get(sheet.number, sheet) for sheet in sheets], []
    _check_text(path, sheets, bare, settings)
    chunks, usual = find_blocks(sheets, settings)
    vocabulary = Vocabulary(line.text for chunk in chunks for line in chunk.lines)
    dots = {sheet.number: sheet.dots for sheet in sheets}
    paragraphs = find_paragraphs(chunks, usual, settings, dots)
    for sheet in sheets:
        if sheet.skew:
            tilt_back((ln for c in chunks if c.page == sheet.number for ln in c.lines), sheet)
    return assemble(paragraphs, chunks, vocabulary), facts


def _read_sheets(
    path: Path, settings: ExtractSettings, numbers: Sequence[int] | None = None
) -> tuple[list[Sheet], list[int], Facts]:
    """Sheets of a file, the numbers of pages that lack a text layer, and what the file says.

    Args:
        numbers: what its pages are called, where it holds pages of another file.
    """
    sheets: list[Sheet] = []
    bare: list[int] = []
    with open_pdf(path, settings) as file:
        for page in file.pages():
            place = page.number
            page.number = numbers[place - 1] if numbers else place
            _check_glyphs(page, path, settings)
            sheet = make_sheet(page, settings)
            if sheet.scanned:
                add_ink(sheet, grey_picture(path, place, page.turned, settings))
            if not sheet.lines and _is_picture(page):
                bare.append(page.number)
            sheets.append(sheet)
        return sheets, bare, pdf_facts(file, len(sheets))


def _is_picture(page: Page) -> bool:
    """Whether a page without text shows anything that may hold text."""
    return any(i.width * i.height > 0.3 * page.width * page.height for i in page.images)


def _is_unmapped(char: str) -> bool:
    return char == UNMAPPED or unicodedata.category(char) in ("Co", "Cn", "Cc")


def _check_glyphs(page: Page, path: Path, settings: ExtractSettings) -> None:
    height = heaped(page.glyphs)
    if height > settings.max_heap:
        raise RejectedDocument(
            f"page {page.number} prints {height} characters on one spot",
            code="overlapping-text",
            path=path,
            remedy="raise extract.max_heap if it is genuine",
        )
    flat = sum(1 for g in page.glyphs if g.x1 - g.x0 < 0.01 * g.size and g.text.isalpha())
    if flat > settings.max_unmapped * len(page.glyphs):
        raise RejectedDocument(
            f"the fonts of page {page.number} do not say how wide their characters are",
            code="damaged",
            path=path,
            remedy="print it to PDF anew, or run optical character recognition on it",
        )


def _check_text(
    path: Path, sheets: Sequence[Sheet], bare: Sequence[int], settings: ExtractSettings
) -> None:
    text = "".join(line.text for sheet in sheets for line in sheet.lines)
    if not text or bare:
        raise RejectedDocument(
            f"has no text layer{f' on {naming(bare)}' if bare else ''}",
            code="no-text-layer",
            path=path,
            remedy="set extract.ocr to true, or run optical character recognition on it, as "
            "`ocrmypdf in.pdf out.pdf` does",
        )
    unmapped = sum(map(_is_unmapped, text))
    if unmapped > settings.max_unmapped * len(text):
        raise RejectedDocument(
            f"{unmapped} of {len(text)} characters are in fonts that do not say what they stand "
            "for",
            code="unmapped-fonts",
            path=path,
            remedy="print it to PDF anew, or run optical character recognition on it",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

"""One reading of a file that several tests judge: its document, and the glyphs it was made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.config import ExtractSettings
from pipeline.layout import read, read_document
from pipeline.layout.page import Glyph, Page
from pipeline.layout.reader import PdfFile, open_pdf
from pipeline.schema import Document

PLUMBER, PDFIUM = ExtractSettings(reader="pdfplumber"), ExtractSettings(reader="pypdfium2")
Place = tuple[float, ...]


@dataclass
class Reading:
    """A document, and where each glyph of each page stands (see :func:`where`)."""

    document: Document
    glyphs: list[list[Place]] = field(default_factory=list)


def where(glyph: Glyph) -> Place:
    return (glyph.baseline, glyph.x0, glyph.size, glyph.angle, glyph.invisible, *glyph.colour)


def read_listening(path: Path, settings: ExtractSettings) -> Reading:
    """Read a file once, and keep what came out of its pages on the way."""
    heard: list[list[Place]] = []

    @contextmanager
    def listening(path: Path, settings: ExtractSettings) -> Iterator[PdfFile]:
        with open_pdf(path, settings) as file:
            whole = file.pages

            def pages(*numbers: int, **named: int) -> Iterator[Page]:
                for page in whole(*numbers, **named):
                    heard.append([where(g) for g in page.glyphs if not g.text.isspace()])
                    yield page

            file.pages = pages  # type: ignore[method-assign]
            yield file

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "open_pdf", listening)
        document = read_document(path, settings)
    return Reading(document, heard)

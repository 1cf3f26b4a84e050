"""Pictures of a document's pages with its blocks drawn in: kind, reading order, deciding rule."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.config import ExtractSettings
from pipeline.errors import SettingsError
from pipeline.layout import read_document
from pipeline.report.pages import render_pages
from pipeline.schema import BODY_KINDS, Block, Document
from pipeline.stages.files import write_bytes

WIDTH = 1200
BODY, OTHER = "#0b6e4f", "#b0413e"
"""Colours of blocks that are part of the text, and of those that are not."""


def show_layout(
    path: Path, output: Path, settings: ExtractSettings, *, pages: Iterable[int] | None = None
) -> list[Path]:
    """Write ``<doc_id>-<page>.png`` for each page, or for those asked for.

    Raises:
        RejectedDocument: the file cannot be read.
        SettingsError: the file is no PDF, or lacks a page that was asked for.
    """
    document = read_document(path, settings)
    wanted = list(range(1, document.source.pages + 1) if pages is None else pages)
    written = []
    with tempfile.TemporaryDirectory() as folder:
        drawn = render_pages(path, wanted, Path(folder), "", width=WIDTH, quality=90)
        for number in wanted:
            if number not in drawn:
                raise SettingsError(f"has no page {number} that can be drawn", path=path)
            picture = drawn[number]
            with Image.open(Path(folder) / picture.file) as image:
                page = image.convert("RGB")
            _draw(page, document, number, WIDTH / picture.width)
            target = output / f"{document.doc_id}-{number}.png"
            page.save(Path(folder) / target.name)
            write_bytes(target, (Path(folder) / target.name).read_bytes())
            written.append(target)
    return written


def _draw(image: Image.Image, document: Document, page: int, scale: float) -> None:
    pen = ImageDraw.Draw(image)
    for order, block in enumerate(document.blocks, start=1):
        colour = BODY if block.kind in BODY_KINDS else OTHER
        for box in block.boxes:
            if box.page == page:
                sides = [side * scale for side in (box.x0, box.top, box.x1, box.bottom)]
                pen.rectangle(sides, outline=colour, width=2)
                pen.text((sides[0] + 3, sides[1] - 13), _label(order, block), fill=colour)


def _label(order: int, block: Block) -> str:
    return f"{order} {block.kind}" + (f" ({block.rule})" if block.rule else "")

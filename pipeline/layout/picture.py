"""Pictures of pages with their blocks: why text came out as it did, at one glance."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import ExtractSettings
from pipeline.layout.read import read_document
from pipeline.layout.reader import page_image
from pipeline.schema import BODY_KINDS, Block, BlockKind, Box

if TYPE_CHECKING:
    from PIL import Image

COLOURS: dict[BlockKind, tuple[int, int, int]] = {
    "title": (148, 0, 211),
    "heading": (200, 30, 30),
    "paragraph": (30, 90, 200),
    "list_item": (0, 140, 160),
    "footnote": (150, 100, 20),
    "pull_quote": (220, 80, 180),
    "table": (20, 140, 60),
    "sidebar": (110, 150, 0),
    "caption": (240, 140, 0),
    "header": (120, 120, 120),
    "footer": (120, 120, 120),
    "margin": (120, 120, 120),
}
FILL = 38  # of 255: how strongly a block is tinted
DOTS_PER_POINT = 2.0


@dataclass(frozen=True, slots=True)
class _Marked:
    """A box to draw: its block, its number in reading order (body only), and its part of it."""

    box: Box
    block: Block
    number: int | None


def draw_page(path: str | Path, page: int, settings: ExtractSettings | None = None) -> bytes:
    """Draw one page as PNG: blocks tinted by kind, those of the body numbered as they are read.

    Args:
        path: a PDF file.
        page: page number, from 1.
        settings: as for :func:`~pipeline.layout.read_document`.

    Raises:
        RejectedDocument: the file cannot be read.
        ValueError: the file has no such page.
    """
    settings = settings or ExtractSettings()
    document = read_document(path, settings)
    if not 1 <= page <= document.source.pages:
        raise ValueError(f"{path} has pages 1 to {document.source.pages}, not {page}")
    image = page_image(Path(path), page, DOTS_PER_POINT, settings)
    drawn = _tint(image, [m for m in _marked(document.blocks) if m.box.page == page])
    packed = BytesIO()
    drawn.save(packed, format="PNG", optimize=True)
    return packed.getvalue()


def _marked(blocks: tuple[Block, ...]) -> list[_Marked]:
    found, number = [], 0
    for block in blocks:
        body = block.kind in BODY_KINDS
        number += body
        found += [_Marked(box, block, number if body else None) for box in block.boxes]
    return found


def _tint(image: "Image.Image", marks: list[_Marked]) -> "Image.Image":
    from PIL import Image, ImageDraw, ImageFont

    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(size=13)
    for mark in marks:
        colour = COLOURS[mark.block.kind]
        sides = (mark.box.x0 - 2, mark.box.top - 2, mark.box.x1 + 2, mark.box.bottom + 2)
        x0, top, x1, bottom = (side * DOTS_PER_POINT for side in sides)
        draw.rectangle((x0, top, x1, bottom), fill=(*colour, FILL), outline=(*colour, 255))
        # Numbers stand left of the box, where they hide no text; names of other kinds above it.
        label = mark.block.kind if mark.number is None else str(mark.number)
        width = draw.textlength(label, font=font) + 6
        left = x0 if mark.number is None else x0 - width
        left = max(min(left, image.width - width), 0)
        low = top if mark.number is None else top + 15
        draw.rectangle((left, low - 15, left + width, low), fill=(*colour, 255))
        draw.text((left + 3, low - 15), label, font=font, fill=(255, 255, 255, 255))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")

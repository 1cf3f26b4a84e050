"""Captions: small or differently set lines right above or below a table, figure or image."""

from pipeline.layout.chunks import Sheet
from pipeline.layout.page import Area
from pipeline.layout.stats import Usual

NEAR = 2.2  # body sizes between a caption and what it describes, at most
SMALLEST_IMAGE = 30.0  # points in either direction; a smaller one is an ornament
LONGEST = 6  # lines


def mark_captions(sheet: Sheet, usual: Usual) -> None:
    """Decide ``caption`` for chunks beside a table or image, and for labels on an image."""
    images = [i for i in sheet.images if i.width > SMALLEST_IMAGE and i.height > SMALLEST_IMAGE]
    figures = [i for i in images if i.width * i.height < 0.5 * sheet.width * sheet.height]
    shown = [*figures, *(c.area for c in sheet.chunks if c.kind == "table")]
    for chunk in sheet.chunks:
        if chunk.kind is not None or usual.is_body(chunk.lines[0]):
            continue
        area = chunk.area
        if any(f.holds((area.x0 + area.x1) / 2, (area.top + area.bottom) / 2) for f in figures):
            chunk.decide("caption", "on-figure")
        elif (
            len(chunk.lines) <= LONGEST
            and any(_beside(area, other, NEAR * usual.size) for other in shown)
            and chunk.lines[0].size <= 1.05 * usual.size
        ):
            chunk.decide("caption", "beside-figure")


def _beside(area: Area, shown: Area, near: float) -> bool:
    """Above or below within ``near``, or at the side of an image, top or bottom level with it."""
    across = min(area.x1, shown.x1) - max(area.x0, shown.x0)
    if across > 0.5 * min(area.width, shown.width):
        return -2 <= area.top - shown.bottom <= near or -2 <= shown.top - area.bottom <= near
    along = min(area.bottom, shown.bottom) - max(area.top, shown.top)
    level = abs(area.bottom - shown.bottom) < near or abs(area.top - shown.top) < near
    gap = max(area.x0 - shown.x1, shown.x0 - area.x1)
    return along > 0.8 * area.height and level and 0 <= gap <= near

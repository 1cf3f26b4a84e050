"""Sidebars: text in a box of its own, filled or outlined."""

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.page import Area
from pipeline.layout.stats import Usual

LARGEST = 0.6  # of the page, or of its text: a larger box is a background
WHITE = 0.99


def take_sidebars(sheet: Sheet, usual: Usual) -> None:
    """Move the text of boxes into chunks of kind ``sidebar``, one a box."""
    total = sum(line.letters for line in sheet.lines)
    boxes = [box for box in sheet.boxes if _is_frame(box, usual)]
    for box in sorted(boxes, key=lambda b: -b.width * b.height):
        lines = [ln for ln in sheet.lines if _within(box, ln.area)]
        if len(lines) < 2 or box.width * box.height > LARGEST * sheet.width * sheet.height:
            continue
        letters = sum(line.letters for line in lines)
        if letters > LARGEST * total or max(ln.size for ln in lines) > 1.7 * usual.size:
            continue  # a background of the page, or of its title
        chunk = Chunk(sheet.take(lines))
        chunk.decide("sidebar", "boxed")
        sheet.chunks.append(chunk)


def _is_frame(box: Area, usual: Usual) -> bool:
    white = box.filled and box.colour is not None and min(box.colour) > WHITE
    return box.height > 2.5 * usual.size and box.width > 6 * usual.size and not white


def _within(box: Area, area: Area) -> bool:
    return (
        box.x0 - 2 <= area.x0
        and area.x1 <= box.x1 + 2
        and box.top - 2 <= (area.top + area.bottom) / 2 <= box.bottom + 2
    )

"""Sidebars: text in a box of its own, filled or outlined, or in a column of other type."""

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line
from pipeline.layout.order import reading_order
from pipeline.layout.page import Area, union
from pipeline.layout.stats import Usual

LARGEST = 0.6  # of the page, or of its text: a larger box is a background
WHITE = 0.99
DISPLAY = 1.7  # times the body size: type of a title
FEWEST_DISPLAY = 15  # letters of a line of a title, at least
FEWEST_LETTERS = 60  # in a side column


def take_sidebars(sheet: Sheet, usual: Usual) -> None:
    """Move the text of boxes into chunks of kind ``sidebar``, one a box."""
    total = sum(line.letters for line in sheet.lines)
    boxes = [box for box in sheet.boxes if _is_frame(box, usual)]
    for box in sorted(boxes, key=lambda b: -b.width * b.height):
        lines = [ln for ln in sheet.lines if _within(box, ln.area)]
        if len(lines) < 2 or box.width * box.height > LARGEST * sheet.width * sheet.height:
            continue
        letters = sum(line.letters for line in lines)
        if letters > LARGEST * total or any(_is_display(ln, usual) for ln in lines):
            continue  # a background of the page, or of its title
        chunk = Chunk(_in_order(sheet.take(lines), usual))
        chunk.decide("sidebar", "boxed")
        sheet.chunks.append(chunk)


def _is_display(line: Line, usual: Usual) -> bool:
    """Whether the line is part of a title; a large figure or initial is not."""
    return line.size > DISPLAY * usual.size and line.letters > FEWEST_DISPLAY


def _in_order(lines: list[Line], usual: Usual) -> list[Line]:
    """The lines of a box as they are read, where it has columns of its own."""
    columns: list[list[Line]] = []
    for line in lines:
        for column in columns:
            last = column[-1]
            near = line.baseline - last.baseline < 3 * line.size
            if near and min(line.x1, last.x1) > max(line.x0, last.x0):
                column.append(line)
                break
        else:
            columns.append([line])
    areas = [union(column) for column in columns]
    return [line for i in reading_order(areas, 0.4 * usual.size) for line in columns[i]]


def take_side_columns(sheet: Sheet, usual: Usual) -> None:
    """Join chunks of other type that fill a column of their own beside the body."""
    body = [c.area for c in sheet.chunks if c.kind is None and usual.is_body(c.lines[0])]
    other = [c for c in sheet.chunks if c.kind is None and not usual.is_body(c.lines[0])]
    columns: list[list[Chunk]] = []
    for chunk in sorted(other, key=lambda c: c.area.x0):
        alone = not any(_shares_width(chunk.area, area) for area in body)
        if not alone or chunk.lines[0].size > 1.1 * usual.size:
            continue
        if columns and _shares_width(columns[-1][0].area, chunk.area):
            columns[-1].append(chunk)
        else:
            columns.append([chunk])
    for column in columns:
        lines = sorted((ln for c in column for ln in c.lines), key=lambda ln: ln.baseline)
        area = union(lines)
        beside = any(b.top < area.bottom and b.bottom > area.top for b in body)
        if beside and len(lines) >= 3 and sum(line.letters for line in lines) > FEWEST_LETTERS:
            joined = Chunk(lines)
            joined.decide("sidebar", "side-column")
            ids = {id(chunk) for chunk in column}
            sheet.chunks = [c for c in sheet.chunks if id(c) not in ids]
            sheet.chunks.append(joined)


def _shares_width(a: Area, b: Area) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.1 * min(a.width, b.width)


def _is_frame(box: Area, usual: Usual) -> bool:
    white = box.filled and box.colour is not None and min(box.colour) > WHITE
    return box.height > 2.5 * usual.size and box.width > 6 * usual.size and not white


def _within(box: Area, area: Area) -> bool:
    return (
        box.x0 - 2 <= area.x0
        and area.x1 <= box.x1 + 2
        and box.top - 2 <= (area.top + area.bottom) / 2 <= box.bottom + 2
    )

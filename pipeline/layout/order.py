"""Reading order of the chunks of a page.

Recursive cuts along white space (the X-Y cut of Nagy and Seth 1984), with one change that pages
of several columns need: strips of a page that share a gutter are put together again before they
are cut into columns, so that a gap that happens to run through all columns does not interleave
them. Where no cut is possible (text around a figure), chunks are read from top to bottom along
each column.
"""

import itertools
from collections.abc import Sequence

from pipeline.layout.page import Area, union

Indexed = tuple[int, Area]


def reading_order(areas: Sequence[Area], gap: float) -> list[int]:
    """Indexes of the areas in the order in which they are read.

    Args:
        areas: rectangles of one page, of text that reads from left to right.
        gap: width in points that an empty strip must have to part columns.
    """
    return [i for i, _ in _ordered(list(enumerate(areas)), gap)]


def _ordered(items: list[Indexed], gap: float) -> list[Indexed]:
    if len(items) <= 1:
        return items
    columns = _parts(items, gap, across=True)
    if len(columns) > 1:
        return [item for part in columns for item in _ordered(part, gap)]
    strips = _join_strips(_parts(items, -1.0, across=False), gap)
    if len(strips) > 1:
        return [item for part in strips for item in _ordered(part, gap)]
    return _by_precedence(items, gap)


def _parts(items: list[Indexed], gap: float, *, across: bool) -> list[list[Indexed]]:
    """Split where no area lies: into columns (``across``) or into strips, in reading order.

    A negative ``gap`` lets neighbours overlap by that much, since the boxes of type are taller
    than the ink.
    """

    def low(item: Indexed) -> float:
        return item[1].x0 if across else item[1].top

    def high(item: Indexed) -> float:
        return item[1].x1 if across else item[1].bottom

    parts: list[list[Indexed]] = []
    reach = 0.0
    for item in sorted(items, key=lambda i: (low(i), high(i), i[0])):
        if not parts or low(item) - reach >= gap:
            parts.append([])
            reach = high(item)
        parts[-1].append(item)
        reach = max(reach, high(item))
    return parts


def _join_strips(strips: list[list[Indexed]], gap: float) -> list[list[Indexed]]:
    """Put strips together that one gutter runs through; a strip that crosses it stays apart."""
    joined: list[list[list[Indexed]]] = []
    open_gutters: list[tuple[float, float]] | None = None
    for strip in strips:
        if open_gutters and joined:
            shared = _shared(open_gutters, strip, gap)
            if shared:
                joined[-1].append(strip)
                open_gutters = shared
                continue
            if len(joined[-1]) > 1 and _leads(joined[-1], strip, open_gutters):
                joined.append([joined[-1].pop()])
            else:
                joined.append([])
        else:
            joined.append([])
        joined[-1].append(strip)
        open_gutters = _gutters(strip, gap)
    return [[item for strip in group for item in strip] for group in joined]


def _leads(
    group: list[list[Indexed]], following: list[Indexed], gutters: list[tuple[float, float]]
) -> bool:
    """Whether the last strip, short and on the left, belongs to the full width that follows.

    A heading over a full-width paragraph does: it is nearer to that than to the columns above.
    """
    last = union(area for _, area in group[-1])
    if last.x1 > min(low for low, _ in gutters):
        return False
    above = max(area.bottom for strip in group[:-1] for _, area in strip)
    return min(area.top for _, area in following) - last.bottom < last.top - above


def _gutters(strip: list[Indexed], gap: float) -> list[tuple[float, float]]:
    parts = [union(a for _, a in part) for part in _parts(strip, gap, across=True)]
    return [(a.x1, b.x0) for a, b in itertools.pairwise(parts)]


def _shared(
    gutters: list[tuple[float, float]], strip: list[Indexed], gap: float
) -> list[tuple[float, float]]:
    """The gutters narrowed to what the strip leaves free, those that remain wide enough."""
    kept = []
    for low, high in gutters:
        for _, area in strip:
            if area.x0 < high and area.x1 > low:
                if area.x0 - low > high - area.x1:
                    high = min(high, area.x0)
                else:
                    low = max(low, area.x1)
        if high - low >= gap:
            kept.append((low, high))
    return kept


def _by_precedence(items: list[Indexed], gap: float) -> list[Indexed]:
    """Order by: above comes first where areas share a column, left first where they do not.

    Breuel 2003, "High performance document layout analysis", rules 1 and 2.
    """
    rest = sorted(items, key=lambda i: (i[1].top, i[1].x0, i[0]))
    done: list[Indexed] = []
    while rest:
        free = next(
            (i for i in rest if not any(_before(o, i, rest) for o in rest if o is not i)), rest[0]
        )
        rest.remove(free)
        done.append(free)
    return done


def _before(a: Indexed, b: Indexed, items: list[Indexed]) -> bool:
    first, second = a[1], b[1]
    if min(first.x1, second.x1) - max(first.x0, second.x0) > 1:
        middle = (first.top + first.bottom) / 2, (second.top + second.bottom) / 2
        return middle[0] < middle[1]
    if first.x1 > second.x0 + 1:
        return False
    # Left before right, unless something between the two in height spans both.
    top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    return not any(
        top < (o.top + o.bottom) / 2 < bottom and o.x0 < first.x1 and o.x1 > second.x0
        for _, o in items
        if o is not first and o is not second
    )

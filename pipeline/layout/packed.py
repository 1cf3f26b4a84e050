"""Lines as they lie in a file: what they share is kept once, numbers are arrays of bytes."""

import marshal
from array import array
from itertools import accumulate, pairwise
from struct import Struct
from typing import Any, NamedTuple

from pipeline.layout.lines import Line
from pipeline.layout.page import Glyph
from pipeline.layout.strips import Sides

NUMBERS = ("x0", "x1", "top", "bottom", "baseline", "size")
SIX = Struct(f"{len(NUMBERS)}d")
HUNDREDTHS = 100  # of a point, in which rounded sides are kept
FARTHEST = 2e7  # points from the origin that a side may lie, to be kept so
Place = tuple[int, int]
"""Offset and length in the file."""


class Measures(NamedTuple):
    """The lines of one sheet without their characters.

    Attributes:
        texts: one a line, as ``letters`` and ``places`` are.
        numbers: an array of :data:`NUMBERS`, one line after the other.
        styles: for each line a row of ``known``: font, colour, all fonts, whether beside an
            initial, manner.
    """

    page: int
    texts: list[str]
    letters: list[int]
    places: list[Place]
    numbers: bytes
    styles: list[int]
    known: tuple[tuple[Any, ...], ...]

    def of(self, at: int) -> dict[str, Any]:
        """The attributes of one line."""
        x0, x1, top, bottom, baseline, size = SIX.unpack_from(self.numbers, at * SIX.size)
        font, colour, fonts, dropped, manner = self.known[self.styles[at]]
        return {
            "page": self.page,
            "text": self.texts[at],
            "letters": self.letters[at],
            "place": self.places[at],
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "baseline": baseline,
            "size": size,
            "font": font,
            "colour": colour,
            "fonts": fonts,
            "dropped": dropped,
            "manner": manner,
        }


def measured(lines: list[Line], places: list[Place]) -> Measures:
    """Pack the lines of one sheet, whose characters lie at the places."""
    known: dict[tuple[Any, ...], int] = {}
    styles = [
        known.setdefault((ln.font, ln.colour, ln.fonts, ln.dropped, ln.manner), len(known))
        for ln in lines
    ]
    return Measures(
        lines[0].page if lines else 0,
        [line.text for line in lines],
        [line.letters for line in lines],
        places,
        array("d", [getattr(line, name) for line in lines for name in NUMBERS]).tobytes(),
        styles,
        tuple(known),
    )


class Packed(NamedTuple):
    """The characters of a line as they lie on disk.

    Attributes:
        words: start, end, text, left, right and size of each, packed.
        glyphs: :class:`Glyphs`, packed.
        sides: of the characters of the text, in hundredths of a point.
    """

    words: bytes
    glyphs: bytes
    sides: tuple[bytes, bytes] | None

    def unpacked_sides(self) -> Sides | None:
        """Sides of the characters of the text in points."""
        if self.sides is None:
            return None
        left, right = (memoryview(data).cast("i") for data in self.sides)
        return [side / HUNDREDTHS for side in left], [side / HUNDREDTHS for side in right]


class Glyphs(NamedTuple):
    """The glyphs of a line.

    Attributes:
        texts: one a glyph.
        x0: their left sides, like ``x1``, ``orders`` and ``rows`` an array.
        rows: for each glyph a row of ``shared``.
        shared: what neighbours have in common: top, bottom, baseline, size, font, colour, angle,
            invisible, raised.
    """

    texts: list[str]
    x0: bytes
    x1: bytes
    orders: bytes
    rows: bytes
    shared: tuple[tuple[Any, ...], ...]

    def made(self) -> list[Glyph]:
        """The glyphs again."""
        columns = (
            self.texts,
            memoryview(self.x0).cast("d"),
            memoryview(self.x1).cast("d"),
            memoryview(self.orders).cast("q"),
            memoryview(self.rows).cast("H"),
        )
        glyphs = []
        for text, x0, x1, order, row in zip(*columns, strict=True):
            top, bottom, baseline, size, *rest = self.shared[row]
            font, colour, angle, invisible, raised = rest
            glyphs.append(
                Glyph(
                    text,
                    x0,
                    top,
                    x1,
                    bottom,
                    baseline,
                    size,
                    font,
                    colour,
                    angle,
                    order,
                    invisible,
                    raised,
                )
            )
        return glyphs


def pack(line: Line) -> Packed:
    """Pack the characters of a line."""
    ends = accumulate((len(word.glyphs) for word in line.words), initial=0)
    words = tuple(
        (start, end, word.text, word.x0, word.x1, word.size)
        for word, (start, end) in zip(line.words, pairwise(ends), strict=True)
    )
    glyphs = _pack_glyphs([glyph for word in line.words for glyph in word.glyphs])
    return Packed(marshal.dumps(words), marshal.dumps(tuple(glyphs)), _pack_sides(line.sides))


def _pack_glyphs(glyphs: list[Glyph]) -> Glyphs:
    shared: dict[tuple[Any, ...], int] = {}
    rows = array("H")
    for g in glyphs:
        row = (
            g.top,
            g.bottom,
            g.baseline,
            g.size,
            g.font,
            g.colour,
            g.angle,
            g.invisible,
            g.raised,
        )
        rows.append(shared.setdefault(row, len(shared)))
    return Glyphs(
        [g.text for g in glyphs],
        array("d", [g.x0 for g in glyphs]).tobytes(),
        array("d", [g.x1 for g in glyphs]).tobytes(),
        array("q", [g.order for g in glyphs]).tobytes(),
        rows.tobytes(),
        tuple(shared),
    )


def _pack_sides(sides: Sides | None) -> tuple[bytes, bytes] | None:
    if sides is None or not all(-FARTHEST < min(row) <= max(row) < FARTHEST for row in sides):
        return None
    left, right = (array("i", [round(side * HUNDREDTHS) for side in row]) for row in sides)
    return left.tobytes(), right.tobytes()

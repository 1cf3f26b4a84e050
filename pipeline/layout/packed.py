"""Lines as they lie in a file: what they share is kept once, numbers are arrays of bytes."""

import marshal
from array import array
from collections.abc import Iterator
from itertools import accumulate, pairwise
from struct import Struct
from typing import Any, NamedTuple

from pipeline.layout.lines import Line
from pipeline.layout.page import Glyph

NUMBERS = ("x0", "x1", "top", "bottom", "baseline", "size", "lead")
ROW = Struct(f"{len(NUMBERS)}d")
Place = tuple[int, int]
"""Offset and length in the file."""


class Measures(NamedTuple):
    """The lines of one sheet without their characters.

    Attributes:
        texts: one a line, as ``letters`` and ``places`` are.
        numbers: an array of :data:`NUMBERS`, one line after the other.
        kinds: for each line a row of ``known``: font, colour, all fonts, style, manner, whether
            beside an initial, whether plain.
    """

    page: int
    texts: list[str]
    letters: list[int]
    places: list[Place]
    numbers: bytes
    kinds: list[int]
    known: tuple[tuple[Any, ...], ...]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The attributes of each line."""
        numbers = ROW.iter_unpack(self.numbers)
        columns = zip(self.texts, self.letters, self.places, numbers, self.kinds, strict=True)
        for text, letters, place, (x0, x1, top, bottom, baseline, size, lead), kind in columns:
            font, colour, fonts, style, manner, dropped, plain = self.known[kind]
            yield {
                "page": self.page,
                "text": text,
                "letters": letters,
                "place": place,
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": bottom,
                "baseline": baseline,
                "size": size,
                "lead": lead,
                "font": font,
                "colour": colour,
                "fonts": fonts,
                "style": style,
                "manner": manner,
                "dropped": dropped,
                "plain": plain,
            }


def measured(lines: list[Line], packed: list["Packed"], places: list[Place]) -> Measures:
    """Pack the lines of one sheet, whose characters lie at the places."""
    known: dict[tuple[Any, ...], int] = {}
    kinds = [
        (ln.font, ln.colour, ln.fonts, ln.style, ln.manner, ln.dropped, found.run is not None)
        for ln, found in zip(lines, packed, strict=True)
    ]
    return Measures(
        lines[0].page if lines else 0,
        [line.text for line in lines],
        [line.letters for line in lines],
        places,
        array("d", [getattr(line, name) for line in lines for name in NUMBERS]).tobytes(),
        [known.setdefault(kind, len(known)) for kind in kinds],
        tuple(known),
    )


class Packed(NamedTuple):
    """The characters of a line as they lie on disk.

    Attributes:
        words: start, end, text, left, right and size of each, packed.
        glyphs: :class:`Glyphs`, packed.
        run: of the line's text, see :func:`dump_run`; null where the line is not plain.
    """

    words: bytes
    glyphs: bytes
    run: bytes | None


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
    return Packed(marshal.dumps(words), marshal.dumps(tuple(glyphs)), line.run)


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

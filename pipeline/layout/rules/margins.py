"""Text that runs sideways on an upright page: names of the book along the outer edge."""

from collections import defaultdict

from pipeline.layout.chunks import Chunk
from pipeline.layout.lines import make_line
from pipeline.layout.page import Glyph, union
from pipeline.layout.words import Word

FAR = 2.5  # type sizes between two texts of one sideways line
SPACE = 0.2  # type sizes between two words


def margin_chunks(page: int, glyphs: list[Glyph]) -> list[Chunk]:
    """One chunk of kind ``margin`` for each sideways text, characters in the order drawn."""
    lines: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if not glyph.text.isspace():
            across = glyph.x0 if glyph.angle in (90, 270) else glyph.top
            lines[(glyph.angle, round(across / max(glyph.size, 4)))].append(glyph)
    chunks = []
    for key in sorted(lines):
        for words in _texts(lines[key]):
            line = make_line(page, words)
            around = union(glyph for word in words for glyph in word.glyphs)
            line.x0, line.top, line.x1, line.bottom = (
                around.x0,
                around.top,
                around.x1,
                around.bottom,
            )
            chunk = Chunk([line])
            chunk.decide("margin", "sideways")
            chunks.append(chunk)
    return chunks


def _texts(glyphs: list[Glyph]) -> list[list[Word]]:
    """Words of each text: gaps along the line part words, wide ones part texts."""
    texts: list[list[Word]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        em = max(glyph.size, last.size) if last else 1.0
        gap = _gap(last, glyph) if last else FAR
        if last is None or gap > FAR * em:
            texts.append([Word([glyph])])
        elif gap > SPACE * em:
            texts[-1].append(Word([glyph]))
        else:
            texts[-1][-1].glyphs.append(glyph)
        last = glyph
    return texts


def _gap(a: Glyph, b: Glyph) -> float:
    """Distance between two boxes along the line, whichever way it runs."""
    if a.angle in (90, 270):
        return max(a.top - b.bottom, b.top - a.bottom)
    return max(a.x0 - b.x1, b.x0 - a.x1)

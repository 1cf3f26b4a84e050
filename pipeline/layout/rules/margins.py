"""Text that runs sideways on an upright page: names of the book along the outer edge."""

from collections import defaultdict

from pipeline.layout.chunks import Chunk
from pipeline.layout.lines import Word, make_line
from pipeline.layout.page import Glyph


def margin_chunks(page: int, glyphs: list[Glyph]) -> list[Chunk]:
    """One chunk of kind ``margin`` for each sideways line, characters in the order drawn."""
    lines: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        across = glyph.x0 if glyph.angle in (90, 270) else glyph.top
        lines[(glyph.angle, round(across / max(glyph.size, 4)))].append(glyph)
    chunks = []
    for key in sorted(lines):
        words: list[Word] = []
        space = True
        for glyph in lines[key]:
            if glyph.text.isspace():
                space = True
            elif space:
                words.append(Word([glyph]))
                space = False
            else:
                words[-1].glyphs.append(glyph)
        if words:
            line = make_line(page, words)
            line.x0 = min(g.x0 for g in lines[key])
            line.x1 = max(g.x1 for g in lines[key])
            line.top = min(g.top for g in lines[key])
            line.bottom = max(g.bottom for g in lines[key])
            chunk = Chunk([line])
            chunk.decide("margin", "sideways")
            chunks.append(chunk)
    return chunks

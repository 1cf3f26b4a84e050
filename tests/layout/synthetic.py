"""Lines, chunks and pages made of numbers: what the layout rules are tried on without a PDF.

A character is half a type size wide and a space a quarter, so that widths are easy to work out.
"""

from collections.abc import Sequence

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line, make_line
from pipeline.layout.page import Area, Glyph
from pipeline.layout.stats import Usual
from pipeline.layout.words import Word

BODY, BOLD = "Serif", "Serif-Bold"
SIZE, LEADING = 10.0, 12.0
WIDE, HIGH = 600.0, 800.0
USUAL = Usual(BODY, SIZE, LEADING, (0.0, 0.0, 0.0))


def line(
    text: str,
    x0: float = 50,
    baseline: float = 100,
    *,
    size: float = SIZE,
    font: str = BODY,
    page: int = 1,
    raised: int = 0,
    gap: float = 0.25,
) -> Line:
    """A line of words from ``x0``; its first ``raised`` characters stand high and small."""
    words: list[Word] = []
    x, count = x0, 0
    for text_of_word in text.split():
        glyphs = []
        for char in text_of_word:
            up = count < raised
            em = 0.6 * size if up else size
            base = baseline - 0.35 * size if up else baseline
            glyphs.append(glyph(char, x, base, size=em, font=font, raised=up))
            x, count = x + 0.5 * em, count + 1
        words.append(Word(glyphs))
        x += gap * size
    return make_line(page, words)


def glyph(
    char: str,
    x0: float,
    baseline: float,
    *,
    size: float = SIZE,
    font: str = BODY,
    raised: bool = False,
    angle: int = 0,
    invisible: bool = False,
) -> Glyph:
    """One upright character."""
    return Glyph(
        char,
        x0,
        baseline - 0.75 * size,
        x0 + 0.5 * size,
        baseline + 0.25 * size,
        baseline,
        size,
        font,
        (0.0, 0.0, 0.0),
        angle,
        0,
        invisible,
        raised,
    )


def lines(
    texts: Sequence[str],
    x0: float = 50,
    baseline: float = 100,
    *,
    step: float = LEADING,
    **kind: object,
) -> list[Line]:
    """Lines one under another."""
    return [
        line(text, x0, baseline + at * step, **kind)  # type: ignore[arg-type]
        for at, text in enumerate(texts)
    ]


def body(count: int, x0: float = 50, baseline: float = 100, *, letters: int = 60) -> list[Line]:
    """Full lines of text of about ``letters`` characters."""
    return lines([" ".join(["words"] * (letters // 6))] * count, x0, baseline)


def chunk(of: list[Line]) -> Chunk:
    """A chunk whose kind nobody has decided."""
    return Chunk(of)


def sheet(
    of: Sequence[Line] = (),
    *,
    number: int = 1,
    rules: Sequence[Area] = (),
    boxes: Sequence[Area] = (),
    images: Sequence[Area] = (),
    chunks: Sequence[Chunk] = (),
) -> Sheet:
    """A page of 600 by 800 points; its lines in the order of their baselines."""
    ordered = sorted(of, key=lambda ln: (ln.baseline, ln.x0))
    made = Sheet(number, WIDE, HIGH, ordered, list(rules), list(boxes), list(images))
    made.chunks = list(chunks)
    return made


def rule(x0: float, x1: float, y: float) -> Area:
    """A thin horizontal line."""
    return Area(x0, y, x1, y + 0.5, colour=(0.0, 0.0, 0.0))


def texts(of: Sequence[Chunk], kind: str) -> list[str]:
    """Texts of the chunks of one kind."""
    return [c.text for c in of if c.kind == kind]

"""Where the characters of a line stand, as they are printed in its text.

Sides are rounded to a hundredth of a point, as Documents hold them; a space between two words
reaches from the one to the other.
"""

from collections.abc import Sequence

from pydantic_core import from_json

from pipeline.layout.hyphens import SOFT_HYPHEN
from pipeline.layout.page import Glyph
from pipeline.layout.scripts import is_right_to_left
from pipeline.layout.words import Word
from pipeline.schema import TextRun

INITIAL = 1.5  # times the size of its line: a larger character is an initial
START = b'{"start":%d,'
Sides = tuple[list[float], list[float]]
"""Left and right of each character."""


def sides_of(glyphs: Sequence[Glyph | None], start: float) -> Sides:
    """The sides of characters, those of spaces included, which are null.

    Args:
        start: where a space stands that nothing is before.
    """
    x0: list[float] = []
    x1: list[float] = []
    for at, glyph in enumerate(glyphs):
        if glyph is not None:
            x0.append(round(glyph.x0, 2))
            x1.append(round(glyph.x1, 2))
        else:
            after = glyphs[at + 1] if at + 1 < len(glyphs) else None
            left = x1[-1] if x1 else round(start, 2)
            x0.append(left)
            x1.append(max(round(after.x0, 2), left) if after else left)
    return x0, x1


def plain_sides(words: Sequence[Word], size: float) -> Sides | None:
    """The sides of the words' characters and of a space between any two.

    Null where they are not printed one after the other just so: where the text runs from right to
    left, or has soft hyphens, raised characters or an initial.

    Args:
        words: of one line.
        size: of the line.
    """
    glyphs: list[Glyph | None] = []
    for word in words:
        text = word.text
        if is_right_to_left(text) or SOFT_HYPHEN in text or len(text) > len(word.glyphs):
            return None
        if word.size > INITIAL * size or any(glyph.raised for glyph in word.glyphs):
            return None
        if glyphs:
            glyphs.append(None)
        glyphs += word.glyphs
    return sides_of(glyphs, 0.0)


def make_run(start: int, page: int, top: float, bottom: float, sides: Sides) -> TextRun:
    """The run of characters from the offset ``start`` of a text."""
    x0, x1 = sides
    return TextRun(
        start=start,
        page=page,
        top=round(top, 2),
        bottom=round(bottom, 2),
        x0=tuple(x0),
        x1=tuple(x1),
    )


def dump_run(page: int, top: float, bottom: float, sides: Sides) -> bytes:
    """The JSON of a run, which :func:`start_run` gives its start."""
    return make_run(0, page, top, bottom, sides).model_dump_json().encode()[len(START % 0) :]


def start_run(start: int, dumped: bytes) -> bytes:
    """The JSON of a run that begins at the offset ``start``."""
    return START % start + dumped


def sides_of_run(dumped: bytes) -> Sides:
    """Left and right of the characters of a run without its start."""
    run = from_json(START % 0 + dumped)
    return run["x0"], run["x1"]

"""Scripts that are written from right to left, within lines that run from left to right."""

import unicodedata
from collections.abc import Sequence

from pipeline.layout.page import Glyph
from pipeline.layout.words import Word

RIGHT_TO_LEFT = ("R", "AL")
FIRST = "\u0590"  # no letter before it is of such a script


def is_right_to_left(text: str) -> bool:
    """Whether the text has letters of Arabic, Hebrew or another script of that direction."""
    if text.isascii() or max(text) < FIRST:
        return False
    return any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text)


def reading_direction(words: Sequence[Word]) -> list[Word]:
    """Words as they are read: runs of words that are written from right to left turn around.

    Brackets and commas at the ends of a run belong to the line and stay where they are, and each
    character keeps its place on the page.
    """
    if not any(is_right_to_left(word.text) for word in words):
        return list(words)
    kept: list[Word] = []
    run: list[Word] = []
    for word in words:
        if is_right_to_left(word.text):
            run.append(word)
            continue
        kept += _turned(run)
        run = []
        kept.append(word)
    return [*kept, *_turned(run)]


def _turned(run: Sequence[Word]) -> list[Word]:
    if not run:
        return []
    before = _neutrals(run[0].glyphs)
    after = _neutrals(run[-1].glyphs[::-1])[::-1]
    glyphs = [list(word.glyphs) for word in run]
    glyphs[0] = glyphs[0][len(before) :]
    glyphs[-1] = glyphs[-1][: len(glyphs[-1]) - len(after)]
    turned = [letters[::-1] for letters in reversed(glyphs)]
    turned[0] = [*before, *turned[0]]
    turned[-1] += after
    return [Word(letters) for letters in turned]


def _neutrals(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs before the first letter of such a script."""
    first = next(i for i, glyph in enumerate(glyphs) if is_right_to_left(glyph.text))
    return list(glyphs[:first])

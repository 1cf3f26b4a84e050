"""From what a page draws to what a reader sees: one glyph a character, nothing hidden.

Hidden text, white text on white, text under an image, bold made by printing twice and ligatures
are settled here, so that lines and blocks deal with plain characters.
"""

import unicodedata
from collections import Counter
from dataclasses import replace

from pipeline.layout.page import Area, Glyph, Page

WHITE = 0.95  # lightness from which text counts as white
OVERPRINT = 0.12  # of the type size: a repeat closer than this is the same character again
SCAN_SHARE = 0.5  # of the page: an image larger than this is a scanned page
SUPERIOR = 0.72  # of a font's widest figure: a narrower one is a superior figure
SPACING_ACCENTS = {
    "\u00b4": "\u0301",
    "`": "\u0300",
    "\u02c6": "\u0302",
    "^": "\u0302",
    "\u00a8": "\u0308",
    "\u02dc": "\u0303",
    "\u00b8": "\u0327",
    "\u02c7": "\u030c",
    "\u02d8": "\u0306",
    "\u00af": "\u0304",
    "\u02da": "\u030a",
    "\u02d9": "\u0307",
}
"""Accents that old LaTeX fonts draw as characters of their own over a letter."""


def visible_glyphs(page: Page) -> list[Glyph]:
    """The characters a reader sees, one glyph each, in the order drawn; spaces are kept.

    An invisible layer under or over a scan is what makes the scan readable, so it counts as
    visible when the page is an image and has no other text to speak of.
    """
    if is_scan(page):
        return _split(_once(page.glyphs))
    seen = [g for g in page.glyphs if not g.invisible]
    scanned = _is_pictured(page)
    covers = [a for a in (*page.boxes, *page.images) if a.filled and a.width > 4 and a.height > 4]
    if covers:
        seen = [g for g in seen if not _covered(g, covers, scanned=scanned)]
    grounds = [a for a in covers if a.colour is None or _lightness(a.colour) < WHITE]
    seen = [g for g in seen if _lightness(g.colour) < WHITE or _on_ground(g, grounds)]
    seen = _split(_compose(_once(seen)))
    _find_superior_figures(seen)
    return seen


def is_scan(page: Page) -> bool:
    """Whether the page is a picture with an invisible text layer that recognition made of it."""
    seen = sum(1 for g in page.glyphs if not g.invisible)
    return _is_pictured(page) and seen * 4 < len(page.glyphs)


def _is_pictured(page: Page) -> bool:
    return any(i.width * i.height > SCAN_SHARE * page.width * page.height for i in page.images)


def heaped(glyphs: list[Glyph]) -> int:
    """The largest number of visible characters drawn on the same spot of the page."""
    spots = Counter((int(g.x0), int(g.baseline)) for g in glyphs if not g.text.isspace())
    return max(spots.values(), default=0)


def _lightness(colour: tuple[float, float, float]) -> float:
    return min(colour)


def _covered(glyph: Glyph, covers: list[Area], *, scanned: bool) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(
        area.order > glyph.order and area.holds(x, y) and not (scanned and area.colour is None)
        for area in covers
    )


def _on_ground(glyph: Glyph, grounds: list[Area]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(area.order < glyph.order and area.holds(x, y) for area in grounds)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop characters printed again on the same spot (poor man's bold, shadows)."""
    kept: list[Glyph] = []
    spots: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.text.isspace():
            kept.append(glyph)
            continue
        near = OVERPRINT * glyph.size
        column, row = int(glyph.x0 // 2), int(glyph.baseline // 2)
        twin = any(
            abs(other.x0 - glyph.x0) < near and abs(other.baseline - glyph.baseline) < near
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for other in spots.get((glyph.text, c, r), ())
        )
        if not twin:
            spots.setdefault((glyph.text, column, row), []).append(glyph)
            kept.append(glyph)
    return kept


def _compose(glyphs: list[Glyph]) -> list[Glyph]:
    """Join accents drawn over a letter with the letter (``¨`` over ``o`` is ``ö``)."""
    kept: list[Glyph] = []
    waiting: Glyph | None = None
    for glyph in glyphs:
        if waiting is not None:
            if _over(waiting, glyph) and (joined := _accented(glyph, waiting)):
                glyph = joined
            else:
                kept.append(waiting)
            waiting = None
        elif glyph.text in SPACING_ACCENTS and kept and _over(glyph, kept[-1]):
            joined = _accented(kept[-1], glyph)
            if joined:
                kept[-1] = joined
                continue
        if glyph.text in SPACING_ACCENTS:
            waiting = glyph
        else:
            kept.append(glyph)
    return kept if waiting is None else [*kept, waiting]


def _over(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.x0 + accent.x1) / 2
    return letter.x0 < middle < letter.x1 and abs(accent.baseline - letter.baseline) < letter.size


def _accented(letter: Glyph, accent: Glyph) -> Glyph | None:
    base = {"ı": "i", "ȷ": "j"}.get(letter.text, letter.text)
    joined = unicodedata.normalize("NFC", base + SPACING_ACCENTS[accent.text])
    return replace(letter, text=joined) if len(joined) == 1 else None


def _find_superior_figures(glyphs: list[Glyph]) -> None:
    """Mark figures that the font itself draws small and high: they are narrow for their size."""
    widest: dict[tuple[str, float], float] = {}
    figures = [g for g in glyphs if g.text.isdigit() and g.angle == 0]
    for glyph in figures:
        key = (glyph.font, round(glyph.size, 1))
        widest[key] = max(widest.get(key, 0.0), glyph.x1 - glyph.x0)
    for glyph in figures:
        if glyph.x1 - glyph.x0 < SUPERIOR * widest[(glyph.font, round(glyph.size, 1))]:
            glyph.raised = True


def _is_printed_form(char: str) -> bool:
    """Whether it is a ligature, or an Arabic letter in the form it has within a word."""
    return (
        "\ufb00" <= char <= "\ufb06" or "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
    )


def _split(glyphs: list[Glyph]) -> list[Glyph]:
    """One glyph a character; the letters of a ligature share its width equally."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        text = glyph.text
        if len(text) == 1 and text < "\ufb00":
            if text >= " " and not "\x7f" <= text < "\xa0":
                kept.append(glyph)
            continue
        letters = "".join(
            unicodedata.normalize("NFKC", c) if _is_printed_form(c) else c
            for c in unicodedata.normalize("NFC", text)
            if c >= " "
        )
        if len(letters) > 1 and unicodedata.bidirectional(letters[0]) in ("R", "AL"):
            letters = letters[::-1]  # the first letter of such a ligature stands on the right
        step = (glyph.x1 - glyph.x0) / max(len(letters), 1)
        for at, letter in enumerate(letters):
            left = glyph.x0 + at * step
            kept.append(replace(glyph, text=letter, x0=left, x1=left + step))
    return kept

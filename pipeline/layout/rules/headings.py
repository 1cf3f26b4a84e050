"""Titles, headings and the front matter around them, told by type and place."""

import re
from collections import defaultdict

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line
from pipeline.layout.stats import Usual

TITLE_LARGER = 1.2  # times the body size, at least
TITLE_PAGES = 2  # from the first, on one of which the title stands
LONGEST = 4  # lines of a heading
LONGEST_TEXT = 220  # characters
BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]b(d|x)?\b|medi$", re.IGNORECASE)
FIRST_PARAGRAPH = 80  # letters from which a chunk in the body type is text, not front matter
FIRST_SENTENCE = 45  # letters, where it is in the body type to the point and ends as a sentence
ABSTRACT = 250  # letters from which smaller type before the text is an abstract
COVER_LETTERS = 200  # of a single text on a cover, at most
FIGURE = 30.0  # points that a figure is high, at least
SENTENCE_END = (".", "!", "?", ":", "”", "’", ".)", "…")


def is_bold(line: Line) -> bool:
    """Whether the line's prevailing font is a bold one, by its name."""
    return BOLD.search(line.font) is not None


def mark_title(sheets: list[Sheet], usual: Usual) -> None:
    """Decide ``title`` for the largest type above the text of the first page that has any."""
    for sheet in sheets[:TITLE_PAGES]:
        free = [c for c in sheet.chunks if c.kind is None]
        large = [c for c in free if c.lines[0].size >= TITLE_LARGER * usual.size and c.letters > 3]
        if not large:
            continue
        best = max(large, key=lambda c: (round(c.lines[0].size), -c.area.top))
        text = [c for c in free if usual.is_body(c.lines[0]) and c.letters > FIRST_PARAGRAPH]
        if any(c.area.top < best.area.top - 2 and _over(c, best) for c in text):
            continue
        best.decide("title", "largest-on-first-page")
        return


def _over(a: Chunk, b: Chunk) -> bool:
    return min(a.area.x1, b.area.x1) > max(a.area.x0, b.area.x0)


def mark_headings(sheets: list[Sheet], usual: Usual) -> None:
    """Decide ``heading`` for short chunks in a heavier or larger type than the body's."""
    for sheet in sheets:
        for chunk in sheet.chunks:
            rule = _heading_rule(chunk, sheet, usual) if chunk.kind is None else ""
            if rule:
                chunk.decide("heading", rule)


def _heading_rule(chunk: Chunk, sheet: Sheet, usual: Usual) -> str:
    first = chunk.lines[0]
    if len(chunk.lines) > LONGEST or len(chunk.text) > LONGEST_TEXT or chunk.letters < 2:
        return ""
    if not any(c.isalpha() for c in chunk.text) or chunk.text.rstrip().endswith((",", ";")):
        return ""
    if first.size >= 1.08 * usual.size:
        return "larger"
    if first.manner and _set_apart(chunk, sheet, usual):
        return f"in-{first.manner}"
    if usual.is_body(first) and usual.font == first.font:
        return ""
    if first.size >= 0.85 * usual.size and _stands_alone(chunk, sheet):
        if is_bold(first) and not BOLD.search(usual.font):
            return "bold"
        if first.size >= 0.98 * usual.size and not chunk.text.rstrip().endswith("."):
            return "other-type"
    return ""


def _set_apart(chunk: Chunk, sheet: Sheet, usual: Usual) -> bool:
    """Whether white space stands above the chunk, which is no sentence and has two words."""
    area = chunk.area
    above = [
        line.baseline
        for other in sheet.chunks
        if other is not chunk
        for line in other.lines
        if line.baseline < area.bottom - 1 and min(line.x1, area.x1) > max(line.x0, area.x0)
    ]
    gap = chunk.lines[0].baseline - max(above, default=0.0)
    words = sum(len(line.words) for line in chunk.lines)
    return gap > 1.3 * usual.leading and words > 1 and not chunk.text.endswith(".")


def _stands_alone(chunk: Chunk, sheet: Sheet) -> bool:
    """Whether no line of text follows on closely from a full last line of the chunk."""
    last, area = chunk.lines[-1], chunk.area
    beside = [
        line
        for other in sheet.chunks
        if other is not chunk
        for line in other.lines
        if min(line.x1, area.x1) > max(line.x0, area.x0)
    ]
    above = [ln for ln in beside if 0 < chunk.lines[0].baseline - ln.baseline < 1.45 * ln.size]
    below = [ln for ln in beside if 0 < ln.baseline - last.baseline < 1.45 * ln.size]
    return not (above and below) or last.x1 < max(ln.x1 for ln in below) - 3 * last.size


def set_levels(chunks: list[Chunk]) -> None:
    """Give headings levels from 1 by type size, bold before regular at one size."""
    headings = [chunk for chunk in chunks if chunk.kind == "heading"]
    ranks: dict[tuple[float, bool], list[Chunk]] = defaultdict(list)
    for chunk in headings:
        first = chunk.lines[0]
        ranks[(-round(first.size * 2) / 2, not is_bold(first))].append(chunk)
    for level, key in enumerate(sorted(ranks), 1):
        for chunk in ranks[key]:
            chunk.level = level


def mark_front_matter(chunks: list[Chunk], usual: Usual) -> None:
    """Decide ``header`` for bylines, kickers and dates between the title and the first text.

    Args:
        chunks: the chunks of the title page in reading order. A heading right before the text
            stays one when its type comes back in other headings.
        usual: the document's usual type.
    """
    title = next((i for i, c in enumerate(chunks) if c.kind == "title"), None)
    if title is None:
        return
    first = next((i for i, c in enumerate(chunks) if i > title and _is_text(c, usual)), None)
    if first is None:
        _mark_cover(chunks, usual)
        return
    before = next((i for i, c in enumerate(chunks) if _is_text(c, usual)), first)
    for i, chunk in enumerate(chunks[:first]):
        opens = i == first - 1 and chunk.kind == "heading" and chunk.rule == "repeated-type"
        byline = chunk.kind == "caption" and _is_above_captioned(chunk, chunks[i + 1 :])
        free = chunk.kind in (None, "heading") or byline
        if free and not opens and (i < before or i > title):
            chunk.decide("header", "front-matter")


def _mark_cover(chunks: list[Chunk], usual: Usual) -> None:
    """A page with a title and no text is a cover: what else it says is front matter."""
    for at, chunk in enumerate(chunks):
        over_table = any(c.kind == "table" for c in chunks[at + 1 : at + 2])
        if chunk.kind in (None, "heading") and chunk.letters < COVER_LETTERS and not over_table:
            chunk.decide("header", "cover")


def _is_above_captioned(chunk: Chunk, following: list[Chunk]) -> bool:
    """Whether a caption stands above a figure that has another one below it."""
    return chunk.rule == "beside-figure" and any(
        c.kind == "caption" and c.area.top > chunk.area.bottom + FIGURE for c in following
    )


def _is_text(chunk: Chunk, usual: Usual) -> bool:
    if chunk.kind not in (None, "paragraph"):
        return False
    first = chunk.lines[0]
    ends = chunk.text.rstrip().endswith(SENTENCE_END)
    if chunk.letters > ABSTRACT and first.size > 0.75 * usual.size and ends:
        return True
    if chunk.letters > FIRST_SENTENCE and usual.is_body(first) and ends and not first.manner:
        return True
    long = chunk.letters > FIRST_PARAGRAPH and first.size > 0.93 * usual.size
    return long and (len(chunk.lines) > 1 or ends)

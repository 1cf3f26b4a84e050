"""Pull quotes: a passage set large in the text, between rules or as a repeat of the body."""

import re

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.rules.tables import horizontal_rules
from pipeline.layout.stats import Usual

LARGER = 1.12  # times the body size, at least
LETTERS = re.compile(r"[\W_]+")
SHORTEST_REPEAT = 30  # letters


def mark_pull_quotes(sheets: list[Sheet], usual: Usual) -> None:
    """Decide ``pull_quote`` for large passages of two lines or more that are not headings."""
    body = bytearray()
    other: list[tuple[Chunk, Sheet]] = []
    for sheet in sheets:
        for chunk in sheet.chunks:
            if usual.is_body(chunk.lines[0]):
                body += _letters(chunk.text).encode()
            elif chunk.kind is None and len(chunk.lines) > 1:
                other.append((chunk, sheet))
    for chunk, sheet in other:
        rule = _rule(chunk, sheet, usual, body)
        if rule:
            chunk.decide("pull_quote", rule)


def _rule(chunk: Chunk, sheet: Sheet, usual: Usual, body: bytearray) -> str:
    first = chunk.lines[0]
    if first.size < 0.98 * usual.size:
        return ""
    own = _letters(chunk.text)
    if len(own) >= SHORTEST_REPEAT and own.encode() in body:
        return "repeats-body"
    if first.size < LARGER * usual.size:
        return ""
    if _between_rules(chunk, sheet):
        return "between-rules"
    if _opens_text(chunk, sheet, usual):
        return ""
    if len(chunk.lines) >= 3 and (
        len(chunk.lines) > 3 or chunk.text.rstrip().endswith((".", "”", "’"))
    ):
        return "large-passage"
    return ""


def _opens_text(chunk: Chunk, sheet: Sheet, usual: Usual) -> bool:
    """Whether the chunk is a standfirst: under the title, over all of the text."""
    title = any(c.kind == "title" and c.area.top < chunk.area.top for c in sheet.chunks)
    body = [c for c in sheet.chunks if c.kind is None and usual.is_body(c.lines[0])]
    return title and all(c.area.top >= chunk.area.bottom - 2 for c in body)


def _between_rules(chunk: Chunk, sheet: Sheet) -> bool:
    area, reach = chunk.area, 3 * chunk.lines[0].size
    near = [
        r
        for r in horizontal_rules(sheet)
        if min(r.x1, area.x1) - max(r.x0, area.x0) > 0.5 * min(r.width, area.width)
    ]
    above = any(area.top - reach < r.top < area.top + 3 for r in near)
    below = any(area.bottom - 3 < r.top < area.bottom + reach for r in near)
    return above and below


def _letters(text: str) -> str:
    """Letters and digits alone, hyphens and line ends gone, so that line breaks do not matter."""
    return LETTERS.sub("", text).lower()

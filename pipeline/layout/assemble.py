"""Blocks of the body to one text, each character still knowing where it is printed.

Lines are joined by a space, or without one where a word was broken; markers of notes are taken
out and remembered; blocks are joined by a blank line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.layout.chunks import Chunk
from pipeline.layout.hyphens import HYPHENS, SOFT_HYPHEN, Vocabulary
from pipeline.layout.lines import Line
from pipeline.layout.page import Area, Glyph, union
from pipeline.layout.paragraphs import Paragraph
from pipeline.layout.rules.footnotes import label_of
from pipeline.layout.scripts import reading_direction
from pipeline.layout.words import Word
from pipeline.schema import Block, Box, TextRun

SEPARATOR = "\n\n"
ADDRESS = re.compile(r"(?:https?:|www\.)[^\s<>]*$")
ADDRESS_BREAKS = tuple("/-_=&?%#~:")
"""Where the address of a web page is broken, before or after."""
LONGEST_ADDRESS = 400  # characters
MARKER = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*|[*†‡§¶]{1,3}|\[\d{1,3}\]")


@dataclass(slots=True)
class Printed:
    """Text with its glyphs: ``glyphs[i]`` is where ``text[i]`` stands, None for made spaces."""

    text: list[str] = field(default_factory=list)
    glyphs: list[Glyph | None] = field(default_factory=list)
    lines: list[Line | None] = field(default_factory=list)
    markers: list[tuple[int, str, int]] = field(default_factory=list)

    def add(self, glyph: Glyph, line: Line) -> None:
        """Append one printed character."""
        self.text.append(glyph.text)
        self.glyphs.append(glyph)
        self.lines.append(line)

    def space(self, line: Line | None, char: str = " ") -> None:
        """Append white space that no glyph stands for; within ``line``, or between lines."""
        self.text.append(char)
        self.glyphs.append(None)
        self.lines.append(line)

    def drop_last(self) -> None:
        """Remove the last character."""
        self.text.pop()
        self.glyphs.pop()
        self.lines.pop()


def print_lines(
    lines: Sequence[Line], vocabulary: Vocabulary, *, skip_words: int = 0, markers: bool = True
) -> Printed:
    """The text of consecutive lines, broken words mended.

    Args:
        lines: the lines of one block.
        vocabulary: tells hyphens of words from hyphens of lines.
        skip_words: words at the start to leave out, such as a bullet.
        markers: take raised note markers out of the text.
    """
    printed = Printed()
    for number, line in enumerate(lines):
        words = reading_direction(line.words[skip_words:] if number == 0 else line.words)
        if printed.text and not _mend(printed, words, vocabulary):
            printed.space(None)
        fresh = True
        for word in words:
            glyphs = _without_markers(word, printed, line) if markers else word.glyphs
            if not glyphs:
                continue
            if not fresh:
                printed.space(line)
            fresh = False
            for glyph in glyphs:
                if glyph.text != SOFT_HYPHEN or (word is words[-1] and glyph is glyphs[-1]):
                    printed.add(glyph, line)
        if fresh and printed.text and printed.glyphs[-1] is None:
            printed.drop_last()
    return printed


def _mend(printed: Printed, words: list[Word], vocabulary: Vocabulary) -> bool:
    """Join a broken word with its rest on the next line; false when a space belongs there."""
    last = printed.text[-1]
    if not words:
        return False
    before = "".join(printed.text[-LONGEST_ADDRESS:]).rsplit(" ", 1)[-1]
    if ADDRESS.search(before):
        first = words[0].text
        goes_on = last == "." and (first[0].islower() or first[0].isdigit())
        return goes_on or last in ADDRESS_BREAKS or first.startswith(ADDRESS_BREAKS)
    if last not in HYPHENS:
        return False
    if len(before) == 1:
        return False  # a dash between spaces
    if not vocabulary.keeps_hyphen(before, words[0].text):
        printed.drop_last()
    return True


def _without_markers(word: Word, printed: Printed, line: Line) -> list[Glyph]:
    """The word without its raised note marker, which is noted at its place in the text."""
    raised = [g for g in word.glyphs if g.raised]
    if not raised or not MARKER.fullmatch("".join(g.text for g in raised)):
        return word.glyphs
    kept = [g for g in word.glyphs if not g.raised]
    first = next(i for i, g in enumerate(word.glyphs) if g.raised)
    at = len(printed.text) + first + (1 if kept and printed.text and printed.glyphs[-1] else 0)
    for label in re.findall(r"\d+|[*†‡§¶]+", "".join(g.text for g in raised)):
        printed.markers.append((at if kept else len(printed.text), label, line.page))
    return kept


Marker = tuple[int, str, int]
"""Where a raised marker stood: offset in the text, label, page."""


def body_blocks(
    paragraphs: Iterable[Paragraph], vocabulary: Vocabulary, markers: list[Marker]
) -> Iterator[tuple[int, Block, list[TextRun]]]:
    """The blocks of the body in reading order, one at a time; joined, they are the text.

    Args:
        paragraphs: in reading order; their lines know their chunk by number.
        vocabulary: of the whole document.
        markers: takes the markers of notes that are found on the way.

    Yields:
        The number of the block's first chunk, the block, and where its characters are printed.
    """
    end = 0
    for paragraph in paragraphs:
        lines = [p.line for p in paragraph.lines]
        printed = print_lines(lines, vocabulary, skip_words=paragraph.skip)
        if not printed.text:
            continue
        start = end + len(SEPARATOR) if end else 0
        end = start + len(printed.text)
        markers += [(start + at, label, page) for at, label, page in printed.markers]
        block = Block(
            kind=paragraph.kind,
            text="".join(printed.text),
            start=start,
            end=end,
            boxes=_boxes(paragraph),
            rule=paragraph.rule,
            level=paragraph.level,
            label=paragraph.label,
        )
        yield paragraph.lines[0].chunk, block, list(_runs(printed, start))


def other_blocks(
    chunks: Iterable[Chunk], vocabulary: Vocabulary, markers: Iterable[Marker]
) -> Iterator[tuple[int, Block]]:
    """The blocks outside the body, each with the number of its chunk.

    Args:
        chunks: all chunks in reading order.
        vocabulary: of the whole document.
        markers: all markers of the body, which footnotes hang on.
    """
    free = list(markers)
    for number, chunk in enumerate(chunks):
        if chunk.kind not in ("heading", "paragraph", None):
            yield number, _aside(chunk, vocabulary, free)


def _aside(chunk: Chunk, vocabulary: Vocabulary, markers: list[Marker]) -> Block:
    """A block outside the body; a footnote is linked to the first free marker of its label."""
    label = label_of(chunk.lines) if chunk.kind == "footnote" else None
    marker = _claim_marker(markers, label, chunk.page) if label else None
    lines, skip = chunk.lines, 0
    if label is not None:
        lines, skip = _without_label(chunk.lines, label)
    if chunk.rows is not None:
        text = "\n".join("\t".join(row) for row in chunk.rows)
    else:
        text = "".join(print_lines(lines, vocabulary, skip_words=skip, markers=False).text)
    return Block(
        kind=chunk.kind or "paragraph",
        text=text,
        boxes=(_box(chunk.page, chunk.area),),
        rule=chunk.rule,
        level=chunk.level,
        rows=chunk.rows,
        label=label,
        marker=marker,
    )


def _without_label(lines: list[Line], label: str) -> tuple[list[Line], int]:
    first = lines[0].words[0]
    glyphs = first.glyphs
    if all(g.raised for g in glyphs) or (
        len(first.text) <= len(label) + 2 and not glyphs[0].raised
    ):
        return lines, 1
    rest = [g for g in glyphs if not g.raised]
    line = lines[0]
    opened = Line(
        line.page,
        [Word(rest), *line.words[1:]],
        line.x0,
        line.x1,
        line.top,
        line.bottom,
        line.baseline,
        line.size,
        line.font,
        line.colour,
        line.fonts,
    )
    return [opened, *lines[1:]], 0


def _claim_marker(markers: list[tuple[int, str, int]], label: str, page: int) -> int | None:
    """Take the first marker with this label, on the note's own page where there is one."""
    alike = [m for m in markers if m[1] == label]
    best = next((m for m in alike if m[2] == page), alike[0] if alike else None)
    if best is None:
        return None
    markers.remove(best)
    return best[0]


def _boxes(paragraph: Paragraph) -> tuple[Box, ...]:
    """One box for each chunk that the paragraph runs through."""
    groups: dict[int, list[Line]] = {}
    for placed in paragraph.lines:
        groups.setdefault(placed.chunk, []).append(placed.line)
    return tuple(_box(g[0].page, union(ln.area for ln in g)) for g in groups.values())


def _box(page: int, area: Area) -> Box:
    sides = (area.x0, area.top, area.x1, area.bottom)
    x0, top, x1, bottom = (round(side, 2) for side in sides)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _runs(printed: Printed, offset: int) -> Iterator[TextRun]:
    """Consecutive characters of one line; an initial larger than its line is a run of its own.

    ``offset`` is where the printed text begins in the document's.
    """
    start = 0
    for at in range(1, len(printed.text) + 1):
        if at < len(printed.text) and _same_run(printed, at):
            continue
        line = printed.lines[start]
        if line is not None:
            yield _run(printed, start, at, line, offset)
        start = at


def _same_run(printed: Printed, at: int) -> bool:
    line = printed.lines[at]
    if line is None or line is not printed.lines[at - 1]:
        return False
    return _initial(printed.glyphs[at], line) == _initial(printed.glyphs[at - 1], line)


def _initial(glyph: Glyph | None, line: Line) -> bool:
    return glyph is not None and glyph.size > 1.5 * line.size


def _run(printed: Printed, start: int, end: int, line: Line, offset: int) -> TextRun:
    x0: list[float] = []
    x1: list[float] = []
    glyphs = printed.glyphs[start:end]
    for at, glyph in enumerate(glyphs):
        if glyph is not None:
            x0.append(round(glyph.x0, 2))
            x1.append(round(glyph.x1, 2))
        else:
            after = glyphs[at + 1] if at + 1 < len(glyphs) else None
            left = x1[-1] if x1 else round(line.x0, 2)
            x0.append(left)
            x1.append(max(round(after.x0, 2), left) if after else left)
    first = glyphs[0]
    tall = first is not None and _initial(first, line)
    top, bottom = (first.top, first.bottom) if tall and first else (line.top, line.bottom)
    return TextRun(
        start=offset + start,
        page=line.page,
        top=round(top, 2),
        bottom=round(bottom, 2),
        x0=tuple(x0),
        x1=tuple(x1),
    )

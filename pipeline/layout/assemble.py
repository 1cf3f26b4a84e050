"""Blocks of the body to one text, each character still knowing where it is printed.

Lines are joined by a space, or without one where a word was broken; markers of notes are taken
out and remembered; blocks are joined by a blank line.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.layout.chunks import Chunk
from pipeline.layout.hyphens import HYPHENS, SOFT_HYPHEN, Vocabulary
from pipeline.layout.lines import Line
from pipeline.layout.page import Area, Glyph, union
from pipeline.layout.paragraphs import Paragraph
from pipeline.layout.rules.footnotes import label_of
from pipeline.layout.scripts import reading_direction
from pipeline.layout.strips import INITIAL, Sides, dump_run, make_run, sides_of, start_run
from pipeline.layout.words import Word
from pipeline.schema import Block, Box, TextRun

SEPARATOR = "\n\n"
ADDRESS = re.compile(r"(?:https?:|www\.)[^\s<>]*$")
ADDRESS_BREAKS = tuple("/-_=&?%#~:")
"""Where the address of a web page is broken, before or after."""
LONGEST_ADDRESS = 400  # characters
MARKER = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*|[*†‡§¶]{1,3}|\[\d{1,3}\]")

Marker = tuple[int, str, int]
"""Where a raised marker stood: offset in the text, label, page."""


@dataclass(slots=True)
class Strip:
    """Consecutive characters of one line: their text, and the sides of each.

    An initial larger than its line is a strip of its own; ``top`` and ``bottom`` are the
    initial's, else the line's. The sides of a line printed as it reads are fetched when they are
    asked for.
    """

    line: Line
    text: str
    top: float
    bottom: float
    made: Sides | None = None

    @property
    def sides(self) -> Sides:
        """Left and right of each character."""
        if self.made is None:
            self.made = self.line.sides
            assert self.made is not None  # the line is plain
        return self.made

    def drop_last(self) -> None:
        """Remove the last character, one of several."""
        x0, x1 = self.sides
        self.text = self.text[:-1]
        x0.pop()
        x1.pop()
        if self.text.endswith(" "):
            x1[-1] = x0[-1]


@dataclass(slots=True)
class Printed:
    """Text with its places: ``strips`` are null for a space between two lines."""

    strips: list[Strip | None] = field(default_factory=list)
    length: int = 0
    markers: list[Marker] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(_text(strip) for strip in self.strips)

    @property
    def ends_in_space(self) -> bool:
        """Whether its last character stands for white space; no glyph is a space."""
        return bool(self.strips) and _text(self.strips[-1]).endswith(" ")

    def add(self, strip: Strip | None) -> None:
        """Append a strip, or a space between lines."""
        self.strips.append(strip)
        self.length += len(_text(strip))

    def last_word(self) -> str:
        """What follows the last space, within the length of an address."""
        tail = ""
        for strip in reversed(self.strips):
            tail = _text(strip) + tail
            if " " in tail or len(tail) > LONGEST_ADDRESS:
                break
        return tail[-LONGEST_ADDRESS:].rsplit(" ", 1)[-1]

    def drop_last(self) -> None:
        """Remove the last character."""
        strip = self.strips[-1]
        self.length -= 1
        if strip is None or len(strip.text) == 1:
            self.strips.pop()
            return
        strip.drop_last()


@dataclass(frozen=True, slots=True)
class Places:
    """Where printed text stands, which begins at the offset ``start`` of the document's."""

    printed: Printed
    start: int

    def runs(self) -> Iterator[TextRun]:
        """A run for each strip."""
        for start, strip in self._strips():
            yield make_run(start, strip.line.page, strip.top, strip.bottom, strip.sides)

    def dumped(self) -> Iterator[bytes]:
        """The JSON of each run."""
        for start, strip in self._strips():
            page, top, bottom = strip.line.page, strip.top, strip.bottom
            kept = strip.line.run if strip.made is None else None
            yield start_run(start, kept or dump_run(page, top, bottom, strip.sides))

    def _strips(self) -> Iterator[tuple[int, Strip]]:
        start = self.start
        for strip in self.printed.strips:
            if strip is not None:
                yield start, strip
            start += len(_text(strip))


def _text(strip: Strip | None) -> str:
    return " " if strip is None else strip.text


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
        skipped = skip_words if number == 0 else 0
        if not skipped and line.plain:
            if printed.length and not _mend(printed, line.text.partition(" ")[0], vocabulary):
                printed.add(None)
            printed.add(Strip(line, line.text, line.top, line.bottom))
            continue
        words = reading_direction(line.words[skipped:])
        first = words[0].text if words else ""
        if printed.length and not _mend(printed, first, vocabulary):
            printed.add(None)
        _print_words(printed, line, words, markers=markers)
    return printed


def _print_words(printed: Printed, line: Line, words: Sequence[Word], *, markers: bool) -> None:
    """Append the words of a line that is not printed just as it reads."""
    chars: list[Glyph | None] = []
    fresh = True
    for word in words:
        glyphs = word.glyphs
        if markers:
            ends_in_space = chars[-1] is None if chars else printed.ends_in_space
            at = printed.length + len(chars)
            glyphs, labels = _without_markers(word, at, apart=at > 0 and not ends_in_space)
            printed.markers += [(offset, label, line.page) for offset, label in labels]
        if not glyphs:
            continue
        if not fresh:
            chars.append(None)
        fresh = False
        for glyph in glyphs:
            if glyph.text != SOFT_HYPHEN or (word is words[-1] and glyph is glyphs[-1]):
                chars.append(glyph)
    for tall, group in groupby(chars, key=lambda g: g is not None and _is_initial(g, line)):
        strip = list(group)
        first = strip[0]
        text = "".join(" " if g is None else g.text for g in strip)
        by = first if tall and first is not None else line
        printed.add(Strip(line, text, by.top, by.bottom, sides_of(strip, line.x0)))
    if fresh and printed.ends_in_space:
        printed.drop_last()


def _is_initial(glyph: Glyph, line: Line) -> bool:
    return glyph.size > INITIAL * line.size


def _mend(printed: Printed, first: str, vocabulary: Vocabulary) -> bool:
    """Join a broken word with its rest on the next line; false when a space belongs there.

    Args:
        first: the first word of the next line; empty where it has none.
    """
    if not first:
        return False
    before = printed.last_word()
    last = _text(printed.strips[-1])[-1]
    if ADDRESS.search(before):
        goes_on = last == "." and (first[0].islower() or first[0].isdigit())
        return goes_on or last in ADDRESS_BREAKS or first.startswith(ADDRESS_BREAKS)
    if last not in HYPHENS:
        return False
    if len(before) == 1:
        return False  # a dash between spaces
    if not vocabulary.keeps_hyphen(before, first):
        printed.drop_last()
    return True


def _without_markers(
    word: Word, at: int, *, apart: bool
) -> tuple[list[Glyph], list[tuple[int, str]]]:
    """The word without its raised note markers, and those with their places in the text.

    Args:
        at: length of the text before the word.
        apart: whether a space comes between the two.
    """
    raised = [g for g in word.glyphs if g.raised]
    if not raised or not MARKER.fullmatch("".join(g.text for g in raised)):
        return word.glyphs, []
    kept = [g for g in word.glyphs if not g.raised]
    first = next(i for i, g in enumerate(word.glyphs) if g.raised)
    place = at + first + (1 if apart else 0) if kept else at
    labels = re.findall(r"\d+|[*†‡§¶]+", "".join(g.text for g in raised))
    return kept, [(place, label) for label in labels]


def body_blocks(
    paragraphs: Iterable[Paragraph], vocabulary: Vocabulary, markers: list[Marker]
) -> Iterator[tuple[int, Block, Places]]:
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
        if not printed.length:
            continue
        start = end + len(SEPARATOR) if end else 0
        end = start + printed.length
        markers += [(start + at, label, page) for at, label, page in printed.markers]
        block = Block(
            kind=paragraph.kind,
            text=printed.text,
            start=start,
            end=end,
            boxes=_boxes(paragraph),
            rule=paragraph.rule,
            level=paragraph.level,
            label=paragraph.label,
        )
        yield paragraph.lines[0].chunk, block, Places(printed, start)


def other_blocks(
    chunks: Iterable[Chunk], vocabulary: Vocabulary, markers: Iterable[Marker]
) -> Iterator[tuple[int, Block]]:
    """The blocks outside the body, each with the number of its chunk.

    Args:
        chunks: all chunks in reading order.
        vocabulary: of the whole document.
        markers: all markers of the body, which footnotes hang on.
    """
    free: dict[str, list[Marker]] = defaultdict(list)
    for marker in markers:
        free[marker[1]].append(marker)
    for number, chunk in enumerate(chunks):
        if chunk.kind not in ("heading", "paragraph", None):
            yield number, _aside(chunk, vocabulary, free)


def _aside(chunk: Chunk, vocabulary: Vocabulary, free: dict[str, list[Marker]]) -> Block:
    """A block outside the body; a footnote is linked to the first free marker of its label."""
    label = label_of(chunk.lines) if chunk.kind == "footnote" else None
    marker = _claim_marker(free[label], chunk.page) if label else None
    lines, skip = chunk.lines, 0
    if label is not None:
        lines, skip = _without_label(chunk.lines, label)
    if chunk.rows is not None:
        text = "\n".join("\t".join(row) for row in chunk.rows)
    else:
        text = print_lines(lines, vocabulary, skip_words=skip, markers=False).text
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


def _claim_marker(alike: list[Marker], page: int) -> int | None:
    """Take the first of the markers of one label, on the note's own page where there is one."""
    best = next((m for m in alike if m[2] == page), alike[0] if alike else None)
    if best is None:
        return None
    alike.remove(best)
    return best[0]


def _boxes(paragraph: Paragraph) -> tuple[Box, ...]:
    """One box for each chunk that the paragraph runs through."""
    groups: dict[int, list[Line]] = {}
    for placed in paragraph.lines:
        groups.setdefault(placed.chunk, []).append(placed.line)
    return tuple(_box(g[0].page, union(g)) for g in groups.values())


def _box(page: int, area: Area) -> Box:
    sides = (area.x0, area.top, area.x1, area.bottom)
    x0, top, x1, bottom = (round(side, 2) for side in sides)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)

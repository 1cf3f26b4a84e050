"""Characters to words to lines.

Characters are gathered by baseline whatever the order they were drawn in, split into words at
gaps, and rows are split into lines where a gutter runs: a strip that stays empty over several
rows with text on both sides of it (after Breuel 2002, "Two geometric algorithms for layout
analysis"). Distances between characters are measured from the right edge of one to the left edge
of the next, in multiples of the type size.
"""

import itertools
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from pipeline.config import ExtractSettings
from pipeline.layout.page import Area, Glyph
from pipeline.layout.strips import Sides, dump_run, plain_sides
from pipeline.layout.words import SPACED, Row, Word, baselines, split_words

LABEL = re.compile(r"[•‣▪■□◦●○–—\-*·>»✓➢❖]|\(?(\d{1,3}|[A-Za-z]|[ivxl]{1,5})[.)\]]?|\[\d{1,3}\]")
"""What stands before the text of a list item or a note, apart from it by a tab."""
NUMBERED = re.compile(r"\(?(\d{1,3}|[A-Za-z]|[ivxl]{1,5})[.)]")
"""A number or letter of a paragraph, which may stand far out in the margin."""
OUTDENT = 4.5  # type sizes between such a number and its paragraph, at most
LEFT_REACH, RIGHT_REACH = 8.0, 3.0  # type sizes from a gutter within which a row is beside it
RAISED = re.compile(r"[\d,*†‡§¶()\[\]–-]{1,9}|[a-z]{1,2}")
"""Superscripts and subscripts: markers of notes, ordinals, indices."""

Style = tuple[str, float, tuple[float, ...]]
"""Font, size to half a point, colour: what a reader sees as one kind of type."""


@dataclass
class Line:  # no slots: lines of a store are small until they are read
    """A line of one column: its words, where it lies, and its prevailing type.

    ``manner`` is ``spaced`` or ``capitals`` where all of it is letter-spaced or in capitals;
    ``dropped`` says that it stands beside an initial.
    """

    page: int
    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    colour: tuple[float, float, float]
    fonts: frozenset[str] = field(default_factory=frozenset)
    dropped: bool = False
    manner: str = ""

    @property
    def text(self) -> str:
        """Words joined by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def area(self) -> Area:
        """The rectangle of the line."""
        return Area(self.x0, self.top, self.x1, self.bottom)

    @property
    def style(self) -> Style:
        """Its kind of type."""
        return (self.font, round(self.size * 2) / 2, tuple(round(c, 1) for c in self.colour))

    @property
    def letters(self) -> int:
        """Characters without spaces."""
        return sum(len(word.glyphs) for word in self.words)

    @property
    def lead(self) -> float:
        """Width of its first word."""
        return self.words[0].x1 - self.words[0].x0

    @property
    def sides(self) -> Sides | None:
        """Left and right of the characters of its text, see :func:`plain_sides`."""
        return plain_sides(self.words, self.size)

    @property
    def plain(self) -> bool:
        """Whether its characters are printed one after the other, as its text has them."""
        return self.sides is not None

    @property
    def run(self) -> bytes | None:
        """The run of its text as :func:`dump_run` has it; null where the line is not plain."""
        sides = self.sides
        return None if sides is None else dump_run(self.page, self.top, self.bottom, sides)


def make_line(page: int, words: list[Word]) -> Line:
    """Measure a line from its words (at least one)."""
    glyphs = [g for word in words for g in word.glyphs]
    level = [g for g in glyphs if not g.raised] or glyphs
    (font, size, colour), _ = max(
        Counter((g.font, round(g.size, 2), g.colour) for g in level).items(),
        key=lambda item: (item[1], item[0]),
    )
    main = [g for g in level if g.font == font and abs(g.size - size) < 0.01]
    return Line(
        page,
        words,
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        top=min(g.top for g in main),
        bottom=max(g.bottom for g in main),
        baseline=median(g.baseline for g in main),
        size=size,
        font=font,
        colour=colour,
        fonts=frozenset(g.font for g in level),
        manner=_manner(words),
    )


def _manner(words: list[Word]) -> str:
    gaps = sorted(
        (b.x0 - a.x1) / a.size for word in words for a, b in itertools.pairwise(word.glyphs)
    )
    if len(gaps) >= 4 and gaps[len(gaps) // 4] > SPACED:
        return "spaced"
    text = "".join(word.text for word in words)
    return "capitals" if text.isupper() and sum(c.isalpha() for c in text) >= 5 else ""


def find_lines(page: int, glyphs: list[Glyph], settings: ExtractSettings) -> list[Line]:
    """Upright characters of a page to lines, top to bottom and left to right.

    Columns are apart; which comes first is for :mod:`pipeline.layout.order` to say.
    """
    rows = _attach_raised(
        [Row(baseline, split_words(chars, settings)) for baseline, chars in baselines(glyphs)]
    )
    rows, capitals = _take_drop_capitals(rows)
    lines = [
        make_line(page, words)
        for row, at in _gutters(rows, settings)
        for words in _cut(row.words, at)
    ]
    for capital in capitals:
        _give_drop_capital(lines, capital)
    return sorted(lines, key=lambda line: (line.baseline, line.x0))


def _attach_raised(rows: list[Row]) -> list[Row]:
    """Move superscripts and subscripts into the row of the words they stand beside."""
    kept: list[Row] = []
    for at, row in enumerate(rows):
        left: list[Word] = []
        for word in row.words:
            host = None if _in_running_text(row, word) else _host(rows, at, word)
            if host is None:
                left.append(word)
                continue
            above = row.baseline < host.baseline
            for glyph in word.glyphs:
                glyph.raised = above
            _insert(host, word)
        if left:
            kept.append(Row(row.baseline, left))
    return kept


def _in_running_text(row: Row, word: Word) -> bool:
    """Whether the word is too long for a superscript, or stands among words of its own size."""
    if not RAISED.fullmatch(word.text):
        return True
    return any(
        near is not word
        and not RAISED.fullmatch(near.text)
        and abs(near.size - word.size) < 0.1 * word.size
        and max(word.x0 - near.x1, near.x0 - word.x1) < 0.7 * word.size
        for near in row.words
    )


def _host(rows: list[Row], at: int, word: Word) -> Row | None:
    """The nearest row with larger type right beside the word."""
    size = word.size
    baseline = rows[at].baseline
    best: tuple[float, Row] | None = None
    for step in (1, -1):
        other = at + step
        while 0 <= other < len(rows) and abs(rows[other].baseline - baseline) < 2.5 * size:
            row = rows[other]
            for near in row.words:
                larger = near.size
                rise = (row.baseline - baseline) / larger
                if 0.4 * larger < size < 0.85 * larger and -0.35 < rise < 0.65:
                    after = word.x0 + word.x1 > near.x0 + near.x1
                    gap = word.x0 - near.x1 if after else near.x0 - word.x1
                    reach = 0.45 if after else 1.4
                    if -0.3 * larger < gap < reach * larger and (best is None or gap < best[0]):
                        best = (gap, row)
            other += step
    return best[1] if best else None


def _insert(row: Row, word: Word) -> None:
    """Put a raised word in its place, joined to the word it touches on its left."""
    at = bisect_left([w.x0 for w in row.words], word.x0)
    before = row.words[at - 1] if at else None
    if before is not None and word.x0 - before.x1 < 0.25 * before.size:
        cut = next((i for i, g in enumerate(before.glyphs) if g.x0 > word.x0), None)
        place = len(before.glyphs) if cut is None else cut
        before.glyphs[place:place] = word.glyphs
    else:
        row.words.insert(at, word)


def _take_drop_capitals(rows: list[Row]) -> tuple[list[Row], list[Word]]:
    """Take out initials that are as tall as two lines or more of the text beside them."""
    taken: list[Word] = []
    for row in rows:
        for word in list(row.words):
            glyph = word.glyphs[0]
            top = glyph.baseline - 0.75 * glyph.size
            beside = [
                near
                for other in rows
                if top < other.baseline <= glyph.baseline + 1
                for near in other.words
                if near is not word
                and near.size * 1.8 < glyph.size
                and -0.2 * near.size < near.x0 - glyph.x1 < 1.2 * near.size
            ]
            if beside and len(word.glyphs) <= 2 and len({id(w) for w in beside}) >= 2:
                row.words.remove(word)
                taken.append(word)
            elif (
                len(beside) >= 1 and len(word.glyphs) > 2 and glyph.size > 1.8 * word.glyphs[1].size
            ):
                row.words[row.words.index(word)] = Word(word.glyphs[1:])
                taken.append(Word([glyph]))
    return [row for row in rows if row.words], taken


def _give_drop_capital(lines: list[Line], capital: Word) -> None:
    """Put an initial before the first of the lines beside it."""
    glyph = capital.glyphs[0]
    top = glyph.baseline - 0.85 * glyph.size
    beside = [
        line
        for line in lines
        if top < line.baseline <= glyph.baseline + 0.6 * line.size
        and 0 <= line.x0 - capital.x1 + 2 < 1.5 * line.size
    ]
    if not beside:
        lines.append(make_line(1 if not lines else lines[0].page, [capital]))
        return
    beside.sort(key=lambda line: line.baseline)
    beside[0].words[0].glyphs[:0] = capital.glyphs
    for line in beside:
        line.dropped = True
        line.x0 = capital.x0


def _gutters(rows: list[Row], settings: ExtractSettings) -> list[tuple[Row, list[int]]]:
    """For each row, the indexes of the words that a gutter runs before."""
    frees = [_free_strips(row) for row in rows]
    found = []
    for at, row in enumerate(rows):
        cuts: list[int] = []
        for i in range(1, len(row.words)):
            left, right = row.words[i - 1], row.words[i]
            em = max(left.size, right.size)
            gap = (right.x0 - left.x1) / em
            if gap < settings.gutter:
                continue
            if i - 1 == (cuts[-1] if cuts else 0) and _is_label(left, right, settings):
                continue
            if gap >= settings.wide_gap or _runs(
                rows, frees, at, (left.x1, right.x0), em, settings
            ):
                cuts.append(i)
        found.append((row, cuts))
    return found


def _is_label(left: Word, right: Word, settings: ExtractSettings) -> bool:
    """Whether a first word is the label of what stands to its right, and no column."""
    reach = OUTDENT if NUMBERED.fullmatch(left.text) else settings.wide_gap
    near = right.x0 - left.x1 < reach * min(left.size, right.size)
    return near and LABEL.fullmatch(left.text) is not None


def _free_strips(row: Row) -> list[tuple[float, float]]:
    edges = [float("-inf")]
    for word in row.words:
        edges += [word.x0, word.x1]
    edges.append(float("inf"))
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _runs(
    rows: list[Row],
    frees: list[list[tuple[float, float]]],
    at: int,
    strip: tuple[float, float],
    em: float,
    settings: ExtractSettings,
) -> bool:
    """Whether the strip stays empty over enough rows with text on either side."""
    lefts = rights = 1
    low, high = strip
    for step in (-1, 1):
        other = at + step
        last = rows[at].baseline
        while 0 <= other < len(rows) and abs(rows[other].baseline - last) < 4 * em:
            free = max(frees[other], key=lambda f: min(high, f[1]) - max(low, f[0]))
            a, b = max(low, free[0]), min(high, free[1])
            if b - a < settings.gutter * em * 0.9:
                break
            low, high = a, b
            lefts += low - free[0] < LEFT_REACH * em
            rights += free[1] - high < RIGHT_REACH * em
            last = rows[other].baseline
            other += step
    support = min(lefts, rights)
    return support >= 3 or (support >= 2 and high - low > 1.3 * em)


def _cut(words: list[Word], cuts: list[int]) -> list[list[Word]]:
    edges = [0, *cuts, len(words)]
    return [words[a:b] for a, b in itertools.pairwise(edges)]

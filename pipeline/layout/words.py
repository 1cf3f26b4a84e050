"""Characters to words: those on one baseline, parted at gaps.

Distances between characters are measured from the right edge of one to the left edge of the next,
in multiples of the type size.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from pipeline.config import ExtractSettings
from pipeline.layout.page import Glyph

SPACED = 0.06  # type sizes between most letters of letter-spaced type, at least


@dataclass(slots=True)
class Word:
    """Characters without a space between them, left to right."""

    glyphs: list[Glyph]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.glyphs[-1].x1

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(g.text for g in self.glyphs)

    @property
    def size(self) -> float:
        """The largest type size in the word."""
        return max(g.size for g in self.glyphs)


@dataclass(slots=True)
class Row:
    """Words on one baseline, across all columns of the page."""

    baseline: float
    words: list[Word]


def baselines(glyphs: Iterable[Glyph]) -> Iterable[tuple[float, list[Glyph]]]:
    """Group characters whose baselines differ by no more than a tenth of the type size."""
    group: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if (
            group
            and glyph.baseline - group[0].baseline > 0.1 * min(glyph.size, group[0].size) + 0.3
        ):
            yield median(g.baseline for g in group), group
            group = []
        group.append(glyph)
    if group:
        yield median(g.baseline for g in group), group


def split_words(glyphs: list[Glyph], settings: ExtractSettings) -> list[Word]:
    """Characters of one baseline to words, left to right."""
    glyphs = sorted(glyphs, key=lambda g: (g.x0, g.order))
    spacing = _letter_spacing([g for g in glyphs if not g.text.isspace()])
    words: list[Word] = []
    space = False
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            space = True
            continue
        gap = glyph.x0 - last.x1 if last else 0.0
        em = min(glyph.size, last.size) if last else 1.0
        usual = spacing.get(id(glyph), 0.0)
        wide = gap > settings.word_gap * em + usual
        if last is None or wide or (space and gap > 0.03 * em + 0.6 * usual):
            words.append(Word([glyph]))
        else:
            words[-1].glyphs.append(glyph)
        last, space = glyph, False
    return words


def _letter_spacing(glyphs: list[Glyph]) -> dict[int, float]:
    """The usual gap between letters where type is letter-spaced, by character."""
    found: dict[int, float] = {}
    run: list[Glyph] = []
    for glyph in [*glyphs, None]:
        if glyph is not None and (
            not run
            or (
                glyph.font == run[-1].font
                and glyph.x0 - run[-1].x1 < 1.2 * glyph.size
                and abs(glyph.size - run[-1].size) < 0.5
            )
        ):
            run.append(glyph)
            continue
        if len(run) >= 6:
            gaps = sorted(b.x0 - a.x1 for a, b in itertools.pairwise(run))
            usual = gaps[len(gaps) // 3]
            if usual > SPACED * run[0].size:
                found.update((id(g), usual) for g in run)
        run = [] if glyph is None else [glyph]
    return found

"""List items: a bullet or a label before the text, set apart from it or counting on.

A bullet decides alone. A dash, a letter or a number does when it comes again with its text in
line, a number also one further; a single one does not, however it looks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.layout.lines import Line
from pipeline.layout.page import Area

BULLETS = frozenset("•‣▪▫■□◦●○➢➤✓✔❖►▶∙⁃◆◇")
DASHES = frozenset("–—-*·»>")
PRIVATE = range(0xE000, 0xF900)
NUMBER = re.compile(r"[(\[]?(\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]|\d{1,2}", re.IGNORECASE)
ROMAN = (
    "",
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
)
LETTERS, ROMANS = 2000, 4000  # where the values of letters and of Roman numbers begin
ALIGNED = 0.35  # type sizes by which the texts of two items may start differently
REACH = 2.6  # type sizes between a drawn bullet and its text, at most


@dataclass(frozen=True, slots=True)
class Label:
    """What opens a list item: its text, the words of the line it takes, where the item starts."""

    text: str
    words: int
    x: float
    rule: str


Labels = dict[int, Label]


def find_labels(lines: Sequence[Line], dots: Mapping[int, list[Area]]) -> Labels:
    """The labels of the lines that open list items, by the line's id.

    Args:
        lines: lines of the body in reading order.
        dots: small drawn shapes of each page, among them bullets.
    """
    found: Labels = {}
    open_labels: list[tuple[Line, str]] = []
    for line in lines:
        first, more, _ = line.text.partition(" ")
        if _drawn_bullet(line, dots.get(line.page, ())):
            found[id(line)] = Label("•", 0, line.x0, "drawn-bullet")
        elif more and (first in BULLETS or (len(first) == 1 and ord(first) in PRIVATE)):
            found[id(line)] = Label(first, 1, line.words[1].x0, "bullet")
        elif more and (first in DASHES or NUMBER.fullmatch(first)):
            open_labels.append((line, first))
    for at, (line, text) in enumerate(open_labels):
        around = [*open_labels[max(at - 1, 0) : at], *open_labels[at + 1 : at + 2]]
        if any(_goes_on(line, text, other, label) for other, label in around):
            found[id(line)] = Label(text, 1, line.words[1].x0, "label-in-sequence")
    return found


def _goes_on(line: Line, text: str, other: Line, label: str) -> bool:
    """Whether two labels belong to one list: aligned, of one form, and counting or dashes."""
    em = line.size
    aligned = abs(line.words[1].x0 - other.words[1].x0) < ALIGNED * em or (
        abs(line.x0 - other.x0) < ALIGNED * em
    )
    same_column = line.page == other.page and min(line.x1, other.x1) > max(line.x0, other.x0)
    if not aligned and same_column:
        return False
    if text in DASHES or label in DASHES:
        return text == label and aligned
    if text.isdigit() or label.isdigit():  # bare numbers must also stand apart from the text
        gaps = [ln.words[1].x0 - ln.words[0].x1 for ln in (line, other)]
        if min(gaps) < 0.6 * em:
            return False
    if re.sub(r"\w+", "1", text) != re.sub(r"\w+", "1", label):
        return False
    return any(abs(a - b) == 1 for a in _values(text) for b in _values(label))


def _values(label: str) -> list[int]:
    """What a label counts: an ``i`` may be a letter or a Roman number, far from each other."""
    bare = re.sub(r"\W", "", label).lower()
    if bare.isdigit():
        return [int(bare)]
    letter = [LETTERS + ord(bare)] if len(bare) == 1 else []
    return [*letter, ROMANS + ROMAN.index(bare)] if bare in ROMAN else letter


def _drawn_bullet(line: Line, dots: Sequence[Area]) -> bool:
    middle = line.baseline - 0.3 * line.size
    return any(
        0.1 * line.size < line.x0 - dot.x1 < REACH * line.size
        and abs((dot.top + dot.bottom) / 2 - middle) < 0.4 * line.size
        and 0.12 * line.size < dot.height < 0.75 * line.size
        and 0.5 < dot.width / dot.height < 2
        for dot in dots
    )

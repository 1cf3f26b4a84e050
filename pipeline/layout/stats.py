"""What is usual in a document: its body type and its distance between lines."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from pipeline.layout.chunks import Sheet, same_type
from pipeline.layout.lines import Line, Style

FREQUENT = 0.4  # of the commonest distance between lines: paragraphs of one line are no leading


@dataclass(frozen=True, slots=True)
class Usual:
    """The prevailing type of a document. ``size`` and ``leading`` are in points."""

    font: str
    size: float
    leading: float
    colour: tuple[float, ...]

    def is_body(self, line: Line) -> bool:
        """Whether a line is set in the body type (words in italics do not matter)."""
        return abs(line.size - self.size) <= 0.04 * self.size and self.font in line.fonts


@dataclass(slots=True)
class Types:
    """Letters by kind of type, and by font and size (rounded to hundredths of a point)."""

    letters: Counter[Style] = field(default_factory=Counter)
    sizes: Counter[tuple[str, float]] = field(default_factory=Counter)

    def add(self, lines: Iterable[Line]) -> None:
        """Count lines."""
        for line in lines:
            self.letters[line.style] += line.letters
            self.sizes[line.font, round(line.size, 2)] += line.letters

    def update(self, other: "Types") -> None:
        """Add what has been counted elsewhere."""
        self.letters.update(other.letters)
        self.sizes.update(other.sizes)


def measure(sheets: list[Sheet], types: Types) -> Usual:
    """Find the type that most letters are set in, and its usual leading.

    Args:
        sheets: all pages.
        types: of their lines, those of scanned pages left out, whose type has been made even since.
    """
    whole = Types()
    whole.update(types)
    for sheet in sheets:
        if sheet.scanned:
            whole.add(sheet.lines)
    if not whole.letters:
        return Usual("", 10.0, 12.0, (0.0, 0.0, 0.0))
    (font, _, colour), _ = max(whole.letters.items(), key=lambda item: (item[1], item[0]))
    sizes = [(count, size) for (name, size), count in whole.sizes.items() if name == font]
    size = max(sizes)[1]
    steps = [
        below.baseline - line.baseline
        for sheet in sheets
        for line, below in _stacked([ln for ln in sheet.lines if abs(ln.size - size) < 0.3])
    ]
    return Usual(font, size, _usual_step(steps) or 1.2 * size, colour)


def _stacked(lines: list[Line]) -> list[tuple[Line, Line]]:
    """Pairs of a line and the next one under it in its column."""
    pairs = []
    for i, line in enumerate(lines):
        for below in lines[i + 1 :]:
            if below.baseline - line.baseline > 2.5 * line.size:
                break
            overlap = min(line.x1, below.x1) - max(line.x0, below.x0)
            if overlap > 0 and below.baseline - line.baseline > 0.6 * line.size:
                if same_type(line, below):
                    pairs.append((line, below))
                break
    return pairs


def _usual_step(steps: list[float]) -> float:
    counts = Counter(round(step, 1) for step in steps)
    if not counts:
        return 0.0
    often = FREQUENT * max(counts.values())
    mode = min(step for step, count in counts.items() if count >= often)
    return median(step for step in steps if abs(step - mode) < 0.5)

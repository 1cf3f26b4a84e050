"""Lines of the body, in reading order, to paragraphs and list items.

A paragraph goes on across columns and pages. It ends where the next line is set apart by white
space, indented, or outdented from a list; and where its last line is short: the next line's first
word would still have fitted. The last is the only sign in texts with neither indents nor gaps.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.config import ExtractSettings
from pipeline.layout.chunks import Chunk
from pipeline.layout.hyphens import HYPHENS
from pipeline.layout.lines import Line
from pipeline.layout.page import Area
from pipeline.layout.rules.lists import Labels, find_labels
from pipeline.layout.stats import Usual
from pipeline.schema import BlockKind

FLUSH = 0.35  # type sizes that the end of a justified line may be off its edge
JUSTIFIED = 0.75  # of the lines of a column, at least, end at its edge where it is justified
FLUSH_LINES = 4  # that end alike from which a chunk shows the edge of its column by itself
FEW = 8  # lines: a smaller chunk goes by the whole document
OPENERS = "“‘\"'(["
ENDS = (".", "!", "?", ":", "”", "’", '"', ")", "…", ";")


@dataclass(slots=True)
class Placed:
    """A line and its column: the edges that its text could have reached.

    ``justified`` columns are flush on both sides, so that any short line ends a paragraph.
    """

    line: Line
    left: float
    right: float
    chunk: int
    justified: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines of one block of the body.

    ``label`` is a list item's, not part of its text: its first ``skip`` words are the label.
    """

    kind: BlockKind
    rule: str
    lines: list[Placed] = field(default_factory=list)
    label: str | None = None
    level: int | None = None
    skip: int = 0
    hang: float = 0.0

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0].line


def find_paragraphs(
    chunks: list[Chunk],
    usual: Usual,
    settings: ExtractSettings,
    dots: Mapping[int, list[Area]],
) -> Iterator[Paragraph]:
    """Split the body chunks, given in reading order, into blocks of the body, one at a time.

    ``dots`` are the small shapes of each page, among them bullets that are no characters.
    """
    body = [c for c in chunks if c.kind == "paragraph"]
    columns = _Columns(body)
    labels = find_labels([line for chunk in body for line in chunk.lines], dots)
    done: list[Paragraph] = []
    for number, chunk in enumerate(chunks):
        if chunk.kind == "heading":
            heading = Paragraph("heading", chunk.rule, level=chunk.level)
            heading.lines = [Placed(ln, ln.x0, ln.x1, number) for ln in chunk.lines]
            done.append(heading)
        elif chunk.kind == "paragraph":
            placed = columns.place(chunk, number)
            for at, line in enumerate(placed):
                following = placed[at + 1] if at + 1 < len(placed) else None
                _add(done, line, following, labels, usual, settings)
        yield from done[:-1]
        del done[:-1]
    yield from done


def _add(
    done: list[Paragraph],
    placed: Placed,
    following: Placed | None,
    labels: Labels,
    usual: Usual,
    settings: ExtractSettings,
) -> None:
    last = done[-1] if done and done[-1].kind != "heading" else None
    label = labels.get(id(placed.line))
    if label is not None:
        item = Paragraph("list_item", label.rule, [placed], label=label.text, skip=label.words)
        item.hang = label.x - placed.left
        done.append(item)
        return
    if following is not None and id(following.line) in labels:
        following = None  # the next item's label says nothing about this line's indent
    if last is None or _breaks(last, placed, following, usual, settings):
        done.append(Paragraph("paragraph", "body", [placed]))
    else:
        last.lines.append(placed)


def _breaks(
    last: Paragraph,
    placed: Placed,
    following: Placed | None,
    usual: Usual,
    settings: ExtractSettings,
) -> bool:
    """Whether the line begins a new paragraph after ``last``."""
    before, line = last.lines[-1], placed.line
    em = line.size
    if abs(before.line.size - em) > 0.12 * em:
        return True
    indent = line.x0 - placed.left
    if last.kind == "list_item" and abs(indent - last.hang) < 0.5 * em:
        # Lines of an item hang under its text; one that the next returns from is an indent,
        # when the item ended before it.
        returns = following is not None and following.line.x0 < line.x0 - 0.5 * em
        return returns and _ends_short(before, placed)
    if _same_column(before, placed):
        if _gap(before, placed, usual) > settings.paragraph_gap:
            return True
        if last.kind == "list_item" and line.x0 < before.line.x0 - 0.5 * em:
            return True
        if _is_first_line(before, placed, following, settings):
            return True
    elif last.kind == "list_item" and _leaves_item(last, placed, indent):
        return True
    elif indent > settings.indent * em and _returns(placed, following, em):
        return not before.line.text.endswith(HYPHENS)
    return _ends_short(before, placed)


def _leaves_item(last: Paragraph, placed: Placed, indent: float) -> bool:
    """Whether a line at the head of a column stands left of where the item's text hangs."""
    if indent > last.hang - 0.5 * placed.line.size:
        return False
    if len(last.lines) > 1:
        second = last.lines[-1]
        return second.line.x0 - second.left > 0.5 * placed.line.size
    text = placed.line.text.lstrip(OPENERS)
    return last.lines[0].line.text.endswith(ENDS) and not text[:1].islower()


def _same_column(before: Placed, placed: Placed) -> bool:
    """Whether one line follows the other down a column with nothing between them."""
    a, b = before.line, placed.line
    return (
        a.page == b.page
        and placed.chunk - before.chunk <= 1
        and b.baseline > a.baseline
        and min(a.x1, b.x1) > max(a.x0, b.x0)
    )


def _gap(before: Placed, placed: Placed, usual: Usual) -> float:
    leading = usual.leading * placed.line.size / usual.size
    return (placed.line.baseline - before.line.baseline) / leading


def _is_first_line(
    before: Placed, placed: Placed, following: Placed | None, settings: ExtractSettings
) -> bool:
    """Whether the line is indented more than its neighbours."""
    em, line = placed.line.size, placed.line
    if line.dropped or line.x0 - before.line.x0 < settings.indent * em:
        return False
    return _returns(placed, following, em) or line.x0 - placed.left > settings.indent * em


def _returns(placed: Placed, following: Placed | None, em: float) -> bool:
    """Whether the next line starts further left, as after a first-line indent."""
    return following is None or following.line.x0 < placed.line.x0 - 0.5 * em


def _ends_short(before: Placed, placed: Placed) -> bool:
    text = before.line.text
    if text.endswith(HYPHENS) or not _is_short(before, placed.line):
        return False
    first = placed.line.text.lstrip(OPENERS)[:1]
    return text.endswith(ENDS) or not first.islower()


def _is_short(before: Placed, line: Line) -> bool:
    """Whether the first word of ``line`` would have fitted on the line before it.

    In a justified column it is enough that the line before stops short of the edge.
    """
    if before.justified and before.line.x1 < before.right - FLUSH * line.size:
        return True
    needed = line.lead + 0.25 * line.size
    return before.line.x1 + needed < before.right - 0.3 * line.size


class _Columns:
    """The edges of the columns of each page, from the chunks that fill them."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self._pages: dict[int, list[Area]] = defaultdict(list)
        for chunk in chunks:
            if len(chunk.lines) >= 3:
                self._pages[chunk.page].append(chunk.area)
        widths = {(area.x0, area.x1): area for areas in self._pages.values() for area in areas}
        self._all = list(widths.values())  # all that differ in width or place
        flush = [f for chunk in chunks for f in _flush(chunk, self._edges(chunk)[1])]
        self._justified = _mostly(flush)

    def place(self, chunk: Chunk, number: int) -> list[Placed]:
        """The chunk's lines with the edges of their column."""
        left, right = self._edges(chunk)
        flush = _flush(chunk, right)
        justified = _mostly(flush) if len(flush) >= FEW else self._justified
        return [Placed(line, left, right, number, justified) for line in chunk.lines]

    def _edges(self, chunk: Chunk) -> tuple[float, float]:
        own, em = chunk.area, chunk.lines[0].size
        if len(chunk.lines) >= FLUSH_LINES and _mostly(_flush(chunk, own.x1)):
            return own.x0, own.x1
        for areas in (self._pages[chunk.page], self._all):
            around = [area for area in areas if area.x0 - em < own.x0 and own.x1 < area.x1 + em]
            if around:
                least = min(around, key=lambda a: a.width)
                alike = [
                    a
                    for a in around
                    if abs(a.x0 - least.x0) < 3 * em and abs(a.x1 - least.x1) < 3 * em
                ]
                return min(a.x0 for a in alike), max(a.x1 for a in alike)
        return own.x0, own.x1


def _flush(chunk: Chunk, right: float) -> list[bool]:
    """For all lines but the last, whether they end at the right edge."""
    return [line.x1 > right - FLUSH * line.size for line in chunk.lines[:-1]]


def _mostly(flags: list[bool]) -> bool:
    return sum(flags) > JUSTIFIED * len(flags)

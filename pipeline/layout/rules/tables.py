"""Tables: cells in columns between rulings, or in columns of short cells without any.

A ruled table is a stack of three or more horizontal rules of the same width with words in two or
more columns between them. Without rules, three or more rows of two or more aligned cells count,
when the cells are ragged: columns of running text fill their width.
"""

from dataclasses import dataclass

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line
from pipeline.layout.page import Area, union
from pipeline.layout.stats import Usual
from pipeline.layout.words import Word

SAME = 4.0  # points by which the ends of a table's rules may differ
CELL_GAP = 0.42  # white that parts the columns of a table, in type sizes
CELL_WORDS = 5  # words in a cell on average, at most, where no rules prove a table
TALLEST = 0.8  # of the page height: a taller stack of rules is not one table


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of one printed row of cells."""

    lines: list[Line]


def take_tables(sheet: Sheet, usual: Usual) -> None:
    """Move the lines of tables into chunks of kind ``table`` with their rows of cells."""
    for area, rules in _ruled_areas(sheet):
        lines = [ln for ln in sheet.lines if area.holds((ln.x0 + ln.x1) / 2, _middle(ln), 1)]
        columns = _columns(lines, area)
        if len(columns) < 2 or _is_running_text(lines, columns, usual):
            continue
        _take(sheet, lines, columns, rules, "ruled-table")
    for run in _aligned_runs(sheet):
        columns = _columns(run, union(run))
        if sum(len(ln.words) for ln in run) > CELL_WORDS * len(run):
            continue
        if len(columns) >= 2 and not _is_running_text(run, columns, usual):
            _take(sheet, run, columns, [], "aligned-table")


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _take(
    sheet: Sheet,
    lines: list[Line],
    columns: list[tuple[float, float]],
    rules: list[Area],
    rule: str,
) -> None:
    taken = sheet.take(lines)
    chunk = Chunk(taken)
    chunk.decide("table", rule)
    chunk.rows = _cells(taken, columns, rules)
    sheet.chunks.append(chunk)


def horizontal_rules(sheet: Sheet) -> list[Area]:
    """Horizontal rules of a page, pieces on one line joined, top to bottom."""
    flat = sorted(
        (r for r in sheet.rules if r.width > 3 * max(r.height, 1)),
        key=lambda r: (round(r.top), r.x0),
    )
    joined: list[Area] = []
    for rule in flat:
        last = joined[-1] if joined else None
        if last and abs(last.top - rule.top) < 1.5 and rule.x0 - last.x1 < 2:
            joined[-1] = Area(last.x0, last.top, max(last.x1, rule.x1), last.bottom)
        else:
            joined.append(rule)
    return joined


def _ruled_areas(sheet: Sheet) -> list[tuple[Area, list[Area]]]:
    stacks: list[list[Area]] = []
    edges = [Area(b.x0, y, b.x1, y) for b in sheet.boxes for y in (b.top, b.bottom)]
    rules = sorted([*horizontal_rules(sheet), *edges], key=lambda r: (r.top, r.x0))
    for rule in rules:
        for stack in stacks:
            if abs(stack[-1].x0 - rule.x0) < SAME and abs(stack[-1].x1 - rule.x1) < SAME:
                if rule.top - stack[-1].top > 3:
                    stack.append(rule)
                break
        else:
            stacks.append([rule])
    found = []
    for stack in stacks:
        area = union(stack)
        if len(stack) >= 3 and area.height < TALLEST * sheet.height and area.width > 60:
            found.append((area, stack))
    return found


def _columns(lines: list[Line], area: Area) -> list[tuple[float, float]]:
    """Strips of the area that words stand in, left to right; cells that span them are ignored."""
    words = [word for line in lines for word in line.words]
    if not words:
        return []
    gap = CELL_GAP * max(line.size for line in lines)
    wide = [ln for ln in lines if ln.x1 - ln.x0 > 0.8 * area.width]
    if len(wide) * 4 < len(lines):
        words = [word for line in lines if line not in wide for word in line.words] or words
    columns: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: w.x0):
        if columns and word.x0 - columns[-1][1] < gap:
            columns[-1] = (columns[-1][0], max(columns[-1][1], word.x1))
        else:
            columns.append((word.x0, word.x1))
    return columns


def _is_running_text(lines: list[Line], columns: list[tuple[float, float]], usual: Usual) -> bool:
    """Whether the columns are filled to their edge, as running text fills them."""
    full = wide = 0
    for line in lines:
        column = next((c for c in columns if c[0] - 2 <= line.x0 <= c[1]), None)
        if column is None:
            continue
        full += line.x1 > column[1] - 1.5 * line.size and line.x1 - line.x0 > 12 * line.size
        wide += 1
    return wide == 0 or full > 0.5 * wide


def _aligned_runs(sheet: Sheet) -> list[list[Line]]:
    """Runs of three or more rows of two or more cells whose left edges line up."""
    rows: list[list[Line]] = []
    for line in sorted(sheet.lines, key=lambda ln: (ln.baseline, ln.x0)):
        if rows and abs(rows[-1][0].baseline - line.baseline) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    runs: list[list[list[Line]]] = []
    for row in rows:
        starts = [line.x0 for line in row]
        if (
            runs
            and len(row) >= 2
            and _lines_up(runs[-1][-1], row)
            and (row[0].baseline - runs[-1][-1][0].baseline < 3 * row[0].size)
        ):
            runs[-1].append(row)
        elif len(starts) >= 2:
            runs.append([row])
    return [
        [line for row in run for line in row]
        for run in runs
        if len(run) >= 3 and sum(len(row) for row in run) >= 2.5 * len(run)
    ]


def _lines_up(above: list[Line], row: list[Line]) -> bool:
    shared = sum(any(abs(a.x0 - b.x0) < 3 for b in row) for a in above)
    return shared >= 2 and abs(above[0].size - row[0].size) < 0.5


def _cells(
    lines: list[Line], columns: list[tuple[float, float]], rules: list[Area]
) -> tuple[tuple[str, ...], ...]:
    groups = _row_groups(lines, columns, rules)
    return tuple(
        tuple(
            " ".join(
                word.text for line in group for word in line.words if _column(word, columns) == i
            )
            for i in range(len(columns))
        )
        for group in groups
    )


def _column(word: Word, columns: list[tuple[float, float]]) -> int:
    middle = (word.x0 + word.x1) / 2
    return min(
        range(len(columns)),
        key=lambda i: max(columns[i][0] - middle, middle - columns[i][1], 0.0),
    )


def _row_groups(
    lines: list[Line], columns: list[tuple[float, float]], rules: list[Area]
) -> list[list[Line]]:
    """Lines of one row of cells: between two rules, else from one filled first cell to the next."""
    lines = sorted(lines, key=lambda ln: (ln.baseline, ln.x0))
    cuts = [rule.top for rule in rules]
    groups: list[list[Line]] = []
    ruled_rows = len(cuts) > 3
    seen = -1
    for line in lines:
        place = sum(cut < _middle(line) for cut in cuts)
        first = _column(line.words[0], columns) == 0
        same = bool(groups) and abs(groups[-1][0].baseline - line.baseline) < 0.3 * line.size
        if not groups or place != seen or (not ruled_rows and first and not same):
            groups.append([])
        groups[-1].append(line)
        seen = place
    return groups

"""Tables of contents: entries that end in a page number at the right edge, often after dots."""

import re
from dataclasses import dataclass

from pipeline.layout.chunks import Chunk, Sheet
from pipeline.layout.lines import Line

NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
LEADERS = re.compile(r"(?P<entry>.*?\S)?[ .…·_]*(?:[.…·_]\s?){4,}(?P<number>\d{1,4}|[ivxlc]{1,7})")
FEWEST = 4  # entries; one less where dots lead to the numbers
ALIGNED = 4.0  # points by which the right edges of the numbers may differ
FAR = 3.2  # type sizes between two entries, at most
UNNUMBERED = 2  # lines in a row that are parts of entries, at most


@dataclass(slots=True)
class _Row:
    """The lines on one baseline; entry and number where it has a page number."""

    lines: list[Line]
    entry: str = ""
    number: str = ""
    dotted: bool = False

    @property
    def right(self) -> float:
        """Where the row ends."""
        return max(line.x1 for line in self.lines)


def take_contents(sheet: Sheet) -> None:
    """Move tables of contents into chunks of kind ``table``, one row an entry and its page."""
    for run in _runs(_rows(sheet.lines)):
        numbered = [row for row in run if row.number]
        least = FEWEST - 1 if all(row.dotted for row in numbered) else FEWEST
        if len(numbered) < least or not _is_ascending([row.number for row in numbered]):
            continue
        chunk = Chunk(sheet.take([line for row in run for line in row.lines]))
        chunk.decide("table", "contents")
        chunk.rows = _entries(run)
        sheet.chunks.append(chunk)


def _rows(lines: list[Line]) -> list[_Row]:
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda ln: (ln.baseline, ln.x0)):
        if rows and abs(rows[-1].lines[0].baseline - line.baseline) < 0.3 * line.size:
            rows[-1].lines.append(line)
        else:
            rows.append(_Row([line]))
    for row in rows:
        text = " ".join(line.text for line in row.lines)
        leaders = LEADERS.fullmatch(text)
        if leaders:
            row.entry, row.number = leaders["entry"] or "", leaders["number"]
            row.dotted = True
        elif len(row.lines) > 1 and NUMBER.fullmatch(row.lines[-1].text):
            row.entry = " ".join(line.text for line in row.lines[:-1])
            row.number = row.lines[-1].text
    return rows


def _runs(rows: list[_Row]) -> list[list[_Row]]:
    """Rows from one with a number to the last whose number ends in line with it."""
    runs: list[list[_Row]] = []
    between: list[_Row] = []
    for row in rows:
        run = runs[-1] if runs else None
        last = (between or run or [row])[-1].lines[0]
        far = row.lines[0].baseline - last.baseline > FAR * row.lines[0].size
        if row.number and run and not far and abs(run[0].right - row.right) < ALIGNED:
            run += [*between, row]
            between = []
        elif row.number:
            runs.append([row])
            between = []
        elif far or len(between) == UNNUMBERED:
            runs.append([])
            between = []
        elif run:
            between.append(row)
    return [run for run in runs if run]


def _is_ascending(numbers: list[str]) -> bool:
    """Whether the Arabic page numbers never fall; Roman ones may stand before them."""
    values = [int(number) for number in numbers if number.isdigit()]
    return len(values) * 2 >= len(numbers) and values == sorted(values)


def _entries(run: list[_Row]) -> tuple[tuple[str, ...], ...]:
    """Entry and page of each; lines without a number belong to the entry that follows."""
    found: list[tuple[str, ...]] = []
    waiting: list[str] = []
    for row in run:
        if row.number:
            found.append((" ".join([*waiting, row.entry]).strip(), row.number))
            waiting = []
        else:
            waiting += [line.text for line in row.lines]
    return tuple(found)

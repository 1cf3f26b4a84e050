"""Rows of CSV tables that know where they stand, so that errors name file and line."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and where it stands, so that whatever is wrong with it can say so."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def required(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells[column]:
            raise self.error(f"{column} is empty")
        return self.cells[column]

    def optional(self, column: str) -> str | None:
        """A cell, None where it is empty."""
        return self.cells[column] or None

    def number(self, column: str, low: float, high: float) -> float | None:
        """A number in [low, high], None where the cell is empty."""
        text = self.cells[column]
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.error(f"{column} is not a number: {text!r}") from None
        if not low <= value <= high:
            raise self.error(f"{column} is outside {low:g} to {high:g}: {text}")
        return value

    def error(self, problem: str, remedy: str | None = None) -> KnowledgeError:
        """The error that names this row's file and line."""
        return KnowledgeError(problem, path=self.path, line=self.line, remedy=remedy)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of a UTF-8 CSV file whose header is exactly ``columns``.

    Raises:
        KnowledgeError: the file is missing, its header differs, or a row has too many or too few
            cells.
    """
    try:
        file = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", path=path) from error
    with file:
        reader = csv.reader(file)
        header = tuple(next(reader, ()))
        if header != columns:
            raise KnowledgeError(
                f"the header is {','.join(header)}",
                path=path,
                line=1,
                remedy=f"expected {','.join(columns)}",
            )
        for cells in reader:
            line = reader.line_num
            if len(cells) != len(columns):
                problem = f"{len(cells)} cells where {len(columns)} are expected"
                raise KnowledgeError(problem, path=path, line=line)
            yield Row(path, line, dict(zip(columns, map(str.strip, cells), strict=True)))

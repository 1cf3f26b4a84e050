r"""What one cell of a text table may hold, and the way back.

A list is one cell: its values joined by ``; ``. Inside a value ``;`` is written ``\;``, a
backslash ``\\``; a missing value is ``?``, and a value that is itself ``?`` is ``\?``.

A spreadsheet runs a text cell that begins like a formula. Such a cell gets one leading
apostrophe, and so does one that begins with an apostrophe already, so that taking one leading
apostrophe off always gives the value back. Numbers are left alone.
"""

import re
from collections.abc import Iterable

SEPARATOR = "; "
MISSING = "?"

# The characters that start a formula (OWASP, "CSV Injection"), their full-width forms, which
# spreadsheets set to an East Asian locale accept, and white space, which some importers trim.
_RISKY = re.compile(r"['=+\-@＝＋－＠\s\x00-\x1f]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
_VALUE = re.compile(r"((?:[^;\\]|\\.)*)(; |$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def join_values(values: Iterable[str | None]) -> str:
    """Put several values into one cell."""
    return SEPARATOR.join(_escape(value) for value in values)


def split_values(cell: str) -> tuple[str | None, ...]:
    """The values of a cell written by :func:`join_values`; an empty cell has none."""
    if not cell:
        return ()
    found: list[str | None] = []
    at = 0
    while True:
        match = _VALUE.match(cell, at)
        if match is None:
            raise ValueError(f"not a list of values joined by {SEPARATOR!r}: {cell!r}")
        raw = match[1]
        found.append(None if raw == MISSING else _ESCAPE.sub(r"\1", raw))
        at = match.end()
        if not match[2]:
            return tuple(found)


def _escape(value: str | None) -> str:
    if value is None:
        return MISSING
    if value == MISSING:
        return "\\" + MISSING
    return value.replace("\\", "\\\\").replace(";", "\\;")


def neutralise(cell: str) -> str:
    """Make a cell that no spreadsheet runs as a formula."""
    if _RISKY.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def restore(cell: str) -> str:
    """The way back from :func:`neutralise`."""
    return cell[1:] if cell.startswith("'") else cell

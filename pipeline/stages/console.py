"""Tables for people, as plain text of a fixed width: the same on a terminal and in a file."""

import io

from rich.console import Console, RenderableType

WIDTH = 100


def to_text(*parts: RenderableType) -> str:
    """Return tables and lines one below another; no line ends in blanks."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, markup=False, color_system=None)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"

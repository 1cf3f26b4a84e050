"""Tables for people, as plain text of a fixed width: the same on a terminal and in a file.

Only :func:`show` looks at what it writes to, and adds colours and bars for a person at a terminal.
"""

import io
from typing import TextIO

from rich.console import Console, RenderableType

WIDTH = 100


def to_text(*parts: RenderableType) -> str:
    """Return tables and lines one below another; no line ends in blanks."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, markup=False, color_system=None)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def is_terminal(stream: TextIO) -> bool:
    """Say whether a person sees the stream at once, as rich tells it (``NO_COLOR``, ``TERM``)."""
    return Console(file=stream).is_terminal


def show(part: RenderableType, stream: TextIO) -> None:
    """Write a table: with colours on a terminal, as plain text of a fixed width elsewhere."""
    if is_terminal(stream):
        Console(file=stream, highlight=False, markup=False).print(part)
    else:
        stream.write(to_text(part))

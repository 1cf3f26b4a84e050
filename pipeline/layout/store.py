"""Lines of a long document outside of memory: their characters on disk, their numbers packed.

A page has some three thousand characters with a dozen attributes each, which is more than a
megabyte; a document of two thousand pages would not fit. The rules look at few characters of a
page at a time, so these lie in a temporary file and are made again when asked for. A stored line
is not to be changed: its words are new objects each time.
"""

import marshal
import pickle
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO, Any, cast

from pipeline.layout.chunks import Sheet
from pipeline.layout.lines import Line
from pipeline.layout.page import Glyph
from pipeline.layout.words import Word

NUMBERS = ("x0", "x1", "top", "bottom", "baseline", "size")
RECENT = 400  # lines whose packed characters are kept
Style = tuple[str, tuple[float, float, float], frozenset[str], bool, str]


class LineStore:
    """Where the lines of some pages are kept.

    Args:
        file: takes the characters.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._end = 0
        self._numbers = array("d")
        self._places = array("q")  # page, style, letters, offset, length of each line
        self._styles: dict[Style, int] = {}
        self._known: list[Style] = []
        self.packed = lru_cache(RECENT)(self._packed)

    def take(self, sheet: Sheet) -> None:
        """Put the lines of a sheet into the store, unless its page was recognised in a picture.

        Type and places of recognised lines are made even once all pages have been seen.
        """
        if not sheet.scanned:
            sheet.lines = [self.add(line) for line in sheet.lines]
            for chunk in sheet.chunks:
                chunk.lines = [self.add(line) for line in chunk.lines]

    def add(self, line: Line) -> "StoredLine":
        """Store a line."""
        data = marshal.dumps(_pack(line))
        self._file.seek(self._end)
        self._file.write(data)
        style = (line.font, line.colour, line.fonts, line.dropped, line.manner)
        at = self._styles.setdefault(style, len(self._styles))
        if at == len(self._known):
            self._known.append(style)
        self._places.extend((line.page, at, line.letters, self._end, len(data)))
        self._numbers.extend(getattr(line, name) for name in NUMBERS)
        self._end += len(data)
        return StoredLine(self, len(self._places) // 5 - 1)

    def number(self, line: int, column: int) -> float:
        """One of :data:`NUMBERS` of a line."""
        return self._numbers[line * len(NUMBERS) + column]

    def place(self, line: int, column: int) -> int:
        """Page (0) or count of letters (2) of a line."""
        return self._places[line * 5 + column]

    def style(self, line: int) -> Style:
        """Font, colour, all fonts, whether beside an initial, and manner."""
        return self._known[self._places[line * 5 + 1]]

    def _packed(self, line: int) -> "Packed":
        offset, length = self._places[line * 5 + 3], self._places[line * 5 + 4]
        self._file.seek(offset)
        return Packed(*marshal.loads(self._file.read(length)))

    def dump(self, holder: object, path: Path) -> None:
        """Write what holds stored lines to a file, for :meth:`load` in another process."""
        self._file.flush()
        with path.open("wb") as file:
            _Writer(file).dump((self._numbers, self._places, self._known, holder))

    def load(self, path: Path) -> Any:
        """What another process has dumped, its lines in this store over its characters."""
        with path.open("rb") as file:
            self._numbers, self._places, self._known, holder = _Reader(file, self).load()
        return holder


class _Writer(pickle.Pickler):
    """Writes stored lines as their numbers."""

    def persistent_id(self, obj: Any) -> int | None:
        return obj.at if isinstance(obj, StoredLine) else None


class _Reader(pickle.Unpickler):  # noqa: S301 - files of the program's own making
    """Reads what the writer wrote."""

    def __init__(self, file: IO[bytes], store: LineStore) -> None:
        super().__init__(file)
        self._store = store

    def persistent_load(self, pid: int) -> "StoredLine":
        return StoredLine(self._store, pid)


class _Stored:
    """An attribute of a stored line, fetched when it is read."""

    def __init__(self, fetch: Callable[["StoredLine"], object]) -> None:
        self._fetch = fetch

    def __get__(self, line: "StoredLine", kind: type) -> object:
        return self._fetch(line)


def _number(column: int) -> Any:
    return _Stored(lambda line: line.store.number(line.at, column))


def _style(part: int) -> Any:
    return _Stored(lambda line: line.store.style(line.at)[part])


class StoredLine(Line):
    """A line that lies in a store; reads like any other."""

    __slots__ = ("at", "store")
    store: LineStore
    at: int

    page: int = cast(int, _Stored(lambda line: line.store.place(line.at, 0)))
    words: list[Word] = cast("list[Word]", _Stored(lambda line: line.packed.words()))
    x0: float = _number(0)
    x1: float = _number(1)
    top: float = _number(2)
    bottom: float = _number(3)
    baseline: float = _number(4)
    size: float = _number(5)
    font: str = _style(0)
    colour: tuple[float, float, float] = _style(1)
    fonts: frozenset[str] = _style(2)
    dropped: bool = _style(3)
    manner: str = _style(4)

    def __init__(self, store: LineStore, at: int) -> None:
        self.store = store
        self.at = at

    def __eq__(self, other: object) -> bool:
        return other is self

    __hash__ = object.__hash__

    @property
    def packed(self) -> "Packed":
        """Its characters as they lie on disk."""
        return self.store.packed(self.at)

    @property
    def text(self) -> str:
        """Words joined by spaces."""
        return self.packed.text

    @property
    def letters(self) -> int:
        """Characters without spaces."""
        return self.store.place(self.at, 2)


@dataclass(slots=True, frozen=True)
class Packed:
    """The characters of a line: texts, sides and, for what neighbours share, a table.

    ``lengths`` counts the characters of each word; ``shared`` has a row for each character in
    ``rows``: top, bottom, baseline, size, font, colour, angle, invisible, raised.
    """

    text: str
    texts: list[str]
    lengths: tuple[int, ...]
    x0: bytes
    x1: bytes
    orders: bytes
    rows: bytes
    shared: tuple[tuple[Any, ...], ...]

    def words(self) -> list[Word]:
        """The words again."""
        left, right, orders, rows = array("d"), array("d"), array("q"), array("H")
        for numbers, data in (
            (left, self.x0),
            (right, self.x1),
            (orders, self.orders),
            (rows, self.rows),
        ):
            numbers.frombytes(data)
        glyphs = []
        for text, x0, x1, order, row in zip(self.texts, left, right, orders, rows, strict=True):
            top, bottom, baseline, size, font, colour, angle, invisible, raised = self.shared[row]
            glyphs.append(
                Glyph(
                    text,
                    x0,
                    top,
                    x1,
                    bottom,
                    baseline,
                    size,
                    font,
                    colour,
                    angle,
                    order,
                    invisible,
                    raised,
                )
            )
        ends = accumulate(self.lengths, initial=0)
        return [Word(glyphs[start:end]) for start, end in pairwise(ends)]


def _pack(line: Line) -> tuple[Any, ...]:
    glyphs = [glyph for word in line.words for glyph in word.glyphs]
    shared: dict[tuple[Any, ...], int] = {}
    rows = array("H")
    for g in glyphs:
        row = (
            g.top,
            g.bottom,
            g.baseline,
            g.size,
            g.font,
            g.colour,
            g.angle,
            g.invisible,
            g.raised,
        )
        rows.append(shared.setdefault(row, len(shared)))
    return (
        line.text,
        [g.text for g in glyphs],
        tuple(len(word.glyphs) for word in line.words),
        array("d", [g.x0 for g in glyphs]).tobytes(),
        array("d", [g.x1 for g in glyphs]).tobytes(),
        array("q", [g.order for g in glyphs]).tobytes(),
        rows.tobytes(),
        tuple(shared),
    )

"""Lines of a long document outside of memory: their characters on disk, their numbers packed.

A page has some three thousand characters with a dozen attributes each, which is more than a
megabyte; a document of two thousand pages would not fit. The rules look at few pages at a time, so
the characters lie in a temporary file, and what is read of a line is forgotten once many others
have been read. A stored line is not to be changed: its words may be new objects each time.
"""

import marshal
import pickle
from array import array
from collections import deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pipeline.layout.chunks import Sheet
from pipeline.layout.lines import Line, Style
from pipeline.layout.packed import Glyphs, Measures, Packed, Place, measured, pack
from pipeline.layout.page import Glyph
from pipeline.layout.strips import Sides, sides_of_run
from pipeline.layout.words import Word

CHARACTERS = ("packed", "words", "glyphs")
MEASURED = 4000  # lines whose measures are kept, and in any case those of one page
OPENED = 400  # lines whose characters are kept


class Recent:
    """The lines that were read last, of all stores of a document; others forget what they held."""

    def __init__(self) -> None:
        self._measured: deque[list[StoredLine]] = deque()
        self._count = 0
        self._opened: deque[dict[str, Any]] = deque()

    def add_measured(self, lines: "list[StoredLine]") -> None:
        """Note the lines of a sheet whose measures have been fetched."""
        self._measured.append(lines)
        self._count += len(lines)
        while self._count > MEASURED and len(self._measured) > 1:
            first = self._measured.popleft()
            self._count -= len(first)
            for line in first:
                del line.__dict__

    def add_opened(self, line: "StoredLine") -> None:
        """Note a line whose characters have been fetched."""
        self._opened.append(line.__dict__)
        if len(self._opened) > OPENED:
            held = self._opened.popleft()
            for name in CHARACTERS:
                held.pop(name, None)


class LineStore:
    """Where the lines of some pages are kept.

    Args:
        file: takes the lines.
        recent: shared by the stores of a document.
    """

    def __init__(self, file: IO[bytes], recent: Recent | None = None) -> None:
        self._file = file
        self._end = 0
        self._sheets = array("q")  # place of the measures of each sheet's lines
        self._lines: list[list[StoredLine]] = []  # of each sheet
        self._recent = recent or Recent()

    def take(self, sheet: Sheet) -> None:
        """Put the lines of a sheet into the store, unless its page was recognised in a picture.

        Type and places of recognised lines are made even once all pages have been seen.
        """
        if sheet.scanned:
            return
        lines = [*sheet.lines, *(line for chunk in sheet.chunks for line in chunk.lines)]
        packed = [pack(line) for line in lines]
        places = [self._write(tuple(one)) for one in packed]
        self._sheets.extend(self._write(tuple(measured(lines, packed, places))))
        stored = iter(self._add_sheet(len(lines)))
        sheet.lines = list(islice(stored, len(sheet.lines)))
        for chunk in sheet.chunks:
            chunk.lines = list(islice(stored, len(chunk.lines)))

    def _add_sheet(self, count: int) -> "list[StoredLine]":
        number = len(self._lines)
        lines = [StoredLine(self, number, at) for at in range(count)]
        self._lines.append(lines)
        return lines

    def _write(self, data: Any) -> Place:
        packed = marshal.dumps(data)
        start = self._file.seek(self._end)
        self._file.write(packed)
        self._end += len(packed)
        return start, len(packed)

    def _read(self, place: Place) -> Any:
        self._file.seek(place[0])
        return marshal.loads(self._file.read(place[1]))

    def measure(self, line: "StoredLine") -> None:
        """Give a line, and all of its sheet, the attributes but their characters."""
        start, length = self._sheets[2 * line.sheet : 2 * line.sheet + 2]
        lines = self._lines[line.sheet]
        found = Measures._make(self._read((start, length)))
        for one, attributes in zip(lines, found.rows(), strict=True):
            one.__dict__ = attributes
        self._recent.add_measured(lines)

    def open(self, line: "StoredLine") -> None:
        """Give a line its characters."""
        line.packed = Packed._make(self._read(line.place))
        self._recent.add_opened(line)

    def part(self, line: "StoredLine") -> None:
        """Give a line its words."""
        line.words = [StoredWord(line, *word) for word in marshal.loads(line.packed.words)]

    def unpack(self, line: "StoredLine") -> None:
        """Give a line its glyphs, of all words in a row."""
        line.glyphs = Glyphs._make(marshal.loads(line.packed.glyphs)).made()

    def dump(self, holder: object, path: Path) -> None:
        """Write what holds stored lines to a file, for :meth:`load` in another process."""
        self._file.flush()
        with path.open("wb") as file:
            pickle.dump((self._sheets, [len(lines) for lines in self._lines]), file)
            _Writer(file).dump(holder)

    def load(self, path: Path) -> Any:
        """What another process has dumped, its lines in this store over its file."""
        with path.open("rb") as file:
            self._sheets, counts = pickle.load(file)  # noqa: S301 - as below
            for count in counts:
                self._add_sheet(count)
            return _Reader(file, self._lines).load()


class _Writer(pickle.Pickler):
    """Writes stored lines as their numbers."""

    def persistent_id(self, obj: Any) -> Place | None:
        return (obj.sheet, obj.at) if isinstance(obj, StoredLine) else None


class _Reader(pickle.Unpickler):  # noqa: S301 - files of the program's own making
    """Reads what the writer wrote."""

    def __init__(self, file: IO[bytes], lines: "list[list[StoredLine]]") -> None:
        super().__init__(file)
        self._lines = lines

    def persistent_load(self, pid: Place) -> "StoredLine":
        sheet, at = pid
        return self._lines[sheet][at]


class _Fetched:
    """An attribute that a line does not have yet: the store is asked for it, and others."""

    def __init__(self, fetch: Callable[[LineStore, "StoredLine"], None]) -> None:
        self._fetch = fetch
        self._name = ""

    def __set_name__(self, kind: type, name: str) -> None:
        self._name = name

    def __get__(self, line: "StoredLine", kind: type) -> Any:
        self._fetch(line.store, line)
        return line.__dict__[self._name]


def _fetched(fetch: Callable[[LineStore, "StoredLine"], None]) -> Any:
    return _Fetched(fetch)


class StoredLine(Line):
    """A line that lies in a store; reads like any other.

    What is read of it stays until many other lines have been read.
    """

    __slots__ = ("at", "sheet", "store")
    store: LineStore
    sheet: int
    at: int

    page: int = _fetched(LineStore.measure)
    letters: int = _fetched(LineStore.measure)
    x0: float = _fetched(LineStore.measure)
    x1: float = _fetched(LineStore.measure)
    top: float = _fetched(LineStore.measure)
    bottom: float = _fetched(LineStore.measure)
    baseline: float = _fetched(LineStore.measure)
    size: float = _fetched(LineStore.measure)
    lead: float = _fetched(LineStore.measure)
    font: str = _fetched(LineStore.measure)
    colour: tuple[float, float, float] = _fetched(LineStore.measure)
    fonts: frozenset[str] = _fetched(LineStore.measure)
    style: Style = _fetched(LineStore.measure)
    dropped: bool = _fetched(LineStore.measure)
    plain: bool = _fetched(LineStore.measure)
    manner: str = _fetched(LineStore.measure)
    place: Place = _fetched(LineStore.measure)
    text: str = _fetched(LineStore.measure)
    packed: Packed = _fetched(LineStore.open)
    words: list[Word] = _fetched(LineStore.part)
    glyphs: list[Glyph] = _fetched(LineStore.unpack)

    def __init__(self, store: LineStore, sheet: int, at: int) -> None:
        self.store = store
        self.sheet = sheet
        self.at = at

    def __eq__(self, other: object) -> bool:
        return other is self

    __hash__ = object.__hash__

    @property
    def sides(self) -> Sides | None:
        """Sides of the characters of its text, as :class:`Line` has them."""
        return None if self.packed.run is None else sides_of_run(self.packed.run)

    @property
    def run(self) -> bytes | None:
        """The run of its text, as :class:`Line` has it."""
        return self.packed.run


class StoredWord(Word):
    """A word of a stored line; its characters are made when they are asked for."""

    __slots__ = ("_end", "_line", "_start", "size", "text", "x0", "x1")
    text: str
    x0: float
    x1: float
    size: float

    def __init__(self, line: StoredLine, start: int, end: int, text: str, *measures: float) -> None:
        self._line = line
        self._start, self._end = start, end
        self.text = text
        self.x0, self.x1, self.size = measures

    def __getattr__(self, name: str) -> Any:
        if name == "glyphs":
            self.glyphs = self._line.glyphs[self._start : self._end]
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and self.glyphs == other.glyphs

    __hash__ = object.__hash__

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
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO, Any, NamedTuple

from pipeline.layout.chunks import Sheet
from pipeline.layout.lines import Line
from pipeline.layout.page import Glyph
from pipeline.layout.strips import Sides
from pipeline.layout.words import Word

NUMBERS = ("x0", "x1", "top", "bottom", "baseline", "size")
STYLE = ("font", "colour", "fonts", "dropped", "manner")
CHARACTERS = ("packed", "text", "words")
MEASURED = 4000  # lines whose numbers are kept as attributes
OPENED = 400  # lines whose characters are kept in memory
HUNDREDTHS = 100  # of a point, in which rounded sides are kept
FARTHEST = 2e7  # points from the origin that a side may lie, to be kept so
Style = tuple[str, tuple[float, float, float], frozenset[str], bool, str]


class Recent:
    """The lines that were read last, of all stores of a document; the others forget themselves."""

    def __init__(self) -> None:
        self._measured: deque[StoredLine] = deque()
        self._opened: deque[StoredLine] = deque()

    def add_measured(self, line: "StoredLine") -> None:
        """Note a line whose numbers have been fetched."""
        self._measured.append(line)
        if len(self._measured) > MEASURED:
            self._measured.popleft().forget(MEASURES)

    def add_opened(self, line: "StoredLine") -> None:
        """Note a line whose characters have been fetched."""
        self._opened.append(line)
        if len(self._opened) > OPENED:
            self._opened.popleft().forget(CHARACTERS)


class LineStore:
    """Where the lines of some pages are kept.

    Args:
        file: takes the characters.
        recent: shared by the stores of a document.
    """

    def __init__(self, file: IO[bytes], recent: Recent | None = None) -> None:
        self._file = file
        self._end = 0
        self._numbers = array("d")
        self._places = array("q")  # page, style, letters, offset, length of each line
        self._styles: dict[Style, int] = {}
        self._known: list[Style] = []
        self.recent = recent or Recent()

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
        data = marshal.dumps(tuple(_pack(line)))
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

    def measure(self, line: "StoredLine") -> None:
        """Give a line all of its attributes but its characters."""
        at = line.at * len(NUMBERS)
        line.x0, line.x1, line.top, line.bottom, line.baseline, line.size = self._numbers[
            at : at + len(NUMBERS)
        ]
        line.page, style, line.letters = self._places[line.at * 5 : line.at * 5 + 3]
        line.font, line.colour, line.fonts, line.dropped, line.manner = self._known[style]
        self.recent.add_measured(line)

    def open(self, line: "StoredLine") -> None:
        """Give a line its characters."""
        offset, length = self._places[line.at * 5 + 3 : line.at * 5 + 5]
        self._file.seek(offset)
        line.packed = Packed._make(marshal.loads(self._file.read(length)))
        line.text = line.packed.text
        line.words = [StoredWord(line.packed, *word) for word in line.packed.words]
        self.recent.add_opened(line)

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


class StoredLine(Line):
    """A line that lies in a store; reads like any other.

    Attributes are fetched when one of them is read, and stay until the store forgets them.
    """

    __slots__ = ("at", "letters", "packed", "store", "text")
    store: LineStore
    at: int
    text: str
    letters: int
    packed: "Packed"

    def __init__(self, store: LineStore, at: int) -> None:
        self.store = store
        self.at = at

    def __getattr__(self, name: str) -> Any:
        if name in CHARACTERS:
            self.store.open(self)
        elif name in MEASURES:
            self.store.measure(self)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return other is self

    __hash__ = object.__hash__

    @property
    def sides(self) -> Sides | None:
        """Sides of the characters of its text, as :class:`Line` has them."""
        stored = self.packed.sides
        if stored is None:
            return None
        left, right = (memoryview(data).cast("i") for data in stored)
        return [side / HUNDREDTHS for side in left], [side / HUNDREDTHS for side in right]

    def forget(self, names: tuple[str, ...]) -> None:
        """Drop attributes, to be fetched again."""
        for name in names:
            delattr(self, name)


MEASURES = ("page", "letters", *NUMBERS, *STYLE)


class StoredWord(Word):
    """A word of a stored line; its characters are made when they are asked for."""

    __slots__ = ("_end", "_packed", "_start", "size", "text", "x0", "x1")
    text: str
    x0: float
    x1: float
    size: float

    def __init__(
        self,
        packed: "Packed",
        start: int,
        end: int,
        text: str,
        x0: float,
        x1: float,
        size: float,
    ) -> None:
        self._packed = packed
        self._start, self._end = start, end
        self.text = text
        self.x0, self.x1, self.size = x0, x1, size

    def __getattr__(self, name: str) -> Any:
        if name == "glyphs":
            self.glyphs = self._packed.glyphs(self._start, self._end)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and self.glyphs == other.glyphs

    __hash__ = object.__hash__


class Packed(NamedTuple):
    """The characters of a line.

    Attributes:
        words: start, end, text, left, right and size of each.
        texts: of the characters.
        x0: their left sides, like ``x1``, ``orders`` and ``rows`` an array.
        rows: for each character a row of ``shared``.
        shared: what neighbours have in common: top, bottom, baseline, size, font, colour, angle,
            invisible, raised.
        sides: of the characters of the text, in hundredths of a point.
    """

    text: str
    words: tuple[tuple[int, int, str, float, float, float], ...]
    texts: str | list[str]
    x0: bytes
    x1: bytes
    orders: bytes
    rows: bytes
    shared: tuple[tuple[Any, ...], ...]
    sides: tuple[bytes, bytes] | None

    def glyphs(self, start: int, end: int) -> list[Glyph]:
        """Some of the characters again."""
        columns = (
            self.texts[start:end],
            memoryview(self.x0).cast("d")[start:end],
            memoryview(self.x1).cast("d")[start:end],
            memoryview(self.orders).cast("q")[start:end],
            memoryview(self.rows).cast("H")[start:end],
        )
        glyphs = []
        for text, x0, x1, order, row in zip(*columns, strict=True):
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
        return glyphs


def _pack(line: Line) -> Packed:
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
    ends = accumulate((len(word.glyphs) for word in line.words), initial=0)
    texts = [g.text for g in glyphs]
    joined = "".join(texts)
    return Packed(
        line.text,
        tuple(
            (start, end, word.text, word.x0, word.x1, word.size)
            for word, (start, end) in zip(line.words, pairwise(ends), strict=True)
        ),
        joined if len(joined) == len(texts) else texts,
        array("d", [g.x0 for g in glyphs]).tobytes(),
        array("d", [g.x1 for g in glyphs]).tobytes(),
        array("q", [g.order for g in glyphs]).tobytes(),
        rows.tobytes(),
        tuple(shared),
        _pack_sides(line.sides),
    )


def _pack_sides(sides: Sides | None) -> tuple[bytes, bytes] | None:
    if sides is None or not all(-FARTHEST < min(row) <= max(row) < FARTHEST for row in sides):
        return None
    left, right = (array("i", [round(side * HUNDREDTHS) for side in row]) for row in sides)
    return left.tobytes(), right.tobytes()

"""Pages to sheets: the part of reading that knows one page at a time.

It takes nearly all of the time, and pages do not depend on one another, so that several processes
may each read some pages of a long document and leave them in files for the one that goes on.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument
from pipeline.layout.blocks import make_sheet
from pipeline.layout.canvas import UNMAPPED
from pipeline.layout.chunks import Sheet
from pipeline.layout.glyphs import heaped
from pipeline.layout.hyphens import count_words
from pipeline.layout.page import Page
from pipeline.layout.reader import PdfFile, open_pdf, too_many_glyphs
from pipeline.layout.stats import Types
from pipeline.layout.store import LineStore, Recent

STAMPED = 200  # letters that are stamped on a scanned page, at most
PICTURED, SCANNED = 0.3, 0.7  # of the page that a picture covers which may hold its text


@dataclass(slots=True)
class Sheets:
    """Sheets of consecutive pages.

    ``bare`` are the numbers of pages that lack a text layer, ``drawn`` how many characters each
    page draws; ``unmapped`` of all ``letters`` have no Unicode value. ``words`` and ``types`` are
    those of the pages that are not bare, ``types`` without the scanned ones.
    """

    sheets: list[Sheet] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    letters: int = 0
    unmapped: int = 0
    words: Counter[str] = field(default_factory=Counter)
    types: Types = field(default_factory=Types)

    def extend(self, other: "Sheets") -> None:
        """Append the pages that follow."""
        self.sheets += other.sheets
        self.bare += other.bare
        self.drawn += other.drawn
        self.count(other)

    def count(self, other: "Sheets") -> None:
        """Add what has been counted on other pages."""
        self.letters += other.letters
        self.unmapped += other.unmapped
        self.words.update(other.words)
        self.types.update(other.types)

    def add(self, sheet: Sheet, *, bare: bool) -> None:
        """Append a page; ``bare`` says that it lacks a text layer."""
        self.sheets.append(sheet)
        for line in sheet.lines:
            self.letters += len(line.text)
            self.unmapped += sum(map(_is_unmapped, line.text))
        if bare:
            self.bare.append(sheet.number)
            return
        aside = (line for chunk in sheet.chunks for line in chunk.lines)
        self.words.update(count_words(line.text for line in (*sheet.lines, *aside)))
        if not sheet.scanned:
            self.types.add(sheet.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of a file for one process to read: ``last`` is None where it goes to the end."""

    path: Path
    first: int
    last: int | None
    target: Path

    @property
    def characters(self) -> Path:
        """The file of the characters."""
        return self.target.with_suffix(".characters")


def read_sheets(
    file: PdfFile,
    path: Path,
    settings: ExtractSettings,
    store: LineStore,
    *,
    numbers: Sequence[int] | None = None,
    first: int = 1,
    last: int | None = None,
) -> Sheets:
    """Sheets of the pages from ``first`` to ``last``, their lines in the store.

    Args:
        numbers: what the pages are called, where the file holds pages of another one.

    Raises:
        RejectedDocument: a page is damaged or exceeds a limit.
    """
    found = Sheets()
    for page in file.pages(first, last):
        place = page.number
        page.number = numbers[place - 1] if numbers else place
        _check_glyphs(page, path, settings)
        sheet = make_sheet(page, settings)
        if sheet.scanned:
            _look_at_picture(sheet, path, place, settings)
        bare = not sheet.scanned and _lacks_text(page, sheet, path, place, settings)
        found.add(sheet, bare=bare)
        found.drawn.append(page.drawn)
        store.take(sheet)
    return found


def parts_of(path: Path, settings: ExtractSettings, folder: Path) -> tuple[Part, ...]:
    """The parts in which several processes may read a file; none where it is short.

    Raises:
        RejectedDocument: the file cannot be opened.
    """
    if path.suffix.lower() != ".pdf":
        return ()
    with open_pdf(path, settings) as file:
        pages = min(file.promised or 0, settings.max_pages + 1)
    starts = list(range(1, pages + 1, settings.part_pages))
    if len(starts) < 2:
        return ()
    folder.mkdir()
    ends = [start - 1 for start in starts[1:]]
    return tuple(
        Part(path, first, last, folder / f"part-{first}")
        for first, last in zip(starts, [*ends, None], strict=True)
    )


def read_part(part: Part, settings: ExtractSettings) -> None:
    """Read the pages of a part and leave them in its files.

    Raises:
        RejectedDocument: a page is damaged or exceeds a limit.
    """
    with part.characters.open("wb") as characters, open_pdf(part.path, settings) as file:
        store = LineStore(characters)
        found = read_sheets(file, part.path, settings, store, first=part.first, last=part.last)
        store.dump(found, part.target)


def join_parts(parts: Sequence[Part], settings: ExtractSettings, files: ExitStack) -> Sheets:
    """The pages of all parts in order; ``files`` keeps their characters open.

    Raises:
        RejectedDocument: the document as a whole draws too many characters.
    """
    whole, recent = Sheets(), Recent()
    for part in parts:
        store = LineStore(files.enter_context(part.characters.open("rb")), recent)
        whole.extend(store.load(part.target))
    total = 0
    for number, drawn in enumerate(whole.drawn, 1):
        if drawn > settings.max_glyphs - total:
            raise too_many_glyphs(parts[0].path, number, settings.max_glyphs - total)
        total += drawn
    return whole


def new_store(files: ExitStack) -> LineStore:
    """A store over a temporary file that ``files`` closes."""
    return LineStore(files.enter_context(TemporaryFile()))


def _look_at_picture(sheet: Sheet, path: Path, place: int, settings: ExtractSettings) -> None:
    from pipeline.layout.ink import add_ink, grey_picture  # as below

    add_ink(sheet, grey_picture(path, place, sheet.turned, settings))


def _lacks_text(
    page: Page, sheet: Sheet, path: Path, place: int, settings: ExtractSettings
) -> bool:
    """Whether what there is to read on the page stands in a picture.

    So it is where a picture that is no photograph is all there is, and where a line or two of
    text were stamped on a picture of print.
    """
    letters = sum(line.letters for line in sheet.lines)
    share = max((i.width * i.height for i in page.images), default=0) / page.width / page.height
    if letters > STAMPED or share < (SCANNED if letters else PICTURED):
        return False
    from pipeline.layout.ink import grey_picture, judge_picture  # numpy, scipy: half a second

    shown = judge_picture(grey_picture(path, place, page.turned, settings))
    return shown == "print" if letters else shown != "photograph"


def _is_unmapped(char: str) -> bool:
    return char == UNMAPPED or unicodedata.category(char) in ("Co", "Cn", "Cc")


def _check_glyphs(page: Page, path: Path, settings: ExtractSettings) -> None:
    height = heaped(page.glyphs)
    if height > settings.max_heap:
        raise RejectedDocument(
            f"page {page.number} prints {height} characters on one spot",
            code="overlapping-text",
            path=path,
            remedy="raise extract.max_heap if it is genuine",
        )
    flat = sum(1 for g in page.glyphs if g.x1 - g.x0 < 0.01 * g.size and g.text.isalpha())
    if flat > settings.max_unmapped * len(page.glyphs):
        raise RejectedDocument(
            f"the fonts of page {page.number} do not say how wide their characters are",
            code="damaged",
            path=path,
            remedy="print it to PDF anew, or run optical character recognition on it",
        )

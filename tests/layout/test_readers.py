"""Shipped documents and typeset pages of many layouts and producers, read by both readers.

``tests/layout/pages/build.py`` typesets the pages and writes what it put in.
Both readers of glyphs, pdfminer's and PDFium's, give the same document, and every block of the
typeset pages comes back. Each file is read once by each reader for all that is tested of it.
"""

from bisect import bisect_left
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest
import srsly

from pipeline.config import ExtractSettings
from pipeline.layout import read_document
from pipeline.layout.reader import open_pdf
from pipeline.schema import Document
from tests.layout.reading import PDFIUM, PLUMBER, Reading, read_listening

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
GOLDEN = ROOT / "tests" / "golden" / "layout" / "pages"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))
BODY = ("heading", "paragraph", "list_item")
SHIPPED = sorted((ROOT / "raw").glob("*.pdf"))
LOCKED = PAGES / "locked.pdf"
READ = [path for path in (*SHIPPED, *sorted(PAGES.glob("*.pdf"))) if path != LOCKED]
KNOWN = {
    "chromium-mixed-scripts": "PDFium turns brackets beside words that run from right to left",
    "weasyprint-mixed-scripts": "PDFium turns brackets beside words that run from right to left",
    "latex-briefing": "a narrow gap after an overhanging f is no space by PDFium's boxes",
}
REPEATED = "reportlab-overprinted"  # PDFium itself drops what is printed again beside itself
PLACE = 1.5  # points by which places may differ: letters that overhang are measured differently
HEIGHT = 2.5  # points by which a line may lie higher: fonts without a descent are given one


Both = tuple[Reading, Reading]


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest) -> Both:
    """A file as each reader reads it; pytest runs all tests of one file one after the other."""
    return read_listening(request.param, PLUMBER), read_listening(request.param, PDFIUM)


def agree(one: Document, other: Document) -> None:
    """Body, blocks of every kind with labels, levels, cells and markers, and places in print."""
    assert other.text == one.text
    assert blocks(other) == blocks(one)
    for a, b in zip(one.runs, other.runs, strict=True):
        assert (a.start, a.page, len(a.x0)) == (b.start, b.page, len(b.x0))
        assert b.x0 == pytest.approx(a.x0, abs=PLACE)
        assert (b.top, b.bottom) == pytest.approx((a.top, a.bottom), abs=HEIGHT)
    assert other.source == one.source


def blocks(document: Document) -> list[tuple[object, ...]]:
    return [
        (b.kind, b.text, b.start, b.rule, b.level, b.rows, b.label, b.marker)
        for b in document.blocks
    ]


@pytest.mark.parametrize("both", READ, ids=lambda path: path.stem, indirect=True)
def test_readers_agree(both: Both) -> None:
    one, other = (reading.document for reading in both)
    name = Path(one.source.path).stem
    if name in KNOWN:
        with pytest.raises(AssertionError):
            agree(one, other)
        pytest.xfail(KNOWN[name])
    agree(one, other)


def test_readers_agree_on_the_article(shared: Path) -> None:
    path = shared / "dossier" / "dossier.pdf"
    if not path.is_file():
        pytest.skip("needs ../shared/dossier/dossier.pdf, which does not ship")
    agree(read_document(path, PLUMBER), read_document(path, PDFIUM))


@pytest.mark.parametrize(
    "both",
    [path for path in READ if path.stem != REPEATED],
    ids=lambda path: path.stem,
    indirect=True,
)
def test_glyphs_are_the_same_up_to_rounding(both: Both) -> None:
    """Every printed character in the same place, of the same size, colour and visibility."""
    for one, other in zip(both[0].glyphs, both[1].glyphs, strict=True):
        wanted, found = sorted(one), sorted(other)
        missing = [w for w in wanted if not any(near(w, f) for f in around(found, w))]
        assert len(missing) <= 0.002 * len(wanted), missing[:5]


@pytest.mark.parametrize(
    "both",
    [PAGES / f"{name}.pdf" for name in NAMES],
    ids=lambda path: path.stem,
    indirect=True,
)
def test_blocks_come_back(both: Both) -> None:
    """Every block of a typeset page is found as ``pages/build.py`` put it in."""
    document = both[0].document
    golden = srsly.read_yaml(GOLDEN / f"{Path(document.source.path).stem}.yaml")
    wanted = [(b["kind"], flat(b["text"])) for b in golden]
    found = [(b.kind, flat(b.text)) for b in document.blocks if b.kind not in ("header", "footer")]
    assert [b for b in found if b[0] in BODY] == [b for b in wanted if b[0] in BODY]
    wanted_kinds = Counter(b for b in wanted if b[0] not in ("header", "footer"))
    assert Counter(found) == wanted_kinds
    rows = [tuple(map(tuple, b["rows"])) for b in golden if b.get("rows")]
    assert [b.rows for b in document.blocks if b.kind == "table"] == rows


def test_there_are_pages_enough() -> None:
    count = 0
    for name in NAMES:
        with pdfplumber.open(PAGES / f"{name}.pdf") as pdf:
            count += len(pdf.pages)
    assert count >= 40


def flat(text: str) -> str:
    """Small capitals and case apart; white space as single spaces."""
    return " ".join(text.lower().split())


def around(found: list[tuple[float, ...]], wanted: tuple[float, ...]) -> list[tuple[float, ...]]:
    at = bisect_left(found, (wanted[0] - PLACE,))
    end = bisect_left(found, (wanted[0] + PLACE,))
    return found[at:end]


def near(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether two glyphs, on lines as near as :func:`around` finds them, are the same."""
    return abs(a[1] - b[1]) <= PLACE and all(
        abs(x - y) <= 0.02 for x, y in zip(a[2:], b[2:], strict=True)
    )


@pytest.mark.parametrize("reader", ["pdfplumber", "pypdfium2"])
def test_a_range_of_pages_is_what_the_whole_gives_there(reader: str) -> None:
    settings = ExtractSettings(reader=reader)
    with open_pdf(SHIPPED[-1], settings) as file:
        assert file.promised == 5
        whole = list(file.pages())
        assert list(file.pages(2, 4)) == whole[1:4]
        assert list(file.pages(5)) == whole[4:]

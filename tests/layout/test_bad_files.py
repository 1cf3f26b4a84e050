"""Files that cannot be read are refused with a code and a way out."""

import sys
from pathlib import Path

import pytest

from pipeline.errors import RejectedDocument, SettingsError
from pipeline.layout import read_document

sys.path.insert(0, str(Path(__file__).parents[1]))

from pdfs import make_heap, make_pdf

SHIPPED = Path(__file__).parents[2] / "raw" / "sudan-2023.pdf"
LOCKED = Path(__file__).parent / "pages" / "locked.pdf"
GOOD = ["The army withdrew from the town on 19 December 2023 after two days.", "It fell."]
IMAGE_PAGE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def scanned() -> bytes:
    """A page that is nothing but an image."""
    data = make_pdf(["0"])
    start, end = data.index(b"BT /F1"), data.index(b"ET\n") if b"ET\n" in data else 0
    content = data[start : end + 2]
    return data.replace(
        content, IMAGE_PAGE.ljust(len(content))[: max(len(content), len(IMAGE_PAGE))]
    )


REFUSED = [
    ("empty", b"", "empty"),
    ("html", b"<html><body>Not found</body></html>", "not-a-pdf"),
    ("truncated", SHIPPED.read_bytes()[:30_000], "truncated"),
    ("half", SHIPPED.read_bytes()[:-40], "truncated"),
    ("locked", make_pdf(GOOD, password="secret"), "encrypted"),
    ("blank", make_pdf([]), "no-text-layer"),
    ("heap", make_heap(3000), "overlapping-text"),
]
READ_BY_PDFIUM = ("heap",)
"""PDFium drops a character that is printed again on its spot, so that no heap is left."""


@pytest.fixture(params=["pdfplumber", "pypdfium2"])
def reader(request: pytest.FixtureRequest) -> str:
    """Each of the readers of glyphs: they refuse the same files for the same reasons."""
    return str(request.param)


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused_with_code_and_remedy(
    name: str, data: bytes, code: str, reader: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(data)
    if reader == "pypdfium2" and name in READ_BY_PDFIUM:
        assert read_document(path, {"reader": reader}).text
        return
    with pytest.raises(RejectedDocument) as caught:
        read_document(path, {"reader": reader})
    assert caught.value.code == code
    assert caught.value.path == str(path)
    assert caught.value.remedy


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(RejectedDocument) as caught:
        read_document(tmp_path / "none.pdf")
    assert caught.value.code == "unreadable"


def test_the_password_opens_it(reader: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        read_document(LOCKED, {"password": "guess", "reader": reader})
    assert caught.value.code == "encrypted"
    opened = read_document(LOCKED, {"password": "secret", "reader": reader})
    assert "withdrew from the town" in opened.text


LIMITS = [
    ({"max_pages": 2}, "too-many-pages"),
    ({"max_page_glyphs": 1000}, "too-many-glyphs"),
    ({"max_glyphs": 4000}, "too-many-glyphs"),
    ({"max_page_bytes": 2000}, "too-large"),
    ({"max_file_bytes": 2000}, "too-large"),
]


@pytest.mark.parametrize(("limit", "code"), LIMITS)
def test_limits_are_kept(limit: dict[str, int], code: str, reader: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        read_document(SHIPPED, {**limit, "reader": reader})
    assert caught.value.code == code
    assert f"extract.{next(iter(limit))}" in str(caught.value) or "extract.max_page" in str(
        caught.value
    )


def test_the_pages_without_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned())
    with pytest.raises(RejectedDocument, match="no text layer on page 1"):
        read_document(path)


def test_fonts_without_unicode_are_refused(reader: str, tmp_path: Path) -> None:
    data = make_pdf(GOOD * 3)
    custom = b"/Encoding << /Differences [32 " + b" ".join(b"/g%d" % n for n in range(96)) + b"] >>"
    path = tmp_path / "odd.pdf"
    path.write_bytes(data.replace(b"/Encoding /WinAnsiEncoding", custom))
    with pytest.raises(RejectedDocument) as caught:
        read_document(path, {"reader": reader})
    assert caught.value.code == "unmapped-fonts"


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(SettingsError, match="guter"):
        read_document(SHIPPED, {"guter": 1})

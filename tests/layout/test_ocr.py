"""Scanned pages: their text, their blocks and boxes, and what happens without recognition.

Tests that recognise text need ocrmypdf and Tesseract and are skipped without them. The scans are
pictures of the shipped documents' pages, drawn here.
"""

import shutil
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from pipeline.config import ExtractSettings, Params
from pipeline.errors import RejectedDocument
from pipeline.layout import read_document
from pipeline.schema import Document
from pipeline.stages import extract

RAW = Path(__file__).parents[2] / "raw"
DOTS = 200 / 72  # pixels a point
MISSING = [
    name
    for name, found in (
        ("ocrmypdf (pip install 'dossier-claims[ocr]')", find_spec("ocrmypdf")),
        ("tesseract (apt-get install tesseract-ocr)", shutil.which("tesseract")),
    )
    if not found
]
needs_ocr = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def scan(name: str, pages: list[int], target: Path, *, tilt: float = 0.0) -> Path:
    """Pictures of pages as a PDF; tilted ones are blurred and greyed as well."""
    with pypdfium2.PdfDocument(RAW / f"{name}.pdf") as pdf:
        images = [pdf[page - 1].render(scale=DOTS).to_pil().convert("L") for page in pages]
    if tilt:
        tilted = [i.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255) for i in images]
        soft = [i.filter(ImageFilter.GaussianBlur(0.6)) for i in tilted]
        images = [i.point(lambda tone: 15 + tone * 0.9) for i in soft]
    images[0].save(target, save_all=True, append_images=images[1:], resolution=DOTS * 72)
    return target


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The brief on Sudan, read from pictures of its first page and its last."""
    path = scan("sudan-2023", [1, 3], tmp_path_factory.mktemp("scan") / "brief.pdf")
    return read_document(path, {"ocr": True})


@pytest.fixture(scope="module")
def printed() -> Document:
    """The same document read from its text layer."""
    return read_document(RAW / "sudan-2023.pdf")


def errors_in(sentence: str, text: str) -> int:
    """The least edit distance of the sentence from any part of the text (Sellers 1980)."""
    last = [0] * (len(text) + 1)
    for row, char in enumerate(sentence, 1):
        current = [row]
        for column, other in enumerate(text, 1):
            current.append(
                min(last[column] + 1, current[-1] + 1, last[column - 1] + (char != other))
            )
        last = current
    return min(last)


def place_of(sentence: str, text: str) -> str:
    """The part of the text around a piece of the sentence that occurs once: a short search."""
    for at in range(0, len(sentence) - 12, 5):
        piece = sentence[at : at + 12]
        if text.count(piece) == 1:
            found = text.index(piece)
            return text[max(found - at - 20, 0) : found - at + len(sentence) + 20]
    return ""


@needs_ocr
def test_sentences_of_a_scan(brief: Document, printed: Document, shared: Path) -> None:
    lines = (shared / "corpus" / "sudan-2023" / "sentences.txt").read_text(encoding="utf-8")
    sentences = [line.split("] ", 1)[1] for line in lines.splitlines() if line.strip()]
    whole = [s for s in sentences if 2 not in pages_of(s, printed)]
    assert len(whole) > 25
    errors = [errors_in(s, place_of(s, brief.text)) for s in whole]
    assert sum(count <= 2 for count in errors) >= 0.97 * len(whole), errors


def pages_of(words: str, document: Document) -> set[int]:
    start = document.text.index(words)
    return {box.page for box in document.boxes(start, start + len(words))}


@needs_ocr
def test_blocks_of_a_scan(brief: Document, printed: Document) -> None:
    def of(document: Document, kind: str) -> list[str]:
        left_out = 2 if document is printed else None
        blocks = [b for b in document.blocks if b.boxes[0].page != left_out]
        return [b.text for b in blocks if b.kind == kind]

    assert of(brief, "title") == of(printed, "title")
    assert of(brief, "heading") == of(printed, "heading")
    openings = [[" ".join(t.split()[:3]) for t in of(d, "paragraph")] for d in (brief, printed)]
    assert openings[0] == openings[1]
    notes = [b for b in brief.blocks if b.kind == "footnote"]
    assert {b.boxes[0].page for b in notes} == {1, 2}
    assert len([b for b in brief.blocks if b.kind == "footer"]) == 2


@needs_ocr
def test_boxes_of_a_scan_lie_where_the_words_do(brief: Document, printed: Document) -> None:
    for words in ("Abdel Fattah al-Burhan", "presidential palace", "The offensive against Gezira"):
        (found,), (wanted,) = (
            document.boxes(document.text.index(words), document.text.index(words) + len(words))
            for document in (brief, printed)
        )
        assert found.page == min(wanted.page, 2)
        assert abs(found.x0 - wanted.x0) < 2
        assert abs(found.x1 - wanted.x1) < 2
        assert found.top < (wanted.top + wanted.bottom) / 2 < found.bottom


@needs_ocr
def test_a_tilted_scan_through_the_worker(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    scan("sahel-2020-2023", [2], tmp_path / "raw" / "note.pdf", tilt=0.9)
    params = Params(extract=ExtractSettings(ocr=True, workers=1))
    result = extract.run(params, tmp_path)
    assert result.rejected == ()
    path = tmp_path / "extracted" / "documents" / "note.json"
    document = Document.model_validate_json(path.read_text(encoding="utf-8"))
    items = [b.text for b in document.blocks if b.kind == "list_item"]
    assert [text.split(",")[0] for text in items] == [
        "On 20 April",
        "On 5 November",
        "Three weeks later",
        "On 3 August",
        "On 25 August",
    ]
    headings = [b.text for b in document.blocks if b.kind == "heading"]
    assert "Burkina Faso: two coups in a year" in headings
    assert "Niger: a palace coup" in headings
    start = document.text.index("Volunteers for the Defence")
    (box,) = document.boxes(start, start + 26)
    assert box.x0 > 300
    # On the tilted page, the words stand about four points higher than on the level one.
    assert 135 < (box.top + box.bottom) / 2 < 150


@needs_ocr
def test_recognition_has_a_time_limit(tmp_path: Path) -> None:
    path = scan("sudan-2023", [1], tmp_path / "a.pdf")
    with pytest.raises(RejectedDocument, match=r"within 0\.5 s") as caught:
        read_document(path, {"ocr": True, "ocr_timeout": 0.5})
    assert caught.value.code == "timeout"
    assert "extract.ocr_timeout" in str(caught.value)


@needs_ocr
def test_a_language_that_is_not_installed(tmp_path: Path) -> None:
    path = scan("sudan-2023", [1], tmp_path / "a.pdf")
    with pytest.raises(RejectedDocument, match="tesseract-ocr-xyz-old") as caught:
        read_document(path, {"ocr": True, "ocr_language": "eng+xyz_old"})
    assert caught.value.code == "no-ocr"


def test_without_recognition_the_refusal_names_the_pages(tmp_path: Path) -> None:
    path = scan("sudan-2023", [1, 3], tmp_path / "a.pdf")
    with pytest.raises(RejectedDocument, match="no text layer on pages 1, 2") as caught:
        read_document(path)
    assert caught.value.code == "no-text-layer"
    assert "extract.ocr" in str(caught.value)


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scan("sudan-2023", [2], tmp_path / "a.pdf")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RejectedDocument, match=r"on page 1, and (tesseract|ocrmypdf)") as caught:
        read_document(path, {"ocr": True})
    assert caught.value.code == "no-ocr"
    assert "apt-get install tesseract-ocr" in str(caught.value)


def with_picture(image: Image.Image, lines: list[str]) -> bytes:
    """A PDF page of a picture with lines of text stamped on it."""
    packed = BytesIO()
    image.convert("L").save(packed, "JPEG", quality=60)
    data = packed.getvalue()
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    text = f"q 595 0 0 842 0 0 cm /I Do Q BT /F 9 Tf 60 20 Td 11 TL\n{shown}ET".encode()
    kinds = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8"
    size = b"/Width %d /Height %d /Filter /DCTDecode" % image.size
    resources = b"/Resources << /Font << /F 4 0 R >> /XObject << /I 6 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R %s >>" % resources,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< %s %s /Length %d >>\nstream\n%s\nendstream" % (kinds, size, len(data), data),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R >>\n" % table
    return out + end + b"startxref\n%d\n%%%%EOF\n" % len(out)


def test_a_line_stamped_on_a_scan_is_no_text_layer(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(RAW / "sudan-2023.pdf") as pdf:
        page = pdf[0].render(scale=DOTS).to_pil()
    path = tmp_path / "a.pdf"
    path.write_bytes(with_picture(page, ["Downloaded from a library on 1 May 2024"]))
    with pytest.raises(RejectedDocument, match="no text layer on page 1") as caught:
        read_document(path)
    assert caught.value.code == "no-text-layer"


def test_a_photograph_lacks_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    photo = Image.linear_gradient("L").resize((600, 800))
    path.write_bytes(with_picture(photo, ["The fall of a capital. It fell in one night."]))
    assert read_document(path).text == "The fall of a capital. It fell in one night."

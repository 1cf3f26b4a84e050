"""Long documents: read in parts, kept on disk, and the same as read at one go in memory."""

from contextlib import ExitStack
from dataclasses import fields
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from pipeline.config import ExtractSettings
from pipeline.errors import RejectedDocument
from pipeline.layout import read_document, store
from pipeline.layout.blocks import make_sheet
from pipeline.layout.lines import Line
from pipeline.layout.read import write_document
from pipeline.layout.reader import open_pdf
from pipeline.layout.sheets import join_parts, parts_of, read_part
from pipeline.layout.store import LineStore, Recent
from pipeline.schema import Document

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
SYRIA = ROOT / "raw" / "syria-deconfliction.pdf"
LONG = [
    *sorted((ROOT / "raw").glob("*.pdf")),
    *(PAGES / f"{name}.pdf" for name in ("weasyprint-running-heads", "reportlab-rotated")),
]


@cache
def whole(path: Path) -> Document:
    """The document read at one go, once for all numbers of pages a part."""
    return read_document(path)


def written(path: Path, folder: Path, part_pages: int) -> tuple[bytes, str, int]:
    """JSON and text that are written, and in how many parts the document was read."""
    settings = ExtractSettings(part_pages=part_pages)
    parts = parts_of(path, settings, folder / "parts")
    for part in reversed(parts):
        read_part(part, settings)
    write_document(path, settings, folder / "out", shown="raw/name.pdf", parts=parts)
    head, _, rest = (folder / "out").read_bytes().partition(b"\n")
    return rest[: int(head)], rest[int(head) :].decode(), len(parts)


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
@pytest.mark.parametrize("part_pages", [1, 2, 100])
def test_what_is_written_is_what_is_read(path: Path, part_pages: int, tmp_path: Path) -> None:
    document = whole(path)
    source = document.source.model_copy(update={"path": "raw/name.pdf"})
    json, text, parts = written(path, tmp_path, part_pages)
    assert json == document.model_copy(update={"source": source}).model_dump_json().encode()
    assert text == document.text
    assert parts == (0 if part_pages == 100 else -(-document.source.pages // part_pages))


def test_lines_that_were_forgotten_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = written(SYRIA, tmp_path, 1)
    for name in ("MEASURED", "OPENED"):
        monkeypatch.setattr(store, name, 1)
    (tmp_path / "again").mkdir()
    assert written(SYRIA, tmp_path / "again", 1) == expected


def test_plain_text_is_written_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "A heading\n\nThe “army” withdrew.\nIt fell.\n\n- One.\n\nEnd.\n", encoding="utf-8"
    )
    write_document(path, ExtractSettings(), tmp_path / "out", shown=path.as_posix())
    head, _, rest = (tmp_path / "out").read_bytes().partition(b"\n")
    assert rest[: int(head)] == read_document(path).model_dump_json().encode()
    assert rest[int(head) :].decode() == read_document(path).text


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
def test_stored_lines_read_as_they_were(path: Path) -> None:
    settings = ExtractSettings()
    with open_pdf(path, settings) as file, TemporaryFile() as characters:
        store = LineStore(characters)
        for page in file.pages():
            sheet = make_sheet(page, settings)
            before = list(sheet.lines)
            store.take(sheet)
            assert len(sheet.lines) == len(before)
            for old, new in zip(before, sheet.lines, strict=True):
                assert type(new) is not type(old)
                for field in fields(Line):
                    assert getattr(new, field.name) == getattr(old, field.name), field.name
                assert (new.text, new.letters, new.area) == (old.text, old.letters, old.area)
                assert (new.style, new.lead, new.plain) == (old.style, old.lead, old.plain)
                assert (new.sides, new.run) == (old.sides, old.run)


def test_stores_forget_all_but_the_last_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MEASURED", 3)
    monkeypatch.setattr(store, "OPENED", 2)
    settings = ExtractSettings()
    with open_pdf(SYRIA, settings) as file, TemporaryFile() as characters:
        lines_store = LineStore(characters, Recent())
        sheets = [make_sheet(page, settings) for page in islice(file.pages(), 2)]
        for sheet in sheets:
            lines_store.take(sheet)
            for line in sheet.lines:
                assert line.words[0].glyphs
        first, last = (sheet.lines for sheet in sheets)
        assert not any(vars(line) for line in first)
        assert all("text" in vars(line) for line in last)
        assert ["words" in vars(line) for line in last[-4:]] == [False, False, True, True]


def read_in_parts(path: Path, folder: Path, settings: ExtractSettings) -> None:
    parts = parts_of(path, settings, folder / "parts")
    for part in parts:
        read_part(part, settings)
    with ExitStack() as files:
        join_parts(parts, settings, files)


@pytest.mark.parametrize("limit", [{"max_glyphs": 9000}, {"max_pages": 3}, {"max_glyphs": 100}])
def test_limits_of_the_whole_hold_in_parts(limit: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(RejectedDocument) as caught:
        read_document(SYRIA, limit)
    with pytest.raises(RejectedDocument) as in_parts:
        read_in_parts(SYRIA, tmp_path, ExtractSettings(part_pages=1, **limit))
    assert in_parts.value.problem == caught.value.problem

"""Title, author and day of publication, and what each rests on."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.layout import read_document
from pipeline.layout.metadata import Facts, settle
from pipeline.schema import Block, Box

ROOT = Path(__file__).parents[2]
TEXT = "Fighting went on in 2022 and 2023."


def block(kind: str, text: str, *, body: bool = False) -> Block:
    start, end = (0, len(text)) if body else (None, None)
    box = Box(page=1, x0=0, top=0, x1=1, bottom=1)
    return Block(kind=kind, text=text, start=start, end=end, boxes=(box,))  # type: ignore[arg-type]


DATES = [
    ("header", "Published 22 December 2023", False, "2023-12-22"),
    ("header", "Sample document. Published on Friday, December 22, 2023", False, "2023-12-22"),
    ("header", "18 December 2023", False, "2023-12-18"),
    ("header", "Brief No. 4 | 18 December 2023", False, None),
    ("header", "Policy Note | 3rd May 2021", False, "2021-05-03"),
    ("footer", "Updated: 2023-12-22", False, "2023-12-22"),
    ("paragraph", "KHARTOUM, 15 April 2023 (Agency) - Fighting broke out.", True, "2023-04-15"),
    ("paragraph", "Publication date: 4 Sept. 2020", True, "2020-09-04"),
    ("header", "Conflict Brief | Sudan, April–December 2023", False, None),
    ("paragraph", "On 15 April 2023, fighting broke out in Khartoum.", True, None),
    ("paragraph", "The report published after 31 November 2023 says so.", True, None),
    ("header", "31 February 2023", False, None),
]


@pytest.mark.parametrize(("kind", "text", "body", "day"), DATES)
def test_dates_in_the_front_matter(kind: str, text: str, body: bool, day: str | None) -> None:
    settled = settle({}, Facts(pages=1), [block(kind, text, body=body)], TEXT)
    assert settled.published == day
    assert settled.published_from == ("text" if day else None)


CREATED = [
    ("2023-11-02", "2023-11-02"),
    ("2024-06-30", "2024-06-30"),
    ("2025-01-01", None),
    ("2022-12-31", None),
    ("2000-01-01", None),
]


@pytest.mark.parametrize(("created", "day"), CREATED)
def test_the_files_own_date_counts_where_the_text_bears_it_out(
    created: str, day: str | None
) -> None:
    assert settle({}, Facts(pages=1, created=created), [], TEXT).published == day


def test_order_of_sources() -> None:
    blocks = [block("header", "Published 1 May 2023"), block("title", "Two Armies: a War")]
    facts = Facts(pages=1, title="Two Armies", author="A. B.", published="2023-04-30")
    settled = settle({"published": "2023-04-01"}, facts, blocks, TEXT)
    assert (settled.published, settled.published_from) == ("2023-04-01", "sidecar")
    settled = settle({}, facts, blocks, TEXT)
    assert (settled.published, settled.published_from) == ("2023-04-30", "metadata")
    assert (settled.title, settled.author) == ("Two Armies: a War", "A. B.")
    assert settle({"title": "Mine"}, facts, blocks, TEXT).title == "Mine"
    assert settle({}, Facts(pages=1), blocks, TEXT).title == "Two Armies: a War"


SHIPPED = [
    ("sahel-2020-2023", "2023-12-18", "text"),
    ("sudan-2023", "2023-12-22", "text"),
    ("syria-deconfliction", None, None),
]


@pytest.mark.parametrize(("name", "day", "source"), SHIPPED)
def test_shipped_documents(name: str, day: str | None, source: str | None) -> None:
    document = read_document(ROOT / "raw" / f"{name}.pdf", root=ROOT)
    assert (document.source.published, document.source.published_from) == (day, source)
    assert document.source.path == f"raw/{name}.pdf"
    assert document.doc_id == name


def with_sidecar(folder: Path, text: str) -> Path:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "a.txt").write_text("One line of text.", encoding="utf-8")
    return folder / "a.txt"


def test_a_sidecar_is_read(tmp_path: Path) -> None:
    path = with_sidecar(tmp_path, "title: T\nauthor: A\npublished: 2020-01-02\n")
    source = read_document(path).source
    assert (source.title, source.author, source.published) == ("T", "A", "2020-01-02")
    assert source.published_from == "sidecar"


BROKEN = [
    ("titel: x\n", "titel: no such key"),
    ("published: last week\n", "published: 'last week' is not a day"),
    ("- a\n", "not a mapping"),
    ("title: [\n", "cannot be read"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_sidecar_names_file_and_key(text: str, message: str, tmp_path: Path) -> None:
    path = with_sidecar(tmp_path, text)
    with pytest.raises(SettingsError, match=message) as caught:
        read_document(path)
    assert "a.yaml" in str(caught.value)

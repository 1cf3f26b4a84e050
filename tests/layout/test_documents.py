"""The shipped documents and the article beside the project, against their reference texts."""

import random
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pytest
import srsly

from pipeline.layout import read_document
from pipeline.schema import Document

ROOT = Path(__file__).parents[2]
SHIPPED = ("sahel-2020-2023", "sudan-2023", "syria-deconfliction")
ALL = (*SHIPPED, "dossier")
KINDS = (
    "title",
    "heading",
    "paragraph",
    "list_item",
    "footnote",
    "pull_quote",
    "table",
    "sidebar",
    "caption",
    "header",
    "footer",
    "margin",
)


def pdf_of(name: str, shared: Path) -> Path:
    if name == "dossier":
        path = shared / "dossier" / "dossier.pdf"
        if not path.is_file():
            pytest.skip("needs ../shared/dossier/dossier.pdf, which does not ship")
        return path
    return ROOT / "raw" / f"{name}.pdf"


def reference(name: str, shared: Path, kind: str) -> str:
    if name == "dossier":
        file = {"body": "dossier.txt", "sentences": "sentences.txt"}[kind]
        return (shared / "dossier" / file).read_text(encoding="utf-8").strip()
    return (shared / "corpus" / name / f"{kind}.txt").read_text(encoding="utf-8").strip()


@lru_cache
def read(path: Path) -> Document:
    return read_document(path)


@pytest.mark.parametrize("name", ALL)
def test_body_is_the_reference_text(name: str, shared: Path) -> None:
    text = read(pdf_of(name, shared)).text
    assert text.split("\n\n") == reference(name, shared, "body").split("\n\n")


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_is_there_verbatim(name: str, shared: Path) -> None:
    text = read(pdf_of(name, shared)).text
    lines = reference(name, shared, "sentences").splitlines()
    sentences = [re.sub(r"^S?\d+ \[p\d+\] ", "", line) for line in lines if line.strip()]
    assert len(sentences) > 50
    assert [sentence for sentence in sentences if sentence not in text] == []


def labels_of(document: Document) -> Counter[tuple[str, ...]]:
    """Kind, page, first four and last three words: enough to name a block, not to copy it."""
    found: Counter[tuple[str, ...]] = Counter()
    for block in document.blocks:
        words = block.text.split()
        row = (block.kind, str(block.boxes[0].page), " ".join(words[:4]), " ".join(words[-3:]))
        found[row] += 1
    return found


@pytest.mark.parametrize("name", ALL)
def test_blocks_are_of_the_kinds_a_reader_sees(name: str, shared: Path) -> None:
    golden = srsly.read_yaml(ROOT / "tests" / "golden" / "layout" / f"{name}.yaml")
    expected = Counter((b["kind"], str(b["page"]), b["begins"], b["ends"]) for b in golden)
    found = labels_of(read(pdf_of(name, shared)))
    for kind in KINDS:
        a = Counter({row: n for row, n in expected.items() if row[0] == kind})
        b = Counter({row: n for row, n in found.items() if row[0] == kind})
        if a or b:
            f1 = 2 * (a & b).total() / (a.total() + b.total())
            assert f1 >= 0.97, (kind, sorted(a - b), sorted(b - a))


@pytest.mark.parametrize(
    ("name", "markers"),
    [("sahel-2020-2023", 4), ("sudan-2023", 4), ("syria-deconfliction", 7), ("dossier", 7)],
)
def test_footnotes_hang_on_their_markers(name: str, markers: int, shared: Path) -> None:
    document = read(pdf_of(name, shared))
    notes = [b for b in document.blocks if b.kind == "footnote" and b.label is not None]
    assert [note.label for note in notes] == [str(n + 1) for n in range(markers)]
    offsets = [note.marker for note in notes]
    assert None not in offsets
    assert offsets == sorted(offsets)


def test_a_marker_stands_after_its_word(shared: Path) -> None:
    document = read(pdf_of("sudan-2023", shared))
    marks = [b.marker for b in document.blocks if b.kind == "footnote" and b.marker is not None]
    ends = [document.text[:mark].rsplit(" ", 1)[-1] for mark in marks]
    assert ends == ["(ACLED),", "army.", "camps.", "later."]


@pytest.mark.parametrize("name", ALL)
def test_boxes_cropped_from_the_page_spell_the_text(name: str, shared: Path) -> None:
    """Random spans, always the same ones: what is printed in their boxes is what they say."""
    path = pdf_of(name, shared)
    document = read(path)
    choose = random.Random(7)
    spans = []
    for _ in range(60):
        start = choose.randrange(len(document.text) - 40)
        spans.append((start, start + choose.randint(1, 300)))
    with pdfplumber.open(path) as pdf:
        chars = {p.page_number: [_flat(c) for c in p.chars if c["upright"]] for p in pdf.pages}
    for start, end in spans:
        wanted = letters(document.text[start:end])
        printed = ""
        for box in document.boxes(start, end):
            row = [
                c
                for c in chars[box.page]
                if box.x0 - 0.1 <= (c[1] + c[2]) / 2 <= box.x1 + 0.1
                and box.top <= c[3] <= box.bottom
            ]
            printed += "".join(c[0] for c in sorted(row, key=lambda c: c[1]))
        assert is_spelled(letters(printed), wanted), (document.text[start:end], printed)


def _flat(char: dict[str, object]) -> tuple[str, float, float, float]:
    top, bottom = float(char["top"]), float(char["bottom"])  # type: ignore[arg-type]
    return str(char["text"]), float(char["x0"]), float(char["x1"]), (top + bottom) / 2  # type: ignore[arg-type]


def letters(text: str) -> str:
    for ligature, apart in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}.items():
        text = text.replace(ligature, apart)
    return re.sub(r"[\s\d-]", "", text)


def is_spelled(printed: str, wanted: str) -> bool:
    """Equal, or longer by the letters of a ligature that the span's ends cut in two."""
    at = printed.find(wanted)
    return (
        at in (-1, 0, 1, 2)
        and (at >= 0 or _off_by_ligature(printed, wanted))
        and (len(printed) - len(wanted) <= 4)
    )


def _off_by_ligature(printed: str, wanted: str) -> bool:
    return printed in wanted and len(wanted) - len(printed) <= 4


def test_pages_are_those_of_the_reference_sentences(shared: Path) -> None:
    for name in ALL:
        document = read(pdf_of(name, shared))
        for line in reference(name, shared, "sentences").splitlines():
            match = re.match(r"S?\d+ \[p(\d+)\] (.+)", line)
            if match:
                assert document.page_at(document.text.index(match[2])) == int(match[1]), line


def by_hand(name: str) -> Counter[tuple[str, ...]]:
    """Labels written from pictures of the pages: kind, page, first two words and the last."""
    path = ROOT / "tests" / "golden" / "layout" / "hand" / f"{name}.txt"
    found: Counter[tuple[str, ...]] = Counter()
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            page, kind, words = row.split(" ", 2)
            first, _, last = words.partition(" ... ")
            found[(kind, page, *ends_of(f"{first} {last}".strip()))] += 1
    return found


def ends_of(text: str) -> tuple[str, str]:
    words = text.lower().split()
    return " ".join(words[:2]), words[-1]


@pytest.mark.parametrize("name", SHIPPED)
def test_blocks_are_those_that_the_pictures_show(name: str) -> None:
    expected = by_hand(name)
    document = read(ROOT / "raw" / f"{name}.pdf")
    found = Counter(
        (b.kind, str(b.boxes[0].page), *ends_of(b.text.replace("\t", " "))) for b in document.blocks
    )
    for kind in sorted({row[0] for row in expected | found}):
        a = Counter({row: n for row, n in expected.items() if row[0] == kind})
        b = Counter({row: n for row, n in found.items() if row[0] == kind})
        f1 = 2 * (a & b).total() / (a.total() + b.total())
        assert f1 >= 0.97, (kind, sorted(a - b), sorted(b - a))

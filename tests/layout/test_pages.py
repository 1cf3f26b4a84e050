"""Typeset pages of many layouts and producers: every block comes back as it was put in.

``tests/layout/pages/build.py`` typesets them and writes what it put in.
"""

from collections import Counter
from pathlib import Path

import pdfplumber
import pytest
import srsly

from pipeline.layout import read_document

PAGES = Path(__file__).parent / "pages"
GOLDEN = Path(__file__).parents[1] / "golden" / "layout" / "pages"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))
BODY = ("heading", "paragraph", "list_item")


def flat(text: str) -> str:
    """Small capitals and case apart; white space as single spaces."""
    return " ".join(text.lower().split())


@pytest.mark.parametrize("name", NAMES)
def test_blocks_come_back(name: str) -> None:
    golden = srsly.read_yaml(GOLDEN / f"{name}.yaml")
    wanted = [(b["kind"], flat(b["text"])) for b in golden]
    document = read_document(PAGES / f"{name}.pdf")
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

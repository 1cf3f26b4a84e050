"""Typesets the test pages: the same stories in many layouts by several producers.

``python tests/layout/pages/build.py [name ...]`` writes, for each design, ``<name>.pdf`` and
``tests/golden/layout/pages/<name>.yaml``, the blocks in reading order as they were put in. The
stories are sentences of the project's own sample briefs. Needs ``pip install weasyprint typst
reportlab pypdfium2`` and ``chromium``, ``pdflatex`` and ``soffice`` on the path; the tests only
read what this wrote.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from designs_html import HTML
from designs_made import MADE
from designs_office import OFFICES
from designs_reports import REPORTS
from designs_typst import TYPST
from stories import Block

HERE = Path(__file__).parent
GOLDEN = Path(__file__).parents[2] / "golden" / "layout" / "pages"
DESIGNS: dict[str, Callable[[Path], list[Block]]] = {**HTML, **REPORTS, **OFFICES, **TYPST, **MADE}


def write_golden(path: Path, blocks: list[Block]) -> None:
    rows = ["# Written by build.py: the blocks as they were typeset, in reading order."]
    for block in blocks:
        rows.append(f"- kind: {block.kind}\n  text: {json.dumps(block.text, ensure_ascii=False)}")
        if block.rows:
            rows.append(f"  rows: {json.dumps(block.rows, ensure_ascii=False)}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    for name, design in DESIGNS.items():
        if not names or name in names:
            blocks = design(HERE / f"{name}.pdf")
            write_golden(GOLDEN / f"{name}.yaml", blocks)


if __name__ == "__main__":
    main(sys.argv[1:])

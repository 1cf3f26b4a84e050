"""Designs set in Typst: footnotes at the foot of columns, running heads over many pages."""

from collections.abc import Callable
from pathlib import Path

import typst
from stories import HEADINGS, NOTES, TABLE, Block, story

SETUP = '#set text(font: "Libertinus Serif", size: 10pt, lang: "en", hyphenate: true)\n'


def escaped(text: str) -> str:
    for char in "\\#$*_`<>@~":
        text = text.replace(char, "\\" + char)
    return text


def compiled(source: str, path: Path) -> None:
    typst.compile(source.encode(), output=str(path), ignore_system_fonts=True, timestamp=0)


def column_footnotes(path: Path) -> list[Block]:
    """Two columns, footnotes under each, numbered heads, a page number."""
    tale = story(5)
    blocks = [Block("title", "Notes from two columns")]
    out = SETUP + '#set page(paper: "a4", columns: 2, numbering: "1", margin: 20mm)\n'
    out += "#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)\n"
    out += '#place(top + center, scope: "parent", float: true, '
    out += 'text(20pt, weight: "bold")[Notes from two columns])\n'
    notes = []
    for number in range(3):
        blocks.append(Block("heading", HEADINGS[number]))
        out += f"= {HEADINGS[number]}\n"
        for at, block in enumerate(tale.take(4)):
            blocks.append(block)
            mark = ""
            if at % 2:
                notes.append(Block("footnote", NOTES[len(notes) % len(NOTES)]))
                mark = f"#footnote[{escaped(notes[-1].text)}]"
            out += escaped(block.text) + mark + "\n\n"
    compiled(out, path)
    return blocks + notes


def report(path: Path) -> list[Block]:
    """One column with running heads, a table, lists and a figure caption on US letter."""
    tale = story(17)
    blocks = [Block("title", "The report of the panel")]
    out = (
        SETUP
        + '#set page(paper: "us-letter", numbering: "1 / 1", '
        + "header: [Panel report #h(1fr) May 2023])\n"
    )
    out += "#set par(justify: true, spacing: 1.1em)\n#text(22pt)[*The report of the panel*]\n\n"
    for number in range(3):
        blocks.append(Block("heading", HEADINGS[number]))
        out += f"== {HEADINGS[number]}\n"
        for block in tale.take(3):
            blocks.append(block)
            out += escaped(block.text) + "\n\n"
        for _ in range(2):
            item = Block("list_item", tale.sentence())
            blocks.append(item)
            out += ("+ " if number % 2 else "- ") + escaped(item.text) + "\n"
        out += "\n"
    blocks.append(Block("table", " ".join(" ".join(row) for row in TABLE), TABLE))
    cells = ", ".join(f"[{escaped(cell)}]" for row in TABLE for cell in row)
    out += f"#table(columns: 3, {cells})\n"
    compiled(out, path)
    return blocks


TYPST: dict[str, Callable[[Path], list[Block]]] = {
    "typst-column-footnotes": column_footnotes,
    "typst-report": report,
}

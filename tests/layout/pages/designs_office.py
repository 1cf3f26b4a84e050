"""Designs set by LaTeX and by LibreOffice Writer. Needs ``pdflatex`` and ``soffice``."""

import html
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from designs_reports import LINKS
from stories import HEADINGS, TABLE, Block, Story, story

TEX = r"""\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{mathptmx,fancyhdr,microtype}\usepackage[hyphens]{url}\urlstyle{same}
\usepackage[british]{babel}
"""
ESCAPES = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"}


def tex(text: str) -> str:
    return "".join(ESCAPES.get(char, char) for char in text)


def noted(text: str) -> str:
    """A note's text, its addresses in \\url, which breaks them anywhere sensible."""
    words = []
    for word in text.split():
        bare = word.rstrip(".,")
        link = bare.startswith("http")
        words.append(rf"\url{{{bare}}}{word[len(bare) :]}" if link else tex(word))
    return " ".join(words)


def latex(source: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.tex").write_text(source, encoding="utf-8")
        for _ in range(2):
            subprocess.run(
                ["pdflatex", "-interaction=nonstopmode", "page.tex"],
                cwd=folder,
                check=True,
                capture_output=True,
                env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "0", "HOME": folder},
            )
        shutil.copy(Path(folder) / "page.pdf", path)


def article(path: Path) -> list[Block]:
    """Two columns, an abstract, footnotes under each column, a numbered bibliography."""
    tale = story(1)
    title, authors = "Counting the fallen of the borderlands", "Jane A. Writer and Omar B. Scholar"
    blocks = [Block("title", title), Block("header", authors), Block("header", "May 2023")]
    out = r"\documentclass[10pt,twocolumn,a4paper]{article}" + TEX
    out += rf"\title{{{title}}}\author{{{authors}}}\date{{May 2023}}\begin{{document}}\maketitle"
    blocks.append(Block("heading", "Abstract"))
    abstract = tale.take(1)
    blocks += abstract
    out += rf"\begin{{abstract}}{tex(abstract[0].text)}\end{{abstract}}"
    notes: list[Block] = []
    for number in range(3):
        blocks.append(Block("heading", f"{number + 1} {HEADINGS[number]}"))
        out += rf"\section{{{HEADINGS[number]}}}"
        for at, block in enumerate(tale.take(4)):
            blocks.append(block)
            out += tex(block.text)
            if at == 1:
                notes.append(Block("footnote", LINKS[len(notes)]))
                out += rf"\footnote{{{noted(notes[-1].text)}}}"
            out += "\n\n"
    blocks.append(Block("heading", "References"))
    out += r"\begin{thebibliography}{9}"
    for year in range(2014, 2019):
        text = (
            f"J. A. Writer. Counting and miscounting in dry lands. Small Wars, 12:101–120, {year}."
        )
        blocks.append(Block("list_item", text))
        out += rf"\bibitem{{b{year}}} {tex(text)}"
    latex(out + r"\end{thebibliography}\end{document}", path)
    return blocks + notes


def briefing(path: Path) -> list[Block]:
    """Contents with dots, heads that alternate, notes with long addresses, lists, a quotation."""
    tale = story(10)
    title = "A ceasefire nobody monitors"
    out = r"\documentclass[11pt,a4paper,twoside]{article}" + TEX + r"\pagestyle{fancy}\fancyhf{}"
    out += rf"\fancyhead[LE]{{\small\itshape {title}}}\fancyhead[RO]{{\small\itshape\leftmark}}"
    out += r"\fancyfoot[C]{\thepage}\setlength{\headheight}{14pt}\title{" + title
    out += (
        r"}\author{}\date{}\begin{document}\maketitle\thispagestyle{empty}\tableofcontents\newpage"
    )
    blocks = [Block("title", title), Block("heading", "Contents")]
    out_body, chapters, notes = "", [], []
    for number in range(4):
        chapters.append(Block("heading", f"{number + 1} {HEADINGS[number]}"))
        out_body += rf"\section{{{HEADINGS[number]}}}"
        for at, block in enumerate(tale.take(4)):
            chapters.append(block)
            out_body += tex(block.text)
            if at % 2:
                notes.append(Block("footnote", LINKS[len(notes) % len(LINKS)]))
                out_body += rf"\footnote{{{noted(notes[-1].text)}}}"
            out_body += "\n\n"
        if number % 2:
            out_body += r"\begin{itemize}"
            for _ in range(3):
                chapters.append(Block("list_item", tale.sentence()))
                out_body += r"\item " + tex(chapters[-1].text)
            out_body += r"\end{itemize}"
    latex(out + out_body + r"\end{document}", path)
    pages = ["2", "2", "4", "4"]
    rows = [[f"{n + 1} {HEADINGS[n]}", pages[n]] for n in range(4)]
    blocks.append(Block("table", " ".join(" ".join(row) for row in rows), rows))
    return [*blocks, *chapters, *notes]


OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:default-style style:family="paragraph"><style:text-properties fo:language="en"
  fo:country="GB" style:font-name="Liberation Serif" fo:font-family="Liberation Serif"
  fo:font-size="11pt" fo:hyphenate="true"/></style:default-style>
 <style:style style:name="Body" style:family="paragraph"><style:paragraph-properties
  fo:text-align="justify" fo:margin-bottom="0.2cm" fo:orphans="2" fo:widows="2"/></style:style>
 <style:style style:name="Title" style:family="paragraph"><style:paragraph-properties
  fo:margin-bottom="0.6cm"/><style:text-properties fo:font-family="Liberation Sans"
  fo:font-size="22pt" fo:font-weight="bold"/></style:style>
 <style:style style:name="Head" style:family="paragraph"><style:paragraph-properties
  fo:margin-top="0.4cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/>
  <style:text-properties fo:font-family="Liberation Sans" fo:font-size="13pt"
  fo:font-weight="bold"/></style:style>
 <style:style style:name="Note" style:family="paragraph"><style:paragraph-properties
  fo:margin-left="0.5cm" fo:text-indent="-0.5cm"/><style:text-properties fo:font-size="9pt"
  fo:hyphenate="false"/></style:style>
 <style:style style:name="Cell" style:family="paragraph"><style:text-properties
  fo:font-size="9pt"/></style:style>
 <style:style style:name="Small" style:family="paragraph"><style:text-properties
  fo:font-size="8.5pt" fo:font-style="italic"/></style:style>
 <style:style style:name="Up" style:family="text"><style:text-properties
  style:text-position="super 58%%"/></style:style>
 <text:notes-configuration text:note-class="footnote" text:default-style-name="Note"
  text:citation-style-name="Up" text:citation-body-style-name="Up"
  style:num-format="1" text:start-value="0" text:footnotes-position="page"/>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm"
  fo:page-height="29.7cm" fo:margin="2.4cm"/>
  <style:header-style><style:header-footer-properties fo:min-height="0.8cm"
  fo:margin-bottom="0.4cm"/></style:header-style>
  <style:footer-style><style:header-footer-properties fo:min-height="0.8cm"
  fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
 <style:style style:name="Grid" style:family="table-cell"><style:table-cell-properties
  fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
 <style:header><text:p text:style-name="Small">Conflict monitor, quarterly edition</text:p>
 </style:header><style:footer><text:p text:style-name="Small">Page <text:page-number/></text:p>
 </style:footer></style:master-page></office:master-styles>
<office:body><office:text>%s</office:text></office:body></office:document>"""


def monitor(path: Path) -> list[Block]:
    """Writer: justified text with footnotes, a grid table, running head and foot."""
    tale = story(14)
    blocks = [Block("title", "The war for the wells")]
    body = [_office_line("Title", blocks[0].text)]
    notes: list[Block] = []
    for number in range(4):
        blocks.append(Block("heading", HEADINGS[number]))
        body.append(_office_line("Head", HEADINGS[number]))
        _office_text(tale, blocks, body, notes)
        if number == 1:
            blocks.append(Block("table", " ".join(" ".join(row) for row in TABLE), TABLE))
            body.append(_office_table())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.fodt"
        source.write_text(OFFICE % "".join(body), encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        shutil.copy(source.with_suffix(".pdf"), path)
    return blocks + notes


def _office_line(style: str, text: str, after: str = "") -> str:
    return f'<text:p text:style-name="{style}">{html.escape(text, quote=False)}{after}</text:p>'


def _office_text(tale: Story, blocks: list[Block], body: list[str], notes: list[Block]) -> None:
    for at, block in enumerate(tale.take(3)):
        blocks.append(block)
        note = ""
        if at % 2:
            notes.append(Block("footnote", LINKS[len(notes) % len(LINKS)]))
            note = (
                '<text:note text:note-class="footnote"><text:note-citation>'
                f"{len(notes)}</text:note-citation><text:note-body>"
                f"{_office_line('Note', notes[-1].text)}</text:note-body></text:note>"
            )
        body.append(_office_line("Body", block.text, note))


def _office_table() -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="Grid">{_office_line("Cell", cell)}'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in TABLE
    )
    return (
        f'<table:table><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>'
    )


OFFICES: dict[str, Callable[[Path], list[Block]]] = {
    "latex-article": article,
    "latex-briefing": briefing,
    "libreoffice-monitor": monitor,
}

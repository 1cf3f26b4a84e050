"""Designs set in HTML, printed by Chromium or by WeasyPrint."""

import html
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from stories import HEADINGS, NOTES, TABLE, Block, story

BASE = """
@page { size: %(size)s; margin: %(margin)s }
body { font-family: %(font)s; font-size: %(points)spt; line-height: 1.35; margin: 0 }
h1 { font-size: 22pt; line-height: 1.2; margin: 0 0 12pt }
h2 { font-size: 13pt; margin: 14pt 0 4pt }
p { margin: 0; text-align: justify; hyphens: auto } p + p { text-indent: 1.5em }
.columns { column-gap: 18pt; hyphens: auto }
sup { font-size: 65%%; line-height: 0 }
aside { font-family: 'Liberation Sans'; font-size: 8.5pt; line-height: 1.3 }
aside p { text-indent: 0; text-align: left; hyphens: manual }
figcaption { font-size: 8pt; font-style: italic; text-align: right }
blockquote.pull { font-size: 15pt; font-style: italic; color: #a33; margin: 14pt 0;
  border-top: 1pt solid #a33; border-bottom: 1pt solid #a33; padding: 8pt 0; text-align: left }
blockquote.pull p { text-align: left; hyphens: manual }
table { border-collapse: collapse; font-size: 8.5pt; width: 100%%; margin: 4pt 0 12pt }
td, th { text-align: left; padding: 2pt 4pt; vertical-align: top }
tr { border-top: 0.5pt solid #555 } table { border-bottom: 0.5pt solid #555 }
div.caption { font-size: 8.5pt; font-weight: bold; margin-top: 10pt }
ol.notes { font-size: 8pt; padding-left: 14pt } ul, ol { margin: 4pt 0; padding-left: 18pt }
"""
SERIF, SANS = "'Liberation Serif'", "'Liberation Sans'"
IMAGE = (
    "<img style='%s' src='data:image/svg+xml,"
    "<svg xmlns=%%22http://www.w3.org/2000/svg%%22 width=%%22200%%22 height=%%22150%%22/>'>"
)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPjPAAAD"
    "AgEAr0ZrWwAAAABJRU5ErkJggg=="
)


class Page:
    """Collects blocks and their HTML side by side, in reading order."""

    def __init__(
        self,
        start: int,
        css: str = "",
        *,
        size: str = "A4",
        font: str = SERIF,
        points: float = 10.5,
        margin: str = "20mm 18mm",
    ) -> None:
        self.story = story(start)
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.notes: list[str] = []
        values = {"size": size, "margin": margin, "font": font, "points": points}
        self.css = BASE % values + css

    def raw(self, markup: str) -> "Page":
        self.parts.append(markup)
        return self

    def add(self, kind: str, text: str, tag: str, *, mark: str = "") -> "Page":
        self.blocks.append(Block(kind, text))
        return self.raw(f"<{tag}>{html.escape(text, quote=False)}{mark}</{tag.split()[0]}>")

    def title(self, text: str) -> "Page":
        return self.add("title", text, "h1")

    def heading(self, number: int) -> "Page":
        return self.add("heading", HEADINGS[number], "h2")

    def text(self, count: int, tag: str = "p", *, note: bool = False) -> "Page":
        for block in self.story.take(count):
            mark = ""
            if note:
                self.notes.append(NOTES[len(self.notes) % len(NOTES)])
                mark = f"<sup>{len(self.notes)}</sup>"
            self.add("paragraph", block.text, tag, mark=mark)
        return self

    def items(self, count: int, *, ordered: bool = False) -> "Page":
        self.raw("<ol>" if ordered else "<ul>")
        for _ in range(count):
            self.add("list_item", self.story.sentence(), "li")
        return self.raw("</ol>" if ordered else "</ul>")

    def sidebar(self, style: str, *, title: str = "In brief", count: int = 3) -> "Page":
        texts = [title, *(self.story.sentence() for _ in range(count))]
        inner = f"<b>{title}</b>" + "".join(
            f"<p>{html.escape(t, quote=False)}</p>" for t in texts[1:]
        )
        self.blocks.append(Block("sidebar", " ".join(texts)))
        return self.raw(f"<aside style='{style}'>{inner}</aside>")

    def pull(self, text: str) -> "Page":
        self.blocks.append(Block("pull_quote", text))
        return self.raw(
            f"<blockquote class='pull'><p>{html.escape(text, quote=False)}</p></blockquote>"
        )

    def table(self, caption: str) -> "Page":
        self.add("caption", caption, "div class='caption'")
        cells = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in TABLE
        )
        self.blocks.append(Block("table", " ".join(" ".join(row) for row in TABLE), TABLE))
        return self.raw(f"<table>{cells}</table>")

    def figure(self, style: str, caption: str) -> "Page":
        self.blocks.append(Block("caption", caption))
        return self.raw(
            f"<figure style='{style}'><img src='{PIXEL}' style='width:100%;height:110pt'>"
            f"<figcaption>{caption}</figcaption></figure>"
        )

    def columns(self, count: int) -> "Page":
        return self.raw(f"<div class='columns' style='column-count:{count}'>")

    def end(self) -> "Page":
        return self.raw("</div>")

    def endnotes(self) -> "Page":
        self.blocks.append(Block("footnote", "Notes"))
        self.raw("<h2>Notes</h2><ol class='notes'>")
        for note in self.notes:
            self.add("footnote", note, "li")
        return self.raw("</ol>")

    def document(self) -> str:
        return (
            f"<!doctype html><html lang='en'><meta charset='utf-8'><style>{self.css}</style>"
            f"<body>{''.join(self.parts)}</body></html>"
        )


def chromium(page: Page, path: Path) -> list[Block]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page.document(), encoding="utf-8")
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--print-to-pdf={path}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return page.blocks


def weasy(page: Page, path: Path) -> list[Block]:
    import weasyprint

    weasyprint.HTML(string=page.document()).write_pdf(path)
    return page.blocks


def one_column() -> Page:
    page = Page(0, "p{text-align:left;margin-bottom:8pt} p+p{text-indent:0}", font=SANS, points=10)
    page.title("A year of small wars").text(3).heading(0).text(3).heading(1).text(3)
    return page.items(3).text(2)


def two_columns() -> Page:
    page = Page(4).title("The slow collapse of a transition").columns(2)
    return page.text(2).heading(0).text(4).heading(2).text(5).end()


def three_columns() -> Page:
    page = Page(9, "p{text-align:left}", size="letter", points=9, margin="14mm")
    page.title("News from three capitals").columns(3)
    return page.text(3).heading(1).text(4).heading(3).text(3).end()


def mixed_widths() -> Page:
    page = Page(14).title("Borders, bargains and brigades").text(1).columns(2).text(3).end()
    page.table("Table 1. Attacks and arrests").columns(2).heading(4).text(4).end()
    return page


def sidebar_float() -> Page:
    page = Page(20).title("Who pays the militias?").text(1)
    page.sidebar("float:right;width:38%;background:#eef;padding:8pt;margin:0 0 8pt 14pt")
    return page.text(4).heading(2).text(3)


def sidebar_column() -> Page:
    css = "main{width:66%;float:left} aside{width:28%;float:right}"
    page = Page(24, css).title("The view from the border").raw("<main>").text(3).heading(1).text(2)
    return page.raw("</main>").sidebar("", title="Key figures", count=4)


def figure_wrap() -> Page:
    page = Page(28).title("The river and the road").text(1)
    page.figure("float:left;width:45%;margin:4pt 14pt 4pt 0", "The bridge before the battle.")
    return page.text(3).heading(3).text(3)


def drop_cap() -> Page:
    css = (
        "p.first::first-letter{float:left;font-size:43pt;line-height:34pt;padding-right:3pt;"
        "padding-top:3pt}"
    )
    page = Page(32, css).title("A city changes hands").columns(2).text(1, "p class='first'")
    return page.text(4).heading(4).text(2).end()


def lists() -> Page:
    page = Page(36).title("What the parties signed").text(1).items(4, ordered=True).text(1)
    return page.items(3).heading(5).text(1).items(11, ordered=True).text(1)


def endnotes() -> Page:
    page = Page(40).title("Sources of a conflict").columns(2).text(2, note=True).heading(0)
    return page.text(2, note=True).text(2).endnotes().end()


def spaced_headings() -> Page:
    css = (
        "h1{letter-spacing:3pt;text-align:center} h2{letter-spacing:2pt;text-transform:uppercase;"
        "font-size:10pt;font-weight:normal;text-align:center}"
    )
    page = Page(44, css, points=11).title("Letters from the front").text(2)
    page.blocks.append(Block("heading", HEADINGS[2].upper()))
    page.raw(f"<h2>{HEADINGS[2]}</h2>").text(2)
    page.blocks.append(Block("heading", HEADINGS[4].upper()))
    return page.raw(f"<h2>{HEADINGS[4]}</h2>").text(2)


def pull_quotes() -> Page:
    page = Page(48).title("The price of neutrality").columns(2).text(2)
    sentence = page.blocks[-1].text.split(". ")[0] + "."
    page.pull(sentence).text(2).heading(1).text(2)
    return (
        page.pull("A quotation that nobody in the text has said, but an editor liked.")
        .text(2)
        .end()
    )


def soft_hyphens() -> Page:
    page = Page(52, "p{hyphens:manual;text-align:left}").title("Offices, conflicts and affluents")
    for block in page.story.take(4):
        shy = " ".join(
            w[:4] + "\u00ad" + w[4:] if len(w) > 8 and w.isalpha() else w
            for w in block.text.split()
        )
        page.blocks.append(block)
        page.raw(f"<p>{html.escape(shy, quote=False)}</p>")
    return page


def hidden() -> Page:
    page = Page(56).title("What the page does not show").text(2)
    page.raw("<p style='color:#fff'>This sentence is white on white and no reader sees it.</p>")
    page.text(2).raw(
        "<div style='position:relative'><p style='text-indent:0'>This sentence lies under an image"
        f" and cannot be read.</p><img src='{PIXEL}' style='position:absolute;left:0;top:0;"
        "width:100%;height:40pt'></div>"
    )
    return page.raw("<div style='height:30pt'></div>").text(1)


def dark_banner() -> Page:
    css = "header{background:#123;color:#fff;padding:16pt;margin-bottom:14pt} header h1{margin:0}"
    page = Page(60, css).raw("<header>").title("The army that would not leave").raw("</header>")
    return page.columns(2).text(3).heading(5).text(2).end()


def block_quote() -> Page:
    css = "blockquote.q p{font-size:9.5pt} blockquote.q{margin:8pt 24pt}"
    page = Page(64, css).title("In their own words").text(2).raw("<blockquote class='q'>").text(1)
    return page.raw("</blockquote>").text(2)


def newswire() -> Page:
    css = "p{text-align:left;margin-bottom:10pt} p+p{text-indent:0} h1{font-size:16pt}"
    page = Page(68, css, font=SANS, points=10, size="letter", margin="25mm")
    page.title("Army, rebels trade blame after market strike")
    for text in ("By Our Correspondent", "15 April 2023"):
        page.blocks.append(Block("header", text))
        page.raw(f"<div style='font-size:9pt;color:#444'>{text}</div>")
    return page.raw("<div style='height:12pt'></div>").text(6)


def running_heads() -> Page:
    css = (
        "@page{@top-left{content:'Quarterly review';font:italic 8pt 'Liberation Serif'}"
        "@top-right{content:'Vol. 12';font:8pt 'Liberation Serif'}"
        "@bottom-center{content:counter(page);font:9pt 'Liberation Serif'}}"
    )
    page = Page(2, css).title("Ten months on two fronts").columns(2).text(6).heading(0).text(8)
    return page.heading(3).text(8).end()


def wide_table_under_columns() -> Page:
    page = Page(11).title("A chronology of arrests").columns(2).text(4).end()
    return page.table("Table 2. Five dates").columns(2).text(3).end()


def numbered_headings() -> Page:
    css = "h3{font-size:10.5pt;font-style:italic;font-weight:normal;margin:8pt 0 2pt}"
    page = Page(6, css).title("A numbered report")
    for number in range(1, 4):
        page.add("heading", f"{number}. {HEADINGS[number]}", "h2").text(2)
        page.add("heading", f"{number}.1 {HEADINGS[number + 1]}", "h3").text(1)
    return page


def bare_table() -> Page:
    css = "tr,table{border:0 !important} p{text-align:left}"
    page = Page(10, css).title("A table without rules").text(2).table("Table 3. Dates")
    return page.text(2)


def narrow_gutter() -> Page:
    page = Page(16, ".columns{column-gap:9pt}", points=9).title("A narrow gutter").columns(2)
    return page.text(4).heading(1).text(6).end()


def run_in_headings() -> Page:
    page = Page(22).title("Run-in headings")
    for number in range(3):
        block = page.story.take(1)[0]
        lead = f"{HEADINGS[number]}."
        page.blocks.append(Block("paragraph", f"{lead} {block.text}"))
        page.raw(f"<p><b>{lead}</b> {html.escape(block.text, quote=False)}</p>").text(1)
    return page


def italics_and_links() -> Page:
    page = Page(26, "a{color:#00c}").title("Words in italics")
    for block in page.story.take(5):
        words = [html.escape(w, quote=False) for w in block.text.split()]
        words[3:14] = [f"<i>{' '.join(words[3:14])}</i>"]
        words[10:16] = [f"<a href='#x'>{' '.join(words[10:16])}</a>"]
        page.blocks.append(block)
        page.raw(f"<p>{' '.join(words)}</p>")
    return page


def gap_paragraphs_in_columns() -> Page:
    css = "p{margin-bottom:9pt} p+p{text-indent:0}"
    return Page(34, css, size="letter").title("Gaps, not indents").columns(2).text(7).end()


def standfirst() -> Page:
    page = Page(42, "p.lead{font-size:13pt;font-weight:bold;text-align:left;margin-bottom:12pt}")
    page.title("With a standfirst").text(1, "p class='lead'").columns(2).text(5).end()
    return page


def _by(
    printer: Callable[[Page, Path], list[Block]], design: Callable[[], Page]
) -> Callable[[Path], list[Block]]:
    return lambda path: printer(design(), path)


BOTH = (
    one_column,
    two_columns,
    three_columns,
    mixed_widths,
    sidebar_float,
    sidebar_column,
    figure_wrap,
    drop_cap,
    lists,
    endnotes,
    spaced_headings,
    pull_quotes,
    soft_hyphens,
    hidden,
    dark_banner,
    block_quote,
    newswire,
    wide_table_under_columns,
    numbered_headings,
    bare_table,
    narrow_gutter,
    run_in_headings,
    italics_and_links,
    gap_paragraphs_in_columns,
    standfirst,
)
HTML: dict[str, Callable[[Path], list[Block]]] = {
    **{f"chromium-{d.__name__.replace('_', '-')}": _by(chromium, d) for d in BOTH},
    **{
        f"weasyprint-{d.__name__.replace('_', '-')}": _by(weasy, d)
        for d in (*BOTH, running_heads)
        if d is not drop_cap
    },  # WeasyPrint 70 fails on a floated first letter
}

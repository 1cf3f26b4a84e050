"""Reports as research institutes, courts of experts, agencies and wires print them, in HTML."""

import html
from collections.abc import Callable
from pathlib import Path

from designs_html import PIXEL, SANS, SERIF, Page, chromium, weasy
from stories import HEADINGS, Block

LINKS = (
    (
        "See the sixth report of the panel of experts, at https://www.example.org/documents/"
        "reports/2023/06/final-report-of-the-panel-of-experts-annex-iv-arms-transfers.pdf, p. 42."
    ),
    "Interview with a former officer, Khartoum, March 2022.",
    (
        "“Statement of the spokesperson on the ceasefire”, 3 May 2023, https://www.example.int/"
        "newsroom/statements/statement-of-the-spokesperson-on-the-humanitarian-ceasefire-in-the-"
        "capital-and-its-surroundings."
    ),
    "Ibid., pp. 12-14.",
    "The two figures are not comparable, since the second counts fighters who had left the camps.",
)
CONTENTS = "display:flex;justify-content:space-between"


def quoted(text: str) -> str:
    return html.escape(text, quote=False)


def footnoted(page: Page, count: int) -> Page:
    """Paragraphs, each with a footnote at its end (WeasyPrint floats it to the foot)."""
    for block in page.story.take(count):
        note = LINKS[len(page.notes) % len(LINKS)]
        page.notes.append(note)
        page.blocks += [block, Block("footnote", note)]
        page.raw(f"<p>{quoted(block.text)}<span class='note'>{quoted(note)}</span></p>")
    return page


def contents(page: Page, entries: list[tuple[str, str]]) -> Page:
    """A table of contents with dot leaders."""
    page.blocks.append(
        Block("table", " ".join(f"{a} {b}" for a, b in entries), [list(e) for e in entries])
    )
    rows = "".join(
        f"<div class='entry'><span>{quoted(name)}</span><i></i><span>{number}</span></div>"
        for name, number in entries
    )
    return page.raw(f"<nav>{rows}</nav>")


NOTES_CSS = (
    "span.note{float:footnote;font-size:8pt;line-height:1.25;text-align:left;hyphens:manual}"
    "span.note::footnote-call{font-size:65%;vertical-align:super;line-height:0}"
    "span.note::footnote-marker{font-size:65%;vertical-align:super;content:counter(footnote) ' '}"
    "@page{@footnote{border-top:0.5pt solid #000;padding-top:4pt;margin-top:8pt}}"
)
LEADERS_CSS = (
    "nav .entry{display:flex;margin-bottom:3pt} nav .entry i{flex:1;border-bottom:1pt dotted #555;"
    "margin:0 4pt 3pt}"
)


def crisis_report() -> Page:
    """Cover, contents, summary in a box, chapters, heads that alternate, footnotes with links."""
    css = (
        NOTES_CSS
        + "@page{@bottom-center{content:counter(page);font:9pt 'Liberation Serif'}}"
        + "@page:first{@bottom-center{content:''} @top-left{content:''} @top-right{content:''}}"
        + "@page:left{@top-left{content:string(name);font:italic 8.5pt 'Liberation Serif'}}"
        + "@page:right{@top-right{content:string(chapter);font:italic 8.5pt 'Liberation Serif'}}"
        + "h1{string-set:name content();font-size:28pt;margin-top:120pt}"
        + "h2{string-set:chapter content();font-size:15pt}"
        + "h3{font-size:11pt;font-style:italic;margin:10pt 0 3pt}"
        + "section{break-before:page} .cover{font:10pt 'Liberation Sans'}"
        + "nav .entry{margin-bottom:3pt} nav a::after{content:leader('.') ' ' attr(data-page)}"
    )
    page = Page(3, css, points=11, margin="24mm 26mm")
    page.blocks.append(Block("header", "Africa Report No. 312 | 14 December 2023"))
    page.raw("<div class='cover'>Africa Report No. 312 | 14 December 2023</div>")
    page.title("Stopping the Slide: Armies and Militias in Two Capitals")
    page.raw("<section>")
    page.blocks.append(Block("heading", "Table of Contents"))
    page.raw("<h2>Table of Contents</h2>")
    entries = [
        ("Executive Summary", "i"),
        *((f"{n}. {HEADINGS[n - 1]}", str(n * 3 - 2)) for n in range(1, 6)),
    ]
    rows = "".join(
        f"<div class='entry'><a data-page='{b}'>{quoted(a)}</a></div>" for a, b in entries
    )
    page.blocks.append(
        Block("table", " ".join(f"{a} {b}" for a, b in entries), [list(e) for e in entries])
    )
    page.raw(f"<nav>{rows}</nav></section><section>")
    page.add("heading", "Executive Summary", "h2").text(3).raw("</section><section>")
    page.add("heading", f"I. {HEADINGS[0]}", "h2")
    footnoted(page, 5).add("heading", f"A. {HEADINGS[2]}", "h3")
    footnoted(page, 4).add("heading", f"B. {HEADINGS[3]}", "h3").text(2)
    page.add("heading", f"II. {HEADINGS[1]}", "h2")
    return footnoted(page, 5).raw("</section>")


def key_points() -> Page:
    """A box of key points under the title, then chapters with large coloured heads."""
    css = (
        LEADERS_CSS + "h2{color:#a31;font-size:17pt;font-weight:normal} p{text-align:left}"
        "p+p{text-indent:0} p{margin-bottom:7pt} .key{background:#e8eef4;padding:10pt;"
        "margin:8pt 0 14pt;font:9.5pt/1.4 'Liberation Sans'} .key ul{padding:0;list-style:none}"
        "h1{color:#135;font-size:26pt}"
    )
    page = Page(8, css, font=SANS, points=10).title("Brokers without a peace")
    page.blocks.append(Block("header", "Research paper, Middle East programme, May 2022"))
    page.raw(
        "<div style='font-size:9pt;margin-bottom:10pt'>Research paper, Middle East programme, "
        "May 2022</div>"
    )
    points = [page.story.sentence() for _ in range(3)]
    page.blocks.append(Block("sidebar", " ".join(["Summary", *points])))
    items = "".join(f"<li>{quoted(p)}</li>" for p in points)
    page.raw(f"<div class='key'><b>Summary</b><ul>{items}</ul></div>")
    page.heading(0).text(3).figure(
        "margin:10pt 0;width:100%", "Figure 1. Areas of control in May. Source: author’s survey."
    )
    return page.text(2).heading(1).text(4).items(3).text(1)


def expert_panel() -> Page:
    """Numbered paragraphs with the number outdented, lettered items, centred heads."""
    css = (
        "p{text-indent:0 !important;margin-bottom:8pt;padding-left:36pt;position:relative}"
        "p b{font-weight:normal;position:absolute;left:0} h2{text-align:center;font-size:12pt}"
        "h3{font-size:10.5pt;margin:10pt 0 4pt 36pt} ol{list-style:none;padding:0 0 0 60pt}"
        "ol li{position:relative;margin-bottom:6pt;text-align:justify}"
        "ol li b{font-weight:normal;position:absolute;left:-24pt}"
        "@page{@top-right{content:'S/2023/100';font:bold 9pt 'Liberation Serif'}"
        "@bottom-right{content:counter(page) '/9';font:bold 9pt 'Liberation Serif'}"
        "@bottom-left{content:'23-04567';font:8pt 'Liberation Serif'}}"
    )
    page = Page(12, css, points=10.5, size="letter", margin="28mm 30mm")
    page.title("Final report of the panel of experts")
    number = 0

    def paragraphs(count: int) -> None:
        nonlocal number
        for block in page.story.take(count):
            number += 1
            page.blocks.append(Block("list_item", block.text))
            page.raw(f"<p><b>{number}.</b>{quoted(block.text)}</p>")

    page.add("heading", "I. Introduction", "h2")
    paragraphs(3)
    page.add("heading", "II. Armed groups", "h2").add("heading", "A. Supply of arms", "h3")
    paragraphs(2)
    page.raw("<ol>")
    for letter in "abc":
        text = page.story.sentence()
        page.blocks.append(Block("list_item", text))
        page.raw(f"<li><b>({letter})</b>{quoted(text)}</li>")
    page.raw("</ol>")
    paragraphs(3)
    page.add("heading", "B. Finance", "h3")
    paragraphs(4)
    return page


def situation_report() -> Page:
    """Key figures in a strip, highlights in three columns, bullets, a table of figures."""
    css = (
        ".figures{display:flex;background:#dce8f2;margin:6pt 0 10pt;padding:6pt}"
        ".figures div{flex:1;text-align:center;font-size:7.5pt}"
        ".figures b{display:block;font-size:19pt;color:#036}"
        "p{text-align:left;margin-bottom:6pt} p+p{text-indent:0} h2{color:#036;font-size:12pt}"
        "h1{font-size:18pt;color:#036}"
    )
    page = Page(6, css, font=SANS, points=9, margin="15mm")
    page.title("Humanitarian situation report no. 17")
    page.blocks.append(Block("header", "As of 31 October 2023"))
    page.raw("<div style='font-size:8pt'>As of 31 October 2023</div>")
    figures = [("4.3 M", "people displaced"), ("1.2 M", "refugees abroad"), ("24.7 M", "in need")]
    page.blocks.append(Block("sidebar", " ".join(f"{a} {b}" for a, b in figures)))
    cells = "".join(f"<div><b>{a}</b>{b}</div>" for a, b in figures)
    page.raw(f"<div class='figures'>{cells}</div>")
    page.add("heading", "Highlights", "h2").columns(3).text(3).end()
    page.add("heading", "Situation overview", "h2").text(2).items(4)
    page.table("Table 1. Incidents by place")
    return page.add("heading", "Response", "h2").columns(2).text(3).end()


def wire_printout() -> Page:
    """A wire story printed from a browser: one-sentence paragraphs, credits, page addresses."""
    css = (
        "@page{@top-left{content:'31/10/2023, 09:14';font:8pt 'Liberation Sans'}"
        "@top-right{content:'Army, rebels trade blame - Wire';font:8pt 'Liberation Sans'}"
        "@bottom-left{content:'https://www.example.com/world/army-rebels-trade-blame-2023-10-30/';"
        "font:8pt 'Liberation Sans'}"
        "@bottom-right{content:counter(page) '/' counter(pages);font:8pt 'Liberation Sans'}}"
        "p{text-align:left;margin-bottom:11pt;hyphens:manual} p+p{text-indent:0}"
        "h1{font-size:24pt} .by{font-size:9pt;color:#555;margin-bottom:3pt}"
        ".credit{font-size:9pt;color:#555;font-style:italic;margin-top:6pt}"
    )
    page = Page(18, css, font=SERIF, points=12, size="letter", margin="22mm")
    page.title("Army, rebels trade blame after strike on market")
    for text in ("By A. Correspondent and B. Stringer", "October 30, 2023 4:12 PM GMT"):
        page.blocks.append(Block("header", text))
        page.raw(f"<div class='by'>{text}</div>")
    page.raw("<div style='height:10pt'></div>")
    page.figure("margin:0 0 12pt;width:100%", "Smoke rises over the market. File photo.")
    first = page.story.sentence()
    page.add("paragraph", f"PORT SUDAN, Oct 30 (Wire) - {first}", "p")
    for _ in range(13):
        page.add("paragraph", page.story.sentence(), "p")
    return page.add(
        "paragraph", "Reporting by A. Correspondent; Editing by C. Editor", "div class='credit'"
    )


def yearbook_chapter() -> Page:
    """Two columns, a quote set across both, a boxed biography, a map with labels."""
    css = (
        "blockquote.pull{font-size:17pt} .bio{border:0.75pt solid #333;padding:8pt;margin-top:12pt;"
        "font:8.5pt/1.35 'Liberation Sans'} p:first-child{text-indent:0}"
        "figure{position:relative} figure span{position:absolute;font:7pt 'Liberation Sans'}"
    )
    page = Page(21, css, points=10).title("The sea and the caravan road").columns(2).text(4).end()
    page.pull("Nobody who signed the paper meant to keep it, and everybody knew as much.")
    page.columns(2).heading(1).text(3).end()
    labels = [("Agadez", 20, 30), ("Arlit", 55, 42), ("Tahoua", 30, 70)]
    for name, _, _ in labels:
        page.blocks.append(Block("caption", name))
    page.blocks.append(Block("caption", "Map 1. Towns on the road."))
    spans = "".join(f"<span style='left:{x}%;top:{y}pt'>{name}</span>" for name, x, y in labels)
    page.raw(
        f"<figure style='margin:10pt 60pt'><img src='{PIXEL}' style='width:100%;height:120pt'>"
        f"{spans}<figcaption>Map 1. Towns on the road.</figcaption></figure>"
    )
    page.columns(2).heading(3).text(4).end()
    texts = ["About the author", page.story.sentence(), page.story.sentence()]
    page.blocks.append(Block("sidebar", " ".join(texts)))
    return page.raw(
        f"<div class='bio'><b>{texts[0]}</b><p>{quoted(texts[1])}</p>"
        f"<p>{quoted(texts[2])}</p></div>"
    )


def scholarly_article() -> Page:
    """An abstract over both columns, a note to the title, references with hanging lines."""
    css = (
        ".abstract{margin:0 40pt 12pt} .abstract p{font-size:9pt;text-indent:0}"
        ".refs p{font-size:8.5pt;text-indent:-14pt;padding-left:14pt;margin-bottom:2pt;"
        "text-align:left} h1{text-align:center;font-size:17pt;font-weight:normal}"
        ".authors{text-align:center;font-size:10pt;margin-bottom:10pt}"
        "@page{@top-center{content:'JOURNAL OF SMALL WARS 12 (3)';font:8pt 'Liberation Serif'}"
        "@bottom-center{content:counter(page);font:8pt 'Liberation Serif'}}"
    )
    page = Page(25, css, points=10, margin="22mm 20mm").title("Who counts the dead?")
    page.blocks.append(Block("header", "Jane A. Writer and Omar B. Scholar"))
    page.raw("<div class='authors'>Jane A. Writer and Omar B. Scholar</div><div class='abstract'>")
    page.text(1).raw("</div>").columns(2).heading(0).text(4).heading(1).text(5).heading(5).text(2)
    page.blocks.append(Block("footnote", "References"))
    page.raw("<h2>References</h2><div class='refs'>")
    for year in range(2014, 2020):
        text = (
            f"Writer, J. A. ({year}). “Counting and miscounting in the wars of the dry lands”. "
            f"Journal of Small Wars {year - 2010} (2), pp. 101-{year - 1900}."
        )
        page.add("footnote", text, "p")
    return page.raw("</div>").end()


def policy_brief() -> Page:
    """Numbered recommendations with bold leads, a tinted side column, a two-line footer."""
    css = (
        "main{width:64%;float:left} aside{width:29%;float:right;background:#f2e9dc;padding:8pt}"
        "ol li{margin-bottom:6pt} @page{@bottom-left{content:'Policy brief 7 | The price of gold';"
        "font:8pt 'Liberation Sans'}"
        "@bottom-right{content:counter(page);font:8pt 'Liberation Sans'}}"
    )
    page = Page(30, css, font=SANS, points=9.5, size="letter").title("The price of gold")
    page.raw("<main>").text(1).heading(0).text(2).raw("<ol>")
    for number in range(4):
        lead, rest = f"{HEADINGS[number]}.", page.story.sentence()
        page.blocks.append(Block("list_item", f"{lead} {rest}"))
        page.raw(f"<li><b>{lead}</b> {quoted(rest)}</li>")
    page.raw("</ol>").text(1).raw("</main>")
    return page.sidebar("", title="Methods", count=3)


def mixed_scripts() -> Page:
    """Names in Arabic and Cyrillic script within English text."""
    css = "body{font-family:'Liberation Serif','Noto Naskh Arabic'}"
    page = Page(33, css, points=11).title("Names in three scripts")
    names = (
        ("Sudan", "السودان"),
        ("Mali", "مالي"),
        ("Russia", "Россия"),
        ("the Rapid Support Forces", "قوات الدعم السريع"),
        ("Moscow", "Москва"),
        ("Syria", "الجمهورية العربية السورية"),
    )
    for name, native in names:
        text = f"The name of {name} ({native}) is given as its own press prints it. "
        text += page.story.sentence()
        page.add("paragraph", text, "p")
    return page


def boxed_case() -> Page:
    """A box that runs over two columns of a page, and heads in white on a band."""
    css = (
        "h2{background:#234;color:#fff;padding:3pt 6pt;font:bold 11pt 'Liberation Sans'}"
        ".box{background:#f0f0e4;border:0.5pt solid #886;padding:10pt;margin:10pt 0;"
        "font:9pt/1.35 'Liberation Sans';column-count:2;column-gap:16pt} .box p{text-indent:0;"
        "hyphens:manual;text-align:left;margin-bottom:4pt}"
    )
    page = Page(37, css, points=10).title("A province between two armies").heading(0).columns(2)
    page.text(4).end()
    texts = ["Box 1. The brigade", *(page.story.sentence() for _ in range(4))]
    page.blocks.append(Block("sidebar", " ".join(texts)))
    inner = f"<b>{texts[0]}</b>" + "".join(f"<p>{quoted(t)}</p>" for t in texts[1:])
    page.raw(f"<div class='box'>{inner}</div>").heading(1).columns(2)
    return page.text(5).end()


def long_endnotes() -> Page:
    """Notes on pages of their own, in two columns of small type."""
    css = ".notes{font-size:8pt} section{break-before:page} .notes li{margin-bottom:2pt}"
    page = Page(41, css, points=11).title("Promises and proxies")
    for block in page.story.take(7):
        page.notes.append(LINKS[len(page.notes) % len(LINKS)])
        page.blocks.append(block)
        page.raw(f"<p>{quoted(block.text)}<sup>{len(page.notes)}</sup></p>")
    page.blocks.append(Block("footnote", "Endnotes"))
    page.raw("<section><h2>Endnotes</h2><ol class='notes' style='column-count:2'>")
    for note in page.notes:
        page.add("footnote", note, "li")
    return page.raw("</ol></section>")


def chapter_openers() -> Page:
    """Each chapter on a new page under a large number, text in narrow justified lines."""
    css = (
        "section{break-before:page} .number{font:60pt 'Liberation Sans';color:#b99}"
        "h2{font-size:20pt;margin-top:0} body{margin:0 60pt}"
        "@page{@bottom-center{content:'– ' counter(page) ' –';font:9pt 'Liberation Serif'}}"
    )
    page = Page(46, css, points=10.5).title("Three roads out of a war")
    for number in range(3):
        page.raw("<section>")
        page.raw(f"<div class='number'>{number + 1}</div>").heading(number).text(4)
        page.raw("</section>")
    return page


def _by(
    printer: Callable[[Page, Path], list[Block]], design: Callable[[], Page]
) -> Callable[[Path], list[Block]]:
    return lambda path: printer(design(), path)


BOTH = (
    key_points,
    yearbook_chapter,
    policy_brief,
    mixed_scripts,
    boxed_case,
    long_endnotes,
    situation_report,
)
PAGED = (crisis_report, expert_panel, wire_printout, scholarly_article, chapter_openers)
REPORTS: dict[str, Callable[[Path], list[Block]]] = {
    **{f"chromium-{d.__name__.replace('_', '-')}": _by(chromium, d) for d in BOTH},
    **{f"weasyprint-{d.__name__.replace('_', '-')}": _by(weasy, d) for d in (*BOTH, *PAGED)},
}

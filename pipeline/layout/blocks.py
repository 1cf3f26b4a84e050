"""Runs the block rules over the pages of a document, in order, and sets the reading order."""

from collections import Counter

from pipeline.config import ExtractSettings
from pipeline.layout.chunks import Chunk, Sheet, find_chunks
from pipeline.layout.glyphs import is_scan, visible_glyphs
from pipeline.layout.lines import Style, find_lines
from pipeline.layout.order import reading_order
from pipeline.layout.page import Page
from pipeline.layout.rules.captions import mark_captions
from pipeline.layout.rules.contents import take_contents
from pipeline.layout.rules.end_matter import mark_end_matter
from pipeline.layout.rules.footnotes import label_of, take_footnotes
from pipeline.layout.rules.headings import (
    TITLE_PAGES,
    mark_front_matter,
    mark_headings,
    mark_title,
    set_levels,
)
from pipeline.layout.rules.margins import margin_chunks
from pipeline.layout.rules.pull_quotes import mark_pull_quotes
from pipeline.layout.rules.running import take_running
from pipeline.layout.rules.sidebars import take_side_columns, take_sidebars
from pipeline.layout.rules.tables import take_tables
from pipeline.layout.scans import even_type, find_skew, level_sizes, straighten
from pipeline.layout.stats import Types, Usual, measure

FURNITURE = ("header", "footer", "margin", "footnote")
COLUMN_GAP = 0.4  # body sizes between two columns, at least


def make_sheet(page: Page, settings: ExtractSettings) -> Sheet:
    """The lines of a page; sideways text is already margin."""
    scanned = is_scan(page)
    skew = find_skew(page) if scanned else 0.0
    if scanned:
        page.glyphs = level_sizes(straighten(page, skew))
    glyphs = visible_glyphs(page)
    upright = [g for g in glyphs if g.angle == 0]
    sheet = Sheet(
        page.number,
        page.width,
        page.height,
        find_lines(page.number, upright, settings),
        page.rules,
        page.boxes,
        page.images,
        page.dots,
        scanned=scanned,
        skew=skew,
        turned=page.turned,
    )
    sheet.chunks = margin_chunks(page.number, [g for g in glyphs if g.angle != 0])
    return sheet


def find_blocks(
    sheets: list[Sheet], types: Types, settings: ExtractSettings
) -> tuple[list[Chunk], Usual]:
    """Decide the kind of every line, and order the chunks of all pages.

    Args:
        sheets: all pages, in order.
        types: of the lines of the pages that are not scanned.

    Returns:
        The chunks in reading order, each page's furniture around them, and the usual type.
    """
    even_type(sheets)
    usual = measure(sheets, types)
    take_running(sheets, usual)
    first, rest = sheets[:TITLE_PAGES], sheets[TITLE_PAGES:]
    for sheet in first:
        _group_lines(sheet, usual, settings)
    mark_title(first, usual)
    for sheet in first:
        _mark_figures(sheet, usual)
    for sheet in rest:
        _group_lines(sheet, usual, settings)
        _mark_figures(sheet, usual)
    mark_pull_quotes(sheets, usual)
    headings: list[tuple[Chunk, Style]] = []
    pages = []
    for sheet in sheets:
        mark_headings([sheet], usual)
        headings += [(c, c.lines[0].style) for c in sheet.chunks if c.kind == "heading"]
        pages.append(order_chunks(sheet, usual))
        sheet.forget_areas()
    _note_repeated_types(headings)
    ordered: list[Chunk] = []
    for chunks in pages:
        if any(chunk.kind == "title" for chunk in chunks):
            mark_front_matter(chunks, usual)
        ordered += chunks
    ordered = mark_end_matter(ordered, usual)
    _mark_note_headings(ordered)
    set_levels(ordered)
    for chunk in ordered:
        if chunk.kind is None:
            chunk.decide("paragraph", "body")
    return ordered, usual


def _group_lines(sheet: Sheet, usual: Usual, settings: ExtractSettings) -> None:
    """Put all lines of a page into chunks, those of tables, boxes and notes first."""
    take_contents(sheet)
    take_tables(sheet, usual)
    take_sidebars(sheet, usual)
    take_footnotes(sheet, usual)
    sheet.chunks += find_chunks(sheet, settings)
    sheet.lines = []


def _mark_figures(sheet: Sheet, usual: Usual) -> None:
    """Decide what belongs to figures, and what stands beside the text."""
    mark_captions(sheet, usual)
    take_side_columns(sheet, usual)


def order_chunks(sheet: Sheet, usual: Usual) -> list[Chunk]:
    """The chunks of a page as they are read: heads, text, notes, feet."""
    flow = [c for c in sheet.chunks if c.kind not in FURNITURE]
    around = [c for c in sheet.chunks if c.kind in FURNITURE]
    order = reading_order([c.area for c in flow], COLUMN_GAP * usual.size)
    heads = [c for c in around if c.kind == "header"]
    notes = [c for c in around if c.kind == "footnote"]
    feet = [c for c in around if c.kind in ("footer", "margin")]
    return [*heads, *(flow[i] for i in order), *notes, *feet]


def _note_repeated_types(headings: list[tuple[Chunk, Style]]) -> None:
    styles = Counter(style for _, style in headings)
    for chunk, style in headings:
        if styles[style] > 1:
            chunk.rule = "repeated-type"


def _mark_note_headings(chunks: list[Chunk]) -> None:
    """A heading over nothing but notes belongs to them."""
    flow = [c for c in chunks if c.kind not in ("header", "footer", "margin")]
    last = next((at for at in reversed(range(len(flow))) if flow[at].kind != "footnote"), None)
    if last is None or flow[last].kind != "heading":
        return
    heading = flow[last]
    below = [c for c in flow[last + 1 :] if c.page == heading.page]
    notes = [c for c in below if c.area.top > heading.area.top]
    if notes and label_of(notes[0].lines) is not None:
        heading.decide("footnote", "heading-of-notes")

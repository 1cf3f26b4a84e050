"""Pages drawn operator by operator: what producers do to text that no style sheet can ask for."""

import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from stories import HEADINGS, Block, Story, story

WIDE, HIGH = 595, 842
FONT, BOLD, SIZE, LEAD = "LiberationSerif-Regular", "LiberationSerif-Bold", 10.5, 13.5
FONTS = Path("/usr/share/fonts/truetype/liberation")
Draw = Callable[[Canvas, float, float, str], None]


def plain(canvas: Canvas, x: float, y: float, line: str) -> None:
    canvas.drawString(x, y, line)


def plain_story(start: int) -> Story:
    """A story without the one letter that the fonts used here lack."""
    tale = story(start)
    tale.paragraphs = [text.replace("ʿ", "‘") for text in tale.paragraphs]
    return tale


def by_character(canvas: Canvas, x: float, y: float, line: str) -> None:
    """Every character on its own, in an order of its own, spaces left out."""
    places = []
    for at, char in enumerate(line):
        places.append((x + canvas.stringWidth(line[:at]), char))
    random.Random(len(line)).shuffle(places)
    for left, char in places:
        if char != " ":
            canvas.drawString(left, y, char)


def twice(canvas: Canvas, x: float, y: float, line: str) -> None:
    """Bold made by printing again a little to the right."""
    for step in (0, 0.25, 0.5):
        canvas.drawString(x + step, y, line)


def set_columns(
    canvas: Canvas, blocks: list[Block], columns: list[tuple[float, float]], top: float, draw: Draw
) -> None:
    """Fill the columns with headings and paragraphs, first lines indented."""
    column, y = 0, top
    pending: list[tuple[float, float, str, str, float]] = []
    for block in blocks:
        heading = block.kind == "heading"
        font = BOLD if heading else FONT
        left, right = columns[column]
        lines = _wrapped(block.text, font, right - left, 0 if heading else 12)
        if heading:
            y -= 8
        for at, line in enumerate(lines):
            if y < 70:
                column, y = column + 1, top
                left, right = columns[column]
            indent = 12 if at == 0 and not heading else 0
            pending.append((left + indent, y, line, font, SIZE))
            y -= LEAD
    for x, base, line, font, size in pending:
        canvas.setFont(font, size)
        draw(canvas, x, base, line)


def _wrapped(text: str, font: str, width: float, indent: float) -> list[str]:
    lines, room = [""], width - indent
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
            room = width
    return lines


def sheet(path: Path) -> Canvas:
    for name in (FONT, BOLD):
        registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    canvas = Canvas(str(path), pagesize=(WIDE, HIGH), invariant=1)
    canvas.setTitle("Drawn")
    return canvas


def title(canvas: Canvas, text: str, draw: Draw = plain) -> Block:
    canvas.setFont(BOLD, 20)
    draw(canvas, 60, 770, text)
    return Block("title", text)


TWO = [(60.0, 285.0), (310.0, 535.0)]


def scattered(path: Path) -> list[Block]:
    """Two columns whose characters are drawn one by one in a random order."""
    canvas, tale = sheet(path), plain_story(7)
    blocks = [*tale.take(3), Block("heading", HEADINGS[0]), *tale.take(3)]
    head = title(canvas, "Scattered letters", by_character)
    set_columns(canvas, blocks, TWO, 735, by_character)
    canvas.save()
    return [head, *blocks]


def overprinted(path: Path) -> list[Block]:
    """All text printed three times on nearly the same spot."""
    canvas, tale = sheet(path), plain_story(13)
    blocks = [*tale.take(2), Block("heading", HEADINGS[1]), *tale.take(2)]
    head = title(canvas, "Printed thrice", twice)
    set_columns(canvas, blocks, TWO, 735, twice)
    canvas.save()
    return [head, *blocks]


def interleaved(path: Path) -> list[Block]:
    """Lines of both columns drawn in turn, row by row."""
    canvas, tale = sheet(path), plain_story(19)
    blocks = [*tale.take(6)]
    head = title(canvas, "Row by row")
    rows: list[tuple[float, float, str]] = []
    set_columns(canvas, blocks, TWO, 735, lambda c, x, y, line: rows.append((x, y, line)))
    canvas.setFont(FONT, SIZE)
    for x, y, line in sorted(rows, key=lambda r: (-r[1], r[0])):
        canvas.drawString(x, y, line)
    canvas.save()
    return [head, *blocks]


def turned_content(path: Path) -> list[Block]:
    """A landscape page whose content was drawn sideways on a portrait sheet, no /Rotate."""
    canvas, tale = sheet(path), plain_story(23)
    canvas.translate(WIDE, 0)
    canvas.rotate(90)
    canvas.setFont(BOLD, 20)
    canvas.drawString(60, 540, "Sideways")
    blocks = [*tale.take(2), Block("heading", HEADINGS[2]), *tale.take(2)]
    set_columns(canvas, blocks, [(60.0, 400.0), (430.0, 780.0)], 505, plain)
    canvas.save()
    return [Block("title", "Sideways"), *blocks]


def rotated(path: Path) -> list[Block]:
    """Three pages, each with another /Rotate."""
    canvas, tale = sheet(path), plain_story(27)
    found = []
    for number in range(3):
        if number == 0:
            found.append(title(canvas, "Turned pages"))
        blocks = [Block("heading", HEADINGS[number]), *tale.take(3)]
        set_columns(canvas, blocks, [(60.0, 535.0)], 735, plain)
        found += blocks
        canvas.showPage()
    canvas.save()
    pdf = pypdfium2.PdfDocument(str(path))
    for number, angle in enumerate((90, 180, 270)):
        pdf[number].set_rotation(angle)
    _save(pdf, path)
    return found


def cropped(path: Path) -> list[Block]:
    """A crop box that hides printer's marks and a line outside it."""
    canvas, tale = sheet(path), plain_story(31)
    blocks = [Block("title", "Cropped"), *tale.take(3)]
    canvas.setFont(BOLD, 20)
    canvas.drawString(100, 700, "Cropped")
    set_columns(canvas, blocks[1:], [(100.0, 495.0)], 670, plain)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(20, 820, "proof_final_v3.indd 1 outside the trim box")
    canvas.drawString(20, 20, "printer's mark, never shown to a reader")
    canvas.save()
    pdf = pypdfium2.PdfDocument(str(path))
    pdf[0].set_mediabox(-10, -10, WIDE + 10, HIGH + 10)
    pdf[0].set_cropbox(50, 50, 545, 790)
    _save(pdf, path)
    return blocks


def _save(pdf: pypdfium2.PdfDocument, path: Path) -> None:
    spare = path.with_suffix(".new")
    pdf.save(str(spare))
    pdf.close()
    spare.replace(path)


MADE: dict[str, Callable[[Path], list[Block]]] = {
    f"reportlab-{d.__name__.replace('_', '-')}": d
    for d in (scattered, overprinted, interleaved, turned_content, rotated, cropped)
}

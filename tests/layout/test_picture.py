"""Pictures of pages: every block is tinted where it stands."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.config import ExtractSettings
from pipeline.layout import read_document
from pipeline.layout.picture import COLOURS, DOTS_PER_POINT, draw_page
from pipeline.layout.reader import page_image

RAW = Path(__file__).parents[2] / "raw"
PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (RAW / "syria-deconfliction.pdf", 3),
        (PAGES / "reportlab-turned-content.pdf", 1),
        (PAGES / "reportlab-cropped.pdf", 1),
        (PAGES / "reportlab-rotated.pdf", 2),
    ],
)
def test_outlines_lie_on_the_boxes(path: Path, page: int) -> None:
    image = Image.open(BytesIO(draw_page(path, page)))
    boxes = [(box, b.kind) for b in read_document(path).blocks for box in b.boxes]
    on_page = [(box, kind) for box, kind in boxes if box.page == page]
    assert on_page
    for box, kind in on_page:
        middle = (box.top + box.bottom) / 2
        corner = (round((box.x0 - 2) * DOTS_PER_POINT), round(middle * DOTS_PER_POINT))
        near = [
            image.getpixel((corner[0] + dx, corner[1]))
            for dx in (-1, 0, 1)
            if 0 <= corner[0] + dx < image.width
        ]
        assert COLOURS[kind] in near, (kind, box)


def test_a_page_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="pages 1 to 3"):
        draw_page(RAW / "sudan-2023.pdf", 4)


def test_turned_pages_are_told() -> None:
    def turns(path: Path) -> list[tuple[int, int]]:
        return [(turn.page, turn.degrees) for turn in read_document(path).source.turns]

    assert turns(PAGES / "reportlab-turned-content.pdf") == [(1, 90)]
    assert turns(PAGES / "reportlab-rotated.pdf") == [(1, 270), (2, 180), (3, 90)]
    assert turns(RAW / "sudan-2023.pdf") == []


@pytest.mark.parametrize("name", ["reportlab-rotated", "reportlab-turned-content"])
def test_the_ink_of_turned_pages_lies_in_the_boxes(name: str) -> None:
    path = PAGES / f"{name}.pdf"
    document = read_document(path)
    for page in range(1, document.source.pages + 1):
        image = page_image(path, page, DOTS_PER_POINT, ExtractSettings()).convert("L")
        ink = sum(image.histogram()[:128])
        for block in document.blocks:
            for box in block.boxes:
                if box.page == page:
                    sides = (box.x0, box.top, box.x1, box.bottom)
                    image.paste(255, tuple(round(side * DOTS_PER_POINT) for side in sides))
        assert ink > 5000
        assert sum(image.histogram()[:128]) < 0.002 * ink

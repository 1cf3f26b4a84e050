"""Type and drawings of scanned pages, from made glyphs and pictures drawn here."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import HIGH, WIDE, glyph, line, sheet

from pipeline.layout.chunks import Sheet
from pipeline.layout.ink import add_ink, judge_picture
from pipeline.layout.lines import Line
from pipeline.layout.page import Area, Glyph, Page
from pipeline.layout.scans import (
    BOLD_SCAN,
    even_type,
    find_skew,
    level_sizes,
    straighten,
    tilt_back,
)

TEXT = "nothing happened there that anybody would remember"


def printed(text: str, size: float, *, told: float, x0: float = 50, baseline: float = 100) -> Line:
    """A line set in Times of one size whose layer tells another."""
    made = line(text, x0, baseline, size=told)
    from pipeline.layout.scans import _nominal_width

    x = x0
    for word in made.words:
        for char in word.glyphs:
            char.x0, char.x1 = x, x + _nominal_width(char.text) * size
            x = char.x1
        x += 0.25 * size
    made.x1 = made.words[-1].x1
    return made


def scanned(lines: Sequence[Line]) -> Sheet:
    made = sheet(lines)
    made.scanned = True
    return made


def test_sizes_follow_the_width_of_letters() -> None:
    space = glyph(" ", 0, 100, size=7.9)
    glyphs = [g for w in printed(TEXT, 11.0, told=7.9).words for g in (*w.glyphs, space)]
    assert {round(g.size, 1) for g in level_sizes(glyphs)} == {11.0}


def test_noisy_sizes_become_one() -> None:
    told = (10.9, 11.1, 10.7, 12.2, 10.9, 11.3)  # the fourth has a raised figure in it
    page = scanned(
        [printed(TEXT, 11.0, told=size, baseline=100 + 14 * at) for at, size in enumerate(told)]
    )
    even_type([page])
    assert len({ln.size for ln in page.lines}) == 1
    assert page.lines[0].size == pytest.approx(11.0, rel=0.02)


def test_sizes_that_differ_in_print_stay_apart() -> None:
    page = scanned(
        [
            *(printed(TEXT, 11.0, told=11.0, baseline=100 + 14 * at) for at in range(5)),
            *(printed(TEXT, 9.0, told=9.0, baseline=300 + 14 * at) for at in range(5)),
            printed("A heading of a few words", 14.0, told=14.0, baseline=60),
        ]
    )
    even_type([page])
    assert sorted({round(ln.size) for ln in page.lines}) == [9, 11, 14]


def test_a_short_last_line_takes_the_size_above() -> None:
    page = scanned(
        [
            *(printed(TEXT, 11.0, told=11.0, baseline=100 + 14 * at) for at in range(5)),
            printed("sown.", 11.0, told=8.4, baseline=170),
        ]
    )
    even_type([page])
    assert page.lines[-1].size == page.lines[0].size


def test_lines_of_pages_that_were_not_scanned_are_left_alone() -> None:
    page = sheet([printed(TEXT, 11.0, told=10.0), printed(TEXT, 11.0, told=10.3, baseline=114)])
    even_type([page])
    assert [ln.size for ln in page.lines] == [10.0, 10.3]


def tilted(slope: float) -> Page:
    glyphs: list[Glyph] = []
    for row in range(5):
        for at in range(60):
            x = 50 + 5 * at
            char = glyph("x", x, 100 + 14 * row + slope * (x - 50))
            char.angle = 1 if slope > 0 else 359 if slope < 0 else 0
            glyphs.append(char)
    return Page(1, WIDE, HIGH, glyphs)


@pytest.mark.parametrize(("slope", "degrees"), [(0.0, 0.0), (0.02, 1.146), (-0.01, -0.573)])
def test_tilted_lines_become_level(slope: float, degrees: float) -> None:
    page = tilted(slope)
    skew = find_skew(page)
    assert skew == pytest.approx(degrees, abs=0.01)
    level = straighten(page, skew)
    for row in range(5):
        baselines = [g.baseline for g in level[60 * row : 60 * row + 60]]
        assert max(baselines) - min(baselines) < 0.05
    assert {g.angle for g in level} == {0}


def test_lines_go_back_to_where_they_stood() -> None:
    page = tilted(0.02)
    where = [(g.x0, g.baseline) for g in page.glyphs[:60]]
    skew = find_skew(page)
    made = line("x" * 60)
    made.words[0].glyphs = straighten(page, skew)[:60]
    made.baseline = made.words[0].glyphs[0].baseline
    placed = scanned([made])
    placed.skew = skew
    tilt_back([made], placed)
    middle = made.words[0].glyphs[30]
    assert (middle.x0, middle.baseline) == pytest.approx(where[30], abs=0.3)


def test_text_that_runs_up_the_page_is_no_tilt() -> None:
    page = tilted(0.0)
    for char in page.glyphs:
        char.angle = 90
    assert find_skew(page) == 0.0


# ---- what the picture shows

SCALE = 3


@pytest.fixture
def paper() -> Image.Image:
    return Image.new("L", (int(WIDE * SCALE), int(HIGH * SCALE)), 250)


def drawn(paper: Image.Image, *areas: tuple[float, float, float, float, int]) -> None:
    """Fill rectangles given in points, each with its grey."""
    draw = ImageDraw.Draw(paper)
    for x0, top, x1, bottom, grey in areas:
        draw.rectangle((x0 * SCALE, top * SCALE, x1 * SCALE - 1, bottom * SCALE - 1), fill=grey)


def near(found: Area, wanted: tuple[float, float, float, float], by: float = 4.0) -> bool:
    sides = (found.x0, found.top, found.x1, found.bottom)
    return all(abs(a - b) < by for a, b in zip(sides, wanted, strict=True))


def test_rules_are_found(paper: Image.Image) -> None:
    drawn(paper, (50, 300, 200, 301, 0), (400, 100, 401, 300, 40))
    page = sheet()
    add_ink(page, paper)
    flat, upright = page.rules
    assert near(flat, (50, 300, 200, 301))
    assert near(upright, (400, 100, 401, 300))
    assert page.boxes == []


def test_short_strokes_and_thick_bars_are_no_rules(paper: Image.Image) -> None:
    drawn(paper, (50, 300, 70, 301, 0), (50, 400, 300, 410, 0))
    page = sheet()
    add_ink(page, paper)
    assert page.rules == []


def test_tinted_ground_is_a_box(paper: Image.Image) -> None:
    drawn(
        paper,
        (300, 200, 550, 400, 225),
        *((310 + 9 * n, 220, 315 + 9 * n, 226, 0) for n in range(20)),
    )
    page = sheet()
    add_ink(page, paper)
    (found,) = page.boxes
    assert near(found, (300, 200, 550, 400), 6)
    assert page.images == []


def test_an_outline_is_a_box(paper: Image.Image) -> None:
    drawn(paper, (300, 200, 550, 201, 0), (300, 399, 550, 400, 0))
    drawn(paper, (300, 200, 301, 400, 0), (549, 200, 550, 400, 0))
    page = sheet()
    add_ink(page, paper)
    (found,) = page.boxes
    assert near(found, (300, 200, 550, 400))


def test_two_rules_are_no_box(paper: Image.Image) -> None:
    drawn(paper, (300, 200, 550, 201, 0), (300, 399, 550, 400, 0))
    page = sheet()
    add_ink(page, paper)
    assert page.boxes == []


def test_a_photograph_is_an_image_not_a_box(paper: Image.Image) -> None:
    bands = ((100, 200 + 20 * n, 400, 220 + 20 * n, 30 + 35 * (n % 6)) for n in range(10))
    drawn(paper, *bands)
    page = sheet()
    add_ink(page, paper)
    assert page.boxes == []
    assert near(page.images[0], (100, 200, 400, 400), 6)


def test_a_letter_that_is_a_bullet_goes(paper: Image.Image) -> None:
    item = line("e The first of the items", 60, 300)
    ImageDraw.Draw(paper).ellipse([v * SCALE for v in (60.5, 295, 64.5, 299)], fill=0)
    page = sheet([item])
    add_ink(page, paper)
    assert page.lines[0].text == "The first of the items"
    assert len(page.dots) == 1


def test_a_word_of_one_letter_stays(paper: Image.Image) -> None:
    page = sheet([line("a first sentence", 60, 300)])
    add_ink(page, paper)
    assert page.lines[0].text == "a first sentence"


def strokes(paper: Image.Image, made: Line, thick: float) -> None:
    for word in made.words:
        for char in word.glyphs:
            drawn(paper, (char.x0 + 1, made.baseline - 6, char.x0 + 1 + thick, made.baseline, 0))


def test_thick_strokes_are_bold(paper: Image.Image) -> None:
    text = [line("words of the text all right", 60, 300 + 14 * at) for at in range(6)]
    head = line("A heading in bold", 60, 270)
    for made in text:
        strokes(paper, made, 1)
    strokes(paper, head, 2)
    page = sheet([head, *text])
    add_ink(page, paper)
    assert [ln.font == BOLD_SCAN for ln in page.lines] == [True, *[False] * 6]


def test_print_and_photographs_are_told_apart(paper: Image.Image) -> None:
    assert judge_picture(paper) == "other"
    for at in range(600):
        x, y = 60 + 8 * (at % 60), 100 + 14 * (at // 60)
        drawn(paper, (x, y, x + 4, y + 6, 0))
    assert judge_picture(paper) == "print"
    photo = Image.linear_gradient("L").resize(paper.size)
    assert judge_picture(photo) == "photograph"
    cover = Image.new("L", paper.size, 90)
    drawn(cover, (100, 100, 500, 300, 200), (100, 500, 400, 560, 10))
    assert judge_picture(cover) == "other"

"""Running heads, page numbers, margins, captions, pull quotes and boxes on made lines."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from synthetic import USUAL, body, chunk, glyph, line, lines, sheet, texts

from pipeline.layout.lines import Line
from pipeline.layout.page import Area
from pipeline.layout.rules.captions import mark_captions
from pipeline.layout.rules.margins import margin_chunks
from pipeline.layout.rules.running import take_running
from pipeline.layout.rules.sidebars import take_side_columns, take_sidebars


def pages(tops: list[str], feet: list[str], *, size: float = 8.0) -> list[list[Line]]:
    """Pages of text with a line at the top and one at the foot; an empty text is no line."""
    made = []
    for number, (top, foot) in enumerate(zip(tops, feet, strict=True), 1):
        found = [
            line(
                f"{_word(number)} {_word(at + 5)} and more of the text",
                50,
                100 + 12 * at,
                page=number,
            )
            for at in range(30)
        ]
        if top:
            found.append(line(top, 50, 40, size=size, page=number))
        if foot:
            found.append(line(foot, 280, 770, size=size, page=number))
        made.append(found)
    return made


def _word(number: int) -> str:
    """A word of its own for each number, so that no line comes back on another page."""
    return chr(ord("a") + number % 26) * (3 + number // 26)


RUNNING = [
    (["Brief on war"] * 3, ["1", "2", "3"]),
    (["", "Left head 2", "Right head 3"], ["", "", ""]),
    (["Chapter one", "Chapter two", "Chapter three"], ["Page 1", "Page 2", "Page 3"]),
    (["", "", ""], ["i", "ii", "iii"]),
    (["", "", ""], ["12-34 | 1/3", "12-34 | 2/3", "12-34 | 3/3"]),
]


@pytest.mark.parametrize(("tops", "feet"), RUNNING)
def test_furniture_is_taken(tops: list[str], feet: list[str]) -> None:
    sheets = [sheet(of, number=n) for n, of in enumerate(pages(tops, feet), 1)]
    take_running(sheets, USUAL)
    assert [texts(s.chunks, "header") for s in sheets] == [[t] if t else [] for t in tops]
    assert [texts(s.chunks, "footer") for s in sheets] == [[f] if f else [] for f in feet]
    assert all(len(s.lines) == 30 for s in sheets)


def test_running_heads_of_many_lines_are_taken() -> None:
    heads = [
        f"{word} of the yearbook" for word in ("Name", "Part", "Place", "House", "Year", "Kind")
    ]
    made = pages([""] * 3, [""] * 3)
    for number, found in enumerate(made, 1):
        found += [
            line(head, 50, 20 + 10 * at, size=8, page=number) for at, head in enumerate(heads)
        ]
    sheets = [sheet(of, number=n) for n, of in enumerate(made, 1)]
    take_running(sheets, USUAL)
    assert [texts(s.chunks, "header") for s in sheets] == [heads] * 3
    assert all(len(s.lines) == 30 for s in sheets)


def test_a_line_over_a_long_rule_is_a_head_also_under_another() -> None:
    made = pages(["Yearbook"] * 3, [""] * 3)
    titles = (("Wars", 7.0), ("Talks", 8.0), ("Aid", 9.0))  # nothing but the rule tells
    for number, (found, (title, size)) in enumerate(zip(made, titles, strict=True), 1):
        found.append(line(title, 50, 55, size=size, font="Sans", page=number))
    rules = [Area(40, 62, 560, 63)]
    sheets = [sheet(of, number=n, rules=rules) for n, of in enumerate(made, 1)]
    take_running(sheets, USUAL)
    assert [texts(s.chunks, "header")[1:] for s in sheets] == [["Wars"], ["Talks"], ["Aid"]]


KEPT = [
    # What stands at the edge of pages and is no furniture: section heads, last lines of text.
    (["1 The first", "", "3 The third"], 14.0),
    (["A heading", "Another heading", "No heading"], 16.0),
    (["It ended so.", "They went.", "All was over."], 10.0),
]


@pytest.mark.parametrize(("tops", "size"), KEPT)
def test_text_at_the_edge_stays(tops: list[str], size: float) -> None:
    made = pages(tops, [""] * len(tops), size=size)
    sheets = [sheet(of, number=n) for n, of in enumerate(made, 1)]
    take_running(sheets, USUAL)
    assert [texts(s.chunks, "header") for s in sheets] == [[] for _ in tops]


def test_a_single_page_knows_its_number() -> None:
    (only,) = [sheet(of) for of in pages([""], ["Policy brief 7 | 1"])]
    take_running([only], USUAL)
    assert texts(only.chunks, "footer") == ["Policy brief 7 | 1"]


def test_sideways_text_is_margin() -> None:
    down = [glyph(c, 580, 100 + 5 * at, angle=90) for at, c in enumerate("Yearbook")]
    (found,) = margin_chunks(1, down)
    assert (found.kind, found.text) == ("margin", "Yearbook")


FIGURE = Area(50, 300, 350, 450)
BESIDE = [
    ("Below the figure.", 50, 462),
    ("Above the figure.", 50, 295),
    ("Beside its foot.", 360, 448),
    ("A label on it", 150, 380),
]
APART = [
    ("Too far below it.", 50, 500, 8.0),
    ("In a column of its own", 400, 380, 8.0),
    ("Large type below it", 50, 466, 14.0),
]


@pytest.mark.parametrize(("text", "x0", "baseline"), BESIDE)
def test_captions(text: str, x0: float, baseline: float) -> None:
    found = chunk([line(text, x0, baseline, size=8)])
    mark_captions(sheet(images=[FIGURE], chunks=[found, chunk(body(5))]), USUAL)
    assert found.kind == "caption"


@pytest.mark.parametrize(("text", "x0", "baseline", "size"), APART)
def test_no_captions(text: str, x0: float, baseline: float, size: float) -> None:
    found = chunk([line(text, x0, baseline, size=size)])
    mark_captions(sheet(images=[FIGURE], chunks=[found]), USUAL)
    assert found.kind is None


def test_body_text_below_a_figure_and_text_on_a_background_are_no_captions() -> None:
    text = chunk(body(5, baseline=462))
    small = chunk([line("Small.", 100, 700, size=8)])
    mark_captions(sheet(images=[FIGURE, Area(0, 0, 600, 800)], chunks=[text, small]), USUAL)
    assert (text.kind, small.kind) == (None, None)


def box(x0: float, top: float, x1: float, bottom: float, grey: float = 0.9) -> Area:
    return Area(x0, top, x1, bottom, colour=(grey, grey, grey))


def test_a_box_is_a_sidebar() -> None:
    inner = lines(["In brief", "Some words here."], 330, 120, size=8)
    page = sheet([*body(30, letters=48), *inner], boxes=[box(320, 100, 560, 150)])
    take_sidebars(page, USUAL)
    assert texts(page.chunks, "sidebar") == ["In brief Some words here."]


def test_a_box_with_columns_is_read_column_by_column() -> None:
    left, right = lines(["One a", "one b"], 60, 620), lines(["Two a", "two b"], 330, 620)
    page = sheet([*body(30), *left, *right], boxes=[box(50, 600, 560, 660)])
    take_sidebars(page, USUAL)
    assert texts(page.chunks, "sidebar") == ["One a one b Two a two b"]


NO_SIDEBARS = [
    ("a white box", [box(320, 600, 560, 650, 1.0)], 8.0, "Some words"),
    ("a page's background", [box(0, 0, 600, 800)], 8.0, "Some words"),
    ("a band behind a title", [box(0, 600, 600, 680)], 22.0, "A title in large type"),
]


@pytest.mark.parametrize(("what", "boxes", "size", "text"), NO_SIDEBARS)
def test_no_sidebars(what: str, boxes: list[Area], size: float, text: str) -> None:
    inner = lines([text, text], 330 if size < 10 else 50, 625, size=size)
    page = sheet([*body(30, letters=48), *inner], boxes=boxes)
    take_sidebars(page, USUAL)
    assert page.chunks == [], what


def test_large_figures_do_not_make_a_box_a_title() -> None:
    inner = [line("4.3", 60, 640, size=20), line("million displaced", 60, 655, size=7)]
    page = sheet([*body(30), *inner], boxes=[box(50, 610, 560, 665)])
    take_sidebars(page, USUAL)
    assert len(texts(page.chunks, "sidebar")) == 1


def test_a_column_of_other_type_beside_the_text() -> None:
    text = chunk(body(20, letters=48))
    notes = chunk(lines(["Words at the side of it"] * 4, 400, 120, size=8, font="Sans"))
    under = chunk(lines(["Words under the text all"] * 4, 50, 500, size=8, font="Sans"))
    page = sheet(chunks=[text, notes, under])
    take_side_columns(page, USUAL)
    assert [c.kind for c in page.chunks] == [None, None, "sidebar"]
    assert page.chunks[-1].lines[0].x0 == 400

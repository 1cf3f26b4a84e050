"""Footnotes, tables of contents and end matter on made lines."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from synthetic import BOLD, USUAL, body, chunk, line, lines, rule, sheet, texts

from pipeline.layout.rules.contents import take_contents
from pipeline.layout.rules.end_matter import mark_end_matter
from pipeline.layout.rules.footnotes import label_of, take_footnotes

LABELS = [
    ("1 Some note.", 1, "1"),
    ("1Some note.", 1, "1"),
    ("12 Some note.", 2, "12"),
    ("* Some note.", 0, "*"),
    ("† Some note.", 0, "†"),
    ("[3] Some note.", 0, "3"),
    ("3. Some note.", 0, "3"),
    ("a) Some note.", 0, "a"),
]
NO_LABELS = [
    ("2023 was a year.", 0),
    ("a note begins with a word", 0),
    ("I saw it.", 0),
    ("Note 3 says so.", 0),
]


@pytest.mark.parametrize(("text", "raised", "label"), LABELS)
def test_labels(text: str, raised: int, label: str) -> None:
    assert label_of([line(text, raised=raised)]) == label


@pytest.mark.parametrize(("text", "raised"), NO_LABELS)
def test_no_labels(text: str, raised: int) -> None:
    assert label_of([line(text, raised=raised)]) is None


SMALL = [
    # (lines at the foot, a rule above them, how many notes)
    (["1 First note.", "2 Second note."], False, 2),
    (["1 First note, which", "goes on here.", "2 Second note."], False, 2),
    (["Unlabelled note under a rule."], True, 1),
    (["3. Third note.", "4. Fourth note."], False, 2),
    (["5 Note of the", "2 years that passed."], False, 1),
]
NOT_NOTES = [
    (["Small type without a label."], 8.0, False),
    (["1 In the size of the text."], 9.6, True),
    (["7"], 8.0, False),
]


@pytest.mark.parametrize(("found", "ruled", "count"), SMALL)
def test_small_type_at_the_foot_is_notes(found: list[str], ruled: bool, count: int) -> None:
    rules = [rule(50, 150, 688)] if ruled else []
    page = sheet([*body(10), *lines(found, 50, 700, step=10, size=8)], rules=rules)
    take_footnotes(page, USUAL)
    assert [c.kind for c in page.chunks] == ["footnote"] * count
    assert len(page.lines) == 10


@pytest.mark.parametrize(("found", "size", "ruled"), NOT_NOTES)
def test_what_is_no_note(found: list[str], size: float, ruled: bool) -> None:
    rules = [rule(50, 150, 688)] if ruled else []
    page = sheet([*body(10), *lines(found, 50, 700, size=size)], rules=rules)
    take_footnotes(page, USUAL)
    assert page.chunks == []


def test_notes_stand_below_the_text_not_above() -> None:
    page = sheet([*lines(["1 Small type."], 50, 80, size=8), *body(10)])
    take_footnotes(page, USUAL)
    assert page.chunks == []


def test_notes_under_each_column() -> None:
    left = [*body(10, 50, letters=36), *lines(["1 Left note."], 50, 700, size=8)]
    right = [*body(10, 320, letters=36), *lines(["2 Right note."], 320, 700, size=8)]
    page = sheet([*left, *right])
    take_footnotes(page, USUAL)
    assert texts(page.chunks, "footnote") == ["1 Left note.", "2 Right note."]


CONTENTS = [
    (["Summary ........ i", "1. One ........ 1", "2. Two ........ 4"], 3),
    (["One . . . . . . 1", "Two . . . . . . 1", "Three . . . . . 9"], 3),
]
NO_CONTENTS = [
    ["One ........ 1", "Two ........ 2"],
    ["One ........ 7", "Two ........ 3", "Three ........ 1"],
    ["Wait ...", "and then 12", "and then 13"],
    ["The year 2020", "The year 2021", "The year 2022"],
]


@pytest.mark.parametrize(("found", "rows"), CONTENTS)
def test_dotted_contents(found: list[str], rows: int) -> None:
    page = sheet([_ending_at(300, text, 100 + 14 * at) for at, text in enumerate(found)])
    take_contents(page)
    (table,) = page.chunks
    assert table.rule == "contents"
    assert table.rows is not None
    assert len(table.rows) == rows
    assert all("." not in row[0][-1:] for row in table.rows)


@pytest.mark.parametrize("found", NO_CONTENTS)
def test_no_contents(found: list[str]) -> None:
    page = sheet([_ending_at(300, text, 100 + 14 * at) for at, text in enumerate(found)])
    take_contents(page)
    assert page.chunks == []


def _ending_at(right: float, text: str, baseline: float):  # type: ignore[no-untyped-def]
    made = line(text, 0, baseline)
    return line(text, right - made.x1, baseline)


def test_contents_without_dots_and_an_entry_of_two_lines() -> None:
    rows = [("One", "1"), ("Two", "3"), ("A long one", None), ("and its end", "8"), ("Four", "9")]
    made = []
    for at, (name, number) in enumerate(rows):
        made.append(line(name, 50, 100 + 14 * at))
        if number:
            made.append(line(number, 500, 100 + 14 * at))
    page = sheet(made)
    take_contents(page)
    assert page.chunks[0].rows == (
        ("One", "1"),
        ("Two", "3"),
        ("A long one and its end", "8"),
        ("Four", "9"),
    )


def test_references_are_end_matter_one_an_entry() -> None:
    entries = [
        line("Writer, A. On war, which", 50, 300, size=8),
        line("goes on here.", 62, 310, size=8),
        line("Writer, B. On peace.", 50, 320, size=8),
    ]
    heading = chunk([line("References", 50, 280, font=BOLD)])
    heading.decide("heading", "bold")
    done = mark_end_matter([chunk(body(5)), heading, chunk(entries)], USUAL)
    assert [c.kind for c in done] == [None, "footnote", "footnote", "footnote"]
    assert done[2].text == "Writer, A. On war, which goes on here."


def test_no_end_matter_before_text_or_without_a_heading() -> None:
    small = chunk(lines(["Small type."], 50, 300, size=8))
    heading = chunk([line("References", 50, 280, font=BOLD)])
    heading.decide("heading", "bold")
    last = chunk(body(5, baseline=400))
    assert [c.kind for c in mark_end_matter([heading, small, last], USUAL)] == [
        "heading",
        None,
        None,
    ]
    assert [c.kind for c in mark_end_matter([chunk(body(5)), small], USUAL)] == [None, None]

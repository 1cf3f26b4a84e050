"""List items and tables on made lines."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from synthetic import USUAL, body, line, lines, rule, sheet

from pipeline.layout.lines import Line
from pipeline.layout.page import Area
from pipeline.layout.rules.lists import find_labels
from pipeline.layout.rules.tables import take_tables

ITEMS = [
    (["• one thing", "• another"], ["•", "•"]),
    (["1. one thing", "2. another"], ["1.", "2."]),
    (["(a) one thing", "(b) another"], ["(a)", "(b)"]),
    (["i. one thing", "ii. another", "iii. a third"], ["i.", "ii.", "iii."]),
    (["[1] one thing", "[2] another"], ["[1]", "[2]"]),
    (["– one thing", "– another"], ["–", "–"]),
    (["\uf0b7 one thing"], ["\uf0b7"]),
    (["9. one thing", "10. another"], ["9.", "10."]),
]
NO_ITEMS = [
    ["1. A number alone."],
    ["– an aside that begins a line"],
    ["1. one thing", "7. another"],
    ["2011 was one year", "2012 another"],
    ["A. Writer said so", "and so did others"],
    ["1. one thing", "(2) another"],
    ["12 people died", "13 were hurt"],
]


@pytest.mark.parametrize(("found", "labels"), ITEMS)
def test_items(found: list[str], labels: list[str]) -> None:
    made = lines(found)
    marked = find_labels(made, {})
    assert [marked[id(ln)].text for ln in made] == labels


@pytest.mark.parametrize("found", NO_ITEMS)
def test_no_items(found: list[str]) -> None:
    assert find_labels(lines(found), {}) == {}


def test_a_list_goes_on_after_text_that_hangs_under_an_item() -> None:
    made = [line("1. one thing", 50, 100), line("and more", 62.5, 112), line("2. two", 50, 124)]
    assert set(find_labels(made, {})) == {id(made[0]), id(made[2])}


DOTS = [
    (Area(41, 95, 45, 99), True),
    (Area(41, 85, 45, 89), False),  # a line higher
    (Area(10, 95, 14, 99), False),  # too far left
    (Area(41, 96.6, 45, 97.4), False),  # a dash
]


@pytest.mark.parametrize(("dot", "bullet"), DOTS)
def test_drawn_bullets(dot: Area, bullet: bool) -> None:
    made = line("one thing", 50, 100)
    assert (id(made) in find_labels([made], {1: [dot]})) is bullet


CELLS = [["Date", "Place"], ["4 June", "Solhan"], ["5 June", "Djibo"], ["6 June", "Inata"]]


def grid(cells: list[list[str]], x: tuple[float, ...] = (60, 200), top: float = 112) -> list[Line]:
    return [
        line(cell, left, top + 16 * at, size=9)
        for at, row in enumerate(cells)
        for left, cell in zip(x, row, strict=True)
    ]


def test_a_ruled_table() -> None:
    rules = [rule(50, 350, 100 + 16 * at) for at in range(5)]
    page = sheet(grid(CELLS), rules=rules)
    take_tables(page, USUAL)
    (table,) = page.chunks
    assert (table.kind, table.rule) == ("table", "ruled-table")
    assert table.rows == tuple(map(tuple, CELLS))


def test_lines_of_a_cell_belong_together_between_rules() -> None:
    found = grid([["Date", "Place"], ["4 June", "Solhan in"]])
    found += [line("Yagha", 200, 144, size=9), *grid([["6 June", "Inata"]], top=160)]
    rules = [rule(50, 350, y) for y in (100, 117, 150, 166)]
    page = sheet(found, rules=rules)
    take_tables(page, USUAL)
    assert page.chunks[0].rows == (
        ("Date", "Place"),
        ("4 June", "Solhan in Yagha"),
        ("6 June", "Inata"),
    )


def test_a_table_without_rules_needs_three_columns() -> None:
    three = [[*row, str(at)] for at, row in enumerate(CELLS)]
    page = sheet(grid(three, (60, 200, 330)))
    take_tables(page, USUAL)
    assert page.chunks[0].rows == tuple(map(tuple, three))
    page = sheet(grid(CELLS))
    take_tables(page, USUAL)
    assert page.chunks == []


def test_columns_of_text_between_rules_are_no_table() -> None:
    text = [*body(20, 50, letters=36), *body(20, 320, letters=36)]
    rules = [rule(50, 550, y) for y in (90, 220, 350)]
    page = sheet(text, rules=rules)
    take_tables(page, USUAL)
    assert page.chunks == []


def test_two_rules_make_no_table() -> None:
    page = sheet(grid(CELLS), rules=[rule(50, 350, 100), rule(50, 350, 170)])
    take_tables(page, USUAL)
    assert page.chunks == []

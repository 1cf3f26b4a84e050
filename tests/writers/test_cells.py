import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.writers.cells import join_values, neutralise, restore, split_values

JOINED = [
    ((), ""),
    (("russia",), "russia"),
    (("russia", "iran"), "russia; iran"),
    (("russia", None), "russia; ?"),
    ((None,), "?"),
    (("?",), "\\?"),
    (("a; b", "c"), "a\\; b; c"),
    (("back\\slash",), "back\\\\slash"),
]

FORMULAS = ["=1+1", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "－x", "-"]
HARMLESS = ["", "a=b", "5-3", "-33.5", "-5", "12.05", "Al-Tanf", "x@y", "1e-05", "-1e-05"]


@pytest.mark.parametrize(("values", "cell"), JOINED)
def test_list_cells(values, cell):
    assert join_values(values) == cell
    assert split_values(cell) == values


@given(st.lists(st.none() | st.text(min_size=1), max_size=4))
def test_list_cells_read_back(values):
    assert split_values(restore(neutralise(join_values(values)))) == tuple(values)


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_neutralised(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_cells_are_left_alone(text):
    assert neutralise(text) == text


@given(st.text())
def test_neutralising_is_reversible(text):
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("cell", ["a;b", "a; b\\", "a;"])
def test_not_a_list(cell):
    with pytest.raises(ValueError, match="not a list"):
        split_values(cell)

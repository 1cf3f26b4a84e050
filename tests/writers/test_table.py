import csv
import re

import pytest

from pipeline.errors import PipelineError, SettingsError
from pipeline.writers import WRITERS, read_table, write
from pipeline.writers.rows import COLUMNS, to_rows

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


@pytest.fixture
def table(claims, tmp_path):
    path = tmp_path / "claims.csv"
    write("csv", claims, path)
    return path


def test_reads_back_equal(claims, table):
    assert list(read_table(table)) == to_rows(claims)


def test_one_row_of_stable_columns(full, tmp_path):
    path = tmp_path / "claims.csv"
    write("csv", [full], path)
    header, row = csv.reader(path.open(encoding="utf-8-sig", newline=""))
    assert tuple(header) == COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert cells["actor"] == "Rapid Support Forces\\; RSF; =cmd|'/c calc'!A1"
    assert cells["actor_id"] == "rsf; ?"
    assert cells["recipient"] == "Sudanese Armed Forces"
    assert cells["recipient_text"] == "(not written)"
    assert cells["place"] == "the hills; Nyala"
    assert cells["coordinates"] == "?; -12.05 24.88"
    assert (cells["latitude"], cells["longitude"]) == ("-12.05", "24.88")
    assert (cells["date_edtf"], cells["first_day"]) == ("2023-10-26", "2023-10-26")
    assert cells["attribution"] == "OHCHR"
    assert cells["evidence"] == full.evidence.text


def test_opens_without_mojibake(table):
    assert table.read_bytes().startswith(b"\xef\xbb\xbfclaim_id,")


def test_no_cell_runs_as_a_formula(table):
    for row in csv.reader(table.open(encoding="utf-8-sig", newline="")):
        for cell in row:
            assert not FORMULA.match(cell) or re.fullmatch(r"-\d+(\.\d+)?", cell)


def test_pandas_reads_it(claims, table):
    import pandas as pd

    frame = pd.read_csv(table)
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(claims)
    assert frame["latitude"].dtype == "float64"


def test_wrong_header(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claim_id,oops\r\n1,2\r\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"claims\.csv:1: has other columns"):
        list(read_table(path))


def test_wrong_value_is_named(bare, tmp_path):
    path = tmp_path / "claims.csv"
    write("csv", [bare], path)
    path.write_text(path.read_text("utf-8").replace("CONSULT", "CHAT"), encoding="utf-8")
    with pytest.raises(PipelineError, match=r"claims\.csv:2: event_type: "):
        list(read_table(path))


def test_broken_list_is_named(bare, tmp_path):
    path = tmp_path / "claims.csv"
    write("csv", [bare.model_copy(update={"rule": "marked"})], path)
    text = path.read_text("utf-8").replace(",met,met,meet,", ",met,met,meet,a;b", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"claims\.csv:2: not a list of values"):
        list(read_table(path))


def test_unknown_writer(tmp_path):
    with pytest.raises(SettingsError, match=r"pdf: no such writer .*jsonl, csv"):
        write("pdf", [], tmp_path / "x")


@pytest.mark.parametrize("name", list(WRITERS))
def test_writers_are_deterministic_and_take_no_claims(name, claims, tmp_path):
    for path in ("a", "b"):
        write(name, claims, tmp_path / path)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    write(name, [], tmp_path / "none")
    assert (tmp_path / "none").exists()

import datetime
import json
import sqlite3

import pytest

from pipeline.schema import Document, Source
from pipeline.writers import to_dataframe, write
from pipeline.writers.database import write_database
from pipeline.writers.rows import COLUMNS, Row, to_rows
from pipeline.writers.table import cell_text
from pipeline.writers.workbook import clean


@pytest.fixture
def written(request, claims, tmp_path):
    path = tmp_path / f"claims.{request.param}"
    write(request.param, claims, path)
    return path


def as_json(rows):
    return [json.loads(row.model_dump_json()) for row in rows]


@pytest.mark.parametrize("written", ["parquet"], indirect=True)
def test_parquet_reads_back_in_pandas(claims, written):
    import pandas as pd

    frame = pd.read_parquet(written, dtype_backend="pyarrow")
    rows = [Row.model_validate(record) for record in frame.to_dict("records")]
    assert rows == to_rows(claims)


@pytest.mark.parametrize("written", ["parquet"], indirect=True)
def test_parquet_reads_back_in_duckdb(claims, written):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    base = duckdb.connect()
    found = base.execute(f"SELECT * FROM '{written}'").fetchall()
    rows = [Row.model_validate(dict(zip(COLUMNS, row, strict=True))) for row in found]
    assert rows == to_rows(claims)
    days = base.execute(f"SELECT max(first_day) FROM '{written}'").fetchall()
    assert days == [(datetime.date(2023, 10, 26),)]


@pytest.mark.parametrize("written", ["xlsx"], indirect=True)
def test_workbook_reads_back(claims, written):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    sheet = openpyxl.load_workbook(written)["claims"]
    table = list(sheet.iter_rows())
    assert tuple(cell.value for cell in table[0]) == COLUMNS
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("B2", "A1:")
    for row, cells in zip(to_rows(claims), table[1:], strict=True):
        for name, cell in zip(COLUMNS, cells, strict=True):
            assert same(getattr(row, name), cell), name
            assert cell.data_type != "f"
    assert table[1][0].hyperlink.target == "report/index.html"
    assert table[1][0].hyperlink.location == "claim=sudan-1"


def same(value, cell):
    if isinstance(value, datetime.date):
        return cell.is_date and cell.value.date() == value
    if isinstance(value, int | float):
        return cell.value == value
    return (cell.value or "") == clean(cell_text(value))


def test_workbook_keeps_days_before_1900_as_text(full, tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    date = full.date.model_copy(update={"first_day": "1853-10-16"})
    write("xlsx", [full.model_copy(update={"date": date})], tmp_path / "old.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "old.xlsx")["claims"]
    assert sheet.cell(2, COLUMNS.index("first_day") + 1).value == "1853-10-16"


@pytest.mark.parametrize("written", ["geojson"], indirect=True)
def test_geojson_has_a_feature_for_each_place(claims, written):
    features = json.loads(written.read_text(encoding="utf-8"))["features"]
    assert len(features) == sum(len(claim.places) for claim in claims)
    hills, nyala = features[:2]
    assert hills["geometry"] is None
    assert nyala["geometry"] == {"type": "Point", "coordinates": [24.88, -12.05]}
    assert nyala["id"] == "sudan-1/2"
    assert nyala["properties"]["geo_precision"] == "point"
    row = as_json(to_rows(claims))[0]
    for name in ("claim_id", "event_type", "first_day", "confidence", "evidence", "date_mod"):
        assert nyala["properties"][name] == row[name]


@pytest.mark.parametrize("written", ["geojson"], indirect=True)
def test_map_programs_read_geojson(claims, written):
    pyogrio = pytest.importorskip("pyogrio", reason="pyogrio is not installed")
    info = pyogrio.read_info(written)
    assert info["geometry_type"] == "Point"
    assert info["crs"] == "EPSG:4326"
    meta, _, _, columns = pyogrio.raw.read(written)
    read = dict(zip(meta["fields"], columns, strict=True))
    assert list(read["place"])[:2] == ["the hills", "Nyala"]
    told = [claim.evidence.text for claim in claims for _ in claim.places]
    assert list(read["evidence"]) == told


@pytest.mark.parametrize("written", ["sqlite"], indirect=True)
def test_database_reads_back(claims, written):
    base = sqlite3.connect(written)
    found = base.execute("SELECT * FROM claims ORDER BY rowid").fetchall()
    for row, values in zip(to_rows(claims), found, strict=True):
        for name, value in zip(COLUMNS, values, strict=True):
            kept = getattr(row, name)
            assert value == (kept if isinstance(kept, int | float) else cell_text(kept) or None)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("written", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("query", "expected"),
    [("headquarters", ["sudan-1"]), ("evidence:met", ["x-1"]), ("Rapid", ["sudan-1"])],
)
def test_full_text_search(written, query, expected):
    found = sqlite3.connect(written).execute(
        "SELECT claim_id FROM claims WHERE rowid IN"
        " (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)",
        [query],
    )
    assert [name for (name,) in found] == expected


@pytest.mark.parametrize("written", ["sqlite"], indirect=True)
def test_datasette_shows_a_search_field(written):
    """Datasette knows a table's full-text index by these words, in these quotes, alone."""
    found = sqlite3.connect(written).execute(
        "SELECT name FROM sqlite_master WHERE rootpage = 0"
        """ AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="claims"%'"""
    )
    assert found.fetchall() == [("claims_fts",)]


@pytest.mark.parametrize("written", ["sqlite"], indirect=True)
def test_database_links_actors_and_places(written):
    base = sqlite3.connect(written)
    actors = base.execute(
        "SELECT role, position, actor_id, name FROM claim_actors WHERE claim_id = 'sudan-1'"
    ).fetchall()
    assert actors == [
        ("actor", 1, "rsf", "Rapid Support Forces; RSF"),
        ("actor", 2, None, "=cmd|'/c calc'!A1"),
        ("recipient", 1, "saf", "Sudanese Armed Forces"),
        ("source", 1, None, "OHCHR"),
    ]
    assert base.execute("SELECT latitude, claims FROM places WHERE name = 'Nyala'").fetchall() == [
        (-12.05, 1)
    ]


def test_database_lists_documents(full, tmp_path):
    source = Source(path="raw/s.pdf", sha256="00", bytes=1, pages=3, title="Sudan")
    document = Document(doc_id="sudan", source=source, text="", blocks=())
    write_database([full], tmp_path / "a.sqlite", [document])
    base = sqlite3.connect(tmp_path / "a.sqlite")
    assert base.execute("SELECT doc_id, path, pages, title FROM documents").fetchall() == [
        ("sudan", "raw/s.pdf", 3, "Sudan")
    ]


def test_dataframe_is_typed(claims):
    frame = to_dataframe(claims)
    assert list(frame.columns) == list(COLUMNS)
    assert frame["first_day"].dtype == "datetime64[s]"
    assert frame["event_type"].dtype == "category"
    assert frame["latitude"].dtype == "float64"
    assert frame.loc[0, "actor_id"] == ["rsf", None]
    assert frame.loc[0, "first_day"].month == 10
    assert frame["last_day"].isna().sum() == len(claims) - 1
    for record, row in zip(as_json(to_rows(claims)), frame.itertuples(), strict=True):
        assert row.evidence == record["evidence"]
        assert row.recipient == record["recipient"]

"""A worksheet goes out, comes back from a spreadsheet, and its errors name row and column."""

import csv
from pathlib import Path

import pytest

from pipeline.errors import GoldError
from pipeline.evaluation.gold import GoldRecord
from pipeline.evaluation.locate import locate_records
from pipeline.evaluation.worksheet import Filled, SheetRow, read_sheet, records_of_sheet, sheet_rows
from pipeline.writers.table import write_records
from tests.evaluation.making import make_claim, make_document

FIRST = "Troops shelled Homs, and rebels shelled Aleppo’s airport."
SECOND = "Nobody spoke."
TEXT = f"{FIRST} {SECOND}"
DOCUMENT = make_document(TEXT)
SENTENCES = [(0, len(FIRST)), (len(FIRST) + 1, len(TEXT))]


def claims() -> list[object]:
    second = TEXT.index("shelled", 20)
    one = make_claim(TEXT, "shelled", actors=["syria", None], date=("2017", "", ""))
    action = one.action.model_copy(update={"start": second, "end": second + 7})
    return [one, one.model_copy(update={"action": action, "claim_id": "C2"})]


def laid_out() -> list[SheetRow]:
    return list(sheet_rows(DOCUMENT, SENTENCES, claims()))  # type: ignore[arg-type]


def test_rows_for_claims_and_an_empty_one_a_sentence() -> None:
    rows = laid_out()
    assert [(row.sent, row.trigger, row.which) for row in rows] == [
        ("1", "shelled", ""),
        ("1", "shelled", "2"),
        ("1", "", ""),
        ("2", "", ""),
    ]
    assert rows[3].sentence == SECOND
    assert (rows[0].actors, rows[0].actor_text, rows[0].date) == (
        "syria",
        "syria | someone",
        "2017",
    )


def test_out_and_back(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_records(laid_out(), SheetRow, path)
    records = records_of_sheet(read_sheet(path), DOCUMENT, prefix="X", path=path)
    assert [record.id for record in records] == ["X001", "X002"]
    assert [each.span for each in locate_records(records, DOCUMENT)] == [(7, 14), (32, 39)]
    assert (records[1].before, records[1].after) == ("Homs, and rebels", "Aleppo’s airport.")
    assert records[0].model_dump(exclude={"id", "before", "after"}) == {
        "sent": 1, "page": 1, "trigger": "shelled", "event_type": "ASSAULT",
        "actors": ("syria",), "actor_text": "syria | someone",
        "recipients": (), "recipient_text": "", "places": (), "place_text": "",
        "date": "2017", "date_text": "2017", "date_mod": None, "polarity": "positive",
        "modality": "asserted", "attribution": None, "implicit": (), "note": "",
    }  # fmt: skip


def filled(**cells: str) -> list[Filled]:
    row = {"sent": "1", "sentence": FIRST, "trigger": "shelled", "event_type": "ASSAULT", **cells}
    return [Filled(7, SheetRow(**row))]


def convert(rows: list[Filled]) -> tuple[GoldRecord, ...]:
    return records_of_sheet(rows, DOCUMENT, prefix="X", path=Path("sheet.csv"))


def test_lists_and_defaults() -> None:
    (record,) = convert(filled(actors="syria;russia ; ", implicit="actor", polarity=""))
    assert (record.actors, record.implicit) == (("syria", "russia"), ("actor",))
    assert (record.polarity, record.modality) == ("positive", "asserted")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"trigger": "bombed"}, "row 7, column trigger: 'bombed' is not in the sentence"),
        ({"which": "3"}, "row 7, column which: '3' is not one of its 2 mentions in the sentence"),
        ({"which": "last"}, "row 7, column which: 'last' is not one of its 2"),
        ({"sentence": "Made up."}, "row 7, column sentence: does not stand in the document"),
        ({"event_type": ""}, "row 7, column event_type: Input should be 'AGREE'"),
        ({"event_type": "WAR"}, "row 7, column event_type: Input should be 'AGREE'"),
        ({"date": "May-17"}, "row 7, column date: Value error, 'May-17' is not an EDTF date"),
        ({"polarity": "yes"}, "row 7, column polarity: Input should be 'positive' or 'negative'"),
        ({"actors": "a; a"}, "row 7, column actors: Value error, names an id twice"),
        ({"sent": "one"}, "row 7, column sent: Input should be a valid integer"),
    ],
)
def test_errors_name_row_and_column(cells: dict[str, str], message: str) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        convert(filled(**cells))
    assert str(caught.value).startswith("sheet.csv: ")


def test_every_fault_is_named_in_the_order_of_rows() -> None:
    rows = [
        Filled(row, filled(**cells)[0].row)
        for row, cells in (
            (9, {"which": "3"}),
            (4, {"event_type": "WAR"}),
            (12, {}),
            (5, {"date": "soon"}),
        )
    ]
    with pytest.raises(GoldError) as caught:
        convert(rows)
    lines = str(caught.value).removeprefix("sheet.csv: ").splitlines()
    assert [line.strip().split(",")[0] for line in lines] == ["row 4", "row 5", "row 9"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_spreadsheets_save_in_their_own_ways(delimiter: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    columns = list(reversed(SheetRow.model_fields))
    with path.open("w", encoding=encoding, newline="") as file:
        table = csv.DictWriter(file, columns, delimiter=delimiter, restval="")
        table.writeheader()
        table.writerow({})
        table.writerow({"sentence": "'=1+1", "trigger": "’Abdo", "note": "a,b;c"})
    (row,) = read_sheet(path)
    assert (row.number, row.row.sentence, row.row.trigger) == (3, "=1+1", "’Abdo")
    assert row.row.note == "a,b;c"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"sent,sentence\n", r"lacks column page; lacks column trigger"),
        (",".join([*SheetRow.model_fields, "hm"]).encode(), r"has an unknown column 'hm'"),
        ("sent,Gewölbe\n".encode("cp1252"), r"cannot be read: .*save it as CSV UTF-8"),
    ],
)
def test_files_that_are_no_worksheet(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=message):
        read_sheet(path)

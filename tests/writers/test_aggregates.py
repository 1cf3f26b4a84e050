import pytest

from pipeline.schema import ActorRef, DateRef
from pipeline.writers import write
from pipeline.writers.aggregates import (
    ActorRow,
    MonthRow,
    claim_month,
    to_actor_rows,
    to_month_rows,
)
from pipeline.writers.table import read_records

TURKEY = ActorRef(text="Ankara", id="turkey", name="Turkey")
YPG = ActorRef(text="the YPG", id="ypg", name="YPG")
CLAN = ActorRef(text="a clan")


def dated(claim, number, first, last, **update):
    date = DateRef(text="then", edtf=first, first_day=first, last_day=last)
    return claim.model_copy(update={"claim_id": f"c{number}", "date": date, **update})


@pytest.fixture
def told(bare):
    return [
        dated(bare, 1, "2016-08-24", "2016-08-24", actors=(TURKEY,), recipients=(YPG, CLAN)),
        dated(bare, 2, "2016-08-01", "2016-08-31", actors=(TURKEY,), modality="planned"),
        dated(bare, 3, "2016-08-01", "2016-09-30", actors=(CLAN, TURKEY), recipients=(TURKEY,)),
        bare,
    ]


def test_actor_rows_by_hand(told):
    turkey, clan, ypg = to_actor_rows(told)
    assert (turkey.actor_id, turkey.claims, turkey.as_actor, turkey.as_recipient) == (
        "turkey",
        3,
        3,
        1,
    )
    assert (turkey.first_day, turkey.last_day) == ("2016-08-01", "2016-09-30")
    assert (clan.actor_id, clan.actor, clan.claims) == (None, "a clan", 2)
    assert (ypg.as_actor, ypg.as_recipient, ypg.written) == (0, 1, ("the YPG",))


def test_month_rows_by_hand(told):
    rows = {
        (row.actor, row.recipient, row.month): (row.count, row.asserted)
        for row in to_month_rows(told)
    }
    assert rows == {
        (None, None, None): (1, 1),
        ("Turkey", "YPG", "2016-08"): (1, 1),
        ("Turkey", "a clan", "2016-08"): (1, 1),
        ("Turkey", None, "2016-08"): (1, 0),
        ("a clan", "Turkey", None): (1, 1),
        ("Turkey", "Turkey", None): (1, 1),
    }


@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        ("2016-08-24", "2016-08-24", "2016-08"),
        ("2016-08-01", "2016-08-31", "2016-08"),
        ("2016-08-31", "2016-09-01", None),
        ("2015-08-01", "2016-08-01", None),
        (None, "2016-08-01", None),
        ("2016-08-01", None, None),
    ],
)
def test_month_of_a_claim(bare, first, last, month):
    date = DateRef(text="", edtf="x", first_day=first, last_day=last)
    assert claim_month(bare.model_copy(update={"date": date})) == month


def test_tables_read_back(told, claims, tmp_path):
    everything = [*told, *claims]
    write("actors", everything, tmp_path / "actors.csv")
    write("events_by_actor_month", everything, tmp_path / "months.csv")
    assert list(read_records(ActorRow, tmp_path / "actors.csv")) == to_actor_rows(everything)
    assert list(read_records(MonthRow, tmp_path / "months.csv")) == to_month_rows(everything)

import pytest

from pipeline.writers import write
from pipeline.writers.package import TABLES, allowed_values, write_package
from pipeline.writers.rows import Row


def folder_of(claims, tmp_path):
    write("csv", claims, tmp_path / "claims.csv")
    write("actors", claims, tmp_path / "actors.csv")
    write("events_by_actor_month", claims, tmp_path / "events_by_actor_month.csv")
    write_package(tmp_path / "datapackage.json", "Claims")
    return tmp_path


def validate(folder):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    return frictionless.validate(str(folder / "datapackage.json"))


def test_frictionless_accepts_the_tables(full, bare, tmp_path):
    report = validate(folder_of([full, bare], tmp_path))
    assert report.valid, report.flatten(["fieldName", "type", "note"])
    assert len(report.tasks) == len(TABLES)


def test_frictionless_sees_a_wrong_value(full, tmp_path):
    folder = folder_of([full], tmp_path)
    path = folder / "claims.csv"
    path.write_text(path.read_text("utf-8").replace(",ASSAULT,", ",ATTACK,"), encoding="utf-8")
    assert [error for (error,) in validate(folder).flatten(["fieldName"])] == ["event_type"]


def test_closed_sets():
    fields = Row.model_fields
    assert allowed_values(fields["polarity"].annotation) == ["positive", "negative"]
    assert allowed_values(fields["date_mod"].annotation)[0] == "BEFORE"
    assert "ASSAULT" in allowed_values(fields["event_type"].annotation)
    assert allowed_values(fields["evidence"].annotation) == []

"""What docs/outputs.md says of dates and of what is not written is what comes out."""

import re
import sqlite3
from contextlib import closing
from typing import get_args

import pytest

import pipeline
from pipeline.schema import ActorRef, DatePrecision
from pipeline.writers.database import write_database
from pipeline.writers.rows import NOT_WRITTEN, to_row
from tests.docs.pages import ROOT
from tests.report.made import make_document

TEXT = (ROOT / "docs/outputs.md").read_text(encoding="utf-8")
SECTION = TEXT.split("### Dates")[1].split("\n#")[0]
HEAD, *FORMS = re.findall(
    r"^\| (.+?) \| `(.+?)` \| (?:`(.+?)`)? \| (?:`(.+?)`)? \|", SECTION, re.MULTILINE
)
MODIFIED = re.findall(r"\*([^*]+)\* is `([^`]+)`\s+with\s+`([A-Z_]+)`", SECTION)


def date_in(words: str):
    (found,) = pipeline.find_dates(f"The army shelled Aleppo {' '.join(words.split())}.")
    return found


@pytest.mark.parametrize(("words", "edtf", "first", "last"), FORMS)
def test_forms_of_dates(words, edtf, first, last):
    found = date_in(words)
    assert (found.edtf, found.first_day or "", found.last_day or "") == (edtf, first, last)


@pytest.mark.parametrize(("words", "edtf", "mod"), MODIFIED)
def test_modifiers(words, edtf, mod):
    found = date_in(words)
    assert (found.edtf, found.mod) == (edtf, mod)


def test_every_kind_of_value_has_an_example():
    assert len(FORMS) == SECTION.count("\n| ") - 2
    precisions = {edtf: date_in(words).precision for words, edtf, *_ in FORMS}
    assert set(precisions.values()) == set(get_args(DatePrecision))
    seasons = {edtf[-2:] for edtf, precision in precisions.items() if precision == "season"}
    assert seasons == {"21", "22", "23", "24"}
    assert {mod for *_, mod in MODIFIED} == {"ON_OR_BEFORE", "APPROX", "BEFORE"}


def test_an_actor_that_is_not_written_says_so():
    _, (claim,) = make_document("d", 1, 1)
    unsaid = ActorRef(text="", id="turkey", name="Turkey", via="implicit")
    row = to_row(claim.model_copy(update={"actors": (unsaid,), "recipients": (unsaid,)}))
    assert (row.actor, row.actor_text, row.recipient_text) == (
        ("Turkey",),
        (NOT_WRITTEN,),
        (NOT_WRITTEN,),
    )
    assert f"`{NOT_WRITTEN}`" in TEXT


def test_tables_of_the_database_are_documented(tmp_path):
    path = tmp_path / "claims.sqlite"
    write_database(make_document("d", 2, 1)[1], path)
    section = TEXT.split("## `claims.sqlite`")[1].split("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \| `(\w+)` \| .+ \| (.+) \| `.+` \|$", section, re.MULTILINE)
    with closing(sqlite3.connect(path)) as base:
        found = [
            (table, name, {"TEXT": "text", "INTEGER": "whole number", "REAL": "number"}[kind])
            for table in ("documents", "claim_actors", "claim_places")
            for _, name, kind, *_ in base.execute(f"PRAGMA table_info({table})")
        ]
        names = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
    assert [(table, name, kind.split(",")[0]) for table, name, kind in told] == found
    tables = {"claims", "actors", "documents", "claim_actors", "claim_places", "places"}
    assert tables <= names
    assert all(f"`{name}`" in section for name in tables)

"""The tables of README and manual are those of the figures, the settings and the code."""

import re

import manual
import pytest
from readme_tables import PAGES, SECTION, with_tables

from pipeline.config import Params
from tests.docs.pages import ROOT

NEEDED = {"sample": "extracted/claims.csv", "accuracy_by_genre": "extracted/cases.json"}
"""What some tables need of a run."""


def sections():
    return [
        (page, match["name"], match[0])
        for page in PAGES
        for match in SECTION.finditer((ROOT / page).read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    ("page", "name", "section"), sections(), ids=[f"{p}-{n}" for p, n, _ in sections()]
)
def test_tables_are_up_to_date(page, name, section):
    needed = NEEDED.get(name)
    if needed and not (ROOT / needed).exists():
        pytest.skip(f"needs {needed}: make run")
    assert with_tables(section) == section, "run: make run readme"


def test_every_table_has_its_section():
    assert {name for _, name, _ in sections()} == {
        "accuracy",
        "accuracy_by_genre",
        "accuracy_of_dossier",
        "agreement",
        "counts",
        "sample",
    }


def test_a_stale_table_is_made_anew():
    stale = "a\n<!-- begin agreement -->\n| old |\n<!-- end agreement -->\nb"
    made = with_tables(stale)
    assert "| old |" not in made
    assert made.startswith("a\n<!-- begin agreement -->\n| document |")
    assert made.endswith("|\n<!-- end agreement -->\nb")


def test_every_setting_is_explained():
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", manual.settings(), re.MULTILINE)
    names = [
        name
        for field in Params.model_fields.values()
        for name in getattr(field.annotation, "model_fields", ())
    ]
    assert [name for name, _ in rows] == names
    assert not [name for name, meaning in rows if not meaning.strip()]


def test_every_command_has_its_help():
    text = manual.commands()
    assert "`claims gold import`" in text
    assert text.count("usage: claims") == len(list(manual.walk(manual.make_parser()))) - 1


def test_reasons_for_rejection_are_those_of_the_code():
    text = manual.rejections()
    assert "| `encrypted` | is encrypted and the password does not open it |" in text
    assert "| `timeout` | not finished after … s |" in text
    assert not re.search(r"^\| *\|", text, re.MULTILINE)


def test_names_of_the_tables_in_the_manual_exist():
    names = {
        name
        for path in (ROOT / "docs").rglob("*.md")
        for name in re.findall(r"<!-- table (\w+) -->", path.read_text(encoding="utf-8"))
    }
    assert {"accuracy", "commands", "rejections", "settings"} <= names
    assert all(callable(getattr(manual, name)) for name in names)

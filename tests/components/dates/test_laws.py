"""Laws of found dates that hold for any text."""

import calendar
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.components.dates import find_dates
from pipeline.components.dates.lexicon import Lexicon
from pipeline.components.dates.values import parse_edtf
from pipeline.errors import KnowledgeError

PIECES = (
    "On |in |since |from |by |the |that |early |mid-|late |4 |31 |2016|2017 |May |June |Feb. |"
    "spring |of |and |-|to |two |days |weeks |years |later |earlier |before |following |month |"
    "Monday |last |next |year |end |troops |left. |, |(|) |onwards |\n\n|within a week "
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
YEARS = st.integers(1990, 2030)


@given(text=TEXTS, published=st.none() | st.just("2017-08-20"))
@settings(max_examples=300, deadline=None)
def test_found_dates_are_sound(text: str, published: str | None) -> None:
    end = 0
    for ref in find_dates(text, published=published):
        assert ref.start is not None
        assert ref.end is not None
        assert text[ref.start : ref.end] == ref.text
        assert end <= ref.start < ref.end
        end = ref.end
        value = parse_edtf(ref.edtf)
        assert value.edtf == ref.edtf
        assert value.precision == ref.precision
        first, last = value.first_day(), value.last_day()
        assert ref.first_day == (first and first.isoformat())
        assert ref.last_day == (last and last.isoformat())
        assert ref.first_day is None or ref.last_day is None or ref.first_day <= ref.last_day


@given(day=st.dates(date(1950, 1, 1), date(2080, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_naming_a_month_or_day_never_widens(day: date) -> None:
    month = calendar.month_name[day.month]
    texts = [f"In {day.year}", f"In {month} {day.year}", f"On {day.day} {month} {day.year}"]
    bounds = []
    for text in texts:
        (ref,) = find_dates(f"{text} it fell.")
        assert ref.first_day is not None
        assert ref.last_day is not None
        bounds.append((ref.first_day, ref.last_day))
    year, of_month, of_day = bounds
    assert year[0] <= of_month[0] <= of_day[0] == of_day[1] <= of_month[1] <= year[1]


@given(day=st.integers(1, 40), month=st.integers(1, 12), year=YEARS)
@settings(max_examples=80, deadline=None)
def test_a_day_exists_or_is_not_found(day: int, month: int, year: int) -> None:
    found = find_dates(f"It fell on {day} {calendar.month_name[month]} {year}.")
    exists = day <= calendar.monthrange(year, month)[1]
    assert [ref.edtf for ref in found] == ([f"{year}-{month:02d}-{day:02d}"] if exists else [])


@given(st.permutations(["It fell in May 2016.", "On 4 June 2017 rain fell.", "War began in 2011."]))
def test_full_dates_do_not_depend_on_order(sentences: list[str]) -> None:
    found = find_dates(" ".join(sentences))
    assert sorted(ref.edtf for ref in found) == ["2011", "2016-05", "2017-06-04"]
    assert {ref.anchor for ref in found} == {"explicit"}


def test_references_are_recorded() -> None:
    text = "It fell on 4 May 2016. Two days later they left. Last month they came back."
    refs = find_dates(text, published="2020-03-04")
    assert [(ref.anchor, ref.reference) for ref in refs] == [
        ("explicit", None),
        ("relative", "2016-05-04"),
        ("relative", "2020-03-04"),
    ]


def test_component_indexes_tokens_and_names_rules() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentences")
    nlp.add_pipe("dates")
    doc = nlp("In the post-May 2016 lull, on 4 June, they left.")
    mentions = doc._.dates
    assert [doc[m.start : m.end].text for m in mentions] == ["May 2016", "4 June"]
    assert [m.rule for m in mentions] == ["date.month", "date.day-month"]
    assert [m.ref.edtf for m in mentions] == ["2016-05", "2016-06-04"]


def test_wrong_publication_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        find_dates("It fell yesterday.", published="last week")


def test_wrong_lexicon_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text("months: {January: first}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"lexicon\.yaml: months\.January: "):
        Lexicon.read(path)

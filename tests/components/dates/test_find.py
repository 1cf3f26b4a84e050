"""Date expressions: spans and values marked in the sentence, a row of ``cases.yaml`` a case."""

from pathlib import Path

import pytest

from pipeline.components.dates import find_dates
from pipeline.yamlfile import read_yaml
from tests.components.dates.markup import Expected, parse, seen

CASES = read_yaml(Path(__file__).with_name("cases.yaml"))
NEWS_DAY = "2023-03-15"


@pytest.mark.parametrize("row", CASES["calendar"] + CASES["narrative"])
def test_without_publication_date(row: str) -> None:
    text, expected = parse(row)
    assert expected
    assert seen(find_dates(text)) == expected


@pytest.mark.parametrize("row", CASES["news"])
def test_against_publication_date(row: str) -> None:
    text, expected = parse(row)
    assert expected
    assert seen(find_dates(text, published=NEWS_DAY)) == expected


@pytest.mark.parametrize("text", CASES["near_misses"])
def test_near_misses(text: str) -> None:
    assert seen(find_dates(text, published=NEWS_DAY)) == []


@pytest.mark.parametrize("text", CASES["impossible"])
def test_impossible_dates_are_not_repaired(text: str) -> None:
    assert seen(find_dates(text)) == []


def test_malformed_markup_is_an_error() -> None:
    with pytest.raises(ValueError, match="malformed"):
        parse("On [4 April(2017-04-04).")


def test_markup_offsets() -> None:
    expected = [Expected(3, "4 May", "2017", "APPROX")]
    assert parse("On [4 May](2017 APPROX).") == ("On 4 May.", expected)

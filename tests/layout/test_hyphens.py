"""Which hyphens at line ends stay."""

import pytest

from pipeline.layout.hyphens import Vocabulary, count_words

JOINED = [
    ("inter-", "vention"),
    ("neigh-", "bourhoods"),
    ("mili-", "tias"),
    ("Khar-", "toum"),
    ("re-", "occupy"),
    ("Jan-", "jaweed"),
    ("inter\u00ad", "vention"),
    ("anti-regime op-", "erations"),
    ("Sol-", "han,"),
]
KEPT = [
    ("al-", "Sham"),
    ("Pentagon-", "backed"),
    ("US-", "backed"),
    ("Syro-", "Turkish"),
    ("Paul-", "Henri"),
    ("Yunus-", "bek"),
    ("mid-", "November"),
    ("2015-", "2016"),
    ("IS-", "held"),
    ("72-", "hour"),
    ("pro-", "government"),
]


@pytest.mark.parametrize(("before", "after"), JOINED)
def test_joined(before: str, after: str) -> None:
    assert not Vocabulary([]).keeps_hyphen(before, after)


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_kept(before: str, after: str) -> None:
    assert Vocabulary([]).keeps_hyphen(before, after)


def test_the_document_decides_first() -> None:
    assert Vocabulary(["a de-confliction line"]).keeps_hyphen("de-", "confliction")
    assert not Vocabulary(["a deconfliction line"]).keeps_hyphen("de-", "confliction")
    assert Vocabulary(["their co-operation"]).keeps_hyphen("co-", "operation")
    assert not Vocabulary(["Kadugli"]).keeps_hyphen("Kadu-", "gli")


FILLER = ["Lines of a text that breaks no words."] * 30


def test_where_no_words_are_broken_hyphens_are_the_authors() -> None:
    lines = [*FILLER, "whatever their multi-", "ethnic composition"]
    assert Vocabulary(lines).keeps_hyphen("multi-", "ethnic")
    assert not Vocabulary(lines[-2:]).keeps_hyphen("multi-", "ethnic")


def test_one_broken_word_shows_that_words_are_broken() -> None:
    lines = [*FILLER, "in the mili-", "tias that", "their multi-", "ethnic composition"]
    assert not Vocabulary(lines).keeps_hyphen("multi-", "ethnic")


def test_many_hyphens_at_line_ends_show_it_too() -> None:
    lines = [*FILLER, *["an over-", "all view"] * 5, "their multi-", "ethnic composition"]
    assert not Vocabulary(lines).keeps_hyphen("multi-", "ethnic")


def test_words_counted_before_are_the_same_witness() -> None:
    lines = ["a de-confliction line, not de-", "confliction"]
    words = count_words(lines[:1]) + count_words(lines[1:])
    assert words == count_words(lines)
    assert words["de-confliction"] == words["de"] == 1
    assert Vocabulary(lines, words).keeps_hyphen("de-", "confliction")
    assert not Vocabulary(lines, count_words(["deconfliction"])).keeps_hyphen("de-", "confliction")

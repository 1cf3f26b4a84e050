"""Titles, headings, front matter and pull quotes on made lines."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from synthetic import BOLD, USUAL, body, chunk, line, lines, rule, sheet

from pipeline.layout.chunks import Chunk
from pipeline.layout.rules.headings import mark_front_matter, mark_headings, mark_title, set_levels
from pipeline.layout.rules.pull_quotes import mark_pull_quotes

HEADINGS = [
    # (text, size, font, baseline; text stands from 100 to 220 and from 300 on)
    ("A larger line", 12.0, "Serif", 270),
    ("A bold line", 10.0, BOLD, 270),
    ("A bold line, as small as 9", 9.0, BOLD, 270),
    ("In another type", 10.0, "Sans", 270),
    ("IN CAPITALS ALONE", 10.0, "Serif", 270),
    ("A question in bold?", 10.0, BOLD, 270),
]
NO_HEADINGS = [
    ("In the type of the text", 10.0, "Serif", 270),
    ("Small type", 8.0, "Sans", 270),
    ("In another type, a sentence.", 10.0, "Sans", 270),
    ("12", 14.0, BOLD, 270),
    ("Bold that goes on,", 10.0, BOLD, 270),
    ("X", 14.0, BOLD, 270),
    ("NATO", 10.0, "Serif", 270),
]


def around(found: Chunk) -> list[Chunk]:
    return [chunk(body(11, baseline=100)), found, chunk(body(20, baseline=300))]


@pytest.mark.parametrize(("text", "size", "font", "baseline"), HEADINGS)
def test_headings(text: str, size: float, font: str, baseline: float) -> None:
    found = chunk([line(text, 50, baseline, size=size, font=font)])
    mark_headings([sheet(chunks=around(found))], USUAL)
    assert found.kind == "heading"


@pytest.mark.parametrize(("text", "size", "font", "baseline"), NO_HEADINGS)
def test_no_headings(text: str, size: float, font: str, baseline: float) -> None:
    found = chunk([line(text, 50, baseline, size=size, font=font)])
    mark_headings([sheet(chunks=around(found))], USUAL)
    assert found.kind is None


def test_bold_words_within_a_paragraph_are_no_heading() -> None:
    found = chunk(
        [line("bold words that fill all of the line to its very end", 50, 232, font=BOLD)]
    )
    mark_headings(
        [
            sheet(
                chunks=[
                    chunk(body(11, letters=48)),
                    found,
                    chunk(body(9, baseline=244, letters=48)),
                ]
            )
        ],
        USUAL,
    )
    assert found.kind is None


def test_levels_go_by_size_then_weight() -> None:
    heads = [
        chunk([line("Large", size=14, font=BOLD)]),
        chunk([line("Bold", size=11, font=BOLD)]),
        chunk([line("Plain", size=11)]),
        chunk([line("Bold again", size=11.1, font=BOLD)]),
    ]
    for head in heads:
        head.decide("heading", "bold")
    set_levels(heads)
    assert [head.level for head in heads] == [1, 2, 3, 2]


def test_the_title_is_the_largest_type_over_the_text() -> None:
    kicker = chunk([line("Brief", 50, 40, size=13)])
    large = chunk(lines(["A title of", "two lines"], 50, 70, step=24, size=20))
    number = chunk([line("7", 500, 40, size=30)])
    mark_title([sheet(chunks=[kicker, number, large, chunk(body(20, baseline=150))])], USUAL)
    assert [c.kind for c in (kicker, number, large)] == [None, None, "title"]


def test_large_type_under_the_text_is_no_title() -> None:
    large = chunk([line("An advertisement", 50, 700, size=20)])
    mark_title([sheet(chunks=[chunk(body(20)), large])], USUAL)
    assert large.kind is None


def titled(*found: Chunk) -> list[Chunk]:
    title = chunk([line("A title", 50, 50, size=20)])
    title.decide("title", "largest-on-first-page")
    return [title, *found]


FRONT = [
    ("By A. Writer", 10.0, "Sans"),
    ("15 April 2023", 8.0, "Serif"),
    ("Published by the institute. Not for sale.", 8.0, "Serif"),
]
FIRST_TEXT = [
    ("PORT CITY, Oct 30 (Wire) - The army said that it had withdrawn.", 10.0, "Serif"),
]


@pytest.mark.parametrize(("text", "size", "font"), FRONT)
def test_front_matter(text: str, size: float, font: str) -> None:
    found = chunk([line(text, 50, 80, size=size, font=font)])
    mark_front_matter(titled(found, chunk(body(20, baseline=150))), USUAL)
    assert found.kind == "header"


@pytest.mark.parametrize(("text", "size", "font"), FIRST_TEXT)
def test_the_first_sentence_is_no_front_matter(text: str, size: float, font: str) -> None:
    found = chunk([line(text, 50, 80, size=size, font=font)])
    mark_front_matter(titled(found, chunk(body(20, baseline=150))), USUAL)
    assert found.kind is None


def test_an_abstract_in_small_type_is_text() -> None:
    words = [" ".join(["words"] * 10)] * 5 + ["and an end."]
    abstract = chunk(lines(words, 50, 80, size=8.5))
    mark_front_matter(titled(abstract, chunk(body(20, baseline=200))), USUAL)
    assert abstract.kind is None


def test_a_page_with_a_title_and_no_text_is_a_cover() -> None:
    place = chunk([line("Report 7 | May 2023", 50, 300)])
    mark_front_matter(titled(place), USUAL)
    assert (place.kind, place.rule) == ("header", "cover")


def test_a_heading_that_comes_again_is_kept_before_the_text() -> None:
    head = chunk([line("Summary", 50, 80, size=12, font=BOLD)])
    head.decide("heading", "repeated-type")
    mark_front_matter(titled(head, chunk(body(20, baseline=150))), USUAL)
    assert head.kind == "heading"


LARGE = ["Nobody meant to keep it,", "and everybody knew that", "as well as they did."]


def test_a_large_passage_of_three_lines_is_a_pull_quote() -> None:
    found = chunk(lines(LARGE, 50, 260, step=18, size=14))
    mark_pull_quotes([sheet(chunks=around(found))], USUAL)
    assert found.kind == "pull_quote"


def test_two_large_lines_need_rules_around_them() -> None:
    alone = chunk(lines(LARGE[:2], 50, 260, step=18, size=14))
    mark_pull_quotes([sheet(chunks=around(alone))], USUAL)
    ruled = chunk(lines(LARGE[:2], 50, 260, step=18, size=14))
    rules = [rule(50, 300, 240), rule(50, 300, 290)]
    mark_pull_quotes([sheet(chunks=around(ruled), rules=rules)], USUAL)
    assert (alone.kind, ruled.kind) == (None, "pull_quote")


def test_words_of_the_text_in_other_type_are_a_pull_quote() -> None:
    repeated = chunk(
        lines(["words words words words", "words words words words"], 320, 200, font="Sans")
    )
    other = chunk(lines(["Nobody in the text has", "said so at any time"], 320, 300, font="Sans"))
    mark_pull_quotes([sheet(chunks=[chunk(body(9)), repeated, other])], USUAL)
    assert (repeated.kind, other.kind) == ("pull_quote", None)


def test_a_standfirst_under_the_title_is_no_pull_quote() -> None:
    lead = chunk(lines(LARGE, 50, 80, step=18, size=14))
    mark_pull_quotes([sheet(chunks=titled(lead, chunk(body(20, baseline=200))))], USUAL)
    assert lead.kind is None

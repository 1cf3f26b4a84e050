"""Words from right to left within lines from left to right."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import line

from pipeline.layout.scripts import reading_direction

CASES = [
    # as it stands on the page from left to right, as it is read
    ("the name נאדוס is", "the name סודאנ is"),
    ("(דבא גהו)", "(והג אבד)"),
    ("Sudan (נאדוס).", "Sudan (סודאנ)."),
    ("א בג ד", "ד גב א"),
    ("plain text, as it is", "plain text, as it is"),
    ("Москва и Kyiv", "Москва и Kyiv"),
    ("אב and גד", "בא and דג"),
]


@pytest.mark.parametrize(("shown", "read"), CASES)
def test_reading_direction(shown: str, read: str) -> None:
    words = reading_direction(line(shown).words)
    assert " ".join(word.text for word in words) == read
    assert sorted(g.x0 for w in words for g in w.glyphs) == sorted(
        g.x0 for w in line(shown).words for g in w.glyphs
    )

"""Plain text files to blocks."""

from pathlib import Path

import pytest

from pipeline.errors import RejectedDocument
from pipeline.layout import read_document

CASES = [
    ("One.\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
    (
        "A line that goes\non here.\n \nNext.",
        [("paragraph", "A line that goes on here."), ("paragraph", "Next.")],
    ),
    (
        "The fall of Aleppo\n\nIt fell.",
        [("heading", "The fall of Aleppo"), ("paragraph", "It fell.")],
    ),
    ("# The fall\n\nIt fell.", [("heading", "The fall"), ("paragraph", "It fell.")]),
    (
        "They said:\n\n- one thing\n  and more\n- another\n",
        [
            ("paragraph", "They said:"),
            ("list_item", "one thing and more"),
            ("list_item", "another"),
        ],
    ),
    ("1. First.\n2. Second.", [("list_item", "First."), ("list_item", "Second.")]),
    (
        "An inter-\nvention near Khan al-\nShih.",
        [("paragraph", "An intervention near Khan al-Shih.")],
    ),
    (
        "Windows\r\nline ends.\r\n\r\nNext one.",
        [("paragraph", "Windows line ends."), ("paragraph", "Next one.")],
    ),
    ("\ufeffWith a mark.", [("paragraph", "With a mark.")]),
    ("It ended", [("paragraph", "It ended")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_blocks(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    document = read_document(path)
    assert [(block.kind, block.text) for block in document.blocks] == expected
    assert document.text == "\n\n".join(text for _, text in expected)
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


def test_long_lines_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(["Words and more words. " * 10] * 3), encoding="utf-8")
    assert len(read_document(path).blocks) == 3


REFUSED = [
    (b"", "empty"),
    (b" \n", "empty"),
    (b"caf\xe9 noir", "not-text"),
    (b"a\x00b", "not-text"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED)
def test_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(RejectedDocument) as caught:
        read_document(path)
    assert caught.value.code == code

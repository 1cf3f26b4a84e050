"""Broken files never crash the reader, never hang it, and are refused with a reason.

A sample runs here; ``MUTANTS=all pytest tests/layout/test_mutations.py`` runs all of them (about
three minutes). Time and memory are limited by the worker process, see ``tests/stages``.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.errors import RejectedDocument
from pipeline.layout import read_document
from pipeline.schema import Document

sys.path.insert(0, str(Path(__file__).parent))

from mutations import mutants

STEP = 1 if os.environ.get("MUTANTS") == "all" else 13
ALL = list(mutants())
SAMPLE = [*ALL[::STEP], *(m for m in ALL if STEP > 1 and "bomb" in m[0])]
READERS = [("pdfplumber", SAMPLE), ("pypdfium2", SAMPLE[:: 1 if STEP == 1 else 3])]
CASES = [(name, make, reader) for reader, sample in READERS for name, make in sample]
SECONDS = 60


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """Turn a hang into a failure."""
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)


def test_there_are_three_hundred() -> None:
    assert len(ALL) >= 300
    assert len({name for name, _ in ALL}) == len(ALL)


def attempt(path: Path, reader: str) -> Document | RejectedDocument:
    try:
        return read_document(path, {"reader": reader})
    except RejectedDocument as refusal:
        return refusal


@pytest.mark.parametrize(
    ("name", "make", "reader"), CASES, ids=[f"{name}-{reader}" for name, _, reader in CASES]
)
def test_read_or_refused_never_broken(
    name: str, make: Callable[[], bytes], reader: str, tmp_path: Path
) -> None:
    path = tmp_path / "mutant.pdf"
    path.write_bytes(make())
    found = attempt(path, reader)
    if isinstance(found, RejectedDocument):
        assert found.code
        assert found.problem
        assert found.path == str(path)
        return
    document = found
    assert document.text.strip()
    assert document.text.count("\N{REPLACEMENT CHARACTER}") <= 0.02 * len(document.text)
    assert Document.model_validate_json(document.model_dump_json()) == document
    for block in document.blocks:
        if block.start is not None:
            assert document.text[block.start : block.end] == block.text

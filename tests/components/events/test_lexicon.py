"""Every entry of the lexicon is run on its own example and counter-example."""

import re

import pytest
from spacy.language import Language

from pipeline.components.events.lexicon import Entry, read_lexicon
from pipeline.schema import Claim

ENTRIES = read_lexicon().entries
MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


def plain(marked: str) -> str:
    return MARK.sub(r"\1", marked)


def spans(marked: str) -> list[tuple[str, int, int]]:
    """(role, start, end) of each marked span, offsets in the plain sentence."""
    found, shift = [], 0
    for match in MARK.finditer(marked):
        start = match.start() - shift
        found.append((match[2], start, start + len(match[1])))
        shift += len(match[0]) - len(match[1])
    return found


@pytest.fixture(scope="module")
def claims(nlp: Language) -> dict[str, list[Claim]]:
    """Each example and counter-example with its claims; read in batches, which is faster."""
    texts = [plain(e.example) for e in ENTRIES]
    texts += [plain(e.counter_example) for e in ENTRIES if e.counter_example]
    return {doc.text: doc._.claims for doc in nlp.pipe(texts)}


def fired(claims: dict[str, list[Claim]], text: str, entry: Entry) -> list[Claim]:
    return [claim for claim in claims[text] if claim.rule == entry.id]


def overlaps(start: int | None, end: int | None, low: int, high: int) -> bool:
    return start is not None and end is not None and start < high and low < end


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_example_fires_with_its_roles(claims: dict[str, list[Claim]], entry: Entry) -> None:
    marked = spans(entry.example)
    assert {role for role, _, _ in marked} <= {"trigger", "actor", "recipient", "place", "date"}
    found = [
        claim
        for claim in fired(claims, plain(entry.example), entry)
        for role, start, end in marked
        if role == "trigger" and overlaps(claim.action.start, claim.action.end, start, end)
    ]
    assert found, "the entry did not fire on its example"
    claim = found[0]
    for role in ("actor", "recipient", "place"):
        wanted = [(start, end) for name, start, end in marked if name == role]
        refs = getattr(claim, f"{role}s")
        for start, end in wanted:
            assert any(overlaps(ref.start, ref.end, start, end) for ref in refs), (role, refs)
        if wanted:
            for ref in refs:
                assert any(overlaps(ref.start, ref.end, *span) for span in wanted), (role, ref)
    for _, start, end in (mark for mark in marked if mark[0] == "date"):
        assert claim.date is not None
        assert overlaps(claim.date.start, claim.date.end, start, end)


@pytest.mark.parametrize(
    "entry", [e for e in ENTRIES if e.counter_example], ids=lambda entry: entry.id
)
def test_counter_example_does_not_fire(claims: dict[str, list[Claim]], entry: Entry) -> None:
    assert entry.counter_example is not None
    assert not fired(claims, plain(entry.counter_example), entry)

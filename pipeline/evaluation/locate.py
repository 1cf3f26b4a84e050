"""Finding gold triggers in a document, in any faithful extraction of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluation.folding import FoldedText, words
from pipeline.evaluation.gold import GoldRecord
from pipeline.schema import Document

_ENOUGH = 0.5
"""Share of the context words that must stand beside the trigger, so that a footnote mark or a
heading in between does not lose it."""


@dataclass(frozen=True, slots=True)
class Located:
    """A gold record and the span of its trigger in ``Document.text``; None when not found."""

    record: GoldRecord
    span: tuple[int, int] | None


def locate_records(records: Iterable[GoldRecord], document: Document) -> tuple[Located, ...]:
    """Find the trigger of each record in the document's text.

    Of all places where the trigger's words stand, the one with most of the words before and
    after wins; then the one on the record's page; then the first. A place with fewer than half
    of the context words is no place.
    """
    text = FoldedText.of(document.text)
    return tuple(Located(record, _find(record, document, text)) for record in records)


def _find(record: GoldRecord, document: Document, text: FoldedText) -> tuple[int, int] | None:
    before, after = words(record.before)[::-1], words(record.after)
    best: tuple[float, bool, int] | None = None
    found: tuple[int, int] | None = None
    for start, end in text.find_words(record.trigger):
        share = _context_share(text.text, start, end, before, after)
        origin = text.original(start, end)
        rank = (share, document.page_at(origin[0]) == record.page, -start)
        if share >= _ENOUGH and (best is None or rank > best):
            best, found = rank, origin
    return found


def _context_share(text: str, start: int, end: int, before: list[str], after: list[str]) -> float:
    """Share of the context words found in their places, 1 where no context is given."""
    wanted = len(before) + len(after)
    if not wanted:
        return 1.0
    reach = 40 + sum(map(len, before + after))
    left = words(text[max(start - reach, 0) : start])[::-1]
    right = words(text[end : end + reach])
    same = sum(a == b for a, b in zip(before, left, strict=False))
    same += sum(a == b for a, b in zip(after, right, strict=False))
    return same / wanted

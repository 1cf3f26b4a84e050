"""Decisions taken on the review page, and their way into gold."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.evaluation.gold import GoldRecord
from pipeline.schema import Document, ReviewRecord

Span = tuple[int, int]
Numbered = tuple[int, ReviewRecord]

_CONTEXT = 3
"""Words kept before and after the trigger."""


def read_reviews(path: Path) -> tuple[Numbered, ...]:
    """Read a file that the review page downloaded: each record with its line.

    Raises:
        GoldError: naming file, line and field.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", path=path) from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append((number, ReviewRecord.model_validate_json(line)))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"]) or "line"
                raise GoldError(f"{where}: {first['msg']}", path=path, line=number) from error
    return tuple(found)


def records_of_reviews(
    reviews: Iterable[Numbered],
    document: Document,
    sentences: Sequence[Span],
    *,
    prefix: str,
    path: Path,
) -> tuple[GoldRecord, ...]:
    """Turn what was accepted, corrected or added in one document into gold records.

    Claims that were rejected, or not looked at, are left out; other documents too.

    Args:
        sentences: spans of the document's sentences, without headings, in order.
        prefix: what the ids begin with, such as ``SU``.
        path: the review file, for messages.

    Raises:
        GoldError: naming the line; the file holds nothing on the document, or was made of
            other bytes, or an entry is no gold record.
    """
    own = [(line, review) for line, review in reviews if review.doc_id == document.doc_id]
    if not own:
        raise GoldError(f"holds no review of {document.doc_id}", path=path)
    kept = [(line, review) for line, review in own if review.decision != "reject"]
    for line, review in own:
        _check(review, document, path, line)
    kept.sort(key=lambda item: (item[1].start, item[1].end))
    return tuple(
        record_of_review(review, document, sentences, f"{prefix}{number:03}", path, line=line)
        for number, (line, review) in enumerate(kept, start=1)
    )


def _check(review: ReviewRecord, document: Document, path: Path, line: int) -> None:
    if review.sha256 != document.source.sha256:
        problem = f"{document.doc_id} has other bytes than the document that was reviewed"
        raise GoldError(problem, path=path, line=line, remedy="review it again")
    words = document.text[review.start : review.end].split()
    if words != review.trigger.split():
        problem = f"trigger: {review.trigger!r} does not stand at {review.start}"
        remedy = "the text was read anew: make the report again and review there"
        raise GoldError(problem, path=path, line=line, remedy=remedy)


def record_of_review(
    review: ReviewRecord,
    document: Document,
    sentences: Sequence[Span],
    id_: str,
    path: Path,
    *,
    line: int | None = None,
) -> GoldRecord:
    """Turn one decision into a gold record, its sentence, page and context read off the document.

    Raises:
        GoldError: the trigger stands in no sentence, or a value is not allowed.
    """
    at = bisect_right(sentences, review.start, key=lambda span: span[0]) - 1
    if at < 0 or review.start >= sentences[at][1]:
        problem = f"trigger: {review.trigger!r} stands in no sentence (headings hold no claims)"
        raise GoldError(problem, path=path, line=line)
    low, high = sentences[at]
    values = {
        name: value
        for name, value in review.model_dump().items()
        if name in GoldRecord.model_fields
    }
    values |= {
        "id": id_,
        "sent": at + 1,
        "page": document.page_at(low),
        "before": " ".join(_words(document.text[low : review.start])[-_CONTEXT:]),
        "after": " ".join(_words(document.text[review.end : high])[:_CONTEXT]),
    }
    try:
        return GoldRecord.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else "record"
        raise GoldError(f"{where}: {first['msg']}", path=path, line=line) from error


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(char.isalnum() for char in word)]

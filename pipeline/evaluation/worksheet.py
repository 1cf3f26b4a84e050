"""The worksheet: a CSV table that a person fills in a spreadsheet, and its way into gold.

One row a predicted claim, to be corrected, and after each sentence one row without a trigger, to
be filled (or copied and filled) with a claim that was missed. A row whose trigger is empty is no
claim: emptying the trigger takes a wrong claim out.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import GoldError
from pipeline.evaluation.folding import FoldedText, fold
from pipeline.evaluation.gold import GoldRecord
from pipeline.schema import ActorRef, Claim, Document, Model, PlaceRef

Span = tuple[int, int]

_CONTEXT = 3
"""Words kept before and after the trigger."""
_GUARDED = re.compile(r"'(?=['=+\-@＝＋－＠\s])")
"""The apostrophe that keeps a spreadsheet from running a cell as a formula."""
_LISTS = ("actors", "recipients", "places", "implicit")


class SheetRow(Model):
    """One row; the fields are the columns, in order. Lists are joined by ``; ``.

    ``which`` tells which of several mentions of the trigger in the sentence is meant, from 1.
    """

    sent: str = ""
    page: str = ""
    sentence: str = ""
    trigger: str = ""
    which: str = ""
    event_type: str = ""
    actors: str = ""
    actor_text: str = ""
    recipients: str = ""
    recipient_text: str = ""
    places: str = ""
    place_text: str = ""
    date: str = ""
    date_text: str = ""
    date_mod: str = ""
    polarity: str = ""
    modality: str = ""
    attribution: str = ""
    implicit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A row as read, with its number in the spreadsheet (the header is row 1)."""

    number: int
    row: SheetRow


def sheet_rows(
    document: Document, sentences: Iterable[Span], claims: Iterable[Claim]
) -> Iterator[SheetRow]:
    """Lay out a document: for every sentence its claims, then a row without a trigger."""
    listed = sorted(claims, key=lambda claim: claim.action.start or 0)
    for number, (start, end) in enumerate(sentences, start=1):
        place = SheetRow(
            sent=str(number),
            page=str(document.page_at(start)),
            sentence=" ".join(document.text[start:end].split()),
        )
        for claim in listed:
            at = claim.action.start
            if at is not None and start <= at < end:
                yield place.model_copy(update=_filled(claim, document.text[start:end], at - start))
        yield place


def read_sheet(path: Path) -> tuple[Filled, ...]:
    """Read a worksheet as a spreadsheet saved it: commas, semicolons or tabs, any column order.

    Raises:
        GoldError: the file is no UTF-8 text, or a column is missing or unknown.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "save it as CSV UTF-8"
        raise GoldError(f"cannot be read: {error}", path=path, remedy=remedy) from error
    head = text.partition("\n")[0]
    table = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    columns = [cell.strip() for cell in next(table, [])]
    _check_columns(columns, path)
    filled = []
    for number, cells in enumerate(table, start=2):
        if any(cell.strip() for cell in cells):
            values = [_GUARDED.sub("", cell, count=1).strip() for cell in cells]
            named = dict(zip(columns, values, strict=False))
            filled.append(Filled(number, SheetRow.model_validate(named)))
    return tuple(filled)


def records_of_sheet(
    rows: Iterable[Filled], document: Document, *, prefix: str, path: Path
) -> tuple[GoldRecord, ...]:
    """Turn the rows that have a trigger into gold records, numbered in the order of the text.

    Args:
        prefix: what the ids begin with, such as ``SU``.
        path: the worksheet, for messages.

    Raises:
        GoldError: naming row and column of every fault, and what is expected there.
    """
    folded = FoldedText.of(document.text)
    faults: list[_Fault] = []
    found: list[tuple[Span, Filled]] = []
    for filled in (each for each in rows if each.row.trigger):
        try:
            found.append((_find_trigger(filled, document.text, folded), filled))
        except _Fault as fault:
            faults.append(fault)
    found.sort(key=lambda item: (item[0], item[1].number))
    records = []
    for number, (span, filled) in enumerate(found, start=1):
        try:
            records.append(_record(filled, document, folded, span, f"{prefix}{number:03}"))
        except _Fault as fault:
            faults.append(fault)
    if faults:
        told = [str(fault) for fault in sorted(faults, key=lambda fault: fault.row)]
        raise GoldError("\n  ".join(told), path=path)
    return tuple(records)


class _Fault(ValueError):
    """What is wrong with a cell."""

    def __init__(self, filled: Filled, column: str, problem: str) -> None:
        super().__init__(f"row {filled.number}, column {column}: {problem}")
        self.row = filled.number


def _filled(claim: Claim, sentence: str, at: int) -> dict[str, str]:
    trigger = claim.action.text
    earlier = len(re.findall(rf"(?<!\w){re.escape(trigger)}(?!\w)", sentence[:at]))
    when = claim.date
    return {
        "trigger": trigger,
        "which": str(earlier + 1) if earlier else "",
        "event_type": claim.event_type,
        "actors": _ids(claim.actors),
        "actor_text": _texts(claim.actors),
        "recipients": _ids(claim.recipients),
        "recipient_text": _texts(claim.recipients),
        "places": _ids(claim.places),
        "place_text": _texts(claim.places),
        "date": "" if when is None else when.edtf,
        "date_text": "" if when is None else when.text,
        "date_mod": "" if when is None or when.mod is None else when.mod,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": (claim.attribution.id or "") if claim.attribution is not None else "",
        "implicit": "actor" if any(not ref.text for ref in claim.actors) else "",
    }


def _ids(refs: Sequence[ActorRef | PlaceRef]) -> str:
    return "; ".join(ref.id for ref in refs if ref.id is not None)


def _texts(refs: Sequence[ActorRef | PlaceRef]) -> str:
    return " | ".join(dict.fromkeys(ref.text for ref in refs if ref.text))


def _check_columns(columns: Sequence[str], path: Path) -> None:
    needed = list(SheetRow.model_fields)
    missing = [name for name in needed if name not in columns]
    unknown = [name for name in columns if name not in needed]
    if missing or unknown:
        told = [f"lacks column {name}" for name in missing]
        told += [f"has an unknown column {name!r}" for name in unknown]
        raise GoldError("; ".join(told), path=path, remedy=f"columns are {', '.join(needed)}")


def _find_trigger(filled: Filled, text: str, folded: FoldedText) -> Span:
    sentence = fold(filled.row.sentence)
    at = folded.text.find(sentence)
    if not sentence or at < 0:
        raise _Fault(filled, "sentence", "does not stand in the document")
    places = [
        folded.original(*span)
        for span in folded.find_words(filled.row.trigger)
        if at <= span[0] and span[1] <= at + len(sentence)
    ]
    which = filled.row.which or "1"
    if not places:
        raise _Fault(filled, "trigger", f"{filled.row.trigger!r} is not in the sentence")
    if not which.isdecimal() or not 1 <= int(which) <= len(places):
        problem = f"{which!r} is not one of its {len(places)} mentions in the sentence"
        raise _Fault(filled, "which", problem)
    return places[int(which) - 1]


def _record(
    filled: Filled, document: Document, folded: FoldedText, span: Span, id_: str
) -> GoldRecord:
    row = filled.row
    start = folded.text.find(fold(row.sentence))
    low, high = folded.original(start, start + len(fold(row.sentence)))
    values: dict[str, object] = {
        name: getattr(row, name)
        for name in SheetRow.model_fields
        if name in GoldRecord.model_fields
    }
    for name in _LISTS:
        values[name] = [part.strip() for part in getattr(row, name).split(";") if part.strip()]
    for name in ("date", "date_mod", "attribution"):
        values[name] = getattr(row, name) or None
    for name, default in (("polarity", "positive"), ("modality", "asserted")):
        values[name] = getattr(row, name) or default
    values["id"] = id_
    values["page"] = document.page_at(low)
    values["trigger"] = " ".join(document.text[slice(*span)].split())
    values["before"] = " ".join(_words(document.text[low : span[0]])[-_CONTEXT:])
    values["after"] = " ".join(_words(document.text[span[1] : high])[:_CONTEXT])
    try:
        return GoldRecord.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0]) if first["loc"] else "trigger"
        raise _Fault(filled, column, first["msg"]) from error


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(char.isalnum() for char in word)]
